//! The syntax of a state, by a fresh parse.
//!
//! The trees of states that lack whole units share little with the last one where it matters, and
//! an incremental parse may differ from a fresh one, which then has to confirm it: one fresh parse
//! costs less than both.

use tree_sitter::Tree;

use super::walk::nearest_live;
use crate::block::misaligned;
use crate::capture::Captures;
use crate::line::LineIndex;
use crate::network::Liveness;
use crate::options::Reparse;
use crate::program::{Program, Workspace};
use crate::reject::Reject;
use crate::syntax::inspect;
use crate::unit::{ROOT, UnitId};

/// What the syntax of a state says.
pub(super) enum Verdict {
    /// It has no error that the finished program does not have.
    Clean,
    /// The unit to delete for the first new error.
    Blame(UnitId),
    /// There is a new error, but no live unit to delete.
    NobodyLeft,
}

/// Parses the state that `liveness` leaves, where that is needed. `deleted` is what went since the
/// last accepted state.
pub(super) fn judge(
    program: &Program<'_>,
    liveness: &Liveness,
    deleted: &[UnitId],
    workspace: &mut Workspace,
) -> Result<Verdict, Reject> {
    let open = |unit: &UnitId| {
        let unit = program.units.get(*unit);
        !unit.closed && (unit.parent == ROOT || liveness.is_live(unit.parent))
    };
    if program.options.reparse == Reparse::Auto && !deleted.iter().any(open) {
        return Ok(Verdict::Clean);
    }
    let lines: Vec<u32> = (0..program.lines.len() as u32)
        .filter(|line| liveness.is_live(program.units.of_line(*line as usize)))
        .collect();
    if lines.is_empty() {
        return Ok(Verdict::Clean);
    }
    let text: String =
        lines.iter().map(|line| program.lines.text(&program.source, *line as usize)).collect();
    let tree = workspace.parser(&program.language).parse(&text, &program.deadline)?;
    let state = State { program, liveness, lines: &lines, text: &text };
    state.verdict(&tree, workspace)
}

/// A state as text.
struct State<'s, 'p> {
    program: &'s Program<'p>,
    liveness: &'s Liveness,
    lines: &'s [u32],
    text: &'s str,
}

impl State<'_, '_> {
    fn verdict(&self, tree: &Tree, workspace: &mut Workspace) -> Result<Verdict, Reject> {
        let program = self.program;
        // Removing lines misaligns no block that was aligned.
        let sound = program.faults.none();
        if sound && !tree.root_node().has_error() && !program.language.has_keywords() {
            return Ok(Verdict::Clean);
        }
        let mut inspection = inspect(&program.language, tree, self.text);
        if !sound {
            let cursor = workspace.cursor();
            let captures =
                Captures::collect(&program.language, tree, self.text, cursor, &program.deadline);
            program.deadline.check()?;
            inspection.add(misaligned(self.text, &LineIndex::new(self.text), &captures));
        }
        if !inspection.faults.exceed(program.faults) {
            return Ok(Verdict::Clean);
        }
        let places: Vec<usize> =
            inspection.places.iter().map(|(span, _)| self.finished_line(span.start)).collect();
        let new = places.iter().find(|line| !program.fault_lines.contains(line));
        let line = new.or(places.first()).copied().unwrap_or_default();
        let unit = Some(program.units.of_line(line)).filter(|unit| *unit != ROOT);
        let blamed = unit.or_else(|| nearest_live(program, self.liveness, line));
        Ok(blamed.map_or(Verdict::NobodyLeft, Verdict::Blame))
    }

    /// The line of the finished program that stands at an offset of the state.
    fn finished_line(&self, at: u32) -> usize {
        let mut end = 0;
        for line in self.lines {
            end += self.program.lines.range(*line as usize).len();
            if end > at as usize {
                return *line as usize;
            }
        }
        self.lines.last().map_or(0, |line| *line as usize)
    }
}
