//! The verifier finds nothing in sampled sequences, and every violation that is planted.

use crate::common::{all_texts, python};
use lintseq_core::{
    Granularity, Options, Program, Search, Steps, Strategy, SyntaxErrors, Workspace, find_language,
    lint_state, sample, verify,
};

#[test]
fn sampled_sequences_are_clean() {
    let mut workspace = Workspace::default();
    for (language, text) in all_texts() {
        let text = text.as_str();
        for search in [Search::default(), Search { children_per_round: 3, top_k: 2, population: 2 }]
        {
            let options =
                Options { search, syntax_errors: SyntaxErrors::Keep, ..Options::default() };
            let program = Program::parse(text, &language, &options, &mut workspace).unwrap();
            for steps in sample(&program, 3, 4, &mut workspace).unwrap() {
                let found = verify(&program, &steps, &mut workspace).unwrap();
                assert!(found.is_empty(), "{found:?} with {:?} in {text}", steps.as_slice());
            }
        }
    }
}

/// The parser lets a case item without a pattern begin at the end of the line before it.
#[test]
fn what_begins_with_nothing_is_on_the_line_of_its_text() {
    let text = "case \"1\" in;\n)\nc;;";
    let bash = find_language("bash").unwrap();
    let options = Options {
        granularity: Granularity::Line,
        syntax_errors: SyntaxErrors::Keep,
        ..Options::default()
    };
    let mut workspace = Workspace::default();
    let program = Program::parse(text, &bash, &options, &mut workspace).unwrap();
    for steps in sample(&program, 50, 0, &mut workspace).unwrap() {
        let found = verify(&program, &steps, &mut workspace).unwrap();
        assert!(found.is_empty(), "{found:?} with {:?}", steps.as_slice());
    }
}

/// What the verifier finds: state, line from 1, code.
fn found(source: &str, steps: &[i32]) -> Vec<(usize, usize, &'static str)> {
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), &Options::default(), &mut workspace).unwrap();
    let steps = Steps::new(steps.to_vec(), program.lines().len()).unwrap();
    verify(&program, &steps, &mut workspace)
        .unwrap()
        .into_iter()
        .map(|(state, found)| (state, found.line + 1, found.code))
        .collect()
}

#[test]
fn a_use_before_its_definition() {
    let source = "x = 1\ny = 2\nprint(x)\n";
    assert_eq!(found(source, &[0, 1, 2]), []);
    assert_eq!(found(source, &[1, 0, 1]), []);
    assert_eq!(found(source, &[2, 1, 0]), [(1, 3, "undefined-name"), (2, 3, "undefined-name")]);
}

#[test]
fn a_header_without_its_body() {
    let source = "def f():\n    return 1\n\n\nprint(f())\n";
    assert_eq!(found(source, &[0, 0, 1, 1, 1]), []);
    let codes: Vec<_> = found(source, &[0, 1, 1, 1, 1]);
    assert!(codes.contains(&(1, 1, "incomplete-structure")), "{codes:?}");
    let codes: Vec<_> = found(source, &[1, 0, 1, 1, 1]);
    assert!(codes.contains(&(1, 2, "syntax-error")), "{codes:?}");
}

#[test]
fn clauses_without_their_heads() {
    let source = "if 1:\n    print(1)\nelse:\n    print(2)\n";
    assert_eq!(found(source, &[0, 0, 1, 1]), []);
    let codes = found(source, &[1, 1, 0, 0]);
    assert!(
        codes.iter().any(|(state, _, code)| (*state, *code) == (1, "syntax-error")),
        "{codes:?}"
    );
    let source = "try:\n    print(1)\nfinally:\n    print(2)\n";
    let codes = found(source, &[0, 0, 1, 1]);
    assert!(codes.contains(&(1, 1, "incomplete-structure")), "{codes:?}");
}

#[test]
fn a_statement_cut_in_two() {
    let source = "print(\n    1,\n)\nprint(2)\n";
    let codes = found(source, &[0, 0, 1, 0]);
    assert!(
        codes.iter().any(|(state, _, code)| (*state, *code) == (1, "syntax-error")),
        "{codes:?}"
    );
}

#[test]
fn a_member_that_nothing_sets() {
    let source = "\
class A:
    def __init__(self):
        self.a = 1
        self.b = 2

    def get(self):
        return self.a
";
    assert_eq!(found(source, &[0, 0, 0, 1, 1, 1, 1]), []);
    assert_eq!(found(source, &[0, 0, 1, 0, 0, 0, 0]), [(1, 7, "undefined-member")]);
}

#[test]
fn a_function_that_stops_returning() {
    let source = "def f():\n    print(1)\n    return 1\n\n\nx = f()\n";
    assert_eq!(found(source, &[0, 0, 0, 1, 1, 1]), []);
    assert_eq!(found(source, &[0, 0, 1, 0, 0, 0]), [(1, 6, "no-value-returned")]);
}

/// What a program has from the start is no violation; what comes on top is.
#[test]
fn the_finished_program_is_the_baseline() {
    let source = "print(unknown)\nx = 1\nprint(x)\n";
    assert_eq!(found(source, &[0, 1, 2]), []);
    assert_eq!(found(source, &[0, 2, 1]), [(2, 3, "undefined-name")]);
}

#[test]
fn columns_count_characters() {
    let source = "x = 1\nprint('äöü', x)\n";
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), &Options::default(), &mut workspace).unwrap();
    let found = lint_state(&program, &[false, true], &mut workspace).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].line, found[0].column), (1, 13));
    assert!(found[0].message.contains("\"x\""), "{}", found[0].message);
}

/// Chunks of random lines, checked by nothing, break programs; the verifier says so.
#[test]
fn random_sequences_are_not_clean() {
    let options = Options { strategy: Strategy::Random, ..Options::default() };
    let mut workspace = Workspace::default();
    let program =
        Program::parse(crate::common::CLASSES, &python(), &options, &mut workspace).unwrap();
    for steps in sample(&program, 5, 0, &mut workspace).unwrap() {
        assert!(!verify(&program, &steps, &mut workspace).unwrap().is_empty());
    }
}
