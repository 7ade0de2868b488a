//! The sampler: draws units, deletes their closures, until nothing is left.

mod guide;
mod search;
mod state;
mod walk;
mod weight;

use crate::options::{Options, Strategy};
use crate::program::{Program, Workspace};
use crate::random::{Key, Stream};
use crate::reject::Reject;
use crate::steps::Steps;
use crate::unit::ROOT;
pub use guide::{Guide, Question};
use walk::Walk;
use weight::Weights;

/// How often a sample that must be distinct is drawn again before it is given up.
const DISTINCT_ATTEMPTS: u64 = 16;

/// Samples `count` edit sequences of a program.
///
/// With [`Options::distinct`] there may be fewer, where the program does not have as many.
///
/// # Errors
///
/// [`Reject::TooSlow`] where the time of the program is used up.
pub fn sample(
    program: &Program<'_>,
    count: usize,
    seed: u64,
    workspace: &mut Workspace,
) -> Result<Vec<Steps>, Reject> {
    let key = Key::new(seed, program.language.name(), &program.source);
    let options = &program.options;
    let weights = Weights::new(program);
    let fresh = Walk::new(program, &weights);
    let mut samples: Vec<Steps> = Vec::with_capacity(count.min(1024));
    for index in 0..count as u64 {
        let attempts = if options.distinct { DISTINCT_ATTEMPTS } else { 1 };
        for attempt in 0..attempts {
            program.deadline.check()?;
            // The upper half of the stream number counts attempts, so that samples keep theirs.
            let mut stream = key.stream(attempt << 32 | index);
            let steps = match options.strategy {
                Strategy::Random => random_chunks(program, options, &mut stream),
                Strategy::LintSeq => {
                    search::run(program, &weights, &fresh, &mut stream, workspace)?.steps(program)
                }
            };
            if !options.distinct || !samples.contains(&steps) {
                samples.push(steps);
                break;
            }
        }
    }
    Ok(samples)
}

/// The lines that go when the unit that owns `line` is deleted, in order: its closure.
///
/// # Errors
///
/// [`Reject::TooSlow`] where the time of the program is used up.
pub fn closure(
    program: &Program<'_>,
    line: usize,
    workspace: &mut Workspace,
) -> Result<Vec<usize>, Reject> {
    let weights = Weights::new(program);
    let mut walk = Walk::new(program, &weights);
    let seed = program.line_units().get(line).copied().unwrap_or(ROOT);
    if seed == ROOT {
        return Ok(Vec::new());
    }
    walk.close(program, seed, 0, workspace)?;
    Ok((0..program.lines.len()).filter(|line| !walk.is_live(program, *line)).collect())
}

/// How likely each unit is to be drawn, in parts; 0 for those that are never drawn.
#[must_use]
pub fn weights(program: &Program<'_>) -> Vec<u64> {
    let weights = Weights::new(program);
    (0..program.unit_count()).map(|unit| weights.of(unit)).collect()
}

/// RandSeq, the ablation of the paper: chunks of random size, of random lines.
fn random_chunks(program: &Program<'_>, options: &Options, stream: &mut Stream) -> Steps {
    let mut lines: Vec<usize> = (0..program.lines.len()).collect();
    let mut edit_of = vec![0; lines.len()];
    let mut edit = 0;
    stream.shuffle(&mut lines);
    while !lines.is_empty() {
        let last = options.max_edits.is_some_and(|most| edit + 1 >= most);
        let remaining = lines.len();
        let chunk = if last {
            remaining
        } else {
            1 + stream.below(remaining.saturating_sub(1) as u64) as usize
        };
        for line in lines.drain(remaining - chunk..) {
            edit_of[line] = edit;
        }
        edit += 1;
    }
    Steps::from_deletions(&edit_of, false)
}
