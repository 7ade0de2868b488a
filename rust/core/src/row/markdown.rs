//! Code fences: getting the program out of a model's or a data set's prose.

use std::borrow::Cow;
use std::ops::Range;

/// A fenced block of code (CommonMark 0.31, section 4.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence<'a> {
    /// The first word after the fence, in lower case; empty if there is none.
    pub tag: String,
    /// The text between the fences, without the indentation of the opening one.
    pub code: Cow<'a, str>,
    /// The bytes from the opening fence to the end of the line of the closing one.
    pub span: Range<usize>,
    /// Whether there is a closing fence; if not, the code goes to the end of the text.
    pub closed: bool,
}

/// A program that was taken out of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extraction<'a> {
    /// The program.
    pub program: Cow<'a, str>,
    /// What stood around it; None if the text is the program.
    pub prose: Option<String>,
}

/// Whether a text may hold fences at all.
fn is_plain(text: &str) -> bool {
    !text.contains("```") && !text.contains("~~~")
}

/// Finds the fenced blocks of a text, in order.
#[must_use]
pub fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut found = Vec::new();
    if is_plain(text) {
        return found;
    }
    let mut open: Option<Opening> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        match &open {
            None => open = Opening::of(line, start),
            Some(opening) if opening.is_closed_by(line) => {
                found.push(opening.fence(text, start, end, true));
                open = None;
            }
            Some(_) => {}
        }
        start = end;
    }
    if let Some(opening) = open {
        found.push(opening.fence(text, text.len(), text.len(), false));
    }
    found
}

/// The line that opens a block.
struct Opening {
    indent: usize,
    mark: char,
    length: usize,
    tag: String,
    start: usize,
    code: usize,
}

impl Opening {
    /// Up to three spaces, three or more backticks or tildes, then the info string, in which a
    /// backtick fence has no backtick. A fence that is indented further is code.
    fn of(line: &str, start: usize) -> Option<Self> {
        let (indent, mark, length, info) = fence_marks(line)?;
        if mark == '`' && info.contains('`') {
            return None;
        }
        let info = info.trim().trim_matches(['{', '}', '.']);
        let tag = info.split_whitespace().next().unwrap_or_default().to_lowercase();
        Some(Self { indent, mark, length, tag, start, code: start + line.len() })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        fence_marks(line).is_some_and(|(_, mark, length, rest)| {
            let rest = rest.strip_suffix('\n').unwrap_or(rest);
            let rest = rest.strip_suffix('\r').unwrap_or(rest);
            mark == self.mark
                && length >= self.length
                && rest.bytes().all(|byte| byte == b' ' || byte == b'\t')
        })
    }

    fn fence<'a>(&self, text: &'a str, code_end: usize, end: usize, closed: bool) -> Fence<'a> {
        let code = &text[self.code..code_end];
        let code = if self.indent == 0 {
            Cow::Borrowed(code)
        } else {
            Cow::Owned(code.split_inclusive('\n').map(|line| self.unindented(line)).collect())
        };
        Fence { tag: self.tag.clone(), code, span: self.start..end, closed }
    }

    fn unindented<'a>(&self, line: &'a str) -> &'a str {
        let spaces = line.bytes().take(self.indent).take_while(|byte| *byte == b' ').count();
        &line[spaces..]
    }
}

/// Indentation, mark and length of a fence, and what follows it on its line.
fn fence_marks(line: &str) -> Option<(usize, char, usize, &str)> {
    let unindented = line.trim_start_matches(' ');
    let indent = line.len() - unindented.len();
    let mark = unindented.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = unindented.trim_start_matches(mark);
    let length = unindented.len() - rest.len();
    (indent <= 3 && length >= 3).then_some((indent, mark, length, rest))
}

/// Takes the program out of a text that may be Markdown; None if all fences hold something else.
///
/// Blocks whose tag names the language are joined with an empty line between them; if there are
/// none, blocks without a tag are. A text without fences is the program itself. So is one with
/// fences below other text that is a program as it stands: a docstring may hold fences, too.
///
/// `is_tag` tells whether a tag names the language, `is_program` whether a text is a program
/// without syntax errors.
pub fn extract_program<'a>(
    text: &'a str,
    is_tag: impl Fn(&str) -> bool,
    is_program: impl FnOnce(&str) -> bool,
) -> Option<Extraction<'a>> {
    let blocks = fences(text);
    let whole = Extraction { program: Cow::Borrowed(text), prose: None };
    let Some(first) = blocks.first() else { return Some(whole) };
    if !text[..first.span.start].trim().is_empty() && is_program(text) {
        return Some(whole);
    }
    let mut chosen: Vec<&Fence<'_>> = blocks.iter().filter(|block| is_tag(&block.tag)).collect();
    if chosen.is_empty() {
        chosen = blocks.iter().filter(|block| block.tag.is_empty()).collect();
    }
    let codes: Vec<&str> = chosen.iter().map(|block| block.code.as_ref()).collect();
    let program = match codes.as_slice() {
        [] => return None,
        codes => Cow::Owned(codes.join("\n")),
    };
    Some(Extraction { program, prose: Some(around(text, &chosen)) })
}

/// What is left of a text without some of its blocks.
fn around(text: &str, blocks: &[&Fence<'_>]) -> String {
    let mut pieces = Vec::new();
    let mut start = 0;
    for block in blocks {
        pieces.push(text[start..block.span.start].trim());
        start = block.span.end;
    }
    pieces.push(text[start..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces.join("\n\n")
}
