//! Blocks by layout: where statements are a list by their indentation, all of them share it.
//!
//! Grammars of such languages accept more than their parsers do: a statement that is indented like
//! no other, or a header without a body.

use crate::capture::Captures;
use crate::line::LineIndex;
use crate::span::Span;

/// The first thing wrong in each block, in order of position.
pub(crate) fn misaligned(
    source: &str,
    lines: &LineIndex,
    captures: &Captures,
) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    for (block, outermost) in &captures.blocks {
        let first = captures.block_items.partition_point(|(of, _)| of < block);
        let items = captures.block_items[first..]
            .iter()
            .take_while(|(of, _)| of == block)
            .map(|(_, item)| *item);
        let mut margin = outermost.then_some("");
        let mut empty = true;
        for item in items {
            empty = false;
            let Some(own) = margin_of(source, lines, item) else { continue };
            if own != *margin.get_or_insert(own) {
                found.push((item, "the indentation fits no block"));
                break;
            }
        }
        if empty && !outermost {
            found.push((*block, "a statement is missing here"));
        }
    }
    found.sort_unstable();
    found
}

/// The statements that are not indented by `width` spaces for each block around them.
pub(crate) fn off_width(
    source: &str,
    lines: &LineIndex,
    captures: &Captures,
    width: usize,
) -> Vec<Span> {
    // Blocks are sorted by position, those around others first.
    let mut around: Vec<Span> = Vec::new();
    let mut depths: Vec<(Span, usize)> = Vec::new();
    for (block, outermost) in &captures.blocks {
        while around.last().is_some_and(|outer| !outer.contains(*block)) {
            around.pop();
        }
        if !outermost {
            around.push(*block);
        }
        depths.push((*block, around.len()));
    }
    depths.sort_unstable();
    captures
        .block_items
        .iter()
        .filter(|(block, item)| {
            let depth = depths.binary_search_by_key(block, |(block, _)| *block);
            let Some(margin) = margin_of(source, lines, *item) else { return false };
            depth.is_ok_and(|at| margin.len() != depths[at].1 * width || margin.contains('\t'))
        })
        .map(|(_, item)| *item)
        .collect()
}

/// The spaces and tabs before `item`, where it is the first thing on its line.
fn margin_of<'a>(source: &'a str, lines: &LineIndex, item: Span) -> Option<&'a str> {
    let start = lines.range(lines.line_at(item.start as usize)).start;
    let before = source.get(start..item.start as usize)?;
    let margin = before.trim_start_matches(|character: char| {
        character == '\u{feff}' || (character.is_whitespace() && !matches!(character, ' ' | '\t'))
    });
    margin.chars().all(|character| matches!(character, ' ' | '\t')).then_some(margin)
}
