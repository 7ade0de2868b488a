//! The lines of a program in the order of the edits that insert them, without comparing states.

use crate::line::LineIndex;

/// The lines of a program sorted by the edit that inserts them.
pub(super) struct Order {
    /// For each edit, where its lines start in `lines`, which is also the number of lines that
    /// the state before it has; then the number of all lines.
    pub(super) starts: Vec<usize>,
    /// The lines of the first edit in their order, of the second, and so on.
    pub(super) lines: Vec<usize>,
    /// For each line, how many lines in front of it are there before its edit.
    pub(super) before: Vec<usize>,
}

impl Order {
    /// None where `steps` is no step array for that many lines.
    pub(super) fn new(steps: &[i32], n_lines: usize) -> Option<Self> {
        if steps.len() != n_lines {
            return None;
        }
        let mut starts = vec![0];
        for &step in steps {
            let step = usize::try_from(step).ok().filter(|step| *step < n_lines)?;
            if step + 2 > starts.len() {
                starts.resize(step + 2, 0);
            }
            starts[step + 1] += 1;
        }
        for edit in 1..starts.len() {
            starts[edit] += starts[edit - 1];
        }

        // One pass: `free` places the lines, the Fenwick tree counts the earlier steps so far.
        let mut free = starts.clone();
        let mut tree = vec![0; starts.len()];
        let mut lines = vec![0; n_lines];
        let mut before = vec![0; n_lines];
        for (line, &step) in steps.iter().enumerate() {
            let step = step as usize;
            lines[free[step]] = line;
            free[step] += 1;
            let mut node = step;
            while node > 0 {
                before[line] += tree[node];
                node &= node - 1;
            }
            node = step + 1;
            while node < tree.len() {
                tree[node] += 1;
                node += node & node.wrapping_neg();
            }
        }
        Some(Self { starts, lines, before })
    }
}

/// The lines of a state as a ring, closed by one link more than there are lines.
pub(super) struct Chain {
    pub(super) previous: Vec<usize>,
    pub(super) next: Vec<usize>,
}

impl Chain {
    pub(super) fn new(n_lines: usize) -> Self {
        let previous = std::iter::once(n_lines).chain(0..n_lines).collect();
        let next = (1..=n_lines).chain(std::iter::once(0)).collect();
        Self { previous, next }
    }

    pub(super) fn unlink(&mut self, line: usize) {
        let (previous, next) = (self.previous[line], self.next[line]);
        self.next[previous] = next;
        self.previous[next] = previous;
    }
}

/// Lines that an edit inserts at one place.
#[derive(Clone, Copy)]
pub(super) struct Gap<'a> {
    /// How many lines of the state before are in front of them.
    pub(super) at: usize,
    /// The lines, at least one.
    pub(super) lines: &'a [usize],
}

/// The states of a sequence, to be walked from the last one back.
pub(super) struct Walk<'a> {
    program: &'a str,
    lines: &'a LineIndex,
    pub(super) order: Order,
    /// The lines of the state that the walk has come to.
    pub(super) chain: Chain,
}

impl<'a> Walk<'a> {
    /// At the program. None where `steps` is no step array for it.
    pub(super) fn new(program: &'a str, lines: &'a LineIndex, steps: &[i32]) -> Option<Self> {
        let order = Order::new(steps, lines.len())?;
        Some(Self { program, lines, order, chain: Chain::new(steps.len()) })
    }

    pub(super) fn edits(&self) -> usize {
        self.order.starts.len() - 1
    }

    /// How many lines the state before an edit has.
    pub(super) fn present(&self, edit: usize) -> usize {
        self.order.starts[edit]
    }

    /// The link that is no line: it is behind the last line and in front of the first.
    pub(super) fn end(&self) -> usize {
        self.order.lines.len()
    }

    /// The text of a line with its newline.
    pub(super) fn text(&self, line: usize) -> &'a str {
        self.lines.text(self.program, line)
    }

    /// Goes from the state after an edit to the one before it. After that, the first line of a
    /// gap still knows the line before the gap, and the last one the line behind it.
    pub(super) fn step_back(&mut self, edit: usize) {
        for &line in &self.order.lines[self.order.starts[edit]..self.order.starts[edit + 1]] {
            self.chain.unlink(line);
        }
    }

    pub(super) fn gaps(&self, edit: usize) -> impl Iterator<Item = Gap<'_>> {
        let Order { starts, lines, before } = &self.order;
        lines[starts[edit]..starts[edit + 1]]
            .chunk_by(|&a, &b| before[a] == before[b])
            .map(|lines| Gap { at: before[lines[0]], lines })
    }
}
