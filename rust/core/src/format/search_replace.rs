//! The format of search and replace: blocks of lines to find, and of lines to put there.
//!
//! ```text
//! <<<<<<< SEARCH
//! def f():
//!     return total
//! =======
//! def f():
//!     total = 0
//!     return total
//! >>>>>>> REPLACE
//! ```
//!
//! The lines to find are as many as the text before the edit has at one place only. None are for
//! an empty text. All blocks of an edit are for the text before it. Lines have no sign, so where
//! the program has a line that reads like a marker, the markers of the whole sequence are made
//! longer, as those of merge conflicts are: a block ends at markers as long as its first one.
//!
//! A line without a newline is followed by [`NO_NEWLINE`], as in diffs.

use super::rewrite::{Change, Rewrite};
use super::sight::{Sight, render};
use super::unrenderable::{Obstacle, Unrenderable, check_separators};
use super::{FailureKind, NO_NEWLINE, Problem, excerpt, fence, unexpected};
use crate::line::LineIndex;

/// How to write edits as search and replace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchReplace {
    /// The least unchanged lines to show around a change.
    pub context: usize,
}

/// The length of markers, unless the program has such lines itself.
const USUAL_LENGTH: usize = 7;
/// The least length of what is read as a marker.
const LEAST_LENGTH: usize = 5;

impl SearchReplace {
    /// Writes every edit of a sequence, the first one first.
    ///
    /// # Errors
    ///
    /// [`Unrenderable`] where a line starts with the separator of edits, where a line reads like
    /// the marker for a missing newline and would be the last of a part, and where the texts
    /// would be too long.
    ///
    /// ```
    /// use lintseq_core::{format::SearchReplace, line::LineIndex};
    ///
    /// let program = "def f():\n    return 2\n";
    /// let lines = LineIndex::new(program);
    /// let texts = SearchReplace::default().render(program, &lines, &[0, 1]).unwrap();
    /// assert_eq!(texts[0], "<<<<<<< SEARCH\n=======\ndef f():\n>>>>>>> REPLACE");
    /// ```
    pub fn render(
        &self,
        program: &str,
        lines: &LineIndex,
        steps: &[i32],
    ) -> Result<Vec<String>, Unrenderable> {
        check_separators(program)?;
        let length = free_length(program);
        let repeat = |character: &str| character.repeat(length);
        let (start, divider, end) =
            (repeat("<") + " SEARCH\n", repeat("=") + "\n", repeat(">") + " REPLACE\n");
        let sight = Sight { context: self.context, start: false, end: false, header: false };
        render(program, lines, steps, sight, |_, hunks| {
            let mut text = String::new();
            for hunk in hunks {
                text.push_str(&start);
                let mut last = "";
                hunk.each(|inserted, line| {
                    if !inserted {
                        text.push_str(line);
                        last = line;
                    }
                });
                end_part(&mut text, last)?;
                text.push_str(&divider);
                hunk.each(|_, line| {
                    text.push_str(line);
                    last = line;
                });
                end_part(&mut text, last)?;
                text.push_str(&end);
            }
            text.pop();
            Ok(text)
        })
    }
}

/// Ends the lines of a part, of which `last` is the last one.
pub(super) fn end_part(text: &mut String, last: &str) -> Result<(), Unrenderable> {
    if last.strip_suffix('\n') == Some(NO_NEWLINE) {
        let message = "a line reads like the marker for a missing newline";
        return Err(Unrenderable::new(Obstacle::MarkerLine, message));
    }
    if !last.is_empty() && !last.ends_with('\n') {
        text.push('\n');
        text.push_str(NO_NEWLINE);
        text.push('\n');
    }
    Ok(())
}

