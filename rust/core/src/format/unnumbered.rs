//! The unified format without numbers: hunks that are placed by their context.
//!
//! ```text
//! @@
//!  def f():
//! +    total = 0
//!      return total
//! ```
//!
//! A hunk shows as many unchanged lines as the state before the edit has at that place only. One
//! that starts with the first line of the text, or ends with its last, can say so instead, by
//! `@@ start` or `@@ end`. Lines and the marker for a missing newline are those of the unified
//! format. There are no counts: a text that is cut off is not told from a shorter edit.

use super::rewrite::{Change, Rewrite};
use super::sight::{Sight, render};
use super::signed::{self, push_line};
use super::unified::is_file_header;
use super::unrenderable::Unrenderable;
use super::{FailureKind, Problem, excerpt, fence, unexpected};
use crate::line::LineIndex;

/// How to write edits in the unified format without numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unnumbered {
    /// The least unchanged lines to show around a change.
    pub context: usize,
}

impl Unnumbered {
    /// Writes every edit of a sequence, the first one first.
    ///
    /// # Errors
    ///
    /// [`Unrenderable`] where the texts would be too long.
    ///
    /// ```
    /// use lintseq_core::{format::Unnumbered, line::LineIndex};
    ///
    /// let program = "def f():\n    x = 1\n    return 2\n";
    /// let lines = LineIndex::new(program);
    /// let texts = Unnumbered::default().render(program, &lines, &[0, 1, 0]).unwrap();
    /// assert_eq!(texts[0], "@@\n+def f():\n+    return 2");
    /// assert_eq!(texts[1], "@@\n def f():\n+    x = 1");
    /// ```
    pub fn render(
        &self,
        program: &str,
        lines: &LineIndex,
        steps: &[i32],
    ) -> Result<Vec<String>, Unrenderable> {
        let sight = Sight { context: self.context, start: true, end: true, header: false };
        render(program, lines, steps, sight, |_, hunks| {
            let mut text = String::new();
            for hunk in hunks {
                text.push_str(match (hunk.starts(), hunk.ends()) {
                    (true, _) => "@@ start\n",
                    (_, true) => "@@ end\n",
                    _ => "@@\n",
                });
                hunk.each(|inserted, line| push_line(&mut text, sign(inserted), line));
            }
            text.pop();
            Ok(text)
        })
    }
}

pub(super) fn sign(inserted: bool) -> char {
    if inserted { '+' } else { ' ' }
}

/// What a header says about the place of a hunk.
enum Header {
    Anywhere,
    Start,
    End,
}

/// Reads `@@`, `@@ start` or `@@ end`, with or without a second `@@`.
fn header(line: &str) -> Option<Header> {
    let rest = line.trim_end().strip_prefix("@@")?;
    match rest.strip_suffix("@@").unwrap_or(rest).trim() {
        "" | "..." => Some(Header::Anywhere),
        "start" => Some(Header::Start),
        "end" => Some(Header::End),
        _ => None,
    }
}

/// Applies the text of an edit as far as possible, and says what is wrong with the rest.
pub(super) fn apply(text: &str, edit: &str) -> (String, Vec<Problem>) {
    let lines: Vec<&str> = edit.split('\n').collect();
    let (lines, skipped) = fence::unfenced(&lines);
    let number = |at: usize| skipped + at + 1;
    let end_of = |from: usize| {
        let header = lines[from..].iter().position(|line| line.starts_with("@@"));
        header.map_or(lines.len(), |count| from + count)
    };
    let mut rewrite = Rewrite::new(text);
    let mut problems = Vec::new();
    let mut at = end_of(0);
    let is_stray = |line: &&str| !line.trim().is_empty() && !is_file_header(line);
    if let Some(stray) = lines[..at].iter().position(is_stray) {
        problems.push(unexpected(0, number(stray), lines[stray]));
    } else if at == lines.len() {
        problems.push(Problem::no_hunk());
    }
    for hunk in 0.. {
        if at == lines.len() {
            break;
        }
        let mut end = end_of(at + 1);
        let second_file = (at + 1..end).find(|&line| starts_file(&lines[line..]));
        end = second_file.unwrap_or(end);
        if let Err(problem) = take(&mut rewrite, &lines[at..end], number(at), hunk) {
            problems.push(problem);
        }
        if second_file.is_some() {
            problems.push(Problem::second_file(hunk + 1, number(end)));
            break;
        }
        at = end;
    }
    (rewrite.finish(), problems)
}

/// Applies one hunk, the first line of which is its header.
fn take(
    rewrite: &mut Rewrite<'_>,
    lines: &[&str],
    line: usize,
    hunk: usize,
) -> Result<(), Problem> {
    let problem = |kind, message| Problem { hunk, line, kind, message };
    let Some(header) = header(lines[0]) else {
        let message = format!("expected `@@`, `@@ start` or `@@ end`, found {}", excerpt(lines[0]));
        return Err(problem(FailureKind::BadHeader, message));
    };
    let body = signed::read(&lines[1..], line + 1, hunk)?;
    if !body.has_changes {
        return Err(Problem::empty_hunk(hunk, line));
    }
    let range = match header {
        Header::Anywhere => rewrite.find(&body.old),
        Header::Start => rewrite.find_start(&body.old),
        Header::End => rewrite.find_end(&body.old),
    };
    range
        .and_then(|range| rewrite.change(Change { range, text: body.new }))
        .map_err(|(kind, message)| problem(kind, message))
}

/// Whether the headers of a file start here. Without counts `--- x` may be a deleted line as
/// well: it is a header where `+++ ` and then a hunk follow.
fn starts_file(lines: &[&str]) -> bool {
    let starts = |at: usize, start: &str| lines.get(at).is_some_and(|line| line.starts_with(start));
    starts(0, "diff --git ") || (starts(0, "--- ") && starts(1, "+++ ") && starts(2, "@@"))
}
