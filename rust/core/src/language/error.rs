//! What can be wrong with a language.

/// A language that cannot be loaded, with what is wrong and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LanguageError {
    /// `language.toml` does not have the right form.
    #[error("language.toml: {0}")]
    Manifest(String),
    /// The language builds on one that does not exist.
    #[error("language.toml of {language}: extends {base:?}, which is no known language")]
    UnknownBase {
        /// The language.
        language: String,
        /// What it extends.
        base: String,
    },
    /// A query does not fit the grammar.
    #[error("{file} of {language}, line {line}, column {column}: {message}")]
    Query {
        /// The language.
        language: String,
        /// `units.scm` or `names.scm`.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// The column, in bytes from 1.
        column: usize,
        /// What tree-sitter said.
        message: String,
    },
    /// A query uses a capture that means nothing.
    #[error("queries of {language}: unknown capture @{capture}; known: {known}")]
    UnknownCapture {
        /// The language.
        language: String,
        /// The capture.
        capture: String,
        /// All captures that mean something.
        known: String,
    },
    /// A query sets a property that means nothing.
    #[error("queries of {language}: unknown property #set! {key} {value}")]
    UnknownProperty {
        /// The language.
        language: String,
        /// The property.
        key: String,
        /// Its value.
        value: String,
    },
    /// A rule that does not exist was switched on.
    #[error("language.toml of {language}: unknown rule {rule:?}; known: {known}")]
    UnknownRule {
        /// The language.
        language: String,
        /// The rule.
        rule: String,
        /// All rules.
        known: String,
    },
    /// A node kind that the grammar does not have.
    #[error("language.toml of {language}: the grammar has no node kind {kind:?}")]
    UnknownKind {
        /// The language.
        language: String,
        /// The kind.
        kind: String,
    },
    /// The library cannot use a grammar of this ABI version.
    #[error("the grammar of {language} has ABI version {found}; this build reads {min} to {max}")]
    Abi {
        /// The language.
        language: String,
        /// ABI of the grammar.
        found: usize,
        /// Oldest that can be read.
        min: usize,
        /// Newest that can be read.
        max: usize,
    },
    /// The grammar is compiled to WebAssembly, which this build does not run.
    #[error("the grammar of {language} cannot be run here: it is compiled to WebAssembly")]
    NotNative {
        /// The language.
        language: String,
    },
    /// Two languages want one name.
    #[error(
        "the name {name:?} of {language} belongs to {owner} already; pass replace to take its place"
    )]
    Duplicate {
        /// The language that is being registered.
        language: String,
        /// The name that is taken.
        name: String,
        /// The language that has it.
        owner: String,
    },
    /// No grammar was given, and this build has none of that name.
    #[error("this build has no grammar {grammar:?} for {language}; pass one")]
    NoGrammar {
        /// The language.
        language: String,
        /// What its manifest asks for.
        grammar: String,
    },
}
