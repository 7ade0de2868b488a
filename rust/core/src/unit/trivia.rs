//! Comments and blank lines: which unit each of them goes with.

use super::{ROOT, Unit, UnitId};
use crate::capture::{Captures, UnitKind};
use crate::language::Language;
use crate::line::LineIndex;
use crate::options::Comments;
use crate::span::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Code,
    Blank,
    Comment,
}

/// Which lines hold nothing but comments or white space.
pub(super) struct CommentLines {
    kinds: Vec<Line>,
    /// For each line, the first line of the comment that it is in; itself outside of comments.
    starts: Vec<usize>,
    groups: Vec<Span>,
}

impl CommentLines {
    pub(super) fn new(
        source: &str,
        lines: &LineIndex,
        captures: &Captures,
        language: &Language,
    ) -> Self {
        let mut kinds: Vec<Line> =
            (0..lines.len())
                .map(|line| {
                    if lines.text(source, line).trim().is_empty() {
                        Line::Blank
                    } else {
                        Line::Code
                    }
                })
                .collect();
        let mut starts: Vec<usize> = (0..lines.len()).collect();
        for comment in &captures.comments {
            let first = lines.line_at(comment.start as usize);
            let last = lines.line_at(comment.end.saturating_sub(1) as usize);
            let before = &source[lines.range(first).start..comment.start as usize];
            let line_end = lines.range(last).end;
            let after = &source[(comment.end as usize).min(line_end)..line_end];
            if before.trim_matches(['\u{feff}']).trim().is_empty() && after.trim().is_empty() {
                kinds[first..=last].fill(Line::Comment);
                starts[first..=last].fill(first);
            }
        }
        if language.query().is_none()
            && let Some(mark) = language.line_comment()
        {
            for (line, kind) in kinds.iter_mut().enumerate() {
                if lines.text(source, line).trim_start().starts_with(mark) {
                    *kind = Line::Comment;
                }
            }
        }
        let mut groups: Vec<Span> = Vec::new();
        for line in 0..kinds.len() {
            if kinds[line] != Line::Comment {
                continue;
            }
            let range = lines.range(line);
            let span = Span { start: range.start as u32, end: range.end as u32 };
            let joins = line > 0
                && kinds[line - 1] == Line::Comment
                && (starts[line] < line
                    || indentation(source, lines, line)
                        == indentation(source, lines, starts[line - 1]));
            match groups.last_mut() {
                Some(group) if joins => group.end = span.end,
                _ => groups.push(span),
            }
        }
        Self { kinds, starts, groups }
    }

    /// Neighbouring comment lines of one indentation, as units of their own.
    pub(super) fn groups(&self) -> impl Iterator<Item = Span> {
        self.groups.iter().copied()
    }

    /// Moves comments and blank lines from the unit whose extent they lie in to the one that they
    /// go with.
    pub(super) fn assign(
        &self,
        source: &str,
        lines: &LineIndex,
        policy: Comments,
        units: &[Unit],
        line_unit: &mut [UnitId],
    ) {
        let loose: Vec<bool> =
            (0..lines.len()).map(|line| self.is_loose(line, units, line_unit)).collect();
        match policy {
            Comments::First => self.assign_by_indentation(source, lines, units, line_unit, &loose),
            Comments::Attach | Comments::Own => {
                let mut line = 0;
                while line < lines.len() {
                    if !loose[line] {
                        line += 1;
                        continue;
                    }
                    let first = line;
                    while line < lines.len() && loose[line] {
                        line += 1;
                    }
                    self.attach(source, lines, units, line_unit, first, line);
                }
            }
        }
    }

