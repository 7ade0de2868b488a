//! From the text of an edit to its hunks.

use super::NO_NEWLINE;
use crate::format::{FailureKind, Problem, excerpt, unexpected};

/// One side of a hunk as its header has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// The first line, counted from 1; of an empty side the line before it.
    pub start: usize,
    /// The number of lines.
    pub count: usize,
}

impl Side {
    /// The side with `count` lines that has `index` lines in front of it.
    pub(super) fn at(index: usize, count: usize) -> Self {
        Self { start: index + usize::from(count > 0), count }
    }

    /// How many lines are in front of this side.
    #[must_use]
    pub fn index(self) -> usize {
        self.start.saturating_sub(usize::from(self.count > 0))
    }
}

/// What a hunk does with one of its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The line is there and stays.
    Context,
    /// The line is inserted.
    Insert,
    /// The line is there and is deleted. We write none, models do.
    Delete,
}

/// One line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HunkLine<'a> {
    /// What happens to the line.
    pub sign: Sign,
    /// The line without its newline.
    pub text: &'a str,
    /// Whether the line ends in a newline.
    pub newline: bool,
    /// The line in the edit's text, counted from 1.
    pub line: usize,
}

/// One well-formed hunk: it has the lines that its header counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk<'a> {
    /// How many hunks of the edit, well formed or not, start before it.
    pub index: usize,
    /// The header's line in the edit's text, counted from 1.
    pub line: usize,
    /// The lines before the edit that it covers.
    pub old: Side,
    /// The lines after the edit that it covers.
    pub new: Side,
    /// Its lines, in order.
    pub lines: Vec<HunkLine<'a>>,
}

/// What the text of an edit holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed<'a> {
    /// The well-formed hunks, in order.
    pub hunks: Vec<Hunk<'a>>,
    /// What is wrong with everything else, in order of lines.
    pub problems: Vec<Problem>,
}

/// Reads the text of an edit, whatever it is.
///
/// File headers in front of the first hunk are passed over, as are empty lines outside of hunks
/// and whatever follows the second `@@` of a header after a space. A hunk that does not have
/// exactly the lines that its header counts is a problem, and no part of it is given.
#[must_use]
pub fn parse(text: &str) -> Parsed<'_> {
    let lines: Vec<&str> = text.strip_suffix('\n').unwrap_or(text).split('\n').collect();
    // Content has a sign in front, so `@@` at the start of a line always starts a hunk.
    let end_of = |from: usize| {
        let header = lines[from..].iter().position(|line| line.starts_with("@@"));
        header.map_or(lines.len(), |count| from + count)
    };
    let mut parsed = Parsed::default();
    let mut at = end_of(0);
    let is_stray = |line: &&str| !line.is_empty() && !is_file_header(line);
    if let Some(stray) = lines[..at].iter().position(is_stray) {
        parsed.problems.push(unexpected(0, stray + 1, lines[stray]));
    } else if at == lines.len() {
        parsed.problems.push(Problem::no_hunk());
    }
    for index in 0.. {
        if at == lines.len() {
            break;
        }
        let end = end_of(at + 1);
        let block = Block { lines: &lines[at..end], line: at + 1, index };
        let (hunk, used) = match block.hunk() {
            Ok((hunk, used)) => (Ok(hunk), used),
            Err(problem) => (Err(problem), 1),
        };
        let second_file = (used..block.lines.len()).find(|&at| starts_file(&block.lines[at..]));
        match hunk.and_then(|hunk| block.check_end(&hunk, used).map(|()| hunk)) {
            Ok(hunk) => {
                let end = second_file.unwrap_or(block.lines.len());
                parsed.problems.extend(block.stray(used, end));
                parsed.hunks.push(hunk);
            }
            Err(problem) => parsed.problems.push(problem),
        }
        if let Some(at) = second_file {
            parsed.problems.push(Problem::second_file(index + 1, block.line + at));
            break;
        }
        at = end;
    }
    parsed
}

pub(crate) fn is_file_header(line: &str) -> bool {
    const STARTS: [&str; 7] =
        ["--- ", "+++ ", "diff --git ", "index ", "new file mode ", "old mode ", "new mode "];
    STARTS.iter().any(|start| line.starts_with(start))
}

/// Whether the headers of a file start here.
fn starts_file(lines: &[&str]) -> bool {
    let starts = |at: usize, start: &str| lines.get(at).is_some_and(|line| line.starts_with(start));
    starts(0, "diff --git ") || (starts(0, "--- ") && starts(1, "+++ "))
}

/// A hunk header with all that follows it up to the next one.
struct Block<'a, 'b> {
    lines: &'b [&'a str],
    /// The header's line in the edit's text, counted from 1.
    line: usize,
    index: usize,
}

