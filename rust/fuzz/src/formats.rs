//! The edit formats, and what must hold of every rendering.

use lintseq_core::format::unified::Unified;
use lintseq_core::format::{Anchored, Format, SearchReplace, Unnumbered, V4a, Whole};
use lintseq_core::line::LineIndex;

/// One of each.
#[must_use]
pub fn formats(context: usize) -> [Format; 6] {
    [
        Format::Unified(Unified { context, path: None }),
        Format::Unnumbered(Unnumbered { context }),
        Format::SearchReplace(SearchReplace { context }),
        Format::V4a(V4a { context, ..V4a::default() }),
        Format::Anchored(Anchored),
        Format::Whole(Whole::default()),
    ]
}

/// Writes the edits in every format that can hold the program, and reads them back.
pub fn round_trip(text: &str, lines: &LineIndex, steps: &[i32], context: usize) {
    for format in formats(context) {
        let Ok(edits) = format.render(text, lines, steps) else {
            continue;
        };
        let applied = format.apply("", &edits);
        assert!(applied.failures.is_empty(), "an edit does not apply: {format:?}");
        assert_eq!(applied.text, text, "the edits give another program: {format:?}");
        assert_eq!(format.split(&edits.join("\n<|diff|>")), edits, "{format:?}");
    }
}
