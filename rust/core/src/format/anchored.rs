//! The anchored format: a JSON object that says after which line to insert what.
//!
//! ```text
//! {"insert": [{"after": 1, "anchor": "def f():", "lines": ["    total = 0"]}]}
//! ```
//!
//! Lines count from 1, in the text before the edit. The anchor is the content of the line that
//! the insertion comes after, so that a wrong number does not go unseen; `"after": 0` is the start
//! of the text and has none. Lines are without their newlines. One that has none is the last of
//! the text; `"newline": false` says that of the last of the lines.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::order::Walk;
use super::unrenderable::{Unrenderable, check_length};
use super::{FailureKind, Problem, excerpt, fence};
use crate::line::LineIndex;

/// How to write edits in the anchored format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchored;

impl Anchored {
    /// Writes every edit of a sequence, the first one first.
    ///
    /// # Errors
    ///
    /// [`Unrenderable`] where the texts would be too long.
    ///
    /// ```
    /// use lintseq_core::{format::Anchored, line::LineIndex};
    ///
    /// let program = "a\nb\n";
    /// let texts = Anchored.render(program, &LineIndex::new(program), &[0, 1]).unwrap();
    /// assert_eq!(texts[1], r#"{"insert": [{"after": 1, "anchor": "a", "lines": ["b"]}]}"#);
    /// ```
    pub fn render(
        &self,
        program: &str,
        lines: &LineIndex,
        steps: &[i32],
    ) -> Result<Vec<String>, Unrenderable> {
        let Some(mut walk) = Walk::new(program, lines, steps) else {
            return Ok(Vec::new());
        };
        let mut texts = vec![String::new(); walk.edits()];
        let mut written = 0;
        for (edit, text) in texts.iter_mut().enumerate().rev() {
            walk.step_back(edit);
            text.push_str("{\"insert\": [");
            for gap in walk.gaps(edit) {
                if !text.ends_with('[') {
                    text.push_str(", ");
                }
                let _ = write!(text, "{{\"after\": {}", gap.at);
                if gap.at > 0 {
                    text.push_str(", \"anchor\": ");
                    push_string(text, content(walk.text(walk.chain.previous[gap.lines[0]])));
                }
                text.push_str(", \"lines\": [");
                let mut has_newline = true;
                for (index, &line) in gap.lines.iter().enumerate() {
                    text.push_str(if index > 0 { ", " } else { "" });
                    let line = walk.text(line);
                    push_string(text, content(line));
                    has_newline = line.ends_with('\n');
                }
                text.push_str(if has_newline { "]}" } else { "], \"newline\": false}" });
            }
            text.push_str("]}");
            written += text.len();
            check_length(written)?;
        }
        Ok(texts)
    }
}

fn content(line: &str) -> &str {
    line.strip_suffix('\n').unwrap_or(line)
}

