//! The skeleton of a program: what is left of it without names, constants, comments and layout.

use std::sync::Arc;

use blake2::digest::consts::U16;
use blake2::{Blake2b, Digest};

use crate::language::Language;
use crate::options::Limits;
use crate::program::Workspace;
use crate::reject::Reject;
use crate::syntax::Deadline;

/// Tokens of these characters are layout: brackets and separators that may be there or not, quotes
/// of one kind or the other, and line ends.
const LAYOUT: &str = "()[]{},;'\"`\n\r\t ";

/// Gives a digest of the skeleton of a text: the kinds of its syntax nodes, each with its depth.
/// None where the text has a syntax error.
///
/// It is the 128-bit BLAKE2b digest (RFC 7693) of, for each node in the order of the text, its depth
/// as four little-endian bytes, its kind in UTF-8, and a zero. Of the tokens that are no
/// named nodes, operators and keywords count. What the grammar allows anywhere does not:
/// comments, above all.
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
    if tree.root_node().has_error() {
        return Ok(None);
    }
    let mut digest = Blake2b::<U16>::new();
    let mut cursor = tree.walk();
    let mut depth: u32 = 0;
    loop {
        let node = cursor.node();
        let kind = node.kind();
        let counts = node.is_named() || !kind.chars().all(|one| LAYOUT.contains(one));
        if counts && !node.is_extra() {
            digest.update(depth.to_le_bytes());
            digest.update(kind.as_bytes());
            digest.update([0]);
        }
        if !node.is_extra() && cursor.goto_first_child() {
            depth += 1;
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Ok(Some(digest.finalize().into()));
            }
            depth -= 1;
        }
    }
}
