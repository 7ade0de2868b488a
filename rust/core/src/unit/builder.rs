//! From captured nodes to a tree of units with lines of their own.

use super::{ROOT, Unit, UnitId, UnitTree, trivia};
use crate::capture::{Captures, UnitKind};
use crate::language::Language;
use crate::line::LineIndex;
use crate::options::{Comments, Granularity, Options};
use crate::span::{Span, outermost_first};

/// A unit in the making.
struct Draft {
    span: Span,
    kind: UnitKind,
    parent: Option<usize>,
    first_line: usize,
    last_line: usize,
    /// Its removal may break the syntax.
    open: bool,
    /// Its lines hold something else as well, so it cannot be deleted alone.
    dissolved: bool,
    /// For a line of text that is a statement as well: the statement whose text it is.
    text_of: Option<usize>,
}

/// Builds the unit tree of a program.
///
/// A captured node becomes a unit when its lines hold nothing else. Neighbours that share a line
/// become one unit; a node that shares a line with what is around it dissolves in that.
pub(crate) fn build(
    source: &str,
    lines: &LineIndex,
    language: &Language,
    captures: &Captures,
    options: &Options,
    sound: bool,
    mut stands_alone: impl FnMut(&str) -> bool,
) -> UnitTree {
    let comments = trivia::CommentLines::new(source, lines, captures, language);
    let mut nodes = nodes(source, lines, language, captures, options);
    if options.comments == Comments::Own {
        nodes.extend(comments.groups().map(|span| Node::new(span, UnitKind::Comment)));
    }
    if captures.units.is_empty() && language.query().is_none() {
        nodes.extend((0..lines.len()).filter_map(|line| line_node(source, lines, line)));
    }
    nodes.sort_by(|a, b| outermost_first(a.span, b.span));
    nodes.dedup_by_key(|node| node.span);

    let mut drafts = drafts(source, lines, language, captures, nodes);
    dissolve_shared_tails(source, lines, language, captures, &mut drafts);
    extend_continuations(source, lines, language, &mut drafts);
    release_statements(source, lines, &mut drafts, &mut stands_alone);
    let closed = |draft: &Draft| {
        sound
            && match draft.kind {
                UnitKind::Element => {
                    language.closed_elements() && is_separated(source, lines, language, draft)
                }
                _ => language.closed_units() && !draft.open,
            }
    };
    let units = number(&drafts, closed);

    let mut line_unit = vec![ROOT; lines.len()];
    for (unit, last_line) in &units.last_lines {
        let first = units.units[*unit as usize].first_line as usize;
        line_unit[first..=*last_line].fill(*unit);
    }
    comments.assign(source, lines, options.comments, &units.units, &mut line_unit);
    UnitTree::new(units.units, line_unit, units.survivors)
}

/// A captured node that may become a unit.
struct Node {
    span: Span,
    kind: UnitKind,
    open: bool,
}

impl Node {
    fn new(span: Span, kind: UnitKind) -> Self {
        Self { span, kind, open: false }
    }
}

/// Where a unit begins when what goes with it is counted in: the prefixes right before it.
fn with_prefixes(source: &str, captures: &Captures, mut span: Span) -> Span {
    let prefixes = &captures.prefixes;
    let mut before = prefixes.partition_point(|prefix| prefix.end <= span.start);
    while before > 0 {
        before -= 1;
        let prefix = prefixes[before];
        if !is_trivia(source, captures, prefix.end, span.start) {
            break;
        }
        span.start = prefix.start;
    }
    span
}

/// Whether there is nothing but white space and comments between two offsets.
fn is_trivia(source: &str, captures: &Captures, from: u32, to: u32) -> bool {
    let blank = |from: u32, to: u32| Span { start: from, end: to }.text(source).trim().is_empty();
    let mut at = from;
    let first = captures.comments.partition_point(|comment| comment.start < from);
    for comment in captures.comments[first..].iter().take_while(|comment| comment.end <= to) {
        if !blank(at, comment.start) {
            return false;
        }
        at = comment.end;
    }
    blank(at, to)
}

