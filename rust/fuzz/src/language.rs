//! The language that is fuzzed.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use lintseq_core::{Language, Limits, find_language};

/// Limits that keep a single input short.
pub const LIMITS: Limits = Limits {
    bytes: 8_000,
    lines: 20_000,
    line_bytes: 50_000,
    nesting: 500,
    time: Duration::from_secs(5),
};

static LANGUAGE: LazyLock<Arc<Language>> = LazyLock::new(|| {
    let name = std::env::var("LINTSEQ_FUZZ_LANGUAGE").unwrap_or_else(|_| String::from("python"));
    find_language(&name).unwrap_or_else(|| panic!("no language is called {name:?}"))
});

/// The language that the environment variable `LINTSEQ_FUZZ_LANGUAGE` names.
///
/// A target asks for it before its first input: compiling the queries is no part of a run.
pub fn language() -> &'static Arc<Language> {
    &LANGUAGE
}
