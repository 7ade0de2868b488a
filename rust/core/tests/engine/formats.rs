//! All edit formats: renderer and parser are inverse, and whatever is read, nothing is guessed.

use std::time::{Duration, Instant};

use crate::common::texts::{
    LINES, Random, TAME, assert_failures_have_places, assert_no_line_is_from_nowhere, program,
    rounds, states, steps, training_text,
};
use lintseq_core::apply::SEPARATOR;
use lintseq_core::format::unified::Unified;
use lintseq_core::format::{
    Anchored, Format, NO_NEWLINE, Obstacle, SearchReplace, Unnumbered, Unrenderable, V4a, Whole,
};
use lintseq_core::line::LineIndex;

fn formats(context: usize) -> Vec<Format> {
    vec![
        Format::Unified(Unified { context, path: None }),
        Format::Unnumbered(Unnumbered { context }),
        Format::SearchReplace(SearchReplace { context }),
        Format::V4a(V4a { context, ..V4a::default() }),
        Format::Anchored(Anchored),
        Format::Whole(Whole { tag: (context > 0).then(|| "python".to_owned()) }),
    ]
}

fn render(format: &Format, program: &str, steps: &[i32]) -> Result<Vec<String>, Unrenderable> {
    format.render(program, &LineIndex::new(program), steps)
}

fn has_signs(format: &Format) -> bool {
    !matches!(format, Format::SearchReplace(_) | Format::Whole(_))
}

/// Renders, applies and splits; gives the edits unless the format rightly refuses the program.
fn check(format: &Format, program: &str, steps: &[i32]) -> Option<Vec<String>> {
    let states = states(program, steps);
    let edits = match render(format, program, steps) {
        Ok(edits) => edits,
        Err(refusal) => {
            assert!(!has_signs(format), "{refusal} by {format:?}");
            let is_there = match refusal.obstacle {
                Obstacle::SeparatorLine => {
                    program.split('\n').any(|line| line.starts_with(SEPARATOR))
                }
                Obstacle::MarkerLine => program.split('\n').any(|line| line == NO_NEWLINE),
                _ => false,
            };
            assert!(is_there, "{refusal} for {program:?}");
            return None;
        }
    };
    assert_eq!(edits.len(), states.len() - 1);
    let applied = format.apply("", &edits);
    assert_eq!(applied.failures, [], "{edits:#?}");
    assert_eq!(applied.text, program, "{edits:#?}");
    for (edit, pair) in edits.iter().zip(states.windows(2)) {
        let applied = format.apply(&pair[0], &[edit]);
        assert_eq!(applied.text, pair[1], "{edit:?}");
        assert!(!edit.ends_with('\n') && !edit.trim().is_empty());
        let fenced = format!("`````text\n{edit}\n`````\n");
        if !matches!(format, Format::Unified(_) | Format::Whole(_)) {
            assert_eq!(format.apply(&pair[0], &[fenced]), applied);
        }
    }
    assert_eq!(format.split(&training_text("Write it.\nNow.", &edits)), edits);
    assert_eq!(format.split(&training_text("", &edits)), edits);
    assert_eq!(format.split(&edits.join(&format!("\n{SEPARATOR}"))), edits);
    Some(edits)
}

#[test]
fn every_program_comes_back_byte_for_byte() {
    let mut random = Random(11);
    let mut held = 0;
    for case in 0..rounds(1500) {
        let content = if case % 3 == 0 { TAME } else { LINES };
        let longest = if case % 50 == 0 { 150 } else { 14 };
        let program = program(&mut random, content, longest);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        for format in formats([0, 0, 1, 3, usize::MAX][random.below(5)]) {
            held += usize::from(check(&format, &program, &steps).is_some());
        }
    }
    assert!(cfg!(miri) || held > 7_000, "{held}");
}

/// Where lines repeat, most places are unique by many lines, or by the start or the end only.
#[test]
fn places_among_equal_lines_are_found() {
    let mut random = Random(12);
    for _ in 0..rounds(1500) {
        let content = [&["a"][..], &["a", "b"], &["a", " a", "b", ""]][random.below(3)];
        let program = program(&mut random, content, 24);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        for format in formats(random.below(2)) {
            assert!(check(&format, &program, &steps).is_some());
        }
    }
}

const PROGRAM: &str = "\
class A:
    def f(self):
        x = 1
        y = 2
        return x


class B:
    def f(self):
        x = 1
        y = 2
        return x
";

