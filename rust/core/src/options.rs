//! What a user may choose: how to sample, what to check, and the limits.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A word that names no choice, with the choices that exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{option} = {given:?} is not known; choose one of {}", allowed.join(", "))]
pub struct UnknownChoice {
    /// The option that was set.
    pub option: &'static str,
    /// What it was set to.
    pub given: String,
    /// What it may be set to.
    pub allowed: &'static [&'static str],
}

/// Declares an enum whose variants have names for the outside.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident as $option:literal { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl FromStr for $name {
            type Err = UnknownChoice;

            fn from_str(text: &str) -> Result<Self, UnknownChoice> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(UnknownChoice {
                        option: $option,
                        given: text.to_owned(),
                        allowed: &[$($text),+],
                    }),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(match self { $(Self::$variant => $text),+ })
            }
        }
    };
}

choice! {
    /// How the edits are found.
    Strategy as "strategy" {
        /// LintSeq: delete a unit and all that its absence breaks.
        LintSeq = "lintseq",
        /// RandSeq, the paper's ablation: delete lines at random, check nothing.
        Random = "random",
    }
}

choice! {
    /// The smallest thing that may be deleted.
    Granularity as "granularity" {
        /// A statement, declaration or clause with all of its lines.
        Unit = "unit",
        /// Also single lines of multi-line strings, and elements of multi-line collections.
        Line = "line",
    }
}

choice! {
    /// How likely each unit (or line) is to be drawn.
    Weights as "weights" {
        /// By nesting depth in the unit tree: the depth where it is at least 1, else 1.
        Depth = "depth",
        /// By indentation, in multiples of the first indentation, as the paper's code does.
        Indent = "indent",
        /// All alike.
        Uniform = "uniform",
    }
}

choice! {
    /// What becomes of comments and blank lines.
    Comments as "comments" {
        /// They go with the unit that they precede.
        Attach = "attach",
        /// They are never drawn: what no enclosing block takes along is inserted first.
        First = "first",
        /// Groups of comment lines are units of their own.
        Own = "own",
    }
}

choice! {
    /// Whether units of a class (imports, constants) are drawn.
    Keep as "imports/constants" {
        /// Drawn like all others.
        Sampled = "sampled",
        /// Never drawn: what nothing else takes along is inserted first.
        Kept = "kept",
    }
}

choice! {
    /// What becomes of the findings that the finished program has itself.
    Baseline as "baseline" {
        /// They are nobody's fault and change nothing.
        Keep = "keep",
        /// Their lines go with the first deletion, that is, are inserted last, as the paper's
        /// code has it. The native linter looks at names and at the width of indentation.
        Last = "last",
    }
}

choice! {
    /// When a state is parsed again.
    Reparse as "reparse" {
        /// Where the language does not promise that removing the units keeps the syntax.
        Auto = "auto",
        /// Always.
        Always = "always",
    }
}

choice! {
    /// What to do with a program that has syntax errors from the start.
    SyntaxErrors as "syntax_errors" {
        /// Reject it.
        Reject = "reject",
        /// Sample it; its own errors are the baseline.
        Keep = "keep",
    }
}

/// Sizes above which a program is rejected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Bytes of UTF-8.
    pub bytes: usize,
    /// Lines.
    pub lines: usize,
    /// Bytes of the longest line.
    pub line_bytes: usize,
    /// Depth of the syntax tree.
    pub nesting: usize,
    /// Time for all work on one program, parses included.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1_000_000,
            lines: 20_000,
            line_bytes: 50_000,
            nesting: 500,
            time: Duration::from_secs(10),
        }
    }
}

/// The search over sequences of the reference implementation; a plain walk by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// Deletions tried from each candidate in each round.
    pub children_per_round: usize,
    /// How many of them survive: those with the largest closures.
    pub top_k: usize,
    /// Complete sequences to find before the search ends.
    pub population: usize,
}

impl Default for Search {
    fn default() -> Self {
        Self { children_per_round: 1, top_k: 1, population: 1 }
    }
}

/// Every choice of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How edits are found.
    pub strategy: Strategy,
    /// The smallest thing that may be deleted.
    pub granularity: Granularity,
    /// How likely each is to be drawn.
    pub weights: Weights,
    /// Comments and blank lines.
    pub comments: Comments,
    /// Imports.
    pub imports: Keep,
    /// Constants at the top level. With [`Granularity::Line`] no constant is split into lines.
    pub constants: Keep,
    /// The most edits that a sequence may have; the rest goes into its first edit.
    pub max_edits: Option<usize>,
    /// Whether the samples of one program must differ.
    pub distinct: bool,
    /// The search over sequences.
    pub search: Search,
    /// What the finished program's own findings do.
    pub baseline: Baseline,
    /// When states are parsed again.
    pub reparse: Reparse,
    /// Programs with syntax errors.
    pub syntax_errors: SyntaxErrors,
    /// Sizes above which a program is rejected.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            strategy: Strategy::LintSeq,
            granularity: Granularity::Unit,
            weights: Weights::Depth,
            comments: Comments::Attach,
            imports: Keep::Sampled,
            constants: Keep::Sampled,
            max_edits: None,
            distinct: false,
            search: Search::default(),
            baseline: Baseline::Keep,
            reparse: Reparse::Auto,
            syntax_errors: SyntaxErrors::Reject,
            limits: Limits::default(),
        }
    }
}

impl Options {
    /// The options under which the states of any sequence can be judged: programs with syntax
    /// errors are their own baseline, and lines count one by one, since a sequence may have been
    /// made so.
    #[must_use]
    pub fn for_judging(self) -> Self {
        Self { syntax_errors: SyntaxErrors::Keep, granularity: Granularity::Line, ..self }
    }
}