/// The lines of a part as they are written, without the marker for a missing newline.
pub(super) fn read_part(part: &str) -> Result<&str, String> {
    let marked = part
        .strip_suffix('\n')
        .and_then(|part| part.strip_suffix(NO_NEWLINE))
        .filter(|rest| rest.is_empty() || rest.ends_with('\n'));
    let Some(rest) = marked else {
        return Ok(part);
    };
    match rest.strip_suffix('\n') {
        Some(rest) if !rest.is_empty() && !rest.ends_with('\n') => Ok(rest),
        _ => Err("the marker for a missing newline follows no line that can lack one".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Start,
    Divider,
    End,
}

/// The marker that a line is, and the length of it.
fn marker(line: &str) -> Option<(Marker, usize)> {
    let line = line.trim_end_matches([' ', '\t', '\r', '\n']);
    let first = line.chars().next()?;
    let rest = line.trim_start_matches(first);
    let marker = match (first, rest.trim_start_matches(' ')) {
        ('<', "SEARCH") => Marker::Start,
        ('=', "") => Marker::Divider,
        ('>', "REPLACE") => Marker::End,
        _ => return None,
    };
    let length = line.len() - rest.len();
    (length >= LEAST_LENGTH).then_some((marker, length))
}

/// The least usual length of markers that no line of a program has.
fn free_length(program: &str) -> usize {
    let mut taken: Vec<usize> =
        program.split('\n').filter_map(marker).map(|(_, length)| length).collect();
    taken.sort_unstable();
    taken.into_iter().fold(USUAL_LENGTH, |free, taken| free + usize::from(free == taken))
}

/// Whether a text in front of the first separator is an edit.
pub(super) fn starts(text: &str) -> bool {
    matches!(marker(fence::leading_line(text)), Some((Marker::Start, _)))
}

/// A block that is read up to some line.
struct Block {
    index: usize,
    line: usize,
    length: usize,
    /// Where the lines to find start, and where their divider is.
    search: usize,
    divider: Option<(usize, usize)>,
    problem: Option<Problem>,
}

/// Applies the text of an edit as far as possible, and says what is wrong with the rest.
pub(super) fn apply(text: &str, edit: &str) -> (String, Vec<Problem>) {
    let mut reader = Reader { edit, rewrite: Rewrite::new(text), problems: Vec::new(), blocks: 0 };
    let mut open: Option<Block> = None;
    // One stray line stands for those that follow it.
    let mut stray = false;
    let mut at = 0;
    for (line, number) in edit.split_inclusive('\n').zip(1..) {
        let (start, end) = (at, at + line.len());
        at = end;
        match (&mut open, marker(line)) {
            (block, Some((Marker::Start, length)))
                if block.as_ref().is_none_or(|block| block.length == length) =>
            {
                reader.cut_off(block.take());
                open = Some(reader.open(number, length, end));
                stray = false;
            }
            (None, Some(_)) => reader.misplaced(number, line),
            (None, None) => {
                let content = line.trim_end();
                let is_plain = content.is_empty() || fence::Fence::of(content).is_some();
                if !is_plain && !stray {
                    stray = true;
                    let problem = unexpected(reader.blocks, number, content);
                    reader.problems.push(problem);
                }
            }
            (Some(block), Some((Marker::Divider, length))) if block.length == length => {
                if block.divider.is_some() {
                    let message = "a second divider: nothing says which of them ends the search";
                    block.fail(number, message.to_owned());
                } else {
                    block.divider = Some((start, end));
                }
            }
            (Some(block), Some((Marker::End, length))) if block.length == length => {
                if block.divider.is_none() {
                    block.fail(
                        number,
                        format!("no divider in front of {}", excerpt(line.trim_end())),
                    );
                }
                reader.close(open.take(), start);
            }
            (Some(_), _) => {}
        }
    }
    reader.cut_off(open);
    if reader.blocks == 0 && reader.problems.is_empty() {
        reader.problems.push(Problem::no_hunk());
    }
    (reader.rewrite.finish(), reader.problems)
}

impl Block {
    fn fail(&mut self, line: usize, message: String) {
        let problem = Problem { hunk: self.index, line, kind: FailureKind::BadMarker, message };
        self.problem.get_or_insert(problem);
    }
}

/// What came of an edit so far.
struct Reader<'a> {
    edit: &'a str,
    rewrite: Rewrite<'a>,
    problems: Vec<Problem>,
    blocks: usize,
}

impl Reader<'_> {
    fn open(&mut self, line: usize, length: usize, search: usize) -> Block {
        self.blocks += 1;
        Block { index: self.blocks - 1, line, length, search, divider: None, problem: None }
    }

    fn misplaced(&mut self, line: usize, text: &str) {
        let message = format!("{} is outside of all blocks", excerpt(text.trim_end()));
        let kind = FailureKind::BadMarker;
        self.problems.push(Problem { hunk: self.blocks, line, kind, message });
    }

    fn cut_off(&mut self, block: Option<Block>) {
        if let Some(Block { index: hunk, line, .. }) = block {
            let message = "the block ends before its last marker".to_owned();
            let kind = FailureKind::TruncatedHunk;
            self.problems.push(Problem { hunk, line, kind, message });
        }
    }

    fn close(&mut self, block: Option<Block>, end: usize) {
        if let Some(block) = block
            && let Err(problem) = self.take(block, end)
        {
            self.problems.push(problem);
        }
    }

    fn take(&mut self, block: Block, end: usize) -> Result<(), Problem> {
        let Block { index: hunk, line, search, divider, problem, .. } = block;
        let (Some((stop, replace)), None) = (divider, &problem) else {
            return problem.map_or(Ok(()), Err);
        };
        let fail = |kind, message| Problem { hunk, line, kind, message };
        let part = |from: usize, to: usize| {
            read_part(&self.edit[from..to]).map_err(|message| fail(FailureKind::BadMarker, message))
        };
        let (old, new) = (part(search, stop)?, part(replace, end)?);
        if old == new {
            return Err(Problem::empty_hunk(hunk, line));
        }
        if old.is_empty() && !self.rewrite.is_empty() {
            let message = "the block writes a new text, but the text is not empty".to_owned();
            return Err(fail(FailureKind::NotEmpty, message));
        }
        self.rewrite
            .find(old)
            .and_then(|range| self.rewrite.change(Change { range, text: new.to_owned() }))
            .map_err(|(kind, message)| fail(kind, message))
    }
}
