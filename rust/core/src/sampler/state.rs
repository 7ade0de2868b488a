//! The syntax of a state: re-parsed incrementally, confirmed by a fresh parse.

use tree_sitter::{InputEdit, Point, Tree};

use super::nearest_live;
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

/// Checks states against the last one that was accepted.
#[derive(Clone, Default)]
pub(super) struct StateCheck {
    /// The last accepted state that was parsed: its lines and its tree. `None`: the program's.
    accepted: Option<(Vec<u32>, Tree)>,
}

impl StateCheck {
    /// Parses the state that `liveness` leaves. `deleted` is what went since the last accepted
    /// state.
    pub(super) fn judge(
        &mut self,
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
            lines.iter().map(|line| program.lines.text(program.source, *line as usize)).collect();
        let edited = self.edited_tree(program, &lines);
        let tree =
            workspace.parser(&program.language).parse(&text, Some(&edited), &program.deadline)?;
        let state = State { program, liveness, lines: &lines, text: &text };
        let verdict = state.verdict(&tree, workspace)?;
        if !matches!(verdict, Verdict::Clean) {
            return Ok(verdict);
        }
        // Incremental and fresh parses differ now and then; only the fresh one counts.
        let tree = workspace.parser(&program.language).parse(&text, None, &program.deadline)?;
        let verdict = state.verdict(&tree, workspace)?;
        if matches!(verdict, Verdict::Clean) {
            self.accepted = Some((lines, tree));
        }
        Ok(verdict)
    }

    /// The tree of the last accepted state, told which of its lines are gone.
    fn edited_tree(&self, program: &Program<'_>, lines: &[u32]) -> Tree {
        let all: Vec<u32>;
        let (before, mut tree) = match &self.accepted {
            Some((before, tree)) => (before.as_slice(), tree.clone()),
            None => {
                all = (0..program.lines.len() as u32).collect();
                (all.as_slice(), program.tree.clone())
            }
        };
        let mut offsets = Vec::with_capacity(before.len() + 1);
        offsets.push(0);
        for line in before {
            let last = offsets[offsets.len() - 1];
            offsets.push(last + program.lines.range(*line as usize).len());
        }
        // From the back, so that earlier offsets stay right.
        let mut kept = lines.len();
        let mut row = before.len();
        while row > 0 {
            if kept > 0 && lines[kept - 1] == before[row - 1] {
                kept -= 1;
                row -= 1;
                continue;
            }
            let end = row;
            while row > 0 && !(kept > 0 && lines[kept - 1] == before[row - 1]) {
                row -= 1;
            }
            let last = before[end - 1] as usize;
            let last_text = program.lines.text(program.source, last);
            let old_end_position = if last_text.ends_with('\n') {
                Point::new(end, 0)
            } else {
                Point::new(end - 1, last_text.len())
            };
            let start_position = Point::new(row, 0);
            tree.edit(&InputEdit {
                start_byte: offsets[row],
                old_end_byte: offsets[end],
                new_end_byte: offsets[row],
                start_position,
                old_end_position,
                new_end_position: start_position,
            });
        }
        tree
    }
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
