//! Edit formats: how an edit is written as text.
//!
//! Each format has a module of its own, with a renderer from the step array and a parser that
//! is its inverse. A renderer never compares states; it fails with [`Unrenderable`] where the
//! format cannot hold the program. A parser never fails as a whole: what is well formed and has
//! one reading only is applied, and of everything else a [`Problem`] says what is wrong with it
//! and where. The kinds of problems are one list for all formats.

mod anchored;
mod failure;
mod fence;
mod order;
mod rewrite;
mod search_replace;
mod sight;
mod signed;
pub mod unified;
mod unnumbered;
mod unrenderable;
mod v4a;
mod whole;

pub use anchored::Anchored;
pub use failure::FailureKind;
pub use search_replace::SearchReplace;
pub use unnumbered::Unnumbered;
pub use unrenderable::{MOST_BYTES, Obstacle, Unrenderable};
pub use v4a::V4a;
pub use whole::Whole;

use std::borrow::Cow;

use crate::apply::{self, Applied};
use crate::line::LineIndex;
use unified::Unified;

/// The line that follows one that has no newline at its end.
pub const NO_NEWLINE: &str = "\\ No newline at end of file";

/// An edit format with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Unified diffs.
    Unified(Unified),
    /// Unified diffs without numbers.
    Unnumbered(Unnumbered),
    /// Blocks of search and replace.
    SearchReplace(SearchReplace),
    /// The text of `apply_patch`.
    V4a(V4a),
    /// JSON insertions with line anchors.
    Anchored(Anchored),
    /// The whole file.
    Whole(Whole),
}

impl Format {
    /// The same for programs of a language: some formats name the file.
    #[must_use]
    pub fn for_language(&self, language: &str) -> Cow<'_, Self> {
        match self {
            Self::V4a(format) => Cow::Owned(Self::V4a(format.for_language(language))),
            _ => Cow::Borrowed(self),
        }
    }

    /// Writes every edit of a sequence, the first one first.
    ///
    /// # Errors
    ///
    /// [`Unrenderable`] where the format cannot hold the program.
    pub fn render(
        &self,
        program: &str,
        lines: &LineIndex,
        steps: &[i32],
    ) -> Result<Vec<String>, Unrenderable> {
        match self {
            Self::Unified(format) => Ok(format.render(program, lines, steps)),
            Self::Unnumbered(format) => format.render(program, lines, steps),
            Self::SearchReplace(format) => format.render(program, lines, steps),
            Self::V4a(format) => format.render(program, lines, steps),
            Self::Anchored(format) => format.render(program, lines, steps),
            Self::Whole(format) => format.render(program, lines, steps),
        }
    }

    /// Splits a training text or a model's output into the texts of its edits, see
    /// [`apply::split_edits`]. Options do not matter.
    #[must_use]
    pub fn split<'a>(&self, text: &'a str) -> Vec<&'a str> {
        apply::split_with(
            text,
            match self {
                Self::Unified(_) | Self::Unnumbered(_) => apply::starts_like_edit,
                Self::SearchReplace(_) => search_replace::starts,
                Self::V4a(_) => v4a::starts,
                Self::Anchored(_) => anchored::starts,
                Self::Whole(_) => whole::starts,
            },
        )
    }

    /// Applies the texts of edits one after the other, each to what the one before it left.
    /// Options do not matter.
    #[must_use]
    pub fn apply<S: AsRef<str>>(&self, base: &str, edits: &[S]) -> Applied {
        match self {
            Self::Unified(_) => apply::apply(base, edits),
            Self::Unnumbered(_) => apply::apply_with(base, edits, unnumbered::apply),
            Self::SearchReplace(_) => apply::apply_with(base, edits, search_replace::apply),
            Self::V4a(_) => apply::apply_with(base, edits, v4a::apply),
            Self::Anchored(_) => apply::apply_with(base, edits, anchored::apply),
            Self::Whole(_) => apply::apply_with(base, edits, whole::apply),
        }
    }
}

/// One thing in the text of an edit that is not well formed, or could not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How many hunks of the edit start before the one concerned: its index, counted from 0. A
    /// line outside of all hunks has the index of the hunk that would follow it.
    pub hunk: usize,
    /// The line in the edit's text, counted from 1.
    pub line: usize,
    /// What kind of problem it is.
    pub kind: FailureKind,
    /// What is wrong, in a sentence.
    pub message: String,
}

const EMPTY_HUNK: &str = "the hunk neither inserts nor deletes a line";

impl Problem {
    fn no_hunk() -> Self {
        let message = "the edit holds no hunk".to_owned();
        Self { hunk: 0, line: 1, kind: FailureKind::NoHunk, message }
    }

    fn empty_hunk(hunk: usize, line: usize) -> Self {
        Self { hunk, line, kind: FailureKind::EmptyHunk, message: EMPTY_HUNK.to_owned() }
    }

    fn second_file(hunk: usize, line: usize) -> Self {
        let message = "a second file starts here: an edit changes one, the rest is skipped";
        Self { hunk, line, kind: FailureKind::SecondFile, message: message.to_owned() }
    }
}

fn unexpected(hunk: usize, line: usize, text: &str) -> Problem {
    let message = format!("{} is no part of an edit", excerpt(text));
    Problem { hunk, line, kind: FailureKind::UnexpectedLine, message }
}

/// The start of a text from outside in quotes, for a message: short, and on one line.
pub(crate) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{:?}...", &text[..cut]),
        None => format!("{text:?}"),
    }
}