fn nodes(
    source: &str,
    lines: &LineIndex,
    language: &Language,
    captures: &Captures,
    options: &Options,
) -> Vec<Node> {
    let mut nodes: Vec<Node> = captures
        .units
        .iter()
        .map(|unit| {
            let span = with_prefixes(source, captures, unit.span.trimmed(source));
            Node { span, kind: unit.kind, open: unit.open }
        })
        .collect();
    // The same node may be captured as a plain unit and as an import or a constant.
    nodes.sort_by_key(|node| (node.span, node.kind == UnitKind::Statement));
    nodes.dedup_by(|later, kept| {
        let same = later.span == kept.span;
        kept.open |= same && later.open;
        same
    });
    if options.granularity == Granularity::Line {
        let constants: Vec<Span> = nodes
            .iter()
            .filter(|node| node.kind == UnitKind::Constant)
            .map(|node| node.span)
            .collect();
        nodes.extend(
            captures
                .elements
                .iter()
                .map(|span| span.trimmed(source))
                .filter(|span| !constants.iter().any(|constant| constant.contains(*span)))
                .map(|span| Node::new(span, UnitKind::Element)),
        );
        for text in &captures.texts {
            let first = lines.line_at(text.start as usize);
            let last = lines.line_at(text.end.saturating_sub(1) as usize);
            // Lines joined by a continuation mark cannot be told apart.
            let joins = |line: usize| continues(source, lines, language, line);
            let alone = |line: &usize| !joins(*line) && !line.checked_sub(1).is_some_and(joins);
            nodes.extend(
                (first..=last)
                    .filter(alone)
                    .map(|line| line_span(lines, line))
                    .filter(|line| text.contains(*line))
                    .map(|line| Node::new(line, UnitKind::Text)),
            );
        }
    }
    nodes
}

fn line_span(lines: &LineIndex, line: usize) -> Span {
    let range = lines.range(line);
    Span { start: range.start as u32, end: range.end as u32 }
}

/// A whole line as a unit, for languages without queries; blank lines are left to the others.
fn line_node(source: &str, lines: &LineIndex, line: usize) -> Option<Node> {
    let span = line_span(lines, line);
    (!span.text(source).trim().is_empty())
        .then(|| Node::new(span.trimmed(source), UnitKind::Statement))
}

/// Whether `text`, which stands between two nodes on a line, is only white space.
fn is_margin(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || character == '\u{feff}')
}

/// Whether a clause begins behind what closes its predecessor (`} else {`) and ends with a line
/// that closes in the same way.
fn follows_closer(language: &Language, margin: &str, last_line: &str) -> bool {
    let margin = margin.trim();
    language.closers().iter().any(|closer| margin == closer)
        && last_line.trim_start().starts_with(margin)
}

