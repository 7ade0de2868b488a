//! Lines: byte ranges of a program that end after `\n`, or at its end.
//!
//! No other character ends a line: `\r`, form feeds and Unicode separators are
//! content. Line numbers count from 0 inside the engine.

use std::ops::Range;

/// Where each line of a program starts.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// The start of every line, then the length of the text.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`. An empty text has no line.
    ///
    /// Texts longer than `u32::MAX` bytes are rejected by [`crate::Limits`]
    /// before they come here; the index saturates rather than wraps.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        starts.extend(
            bytes
                .iter()
                .enumerate()
                .filter(|(_, byte)| **byte == b'\n')
                .map(|(at, _)| narrow(at + 1)),
        );
        if starts.last().is_some_and(|last| (*last as usize) < bytes.len()) {
            starts.push(narrow(bytes.len()));
        }
        Self { starts }
    }

    /// The number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether the text is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of one line, its terminator included.
    #[must_use]
    pub fn range(&self, line: usize) -> Range<usize> {
        self.starts[line] as usize..self.starts[line + 1] as usize
    }

    /// The text of one line, its terminator included.
    #[must_use]
    pub fn text<'a>(&self, source: &'a str, line: usize) -> &'a str {
        &source[self.range(line)]
    }

    /// The line that holds the byte at `offset`; the last line for offsets past the end.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        let starts = &self.starts[..self.starts.len() - 1];
        starts.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }
}
