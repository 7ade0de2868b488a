//! How likely each unit is to be drawn.

use crate::capture::UnitKind;
use crate::options::{Granularity, Keep, Weights as Scheme};
use crate::program::Program;
use crate::random::Stream;
use crate::unit::{ROOT, UnitId, indentation};

/// The weight of each unit; 0 for those that are never drawn.
pub(super) struct Weights(Vec<u64>);

impl Weights {
    pub(super) fn new(program: &Program<'_>) -> Self {
        let options = &program.options;
        let indent = IndentWeights::new(program);
        let weights = program
            .units
            .iter()
            .map(|(id, unit)| {
                let kept = id == ROOT
                    || (unit.kind == UnitKind::Import && options.imports == Keep::Kept)
                    || (unit.kind == UnitKind::Constant
                        && unit.depth == 0
                        && options.constants == Keep::Kept);
                if kept {
                    return 0;
                }
                let of_line = |line: usize| match options.weights {
                    Scheme::Uniform => 1,
                    Scheme::Depth => u64::from(unit.depth.max(1)),
                    Scheme::Indent => indent.of(line),
                };
                match options.granularity {
                    Granularity::Unit => of_line(unit.first_line as usize),
                    // Lines are drawn, and each stands for the unit that it would take along.
                    Granularity::Line => program
                        .units
                        .own_lines(id)
                        .iter()
                        .map(|line| *line as usize)
                        .filter(|line| {
                            program.is_drawable_line(*line) || unit.kind == UnitKind::Comment
                        })
                        .map(of_line)
                        .sum(),
                }
            })
            .collect();
        Self(weights)
    }

    pub(super) fn of(&self, unit: UnitId) -> u64 {
        self.0[unit as usize]
    }

    pub(super) fn fenwick(&self) -> Fenwick {
        Fenwick::new(&self.0)
    }
}

/// Weights by indentation, as in the reference implementation: 1 without indentation, else the
/// indentation in multiples of the first one. They are scaled by it, to stay whole numbers.
struct IndentWeights {
    first: u64,
    of_line: Vec<u64>,
}

impl IndentWeights {
    fn new(program: &Program<'_>) -> Self {
        if program.options.weights != Scheme::Indent {
            return Self { first: 1, of_line: Vec::new() };
        }
        let mut carried = 0;
        let of_line: Vec<u64> = (0..program.lines.len())
            .map(|line| {
                let text = program.lines.text(&program.source, line);
                // Lines of one character, such as a closing bracket, count as the line before.
                if text.trim_start().trim_end_matches(['\n', '\r']).chars().count() > 1 {
                    carried = indentation(&program.source, &program.lines, line) as u64;
                }
                carried
            })
            .collect();
        let first = of_line.iter().copied().find(|indent| *indent > 0).unwrap_or(1);
        Self { first, of_line }
    }

    fn of(&self, line: usize) -> u64 {
        match self.of_line.get(line) {
            None | Some(0) => self.first,
            Some(indent) => *indent,
        }
    }
}

/// Draws with weights, without replacement, in logarithmic time (P. Fenwick, 1994).
#[derive(Debug, Clone)]
pub(super) struct Fenwick {
    sums: Vec<u64>,
    total: u64,
}

impl Fenwick {
    fn new(weights: &[u64]) -> Self {
        let mut sums = vec![0; weights.len() + 1];
        sums[1..].copy_from_slice(weights);
        for at in 1..sums.len() {
            let up = at + (at & at.wrapping_neg());
            if up < sums.len() {
                sums[up] += sums[at];
            }
        }
        Self { sums, total: weights.iter().sum() }
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    pub(super) fn remove(&mut self, unit: UnitId, weight: u64) {
        self.total -= weight;
        let mut at = unit as usize + 1;
        while at < self.sums.len() && weight > 0 {
            self.sums[at] -= weight;
            at += at & at.wrapping_neg();
        }
    }

    pub(super) fn restore(&mut self, unit: UnitId, weight: u64) {
        self.total += weight;
        let mut at = unit as usize + 1;
        while at < self.sums.len() && weight > 0 {
            self.sums[at] += weight;
            at += at & at.wrapping_neg();
        }
    }

    /// Draws a unit; there must be one with weight.
    pub(super) fn draw(&self, stream: &mut Stream) -> UnitId {
        let mut rest = stream.below(self.total);
        let mut at = 0;
        let mut step = self.sums.len().next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next < self.sums.len() && self.sums[next] <= rest {
                rest -= self.sums[next];
                at = next;
            }
            step /= 2;
        }
        at as UnitId
    }
}
