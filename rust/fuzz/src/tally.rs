//! Counts of what is a property of a grammar and no fault of the engine, printed when a run ends.

use std::collections::BTreeMap;
use std::ffi::c_int;
use std::sync::{LazyLock, Mutex};

// SAFETY: the declaration is that of the C standard. The callback is static and takes nothing; what
// it touches is never destroyed.
unsafe extern "C" {
    safe fn atexit(callback: extern "C" fn()) -> c_int;
}

#[derive(Default)]
struct Tally {
    counts: BTreeMap<&'static str, u64>,
    shortest: BTreeMap<&'static str, String>,
}

// libFuzzer ends a run by `exit`, which drops nothing.
static TALLY: LazyLock<Mutex<Tally>> = LazyLock::new(|| {
    assert_eq!(atexit(print), 0, "there is no room for what is to run at the end");
    Mutex::default()
});

extern "C" fn print() {
    let Ok(tally) = TALLY.lock() else { return };
    for (what, count) in &tally.counts {
        eprintln!("stat::{what}: {count}");
    }
    for (what, text) in &tally.shortest {
        eprintln!("shortest of {what}: {text:?}");
    }
}

/// Counts one more.
pub fn count(what: &'static str) {
    if let Ok(mut tally) = TALLY.lock() {
        *tally.counts.entry(what).or_default() += 1;
    }
}

/// Counts one more, and keeps its text if no other one is shorter.
pub fn keep_shortest(what: &'static str, text: &str) {
    count(what);
    if let Ok(mut tally) = TALLY.lock() {
        let kept = tally.shortest.entry(what).or_insert_with(|| text.to_owned());
        if text.len() < kept.len() {
            text.clone_into(kept);
        }
    }
}
