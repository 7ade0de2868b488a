//! A text on its way through one edit of a format that places its hunks by their lines.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{FailureKind, excerpt};

/// Something that is put in the place of a part of a text, which starts at a line's start and
/// ends at a line's end.
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

type Refusal = (FailureKind, String);

/// A text and the changes to it so far. All places are places of the text before the edit, so
/// that their order does not matter.
pub(super) struct Rewrite<'a> {
    text: &'a str,
    /// The changes by start and end.
    changes: BTreeMap<(usize, usize), String>,
}

impl<'a> Rewrite<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, changes: BTreeMap::new() }
    }

    /// Whether there is nothing yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the lines `old` are, if they are at one place only.
    ///
    /// Of no lines that is so in an empty text only.
    pub(super) fn find(&self, old: &str) -> Result<Range<usize>, Refusal> {
        self.find_after(old, 0)
    }

    /// The same for the text from the line on that starts at `from`.
    pub(super) fn find_after(&self, old: &str, from: usize) -> Result<Range<usize>, Refusal> {
        if old.is_empty() {
            return if self.text.is_empty() {
                Ok(0..0)
            } else {
                let message = "without a line that is there nothing says where, \
                               and the text is not empty";
                Err((FailureKind::AmbiguousPlace, message.to_owned()))
            };
        }
        let mut places = Places { text: self.text, old, from };
        let Some(start) = places.next() else {
            return Err((FailureKind::NotFound, self.not_found(old)));
        };
        if let Some(second) = places.next() {
            let message = format!(
                "the lines from {} on are at line {} of the text and at line {}",
                excerpt(first_line(old)),
                self.number(start),
                self.number(second)
            );
            return Err((FailureKind::AmbiguousPlace, message));
        }
        Ok(start..start + old.len())
    }

    /// Where the lines `old` are if the text starts with them.
    pub(super) fn find_start(&self, old: &str) -> Result<Range<usize>, Refusal> {
        let is_whole = old.ends_with('\n') || old.len() == self.text.len();
        if self.text.starts_with(old) && (is_whole || old.is_empty()) {
            return Ok(0..old.len());
        }
        let message = format!("the text does not start with {}", excerpt(first_line(old)));
        Err((FailureKind::NotFound, message))
    }

    /// Where the lines `old` are if the text ends with them.
    pub(super) fn find_end(&self, old: &str) -> Result<Range<usize>, Refusal> {
        let start = self.text.len().saturating_sub(old.len());
        if self.text.ends_with(old) && (old.is_empty() || self.starts_line(start)) {
            return Ok(start..self.text.len());
        }
        let message =
            format!("the text does not end with the lines from {} on", excerpt(first_line(old)));
        Err((FailureKind::NotFound, message))
    }

    /// Where the line behind the one with this content starts, if there is one such line.
    /// Without a line that is exactly so, white space around it does not count.
    pub(super) fn find_header(&self, header: &str, from: usize) -> Result<usize, Refusal> {
        let lines = || {
            let mut at = from;
            // A last line without a newline has nothing behind it.
            self.text[from..].split_inclusive('\n').filter_map(move |line| {
                at += line.len();
                line.strip_suffix('\n').map(|line| (line, at))
            })
        };
        let mut found = lines().filter(|(line, _)| *line == header).map(|(_, end)| end).peekable();
        let mut near = lines().filter(|(line, _)| line.trim() == header.trim());
        let (first, second) = if found.peek().is_some() {
            (found.next(), found.next())
        } else {
            (near.next().map(|(_, end)| end), near.next().map(|(_, end)| end))
        };
        match (first, second) {
            (Some(end), None) => Ok(end),
            (None, _) => {
                let message = format!("no line of the text is the header {}", excerpt(header));
                Err((FailureKind::NotFound, message))
            }
            (Some(_), Some(_)) => {
                let message = format!("more than one line is the header {}", excerpt(header));
                Err((FailureKind::AmbiguousPlace, message))
            }
        }
    }

    /// Takes a change in, unless it overlaps with one that is there.
    pub(super) fn change(&mut self, change: Change) -> Result<(), Refusal> {
        let Change { range: Range { start, end }, text } = change;
        let key = (start, end);
        let open = |text: &str| !text.is_empty() && !text.ends_with('\n');
        let before = self.changes.range(..=key).next_back();
        let after = self.changes.range(key..).next();
        if before.is_some_and(|(&(_, stop), _)| stop > start)
            || after.is_some_and(|(&(from, _), _)| from < end)
            || self.changes.contains_key(&key)
        {
            let message = format!(
                "the hunk is for the text from line {} on, which another hunk of the edit is for",
                self.number(start)
            );
            return Err((FailureKind::HunkOrder, message));
        }
        // What comes to stand in front of it, and behind it.
        let left = match before {
            Some((&(_, stop), text)) if stop == start => text.as_str(),
            _ => &self.text[..start],
        };
        let has_right = end < self.text.len() || after.is_some();
        if open(&text) && has_right {
            let last = text.rsplit('\n').next().unwrap_or("");
            let message =
                format!("{} would lose its newline in front of other lines", excerpt(last));
            return Err((FailureKind::MissingNewline, message));
        }
        if open(left) && !text.is_empty() {
            let message = "the hunk inserts after a last line that has no newline at its end";
            return Err((FailureKind::MissingNewline, message.to_owned()));
        }
        self.changes.insert(key, text);
        Ok(())
    }

    /// The text with all changes.
    pub(super) fn finish(self) -> String {
        let more: usize = self.changes.values().map(String::len).sum();
        let mut text = String::with_capacity(self.text.len() + more);
        let mut done = 0;
        for ((start, end), change) in self.changes {
            text.push_str(&self.text[done..start]);
            text.push_str(&change);
            done = end;
        }
        text.push_str(&self.text[done..]);
        text
    }

    fn starts_line(&self, at: usize) -> bool {
        at == 0 || self.text.as_bytes()[at - 1] == b'\n'
    }

    /// The number, from 1, of the line at an offset.
    fn number(&self, at: usize) -> usize {
        self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Says how much of the lines is there: what a reader asks next.
    fn not_found(&self, old: &str) -> String {
        let line = first_line(old);
        let count = old.split_inclusive('\n').count();
        let there = self.text.split_inclusive('\n').any(|other| first_line(other) == line);
        match (there, count) {
            (false, _) => format!("the text has no line {}", excerpt(line)),
            (true, 1) => format!("the text has {}, but not with the same line end", excerpt(line)),
            (true, _) => {
                format!("the text has {}, but not all {count} lines from there", excerpt(line))
            }
        }
    }
}

/// The places of lines in a text, by their offsets.
struct Places<'a> {
    text: &'a str,
    old: &'a str,
    from: usize,
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let Self { text, old, from } = *self;
        let rest = text.get(from..)?;
        // A last line without a newline can only be the last one.
        if !old.ends_with('\n') {
            self.from = text.len() + 1;
            let start = text.len().checked_sub(old.len()).filter(|&start| start >= from)?;
            let starts_line = start == 0 || text.as_bytes()[start - 1] == b'\n';
            return (rest.ends_with(old) && starts_line).then_some(start);
        }
        let is_first = from == 0 || text.as_bytes()[from - 1] == b'\n';
        let start = if is_first && rest.starts_with(old) {
            from
        } else {
            // One search for all: restarting it at each place in the middle of a line would
            // cost the length of `old` each time.
            from + rest.find(&format!("\n{old}"))? + 1
        };
        self.from = start + old.chars().next().map_or(1, char::len_utf8);
        Some(start)
    }
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or("")
}
