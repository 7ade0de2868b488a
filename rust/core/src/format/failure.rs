//! What can be wrong with an edit.

use std::fmt;

/// Why something in an edit could not be applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FailureKind {
    /// The edit holds no hunk.
    NoHunk,
    /// A line that is no part of an edit.
    UnexpectedLine,
    /// A line that starts with `@@` and is no hunk header of the format.
    BadHeader,
    /// A hunk ends before it has the lines that its header counts, or before its end marker.
    TruncatedHunk,
    /// A hunk has more lines than its header counts.
    ExcessLine,
    /// A marker is misspelled or out of place.
    BadMarker,
    /// A hunk neither inserts nor deletes a line.
    EmptyHunk,
    /// The edit goes on to a second file.
    SecondFile,
    /// A hunk is for lines that the text does not have.
    OutOfRange,
    /// A hunk starts before the end of the one in front of it, or is for the same lines.
    HunkOrder,
    /// The two sides of a header name different places.
    StartMismatch,
    /// A context line is not what the text has there.
    ContextMismatch,
    /// A deleted line is not what the text has there.
    DeletionMismatch,
    /// A line without a newline would not be the last.
    MissingNewline,
    /// The text is no JSON object.
    BadJson,
    /// Something in the JSON is missing, unknown, or of the wrong kind.
    BadValue,
    /// An edit that starts a text is for one that is not empty.
    NotEmpty,
    /// The text does not have the lines by which a hunk is placed.
    NotFound,
    /// The text has the lines by which a hunk is placed more than once.
    AmbiguousPlace,
}

impl FailureKind {
    /// Every kind, parser's kinds first.
    pub const ALL: [Self; 19] = [
        Self::NoHunk,
        Self::UnexpectedLine,
        Self::BadHeader,
        Self::TruncatedHunk,
        Self::ExcessLine,
        Self::BadMarker,
        Self::EmptyHunk,
        Self::SecondFile,
        Self::OutOfRange,
        Self::HunkOrder,
        Self::StartMismatch,
        Self::ContextMismatch,
        Self::DeletionMismatch,
        Self::MissingNewline,
        Self::BadJson,
        Self::BadValue,
        Self::NotEmpty,
        Self::NotFound,
        Self::AmbiguousPlace,
    ];

    /// The stable name of the kind, for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoHunk => "no-hunk",
            Self::UnexpectedLine => "unexpected-line",
            Self::BadHeader => "bad-header",
            Self::TruncatedHunk => "truncated-hunk",
            Self::ExcessLine => "excess-line",
            Self::BadMarker => "bad-marker",
            Self::EmptyHunk => "empty-hunk",
            Self::SecondFile => "second-file",
            Self::OutOfRange => "out-of-range",
            Self::HunkOrder => "hunk-order",
            Self::StartMismatch => "start-mismatch",
            Self::ContextMismatch => "context-mismatch",
            Self::DeletionMismatch => "deletion-mismatch",
            Self::MissingNewline => "missing-newline",
            Self::BadJson => "bad-json",
            Self::BadValue => "bad-value",
            Self::NotEmpty => "not-empty",
            Self::NotFound => "not-found",
            Self::AmbiguousPlace => "ambiguous-place",
        }
    }

    /// A message as a failure of this kind has it.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::NoHunk => "the edit holds no hunk",
            Self::UnexpectedLine => "\"```\" is no part of an edit",
            Self::BadHeader => "expected `@@ -a,b +c,d @@`, found \"@@ -1 @@\"",
            Self::TruncatedHunk => {
                "the hunk ends too early: its header counts 0 old and 2 new lines, 0 and 1 are there"
            }
            Self::ExcessLine => "\"+y\" is more than the 0 old and 1 new lines of the header",
            Self::BadMarker => {
                "expected `\\ No newline at end of file`, found \"\\\\ No newline at\""
            }
            Self::EmptyHunk => "the hunk neither inserts nor deletes a line",
            Self::SecondFile => {
                "a second file starts here: an edit changes one, the rest is skipped"
            }
            Self::OutOfRange => "the hunk inserts after line 9, but the text has 2 lines",
            Self::HunkOrder => {
                "the hunk starts after line 0, but the one before it ends after line 1"
            }
            Self::StartMismatch => {
                "the new side starts after line 4, the old side after what is line 1 by then"
            }
            Self::ContextMismatch => "line 1 of the text is \"a\", the hunk's context is \"x\"",
            Self::DeletionMismatch => "line 1 of the text is \"a\", the hunk deletes \"x\"",
            Self::MissingNewline => {
                "the hunk inserts after a last line that has no newline at its end"
            }
            Self::BadJson => "EOF while parsing an object",
            Self::BadValue => "missing field `lines`",
            Self::NotEmpty => "the block writes a new text, but the text is not empty",
            Self::NotFound => "the text has no line \"b\"",
            Self::AmbiguousPlace => {
                "the lines from \"a\" on are at line 1 of the text and at line 2"
            }
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}
