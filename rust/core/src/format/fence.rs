//! Code fences, in which models like to write.

/// An opening fence, or a closing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    character: char,
    length: usize,
    /// Whether only white space follows.
    pub(super) bare: bool,
}

impl Fence {
    /// The fence that a line is: three or more backticks or tildes, and no backtick behind them.
    pub(super) fn of(line: &str) -> Option<Self> {
        let character = line.chars().next().filter(|first| matches!(first, '`' | '~'))?;
        let rest = line.trim_start_matches(character);
        let length = line.len() - rest.len();
        let is_fence = length >= 3 && !rest.contains('`');
        is_fence.then_some(Self { character, length, bare: rest.trim().is_empty() })
    }

    /// Whether `other` closes what this one opens.
    pub(super) fn is_closed_by(self, other: Self) -> bool {
        other.bare && other.character == self.character && other.length >= self.length
    }
}

/// The lines of a text, without a fence around all of them, and how many lines are in front.
pub(super) fn unfenced<'a, 'l>(lines: &'l [&'a str]) -> (&'l [&'a str], usize) {
    let filled = |line: &&str| !line.trim().is_empty();
    let ends = (lines.iter().position(filled), lines.iter().rposition(filled));
    if let (Some(first), Some(last)) = ends
        && first < last
        && let (Some(open), Some(close)) = (Fence::of(lines[first]), Fence::of(lines[last]))
        && open.is_closed_by(close)
    {
        return (&lines[first + 1..last], first + 1);
    }
    (lines, 0)
}

/// The first line of a text that is not blank, or the one behind it where it is a fence.
pub(super) fn leading_line(text: &str) -> &str {
    let mut lines = text.split('\n').skip_while(|line| line.trim().is_empty());
    let first = lines.next().unwrap_or("");
    if Fence::of(first).is_some() { lines.next().unwrap_or("") } else { first }
}