impl<'a> Block<'a, '_> {
    fn problem(&self, at: usize, kind: FailureKind, message: String) -> Problem {
        Problem { hunk: self.index, line: self.line + at, kind, message }
    }

    /// The hunk, and how many lines it takes.
    fn hunk(&self) -> Result<(Hunk<'a>, usize), Problem> {
        let (old, new) = parse_header(self.lines[0])
            .map_err(|message| self.problem(0, FailureKind::BadHeader, message))?;
        let mut lines: Vec<HunkLine<'a>> = Vec::new();
        // What each side has, and whether a marker has ended it.
        let (mut has_old, mut has_new) = (0, 0);
        let (mut old_ended, mut new_ended) = (false, false);
        let mut at = 1;
        while let Some(&line) = self.lines.get(at) {
            let sign = match line.bytes().next() {
                Some(b'\\') => {
                    let Some(last) =
                        lines.last_mut().filter(|last| last.newline && !last.text.is_empty())
                    else {
                        let message =
                            "the marker for a missing newline follows no line that can lack one";
                        return Err(self.problem(at, FailureKind::BadMarker, message.to_owned()));
                    };
                    if line != NO_NEWLINE {
                        let message = format!("expected `{NO_NEWLINE}`, found {}", excerpt(line));
                        return Err(self.problem(at, FailureKind::BadMarker, message));
                    }
                    last.newline = false;
                    old_ended |= last.sign != Sign::Insert;
                    new_ended |= last.sign != Sign::Delete;
                    at += 1;
                    continue;
                }
                _ if (has_old, has_new) == (old.count, new.count) => break,
                Some(b' ') => Sign::Context,
                Some(b'+') => Sign::Insert,
                Some(b'-') => Sign::Delete,
                _ if self.lines[at..].iter().all(|line| line.is_empty()) => break,
                _ => {
                    let message = format!(
                        "a hunk's lines start with '+', '-' or ' ', found {}",
                        excerpt(line)
                    );
                    return Err(self.problem(at, FailureKind::UnexpectedLine, message));
                }
            };
            has_old += usize::from(sign != Sign::Insert);
            has_new += usize::from(sign != Sign::Delete);
            if has_old > old.count || has_new > new.count {
                return Err(self.excess(at, old, new));
            }
            if (old_ended && sign != Sign::Insert) || (new_ended && sign != Sign::Delete) {
                let message = format!("{} follows a line marked as the last", excerpt(line));
                return Err(self.problem(at, FailureKind::BadMarker, message));
            }
            lines.push(HunkLine { sign, text: &line[1..], newline: true, line: self.line + at });
            at += 1;
        }
        if (has_old, has_new) != (old.count, new.count) {
            let message = format!(
                "the hunk ends too early: its header counts {} old and {} new lines, \
                 {has_old} and {has_new} are there",
                old.count, new.count
            );
            return Err(self.problem(0, FailureKind::TruncatedHunk, message));
        }
        if lines.iter().all(|line| line.sign == Sign::Context) {
            return Err(Problem::empty_hunk(self.index, self.line));
        }
        Ok((Hunk { index: self.index, line: self.line, old, new, lines }, at))
    }

    /// Fails where more lines of a hunk follow one that has taken its first `used` lines.
    fn check_end(&self, hunk: &Hunk<'_>, used: usize) -> Result<(), Problem> {
        match (used..self.lines.len()).find(|&at| !self.lines[at].is_empty()) {
            Some(at) if starts_file(&self.lines[at..]) => Ok(()),
            Some(at) if self.lines[at].starts_with([' ', '+', '-']) => {
                Err(self.excess(at, hunk.old, hunk.new))
            }
            _ => Ok(()),
        }
    }

    fn excess(&self, at: usize, old: Side, new: Side) -> Problem {
        let message = format!(
            "{} is more than the {} old and {} new lines of the header",
            excerpt(self.lines[at]),
            old.count,
            new.count
        );
        self.problem(at, FailureKind::ExcessLine, message)
    }

    /// The first line between `from` and `end` that is no part of an edit.
    fn stray(&self, from: usize, end: usize) -> Option<Problem> {
        let at = (from..end).find(|&at| !self.lines[at].is_empty())?;
        Some(unexpected(self.index + 1, self.line + at, self.lines[at]))
    }
}

/// The two sides in a line of the form `@@ -a,b +c,d @@`.
fn parse_header(line: &str) -> Result<(Side, Side), String> {
    let sides = line.strip_prefix("@@ -").and_then(|rest| {
        let (sides, heading) = rest.split_once(" @@")?;
        let (old, new) = sides.split_once(" +")?;
        let ends = heading.is_empty() || heading.starts_with([' ', '\t', '\r']);
        ends.then_some((old, new))
    });
    let malformed = || format!("expected `@@ -a,b +c,d @@`, found {}", excerpt(line));
    let (old, new) = sides.ok_or_else(malformed)?;
    let side = |side: &str| {
        let (start, count) = side.split_once(',').unwrap_or((side, "1"));
        for number in [start, count] {
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(malformed());
            }
        }
        let (Ok(start), Ok(count)) = (start.parse(), count.parse()) else {
            return Err(format!("a number is too large in {}", excerpt(line)));
        };
        if start == 0 && count > 0 {
            return Err(format!("lines count from 1, found {}", excerpt(line)));
        }
        Ok(Side { start, count })
    };
    Ok((side(old)?, side(new)?))
}
