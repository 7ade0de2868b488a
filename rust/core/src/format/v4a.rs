//! The V4A format: the text that `apply_patch` takes.
//!
//! ```text
//! *** Begin Patch
//! *** Update File: program.py
//! @@ class Circle:
//!      def area(self):
//! +        square = self.radius**2
//!          return math.pi * square
//! *** End Patch
//! ```
//!
//! The first edit of a sequence adds the file, the others update it. A hunk shows three unchanged
//! lines on each side, or as many as say where it is. Where those are not enough and a line above
//! that is indented less tells the place from all others, that line is its header. A hunk that
//! ends with the last line of the text can say so by `*** End of File`. A line without a newline
//! is followed by [`NO_NEWLINE`](super::NO_NEWLINE), as in diffs.

use super::rewrite::{Change, Rewrite};
use super::sight::{Sight, render};
use super::signed::{self, push_line};
use super::unnumbered::sign;
use super::unrenderable::Unrenderable;
use super::{FailureKind, Problem, excerpt, fence, unexpected};
use crate::line::LineIndex;
use crate::registry;

const BEGIN: &str = "*** Begin Patch";
const END: &str = "*** End Patch";
const ADD: &str = "*** Add File:";
const UPDATE: &str = "*** Update File:";
const DELETE: &str = "*** Delete File:";
const END_OF_FILE: &str = "*** End of File";

/// How to write edits in the V4A format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct V4a {
    /// The least unchanged lines to show around a change.
    pub context: usize,
    /// The file's path, on one line; None is `program`.
    pub path: Option<String>,
}

/// The file's name where nothing else is known.
const NAME: &str = "program";

impl V4a {
    /// The same with the path of a program in a language, if it has none.
    pub(super) fn for_language(&self, language: &str) -> Self {
        let named = |extension| format!("{NAME}.{extension}");
        let path = self.path.clone().or_else(|| registry::extension_of(language).map(named));
        Self { path, ..*self }
    }
}

impl Default for V4a {
    fn default() -> Self {
        Self { context: 3, path: None }
    }
}

impl V4a {
    /// Writes every edit of a sequence, the first one first.
    ///
    /// # Errors
    ///
    /// [`Unrenderable`] where the texts would be too long.
    ///
    /// ```
    /// use lintseq_core::{format::V4a, line::LineIndex};
    ///
    /// let program = "def f():\n    return 2\n";
    /// let texts = V4a::default().render(program, &LineIndex::new(program), &[0, 1]).unwrap();
    /// assert!(texts[1].ends_with("@@\n def f():\n+    return 2\n*** End Patch"));
    /// ```
    pub fn render(
        &self,
        program: &str,
        lines: &LineIndex,
        steps: &[i32],
    ) -> Result<Vec<String>, Unrenderable> {
        let sight = Sight { context: self.context, start: false, end: true, header: true };
        render(program, lines, steps, sight, |edit, hunks| {
            let action = if edit == 0 { ADD } else { UPDATE };
            let mut text = format!("{BEGIN}\n{action} {}\n", self.path.as_deref().unwrap_or(NAME));
            for hunk in hunks {
                if edit > 0 {
                    text.push_str("@@");
                    if let Some(header) = hunk.header() {
                        text.push(' ');
                        text.push_str(header.strip_suffix('\n').unwrap_or(header));
                    }
                    text.push('\n');
                }
                hunk.each(|inserted, line| push_line(&mut text, sign(inserted), line));
                if hunk.ends() {
                    text.push_str(END_OF_FILE);
                    text.push('\n');
                }
            }
            text.push_str(END);
            Ok(text)
        })
    }
}

/// Whether a text in front of the first separator is an edit.
pub(super) fn starts(text: &str) -> bool {
    let line = fence::leading_line(text);
    [BEGIN, ADD, UPDATE].iter().any(|start| line.starts_with(start))
}

