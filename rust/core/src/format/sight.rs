//! Where an edit is, without numbers: as many unchanged lines as make each of its places unique.
//!
//! The context of a place grows by a line above, a line below, a line above, until the state
//! before the edit has it once. What else it could be, its rivals, are the other lines with the
//! text of a line in it; they are compared once and then only dropped, so that the cost is that
//! of the text that is written plus a bounded allowance. Where the allowance is spent (programs
//! of thousands of equal lines), only a line that the state has once, or its end, ends the growth.

use std::collections::HashMap;

use super::order::{Chain, Gap, Walk};
use super::unrenderable::{Unrenderable, check_length};
use crate::line::LineIndex;

/// Lines with more rivals than this do not decide where a place is.
const MOST_RIVALS: usize = 1024;
/// How many lines of rivals may be compared in a sequence.
const ALLOWANCE: usize = 30_000_000;
/// How many lines above a hunk may be looked at for its header.
const HEADER_DISTANCE: usize = 500;

/// What a format can say about the place of a hunk, beside its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// The least unchanged lines to show on each side.
    pub(super) context: usize,
    /// Whether a hunk can say that it is at the start of the text.
    pub(super) start: bool,
    /// Whether a hunk can say that it is at the end of the text.
    pub(super) end: bool,
    /// Whether a hunk can name a line that stands somewhere above it.
    pub(super) header: bool,
}

/// A place with its context. Its lines are an unbroken part of the state before the edit.
pub(super) struct Hunk<'a, 'w> {
    walk: &'w Walk<'a>,
    window: Window,
    gaps: &'w [Gap<'w>],
}

impl<'a> Hunk<'a, '_> {
    /// Whether the place is where it is because it is at the start.
    pub(super) fn starts(&self) -> bool {
        self.window.starts
    }

    /// Whether the place is where it is because it is at the end.
    pub(super) fn ends(&self) -> bool {
        self.window.ends
    }

    /// The line above that the place is named by.
    pub(super) fn header(&self) -> Option<&'a str> {
        self.window.header.map(|line| self.walk.text(line))
    }

    /// Calls `visit` for each line in order, with whether it is inserted.
    pub(super) fn each(&self, mut visit: impl FnMut(bool, &'a str)) {
        let mut line = self.window.top;
        let mut at = self.window.from;
        let mut copy = |until: usize, visit: &mut dyn FnMut(bool, &'a str)| {
            while at < until {
                visit(false, self.walk.text(line));
                line = self.walk.chain.next[line];
                at += 1;
            }
        };
        for gap in self.gaps {
            copy(gap.at, &mut visit);
            for &line in gap.lines {
                visit(true, self.walk.text(line));
            }
        }
        copy(self.window.to, &mut visit);
    }
}

/// Writes every edit of a sequence, `write` an edit's hunks.
///
/// An invalid step array gives no text at all.
pub(super) fn render<'a>(
    program: &'a str,
    lines: &'a LineIndex,
    steps: &[i32],
    sight: Sight,
    write: impl Fn(usize, &[Hunk<'a, '_>]) -> Result<String, Unrenderable>,
) -> Result<Vec<String>, Unrenderable> {
    let Some(mut walk) = Walk::new(program, lines, steps) else {
        return Ok(Vec::new());
    };
    let mut twins = Twins::new(&walk);
    let mut allowance = ALLOWANCE;
    let mut texts = vec![String::new(); walk.edits()];
    let mut written = 0;
    for edit in (0..texts.len()).rev() {
        walk.step_back(edit);
        let gaps: Vec<Gap<'_>> = walk.gaps(edit).collect();
        gaps.iter().flat_map(|gap| gap.lines).for_each(|&line| twins.unlink(line));
        let present = walk.present(edit);
        let view = View { walk: &walk, twins: &twins, sight, present };
        let windows = view.windows(&gaps, &mut allowance);
        let hunks: Vec<Hunk<'a, '_>> =
            windows.into_iter().map(|(window, gaps)| Hunk { walk: &walk, window, gaps }).collect();
        texts[edit] = write(edit, &hunks)?;
        written += texts[edit].len();
        check_length(written)?;
    }
    Ok(texts)
}

/// For each line the lines of the state with the same text, as rings.
struct Twins {
    text: Vec<u32>,
    count: Vec<usize>,
    rings: Chain,
}

