//! Byte ranges of a program.

/// A byte range, small enough to copy around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn of(node: tree_sitter::Node<'_>) -> Self {
        // Programs are far below 4 GiB (see `Limits`); saturating keeps the order intact anyway.
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(node.start_byte()), end: narrow(node.end_byte()) }
    }

    pub(crate) fn text(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Without the white space at both ends; the same, where there is nothing else.
    pub(crate) fn trimmed(self, source: &str) -> Self {
        let text = self.text(source);
        let left = text.len() - text.trim_start().len();
        let right = text.len() - text.trim_end().len();
        if left == text.len() {
            return self;
        }
        Self { start: self.start + left as u32, end: self.end - right as u32 }
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Sorts spans so that a span comes before all that it contains.
pub(crate) fn outermost_first(a: Span, b: Span) -> std::cmp::Ordering {
    a.start.cmp(&b.start).then(b.end.cmp(&a.end))
}
