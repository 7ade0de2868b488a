//! Applying edits: from their texts, well formed or not, to a program.
//!
//! Nothing is guessed: a hunk is applied at the place that it states, where all of its context
//! and deleted lines are exactly what the text has there, or it is skipped whole and reported.
//! The other hunks of the edit and the later edits go on, so that the failures say everything
//! that is wrong with a model's output, and the text is the most that it stands for.
//!
//! A last line without a newline stays the last: a hunk that would insert behind it is skipped
//! (joined to it, the first inserted line would change a line that no edit names). To go on
//! behind such a line an edit deletes it and inserts it again with its newline, as `diff` does.

use crate::format::Problem;
use crate::format::excerpt;
use crate::format::unified::{self, Hunk, HunkLine, Sign};

pub use crate::format::FailureKind;

/// What stands in front of every edit in a training text and in a model's output, at the start
/// of a line. It is never content: the lines of an edit have a sign in front or are in a JSON
/// string, and the formats without signs hold no program that has such a line.
pub const SEPARATOR: &str = "<|diff|>";

/// Splits a training text or a model's output into the texts of its edits.
///
/// The newline in front of a separator belongs to the separator. What stands before the first
/// separator is taken for the instruction and dropped, unless its first line that is not blank
/// starts a hunk (`@@`) or file headers: a model's output starts with an edit, because its
/// prompt ends in a separator. A text without any separator is one edit, or none if it is blank.
///
/// A blank part behind a separator is the end marker: it is dropped with all that follows (the
/// tokenizer's end of sequence).
///
/// ```
/// use lintseq_core::apply::split_edits;
///
/// let text = "Write f.\n<|diff|>@@ -0,0 +1 @@\n+f\n<|diff|>@@ -1,0 +2 @@\n+g\n<|diff|>\n<|diff|></s>";
/// assert_eq!(split_edits(text), ["@@ -0,0 +1 @@\n+f", "@@ -1,0 +2 @@\n+g"]);
/// ```
#[must_use]
pub fn split_edits(text: &str) -> Vec<&str> {
    split_with(text, starts_like_edit)
}

/// The same, where `starts` tells whether what stands before the first separator is an edit.
pub(crate) fn split_with(text: &str, starts: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut separators = text
        .match_indices(SEPARATOR)
        .map(|(at, _)| at)
        .filter(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n')
        .chain(std::iter::once(text.len() + 1))
        .peekable();
    let mut edits = Vec::new();
    let leading = match separators.peek() {
        Some(&first) if first <= text.len() => &text[..first.saturating_sub(1)],
        _ => {
            return if text.trim().is_empty() { edits } else { vec![text] };
        }
    };
    if starts(leading) {
        edits.push(leading);
    }
    while let (Some(separator), Some(&next)) = (separators.next(), separators.peek()) {
        let part = &text[separator + SEPARATOR.len()..next - 1];
        if part.trim().is_empty() {
            break;
        }
        edits.push(part);
    }
    edits
}

pub(crate) fn starts_like_edit(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let (first, second) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
    first.starts_with("@@")
        || first.starts_with("diff --git ")
        || (first.starts_with("--- ") && second.starts_with("+++ "))
}

/// Something in an edit that was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The edit's index, counted from 0.
    pub edit: usize,
    /// The hunk's index in the edit, counted from 0. A line outside of all hunks has the index
    /// of the hunk that would follow it.
    pub hunk: usize,
    /// The line in the edit's text, counted from 1.
    pub line: usize,
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What could not be applied and why, in a sentence.
    pub message: String,
}

/// A text with edits applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text after all edits.
    pub text: String,
    /// What was not applied, in order of edits and lines. Empty when all was.
    pub failures: Vec<Failure>,
}

/// Applies the texts of edits one after the other, each to what the one before it left.
///
/// Both sides of a hunk's header must name the same place. That is not checked behind a hunk of
/// the same edit that was skipped, where only the old side, which counts, can be right.
///
/// ```
/// use lintseq_core::apply::{FailureKind, apply};
///
/// let applied = apply("", &["@@ -0,0 +1 @@\n+a", "@@ -7,0 +8 @@\n+b"]);
/// assert_eq!(applied.text, "a\n");
/// assert_eq!(applied.failures[0].edit, 1);
/// assert_eq!(applied.failures[0].kind, FailureKind::OutOfRange);
/// ```
#[must_use]
pub fn apply<S: AsRef<str>>(base: &str, edits: &[S]) -> Applied {
    apply_with(base, edits, |text, edit| {
        let parsed = unified::parse(edit);
        let mut problems = parsed.problems;
        let mut patch = Patch::new(text, edit.len());
        for hunk in &parsed.hunks {
            if let Err(problem) = patch.apply(hunk) {
                problems.push(problem);
            }
        }
        (patch.finish(), problems)
    })
}

