//! The unified format and `apply`: inverse of one another, on random programs and with real tools.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common::texts::{
    LINES, Random, TAME, assert_failures_have_places, assert_no_line_is_from_nowhere, program,
    rounds, states, steps, training_text,
};
use lintseq_core::apply::{SEPARATOR, apply, split_edits};
use lintseq_core::format::unified::{NO_NEWLINE, Sign, Unified, parse};
use lintseq_core::line::LineIndex;

fn render(program: &str, steps: &[i32], context: usize, path: Option<&str>) -> Vec<String> {
    let unified = Unified { context, path: path.map(str::to_owned) };
    unified.render(program, &LineIndex::new(program), steps)
}

/// Writes out again what was parsed, with `write!` and nothing of the renderer.
fn rewrite(text: &str) -> String {
    let parsed = parse(text);
    assert_eq!(parsed.problems, [], "{text:?}");
    let mut lines = Vec::new();
    for hunk in &parsed.hunks {
        let side = |start: usize, count: usize| match count {
            1 => start.to_string(),
            _ => format!("{start},{count}"),
        };
        let (old, new) = (hunk.old, hunk.new);
        let (old, new) = (side(old.start, old.count), side(new.start, new.count));
        lines.push(format!("@@ -{old} +{new} @@"));
        for line in &hunk.lines {
            let sign = match line.sign {
                Sign::Context => ' ',
                Sign::Insert => '+',
                Sign::Delete => '-',
            };
            lines.push(format!("{sign}{}", line.text));
            lines.extend((!line.newline).then(|| NO_NEWLINE.to_owned()));
        }
    }
    lines.join("\n")
}

#[test]
fn every_program_comes_back_byte_for_byte() {
    let mut random = Random(1);
    for case in 0..rounds(4000) {
        let longest = if case % 50 == 0 { 200 } else { 12 };
        let program = program(&mut random, LINES, longest);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        let states = states(&program, &steps);
        for (context, path) in
            [(0, None), (0, Some("a b.py")), (random.below(5), None), (usize::MAX, Some("x"))]
        {
            let edits = render(&program, &steps, context, path);
            assert_eq!(edits.len(), states.len() - 1);
            let applied = apply("", &edits);
            assert_eq!(applied.failures, [], "{edits:?}");
            assert_eq!(applied.text, program, "{edits:?}");
            for (edit, pair) in edits.iter().zip(states.windows(2)) {
                assert_eq!(apply(&pair[0], &[edit]).text, pair[1], "{edit:?}");
                if path.is_none() {
                    assert_eq!(&rewrite(edit), edit);
                    assert!(!edit.ends_with('\n'));
                } else {
                    assert!(edit.starts_with("--- ") && edit.ends_with('\n'));
                }
            }
            assert_eq!(split_edits(&training_text("Write it.\n@@ now", &edits)), edits);
            assert_eq!(split_edits(&training_text("", &edits)), edits);
            let joined = edits.join(&format!("\n{SEPARATOR}"));
            assert_eq!(split_edits(&joined), edits);
        }
    }
}

#[test]
fn without_context_hunks_hold_only_what_is_inserted() {
    let program = "a\nb\nc\nd\ne\n";
    let edits = render(program, &[1, 0, 1, 1, 2], 0, None);
    let expected =
        ["@@ -0,0 +1 @@\n+b", "@@ -0,0 +1 @@\n+a\n@@ -1,0 +3,2 @@\n+c\n+d", "@@ -4,0 +5 @@\n+e"];
    assert_eq!(edits, expected);
}

#[test]
fn context_joins_hunks_that_would_touch() {
    let program = "a\nb\nc\nd\ne\nf";
    let steps = [1, 0, 0, 1, 0, 0];
    let edits = render(program, &steps, 1, None);
    assert_eq!(edits[1], "@@ -1,3 +1,5 @@\n+a\n b\n c\n+d\n e");
    let edits = render(program, &steps, 2, None);
    let end = "@@ -1,4 +1,6 @@\n+a\n b\n c\n+d\n e\n f\n\\ No newline at end of file";
    assert_eq!(edits[1], end);
    let edits = render("a\nb\nc\nd\n", &[1, 0, 0, 1], 0, None);
    assert_eq!(edits[1], "@@ -0,0 +1 @@\n+a\n@@ -2,0 +4 @@\n+d");
}

#[test]
fn an_invalid_step_array_renders_to_nothing() {
    for steps in [&[0][..], &[0, 2], &[0, -1], &[i32::MAX, i32::MIN], &[0, 0, 0]] {
        assert!(render("a\nb\n", steps, 0, None).is_empty(), "{steps:?}");
    }
    assert_eq!(render("a\nb\n", &[1, 1], 0, None), ["", "@@ -0,0 +1,2 @@\n+a\n+b"]);
}

