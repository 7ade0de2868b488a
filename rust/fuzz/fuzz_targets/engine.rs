//! Any text, in one language, through the whole engine: parse, sample, verify, render, apply; and
//! parse, delete, parse again.
//!
//! What must hold of every text: nothing panics or hangs, edits give back the program in every
//! format that can hold it, a program is clean beside itself, and where every state is parsed no
//! state has a fault that the program does not have.

#![no_main]

use libfuzzer_sys::fuzz_target;
use lintseq_core::{
    Granularity, Options, Program, Reparse, SyntaxErrors, Workspace, closure, lint, lint_state,
    sample, verify,
};
use lintseq_fuzz::{Choices, LIMITS, language, read, round_trip};

/// Deletes lines and lints what is left, by its own choice and by the engine's.
fn delete(program: &Program<'_>, choices: &mut Choices<'_>, workspace: &mut Workspace) {
    let lines = program.lines().len();
    let mut present = vec![true; lines];
    if let Ok(found) = lint_state(program, &present, workspace) {
        assert!(found.is_empty(), "the program has faults beside itself: {found:?}");
    }
    for _ in 0..=choices.below(4) {
        present[choices.below(lines)] = false;
        if let Ok(found) = lint_state(program, &present, workspace) {
            assert!(found.iter().all(|found| found.line < lines), "{found:?}");
        }
    }
    let seed = choices.below(lines);
    let Ok(gone) = closure(program, seed, workspace) else { return };
    let unit = program.line_units()[seed];
    assert!(unit == 0 || gone.contains(&seed), "line {seed} stays without its unit");
    let left: Vec<bool> = (0..lines).map(|line| !gone.contains(&line)).collect();
    // Where nothing is left that a unit owns, nothing is left to delete for a fault.
    let deletable = (0..lines).any(|line| left[line] && program.line_units()[line] != 0);
    if !gone.is_empty()
        && deletable
        && let Ok(found) = lint_state(program, &left, workspace)
    {
        assert!(found.is_empty(), "what the closure leaves has a new fault: {found:?}");
    }
}

fuzz_target!(init: { language(); }, |data: &[u8]| {
    let (text, mut choices) = read(data);
    let language = language();
    let mut workspace = Workspace::default();
    let _ = lint(&text, language, &LIMITS, &mut workspace);
    for (granularity, reparse, syntax_errors) in [
        (Granularity::Unit, Reparse::Auto, SyntaxErrors::Reject),
        (Granularity::Line, Reparse::Always, SyntaxErrors::Keep),
    ] {
        let options =
            Options { granularity, reparse, syntax_errors, limits: LIMITS, ..Options::default() };
        let Ok(program) = Program::parse(&text, language, &options, &mut workspace) else {
            continue;
        };
        if reparse == Reparse::Always {
            delete(&program, &mut choices, &mut workspace);
        }
        let Ok(sequences) = sample(&program, 2, data.len() as u64, &mut workspace) else {
            continue;
        };
        for steps in &sequences {
            round_trip(&text, program.lines(), steps.as_slice(), 0);
            if reparse == Reparse::Always
                && let Ok(found) = verify(&program, steps, &mut workspace)
            {
                assert!(found.is_empty(), "a state has a new fault: {found:?}");
            }
        }
    }
});
