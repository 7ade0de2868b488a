//! Lines with a sign in front: what the diff formats without numbers have in common.

use super::{FailureKind, NO_NEWLINE, Problem, excerpt};

/// Writes a line behind its sign, and the marker where it has no newline.
pub(super) fn push_line(text: &mut String, sign: char, line: &str) {
    text.push(sign);
    text.push_str(line);
    if !line.ends_with('\n') {
        text.push('\n');
        text.push_str(NO_NEWLINE);
        text.push('\n');
    }
}

/// The lines of a hunk: what it says that is there, and what it puts in its place.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) old: String,
    pub(super) new: String,
    /// Whether there is a line at all, and whether one is inserted or deleted.
    pub(super) has_lines: bool,
    pub(super) has_changes: bool,
    old_ended: bool,
    new_ended: bool,
}

/// Reads the lines of a hunk behind its header. `first` is the number of the first one.
///
/// Empty lines at the end are passed over; an empty line between others is an empty line of
/// context that lost its space. Lines are kept as they are otherwise, a `\r` with them.
pub(super) fn read(lines: &[&str], first: usize, hunk: usize) -> Result<Body, Problem> {
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let mut body = Body::default();
    let mut last: Option<char> = None;
    for (line, number) in lines[..end].iter().zip(first..) {
        let fail = |kind, message| Err(Problem { hunk, line: number, kind, message });
        let (sign, content) = match line.chars().next() {
            Some(sign @ (' ' | '+' | '-')) => (sign, &line[1..]),
            None => (' ', ""),
            Some('\\') => {
                let Some(sign) = last.take() else {
                    let message =
                        "the marker for a missing newline follows no line that can lack one";
                    return fail(FailureKind::BadMarker, message.to_owned());
                };
                if *line != NO_NEWLINE {
                    let message = format!("expected `{NO_NEWLINE}`, found {}", excerpt(line));
                    return fail(FailureKind::BadMarker, message);
                }
                body.end_line(sign);
                continue;
            }
            Some(_) => {
                let message =
                    format!("a hunk's lines start with '+', '-' or ' ', found {}", excerpt(line));
                return fail(FailureKind::UnexpectedLine, message);
            }
        };
        if (body.old_ended && sign != '+') || (body.new_ended && sign != '-') {
            let message = format!("{} follows a line marked as the last", excerpt(line));
            return fail(FailureKind::BadMarker, message);
        }
        body.push(sign, content);
        last = (!content.is_empty()).then_some(sign);
    }
    Ok(body)
}

impl Body {
    fn push(&mut self, sign: char, content: &str) {
        if sign != '+' {
            self.old.push_str(content);
            self.old.push('\n');
        }
        if sign != '-' {
            self.new.push_str(content);
            self.new.push('\n');
        }
        self.has_lines = true;
        self.has_changes |= sign != ' ';
    }

    /// Takes the newline of the last line away.
    fn end_line(&mut self, sign: char) {
        if sign != '+' {
            self.old.pop();
            self.old_ended = true;
        }
        if sign != '-' {
            self.new.pop();
            self.new_ended = true;
        }
    }
}
