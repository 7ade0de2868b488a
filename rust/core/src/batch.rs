//! Batches: many programs, side by side on all cores.
//!
//! Threads live for one call. There is no pool to be lost in a `fork`, and starting a few threads
//! costs less than sampling one program.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::options::Options;
use crate::program::{Program, Workspace};
use crate::registry::{find_language, summaries};
use crate::reject::Reject;
use crate::sampler::{Guide, sample};
use crate::steps::Steps;

/// One program of a batch. The bytes need not be valid UTF-8: what is not is rejected.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The text.
    pub program: &'a [u8],
    /// Name or alias of its language.
    pub language: &'a str,
}

/// Samples every program of a batch and maps its sequences with `finish`.
///
/// Results come in the order of `jobs`; they do not depend on `threads`. `None` uses all cores.
pub fn run<T: Send>(
    jobs: &[Job<'_>],
    options: &Options,
    samples: usize,
    seed: u64,
    threads: Option<NonZeroUsize>,
    finish: impl Fn(&str, &crate::line::LineIndex, Steps) -> T + Sync,
) -> Vec<Result<Vec<T>, Reject>> {
    let one = |job: &Job<'_>, workspace: &mut Workspace| -> Result<Vec<T>, Reject> {
        let (source, program) = open(job, options, workspace)?;
        let sequences = sample(&program, samples, seed, workspace)?;
        Ok(sequences.into_iter().map(|steps| finish(source, program.lines(), steps)).collect())
    };
    // A defect must not take the batch with it: the row is rejected and says so.
    let guarded = |job: &Job<'_>, workspace: &mut Workspace| {
        guard(|| one(job, workspace)).inspect_err(|reject| {
            if *reject == Reject::Internal {
                *workspace = Workspace::default();
            }
        })
    };
    let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = threads.map_or_else(cores, NonZeroUsize::get).min(jobs.len());
    if threads <= 1 {
        let mut workspace = Workspace::default();
        return jobs.iter().map(|job| guarded(job, &mut workspace)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut workspace = Workspace::default();
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(index) else { return done };
            done.push((index, guarded(job, &mut workspace)));
        }
    };
    let mut results: Vec<Result<Vec<T>, Reject>> = Vec::new();
    results.resize_with(jobs.len(), || Err(Reject::Internal));
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            for (index, result) in worker.join().unwrap_or_default() {
                results[index] = result;
            }
        }
    });
    results
}

/// Starts the samples of one program that a linter will guide.
///
/// # Errors
///
/// A [`Reject`] as of [`run`].
pub fn guide(job: &Job<'_>, options: &Options, samples: usize, seed: u64) -> Result<Guide, Reject> {
    guard(|| {
        let mut workspace = Workspace::default();
        let (_, program) = open(job, options, &mut workspace)?;
        Guide::new(program.into_owned(), samples, seed, workspace)
    })
}

/// Answers a question of a guide, which is of no use after an error.
///
/// # Errors
///
/// A [`Reject`] as of [`run`].
pub fn answer(guide: &mut Guide, sample: usize, blamed: &[usize]) -> Result<(), Reject> {
    guard(|| guide.answer(sample, blamed))
}

/// Turns a panic into a reject.
fn guard<T>(work: impl FnOnce() -> Result<T, Reject>) -> Result<T, Reject> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Reject::Internal))
}

/// Finds the language of a job and parses its program.
fn open<'a>(
    job: &Job<'a>,
    options: &Options,
    workspace: &mut Workspace,
) -> Result<(&'a str, Program<'a>), Reject> {
    let source = std::str::from_utf8(job.program)
        .map_err(|error| Reject::InvalidUtf8 { offset: error.valid_up_to() })?;
    let language = find_language(job.language).ok_or_else(|| unknown_language(job.language))?;
    let program = Program::parse(source, &language, options, workspace)?;
    Ok((source, program))
}

/// The reject for a language that does not exist, with those that do.
#[must_use]
pub fn unknown_language(name: &str) -> Reject {
    let known: Vec<String> = summaries().into_iter().map(|language| language.name).collect();
    Reject::UnknownLanguage { name: name.to_owned(), known: known.join(", ") }
}