/// A model can stop anywhere: the edits in front of the cut apply, the one that is cut is
/// reported unless the cut leaves whole hunks (then no reader can know).
#[test]
#[cfg_attr(miri, ignore = "what takes long takes too long there")]
fn every_prefix_applies_up_to_the_cut() {
    let mut random = Random(2);
    for _ in 0..rounds(150) {
        let program = program(&mut random, LINES, 8);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        let states = states(&program, &steps);
        let edits = render(&program, &steps, random.below(3), None);
        let ends: Vec<Vec<usize>> = edits.iter().map(|edit| hunk_ends(edit)).collect();
        let text = training_text("do", &edits);
        for cut in (0..=text.len()).filter(|&cut| text.is_char_boundary(cut)) {
            let parts = split_edits(&text[..cut]);
            let applied = apply("", &parts);
            if cut < 3 + SEPARATOR.len() {
                continue; // The first separator is cut itself: the instruction looks like an edit.
            }
            let Some(last) = parts.len().checked_sub(1) else {
                continue;
            };
            assert!(applied.failures.iter().all(|failure| failure.edit == last));
            assert_eq!(apply("", &parts[..last]).text, states[last]);
            let part = parts[last];
            if last == edits.len() {
                assert_eq!(applied.failures.len(), 1); // The cut is in the end marker.
                continue;
            }
            if part == edits[last] {
                assert_eq!(applied.text, states[last + 1]);
                assert_eq!(applied.failures, []);
            } else if !ends[last]
                .contains(&part.strip_suffix('\n').unwrap_or(part).split('\n').count())
            {
                assert!(!applied.failures.is_empty(), "{part:?} of {:?}", edits[last]);
            }
        }
    }
}

/// The lines of an edit's text that are the last of a hunk, with and without the marker.
fn hunk_ends(edit: &str) -> Vec<usize> {
    let hunks = parse(edit).hunks;
    let last = hunks.iter().filter_map(|hunk| hunk.lines.last());
    last.flat_map(|line| [line.line, line.line + usize::from(!line.newline)]).collect()
}

/// Texts with bytes, lines and numbers changed: any result is fine, a panic or a line from
/// nowhere is not.
#[test]
fn damaged_texts_never_panic() {
    let mut random = Random(3);
    let noise = [
        "@@",
        "@@ -0,0 +1 @@\n",
        "@@ -1,2 +0,0 @@\n",
        "\n",
        "+",
        "-",
        " ",
        "\\",
        "\0",
        "\r",
        "9",
        "0",
        "99999999999999999999",
        "18446744073709551615",
        ",",
        NO_NEWLINE,
        "\n+",
        "\n-x",
        "\n x",
        "\n<|diff|>",
        "--- a/x\n+++ b/x\n",
        "diff --git a b\n",
        "é",
        "\u{2028}",
    ];
    for _ in 0..rounds(20_000) {
        let program = program(&mut random, TAME, 6);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        let mut text = training_text("", &render(&program, &steps, random.below(3), None));
        for _ in 0..=random.below(4) {
            let from = text.floor_char_boundary(random.below(text.len() + 1));
            let to = text.floor_char_boundary(from + random.below(6)).max(from);
            let replacement = if random.below(3) == 0 { "" } else { random.pick(&noise) };
            text.replace_range(from..to, replacement);
        }
        let edits = split_edits(&text);
        let base = self::program(&mut random, TAME, 4);
        let applied = apply(&base, &edits);
        assert_failures_have_places(&applied, &edits);
        assert_no_line_is_from_nowhere(&applied, &base, &text);
    }
}

/// A folder of its own for one test, outside of any repository, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("lintseq-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn tool(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null()).env("LC_ALL", "C");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "POSIXLY_CORRECT"] {
        command.env_remove(variable);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap_or(folder));
    command
}

/// Runs a sequence through a tool, edit by edit, and compares every state. State 0 is an empty
/// file, or none.
fn check_with(name: &str, arguments: &[&str], path: &str, program: &str, steps: &[i32]) {
    for (context, empty) in [(0, true), (0, false), (1, true), (2, false), (3, true)] {
        let folder = Folder::new(&format!("{name}-{context}"));
        let (file, patch) = (folder.0.join(path), folder.0.join("edit.patch"));
        if empty {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, "").unwrap();
        }
        let edits = render(program, steps, context, Some(path));
        for (edit, state) in edits.iter().zip(&states(program, steps)[1..]) {
            fs::write(&patch, edit).unwrap();
            let mut command = tool(name, &folder.0);
            command.args(arguments);
            if name == "git" && context == 0 {
                command.arg("--unidiff-zero");
            }
            let output = command.arg(if name == "git" { "edit.patch" } else { "-iedit.patch" });
            let output = output.output().unwrap();
            assert!(output.status.success(), "{name}: {output:?}\n{edit:?}");
            assert_eq!(&fs::read_to_string(&file).unwrap(), state, "{name}: {edit:?}");
        }
    }
}

fn check_all_with(name: &str, arguments: &[&str]) {
    match tool(name, &std::env::temp_dir()).arg("--version").output() {
        Ok(output) if name == "git" || output.stdout.starts_with(b"GNU patch") => {}
        _ => return eprintln!("skipped: {name} is not installed"),
    }
    let mut random = Random(4);
    for _ in 0..6 {
        let program = program(&mut random, TAME, 20);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        check_with(name, arguments, "program.py", &program, &steps);
    }
    for _ in 0..6 {
        let program = program(&mut random, LINES, 12);
        let steps = steps(&mut random, LineIndex::new(&program).len());
        check_with(name, arguments, "program.py", &program, &steps);
    }
    let odd = [
        "a b.py",
        "folder/of mine/x.py",
        "q\"uote\\.py",
        "tab\there.py",
        "ünï 日本.py",
        "a\x01b.py",
    ];
    for path in odd {
        check_with(name, arguments, path, "a\nb\nc\nd", &[2, 0, 1, 0]);
    }
}

#[test]
#[cfg_attr(miri, ignore = "no process can be started there")]
fn git_apply_accepts_every_edit() {
    check_all_with("git", &["apply", "--whitespace=nowarn"]);
}

#[test]
#[cfg_attr(miri, ignore = "no process can be started there")]
fn gnu_patch_accepts_every_edit() {
    check_all_with("patch", &["-p1", "--silent", "--force", "--fuzz=0"]);
}
