//! The closure of a deletion, computed from the linter alone: lint, delete what is blamed, repeat.

use crate::linter::{Diagnostic, SYNTAX_ERROR, lint_state};
use crate::program::{Program, Workspace};
use crate::reject::Reject;

/// `unit` and those around it, without the program.
fn ancestors<'p>(program: &'p Program<'_>, unit: u32) -> impl Iterator<Item = u32> + 'p {
    std::iter::successors(Some(unit), |unit| Some(program.parent_unit(*unit)))
        .take_while(|unit| *unit != 0)
}

/// Which lines are left after some were deleted, and all that broke with them.
pub struct Deletion<'p, 'a> {
    program: &'p Program<'a>,
    present: Vec<bool>,
}

impl<'p, 'a> Deletion<'p, 'a> {
    /// Deletes the units that own `lines`, then what the linter complains about, until it does
    /// not complain any more.
    ///
    /// # Errors
    ///
    /// [`Reject::TooSlow`] where the time of the program is used up.
    pub fn new(
        program: &'p Program<'a>,
        lines: &[usize],
        workspace: &mut Workspace,
    ) -> Result<Self, Reject> {
        let mut deletion = Self { program, present: vec![true; program.lines().len()] };
        for line in lines {
            deletion.delete(*line);
        }
        loop {
            let found = lint_state(program, &deletion.present, workspace)?;
            if found.is_empty() {
                return Ok(deletion);
            }
            // Syntax comes last: what structure and names take along may mend it.
            let is_syntax = |found: &Diagnostic| found.code == SYNTAX_ERROR;
            let only_syntax = found.iter().all(is_syntax);
            for diagnostic in found.iter().filter(|found| only_syntax || !is_syntax(found)) {
                deletion.delete(diagnostic.line);
            }
        }
    }

    fn delete(&mut self, line: usize) {
        let owned = |line: &usize| self.program.line_units()[*line] != 0;
        let live = |line: &usize| self.present[*line] && owned(line);
        // What maps to no unit goes to the nearest one.
        let line = if owned(&line) {
            Some(line)
        } else {
            let before = (0..=line).rev().find(live);
            before.or_else(|| (line..self.present.len()).find(live))
        };
        let Some(line) = line else { return };
        for line in self.program.subtree_lines(self.program.line_units()[line]) {
            self.present[line] = false;
        }
    }

    /// Whether a line is gone.
    #[must_use]
    pub fn took(&self, line: usize) -> bool {
        !self.present[line]
    }

    /// Whether a unit around the one that owns `line` is gone.
    pub(super) fn took_around(&self, line: usize) -> bool {
        let own = self.program.line_units()[line];
        ancestors(self.program, own)
            .skip(1)
            .any(|unit| self.program.subtree_lines(unit).iter().all(|line| self.took(*line)))
    }

    /// All lines that are gone, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<usize> {
        (0..self.present.len()).filter(|line| self.took(*line)).collect()
    }
}
