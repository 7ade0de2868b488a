//! Batches: many programs, side by side on all cores.
//!
//! Threads live for one call. There is no pool to be lost in a `fork`, and starting a few threads
//! costs less than sampling one program.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::format::Format;
use crate::line::LineIndex;
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

/// A sequence with the texts of its edits.
pub type Generated = (Steps, Vec<String>);

/// Samples every program of a batch.
///
/// Results come in the order of `jobs`; they do not depend on `threads`. `None` uses all cores.
pub fn sample_all(
    jobs: &[Job<'_>],
    options: &Options,
    samples: usize,
    seed: u64,
    threads: Option<NonZeroUsize>,
) -> Vec<Result<Vec<Steps>, Reject>> {
    each(jobs.len(), threads, |index, workspace| {
        one(&jobs[index], options, samples, seed, workspace, |_, _, steps| Ok(steps))
    })
}

/// Like [`sample_all`], with the edits of each sequence written in a format.
pub fn generate_all(
    jobs: &[Job<'_>],
    options: &Options,
    samples: usize,
    seed: u64,
    threads: Option<NonZeroUsize>,
    format: &Format,
) -> Vec<Result<Vec<Generated>, Reject>> {
    each(jobs.len(), threads, |index, workspace| {
        generate(&jobs[index], options, samples, seed, format, workspace)
    })
}

/// Does one piece of work for each index below `count`, on several threads.
///
/// Results come in order; they do not depend on `threads`. `None` uses all cores. A defect does not
/// take the others with it: that piece is [`Reject::Internal`].
pub fn each<T: Send>(
    count: usize,
    threads: Option<NonZeroUsize>,
    work: impl Fn(usize, &mut Workspace) -> Result<T, Reject> + Sync,
) -> Vec<Result<T, Reject>> {
    let guarded = |index: usize, workspace: &mut Workspace| {
        sheltered(workspace, |workspace| work(index, workspace))
    };
    let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = threads.map_or_else(cores, NonZeroUsize::get).min(count);
    if threads <= 1 {
        let mut workspace = Workspace::default();
        return (0..count).map(|index| guarded(index, &mut workspace)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut workspace = Workspace::default();
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return done;
            }
            done.push((index, guarded(index, &mut workspace)));
        }
    };
    let mut results: Vec<Result<T, Reject>> = Vec::new();
    results.resize_with(count, || Err(Reject::Internal));
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

/// Samples one program and maps its sequences with `finish`.
fn one<T>(
    job: &Job<'_>,
    options: &Options,
    samples: usize,
    seed: u64,
    workspace: &mut Workspace,
    finish: impl Fn(&str, &LineIndex, Steps) -> Result<T, Reject>,
) -> Result<Vec<T>, Reject> {
    let (source, program) = open(job, options, workspace)?;
    let sequences = sample(&program, samples, seed, workspace)?;
    sequences.into_iter().map(|steps| finish(source, program.lines(), steps)).collect()
}

/// Samples one program and writes the edits of each sequence in a format.
///
/// # Errors
///
/// A [`Reject`] that says why there are none.
pub fn generate(
    job: &Job<'_>,
    options: &Options,
    samples: usize,
    seed: u64,
    format: &Format,
    workspace: &mut Workspace,
) -> Result<Vec<Generated>, Reject> {
    let format = format.for_language(job.language);
    sheltered(workspace, |workspace| {
        one(job, options, samples, seed, workspace, |source, lines, steps| {
            let texts = format
                .render(source, lines, steps.as_slice())
                .map_err(|error| Reject::Unrenderable { message: error.message })?;
            Ok((steps, texts))
        })
    })
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

/// Turns a panic into a reject, after which the workspace is a new one.
fn sheltered<T>(
    workspace: &mut Workspace,
    work: impl FnOnce(&mut Workspace) -> Result<T, Reject>,
) -> Result<T, Reject> {
    guard(|| work(workspace)).inspect_err(|reject| {
        if *reject == Reject::Internal {
            *workspace = Workspace::default();
        }
    })
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
