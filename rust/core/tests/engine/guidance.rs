//! Sampling under the guidance of a linter, through the public API.

use lintseq_core::{
    Guide, Options, Program, Question, Steps, Workspace, find_language, sample, verify,
};

const PROGRAM: &str = "\
import os
import sys


def area(width, height):
    size = width * height
    return size


def show(width):
    print(area(width, 2), os.sep)


if __name__ == '__main__':
    show(int(sys.argv[1]))
";

fn program(text: &str, options: &Options, workspace: &mut Workspace) -> Program<'static> {
    let python = find_language("python").expect("it is built in");
    Program::parse(text, &python, options, workspace).expect("it is sound").into_owned()
}

/// Runs a guide with a linter that maps a question to the lines of the program that it blames.
fn guided(
    text: &str,
    options: &Options,
    count: usize,
    mut linter: impl FnMut(&Question) -> Vec<usize>,
) -> Vec<Steps> {
    let mut workspace = Workspace::default();
    let program = program(text, options, &mut workspace);
    let mut guide = Guide::new(program, count, 7, workspace).expect("there is time");
    loop {
        let questions = guide.questions();
        if questions.is_empty() {
            return guide.steps().into_iter().cloned().collect();
        }
        for question in questions {
            let blamed = linter(&question);
            guide.answer(question.sample, &blamed).expect("there is time");
        }
    }
}

fn native(text: &str, options: &Options, count: usize) -> Vec<Steps> {
    let mut workspace = Workspace::default();
    let program = program(text, options, &mut workspace);
    sample(&program, count, 7, &mut workspace).expect("there is time")
}

#[test]
fn a_linter_that_finds_nothing_changes_nothing() {
    for distinct in [false, true] {
        for max_edits in [None, Some(1), Some(3)] {
            let options = Options { distinct, max_edits, ..Options::default() };
            for text in [PROGRAM, "x = 1\n", "\n", "a = 1\nb = 2\n"] {
                let expected = native(text, &options, 8);
                assert_eq!(guided(text, &options, 8, |_| Vec::new()), expected, "{text}");
            }
        }
    }
}

#[test]
fn states_are_what_the_native_linter_accepts() {
    let mut asked = 0;
    guided(PROGRAM, &Options::default(), 8, |question| {
        asked += 1;
        let lines: Vec<&str> = PROGRAM.split_inclusive('\n').collect();
        let text: String = question.lines.iter().map(|line| lines[*line as usize]).collect();
        assert_eq!(text, question.text);
        if !text.contains("size = ") {
            assert!(!text.contains("return size"), "{text}");
        }
        Vec::new()
    });
    assert!(asked > 8);
}

/// A stricter linter: the two imports go together.
#[test]
fn what_is_blamed_goes_with_its_closure() {
    let lines: Vec<&str> = PROGRAM.lines().collect();
    let of = |text: &str| lines.iter().position(|line| *line == text).expect("it is there");
    let (os, sys) = (of("import os"), of("import sys"));
    let sequences = guided(PROGRAM, &Options::default(), 16, |question| {
        let here = |line: usize| question.lines.contains(&(line as u32));
        match (here(os), here(sys)) {
            (true, false) => vec![os],
            (false, true) => vec![sys],
            _ => Vec::new(),
        }
    });
    let mut workspace = Workspace::default();
    let program = program(PROGRAM, &Options::default(), &mut workspace);
    for steps in &sequences {
        assert_eq!(steps.as_slice()[os], steps.as_slice()[sys]);
        assert_eq!(verify(&program, steps, &mut workspace).expect("there is time"), []);
    }
}

#[test]
fn a_linter_that_blames_everything_ends() {
    let all = |question: &Question| question.lines.iter().map(|line| *line as usize).collect();
    for steps in guided(PROGRAM, &Options::default(), 4, all) {
        assert_eq!(steps.edits(), 1);
    }
    // The last line that is left, whatever it is, again and again.
    let last = |question: &Question| question.lines.last().map(|line| *line as usize);
    guided(PROGRAM, &Options::default(), 4, |question| last(question).into_iter().collect());
}

#[test]
fn answers_that_nobody_waits_for_are_ignored() {
    let mut workspace = Workspace::default();
    let program = program(PROGRAM, &Options::default(), &mut workspace);
    let mut guide = Guide::new(program, 2, 7, workspace).expect("there is time");
    let before = guide.questions();
    guide.answer(2, &[0]).expect("there is time");
    guide.answer(usize::MAX, &[0]).expect("there is time");
    assert_eq!(guide.questions(), before);
    // Lines that do not exist blame nothing: the state is accepted.
    guide.answer(0, &[usize::MAX, 1_000]).expect("there is time");
    assert_ne!(guide.questions(), before);
}

/// Many samples that must differ, of a program with one sequence: no stack is used up.
#[test]
fn distinct_samples_that_cannot_differ() {
    let options = Options { distinct: true, ..Options::default() };
    assert_eq!(guided("x = 1\n", &options, 20_000, |_| Vec::new()).len(), 1);
}
