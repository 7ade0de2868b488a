//! Any text, in one language, through the whole engine: parse, sample, verify, render, apply.
//!
//! The environment variable `LINTSEQ_FUZZ_LANGUAGE` names the language. What must hold of every
//! text: nothing panics or hangs, edits give back the program, and where every state is parsed none
//! has a fault that the program does not have.

#![no_main]

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use lintseq_core::format::unified::Unified;
use lintseq_core::{
    Granularity, Language, Limits, Options, Program, Reparse, SyntaxErrors, Workspace, apply,
    find_language, lint, sample, verify,
};

static LANGUAGE: LazyLock<Arc<Language>> = LazyLock::new(|| {
    let name = std::env::var("LINTSEQ_FUZZ_LANGUAGE").unwrap_or_else(|_| String::from("python"));
    find_language(&name).unwrap_or_else(|| panic!("no language is called {name:?}"))
});

// Compiling the queries of a language is no part of a run.
fuzz_target!(init: { LazyLock::force(&LANGUAGE); }, |data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let limits = Limits { bytes: 8_000, time: Duration::from_secs(5), ..Limits::default() };
    let mut workspace = Workspace::default();
    let _ = lint(&text, &LANGUAGE, &limits, &mut workspace);
    for (granularity, reparse, syntax_errors) in [
        (Granularity::Unit, Reparse::Auto, SyntaxErrors::Reject),
        (Granularity::Line, Reparse::Always, SyntaxErrors::Keep),
    ] {
        let options =
            Options { granularity, reparse, syntax_errors, limits, ..Options::default() };
        let Ok(program) = Program::parse(&text, &LANGUAGE, &options, &mut workspace) else {
            continue;
        };
        let Ok(sequences) = sample(&program, 2, data.len() as u64, &mut workspace) else {
            continue;
        };
        for steps in &sequences {
            let edits = Unified { context: 0, path: None }.render(
                &text,
                program.lines(),
                steps.as_slice(),
            );
            let applied = apply::apply("", &edits);
            assert!(applied.failures.is_empty(), "an edit does not apply");
            assert_eq!(applied.text, text, "the edits give another program");
            if reparse == Reparse::Always
                && let Ok(found) = verify(&program, steps, &mut workspace)
            {
                assert!(found.is_empty(), "a state has a new fault: {found:?}");
            }
        }
    }
});