/// Nests the nodes, joining neighbours on one line and dissolving what shares its first line with
/// the unit around it.
fn drafts(
    source: &str,
    lines: &LineIndex,
    language: &Language,
    captures: &Captures,
    nodes: Vec<Node>,
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(nodes.len());
    let mut open: Vec<usize> = Vec::new();
    // The last child of each draft, and of the program in the first place.
    let mut last_child: Vec<Option<usize>> = vec![None];
    for Node { span, kind, open: fragile } in nodes {
        while open.last().is_some_and(|top| drafts[*top].span.end <= span.start) {
            open.pop();
        }
        let parent = open.last().copied();
        let slot = parent.map_or(0, |parent| parent + 1);
        let first_line = lines.line_at(span.start as usize);
        let mut last_line = lines.line_at(span.end.saturating_sub(1) as usize);
        let line_start = lines.range(first_line).start;
        let margin = &source[line_start..span.start as usize];
        let behind_closer = parent.is_some_and(|parent| drafts[parent].first_line < first_line)
            && last_line > first_line
            && follows_closer(language, margin, lines.text(source, last_line));
        if behind_closer {
            // Its own closing line closes what came before it, once it is gone.
            last_line -= 1;
        } else if !is_margin(margin) && !is_trivia(source, captures, line_start as u32, span.start)
        {
            if let Some(sibling) =
                last_child[slot].filter(|sibling| drafts[*sibling].last_line == first_line)
            {
                let joined = &mut drafts[sibling];
                joined.span.end = joined.span.end.max(span.end);
                joined.last_line = last_line;
                joined.open |= fragile;
                open.push(sibling);
                continue;
            }
            // The first of several on a header's line dissolves; so do those that follow it.
            continue;
        }
        if parent.is_some_and(|parent| drafts[parent].first_line == first_line) {
            continue;
        }
        let index = drafts.len();
        drafts.push(Draft {
            span,
            kind,
            parent,
            first_line,
            last_line,
            open: fragile,
            dissolved: false,
            text_of: None,
        });
        last_child.push(None);
        last_child[slot] = Some(index);
        open.push(index);
    }
    keep_closers_outside(&mut drafts);
    drafts
}

/// A clause leaves its closing line to what came before it. Where something inside owns that line,
/// as in `} else if (b) {` with an `else` on a line of its own, it cannot, and dissolves.
fn keep_closers_outside(drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let last = drafts[index].last_line;
        let mut outer = drafts[index].parent;
        while let Some(at) = outer.filter(|at| drafts[*at].last_line < last) {
            drafts[at].dissolved = true;
            outer = drafts[at].parent;
        }
    }
}

/// Dissolves drafts whose last line goes on with something that is not theirs.
fn dissolve_shared_tails(
    source: &str,
    lines: &LineIndex,
    language: &Language,
    captures: &Captures,
    drafts: &mut [Draft],
) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let line_end = lines.range(draft.last_line).end;
        let mut at = (draft.span.end as usize).min(line_end);
        loop {
            let rest = source[at..line_end].trim_start_matches(|character: char| {
                character.is_whitespace() || language.separators().contains(character)
            });
            if rest.is_empty() {
                break;
            }
            let start = (line_end - rest.len()) as u32;
            let comment = captures.comments.binary_search_by_key(&start, |comment| comment.start);
            let Some(end) = comment.ok().map(|at| captures.comments[at].end as usize) else {
                drafts[index].dissolved = true;
                break;
            };
            if end < line_end {
                at = end;
                continue;
            }
            // A comment that goes on over more lines goes along, unless something follows it there.
            let last = lines.line_at(end.saturating_sub(1));
            let follows = lines.range(last).end;
            if end < follows && !source[end..follows].trim().is_empty() {
                drafts[index].dissolved = true;
            } else if last > drafts[index].last_line {
                extend(drafts, index, last);
            }
            break;
        }
    }
}

/// Gives a draft, and what is around it, all lines up to `last`.
fn extend(drafts: &mut [Draft], index: usize, last: usize) {
    let mut outer = Some(index);
    while let Some(at) = outer {
        drafts[at].last_line = drafts[at].last_line.max(last);
        outer = drafts[at].parent;
    }
}

/// Whether a line says that it goes on in the next one.
fn continues(source: &str, lines: &LineIndex, language: &Language, line: usize) -> bool {
    language
        .continuation()
        .is_some_and(|mark| lines.text(source, line).trim_end_matches(['\n', '\r']).ends_with(mark))
}

