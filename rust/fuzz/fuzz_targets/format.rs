//! Any text as edits, in each format: split, then applied to any other text.
//!
//! The first byte of an input names the format, by its place in `formats`; what follows is the text
//! before the edits, a NUL, and the edits. Nothing panics, every failure has its place, and the edits
//! that a text was split into are the ones of the text that they make together. The same text is a
//! program, too, with any steps.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lintseq_core::apply::SEPARATOR;
use lintseq_core::line::LineIndex;
use lintseq_fuzz::{check_applied, formats, read, round_trip};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let (base, edits) = text.split_once('\0').unwrap_or(("", &text));
    let formats = formats(0);
    let format = &formats[usize::from(*first) % formats.len()];
    let split = format.split(edits);
    check_applied(format, base, &split);
    check_applied(format, base, &[edits]);
    // A text is one edit as well, even where it would be split.
    let joined: String = split.iter().map(|edit| format!("\n{SEPARATOR}{edit}")).collect();
    assert_eq!(format.split(&joined), split, "{edits:?} by {format:?}");

    let (program, mut choices) = read(rest);
    let lines = LineIndex::new(&program);
    let context = choices.below(3);
    let steps = choices.steps(lines.len());
    round_trip(&program, &lines, &steps, context);
});
