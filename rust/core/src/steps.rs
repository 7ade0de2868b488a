//! The step array: which step of a sequence inserts each line.

/// The whole content of an edit sequence: for each line, the step that inserts it, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Steps(Vec<i32>);

/// A step array that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepsError {
    /// Not one step for each line.
    #[error("the step array has {found} entries for a program of {lines} lines")]
    Length {
        /// Entries.
        found: usize,
        /// Lines.
        lines: usize,
    },
    /// A step below 0 or a step that inserts nothing.
    #[error("the steps of {edits} edits must be the numbers 0 to {}, but {step} is {problem}", edits - 1)]
    Gap {
        /// Edits, judged by the largest step.
        edits: i64,
        /// The offending step.
        step: i64,
        /// What is wrong with it.
        problem: &'static str,
    },
}

impl Steps {
    /// Checks a step array for a program of `lines` lines.
    ///
    /// # Errors
    ///
    /// [`StepsError`] where the length is wrong or the steps are not `0..k`, each used.
    pub fn new(steps: Vec<i32>, lines: usize) -> Result<Self, StepsError> {
        if steps.len() != lines {
            return Err(StepsError::Length { found: steps.len(), lines });
        }
        let edits = steps.iter().max().map_or(0, |last| i64::from(*last) + 1);
        if let Some(step) = steps.iter().find(|step| **step < 0) {
            return Err(StepsError::Gap {
                edits: edits.max(1),
                step: i64::from(*step),
                problem: "negative",
            });
        }
        // More edits than lines leave some edit empty.
        let mut used = vec![false; lines];
        for step in &steps {
            if let Some(slot) = used.get_mut(*step as usize) {
                *slot = true;
            }
        }
        let unused = (0..edits).find(|step| !used.get(*step as usize).copied().unwrap_or(false));
        match unused {
            Some(step) => Err(StepsError::Gap { edits, step, problem: "used by no line" }),
            None => Ok(Self(steps)),
        }
    }

    /// From the number of the deletion that took each line, counted from the finished program.
    /// With `join_last` the two last deletions become one edit.
    pub(crate) fn from_deletions(deletion_of: &[usize], join_last: bool) -> Self {
        let last = deletion_of.iter().max().copied().unwrap_or(0);
        let keep = if join_last { last.saturating_sub(1) } else { last };
        // Deletions that took no line leave no gap.
        let mut used = vec![false; last + 1];
        for deletion in deletion_of {
            used[(*deletion).min(keep)] = true;
        }
        let mut step_of = vec![0; last + 1];
        let mut next = 0;
        for deletion in (0..=last).rev() {
            step_of[deletion] = next;
            if used[deletion] {
                next += 1;
            }
        }
        Self(deletion_of.iter().map(|deletion| step_of[(*deletion).min(keep)]).collect())
    }

    /// The steps, one for each line.
    #[must_use]
    pub fn as_slice(&self) -> &[i32] {
        &self.0
    }

    /// How many edits there are.
    #[must_use]
    pub fn edits(&self) -> usize {
        self.0.iter().max().map_or(0, |last| *last as usize + 1)
    }

    /// The steps, one for each line.
    #[must_use]
    pub fn into_vec(self) -> Vec<i32> {
        self.0
    }
}
