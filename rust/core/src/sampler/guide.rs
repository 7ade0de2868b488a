//! Sampling that a linter outside of the engine guides.
//!
//! All samples of a program go side by side. Each asks about one state at a time, which the native
//! linter has found clean, and goes on when it has its answer. The draws are those of
//! [`sample`](super::sample): a linter that finds nothing gives its sequences.

use std::collections::HashSet;

use super::DISTINCT_ATTEMPTS;
use super::walk::{Draft, Walk};
use super::weight::Weights;
use crate::program::{Program, Workspace};
use crate::random::{Key, Stream};
use crate::reject::Reject;
use crate::steps::Steps;
use crate::syntax::Deadline;

/// A state that a linter has to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The sample that waits for the answer.
    pub sample: usize,
    /// The state.
    pub text: String,
    /// For each line of the state, the line of the finished program that it is, from 0.
    pub lines: Vec<u32>,
}

/// The samples of one program under the guidance of a linter.
pub struct Guide {
    workspace: Workspace,
    program: Program<'static>,
    weights: Weights,
    fresh: Walk,
    key: Key,
    samples: Vec<Sample>,
    /// The sequences so far, where samples must differ.
    seen: HashSet<Steps>,
}

enum Sample {
    /// Waits for the samples before it, from which it must differ.
    Queued,
    /// Waits for an answer.
    Asking(Box<Asking>),
    /// Has its sequence, or could not differ from the others.
    Done(Option<Steps>),
}

/// One of the walks of a sample, which may need several to differ from the others.
#[derive(Clone, Copy)]
struct Attempt {
    sample: usize,
    number: u64,
}

struct Asking {
    attempt: Attempt,
    stream: Stream,
    walk: Walk,
    draft: Draft,
}

impl Guide {
    /// Starts `count` samples of a program.
    ///
    /// The tree search and RandSeq are not for guidance: their options are ignored.
    ///
    /// # Errors
    ///
    /// [`Reject::TooSlow`] where the time of the program is used up.
    pub fn new(
        program: Program<'static>,
        count: usize,
        seed: u64,
        workspace: Workspace,
    ) -> Result<Self, Reject> {
        let key = Key::new(seed, program.language.name(), &program.source);
        let weights = Weights::new(&program);
        let fresh = Walk::new(&program, &weights);
        let samples = (0..count).map(|_| Sample::Queued).collect();
        let seen = HashSet::new();
        let mut guide = Self { workspace, program, weights, fresh, key, samples, seen };
        let at_once = if guide.program.options.distinct { count.min(1) } else { count };
        for sample in 0..at_once {
            guide.run(Some(Attempt { sample, number: 0 }))?;
        }
        Ok(guide)
    }

