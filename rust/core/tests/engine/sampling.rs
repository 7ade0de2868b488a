//! What every choice of the sampler promises.

use std::collections::HashSet;

use crate::common::{BRANCHING, CLASSES, FLAT, PROGRAMS, python, state};
use lintseq_core::{
    Comments, Granularity, Keep, Options, Program, Search, Steps, Strategy, SyntaxErrors, Weights,
    Workspace, closure, sample,
};

fn samples(source: &str, options: &Options, count: usize, seed: u64) -> Vec<Steps> {
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), options, &mut workspace)
        .unwrap_or_else(|reject| panic!("{reject}: {source:?}"));
    sample(&program, count, seed, &mut workspace).expect("there is time")
}

/// Panics unless the steps are an ordered partition of the lines that ends in the program.
fn check(source: &str, steps: &Steps, options: &Options) {
    let lines = source.split_inclusive('\n').count();
    let checked = Steps::new(steps.as_slice().to_vec(), lines);
    assert!(checked.is_ok(), "{checked:?} with {options:?} on {source:?}");
    assert_eq!(state(source, steps, 0), "");
    assert_eq!(state(source, steps, steps.edits()), source);
    if let Some(most) = options.max_edits {
        assert!(steps.edits() <= most, "{} edits with {options:?} on {source:?}", steps.edits());
    }
}

