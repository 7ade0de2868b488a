//! From a batch of rows to a batch of edit sequences.

use std::error::Error;
use std::num::NonZeroUsize;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use lintseq_core::batch::{self, Job};
use lintseq_core::format::Format;
use lintseq_core::row::{Oracle, Prepared, Schema};
use lintseq_core::{Options, Reject};

use crate::column::Columns;
use crate::outcome::{Answer, Outcome, Sampled, reason};
use crate::output::Layout;

/// What to read from each row, and what to make of it.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// Which columns to read.
    pub schema: &'a Schema,
    /// How to sample.
    pub options: &'a Options,
    /// Edit sequences for each program.
    pub samples: usize,
    /// Where the randomness starts.
    pub seed: u64,
    /// Cores to use; None is all.
    pub threads: Option<NonZeroUsize>,
    /// How the edits are written.
    pub format: &'a Format,
    /// The name of that format.
    pub edit_format: &'a str,
    /// The versions of the linters that guide, besides the native one.
    pub linters: &'a [String],
    /// Whether what stands around code fences goes to a column of its own.
    pub keeps_prose: bool,
}

/// What cannot be blamed on a row.
#[derive(Debug, thiserror::Error)]
pub enum TransformError {
    /// The batch is none that can be read, or its rows are too long.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
    /// Of the one who samples in the engine's place.
    #[error(transparent)]
    Supply(SupplyError),
}

/// What goes wrong where somebody else samples.
pub type SupplyError = Box<dyn Error + Send + Sync>;

/// Samples programs in the engine's place, and writes their edits.
pub type Supply<'a> = dyn Fn(&[&Prepared]) -> Result<Vec<Answer>, SupplyError> + 'a;

/// Makes of each row one output row for each of its samples, or one that says why there are none.
///
/// The result does not depend on how rows are cut into batches, nor on `plan.threads`. With
/// `supply`, that samples instead of the engine.
///
/// # Errors
///
/// A [`TransformError`]; never for a row.
pub fn transform(
    input: &RecordBatch,
    plan: &Plan<'_>,
    oracle: &(impl Oracle + Sync),
    supply: Option<&Supply<'_>>,
) -> Result<Vec<RecordBatch>, TransformError> {
    let layout = Layout::new(input.schema_ref(), plan);
    let columns = Columns::of(input, plan.schema)?;
    let outcomes = match supply {
        None => engine_outcomes(input.num_rows(), &columns, plan, oracle),
        Some(supply) => supplied_outcomes(input.num_rows(), &columns, plan, oracle, supply)?,
    };
    Ok(layout.write(input, &outcomes, plan)?)
}

fn engine_outcomes(
    rows: usize,
    columns: &Columns,
    plan: &Plan<'_>,
    oracle: &(impl Oracle + Sync),
) -> Vec<Outcome> {
    let outcomes = batch::each(rows, plan.threads, |row, workspace| {
        let prepared = match plan.schema.prepare(&columns.row(row), oracle, workspace) {
            Ok(prepared) => prepared,
            Err(refusal) => return Ok(Outcome::refused(refusal)),
        };
        let job = Job { program: prepared.program.as_bytes(), language: &prepared.language };
        let result =
            batch::generate(&job, plan.options, plan.samples, plan.seed, plan.format, workspace);
        let result = match result {
            Err(reject) => Err(reason(&reject)),
            Ok(samples) => Ok(samples
                .into_iter()
                .map(|(steps, texts)| (steps.into_vec(), texts))
                .collect::<Vec<Sampled>>()),
        };
        Ok(Outcome::sampled(prepared, result))
    });
    outcomes
        .into_iter()
        .map(|outcome| outcome.unwrap_or_else(|reject| Outcome::failed(&reject)))
        .collect()
}

fn supplied_outcomes(
    rows: usize,
    columns: &Columns,
    plan: &Plan<'_>,
    oracle: &(impl Oracle + Sync),
    supply: &Supply<'_>,
) -> Result<Vec<Outcome>, TransformError> {
    let prepared = batch::each(rows, plan.threads, |row, workspace| {
        Ok(plan.schema.prepare(&columns.row(row), oracle, workspace))
    });
    let asked: Vec<&Prepared> = prepared.iter().flatten().flatten().collect();
    let mut answers = supply(&asked).map_err(TransformError::Supply)?.into_iter();
    Ok(prepared
        .into_iter()
        .map(|row| match row {
            Err(reject) => Outcome::failed(&reject),
            Ok(Err(refusal)) => Outcome::refused(refusal),
            Ok(Ok(prepared)) => {
                let answer = answers.next().unwrap_or_else(|| Err(reason(&Reject::Internal)));
                Outcome::sampled(prepared, answer)
            }
        })
        .collect())
}