impl Twins {
    fn new(walk: &Walk<'_>) -> Self {
        let n_lines = walk.end();
        let mut known: HashMap<&str, u32> = HashMap::with_capacity(n_lines);
        let mut last: Vec<usize> = Vec::new();
        let mut count = Vec::new();
        let mut rings = Chain { previous: (0..n_lines).collect(), next: (0..n_lines).collect() };
        let mut text = Vec::with_capacity(n_lines);
        for line in 0..n_lines {
            let id = *known.entry(walk.text(line)).or_insert(last.len() as u32);
            text.push(id);
            let id = id as usize;
            if id == last.len() {
                last.push(line);
                count.push(1);
                continue;
            }
            let (before, first) = (last[id], rings.next[last[id]]);
            rings.next[before] = line;
            rings.previous[line] = before;
            rings.next[line] = first;
            rings.previous[first] = line;
            last[id] = line;
            count[id] += 1;
        }
        Self { text, count, rings }
    }

    fn unlink(&mut self, line: usize) {
        self.count[self.text[line] as usize] -= 1;
        self.rings.unlink(line);
    }

    /// How many lines of the state have the text of this one, which is one of them.
    fn count(&self, line: usize) -> usize {
        self.count[self.text[line] as usize]
    }

    /// The other lines with the text of this one.
    fn of(&self, line: usize) -> impl Iterator<Item = usize> {
        let next = move |at: usize| Some(self.rings.next[at]).filter(|&next| next != line);
        std::iter::successors(next(line), move |&at| next(at))
    }
}

/// An unbroken part of a state: its lines from number `from` up to `to`.
struct Window {
    from: usize,
    to: usize,
    /// The first line, or the one below an empty window.
    top: usize,
    starts: bool,
    ends: bool,
    header: Option<usize>,
}

/// A state, and how to show its places.
struct View<'a, 'w> {
    walk: &'w Walk<'a>,
    twins: &'w Twins,
    sight: Sight,
    /// How many lines it has.
    present: usize,
}

impl View<'_, '_> {
    /// A window for each place, those that touch joined, with the places in it.
    fn windows<'g>(
        &self,
        gaps: &'g [Gap<'g>],
        allowance: &mut usize,
    ) -> Vec<(Window, &'g [Gap<'g>])> {
        let mut windows: Vec<(Window, std::ops::Range<usize>)> = Vec::new();
        for (index, gap) in gaps.iter().enumerate() {
            let least = gap.at.saturating_add(self.sight.context).min(self.present);
            let floor = windows.last().map(|(window, _)| window.to);
            if floor.is_none_or(|floor| floor < gap.at) {
                let mut search = Search::new(self, *gap, allowance);
                if !search.run(floor) {
                    windows.push((search.window, index..index + 1));
                    continue;
                }
            }
            // What touches a window that has its place has its place.
            if let Some((window, inside)) = windows.last_mut() {
                window.to = window.to.max(least);
                inside.end = index + 1;
            }
        }
        windows.into_iter().map(|(window, inside)| (window, &gaps[inside])).collect()
    }
}

/// The search for the context of one place.
struct Search<'a, 'w, 's> {
    view: &'s View<'a, 'w>,
    gap: Gap<'s>,
    window: Window,
    /// The line above the window, and the line below.
    over: usize,
    under: usize,
    /// Whether the state has a line of the window once.
    sole: bool,
    /// The first and the last line of what else the window could be; None where it is not known.
    rivals: Option<Vec<(usize, usize)>>,
    allowance: &'s mut usize,
}

impl<'a, 'w, 's> Search<'a, 'w, 's> {
    fn new(view: &'s View<'a, 'w>, gap: Gap<'s>, allowance: &'s mut usize) -> Self {
        let chain = &view.walk.chain;
        let (first, last) = (gap.lines[0], gap.lines[gap.lines.len() - 1]);
        let (over, under) = (chain.previous[first], chain.next[last]);
        let (from, to) = (gap.at, gap.at);
        let window = Window { from, to, top: under, starts: false, ends: false, header: None };
        Self { view, gap, window, over, under, sole: false, rivals: None, allowance }
    }

    /// Grows the window until its place is certain; tells whether it came to touch the window
    /// that ends at `floor`.
    fn run(&mut self, floor: Option<usize>) -> bool {
        for _ in 0..self.view.sight.context {
            if self.window.from == 0 || Some(self.window.from) == floor {
                break;
            }
            self.grow_up();
        }
        for _ in 0..self.view.sight.context {
            if self.window.to == self.view.present {
                break;
            }
            self.grow_down();
        }
        let mut up = true;
        loop {
            if Some(self.window.from) == floor {
                return true;
            }
            let whole = self.window.from == 0 && self.window.to == self.view.present;
            if whole || self.is_sole() {
                return false;
            }
            if self.view.sight.header && self.find_header() {
                return false;
            }
            let (at_start, at_end) = (self.window.from == 0, self.window.to == self.view.present);
            if up && at_start && self.view.sight.start {
                self.window.starts = true;
                return false;
            }
            if !up && at_end && self.view.sight.end {
                self.window.ends = true;
                return false;
            }
            if up && !at_start {
                self.grow_up();
            } else if !up && !at_end {
                self.grow_down();
            }
            up = !up;
        }
    }

