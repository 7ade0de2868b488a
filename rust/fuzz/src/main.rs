//! Any text, in one language, through the whole engine: parse, sample, verify, render, apply.
//!
//! The environment variable `LINTSEQ_FUZZ_LANGUAGE` names the language. What must hold of every
//! text: nothing panics or hangs, edits give back the program in every format that can hold it, and
//! where every state is parsed none has a fault that the program does not have. Named `formats`, it
//! makes each text a program with any steps, and an edit to apply to another part of it.

#![no_main]

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use lintseq_core::format::unified::Unified;
use lintseq_core::format::{Anchored, Format, SearchReplace, Unnumbered, V4a, Whole};
use lintseq_core::line::LineIndex;
use lintseq_core::{
    Granularity, Language, Limits, Options, Program, Reparse, SyntaxErrors, Workspace,
    find_language, lint, sample, verify,
};

/// What the target is called that needs no language.
const FORMATS: &str = "formats";

/// None where formats are fuzzed.
static LANGUAGE: LazyLock<Option<Arc<Language>>> = LazyLock::new(|| {
    let name = std::env::var("LINTSEQ_FUZZ_LANGUAGE").unwrap_or_else(|_| String::from("python"));
    let found = find_language(&name);
    assert!(found.is_some() || name == FORMATS, "no language is called {name:?}");
    found
});

fn formats(context: usize) -> [Format; 6] {
    [
        Format::Unified(Unified { context, path: None }),
        Format::Unnumbered(Unnumbered { context }),
        Format::SearchReplace(SearchReplace { context }),
        Format::V4a(V4a { context, ..V4a::default() }),
        Format::Anchored(Anchored),
        Format::Whole(Whole::default()),
    ]
}

fn round_trip(text: &str, lines: &LineIndex, steps: &[i32], context: usize) {
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

/// Any steps for the text, taken from its bytes; and the text as an edit.
fn fuzz_formats(text: &str) {
    let lines = LineIndex::new(text);
    let mut steps: Vec<i32> =
        (0..lines.len()).map(|line| i32::from(text.as_bytes()[line] % 8)).collect();
    let mut used = steps.clone();
    used.sort_unstable();
    used.dedup();
    for step in &mut steps {
        *step = used.partition_point(|other| other < step) as i32;
    }
    round_trip(text, &lines, &steps, usize::from(text.len() % 3 == 0));
    let (base, edit) = text.split_once('\0').unwrap_or(("", text));
    for format in formats(0) {
        let edits = format.split(edit);
        let _ = format.apply(base, &edits);
        let _ = format.apply(base, &[edit]);
    }
}

// Compiling the queries of a language is no part of a run.
fuzz_target!(init: { LazyLock::force(&LANGUAGE); }, |data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let Some(language) = &*LANGUAGE else {
        return fuzz_formats(&text);
    };
    let limits = Limits { bytes: 8_000, time: Duration::from_secs(5), ..Limits::default() };
    let mut workspace = Workspace::default();
    let _ = lint(&text, language, &limits, &mut workspace);
    for (granularity, reparse, syntax_errors) in [
        (Granularity::Unit, Reparse::Auto, SyntaxErrors::Reject),
        (Granularity::Line, Reparse::Always, SyntaxErrors::Keep),
    ] {
        let options =
            Options { granularity, reparse, syntax_errors, limits, ..Options::default() };
        let Ok(program) = Program::parse(&text, language, &options, &mut workspace) else {
            continue;
        };
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
