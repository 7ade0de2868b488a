//! The unified format: hunks as `diff -u` writes them.
//!
//! ```text
//! @@ -1,0 +2,2 @@
//! +    total = 0
//! +    return total
//! ```
//!
//! The lines of an edit's text end at `\n` and nowhere else, so a `\r` is content. Without a
//! path the text has no file headers and does not end in a newline. With one it starts with
//! `--- a/PATH` and `+++ b/PATH`, ends in a newline, and `git apply` and GNU `patch -p1` take it
//! against the file of the state before (without context, `git apply` needs `--unidiff-zero`).
//! The first edit has the same headers: both tools then take it whether the file is empty or
//! does not exist yet, while `git apply` refuses one from `/dev/null` if there is an empty file.
//! Paths are quoted by git's rules, which GNU `patch` knows.
//!
//! A line of the program that has no newline is followed by [`NO_NEWLINE`].

mod parser;

pub(super) use parser::is_file_header;
pub use parser::{Hunk, HunkLine, Parsed, Side, Sign, parse};

use super::order::{Chain, Order};
use super::signed::push_line;
use crate::line::LineIndex;

pub use super::NO_NEWLINE;

/// How to write edits in the unified format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unified {
    /// How many unchanged lines to show around a change.
    pub context: usize,
    /// The file's path, relative, with `/` between folders: adds file headers.
    pub path: Option<String>,
}

impl Unified {
    /// Writes every edit of a sequence, the first one first.
    ///
    /// `lines` are the lines of `program`, and `steps` says for each which edit inserts it. No
    /// states are compared: the cost is that of the text that is written, plus O(n log k) for n
    /// lines and k edits.
    ///
    /// An array of the wrong length, or with a step that is not in `0..steps.len()`, gives no
    /// text at all; a step that no line has gives a text without hunks.
    ///
    /// ```
    /// use lintseq_core::{format::unified::Unified, line::LineIndex};
    ///
    /// let program = "def f():\n    x = 1\n    return 2\n";
    /// let texts = Unified::default().render(program, &LineIndex::new(program), &[0, 1, 0]);
    /// assert_eq!(texts[0], "@@ -0,0 +1,2 @@\n+def f():\n+    return 2");
    /// assert_eq!(texts[1], "@@ -1,0 +2 @@\n+    x = 1");
    /// ```
    #[must_use]
    pub fn render(&self, program: &str, lines: &LineIndex, steps: &[i32]) -> Vec<String> {
        let Some(order) = Order::new(steps, lines.len()) else {
            return Vec::new();
        };
        // From the last edit back: what the chain still holds is the state after the edit.
        let mut chain = Chain::new(steps.len());
        let mut texts = vec![String::new(); order.starts.len() - 1];
        let headers = self.path.as_deref().map(file_headers);
        for (edit, text) in texts.iter_mut().enumerate().rev() {
            let present = order.starts[edit];
            let inserted = &order.lines[present..order.starts[edit + 1]];
            let bytes: usize = inserted.iter().map(|&line| lines.range(line).len() + 1).sum();
            text.reserve(bytes + 64 + headers.as_ref().map_or(0, String::len));
            text.push_str(headers.as_deref().unwrap_or(""));
            let joined = self.context.saturating_mul(2);
            let mut done = 0;
            for hunk in inserted.chunk_by(|&a, &b| order.before[b] - order.before[a] <= joined) {
                let (first, last) = (hunk[0], hunk[hunk.len() - 1]);
                let lead = self.context.min(order.before[first]);
                let trail = self.context.min(present - order.before[last]);
                let start = order.before[first] - lead;
                let old = Side::at(start, order.before[last] + trail - start);
                push_header(text, old, Side::at(start + done, old.count + hunk.len()));

                let mut line = first;
                for _ in 0..lead {
                    line = chain.previous[line];
                }
                let mut additions = hunk.iter().peekable();
                for _ in 0..old.count + hunk.len() {
                    let sign = if additions.next_if_eq(&&line).is_some() { '+' } else { ' ' };
                    push_line(text, sign, lines.text(program, line));
                    line = chain.next[line];
                }
                done += hunk.len();
            }
            for &line in inserted {
                chain.unlink(line);
            }
            if headers.is_none() {
                text.pop();
            }
        }
        texts
    }
}

fn push_header(text: &mut String, old: Side, new: Side) {
    text.push_str("@@ -");
    push_side(text, old);
    text.push_str(" +");
    push_side(text, new);
    text.push_str(" @@\n");
}

fn push_side(text: &mut String, side: Side) {
    push_number(text, side.start);
    if side.count != 1 {
        text.push(',');
        push_number(text, side.count);
    }
}

/// Writes a number: four to each hunk, where the machinery of `write!` is most of the time.
fn push_number(text: &mut String, number: usize) {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        text.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
}

fn file_headers(path: &str) -> String {
    format!("--- {}\n+++ {}\n", file_name("a/", path), file_name("b/", path))
}

/// A file's name by git's rules: in quotes and escaped where a character asks for it. A tab
/// after a name with a space says where it ends.
fn file_name(prefix: &str, path: &str) -> String {
    let mut name = format!("{prefix}{path}");
    if path.chars().any(|c| c.is_ascii_control() || c == '"' || c == '\\') {
        let escaped: String = name.chars().map(escape).collect();
        name = format!("\"{escaped}\"");
    }
    if path.contains(' ') {
        name.push('\t');
    }
    name
}

fn escape(character: char) -> String {
    match character {
        '"' | '\\' => format!("\\{character}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        _ if character.is_ascii_control() => format!("\\{:03o}", u32::from(character)),
        _ => character.to_string(),
    }
}
