//! What the tests of the engine share: the annotated cases and a few programs.

mod cases;
mod programs;
pub(crate) mod texts;

pub(crate) use cases::all_cases;
pub(crate) use programs::{BRANCHING, CLASSES, FLAT, PROGRAMS, python};

use std::sync::Arc;

use lintseq_core::{Language, Steps};

/// The shared programs and all cases, each with its language.
pub(crate) fn all_texts() -> Vec<(Arc<Language>, String)> {
    let programs = PROGRAMS.iter().map(|text| (python(), (*text).to_owned()));
    let cases = all_cases();
    let cases = cases.iter().map(|case| (Arc::clone(case.language()), case.source().to_owned()));
    programs.chain(cases).collect()
}

/// The text of state `state` of a sequence: all lines that the first `state` edits insert.
pub(crate) fn state(source: &str, steps: &Steps, state: usize) -> String {
    source
        .split_inclusive('\n')
        .zip(steps.as_slice())
        .filter(|(_, step)| (**step as usize) < state)
        .map(|(line, _)| line)
        .collect()
}