#[test]
fn context_grows_until_the_place_is_unique() {
    let edit = |format: Format, line: usize| {
        let mut steps = vec![0; 12];
        steps[line] = 1;
        let edits = check(&format, PROGRAM, &steps).unwrap();
        edits[1].clone()
    };
    let unnumbered = || Format::Unnumbered(Unnumbered::default());
    assert_eq!(edit(unnumbered(), 1), "@@\n class A:\n+    def f(self):");
    assert_eq!(edit(unnumbered(), 2), "@@\n     def f(self):\n+        x = 1\n         y = 2");
    assert_eq!(edit(unnumbered(), 4), "@@\n         y = 2\n+        return x\n ");
    assert_eq!(edit(unnumbered(), 11), "@@ end\n         y = 2\n+        return x");
    assert_eq!(edit(unnumbered(), 0), "@@ start\n+class A:");
    assert_eq!(
        edit(Format::SearchReplace(SearchReplace::default()), 7),
        "<<<<<<< SEARCH\n\n    def f(self):\n=======\n\nclass B:\n    def f(self):\n>>>>>>> REPLACE"
    );
    let v4a = Format::V4a(V4a { context: 1, ..V4a::default() });
    let edits = check(&v4a, "a\na\na\nb\n", &[0, 0, 0, 1]).unwrap();
    assert!(edits[1].ends_with("@@\n a\n a\n+b\n*** End of File\n*** End Patch"), "{edits:?}");
}

#[test]
fn a_header_names_what_stands_around_a_place() {
    let method = "    def f(self):\n        x = 1\n        return x\n";
    let format = Format::V4a(V4a { context: 1, ..V4a::default() });
    let edit = |line: usize| {
        let added = method.replace("        return", "        y = 2\n        return");
        let (first, second) = if line < 5 { (&*added, method) } else { (method, &*added) };
        let program = format!("class A:\n{first}class B:\n{second}");
        let mut steps = vec![0; 9];
        steps[line] = 1;
        check(&format, &program, &steps).unwrap()[1].clone()
    };
    assert_eq!(
        edit(7),
        "*** Begin Patch\n*** Update File: program\n@@ class B:\n         x = 1\n\
         +        y = 2\n         return x\n*** End Patch"
    );
    // Behind `class A:` there are two such places: a header does not help.
    let grown =
        "@@\n     def f(self):\n         x = 1\n+        y = 2\n         return x\n class B:\n";
    assert!(edit(3).contains(grown), "{}", edit(3));
}

#[test]
fn markers_grow_with_the_lines_of_the_program() {
    let program = "<<<<<<< SEARCH\n=======\n======== \n>>>>>>> REPLACE";
    let format = Format::SearchReplace(SearchReplace::default());
    let edits = check(&format, program, &[1, 0, 1, 0]).unwrap();
    assert_eq!(
        edits[0],
        "<<<<<<<<< SEARCH\n=========\n=======\n>>>>>>> REPLACE\n\
         \\ No newline at end of file\n>>>>>>>>> REPLACE"
    );
    let whole = Format::Whole(Whole::default());
    let edits = check(&whole, "```\n````\n\n", &[2, 1, 0]).unwrap();
    assert_eq!(edits[0], "`````\n\n`````");
}

#[test]
fn what_a_format_cannot_hold_is_an_error() {
    let refusal = |format: Format, program: &str| {
        render(&format, program, &[0, 1]).unwrap_err().obstacle.code()
    };
    let block = || Format::SearchReplace(SearchReplace::default());
    let whole = || Format::Whole(Whole::default());
    for format in [block(), whole()] {
        assert_eq!(refusal(format.clone(), "a\n<|diff|>b\n"), "separator-line");
        assert_eq!(refusal(format, &format!("{NO_NEWLINE}\nb\n")), "marker-line");
    }
    for obstacle in Obstacle::ALL {
        assert_eq!(obstacle.to_string(), obstacle.code());
    }
    for format in formats(0) {
        let none: [String; 0] = [];
        assert_eq!(render(&format, "a\n", &[3]).unwrap(), none);
        assert_eq!(render(&format, "", &[]).unwrap(), none);
    }
}

/// A model can stop anywhere. The edits in front of the cut apply; what the cut leaves of the
/// last one is applied only where it is whole hunks, or where the format cannot tell.
#[test]
#[cfg_attr(miri, ignore = "what takes long takes too long there")]
fn every_prefix_applies_up_to_the_cut() {
    let mut random = Random(13);
    for _ in 0..rounds(60) {
        let program = program(&mut random, LINES, 7);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        let states = states(&program, &steps);
        for format in formats(random.below(2)).into_iter().skip(1) {
            let Ok(edits) = render(&format, &program, &steps) else {
                continue;
            };
            let text = training_text("do", &edits);
            for cut in (0..=text.len()).filter(|&cut| text.is_char_boundary(cut)) {
                let parts = format.split(&text[..cut]);
                let applied = format.apply("", &parts);
                let Some(last) = parts.len().checked_sub(1).filter(|_| cut > 10) else {
                    continue;
                };
                assert!(applied.failures.iter().all(|failure| failure.edit == last));
                assert_eq!(format.apply("", &parts[..last]).text, states[last]);
                if last == edits.len() {
                    assert_eq!(applied.text, states[last]);
                    continue;
                }
                if parts[last] == edits[last] {
                    assert_eq!(applied.text, states[last + 1]);
                } else if !matches!(format, Format::Unnumbered(_)) && applied.failures.is_empty() {
                    // Whole blocks are there, or only a line end is missing.
                    let ends = matches!(format, Format::SearchReplace(_));
                    assert!(ends || applied.text == states[last + 1], "{parts:#?}");
                    let lines: Vec<&str> = states[last + 1].split_inclusive('\n').collect();
                    assert!(applied.text.split_inclusive('\n').all(|line| lines.contains(&line)));
                }
            }
        }
    }
}

