//! The engine of lintseq: turns a program into sequences of insertions that write it, such that
//! after every insertion the program has no error that the finished program does not have.
//!
//! Data flows one way:
//!
//! ```text
//! text -> Program (lines, tree, units, requirements) -> sampler -> Steps -> edit format
//! ```
//!
//! The crate knows no language by name (languages are data, see `grammars/`) and no Python.

pub mod apply;
pub mod batch;
mod block;
mod capture;
mod class;
mod flow;
pub mod format;
mod language;
pub mod line;
mod linter;
mod names;
mod network;
mod options;
mod program;
mod random;
mod reject;
mod sampler;
mod scope;
mod span;
mod steps;
mod syntax;
mod unit;
mod value;

pub use language::{Language, LanguageError, broken_languages, find_language, languages};
pub use linter::{Diagnostic, lint, lint_state, verify};
pub use options::{
    Baseline, Comments, Granularity, Keep, Limits, Options, Reparse, Search, Strategy,
    SyntaxErrors, UnknownChoice, Weights,
};
pub use program::{Program, Workspace};
pub use random::{Key, STREAM_VERSION, Stream};
pub use reject::Reject;
pub use sampler::{closure, sample};
pub use steps::{Steps, StepsError};
