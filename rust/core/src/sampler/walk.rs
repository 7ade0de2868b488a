//! A walk from the finished program back to nothing.

use super::state::{Verdict, judge};
use super::weight::{Fenwick, Weights};
use crate::network::Liveness;
use crate::options::Options;
use crate::program::{Program, Workspace};
use crate::reject::Reject;
use crate::steps::Steps;
use crate::unit::{ROOT, UnitId};

/// One way from the finished program back to nothing.
#[derive(Clone)]
pub(super) struct Walk {
    liveness: Liveness,
    /// Units that may still be drawn, by weight.
    pub(super) drawable: Fenwick,
    /// Deleted units, in order of deletion.
    deleted: Vec<UnitId>,
    /// Where each edit ends in `deleted`.
    edits: Vec<usize>,
    /// Units that cannot go while anything stays: lines that no unit owns need them.
    pinned: Vec<UnitId>,
    /// What no unit owns has syntax errors of its own when nothing else is left.
    leftover_broken: bool,
}

/// An edit that is being made.
pub(super) struct Draft {
    seed: UnitId,
    /// Where it begins among the deleted units.
    pub(super) start: usize,
    /// What to go back to, where there are lines that may need what it deletes.
    saved: Option<Liveness>,
}

impl Walk {
    pub(super) fn new(program: &Program<'_>, weights: &Weights) -> Self {
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
    pub(super) fn is_done(&self, options: &Options) -> bool {
        self.drawable.total() == 0
            || options.max_edits.is_some_and(|most| self.edits.len() + 1 >= most.max(1))
    }

    /// Deletes the closure of `seed` as one edit, unless lines need it that no unit owns. Returns
    /// how much its absence broke: the units beyond the seed's own subtree.
    pub(super) fn delete(
        &mut self,
        program: &Program<'_>,
        weights: &Weights,
        seed: UnitId,
        workspace: &mut Workspace,
    ) -> Result<usize, Reject> {
        let draft = self.draft(program, seed);
        self.close(program, seed, draft.start, workspace)?;
        Ok(self.settle(program, weights, draft))
    }

    /// Begins an edit.
    pub(super) fn draft(&self, program: &Program<'_>, seed: UnitId) -> Draft {
        let saved = (!program.network.of_root().is_empty()).then(|| self.liveness.clone());
        Draft { seed, start: self.deleted.len(), saved }
    }

    /// Whether the edit takes nothing away that lines need which no unit owns.
    pub(super) fn may_settle(&self, program: &Program<'_>, draft: &Draft) -> bool {
        draft.saved.is_none() || self.liveness.serves_root(&program.network)
    }

    /// Ends an edit: it counts, or, where it may not be, all is as before and its seed stays.
    /// Returns how many units it deleted beyond the seed's own subtree.
    pub(super) fn settle(
        &mut self,
        program: &Program<'_>,
        weights: &Weights,
        draft: Draft,
    ) -> usize {
        let Draft { seed, start, .. } = draft;
        if !self.may_settle(program, &draft) {
            self.liveness = draft.saved.unwrap_or_default();
            self.deleted.truncate(start);
            self.drawable.remove(seed, weights.of(seed));
            self.pinned.push(seed);
            return 0;
        }
        for unit in &self.deleted[start..] {
            if !self.pinned.contains(unit) {
                self.drawable.remove(*unit, weights.of(*unit));
            }
        }
        self.edits.push(self.deleted.len());
        let subtree = (program.units.get(seed).end - seed) as usize;
        (self.deleted.len() - start).saturating_sub(subtree)
    }

    /// Deletes `seed` and all that its absence breaks, in the edit that begins at `start`.
    pub(super) fn close(
        &mut self,
        program: &Program<'_>,
        seed: UnitId,
        start: usize,
        workspace: &mut Workspace,
    ) -> Result<(), Reject> {
        program.deadline.check()?;
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

    /// Deletes what a linter blames a line for: the unit that owns it, or the nearest, and all that
    /// its absence breaks.
    pub(super) fn blame(
        &mut self,
        program: &Program<'_>,
        line: usize,
        start: usize,
        workspace: &mut Workspace,
    ) -> Result<(), Reject> {
        let owner = Some(program.units.of_line(line)).filter(|unit| *unit != ROOT);
        match owner.or_else(|| nearest_live(program, &self.liveness, line)) {
            Some(unit) if self.liveness.is_live(unit) => {
                self.close(program, unit, start, workspace)
            }
            // Another line's closure has taken it along.
            Some(_) => Ok(()),
            None => {
                self.leftover_broken = true;
                Ok(())
            }
        }
    }

    /// Whether lines that no unit owns are broken and nothing is left to delete for them.
    pub(super) fn is_broken(&self) -> bool {
        self.leftover_broken
    }

    /// Whether a line is still there.
    pub(super) fn is_live(&self, program: &Program<'_>, line: usize) -> bool {
        self.liveness.is_live(program.units.of_line(line))
    }

    /// The step array: edits in reverse, what was never drawn first.
    pub(super) fn steps(&self, program: &Program<'_>) -> Steps {
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
            left.all(|(line, _)| program.lines.text(&program.source, line).trim().is_empty());
        let join = some_left && leftover > 0 && (only_blank || self.leftover_broken);
        Steps::from_deletions(&line_edits, join)
    }
}

/// The live unit nearest to a line that no live unit owns: before it, else after it.
pub(super) fn nearest_live(
    program: &Program<'_>,
    liveness: &Liveness,
    line: usize,
) -> Option<UnitId> {
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