/// Writes a JSON string.
fn push_string(text: &mut String, content: &str) {
    text.push('"');
    for character in content.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\0'..='\x1f' => {
                let _ = write!(text, "\\u{:04x}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

/// Whether a text in front of the first separator is an edit.
pub(super) fn starts(text: &str) -> bool {
    let line = fence::leading_line(text).trim_start();
    line.strip_prefix('{').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with("\"insert\"")
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit<'a> {
    #[serde(borrow)]
    insert: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Insertion {
    after: usize,
    anchor: Option<String>,
    lines: Vec<String>,
    #[serde(default = "present")]
    newline: bool,
}

fn present() -> bool {
    true
}

/// Applies the text of an edit as far as possible, and says what is wrong with the rest.
pub(super) fn apply(text: &str, edit: &str) -> (String, Vec<Problem>) {
    let lines: Vec<&str> = edit.split_inclusive('\n').collect();
    let (inner, skipped) = fence::unfenced(&lines);
    let start: usize = lines[..skipped].iter().map(|line| line.len()).sum();
    let length: usize = inner.iter().map(|line| line.len()).sum();
    let json = &edit[start..start + length];
    if json.trim().is_empty() {
        return (text.to_owned(), vec![Problem::no_hunk()]);
    }
    if !json.trim_start().starts_with('{') {
        let message = "an edit is a JSON object".to_owned();
        let blank = json.len() - json.trim_start().len();
        let line = skipped + 1 + json[..blank].matches('\n').count();
        let kind = FailureKind::BadJson;
        return (text.to_owned(), vec![Problem { hunk: 0, line, kind, message }]);
    }
    let insertions = match serde_json::from_str::<Edit<'_>>(json) {
        Ok(edit) => edit.insert,
        Err(error) => {
            let kind = if error.is_data() { FailureKind::BadValue } else { FailureKind::BadJson };
            let line = (skipped + error.line()).clamp(1, lines.len().max(1));
            let message = reason(&error);
            return (text.to_owned(), vec![Problem { hunk: 0, line, kind, message }]);
        }
    };
    if insertions.is_empty() {
        return (text.to_owned(), vec![Problem::empty_hunk(0, 1)]);
    }
    let mut growth = Growth::new(text);
    let mut problems = Vec::new();
    let (mut line, mut seen) = (1, 0);
    for (hunk, raw) in insertions.into_iter().enumerate() {
        // Values are parts of the text: what is in front of them says on which line they are.
        let at = (raw.get().as_ptr() as usize).saturating_sub(edit.as_ptr() as usize);
        let passed = edit.as_bytes().get(seen..at).unwrap_or_default();
        line += passed.iter().filter(|byte| **byte == b'\n').count();
        seen = at;
        if let Err((kind, message)) = growth.take(raw.get()) {
            problems.push(Problem { hunk, line, kind, message });
        }
    }
    (growth.finish(), problems)
}

/// What a JSON error says, without the place, which is said otherwise.
fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let (message, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
    message.replace(['\n', '\r'], " ")
}

/// A text on its way through one edit.
struct Growth<'a> {
    lines: Vec<&'a str>,
    /// How many lines are done; the last insertion came after them.
    done: usize,
    /// Whether there was an insertion.
    begun: bool,
    text: String,
}

impl<'a> Growth<'a> {
    fn new(text: &'a str) -> Self {
        let lines = text.split_inclusive('\n').collect();
        Self { lines, done: 0, begun: false, text: String::with_capacity(text.len()) }
    }

    fn take(&mut self, json: &str) -> Result<(), (FailureKind, String)> {
        // Deriving takes lists for objects.
        if !json.starts_with('{') {
            let message = format!("{} is no JSON object", excerpt(json));
            return Err((FailureKind::BadValue, message));
        }
        let insertion: Insertion =
            serde_json::from_str(json).map_err(|error| (FailureKind::BadValue, reason(&error)))?;
        let Insertion { after, anchor, lines, newline } = insertion;
        let have = self.lines.len();
        if lines.is_empty() {
            return Err((FailureKind::EmptyHunk, super::EMPTY_HUNK.to_owned()));
        }
        if let Some(line) = lines.iter().find(|line| line.contains('\n')) {
            let message = format!("{} is more than one line", excerpt(line));
            return Err((FailureKind::BadValue, message));
        }
        if !newline && lines.last().is_some_and(|line| line.is_empty()) {
            let message = "an empty line without a newline is none".to_owned();
            return Err((FailureKind::BadValue, message));
        }
        if after > have {
            let message =
                format!("the insertion is after line {after}, but the text has {have} lines");
            return Err((FailureKind::OutOfRange, message));
        }
        let found = after.checked_sub(1).map(|last| self.lines[last]);
        match (found.map(content), anchor.as_deref()) {
            (None, Some(_)) => {
                let message = "line 0 is the start of the text and has no anchor".to_owned();
                return Err((FailureKind::BadValue, message));
            }
            (Some(_), None) => {
                let message = format!("the insertion after line {after} has no anchor");
                return Err((FailureKind::BadValue, message));
            }
            (Some(found), Some(anchor)) if found != anchor => {
                let (found, anchor) = (excerpt(found), excerpt(anchor));
                let message =
                    format!("line {after} of the text is {found}, the anchor is {anchor}");
                return Err((FailureKind::ContextMismatch, message));
            }
            _ => {}
        }
        if self.begun && after <= self.done {
            let message = format!(
                "the insertion is after line {after}, one before it after line {}",
                self.done
            );
            return Err((FailureKind::HunkOrder, message));
        }
        if found.is_some_and(|line| !line.ends_with('\n')) {
            let message = "the hunk inserts after a last line that has no newline at its end";
            return Err((FailureKind::MissingNewline, message.to_owned()));
        }
        if !newline && after < have {
            let last = lines.last().map_or("", String::as_str);
            let message =
                format!("{} would lose its newline in front of other lines", excerpt(last));
            return Err((FailureKind::MissingNewline, message));
        }
        self.copy(after);
        self.begun = true;
        for line in &lines {
            self.text.push_str(line);
            self.text.push('\n');
        }
        if !newline {
            self.text.pop();
        }
        Ok(())
    }

    fn copy(&mut self, end: usize) {
        self.text.extend(self.lines[self.done..end].iter().copied());
        self.done = end;
    }

    fn finish(mut self) -> String {
        self.copy(self.lines.len());
        self.text
    }
}