    /// Whether a line is no part of a statement: lines inside of a multi-line statement, string or
    /// comment unit stay with it.
    fn is_loose(&self, line: usize, units: &[Unit], line_unit: &[UnitId]) -> bool {
        if self.kinds[line] == Line::Code {
            return false;
        }
        let id = line_unit[line] as usize;
        let unit = &units[id];
        match unit.kind {
            UnitKind::Root => true,
            UnitKind::Text | UnitKind::Comment => false,
            _ => units[id + 1..unit.end as usize].iter().any(|inner| inner.kind != UnitKind::Text),
        }
    }

    /// Gives the loose lines `first..next` to the unit that starts at `next`; comments indented
    /// deeper than that belong to the block before them.
    fn attach(
        &self,
        source: &str,
        lines: &LineIndex,
        units: &[Unit],
        line_unit: &mut [UnitId],
        first: usize,
        next: usize,
    ) {
        let before = first.checked_sub(1).map(|line| line_unit[line]);
        let follower = (next < lines.len()).then(|| line_unit[next]);
        let starts_at_next =
            |unit: UnitId| unit != ROOT && units[unit as usize].first_line as usize == next;
        let (owner, indent) = match follower {
            Some(unit) if starts_at_next(unit) => {
                let mut outermost = unit;
                while starts_at_next(units[outermost as usize].parent) {
                    outermost = units[outermost as usize].parent;
                }
                (Some(outermost), indentation(source, lines, next))
            }
            // A closing line: what is around it keeps the run.
            Some(unit) => {
                line_unit[first..next].fill(unit);
                return;
            }
            None => (None, 0),
        };
        let Some(before) = before else {
            line_unit[first..next].fill(owner.unwrap_or(ROOT));
            return;
        };
        // From the back: what follows the last deeper comment goes forward, the rest goes back.
        let mut target = owner.unwrap_or_else(|| top_level(units, before));
        for line in (first..next).rev() {
            if self.kinds[line] == Line::Comment {
                let own_indent = indentation(source, lines, self.starts[line]);
                if own_indent > indent {
                    target = enclosing_block(source, lines, units, before, own_indent);
                }
            }
            line_unit[line] = target;
        }
    }

    /// The paper's rule: a line goes with the innermost block header before it that is indented
    /// less; blank lines count as indented like the line before them.
    fn assign_by_indentation(
        &self,
        source: &str,
        lines: &LineIndex,
        units: &[Unit],
        line_unit: &mut [UnitId],
        loose: &[bool],
    ) {
        let mut carried = 0;
        let mut before = ROOT;
        for line in 0..lines.len() {
            let long_enough =
                lines.text(source, line).trim_start().trim_end_matches(['\n', '\r']).len() > 1;
            if long_enough {
                carried = indentation(source, lines, line);
            }
            if !loose[line] {
                before = line_unit[line];
                continue;
            }
            if self.starts[line] < line {
                line_unit[line] = line_unit[self.starts[line]];
                continue;
            }
            let mut owner = before;
            while owner != ROOT
                && indentation(source, lines, units[owner as usize].first_line as usize) >= carried
            {
                owner = units[owner as usize].parent;
            }
            line_unit[line] = owner;
        }
    }
}

/// The unit before a comment whose block the comment is in, judged by indentation.
fn enclosing_block(
    source: &str,
    lines: &LineIndex,
    units: &[Unit],
    before: UnitId,
    indent: usize,
) -> UnitId {
    let mut owner = before;
    while owner != ROOT
        && indentation(source, lines, units[owner as usize].first_line as usize) >= indent
    {
        owner = units[owner as usize].parent;
    }
    if owner == ROOT { top_level(units, before) } else { owner }
}

fn top_level(units: &[Unit], mut unit: UnitId) -> UnitId {
    while unit != ROOT && units[unit as usize].parent != ROOT {
        unit = units[unit as usize].parent;
    }
    unit
}

/// Characters of white space at the start of a line.
pub(crate) fn indentation(source: &str, lines: &LineIndex, line: usize) -> usize {
    lines
        .text(source, line)
        .chars()
        .take_while(|character| character.is_whitespace() && *character != '\n')
        .count()
}
