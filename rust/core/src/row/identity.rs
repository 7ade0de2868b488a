//! The stable name of a row.

use std::fmt::Write;

use blake2::digest::consts::U16;
use blake2::{Blake2b, Digest};

/// Gives a row's stable name: it depends on its content alone.
///
/// It is the 128-bit BLAKE2b digest (RFC 7693), in hex, of program, language and instruction in
/// UTF-8, each preceded by its length in bytes as eight little-endian bytes.
#[must_use]
pub fn row_id(program: &str, language: &str, instruction: &str) -> String {
    let mut digest = Blake2b::<U16>::new();
    for part in [program, language, instruction] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().iter().fold(String::with_capacity(32), |mut name, byte| {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}
