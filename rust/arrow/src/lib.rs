//! Batches of rows through the engine: Arrow in, Arrow out.
//!
//! Data flows one way:
//!
//! ```text
//! RecordBatch -> column (cells of rows) -> lintseq_core::row -> sampler -> outcome -> output
//! ```
//!
//! The crate knows no Python. A bad row never fails its batch: it comes out with its reason.

mod column;
mod outcome;
mod output;
mod transform;

pub use outcome::{Answer, Outcome, Sampled};
pub use output::{ADDED_COLUMNS, PROSE_COLUMN, output_schema};
pub use transform::{Plan, Supply, SupplyError, TransformError, transform};