    /// The states that wait for an answer, at most one of each sample; none when all is done.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let asking = self.samples.iter().enumerate().filter_map(|(sample, state)| match state {
            Sample::Asking(asking) => Some((sample, asking)),
            _ => None,
        });
        asking
            .map(|(sample, asking)| {
                let lines = self.live_lines(&asking.walk);
                let text = lines.iter().map(|line| self.line(*line)).collect();
                Question { sample, text, lines }
            })
            .collect()
    }

    /// Answers the question of a sample with the lines of the finished program, from 0, on which
    /// the linter found something; none accepts the state. An answer that nobody waits for, and
    /// lines that the state does not have, are ignored.
    ///
    /// # Errors
    ///
    /// [`Reject::TooSlow`] where working the answer out takes longer than a program may.
    pub fn answer(&mut self, sample: usize, blamed: &[usize]) -> Result<(), Reject> {
        // The time that the linter takes is not the program's.
        self.program.deadline = Deadline::after(self.program.options.limits.time);
        let Some(state) = self.samples.get_mut(sample) else { return Ok(()) };
        match std::mem::replace(state, Sample::Queued) {
            Sample::Asking(mut asking) => {
                let settled = self.blame(&mut asking, blamed)?;
                let next = self.proceed(*asking, settled)?;
                self.run(next)
            }
            other => {
                self.samples[sample] = other;
                Ok(())
            }
        }
    }

    /// Deletes what is blamed. Says whether nothing was, or nothing is left to delete.
    fn blame(&mut self, asking: &mut Asking, blamed: &[usize]) -> Result<bool, Reject> {
        let Asking { walk, draft, .. } = asking;
        let count = self.program.lines.len();
        let here = |line: &usize| *line < count && walk.is_live(&self.program, *line);
        let present: Vec<usize> = blamed.iter().copied().filter(here).collect();
        for line in &present {
            walk.blame(&self.program, *line, draft.start, &mut self.workspace)?;
        }
        Ok(present.is_empty() || walk.is_broken())
    }

    /// The step arrays, in the order of the samples, once there are no more questions.
    #[must_use]
    pub fn steps(&self) -> Vec<&Steps> {
        let done = self.samples.iter().filter_map(|sample| match sample {
            Sample::Done(steps) => steps.as_ref(),
            _ => None,
        });
        done.collect()
    }

    /// The finished program.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.program.source
    }

    /// Starts walks until one has a question.
    fn run(&mut self, first: Option<Attempt>) -> Result<(), Reject> {
        let mut next = first;
        while let Some(attempt) = next {
            self.program.deadline.check()?;
            // The upper half of the stream number counts attempts, so that samples keep theirs.
            let mut stream = self.key.stream(attempt.number << 32 | attempt.sample as u64);
            let mut walk = self.fresh.clone();
            next = if walk.is_done(&self.program.options) {
                self.finish(attempt, &walk)
            } else {
                let draft = self.draw(&mut walk, &mut stream)?;
                self.proceed(Asking { attempt, stream, walk, draft }, false)?
            };
        }
        Ok(())
    }

    /// Goes on to the next state that the linter has to judge, or else gives the next walk to
    /// start. `settled` says that the linter has judged the state at hand.
    fn proceed(
        &mut self,
        mut asking: Asking,
        mut settled: bool,
    ) -> Result<Option<Attempt>, Reject> {
        loop {
            let Asking { attempt, mut stream, mut walk, draft } = asking;
            // An edit that may not be needs no judge, and neither does a blank state.
            let blank = || self.live_lines(&walk).iter().all(|line| self.is_blank(*line));
            if !settled && walk.may_settle(&self.program, &draft) && !blank() {
                let asking = Asking { attempt, stream, walk, draft };
                self.samples[attempt.sample] = Sample::Asking(Box::new(asking));
                return Ok(None);
            }
            walk.settle(&self.program, &self.weights, draft);
            if walk.is_done(&self.program.options) {
                return Ok(self.finish(attempt, &walk));
            }
            let draft = self.draw(&mut walk, &mut stream)?;
            asking = Asking { attempt, stream, walk, draft };
            settled = false;
        }
    }

    fn draw(&mut self, walk: &mut Walk, stream: &mut Stream) -> Result<Draft, Reject> {
        let seed = walk.drawable.draw(stream);
        let draft = walk.draft(&self.program, seed);
        walk.close(&self.program, seed, draft.start, &mut self.workspace)?;
        Ok(draft)
    }

    /// Ends a walk. Gives the next one to start, where samples wait for one another.
    fn finish(&mut self, attempt: Attempt, walk: &Walk) -> Option<Attempt> {
        let steps = walk.steps(&self.program);
        let Attempt { sample, number } = attempt;
        if !self.program.options.distinct {
            self.samples[sample] = Sample::Done(Some(steps));
            return None;
        }
        let new = self.seen.insert(steps.clone());
        if !new && number + 1 < DISTINCT_ATTEMPTS {
            return Some(Attempt { sample, number: number + 1 });
        }
        self.samples[sample] = Sample::Done(new.then_some(steps));
        (sample + 1 < self.samples.len()).then_some(Attempt { sample: sample + 1, number: 0 })
    }

    fn live_lines(&self, walk: &Walk) -> Vec<u32> {
        let lines = 0..self.program.lines.len();
        lines.filter(|line| walk.is_live(&self.program, *line)).map(|line| line as u32).collect()
    }

    fn line(&self, line: u32) -> &str {
        self.program.lines.text(&self.program.source, line as usize)
    }

    fn is_blank(&self, line: u32) -> bool {
        self.line(line).trim().is_empty()
    }
}
