//! Units: the tree of what may be deleted, and which unit owns each line.

mod builder;
mod trivia;

pub(crate) use builder::build;
pub(crate) use trivia::indentation;

use crate::capture::UnitKind;
use crate::span::Span;

/// The index of a unit. Units are numbered so that a unit's subtree is `unit..subtree end`.
pub(crate) type UnitId = u32;

/// The unit that stands for the program itself. It is never deleted.
pub(crate) const ROOT: UnitId = 0;

/// The smallest thing that may be deleted.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) parent: UnitId,
    /// One past the last unit of the subtree.
    pub(crate) end: UnitId,
    /// 0 at the top level of the program.
    pub(crate) depth: u32,
    pub(crate) kind: UnitKind,
    pub(crate) span: Span,
    pub(crate) first_line: u32,
    /// Whether removing it with its subtree can never break the syntax of what is left, as long
    /// as the requirements of structure hold.
    pub(crate) closed: bool,
}

/// The units of a program. Every line belongs to exactly one of them.
#[derive(Debug, Clone)]
pub(crate) struct UnitTree {
    units: Vec<Unit>,
    line_unit: Vec<UnitId>,
    /// Lines grouped by unit: those of unit `u` are `own_lines[own_start[u]..own_start[u + 1]]`.
    own_lines: Vec<u32>,
    own_start: Vec<u32>,
    /// `(text, line)`: units of lines that stay, as statements, when the text around them goes.
    survivors: Vec<(UnitId, UnitId)>,
}

impl UnitTree {
    fn new(units: Vec<Unit>, line_unit: Vec<UnitId>, survivors: Vec<(UnitId, UnitId)>) -> Self {
        let mut own_start = vec![0_u32; units.len() + 1];
        for unit in &line_unit {
            own_start[*unit as usize + 1] += 1;
        }
        for unit in 0..units.len() {
            own_start[unit + 1] += own_start[unit];
        }
        let mut next = own_start.clone();
        let mut own_lines = vec![0_u32; line_unit.len()];
        for (line, unit) in line_unit.iter().enumerate() {
            own_lines[next[*unit as usize] as usize] = line as u32;
            next[*unit as usize] += 1;
        }
        Self { units, line_unit, own_lines, own_start, survivors }
    }

    /// How many units there are, the root included.
    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    pub(crate) fn get(&self, unit: UnitId) -> &Unit {
        &self.units[unit as usize]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.units.iter().enumerate().map(|(id, unit)| (id as UnitId, unit))
    }

    /// The innermost unit that owns `line`.
    pub(crate) fn of_line(&self, line: usize) -> UnitId {
        self.line_unit[line]
    }

    pub(crate) fn line_units(&self) -> &[UnitId] {
        &self.line_unit
    }

    /// The lines that belong to `unit` and to none inside it.
    pub(crate) fn own_lines(&self, unit: UnitId) -> &[u32] {
        let unit = unit as usize;
        &self.own_lines[self.own_start[unit] as usize..self.own_start[unit + 1] as usize]
    }

    /// The lines that stay as statements when the text of `unit` goes.
    pub(crate) fn survivors(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        self.survivors.iter().filter(move |(text, _)| *text == unit).map(|(_, line)| *line)
    }

    /// Whether `unit` is `ancestor` or inside it.
    pub(crate) fn is_within(&self, unit: UnitId, ancestor: UnitId) -> bool {
        ancestor <= unit && unit < self.get(ancestor).end
    }

    /// `unit` and those around it, innermost first, the root last.
    pub(crate) fn ancestors(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        std::iter::successors(Some(unit), move |unit| {
            (*unit != ROOT).then(|| self.get(*unit).parent)
        })
    }
}
