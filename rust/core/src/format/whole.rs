//! The whole file after each edit, in a code fence.
//!
//! `````text
//! ```python
//! def f():
//!     return total
//! ```
//! `````
//!
//! The fence says where the file ends, so that a text that is cut off is seen. It is longer than
//! any run of backticks at the start of a line of the program. A last line without a newline is
//! followed by [`NO_NEWLINE`](super::NO_NEWLINE), as in diffs.

use super::fence::Fence;
use super::order::Walk;
use super::search_replace::{end_part, read_part};
use super::unrenderable::{Unrenderable, check_length, check_separators};
use super::{FailureKind, Problem, unexpected};
use crate::line::LineIndex;

/// How to write edits as whole files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whole {
    /// What stands behind the fence, on its line and without backticks: a language.
    pub tag: Option<String>,
}

impl Whole {
    /// Writes the file after every edit of a sequence, the first one first.
    ///
    /// # Errors
    ///
    /// [`Unrenderable`] where a line starts with the separator of edits, where a line reads like
    /// the marker for a missing newline and is the last of a state, and where the texts would be
    /// too long.
    ///
    /// ```
    /// use lintseq_core::{format::Whole, line::LineIndex};
    ///
    /// let texts = Whole::default().render("a\nb\n", &LineIndex::new("a\nb\n"), &[1, 0]).unwrap();
    /// assert_eq!(texts, ["```\nb\n```", "```\na\nb\n```"]);
    /// ```
    pub fn render(
        &self,
        program: &str,
        lines: &LineIndex,
        steps: &[i32],
    ) -> Result<Vec<String>, Unrenderable> {
        check_separators(program)?;
        let Some(mut walk) = Walk::new(program, lines, steps) else {
            return Ok(Vec::new());
        };
        let edits = walk.edits();
        let per_line = steps.iter().enumerate().map(|(line, &step)| {
            let states = edits.saturating_sub(usize::try_from(step).unwrap_or(0));
            lines.range(line).len().saturating_mul(states)
        });
        check_length(per_line.fold(0, usize::saturating_add))?;

        let runs = program.split('\n').map(|line| line.len() - line.trim_start_matches('`').len());
        let fence = "`".repeat(runs.max().map_or(3, |longest| (longest + 1).max(3)));
        let tag = self.tag.as_deref().unwrap_or("");
        let mut texts = vec![String::new(); edits];
        for (edit, text) in texts.iter_mut().enumerate().rev() {
            text.push_str(&fence);
            text.push_str(tag);
            text.push('\n');
            let mut last = "";
            let mut line = walk.chain.next[walk.end()];
            while line != walk.end() {
                last = walk.text(line);
                text.push_str(last);
                line = walk.chain.next[line];
            }
            end_part(text, last)?;
            text.push_str(&fence);
            walk.step_back(edit);
        }
        Ok(texts)
    }
}

/// Whether a text in front of the first separator is an edit.
pub(super) fn starts(text: &str) -> bool {
    let line = text.split('\n').find(|line| !line.trim().is_empty());
    line.is_some_and(|line| Fence::of(line).is_some())
}

/// Gives the file that the text of an edit holds, and says what is wrong with the rest.
pub(super) fn apply(text: &str, edit: &str) -> (String, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut new = None;
    // The fence that is open, its line, and where the file starts.
    let mut open: Option<(Fence, usize, usize)> = None;
    let mut stray = false;
    let mut at = 0;
    for (line, number) in edit.split_inclusive('\n').zip(1..) {
        let (start, end) = (at, at + line.len());
        at = end;
        match (open, Fence::of(line.trim_end())) {
            (None, Some(_)) if new.is_some() => {
                problems.push(Problem::second_file(1, number));
                return (new.unwrap_or_default(), problems);
            }
            (None, Some(fence)) => open = Some((fence, number, end)),
            (Some((fence, opened, from)), Some(close)) if fence.is_closed_by(close) => {
                open = None;
                match file(&edit[from..start], opened) {
                    Ok(file) => new = Some(file.to_owned()),
                    Err(problem) => {
                        problems.push(problem);
                        new = Some(text.to_owned());
                    }
                }
            }
            (None, None) if !line.trim().is_empty() && !stray => {
                stray = true;
                problems.push(unexpected(usize::from(new.is_some()), number, line.trim_end()));
            }
            _ => {}
        }
    }
    if let Some((_, line, _)) = open {
        let message = "the fence of the file is not closed".to_owned();
        problems.push(Problem { hunk: 0, line, kind: FailureKind::TruncatedHunk, message });
    } else if new.is_none() && problems.is_empty() {
        problems.push(Problem::no_hunk());
    }
    (new.unwrap_or_else(|| text.to_owned()), problems)
}

/// The file between two fences, of which the first is on a line.
fn file(part: &str, line: usize) -> Result<&str, Problem> {
    let fail = |kind, message| Problem { hunk: 0, line, kind, message };
    if part.is_empty() {
        let message = "the file is empty".to_owned();
        return Err(fail(FailureKind::EmptyHunk, message));
    }
    read_part(part).map_err(|message| fail(FailureKind::BadMarker, message))
}
