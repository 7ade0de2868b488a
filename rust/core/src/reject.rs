//! Why a program yields no sequence.

/// A reason with what a user needs to act on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reject {
    /// There is nothing to insert.
    #[error("the program is empty")]
    Empty,
    /// The bytes are not text.
    #[error("the program is not valid UTF-8 (first bad byte at offset {offset})")]
    InvalidUtf8 {
        /// Offset of the first bad byte.
        offset: usize,
    },
    /// No such language.
    #[error("the language {name:?} is not known; known languages: {known}")]
    UnknownLanguage {
        /// What was asked for.
        name: String,
        /// All names, separated by commas.
        known: String,
    },
    /// The program does not parse.
    #[error("syntax error on line {line}; syntax_errors=\"keep\" samples such programs too")]
    SyntaxError {
        /// Line of the first error, from 1.
        line: usize,
    },
    /// Too many bytes.
    #[error("the program has {found} bytes, more than max_bytes={limit}")]
    TooManyBytes {
        /// Bytes of the program.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Too many lines.
    #[error("the program has {found} lines, more than max_lines={limit}")]
    TooManyLines {
        /// Lines of the program.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// A line is too long.
    #[error("line {line} has {found} bytes, more than max_line_bytes={limit}")]
    LineTooLong {
        /// The line, from 1.
        line: usize,
        /// Its bytes.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// The syntax is nested too deeply.
    #[error("the syntax is nested more than max_nesting={limit} levels deep on line {line}")]
    NestedTooDeep {
        /// Where the limit was passed, from 1.
        line: usize,
        /// The limit.
        limit: usize,
    },
    /// The scanner of the grammar would fail on it, and take the process along.
    #[error("line {line} has something that the grammar cannot read")]
    Unreadable {
        /// The line, from 1.
        line: usize,
    },
    /// The time is used up.
    #[error("the program took longer than max_seconds={seconds}")]
    TooSlow {
        /// The limit, in seconds.
        seconds: String,
    },
    /// The edit format cannot hold the program.
    #[error("{message}")]
    Unrenderable {
        /// What is in the way.
        message: String,
    },
    /// A defect of the engine.
    #[error("the engine failed on this program; please report it")]
    Internal,
}

impl Reject {
    /// The name of the reason, stable across versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::InvalidUtf8 { .. } => "invalid-utf8",
            Self::UnknownLanguage { .. } => "unknown-language",
            Self::SyntaxError { .. } => "syntax-error",
            Self::TooManyBytes { .. } => "too-many-bytes",
            Self::TooManyLines { .. } => "too-many-lines",
            Self::LineTooLong { .. } => "line-too-long",
            Self::NestedTooDeep { .. } => "nested-too-deep",
            Self::Unreadable { .. } => "unreadable",
            Self::TooSlow { .. } => "too-slow",
            Self::Unrenderable { .. } => "unrenderable",
            Self::Internal => "internal-error",
        }
    }
}
