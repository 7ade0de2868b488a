//! Units: every line belongs to one, and comments and blank lines go with the right one.

use crate::common::{all_texts, python};
use lintseq_core::{Comments, Granularity, Options, Program, SyntaxErrors, Workspace};

const KEEP: SyntaxErrors = SyntaxErrors::Keep;

#[test]
fn every_line_has_one_unit() {
    let mut workspace = Workspace::default();
    for (language, text) in all_texts() {
        let text = text.as_str();
        for granularity in [Granularity::Unit, Granularity::Line] {
            for comments in [Comments::Attach, Comments::First, Comments::Own] {
                let options =
                    Options { granularity, comments, syntax_errors: KEEP, ..Options::default() };
                let program = Program::parse(text, &language, &options, &mut workspace).unwrap();
                let owners = program.line_units();
                assert_eq!(owners.len(), text.split_inclusive('\n').count());
                for owner in owners {
                    // The way up ends at the program, and numbers fall on it.
                    let mut unit = *owner;
                    while unit != 0 {
                        let around = program.parent_unit(unit);
                        assert!(around < unit, "unit {unit} is inside of {around}");
                        unit = around;
                    }
                }
                // The subtrees of the outermost units hold each line once.
                let mut lines: Vec<usize> =
                    (0..owners.len()).filter(|line| owners[*line] == 0).collect();
                let mut tops: Vec<u32> = owners.iter().map(|unit| top(&program, *unit)).collect();
                tops.sort_unstable();
                tops.dedup();
                for unit in tops.into_iter().filter(|unit| *unit != 0) {
                    lines.extend(program.subtree_lines(unit));
                }
                lines.sort_unstable();
                assert!(lines.into_iter().eq(0..owners.len()), "by {granularity}: {text:?}");
            }
        }
    }
}

fn top(program: &Program<'_>, mut unit: u32) -> u32 {
    while unit != 0 && program.parent_unit(unit) != 0 {
        unit = program.parent_unit(unit);
    }
    unit
}

/// The lines that share the innermost unit of each line, as groups of line numbers from 1.
fn groups(source: &str, options: &Options) -> Vec<Vec<usize>> {
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), options, &mut workspace).unwrap();
    let mut groups: Vec<(u32, Vec<usize>)> = Vec::new();
    for (line, unit) in program.line_units().iter().enumerate() {
        match groups.iter_mut().find(|(of, _)| of == unit) {
            Some((_, lines)) => lines.push(line + 1),
            None => groups.push((*unit, vec![line + 1])),
        }
    }
    groups.into_iter().map(|(_, lines)| lines).collect()
}

fn attached(source: &str) -> Vec<Vec<usize>> {
    groups(source, &Options::default())
}

#[test]
fn comments_go_with_what_follows() {
    assert_eq!(attached("x = 1\n\n# about y\ny = 2\n"), [vec![1], vec![2, 3, 4]]);
    assert_eq!(attached("# head\n\nx = 1\n"), [vec![1, 2, 3]]);
    assert_eq!(attached("x = 1  # same line\ny = 2\n"), [vec![1], vec![2]]);
}

#[test]
fn what_ends_the_program_goes_with_its_last_statement() {
    assert_eq!(attached("x = 1\ny = 2\n\n# end\n"), [vec![1], vec![2, 3, 4]]);
    assert_eq!(attached("# alone\n\n"), [vec![1, 2]]);
}

#[test]
fn deeper_comments_stay_in_their_block() {
    let source = "def f():\n    x = 1\n    # about x\n\n# about y\ny = 2\n";
    assert_eq!(attached(source), [vec![1, 3], vec![2], vec![4, 5, 6]]);
}

#[test]
fn a_comment_leads_the_body_with_its_first_statement() {
    assert_eq!(
        attached("def f():\n    # lead\n    x = 1\n    y = 2\n"),
        [vec![1], vec![2, 3], vec![4]]
    );
}

#[test]
fn comments_before_a_clause_go_with_it() {
    let source = "if a:\n    x = 1\n# otherwise\nelse:\n    x = 2\n";
    assert_eq!(attached(source), [vec![1], vec![2], vec![3, 4], vec![5]]);
}

#[test]
fn decorators_and_brackets_belong_to_their_statement() {
    let source = "@a\n\n# why\n@b(\n    1,\n)\ndef f(\n    x,\n):\n    pass\n";
    assert_eq!(attached(source), [vec![1, 2, 3, 4, 5, 6, 7, 8, 9], vec![10]]);
    assert_eq!(attached("x = f(\n    1,\n\n    # two\n    2,\n)\n"), [vec![1, 2, 3, 4, 5, 6]]);
}

#[test]
fn continued_lines_belong_to_their_statement() {
    assert_eq!(attached("x = 1 + \\\n    2\ny = 3\n"), [vec![1, 2], vec![3]]);
    assert_eq!(attached("if a and \\\n        b:\n    x = 1\n"), [vec![1, 2], vec![3]]);
}

#[test]
fn statements_on_one_line_are_one_unit() {
    assert_eq!(attached("x = 1; y = 2\nz = 3\n"), [vec![1], vec![2]]);
    assert_eq!(attached("if a: x = 1; y = 2\nz = 3\n"), [vec![1], vec![2]]);
    assert_eq!(attached("x = '''\n'''; y = (\n    2)\nz = 3\n"), [vec![1, 2, 3], vec![4]]);
}

#[test]
fn lines_of_strings_are_no_comments() {
    assert_eq!(attached("x = '''\n# no comment\n\n'''\ny = 1\n"), [vec![1, 2, 3, 4], vec![5]]);
}

#[test]
fn own_comments_are_units() {
    let own = Options { comments: Comments::Own, ..Options::default() };
    let source = "# one\n# more\nx = 1\n\n# two\ny = 2\n";
    assert_eq!(groups(source, &own), [vec![1, 2], vec![3], vec![4, 5], vec![6]]);
}

#[test]
fn first_comments_belong_to_the_block_around_them() {
    let first = Options { comments: Comments::First, ..Options::default() };
    let source = "# head\ndef f():\n    # lead\n    x = 1\n# end\n";
    assert_eq!(groups(source, &first), [vec![1, 5], vec![2, 3], vec![4]]);
}

#[test]
fn line_granularity_splits_collections_and_text() {
    let line = Options { granularity: Granularity::Line, ..Options::default() };
    let source = "x = [\n    1,\n    (2,\n     3),\n]\ny = '''\na\n'''\n";
    assert_eq!(groups(source, &line), [vec![1, 5], vec![2], vec![3, 4], vec![6, 8], vec![7]]);
}
