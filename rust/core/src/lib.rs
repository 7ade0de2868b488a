//! The engine of lintseq: turns a program into sequences of insertions that write it, such that
//! after every insertion the program has no error that the finished program does not have.
//!
//! Data flows one way:
//!
//! ```text
//! text -> Program (lines, units, requirements) -> sampler -> Steps -> edit format
//! ```
//!
//! The crate knows no language by name (languages are data, see `grammars/`) and no Python.

pub mod apply;
pub mod batch;
mod block;
mod capture;
pub mod case;
mod class;
mod contract;
mod control;
mod flow;
pub mod format;
mod language;
pub mod line;
mod link;
mod linter;
mod member;
mod names;
mod network;
mod options;
mod program;
mod random;
mod registry;
mod reject;
mod requirement;
pub mod row;
mod sampler;
mod scope;
mod skeleton;
mod span;
mod steps;
mod structure;
mod syntax;
mod unit;
mod usage;
mod value;
mod wildcard;

pub use language::{Language, LanguageError, LanguageFiles};
pub use linter::{Diagnostic, lint, lint_state, parses, verify};
pub use options::{
    Baseline, Comments, Granularity, Keep, Limits, Options, Reparse, Search, Strategy,
    SyntaxErrors, UnknownChoice, Weights,
};
pub use program::{Program, Workspace};
pub use random::{Key, STREAM_VERSION, Stream};
pub use registry::{
    LanguageSummary, Material, broken_languages, find_language, language_name,
    language_of_extension, language_of_interpreter, language_of_tag, languages, material,
    register_language, summaries,
};
pub use reject::Reject;
pub use sampler::{Guide, Question, closure, sample, weights};
pub use skeleton::skeleton;
pub use steps::{Steps, StepsError};
