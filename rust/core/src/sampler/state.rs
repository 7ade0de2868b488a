//! The syntax of a state: re-parsed incrementally, confirmed by a fresh parse.

use tree_sitter::{InputEdit, Point, Tree};

use super::nearest_live;
use crate::network::Liveness;
use crate::options::Reparse;
use crate::program::{Program, Workspace};
use crate::reject::Reject;
use crate::syntax::inspect;
use crate::unit::{ROOT, UnitId};

/// Checks states against the last one that was accepted.
#[derive(Clone, Default)]
pub(super) struct StateCheck {
    /// The last accepted state that was parsed: its lines and its tree. `None`: the program's.
    accepted: Option<(Vec<u32>, Tree)>,
}

impl StateCheck {
    /// Parses the state that `liveness` leaves and names the unit at its first new syntax error.
    /// `deleted` is what went since the last accepted state.
    pub(super) fn culprit(
        &mut self,
        program: &Program<'_>,
        liveness: &Liveness,
        deleted: &[UnitId],
        workspace: &mut Workspace,
    ) -> Result<Option<UnitId>, Reject> {
        let open = |unit: &UnitId| {
            let unit = program.units.get(*unit);
            !unit.closed && (unit.parent == ROOT || liveness.is_live(unit.parent))
        };
        if program.options.reparse == Reparse::Auto && !deleted.iter().any(open) {
            return Ok(None);
        }
        let lines: Vec<u32> = (0..program.lines.len() as u32)
            .filter(|line| liveness.is_live(program.units.of_line(*line as usize)))
            .collect();
        if lines.is_empty() {
            return Ok(None);
        }
        let text: String =
            lines.iter().map(|line| program.lines.text(program.source, *line as usize)).collect();
        let edited = self.edited_tree(program, &lines);
        let parser = workspace.parser(&program.language);
        let tree = parser.parse(&text, Some(&edited), &program.deadline)?;
        if let Some(unit) = first_fault(program, liveness, &lines, &tree, &text) {
            return Ok(Some(unit));
        }
        // Incremental and fresh parses differ now and then; only the fresh one counts.
        let tree = parser.parse(&text, None, &program.deadline)?;
        if let Some(unit) = first_fault(program, liveness, &lines, &tree, &text) {
            return Ok(Some(unit));
        }
        self.accepted = Some((lines, tree));
        Ok(None)
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

/// The unit to delete for the first syntax error that the finished program does not have.
fn first_fault(
    program: &Program<'_>,
    liveness: &Liveness,
    lines: &[u32],
    tree: &Tree,
    text: &str,
) -> Option<UnitId> {
    if !tree.root_node().has_error() && !program.language.has_keywords() {
        return None;
    }
    let inspection = inspect(&program.language, tree, text);
    if !inspection.faults.exceed(program.faults) {
        return None;
    }
    // Which line of the program each fault is on.
    let mut offsets = Vec::with_capacity(lines.len());
    let mut offset = 0;
    for line in lines {
        offsets.push(offset);
        offset += program.lines.range(*line as usize).len();
    }
    let finished_line = |at: u32| {
        let row = offsets.partition_point(|start| *start <= at as usize).saturating_sub(1);
        lines[row] as usize
    };
    let places: Vec<usize> =
        inspection.places.iter().map(|(span, _)| finished_line(span.start)).collect();
    let line = places.iter().find(|line| !program.fault_lines.contains(line)).or(places.first())?;
    let unit = program.units.of_line(*line);
    if unit == ROOT { nearest_live(program, liveness, *line) } else { Some(unit) }
}
