//! Parsing under a deadline, and what a parse says about syntax errors.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tree_sitter::{ParseOptions, Parser, Point, Tree};

use crate::language::Language;
use crate::reject::Reject;
use crate::span::Span;

/// The time by which all work on one program must end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    end: Option<Instant>,
    allowed: Duration,
}

impl Deadline {
    pub(crate) fn after(allowed: Duration) -> Self {
        Self { end: Instant::now().checked_add(allowed), allowed }
    }

    pub(crate) fn check(&self) -> Result<(), Reject> {
        if self.passed() { Err(self.reject()) } else { Ok(()) }
    }

    /// What a progress callback answers.
    pub(crate) fn flow(&self) -> ControlFlow<()> {
        if self.passed() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn passed(&self) -> bool {
        self.end.is_some_and(|end| Instant::now() >= end)
    }

    fn reject(&self) -> Reject {
        Reject::TooSlow { seconds: format!("{}", self.allowed.as_secs_f64()) }
    }
}

/// A parser tied to one language: a tree of one grammar given to another corrupts memory, so
/// parser, trees and language stay together.
pub(crate) struct SyntaxParser {
    parser: Parser,
    /// Keeps the grammar alive as long as the parser.
    language: Arc<Language>,
}

impl SyntaxParser {
    pub(crate) fn new(language: Arc<Language>) -> Self {
        let mut parser = Parser::new();
        // `Language::load` has checked the ABI, the only thing that can be wrong here; a parser
        // without a language would parse nothing and end as `TooSlow`.
        let _ = parser.set_language(language.grammar());
        Self { parser, language }
    }

    /// Parses `text`.
    pub(crate) fn parse(&mut self, text: &str, deadline: &Deadline) -> Result<Tree, Reject> {
        if let Some(at) = self.language.find_unreadable(text) {
            let line = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            return Err(Reject::Unreadable { line });
        }
        let bytes = text.as_bytes();
        let mut stop = |_: &tree_sitter::ParseState| deadline.flow();
        let options = ParseOptions::new().progress_callback(&mut stop);
        let mut read = |offset: usize, _: Point| bytes.get(offset..).unwrap_or_default();
        let tree = self.parser.parse_with_options(&mut read, None, Some(options));
        tree.ok_or_else(|| {
            // A cancelled parser would resume the old text at its next call.
            self.parser.reset();
            deadline.reject()
        })
    }
}

/// How many syntax errors a tree has, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Faults {
    errors: u32,
    missing: u32,
    /// Identifiers spelled like keywords: tree-sitter reads a keyword as an identifier where the
    /// grammar does not expect it, which hides errors such as an `else` without its `if`.
    keywords: u32,
    /// Blocks without statements, or with misaligned ones.
    layout: u32,
}

impl Inspection {
    /// Adds faults that the grammar does not see.
    pub(crate) fn add(&mut self, faults: Vec<(Span, &'static str)>) {
        if faults.is_empty() {
            return;
        }
        self.faults.layout += faults.len() as u32;
        self.places.extend(faults);
        self.places.sort_unstable();
    }
}

impl Faults {
    pub(crate) fn none(self) -> bool {
        self == Self::default()
    }

    /// Whether there is more of any kind than in `baseline`.
    pub(crate) fn exceed(self, baseline: Self) -> bool {
        self.errors > baseline.errors
            || self.missing > baseline.missing
            || self.keywords > baseline.keywords
            || self.layout > baseline.layout
    }
}

/// What one walk over a tree tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inspection {
    pub(crate) faults: Faults,
    /// Where the faults are, in order.
    pub(crate) places: Vec<(Span, &'static str)>,
    /// The deepest node and where it starts.
    pub(crate) depth: usize,
    pub(crate) deepest: u32,
}

/// Walks `tree` without recursion.
pub(crate) fn inspect(language: &Language, tree: &Tree, source: &str) -> Inspection {
    let mut inspection = Inspection::default();
    let mut cursor = tree.walk();
    let mut depth = 0;
    loop {
        let node = cursor.node();
        let fault = if node.is_error() {
            inspection.faults.errors += 1;
            Some("the text does not parse here")
        } else if node.is_missing() {
            inspection.faults.missing += 1;
            Some("something is missing here")
        } else if language.has_keywords()
            && language.is_identifier(node.kind_id())
            && language.is_keyword(Span::of(node).text(source))
        {
            inspection.faults.keywords += 1;
            Some("a keyword stands where a name belongs")
        } else {
            None
        };
        if let Some(message) = fault {
            inspection.places.push((Span::of(node), message));
        }
        if depth > inspection.depth {
            inspection.depth = depth;
            inspection.deepest = Span::of(node).start;
        }
        if cursor.goto_first_child() {
            depth += 1;
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return inspection;
            }
            depth -= 1;
        }
    }
}

/// Whether a text is a statement without names, keywords or errors: a value and nothing else.
pub(crate) fn is_plain(language: &Language, tree: &Tree, source: &str) -> bool {
    let root = tree.root_node();
    if root.has_error() || root.named_child_count() == 0 {
        return false;
    }
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let word = !node.is_named()
            && Span::of(node).text(source).starts_with(|first: char| first.is_alphabetic());
        if word || node.is_extra() || language.is_identifier(node.kind_id()) {
            return false;
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return true;
            }
        }
    }
}

/// Whether a text has no word outside of quotes that could be a name. Cheap, and never wrong about
/// a text that [`is_plain`] but for prefixes of strings.
pub(crate) fn may_be_plain(language: &Language, text: &str) -> bool {
    let mut quote: Option<char> = None;
    let mut word = String::new();
    for character in text.chars().chain([' ']) {
        if let Some(open) = quote {
            if character == open {
                quote = None;
            }
        } else if character.is_alphanumeric() || character == '_' {
            word.push(character);
        } else {
            let name = word.starts_with(|first: char| !first.is_numeric());
            if name && !language.is_keyword(&word) {
                return false;
            }
            word.clear();
            if matches!(character, '"' | '\'') {
                quote = Some(character);
            }
        }
    }
    true
}