/// Every combination of the choices that are enums.
fn all_choices() -> Vec<Options> {
    let mut all = Vec::new();
    for strategy in [Strategy::LintSeq, Strategy::Random] {
        for granularity in [Granularity::Unit, Granularity::Line] {
            for weights in [Weights::Depth, Weights::Indent, Weights::Uniform] {
                for comments in [Comments::Attach, Comments::First, Comments::Own] {
                    for imports in [Keep::Sampled, Keep::Kept] {
                        for constants in [Keep::Sampled, Keep::Kept] {
                            all.push(Options {
                                strategy,
                                granularity,
                                weights,
                                comments,
                                imports,
                                constants,
                                ..Options::default()
                            });
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_choice_gives_partitions() {
    for options in all_choices() {
        for source in PROGRAMS {
            for steps in samples(source, &options, 2, 7) {
                check(source, &steps, &options);
            }
        }
    }
}

#[test]
fn max_edits_is_kept() {
    for strategy in [Strategy::LintSeq, Strategy::Random] {
        for most in [1, 2, 3, 1000] {
            let options = Options { strategy, max_edits: Some(most), ..Options::default() };
            for source in PROGRAMS {
                for steps in samples(source, &options, 3, 1) {
                    check(source, &steps, &options);
                }
            }
        }
    }
}

#[test]
fn one_edit_is_the_whole_program() {
    for strategy in [Strategy::LintSeq, Strategy::Random] {
        let options = Options { strategy, max_edits: Some(1), ..Options::default() };
        for steps in samples(BRANCHING, &options, 3, 1) {
            assert!(steps.as_slice().iter().all(|step| *step == 0));
        }
    }
}

#[test]
fn distinct_samples_differ() {
    for strategy in [Strategy::LintSeq, Strategy::Random] {
        let options = Options { strategy, distinct: true, ..Options::default() };
        for source in PROGRAMS {
            let found = samples(source, &options, 20, 3);
            let different: HashSet<&[i32]> = found.iter().map(Steps::as_slice).collect();
            assert_eq!(different.len(), found.len(), "{source:?}");
            assert!(!found.is_empty());
        }
        assert_eq!(samples("x = 1\n", &options, 20, 3).len(), 1, "there is only one sequence");
        // Two lines without ties have two orders and no more.
        assert_eq!(samples("print(1)\nprint(2)\n", &options, 20, 3).len(), 2);
    }
}

/// Nothing is joined that was deleted apart.
#[test]
fn independent_lines_go_one_by_one() {
    for steps in samples(FLAT, &Options::default(), 20, 0) {
        assert_eq!(steps.edits(), 8);
    }
}

#[test]
fn without_distinct_the_count_is_exact() {
    for source in PROGRAMS {
        assert_eq!(samples(source, &Options::default(), 7, 0).len(), 7);
    }
    assert!(samples(FLAT, &Options::default(), 0, 0).is_empty());
}

#[test]
fn searches_of_all_sizes_give_partitions() {
    for (children_per_round, top_k, population) in
        [(1, 1, 1), (2, 1, 1), (3, 2, 1), (3, 2, 4), (5, 5, 8), (0, 0, 0), (100, 1, 1), (1, 3, 2)]
    {
        for max_edits in [None, Some(3)] {
            let search = Search { children_per_round, top_k, population };
            let options = Options { search, max_edits, ..Options::default() };
            for source in PROGRAMS {
                for steps in samples(source, &options, 2, 5) {
                    check(source, &steps, &options);
                }
            }
        }
    }
}

/// With all children and one survivor the search deletes what breaks most.
#[test]
fn search_prefers_the_largest_closures() {
    let source = "x = 1\nprint(1)\nprint(2)\nprint(3)\nprint(x)\nprint(x + 1)\nprint(x + 2)\n";
    let search = Search { children_per_round: 100, top_k: 1, population: 1 };
    for steps in samples(source, &Options { search, ..Options::default() }, 20, 0) {
        let last = steps.edits() as i32 - 1;
        let taken: Vec<usize> = (0..7).filter(|line| steps.as_slice()[*line] == last).collect();
        assert_eq!(taken, [0, 4, 5, 6]);
    }
}

#[test]
fn kept_imports_come_first() {
    let source = "import os\nfrom sys import path\nA = 1\nprint(1)\nprint(os.sep, path, A)\n";
    let options = Options { imports: Keep::Kept, ..Options::default() };
    for steps in samples(source, &options, 50, 0) {
        assert_eq!(steps.as_slice()[..2], [0, 0]);
    }
    let sampled = samples(source, &Options::default(), 50, 0);
    assert!(sampled.iter().any(|steps| steps.as_slice()[0] > 0), "imports are drawn by default");
}

#[test]
fn kept_constants_come_first() {
    let source = "LIMIT = 1\nNAMES = [\n    1,\n]\nlower = 2\nprint(LIMIT, NAMES, lower)\n";
    for granularity in [Granularity::Unit, Granularity::Line] {
        let options = Options { constants: Keep::Kept, granularity, ..Options::default() };
        for steps in samples(source, &options, 50, 0) {
            assert_eq!(steps.as_slice()[..4], [0; 4], "{granularity}");
        }
    }
    let sampled = samples(source, &Options::default(), 50, 0);
    assert!(sampled.iter().any(|steps| steps.as_slice()[0] > 0), "constants are drawn by default");
}

/// The lines that go with `line`, counted from 0.
fn closure_of(source: &str, line: usize, options: &Options) -> Vec<usize> {
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), options, &mut workspace).expect("it parses");
    closure(&program, line, &mut workspace).expect("there is time")
}

#[test]
fn comments_follow_their_policy() {
    let source = "print(1)\n# two\nprint(2)\n# end\n";
    let with = |comments| Options { comments, ..Options::default() };
    assert_eq!(closure_of(source, 2, &with(Comments::Attach)), [1, 2, 3]);
    assert_eq!(closure_of(source, 2, &with(Comments::First)), [2]);
    assert_eq!(closure_of(source, 1, &with(Comments::Own)), [1]);
    for steps in samples(source, &with(Comments::First), 20, 0) {
        assert_eq!((steps.as_slice()[1], steps.as_slice()[3]), (0, 0));
    }
    let own = samples(source, &with(Comments::Own), 50, 0);
    assert!(own.iter().any(|steps| steps.as_slice()[1] == steps.edits() as i32 - 1
        && steps.as_slice().iter().filter(|step| **step == steps.as_slice()[1]).count() == 1));
}

#[test]
fn granularity_by_line_takes_items_and_lines_of_text() {
    let source = "x = [\n    1,\n    2,\n]\ny = '''a\nb\nc'''\nprint(x, y)\n";
    let line = Options { granularity: Granularity::Line, ..Options::default() };
    assert_eq!(closure_of(source, 1, &line), [1]);
    assert_eq!(closure_of(source, 5, &line), [5]);
    let unit = Options::default();
    assert_eq!(closure_of(source, 1, &unit), [0, 1, 2, 3, 7]);
    assert_eq!(closure_of(source, 5, &unit), [4, 5, 6, 7]);
}

/// How often the first deletion takes exactly `line`, in thousandths.
fn share_of_first(source: &str, line: usize, weights: Weights) -> f64 {
    let count = 4000;
    let options = Options { weights, ..Options::default() };
    let hits = samples(source, &options, count, 11)
        .iter()
        .filter(|steps| {
            let last = steps.edits() as i32 - 1;
            let taken = steps.as_slice().iter().enumerate().filter(|(_, step)| **step == last);
            taken.map(|(at, _)| at).eq([line])
        })
        .count();
    hits as f64 / count as f64
}

/// The bound is about five standard deviations; the draws are the same in every run.
#[test]
fn weights_are_respected() {
    let source = "\
print(0)
if 1:
    print(1)
    if 2:
        print(2)
        print(3)
        if 3:
            print(4)
            print(5)
";
    // Nine units; by depth their weights are 1 1 1 1 2 2 2 3 3.
    for (weights, line, expected) in [
        (Weights::Depth, 7, 3.0 / 16.0),
        (Weights::Depth, 4, 2.0 / 16.0),
        (Weights::Depth, 0, 1.0 / 16.0),
        (Weights::Indent, 7, 3.0 / 16.0),
        (Weights::Indent, 2, 1.0 / 16.0),
        (Weights::Uniform, 7, 1.0 / 9.0),
        (Weights::Uniform, 0, 1.0 / 9.0),
    ] {
        let share = share_of_first(source, line, weights);
        assert!(
            (share - expected).abs() < 0.032,
            "line {line} with {weights}: {share} instead of {expected}"
        );
    }
}

/// RandSeq deletes between 1 and n - 1 of n lines, every number alike.
#[test]
fn random_chunks_are_uniform() {
    let options = Options { strategy: Strategy::Random, ..Options::default() };
    let mut sizes = [0_u32; 9];
    let found = samples(FLAT, &options, 7000, 2);
    for steps in &found {
        let last = steps.edits() as i32 - 1;
        sizes[steps.as_slice().iter().filter(|step| **step == last).count()] += 1;
    }
    assert_eq!((sizes[0], sizes[8]), (0, 0));
    for (size, count) in sizes.iter().enumerate().take(8).skip(1) {
        assert!(count.abs_diff(1000) < 150, "{count} chunks of {size} lines");
    }
    // Which lines go is uniform as well: each is in the last chunk of mean size 4 of 8.
    for line in 0..8 {
        let hits =
            found.iter().filter(|steps| steps.as_slice()[line] == steps.edits() as i32 - 1).count();
        assert!(hits.abs_diff(3500) < 250, "line {line} goes first {hits} times");
    }
}

#[test]
fn two_lines_go_one_by_one_at_random() {
    let options = Options { strategy: Strategy::Random, ..Options::default() };
    for steps in samples("a\nb\n", &options, 20, 0) {
        assert_eq!(steps.edits(), 2);
    }
}

#[test]
fn blank_programs_have_one_edit() {
    for source in ["\n\n\n", "# nothing but a comment\n", "\u{c}\n"] {
        for steps in samples(source, &Options::default(), 3, 0) {
            assert_eq!(steps.edits(), 1, "{source:?}");
        }
    }
}

#[test]
fn broken_programs_are_sampled_when_asked() {
    let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
    for source in ["def f(:\n    pass\nprint(1)\n", "else:\n    x\n", "(\n", "'''\n", CLASSES] {
        for steps in samples(source, &options, 5, 0) {
            check(source, &steps, &options);
        }
    }
}
