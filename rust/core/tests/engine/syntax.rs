//! Syntax of states: when they are parsed again makes no difference, and none gains a fault.

use std::collections::BTreeMap;

use crate::common::{PROGRAMS, all_cases, python, state};
use lintseq_core::{
    Granularity, Limits, Options, Program, Reparse, Steps, SyntaxErrors, Workspace, lint, sample,
    verify,
};

/// All texts that the tests know: programs and cases.
fn texts() -> Vec<String> {
    let cases = all_cases().into_iter().filter(|case| case.language().name() == python().name());
    PROGRAMS
        .iter()
        .map(|text| (*text).to_owned())
        .chain(cases.map(|case| case.source().to_owned()))
        .collect()
}

/// Texts with one line less, many of them broken.
fn broken_texts() -> Vec<String> {
    let mut broken = Vec::new();
    for text in PROGRAMS {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for gone in 0..lines.len() {
            let left: String =
                (0..lines.len()).filter(|at| *at != gone).map(|at| lines[at]).collect();
            if !left.is_empty() {
                broken.push(left);
            }
        }
    }
    for text in [
        "def f(:\n    pass\nprint(1)\n",
        "else:\n    print(1)\nif 1:\n    print(2)\n",
        "class A\n    x = 1\n    y = (2\nprint(A)\n",
        "print(1\nprint(2)\nprint(3)\n",
        "x = '''never ends\nprint(1)\n",
        "if 1:\n    a = 1\n  b = 2\nprint(a)\n",
        "try:\n    print(1)\nprint(2)\n",
        "x = 1\n\0\nprint(x)\n",
        "for in range(3):\n    print(1)\nwhile True\n    break\n",
    ] {
        broken.push(text.to_owned());
    }
    broken
}

fn samples(text: &str, options: &Options, workspace: &mut Workspace) -> Vec<Steps> {
    let program = Program::parse(text, &python(), options, workspace)
        .unwrap_or_else(|reject| panic!("{reject}: {text:?}"));
    sample(&program, 3, 1, workspace).expect("there is time")
}

#[test]
fn parsing_always_changes_nothing() {
    let mut workspace = Workspace::default();
    for granularity in [Granularity::Unit, Granularity::Line] {
        let auto = Options {
            granularity,
            syntax_errors: SyntaxErrors::Keep,
            reparse: Reparse::Auto,
            ..Options::default()
        };
        let always = Options { reparse: Reparse::Always, ..auto };
        for text in texts() {
            assert_eq!(
                samples(&text, &auto, &mut workspace),
                samples(&text, &always, &mut workspace),
                "by {granularity}: {text}"
            );
        }
    }
}

/// Where a language promises that whole units may go without a parse, the promise holds.
#[test]
fn every_language_keeps_its_promise() {
    let mut workspace = Workspace::default();
    for case in all_cases() {
        let auto = Options { reparse: Reparse::Auto, ..*case.options() };
        let always = Options { reparse: Reparse::Always, ..auto };
        let mut of = |options: &Options| {
            let program = Program::parse(case.source(), case.language(), options, &mut workspace)
                .unwrap_or_else(|reject| panic!("{case}: {reject}"));
            sample(&program, 8, 1, &mut workspace).expect("there is time")
        };
        assert_eq!(of(&auto), of(&always), "{case}");
    }
}

/// How many faults of each kind a text has; those of layout are of one kind.
fn faults(text: &str, workspace: &mut Workspace) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    let found = lint(text, &python(), &Limits::default(), workspace).expect("there is time");
    for diagnostic in found.into_iter().filter(|found| found.code == "syntax-error") {
        let layout = ["a statement is missing here", "the indentation fits no block"];
        let kind =
            if layout.contains(&&*diagnostic.message) { "layout" } else { &diagnostic.message };
        *kinds.entry(kind.to_owned()).or_insert(0) += 1;
    }
    kinds
}

#[test]
fn broken_programs_gain_no_faults() {
    let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
    let mut workspace = Workspace::default();
    let mut broken = 0;
    for text in broken_texts() {
        let baseline = faults(&text, &mut workspace);
        broken += usize::from(!baseline.is_empty());
        for steps in samples(&text, &options, &mut workspace) {
            for at in 1..steps.edits() {
                let state = state(&text, &steps, at);
                for (kind, count) in faults(&state, &mut workspace) {
                    let allowed = baseline.get(&kind).copied().unwrap_or(0);
                    assert!(count <= allowed, "{count} x {kind:?} in {state:?} of {text:?}");
                }
            }
        }
    }
    assert!(broken > 20, "only {broken} broken programs were tried");
}

/// States that were parsed incrementally while sampling hold when each is parsed afresh.
#[test]
fn fresh_parses_confirm_incremental_ones() {
    let mut workspace = Workspace::default();
    for granularity in [Granularity::Unit, Granularity::Line] {
        let options = Options {
            granularity,
            syntax_errors: SyntaxErrors::Keep,
            reparse: Reparse::Always,
            ..Options::default()
        };
        for text in texts().into_iter().chain(broken_texts()) {
            let program = Program::parse(&text, &python(), &options, &mut workspace).unwrap();
            for steps in sample(&program, 2, 9, &mut workspace).unwrap() {
                let found = verify(&program, &steps, &mut workspace).unwrap();
                assert!(found.is_empty(), "by {granularity}: {found:?} in {text:?}");
            }
        }
    }
}

/// Parsers and buffers that served other programs leave no trace.
#[test]
fn a_used_workspace_is_as_good_as_new() {
    let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
    let mut used = Workspace::default();
    for text in texts().into_iter().chain(broken_texts()) {
        let fresh = samples(&text, &options, &mut Workspace::default());
        assert_eq!(samples(&text, &options, &mut used), fresh, "{text:?}");
    }
}

#[test]
fn broken_programs_are_rejected_with_their_line() {
    let mut workspace = Workspace::default();
    for (text, line) in [
        ("x = 1\nprint(\n", 2),
        ("x = 1\nif x:\nprint(x)\n", 2),
        ("if 1:\n    a = 1\n  b = 2\n", 3),
        ("print(1)\n\n)\n", 3),
    ] {
        let reject = Program::parse(text, &python(), &Options::default(), &mut workspace).err();
        let message = reject.expect("it does not parse").to_string();
        assert!(
            message.starts_with(&format!("syntax error on line {line};")),
            "{message}: {text:?}"
        );
    }
}