/// The same for any format, by what makes a text and the problems of a text and one edit.
pub(crate) fn apply_with<S: AsRef<str>>(
    base: &str,
    edits: &[S],
    take: impl Fn(&str, &str) -> (String, Vec<Problem>),
) -> Applied {
    let mut text = base.to_owned();
    let mut failures = Vec::new();
    for (edit, source) in edits.iter().enumerate() {
        let (new, mut problems) = take(&text, source.as_ref());
        text = new;
        problems.sort_by_key(|problem| problem.line);
        failures.extend(problems.into_iter().map(|problem| {
            let Problem { hunk, line, kind, message } = problem;
            Failure { edit, hunk, line, kind, message }
        }));
    }
    Applied { text, failures }
}

/// A text on its way through one edit.
struct Patch<'a> {
    lines: Vec<&'a str>,
    /// How many lines of the old text are done.
    done: usize,
    text: String,
    /// How many lines `text` has.
    written: usize,
    /// How many hunks were applied.
    hunks: usize,
}

impl<'a> Patch<'a> {
    fn new(old: &'a str, more: usize) -> Self {
        let lines = old.split_inclusive('\n').collect();
        let text = String::with_capacity(old.len() + more);
        Self { lines, done: 0, text, written: 0, hunks: 0 }
    }

    fn apply(&mut self, hunk: &Hunk<'_>) -> Result<(), Problem> {
        let at = self.place(hunk)?;
        self.copy(at);
        for line in hunk.lines.iter().filter(|line| line.sign != Sign::Delete) {
            self.text.push_str(line.text);
            self.text.extend(line.newline.then_some('\n'));
        }
        self.done = at + hunk.old.count;
        self.written += hunk.new.count;
        self.hunks += 1;
        Ok(())
    }

    /// How many lines of the old text are in front of the hunk, if it can be applied.
    fn place(&self, hunk: &Hunk<'_>) -> Result<usize, Problem> {
        let fail = |line, kind, message| Err(Problem { hunk: hunk.index, line, kind, message });
        let at = hunk.old.index();
        let have = self.lines.len();
        if at > have || hunk.old.count > have - at {
            let place = if hunk.old.count == 0 {
                format!("inserts after line {at}")
            } else {
                let last = at.saturating_add(hunk.old.count);
                format!("covers the lines {} to {last}", hunk.old.start)
            };
            let message = format!("the hunk {place}, but the text has {have} lines");
            return fail(hunk.line, FailureKind::OutOfRange, message);
        }
        if at < self.done {
            let message = format!(
                "the hunk starts after line {at}, but the one before it ends after line {}",
                self.done
            );
            return fail(hunk.line, FailureKind::HunkOrder, message);
        }
        let new = self.written + (at - self.done);
        if self.hunks == hunk.index && hunk.new.index() != new {
            let message = format!(
                "the new side starts after line {}, the old side after what is line {new} by then",
                hunk.new.index()
            );
            return fail(hunk.line, FailureKind::StartMismatch, message);
        }
        let old = hunk.lines.iter().filter(|line| line.sign != Sign::Insert);
        for (number, (line, text)) in (at + 1..).zip(old.zip(&self.lines[at..])) {
            if let Some((kind, message)) = mismatch(line, text, number) {
                return fail(line.line, kind, message);
            }
        }
        let end = at + hunk.old.count;
        let mut kept = hunk.lines.iter().filter(|line| line.sign != Sign::Delete);
        if let Some(last) = kept.clone().next_back().filter(|line| !line.newline && end < have) {
            let message =
                format!("{} would lose its newline in front of other lines", excerpt(last.text));
            return fail(last.line, FailureKind::MissingNewline, message);
        }
        let before =
            if at > self.done { self.lines.get(at - 1).copied() } else { Some(&*self.text) };
        let open = before.is_some_and(|text| !text.is_empty() && !text.ends_with('\n'));
        if let Some(first) = kept.next().filter(|_| open) {
            let message = "the hunk inserts after a last line that has no newline at its end";
            return fail(first.line, FailureKind::MissingNewline, message.to_owned());
        }
        Ok(at)
    }

    /// Copies the lines of the old text up to the one at `end`.
    fn copy(&mut self, end: usize) {
        self.text.extend(self.lines[self.done..end].iter().copied());
        self.written += end - self.done;
        self.done = end;
    }

    fn finish(mut self) -> String {
        self.copy(self.lines.len());
        self.text
    }
}

/// What keeps a context or deleted line from being the line of the text with that number.
fn mismatch(line: &HunkLine<'_>, text: &str, number: usize) -> Option<(FailureKind, String)> {
    let (found, newline) = match text.strip_suffix('\n') {
        Some(found) => (found, true),
        None => (text, false),
    };
    if found == line.text && newline == line.newline {
        return None;
    }
    let (kind, role) = match line.sign {
        Sign::Delete => (FailureKind::DeletionMismatch, "the hunk deletes"),
        _ => (FailureKind::ContextMismatch, "the hunk's context is"),
    };
    if found != line.text {
        let found = excerpt(found);
        return Some((
            kind,
            format!("line {number} of the text is {found}, {role} {}", excerpt(line.text)),
        ));
    }
    let (has, wants) = if newline { ("a", "none") } else { ("no", "one") };
    let message = format!(
        "line {number} of the text has {has} newline at its end, the hunk's line has {wants}"
    );
    Some((kind, message))
}
