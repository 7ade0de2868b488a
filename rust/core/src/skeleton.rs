//! The skeleton of a program: what is left of it without names, constants, comments and layout.

use std::sync::Arc;

use blake2::digest::consts::U16;
use blake2::{Blake2b, Digest};

use crate::block::misaligned;
use crate::capture::Captures;
use crate::language::Language;
use crate::line::LineIndex;
use crate::options::Limits;
use crate::program::Workspace;
use crate::reject::Reject;
use crate::syntax::{Deadline, inspect};

/// Tokens of these characters are layout: brackets and separators that may be there or not, quotes
/// of one kind or the other, and line ends.
const LAYOUT: &str = "()[]{},;'\"`\n\r\t ";

/// What grammars call the parts of a string, which say what it holds.
const CONTENT: [&str; 3] = ["_content", "_fragment", "escape_sequence"];

/// What grammars call an expression in brackets.
const BRACKETED: &str = "parenthesized_expression";

/// Gives a digest of the skeleton of a text: the kinds of its syntax nodes, each with its depth.
/// None where the text has a syntax error.
///
/// It is the 128-bit BLAKE2b digest (RFC 7693) of, for each node in the order of the text, its depth
/// as four little-endian bytes, its kind in UTF-8, and a zero. Of the tokens that are no
/// named nodes, operators and keywords count. What does not: brackets around an expression, what
/// a string holds, and what the grammar allows anywhere, comments above all.
///
/// # Errors
///
/// [`Reject::TooSlow`], and [`Reject::Unreadable`] where the grammar cannot read the text.
pub fn skeleton(
    source: &str,
    language: &Arc<Language>,
    limits: &Limits,
    workspace: &mut Workspace,
) -> Result<Option<[u8; 16]>, Reject> {
    let deadline = Deadline::after(limits.time);
    let tree = workspace.parser(language).parse(source, &deadline)?;
    let mut inspection = inspect(language, &tree, source);
    if inspection.depth <= limits.nesting {
        let captures = Captures::collect(language, &tree, source, workspace.cursor(), &deadline);
        inspection.add(misaligned(source, &LineIndex::new(source), &captures));
    }
    deadline.check()?;
    if !inspection.faults.none() {
        return Ok(None);
    }
    let mut digest = Blake2b::<U16>::new();
    let mut cursor = tree.walk();
    let mut depth: u32 = 0;
    let mut above: Vec<bool> = Vec::new(); // whether each node above counts
    loop {
        let node = cursor.node();
        let kind = node.kind();
        let skipped = node.is_extra() || CONTENT.iter().any(|end| kind.ends_with(end));
        let layout = !node.is_named() && kind.chars().all(|one| LAYOUT.contains(one));
        let counts = !skipped && !layout && kind != BRACKETED;
        if counts {
            digest.update(depth.to_le_bytes());
            digest.update(kind.as_bytes());
            digest.update([0]);
        }
        if !skipped && cursor.goto_first_child() {
            above.push(counts);
            depth += u32::from(counts);
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Ok(Some(digest.finalize().into()));
            }
            depth -= u32::from(above.pop().unwrap_or_default());
        }
    }
}