/// Applies the text of an edit as far as possible, and says what is wrong with the rest.
pub(super) fn apply(text: &str, edit: &str) -> (String, Vec<Problem>) {
    let lines: Vec<&str> = edit.split('\n').collect();
    let (lines, skipped) = fence::unfenced(&lines);
    let mut reader = Reader {
        lines,
        first: skipped + 1,
        rewrite: Rewrite::new(text),
        problems: Vec::new(),
        hunks: 0,
    };
    reader.run();
    (reader.rewrite.finish(), reader.problems)
}

struct Reader<'a, 'l> {
    lines: &'l [&'a str],
    /// The number of the first line.
    first: usize,
    rewrite: Rewrite<'a>,
    problems: Vec<Problem>,
    hunks: usize,
}

/// The lines of a hunk, without its headers.
struct Hunk<'a> {
    headers: Vec<&'a str>,
    /// Where its lines start and end.
    from: usize,
    to: usize,
    at_end: bool,
    problem: Option<Problem>,
}

impl<'a> Reader<'a, '_> {
    fn run(&mut self) {
        let is_action = |line: &&str| line.starts_with(ADD) || line.starts_with(UPDATE);
        let Some(action) = self.lines.iter().position(is_action) else {
            return self.report_none();
        };
        // In front of it there is the first marker, and nothing else.
        let is_stray = |line: &&str| !line.trim().is_empty() && line.trim_end() != BEGIN;
        if let Some(stray) = self.lines[..action].iter().position(is_stray) {
            self.problems.push(unexpected(0, self.first + stray, self.lines[stray]));
        }
        let start = action + 1;
        let is_last = |line: &&str| {
            let line = line.trim_end();
            line == END
                || line == BEGIN
                || [ADD, UPDATE, DELETE].iter().any(|a| line.starts_with(a))
        };
        let end = self.lines[start..].iter().position(is_last).map(|count| start + count);
        let is_cut = end.is_none_or(|end| self.lines[end].trim_end() == BEGIN);
        let stop = end.unwrap_or(self.lines.len());
        if self.lines[action].starts_with(ADD) {
            self.add(start, stop, is_cut);
        } else {
            self.update(start, stop, is_cut);
        }
        if let Some(end) = end {
            self.check_rest(end);
        }
    }

    fn report_none(&mut self) {
        match self.lines.iter().position(|line| !line.trim().is_empty()) {
            Some(stray) if !self.lines[stray].starts_with(BEGIN) => {
                self.problems.push(unexpected(0, self.first + stray, self.lines[stray]));
            }
            _ => self.problems.push(Problem::no_hunk()),
        }
    }

    /// Reports what follows the line that ended the file.
    fn check_rest(&mut self, end: usize) {
        let from = if self.lines[end].trim_end() == END { end + 1 } else { end };
        let rest = &self.lines[from..];
        let Some(at) = rest.iter().position(|line| !line.trim().is_empty()) else {
            return;
        };
        let starts = |action: &&str| rest[at].starts_with(*action);
        self.problems.push(if [BEGIN, ADD, UPDATE, DELETE].iter().any(starts) {
            Problem::second_file(self.hunks, self.first + from + at)
        } else {
            unexpected(self.hunks, self.first + from + at, rest[at])
        });
    }

    fn cut_off(&mut self, hunk: usize, at: usize) {
        let message = format!("no {END:?} follows, so that the last hunk may not be whole");
        let kind = FailureKind::TruncatedHunk;
        self.problems.push(Problem { hunk, line: self.first + at, kind, message });
    }

    /// Adds the file: all lines are inserted.
    fn add(&mut self, from: usize, to: usize, is_cut: bool) {
        self.hunks = 1;
        if is_cut {
            return self.cut_off(0, from - 1);
        }
        let line = self.first + from - 1;
        let lines = &self.lines[from..to];
        let stray =
            lines.iter().position(|line| !line.is_empty() && !line.starts_with(['+', '\\']));
        let added = match stray {
            Some(at) => Err(unexpected(0, self.first + from + at, lines[at])),
            None => signed::read(lines, self.first + from, 0),
        };
        let added = added.and_then(|body| {
            let fail = |kind, message| Problem { hunk: 0, line, kind, message };
            if !body.has_changes || !body.old.is_empty() {
                return Err(Problem::empty_hunk(0, line));
            }
            if !self.rewrite.is_empty() {
                let message = "the edit adds a file, but the text is not empty".to_owned();
                return Err(fail(FailureKind::NotEmpty, message));
            }
            self.rewrite
                .change(Change { range: 0..0, text: body.new })
                .map_err(|(kind, message)| fail(kind, message))
        });
        self.problems.extend(added.err());
    }

    /// Takes the hunks between two lines one by one.
    fn update(&mut self, from: usize, to: usize, is_cut: bool) {
        let mut at = from;
        while at < to {
            if self.lines[at].trim().is_empty() {
                at += 1;
                continue;
            }
            let hunk = self.hunk(at, to);
            let line = at;
            at = hunk.to + usize::from(hunk.at_end);
            self.hunks += 1;
            if is_cut && self.lines[at..to].iter().all(|line| line.trim().is_empty()) {
                self.cut_off(self.hunks - 1, line);
            } else if let Err(problem) = self.take(&hunk, self.first + line) {
                self.problems.push(problem);
            }
        }
        if self.hunks == 0 {
            self.problems.push(Problem::no_hunk());
        }
    }

    /// The hunk that starts at a line: its headers, then its lines up to the next header.
    fn hunk(&self, at: usize, to: usize) -> Hunk<'a> {
        let headers: Vec<&str> = self.lines[at..to]
            .iter()
            .take_while(|line| line.starts_with("@@"))
            .map(|line| line.strip_prefix("@@").unwrap_or(line))
            .collect();
        let from = at + headers.len();
        let ends = |line: &&str| line.starts_with("@@") || line.trim_end() == END_OF_FILE;
        let end = self.lines[from..to].iter().position(ends).map_or(to, |count| from + count);
        let at_end = end < to && !self.lines[end].starts_with("@@");
        let odd = self.lines[from..end].iter().position(|line| line.starts_with("***"));
        let problem = if let Some(odd) = odd {
            let message = format!("{} is no marker", excerpt(self.lines[from + odd]));
            let line = self.first + from + odd;
            Some(Problem { hunk: self.hunks, line, kind: FailureKind::BadMarker, message })
        } else {
            // Only the first hunk needs no header.
            let is_bare = headers.is_empty() && self.hunks > 0;
            is_bare.then(|| unexpected(self.hunks, self.first + at, self.lines[at]))
        };
        Hunk { headers, from, to: end, at_end, problem }
    }

    fn take(&mut self, hunk: &Hunk<'a>, line: usize) -> Result<(), Problem> {
        if let Some(problem) = &hunk.problem {
            return Err(problem.clone());
        }
        let index = self.hunks - 1;
        let fail = |(kind, message)| Problem { hunk: index, line, kind, message };
        let mut after = 0;
        let mut is_named = false;
        for header in &hunk.headers {
            // A second `@@` ends no header: it may be a part of the line.
            let Some(name) = header.strip_prefix(' ').filter(|name| !name.trim().is_empty()) else {
                if header.trim().is_empty() {
                    continue;
                }
                let message = format!("expected `@@` or `@@ ` and a line, found \"@@{header}\"");
                return Err(fail((FailureKind::BadHeader, message)));
            };
            after = self.rewrite.find_header(name, after).map_err(fail)?;
            is_named = true;
        }
        let body = signed::read(&self.lines[hunk.from..hunk.to], self.first + hunk.from, index)?;
        if !body.has_changes {
            return Err(Problem::empty_hunk(index, line));
        }
        let range = if hunk.at_end {
            self.rewrite.find_end(&body.old)
        } else if is_named {
            self.rewrite.find_after(&body.old, after)
        } else {
            self.rewrite.find(&body.old)
        };
        range.and_then(|range| self.rewrite.change(Change { range, text: body.new })).map_err(fail)
    }
}
