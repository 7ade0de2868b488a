//! Edits that are nearly right: any text with any steps, rendered in each format and then damaged.
//!
//! The edits as they were rendered each give the next state. Damaged ones never panic, fail at a
//! place within the edit, lose no line where they only insert, and have inserted something where
//! nothing failed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lintseq_core::line::LineIndex;
use lintseq_fuzz::{check_applied, damaged, formats, read};

/// The states of a sequence by their definition, the empty one first.
fn states(program: &str, steps: &[i32]) -> Vec<String> {
    let edits = steps.iter().max().map_or(0, |last| last + 1);
    let state = |edit: i32| {
        let lines = program.split_inclusive('\n').zip(steps);
        lines.filter(|(_, step)| **step < edit).map(|(line, _)| line).collect()
    };
    (0..=edits).map(state).collect()
}

fuzz_target!(|data: &[u8]| {
    let (program, mut choices) = read(data);
    let lines = LineIndex::new(&program);
    if lines.is_empty() {
        return;
    }
    let context = choices.below(3);
    let steps = choices.steps(lines.len());
    let states = states(&program, &steps);
    for format in formats(context) {
        let Ok(edits) = format.render(&program, &lines, &steps) else {
            continue;
        };
        for (edit, states) in edits.iter().zip(states.windows(2)) {
            let applied = check_applied(&format, &states[0], &[edit]);
            assert!(applied.failures.is_empty(), "{edit:?} does not apply: {format:?}");
            assert_eq!(applied.text, states[1], "{edit:?} gives another state: {format:?}");
        }
        let at = choices.below(edits.len());
        let wrong = damaged(&edits[at], &states[at], &mut choices);
        check_applied(&format, &states[at], &[&wrong]);
        check_applied(&format, &states[choices.below(states.len())], &[&wrong]);
        // The edits behind it go on.
        let mut edits: Vec<&str> = edits.iter().map(String::as_str).collect();
        edits[at] = &wrong;
        check_applied(&format, "", &edits);
    }
});