/// Texts with parts changed, doubled, moved and cut: any result is fine, a panic or a line from
/// nowhere is not.
#[test]
fn damaged_texts_never_panic() {
    let mut random = Random(14);
    let noise = [
        "@@\n",
        "@@ start\n",
        "@@ end\n",
        "@@ a\n",
        "\n",
        "+",
        "-",
        " ",
        "\\",
        "\0",
        "\r",
        "\r\n",
        NO_NEWLINE,
        "\n+",
        "\n-x",
        "\n x",
        "\n<|diff|>",
        "--- a/x\n+++ b/x\n@@\n",
        "```\n",
        "~~~",
        "<<<<<<< SEARCH\n",
        "=======\n",
        ">>>>>>> REPLACE\n",
        "*** End Patch\n",
        "*** End of File\n",
        "*** Begin Patch\n",
        "*** Update File: x\n",
        "*** Add File: x\n",
        "*** ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "null",
        "9",
        "-1",
        "1e9",
        "\\ud800",
        "\"newline\": false",
        "é",
        "\u{2028}",
    ];
    for round in 0..rounds(12_000) {
        let program = program(&mut random, TAME, 6);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        let format = &formats(random.below(2))[1 + round % 5];
        let mut text = training_text("", &render(format, &program, &steps).unwrap());
        for _ in 0..=random.below(4) {
            let from = text.floor_char_boundary(random.below(text.len() + 1));
            let longest = [6, 60][random.below(2)];
            let to = text.floor_char_boundary(from + random.below(longest)).max(from);
            let part = text[from..to].to_owned();
            match random.below(4) {
                0 => text.replace_range(from..to, ""),
                1 => text.insert_str(from, &part),
                2 => {
                    text.replace_range(from..to, "");
                    let at = text.floor_char_boundary(random.below(text.len() + 1));
                    text.insert_str(at, &part);
                }
                _ => text.replace_range(from..to, random.pick(&noise)),
            }
        }
        let edits = format.split(&text);
        let base = self::program(&mut random, TAME, 4);
        let applied = format.apply(&base, &edits);
        assert_failures_have_places(&applied, &edits);
        if !matches!(format, Format::Anchored(_)) {
            assert_no_line_is_from_nowhere(&applied, &base, &text);
        }
    }
}

#[test]
fn doubled_edits_and_hunks_are_reported() {
    for format in formats(0).into_iter().skip(1) {
        let edits = check(&format, "a\nb\nc\nd\n", &[0, 1, 0, 1]).unwrap();
        let twice = format!("{}\n{}", edits[1], edits[1]);
        let applied = format.apply("a\nc\n", &[twice]);
        assert!(!applied.failures.is_empty(), "{format:?}");
        assert!(["a\nc\n", "a\nb\nc\nd\n"].contains(&applied.text.as_str()), "{applied:?}");
    }
}

/// 20,000 equal lines, or three that alternate, inserted one by one in any order: the worst there
/// is for formats that place hunks by their context.
#[test]
#[cfg_attr(miri, ignore = "what takes long takes too long there")]
fn repetitive_programs_take_bounded_time() {
    let mut random = Random(15);
    for lines in [&["x\n"][..], &["x\n", "x\n", "y\n"]] {
        let program: String = lines.iter().copied().cycle().take(20_000).collect();
        let index = LineIndex::new(&program);
        let mut shuffled: Vec<i32> = (0..20_000).collect();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, random.below(at + 1));
        }
        let few: Vec<i32> = (0..20_000).map(|line| line * 7919 % 20_000 % 3).collect();
        for format in formats(0) {
            let started = Instant::now();
            if let Err(refusal) = format.render(&program, &index, &shuffled) {
                assert_eq!(refusal.obstacle, Obstacle::TooLong);
            }
            let edits = format.render(&program, &index, &few).unwrap();
            let applied = format.apply("", &edits);
            assert!(applied.failures.is_empty() && applied.text == program);
            let taken = started.elapsed();
            assert!(taken < Duration::from_secs(20), "{taken:?} for {format:?}");
        }
    }
}
