//! What the tests of the engine share: the annotated cases, a few programs, and a second way to
//! compute a closure.

#![allow(dead_code, reason = "every test binary uses its own part of this module")]
#![allow(unused_imports, reason = "every test binary uses its own part of this module")]

mod case;
mod deletion;
mod programs;

pub(crate) use case::{Case, Claim, Fact, all_cases};
pub(crate) use deletion::{Deletion, subtree_lines};
pub(crate) use programs::{BRANCHING, CLASSES, FLAT, PROGRAMS, python};

use std::sync::Arc;

use lintseq_core::{Language, Steps};

/// The shared programs and all cases, each with its language.
pub(crate) fn all_texts() -> Vec<(Arc<Language>, String)> {
    let programs = PROGRAMS.iter().map(|text| (python(), (*text).to_owned()));
    programs.chain(all_cases().into_iter().map(|case| (case.language, case.source))).collect()
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
