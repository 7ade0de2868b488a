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
    ///
    /// What only looks like one, in a comment or a string, needs its end, too: where the scanner
    /// sees a heredoc and where it sees text is not known before it has run.
    fn find_unclosed(&self, text: &str) -> Option<usize> {
        let mut openings: Vec<Opening<'_>> = self
            .heredocs
            .iter()
            .flat_map(|heredoc| heredoc.captures_iter(text))
            .filter_map(|found| Opening::new(&found))
            .collect();
        openings.sort_by_key(|opening| opening.start);
        // The line after the last opening, and the one after its end.
        let (mut next, mut taken) = (0, 0);
        for opening in openings {
            // Heredocs that start on one line follow one another.
            let from = if opening.start < next { taken } else { 0 };
            let Some(end) = opening.find_end(text, from) else { return Some(opening.start) };
            (next, taken) = end;
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

    /// Where the line after it is, and the line after its end, which is not before `from`.
    fn find_end(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let next = self.end + text[self.end..].find('\n')? + 1;
        let mut at = next.max(from);
        let end = text[at..].split_inclusive('\n').find_map(|line| {
            at += line.len();
            let line = line.trim_end_matches(['\r', '\n']);
            let line = if self.indented { line.trim_start() } else { line };
            (line == self.word).then_some(at)
        })?;
        Some((next, end))
    }
}
