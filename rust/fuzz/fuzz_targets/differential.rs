//! Two ways to the same answer, in one language.
//!
//! Held, since the engine relies on it: a parser that has served other texts reads one as a new
//! parser does. Outputs could depend on the order of rows otherwise.
//!
//! Only counted, and printed when the run ends:
//!
//! - *Incremental parses.* The engine parses every state afresh. A linter that edited the tree of
//!   the last state and parsed again from it would see the same tree only where the grammar's
//!   external scanner and the parser's error recovery allow it. `incremental-trees-differ` says how
//!   often it is another tree, `incremental-verdicts-differ` how often an error comes or goes with
//!   it, which is why the engine does not do so.
//! - *The shortcut.* `Reparse::Auto` does not parse where the language promises that removing units
//!   keeps the syntax. `shortcut-programs-differ` says how many programs without syntax errors are
//!   sampled otherwise under `Reparse::Always`. The grammars take far more than the languages have,
//!   so a text that breaks a promise is a fault only where a compiler takes it, which is to be
//!   looked at. With `LINTSEQ_FUZZ_STRICT` set it ends the run, so that its input is kept.

#![no_main]

use std::cell::RefCell;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lintseq_core::line::LineIndex;
use lintseq_core::{Options, Program, Reparse, Steps, Workspace, lint, parses, sample};
use lintseq_fuzz::{Choices, LIMITS, count, keep_shortest, language, read};
use tree_sitter::{InputEdit, Parser, Point, Tree};

static STRICT: LazyLock<bool> = LazyLock::new(|| std::env::var_os("LINTSEQ_FUZZ_STRICT").is_some());

thread_local! {
    static USED: RefCell<Workspace> = RefCell::default();
}

/// The sequences of a text, if it has any and the time is enough.
fn sequences(text: &str, reparse: Reparse, workspace: &mut Workspace) -> Option<Vec<Steps>> {
    let options = Options { reparse, limits: LIMITS, ..Options::default() };
    let program = Program::parse(text, language(), &options, workspace).ok()?;
    sample(&program, 4, text.len() as u64, workspace).ok()
}

fn compare_parsers(text: &str, used: &mut Workspace) {
    let one = lint(text, language(), &LIMITS, used);
    let other = lint(text, language(), &LIMITS, &mut Workspace::default());
    // The time may be enough for one and not for the other.
    if let (Ok(one), Ok(other)) = (one, other) {
        assert!(one == other, "by a used parser {one:?}, by a new one {other:?}");
    }
}

fn compare_shortcut(text: &str, used: &mut Workspace) {
    let auto = sequences(text, Reparse::Auto, used);
    let always = sequences(text, Reparse::Always, &mut Workspace::default());
    let (Some(auto), Some(always)) = (auto, always) else { return };
    count("shortcut-programs");
    if auto != always {
        assert!(!*STRICT, "states that are parsed have new errors");
        keep_shortest("shortcut-programs-differ", text);
    }
}

fn parse(text: &str, old: Option<&Tree>) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(language().grammar()).ok()?;
    parser.parse(text, old)
}

/// Whether two trees have the same nodes at the same places.
fn are_equal(one: &Tree, other: &Tree) -> bool {
    let (mut one, mut other) = (one.walk(), other.walk());
    loop {
        let (a, b) = (one.node(), other.node());
        if (a.kind_id(), a.byte_range(), a.is_missing())
            != (b.kind_id(), b.byte_range(), b.is_missing())
        {
            return false;
        }
        let down = one.goto_first_child();
        if down != other.goto_first_child() {
            return false;
        }
        if down {
            continue;
        }
        loop {
            let aside = one.goto_next_sibling();
            if aside != other.goto_next_sibling() {
                return false;
            }
            if aside {
                break;
            }
            let up = one.goto_parent();
            if up != other.goto_parent() {
                return false;
            }
            if !up {
                return true;
            }
        }
    }
}

/// Deletes lines again and again, each time from the tree of the state before.
fn compare_incremental(text: &str, choices: &mut Choices<'_>, used: &mut Workspace) {
    let mut text = text.to_owned();
    let Some(mut tree) = parse(&text, None) else { return };
    for _ in 0..4 {
        let lines = LineIndex::new(&text);
        if lines.is_empty() {
            return;
        }
        let first = choices.below(lines.len());
        let last = (first + choices.below(3)).min(lines.len() - 1);
        let (start, end) = (lines.range(first).start, lines.range(last).end);
        let end_position = if text[..end].ends_with('\n') {
            Point::new(last + 1, 0)
        } else {
            Point::new(last, end - lines.range(last).start)
        };
        tree.edit(&InputEdit {
            start_byte: start,
            old_end_byte: end,
            new_end_byte: start,
            start_position: Point::new(first, 0),
            old_end_position: end_position,
            new_end_position: Point::new(first, 0),
        });
        text.replace_range(start..end, "");
        // Some scanners cannot take every text: the engine knows, and says so.
        if parses(&text, language(), &LIMITS, used).is_err() {
            return;
        }
        let (Some(next), Some(full)) = (parse(&text, Some(&tree)), parse(&text, None)) else {
            return;
        };
        count("incremental-parses");
        if next.root_node().has_error() != full.root_node().has_error() {
            keep_shortest("incremental-verdicts-differ", &text);
        }
        if !are_equal(&next, &full) {
            count("incremental-trees-differ");
        }
        tree = next;
    }
}

fuzz_target!(init: { language(); }, |data: &[u8]| {
    let (text, mut choices) = read(data);
    if text.len() > LIMITS.bytes {
        return;
    }
    USED.with_borrow_mut(|used| {
        // Texts over a limit, and those that a scanner cannot take, get no tree at all.
        if parses(&text, language(), &LIMITS, used).is_err() {
            return;
        }
        compare_parsers(&text, used);
        compare_shortcut(&text, used);
        compare_incremental(&text, &mut choices, used);
    });
});
