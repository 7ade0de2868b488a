//! The sampler: draws units, deletes their closures, until nothing is left.

mod search;
mod state;
mod weight;

use crate::network::Liveness;
use crate::options::{Options, Strategy};
use crate::program::{Program, Workspace};
use crate::random::{Key, Stream};
use crate::reject::Reject;
use crate::steps::Steps;
use crate::unit::{ROOT, UnitId};
use state::{Verdict, judge};
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
    let key = Key::new(seed, program.language.name(), program.source);
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
    walk.close(program, seed, workspace)?;
    Ok((0..program.lines.len())
        .filter(|line| !walk.liveness.is_live(program.units.of_line(*line)))
        .collect())
}

/// How likely each unit is to be drawn, in parts; 0 for those that are never drawn.
#[must_use]
pub fn weights(program: &Program<'_>) -> Vec<u64> {
    let weights = Weights::new(program);
    (0..program.unit_count()).map(|unit| weights.of(unit)).collect()
}

/// One way from the finished program back to nothing.
#[derive(Clone)]
struct Walk {
    liveness: Liveness,
    /// Units that may still be drawn, by weight.
    drawable: weight::Fenwick,
    /// Deleted units, in order of deletion.
    deleted: Vec<UnitId>,
    /// Where each edit ends in `deleted`.
    edits: Vec<usize>,
    /// Units that cannot go while anything stays: lines that no unit owns need them.
    pinned: Vec<UnitId>,
    /// What no unit owns has syntax errors of its own when nothing else is left.
    leftover_broken: bool,
}

impl Walk {
    fn new(program: &Program<'_>, weights: &Weights) -> Self {
        let mut liveness = Liveness::default();
        liveness.reset(&program.units, &program.network);
        Self {
            liveness,
            drawable: weights.fenwick(),
            deleted: Vec::with_capacity(program.units.len()),
            edits: Vec::new(),
            pinned: Vec::new(),
            leftover_broken: false,
        }
    }

    /// Whether nothing may be drawn any more, or no more edits are allowed.
    fn is_done(&self, options: &Options) -> bool {
        self.drawable.total() == 0
            || options.max_edits.is_some_and(|most| self.edits.len() + 1 >= most.max(1))
    }

    /// Deletes the closure of `seed` as one edit, unless lines need it that no unit owns. Returns
    /// how much its absence broke: the units beyond the seed's own subtree.
    fn delete(
        &mut self,
        program: &Program<'_>,
        weights: &Weights,
        seed: UnitId,
        workspace: &mut Workspace,
    ) -> Result<usize, Reject> {
        let start = self.deleted.len();
        let saved = (!program.network.of_root().is_empty()).then(|| self.liveness.clone());
        self.close(program, seed, workspace)?;
        if let Some(liveness) = saved
            && !self.liveness.serves_root(&program.network)
        {
            self.liveness = liveness;
            self.deleted.truncate(start);
            self.drawable.remove(seed, weights.of(seed));
            self.pinned.push(seed);
            return Ok(0);
        }
        for unit in &self.deleted[start..] {
            if !self.pinned.contains(unit) {
                self.drawable.remove(*unit, weights.of(*unit));
            }
        }
        self.edits.push(self.deleted.len());
        let subtree = (program.units.get(seed).end - seed) as usize;
        Ok((self.deleted.len() - start).saturating_sub(subtree))
    }

    /// Deletes `seed` and all that its absence breaks.
    fn close(
        &mut self,
        program: &Program<'_>,
        seed: UnitId,
        workspace: &mut Workspace,
    ) -> Result<(), Reject> {
        program.deadline.check()?;
        let start = self.deleted.len();
        if self.edits.is_empty() {
            for unit in &program.findings {
                let (units, network) = (&program.units, &program.network);
                self.liveness.delete(units, network, *unit, true, &mut self.deleted);
            }
        }
        let mut next = Some(seed);
        while let Some(unit) = next {
            let from = self.deleted.len();
            self.liveness.delete(&program.units, &program.network, unit, true, &mut self.deleted);
            if from == self.deleted.len() && self.deleted.len() == start {
                break;
            }
            let deleted = &self.deleted[start..];
            next = match judge(program, &self.liveness, deleted, workspace)? {
                Verdict::Clean => None,
                Verdict::Blame(unit) => Some(unit),
                Verdict::NobodyLeft => {
                    self.leftover_broken = true;
                    None
                }
            };
        }
        Ok(())
    }

    /// The step array: edits in reverse, what was never drawn first.
    fn steps(&self, program: &Program<'_>) -> Steps {
        let units = &program.units;
        let mut edit_of = vec![self.edits.len(); units.len()];
        let mut from = 0;
        for (edit, end) in self.edits.iter().enumerate() {
            for unit in &self.deleted[from..*end] {
                edit_of[*unit as usize] = edit;
            }
            from = *end;
        }
        let line_edits: Vec<usize> =
            units.line_units().iter().map(|unit| edit_of[*unit as usize]).collect();
        // Blank lines that nothing took along make no edit of their own, and neither do lines
        // that cannot stand alone.
        let leftover = self.edits.len();
        let mut left = line_edits.iter().enumerate().filter(|(_, edit)| **edit == leftover);
        let some_left = left.clone().next().is_some();
        let only_blank =
            left.all(|(line, _)| program.lines.text(program.source, line).trim().is_empty());
        let join = some_left && leftover > 0 && (only_blank || self.leftover_broken);
        Steps::from_deletions(&line_edits, join)
    }
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

/// The live unit nearest to a line that no live unit owns: before it, else after it.
fn nearest_live(program: &Program<'_>, liveness: &Liveness, line: usize) -> Option<UnitId> {
    let live = |line: &usize| {
        let unit = program.units.of_line(*line);
        unit != ROOT && liveness.is_live(unit)
    };
    (0..=line)
        .rev()
        .find(live)
        .or_else(|| (line..program.lines.len()).find(live))
        .map(|line| program.units.of_line(line))
}
