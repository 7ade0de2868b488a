//! Any row: code fences, chats, and the detection of languages.
//!
//! Nothing panics; fences are where they are said to be, and a text in a fence comes out as it went
//! in; what is prepared names a language that there is, and what is refused says why.

#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use lintseq_core::row::{
    Cell, Cells, Message, Oracle, Schema, extract_program, fences, language_of_path,
    language_of_shebang,
};
use lintseq_core::{Workspace, find_language, language_of_tag};
use lintseq_fuzz::{Choices, read};

const NAMES: [&str; 10] = [
    "program",
    "code",
    "output",
    "messages",
    "conversations",
    "instruction",
    "prompt",
    "path",
    "language",
    "other",
];
const ROLES: [&str; 5] = ["assistant", "gpt", "USER", "system", ""];
const WORDS: [&str; 6] = ["python", "C++", "\u{feff}#!/usr/bin/env python3.11", "a.py", "", "x"];

/// Knows nothing.
struct Ignorant;

impl Oracle for Ignorant {
    fn language_named(&self, name: &str) -> Result<String, String> {
        Err(format!("no language is called {name:?}"))
    }

    fn language_of(&self, _: &str) -> Option<String> {
        None
    }
}

struct Row<'a>(Vec<(&'static str, Cell<'a>)>);

impl Cells for Row<'_> {
    fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    fn cell(&self, name: &str) -> Cell<'_> {
        let found = self.0.iter().find(|(other, _)| *other == name);
        found.map_or(Cell::Missing, |(_, cell)| cell.clone())
    }
}

/// A piece of the text, or a word.
fn piece<'a>(text: &'a str, choices: &mut Choices<'_>) -> &'a str {
    match choices.below(4) {
        0 => WORDS[choices.below(WORDS.len())],
        1 => {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            lines.get(choices.below(lines.len())).copied().unwrap_or("")
        }
        _ => text,
    }
}

fn cell<'a>(text: &'a str, choices: &mut Choices<'_>) -> Cell<'a> {
    match choices.below(6) {
        0 => Cell::Null,
        1 => Cell::Other(Cow::Borrowed("number")),
        2 => {
            let message = |choices: &mut Choices<'_>| Message {
                role: Cow::Borrowed(ROLES[choices.below(ROLES.len())]),
                content: Cow::Borrowed(piece(text, choices)),
            };
            Cell::Messages((0..choices.below(4)).map(|_| message(choices)).collect())
        }
        3 => {
            let bytes = piece(text, choices).as_bytes();
            // Bytes that may end within a character.
            Cell::Text(Cow::Borrowed(&bytes[..choices.below(bytes.len() + 1)]))
        }
        _ => Cell::Text(Cow::Borrowed(piece(text, choices).as_bytes())),
    }
}

fn check_prepared(text: &str, choices: &mut Choices<'_>) {
    let row = Row(NAMES
        .iter()
        .filter_map(|name| (choices.below(2) == 0).then(|| (*name, cell(text, choices))))
        .collect());
    let schema = Schema {
        program: (choices.below(4) == 0).then(|| String::from("other")),
        language: String::from("language"),
        default_language: (choices.below(2) == 0).then(|| String::from("python")),
        ..Schema::default()
    };
    match schema.prepare(&row, &Ignorant, &mut Workspace::default()) {
        Ok(prepared) => {
            assert!(find_language(&prepared.language).is_some(), "{prepared:?}");
            assert!(row.names().contains(&prepared.program_column.as_str()), "{prepared:?}");
            let id = prepared.row_id();
            assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        }
        Err(refusal) => {
            assert!(!refusal.reason.is_empty() && !refusal.detail.is_empty(), "{refusal:?}");
        }
    }
}

fn check_fences(text: &str) {
    let mut end = 0;
    for fence in fences(text) {
        let said = &text[fence.span.clone()];
        assert!(fence.span.start >= end && said.contains(['`', '~']), "{fence:?} in {text:?}");
        assert!(fence.code.len() <= said.len(), "{fence:?} in {text:?}");
        end = fence.span.end;
    }
    let is_python = |tag: &str| language_of_tag(tag).is_some_and(|found| found == "python");
    let extraction = extract_program(text, is_python, |_| false);
    if let Some(extraction) = extraction
        && extraction.prose.is_none()
    {
        assert_eq!(extraction.program, text);
    }
    // What is put into a fence that it does not close comes out again.
    let body = if text.is_empty() || text.ends_with('\n') {
        Cow::from(text)
    } else {
        Cow::from(format!("{text}\n"))
    };
    let mark = "`".repeat(3 + text.split(|other| other != '`').map(str::len).max().unwrap_or(0));
    let fenced = format!("Here it is.\n{mark}python\n{body}{mark}\nDone.\n");
    let found = extract_program(&fenced, is_python, |_| false).map(|found| found.program);
    assert_eq!(found.as_deref(), Some(&*body));
}

fuzz_target!(|data: &[u8]| {
    let (text, mut choices) = read(data);
    for name in [language_of_path(&text), language_of_shebang(&text), language_of_tag(&text)] {
        assert!(name.is_none_or(|name| find_language(&name).is_some()), "{text:?}");
    }
    check_fences(&text);
    check_prepared(&text, &mut choices);
});
