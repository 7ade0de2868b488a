//! Cells: what a column of a row holds.

use std::borrow::Cow;

/// What one column of a row holds, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// The row has no such column.
    Missing,
    /// Nothing.
    Null,
    /// Text, or bytes that should be text.
    Text(Cow<'a, [u8]>),
    /// A chat.
    Messages(Vec<Message<'a>>),
    /// Something else; what it is, for a reader.
    Other(Cow<'a, str>),
}

/// A message of a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message<'a> {
    /// Who speaks.
    pub role: Cow<'a, str>,
    /// What is said.
    pub content: Cow<'a, str>,
}

impl Cell<'_> {
    /// Whether there is something in it.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        !matches!(self, Self::Missing | Self::Null)
    }
}

/// A row.
pub trait Cells {
    /// The names of its columns, in order.
    fn names(&self) -> Vec<&str>;

    /// What a column holds.
    fn cell(&self, name: &str) -> Cell<'_>;
}
