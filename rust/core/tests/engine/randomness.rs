//! Same input, same seed, same sequences: on every machine, with any threads, in any company.

use std::num::NonZeroUsize;

use crate::common::{BRANCHING, CLASSES, FLAT, PROGRAMS, python};
use lintseq_core::batch::{Job, sample_all};
use lintseq_core::{
    Key, Options, Program, Reject, STREAM_VERSION, Steps, Strategy, Workspace, sample,
};

fn samples(source: &str, options: &Options, count: usize, seed: u64) -> Vec<Vec<i32>> {
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), options, &mut workspace).unwrap();
    let found = sample(&program, count, seed, &mut workspace).unwrap();
    found.into_iter().map(lintseq_core::Steps::into_vec).collect()
}

/// The draws of stream version 1. If they change, outputs change: raise [`STREAM_VERSION`].
#[test]
fn stream_version_1_draws_these() {
    assert_eq!(STREAM_VERSION, 1);
    let mut stream = Key::new(0, "python", "x = 1\n").stream(0);
    let draws: Vec<u64> = (0..8).map(|_| stream.below(1000)).collect();
    assert_eq!(draws, [393, 539, 120, 75, 522, 330, 272, 346]);
    let mut stream = Key::new(42, "python", "x = 1\n").stream(1 << 32 | 3);
    let draws: Vec<u64> = (0..4).map(|_| stream.below(u64::MAX)).collect();
    assert_eq!(
        draws,
        [5535490091142649463, 8265071653951736944, 3331474747313337715, 9593073113578786325]
    );
    let mut items: Vec<u32> = (0..10).collect();
    stream.shuffle(&mut items);
    assert_eq!(items, [4, 2, 1, 3, 9, 8, 0, 7, 6, 5]);
}

#[test]
fn draws_stay_below_their_bound() {
    let mut stream = Key::new(1, "", "").stream(0);
    assert_eq!((stream.below(0), stream.below(1)), (0, 0));
    assert!((0..1000).all(|bound| stream.below(bound + 1) <= bound));
}

/// Sequences of stream version 1. They depend on programs without ties that a better linter could
/// find, so only a change of the sampler can change them.
#[test]
fn stream_version_1_gives_these_sequences() {
    let lintseq = Options::default();
    let random = Options { strategy: Strategy::Random, ..lintseq };
    assert_eq!(
        samples(FLAT, &lintseq, 3, 0),
        [[1, 7, 0, 3, 6, 2, 4, 5], [2, 3, 4, 7, 6, 1, 0, 5], [2, 0, 7, 1, 5, 4, 3, 6]]
    );
    assert_eq!(samples(FLAT, &lintseq, 1, 1), [[0, 6, 1, 4, 3, 5, 2, 7]]);
    assert_eq!(
        samples(FLAT, &random, 3, 0),
        [[1, 4, 2, 4, 3, 4, 2, 0], [1, 1, 1, 1, 1, 1, 0, 1], [1, 1, 2, 2, 1, 1, 2, 0]]
    );
    let nested = "x = 1\nif x:\n    print(x)\n    for y in [1]:\n        print(y)\nprint(2)\n";
    assert_eq!(
        samples(nested, &lintseq, 3, 7),
        [[0, 0, 0, 2, 2, 1], [1, 1, 1, 2, 2, 0], [1, 2, 2, 2, 2, 0]]
    );
}

fn batch(programs: &[&str], threads: Option<usize>) -> Vec<Result<Vec<Steps>, Reject>> {
    let jobs: Vec<Job<'_>> = programs
        .iter()
        .map(|program| Job { program: program.as_bytes(), language: "python" })
        .collect();
    let threads = threads.and_then(NonZeroUsize::new);
    sample_all(&jobs, &Options::default(), 3, 5, threads)
}

#[test]
fn threads_change_nothing() {
    let programs: Vec<&str> =
        PROGRAMS.iter().cycle().take(PROGRAMS.len() * 4).copied().chain(["", "x = ("]).collect();
    let one = batch(&programs, Some(1));
    assert_eq!(one.len(), programs.len());
    for threads in [Some(2), Some(8), Some(1000), None] {
        assert_eq!(batch(&programs, threads), one, "{threads:?} threads");
    }
}

#[test]
fn order_and_company_change_nothing() {
    let all = batch(PROGRAMS, Some(2));
    let backwards: Vec<&str> = PROGRAMS.iter().rev().copied().collect();
    let mut turned = batch(&backwards, Some(2));
    turned.reverse();
    assert_eq!(turned, all);
    for (program, together) in PROGRAMS.iter().zip(&all) {
        assert_eq!(batch(&[program], None), std::slice::from_ref(together), "{program:?}");
    }
    assert!(batch(&[], Some(8)).is_empty());
}

#[test]
fn a_sample_keeps_its_draws_when_more_are_asked() {
    for source in [BRANCHING, CLASSES] {
        let few = samples(source, &Options::default(), 3, 9);
        assert_eq!(few[..], samples(source, &Options::default(), 10, 9)[..3]);
    }
}

#[test]
fn seeds_and_samples_differ() {
    let mut found: Vec<Vec<i32>> =
        (0..20).flat_map(|seed| samples(BRANCHING, &Options::default(), 5, seed)).collect();
    found.sort_unstable();
    found.dedup();
    assert!(found.len() > 95, "only {} of 100 differ", found.len());
}

/// An alias draws what the name draws.
#[test]
fn names_of_a_language_are_one() {
    let of = |language| {
        let jobs = [Job { program: BRANCHING.as_bytes(), language }];
        sample_all(&jobs, &Options::default(), 3, 5, None)
    };
    assert_eq!(of("py"), of("python"));
    assert_eq!(of("Python"), of("python"));
}
