//! Why a format cannot hold a program.

use std::fmt;

/// The most bytes that the texts of one sequence may have together. Formats that show context
/// repeat lines, and `whole` repeats all of them: some step arrays of long programs would give
/// gigabytes.
pub const MOST_BYTES: usize = 1 << 26;

/// What keeps a program from being written in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Obstacle {
    /// A line starts like the separator of edits, and the format has no sign in front of lines.
    SeparatorLine,
    /// A line is the marker for a missing newline where the format would take it for one.
    MarkerLine,
    /// The texts would be longer than [`MOST_BYTES`].
    TooLong,
}

impl Obstacle {
    /// Every obstacle.
    pub const ALL: [Self; 3] = [Self::SeparatorLine, Self::MarkerLine, Self::TooLong];

    /// The stable name of the obstacle, for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SeparatorLine => "separator-line",
            Self::MarkerLine => "marker-line",
            Self::TooLong => "too-long",
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A program that a format cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unrenderable {
    /// What is in the way.
    pub obstacle: Obstacle,
    /// The same in a sentence.
    pub message: String,
}

impl Unrenderable {
    pub(super) fn new(obstacle: Obstacle, message: &str) -> Self {
        Self { obstacle, message: message.to_owned() }
    }
}

/// Fails where the texts of a sequence have more bytes than they may.
pub(super) fn check_length(bytes: usize) -> Result<(), Unrenderable> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let message = "the edits of the sequence would be longer than 64 MiB together";
    Err(Unrenderable::new(Obstacle::TooLong, message))
}

/// Fails where a line of the program would end an edit.
pub(super) fn check_separators(program: &str) -> Result<(), Unrenderable> {
    use crate::apply::SEPARATOR;

    let starts = |(at, _): (usize, &str)| at == 0 || program.as_bytes()[at - 1] == b'\n';
    if !program.match_indices(SEPARATOR).any(starts) {
        return Ok(());
    }
    let message = "a line starts with the separator of edits, <|diff|>";
    Err(Unrenderable::new(Obstacle::SeparatorLine, message))
}
