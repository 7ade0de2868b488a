//! Inputs: a text, and the choices that a target makes about it.

use std::borrow::Cow;

/// Numbers drawn from the bytes of an input, the same ones in every run.
pub struct Choices<'a> {
    bytes: &'a [u8],
    drawn: usize,
}

/// Splits an input into its text and its choices, which follow the last NUL.
///
/// Without a NUL the text's own bytes decide, so that any file can be a seed.
#[must_use]
pub fn read(data: &[u8]) -> (Cow<'_, str>, Choices<'_>) {
    let (text, bytes) = match data.iter().rposition(|byte| *byte == 0) {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, data),
    };
    (String::from_utf8_lossy(text), Choices { bytes, drawn: 0 })
}

impl Choices<'_> {
    /// A number below `bound`, or 0 where there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        let mut number = self.byte();
        if bound > 256 {
            number = number << 8 | self.byte();
        }
        number.checked_rem(bound).unwrap_or(0)
    }

    /// A valid step array of at most eight edits.
    pub fn steps(&mut self, lines: usize) -> Vec<i32> {
        let drawn: Vec<usize> = (0..lines).map(|_| self.below(8)).collect();
        let mut used = drawn.clone();
        used.sort_unstable();
        used.dedup();
        drawn.iter().map(|step| used.partition_point(|other| other < step) as i32).collect()
    }

    /// The next byte; after the last one they come again, each time changed.
    fn byte(&mut self) -> usize {
        let Some(round) = self.drawn.checked_div(self.bytes.len()) else { return 0 };
        let byte = self.bytes[self.drawn % self.bytes.len()];
        self.drawn += 1;
        usize::from(byte.wrapping_add((round as u8).wrapping_mul(91)))
    }
}