/// Whether removing an item of a collection with its separator leaves a list of items: it is
/// followed by a separator on its own line, or by no separator at all, being the last.
fn is_separated(source: &str, lines: &LineIndex, language: &Language, draft: &Draft) -> bool {
    let line_end = lines.range(draft.last_line).end;
    let tail = source[draft.span.end as usize..line_end].trim_start();
    let after = source[line_end..].trim_start();
    let separates = |text: &str| text.starts_with(|first| language.separators().contains(first));
    let comments = |text: &str| language.line_comment().is_some_and(|mark| text.starts_with(mark));
    separates(tail) || (tail.is_empty() && !separates(after) && !comments(after))
}

/// Gives each draft the lines that its last line continues on.
fn extend_continuations(
    source: &str,
    lines: &LineIndex,
    language: &Language,
    drafts: &mut [Draft],
) {
    for index in 0..drafts.len() {
        let mut last = drafts[index].last_line;
        while last + 1 < lines.len() && continues(source, lines, language, last) {
            last += 1;
        }
        if last > drafts[index].last_line {
            extend(drafts, index, last);
        }
    }
}

/// Lines of a text that read like statements of the block around it stay when the line that
/// opens or closes the text goes: the paper's deletion is by line, and so is its linter.
fn release_statements(
    source: &str,
    lines: &LineIndex,
    drafts: &mut [Draft],
    stands_alone: &mut impl FnMut(&str) -> bool,
) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let Some(text) = draft.parent.filter(|_| draft.kind == UnitKind::Text) else { continue };
        let around = &drafts[text];
        let margin = |line: usize| {
            let text = lines.text(source, line);
            &text[..text.len() - text.trim_start().len()]
        };
        let line = lines.text(source, draft.first_line).trim();
        let aligned = margin(draft.first_line) == margin(around.first_line);
        let whole = matches!(around.kind, UnitKind::Statement | UnitKind::Constant);
        if whole && !around.dissolved && aligned && !line.is_empty() && stands_alone(line) {
            let parent = around.parent;
            drafts[index].parent = parent;
            drafts[index].text_of = Some(text);
        }
    }
}

struct Numbered {
    survivors: Vec<(UnitId, UnitId)>,
    units: Vec<Unit>,
    /// The last line of each unit, in the order of units.
    last_lines: Vec<(UnitId, usize)>,
}

/// Numbers the drafts that stay, parents before children.
fn number(drafts: &[Draft], closed: impl Fn(&Draft) -> bool) -> Numbered {
    let root = Unit {
        parent: ROOT,
        end: 0,
        depth: 0,
        kind: UnitKind::Root,
        span: Span { start: 0, end: u32::MAX },
        first_line: 0,
        closed: false,
    };
    let mut units = vec![root];
    let mut last_lines = Vec::with_capacity(drafts.len());
    let mut ids: Vec<UnitId> = vec![ROOT; drafts.len()];
    let mut survivors = Vec::new();
    // Released lines follow all of the text that they were released from, so that subtrees stay
    // ranges of numbers.
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|index| {
        let draft = &drafts[*index];
        draft.text_of.map_or(draft.span.start, |text| drafts[text].span.end)
    });
    for index in order {
        let draft = &drafts[index];
        let parent = draft.parent.map_or(ROOT, |parent| ids[parent]);
        if draft.dissolved {
            ids[index] = parent;
            continue;
        }
        let id = units.len() as UnitId;
        ids[index] = id;
        survivors.extend(draft.text_of.map(|text| (ids[text], id)));
        let depth = if parent == ROOT { 0 } else { units[parent as usize].depth + 1 };
        units.push(Unit {
            parent,
            end: id + 1,
            depth,
            kind: draft.kind,
            span: draft.span,
            first_line: draft.first_line as u32,
            closed: closed(draft),
        });
        last_lines.push((id, draft.last_line));
    }
    // Children carry higher numbers, so one pass from the back closes all subtrees.
    for id in (1..units.len()).rev() {
        let (parent, end) = (units[id].parent as usize, units[id].end);
        units[parent].end = units[parent].end.max(end);
    }
    units[0].end = units.len() as UnitId;
    Numbered { survivors, units, last_lines }
}
