//! Texts that the scanner of a grammar cannot take.
//!
//! The scanners are C code of others. Some of them end the process on a text, some never return from
//! it, and no time limit reaches them; such a text must not get to the parser.

use regex::{Captures, Regex};

use super::error::LanguageError;
use super::manifest::GrammarTable;

/// The group of the word that ends a heredoc.
const WORD: &str = "word";
/// The group that, if it is not empty, lets the end stand behind blanks.
const INDENTED: &str = "indented";

/// What the scanner of a grammar cannot take.
#[derive(Debug, Default)]
pub(crate) struct Unreadable {
    /// What may not be in a text at all.
    patterns: Vec<Regex>,
    /// What opens a heredoc that must end.
    heredocs: Vec<Regex>,
}

impl Unreadable {
    /// Reads the keys `unreadable` and `heredocs` of the table `[grammar]`.
    pub(crate) fn new(language: &str, table: &GrammarTable) -> Result<Self, LanguageError> {
        let fail = |key: &str, message: String| {
            LanguageError::Manifest(format!("[grammar] {key} of {language}: {message}"))
        };
        let compile = |key: &str, patterns: &[String]| {
            let compiled = patterns.iter().map(|pattern| Regex::new(pattern));
            compiled.collect::<Result<Vec<_>, _>>().map_err(|error| fail(key, error.to_string()))
        };
        let patterns = compile("unreadable", &table.unreadable)?;
        let heredocs = compile("heredocs", &table.heredocs)?;
        for heredoc in &heredocs {
            if !heredoc.capture_names().flatten().any(|name| name == WORD) {
                let message = format!("{:?} has no group (?<{WORD}>...)", heredoc.as_str());
                return Err(fail("heredocs", message));
            }
        }
        Ok(Self { patterns, heredocs })
    }

    /// Where a text has something that the scanner cannot take.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let found = self.patterns.iter().find_map(|pattern| pattern.find(text));
        found.map(|found| found.start()).or_else(|| self.find_unclosed(text))
    }

    /// Where the first heredoc without its end starts.
    fn find_unclosed(&self, text: &str) -> Option<usize> {
        let mut openings: Vec<Opening<'_>> = self
            .heredocs
            .iter()
            .flat_map(|heredoc| heredoc.captures_iter(text))
            .filter_map(|found| Opening::new(&found))
            .collect();
        openings.sort_by_key(|opening| opening.start);
        // Heredocs that start on one line follow one another.
        let mut taken = 0;
        for opening in openings {
            match opening.find_end(text, taken) {
                Some(end) => taken = end,
                None => return Some(opening.start),
            }
        }
        None
    }
}

/// What opens a heredoc.
struct Opening<'a> {
    start: usize,
    end: usize,
    word: &'a str,
    indented: bool,
}

impl<'a> Opening<'a> {
    fn new(found: &Captures<'a>) -> Option<Self> {
        let whole = found.get(0)?;
        let indented = found.name(INDENTED).is_some_and(|group| !group.is_empty());
        let word = found.name(WORD)?.as_str();
        Some(Self { start: whole.start(), end: whole.end(), word, indented })
    }

    /// Where the line after its end is, if the text up to `taken` belongs to the heredocs before.
    fn find_end(&self, text: &str, taken: usize) -> Option<usize> {
        let line = self.end + text[self.end..].find('\n')? + 1;
        let mut at = line.max(taken);
        text[at..].split_inclusive('\n').find_map(|line| {
            at += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            let line = if self.indented { line.trim_start() } else { line };
            (line == self.word).then_some(at)
        })
    }
}