    fn is_sole(&self) -> bool {
        self.sole || self.rivals.as_ref().is_some_and(Vec::is_empty)
    }

    fn grow_up(&mut self) {
        let line = self.over;
        let chain = &self.view.walk.chain;
        self.over = chain.previous[line];
        self.window.from -= 1;
        self.window.top = line;
        self.rival(line, |rivals, twins| {
            rivals.retain_mut(|(top, _)| {
                *top = chain.previous[*top];
                twins.is(*top, line)
            });
        });
    }

    fn grow_down(&mut self) {
        let line = self.under;
        let chain = &self.view.walk.chain;
        self.under = chain.next[line];
        self.window.to += 1;
        self.rival(line, |rivals, twins| {
            rivals.retain_mut(|(_, bottom)| {
                *bottom = chain.next[*bottom];
                twins.is(*bottom, line)
            });
        });
    }

    /// Takes account of a line that the window has gained at its top or bottom.
    fn rival(&mut self, line: usize, narrow: impl FnOnce(&mut Vec<(usize, usize)>, &Twins)) {
        let twins = self.view.twins;
        let count = twins.count(line);
        self.sole |= count == 1;
        if self.sole {
            return;
        }
        if let Some(rivals) = &mut self.rivals {
            let cost = rivals.len();
            if spend(self.allowance, cost) {
                narrow(rivals, twins);
            } else {
                self.rivals = None;
            }
        } else if count <= MOST_RIVALS && spend(self.allowance, count) {
            self.rivals = self.find_rivals(line);
        }
    }

    /// What else the window could be, by a line that is its first or its last.
    fn find_rivals(&mut self, line: usize) -> Option<Vec<(usize, usize)>> {
        let Self { view, window, allowance, .. } = self;
        let (chain, twins) = (&view.walk.chain, view.twins);
        let is_top = line == window.top;
        let length = window.to - window.from;
        let mut found = Vec::new();
        for twin in twins.of(line) {
            // Walks along both from the line that they have in common.
            let (mut mine, mut other, mut steps) = (line, twin, 1);
            while steps < length {
                let links = if is_top { &chain.next } else { &chain.previous };
                (mine, other) = (links[mine], links[other]);
                if !twins.is(other, mine) {
                    break;
                }
                steps += 1;
            }
            if !spend(allowance, steps) {
                return None;
            }
            if steps == length {
                found.push(if is_top { (twin, other) } else { (other, twin) });
            }
        }
        Some(found)
    }

    /// Looks for a line above the window that tells it from its rivals: one that is indented
    /// less, is there once, and has no rival below it.
    fn find_header(&mut self) -> bool {
        let walk = self.view.walk;
        let Some(lowest) = self.rivals.iter().flatten().map(|&(top, _)| top).max() else {
            return false;
        };
        let inserted = self.gap.lines.iter().find_map(|&line| indent(walk.text(line)));
        let mut indented = inserted.unwrap_or(usize::MAX);
        let mut line = self.over;
        for _ in 0..HEADER_DISTANCE {
            // Lines count up: nothing above a rival can help.
            if line == walk.end() || line < lowest || indented == 0 || !spend(self.allowance, 1) {
                return false;
            }
            if let Some(own) = indent(walk.text(line)).filter(|&own| own < indented) {
                indented = own;
                if self.view.twins.count(line) == 1 {
                    self.window.header = Some(line);
                    return true;
                }
            }
            line = walk.chain.previous[line];
        }
        false
    }
}

impl Twins {
    /// Whether `line` is one, and has the text of `other`.
    fn is(&self, line: usize, other: usize) -> bool {
        self.text.get(line) == self.text.get(other)
    }
}

fn spend(allowance: &mut usize, cost: usize) -> bool {
    let affordable = *allowance >= cost;
    *allowance = allowance.saturating_sub(cost);
    affordable
}

/// How far a line is indented; None for a blank one.
fn indent(line: &str) -> Option<usize> {
    let content = line.trim_start();
    (!content.is_empty()).then(|| line.len() - content.len())
}
