//! Output batches: the columns of the input, and ours.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{Int32Builder, ListBuilder, StringBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch, UInt32Array};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use arrow_select::take::take;

use crate::column::is_text;
use crate::outcome::Outcome;
use crate::transform::Plan;

/// The columns that output rows have besides those of the input.
pub const ADDED_COLUMNS: [&str; 11] = [
    "edit_path",
    "edit_steps",
    "n_edits",
    "sample",
    LANGUAGE,
    "row_id",
    "status",
    "reason",
    "detail",
    "linters",
    "edit_format",
];

/// The column that they have, too, where prose is kept.
pub const PROSE_COLUMN: &str = "prose";

const LANGUAGE: &str = "language";

/// Metadata that describe the columns of the input, and would be wrong for those of the output.
const STALE_METADATA: [&str; 2] = ["huggingface", "pandas"];

/// Arrays with 32-bit offsets hold two GiB; an output batch gets no more than about this.
const MOST_BYTES: usize = 1 << 30;

/// The schema of the output, and which columns of the input are in it.
pub(crate) struct Layout {
    pub(crate) schema: SchemaRef,
    kept: Vec<usize>,
}

/// The schema of what [`transform`](crate::transform) makes of batches of a schema.
#[must_use]
pub fn output_schema(input: &Schema, plan: &Plan<'_>) -> SchemaRef {
    Layout::new(input, plan).schema
}

impl Layout {
    /// Input columns stay. One that has a name of ours becomes `source_<name>`, but for the text
    /// that says the language: that is what our column `language` says.
    pub(crate) fn new(input: &Schema, plan: &Plan<'_>) -> Self {
        let is_ours =
            |name: &str| ADDED_COLUMNS.contains(&name) || plan.keeps_prose && name == PROSE_COLUMN;
        let mut kept = Vec::new();
        let mut fields: Vec<FieldRef> = Vec::new();
        for (place, field) in input.fields().iter().enumerate() {
            let says_language = field.name() == LANGUAGE && plan.schema.language == LANGUAGE;
            if says_language && is_text(field.data_type()) {
                continue;
            }
            kept.push(place);
            if !is_ours(field.name()) {
                fields.push(Arc::clone(field));
                continue;
            }
            let mut free = format!("source_{}", field.name());
            while input.column_with_name(&free).is_some() {
                free.insert_str(0, "source_");
            }
            fields.push(Arc::new(field.as_ref().clone().with_name(free)));
        }
        let list = |kind| DataType::List(Arc::new(Field::new("item", kind, true)));
        for name in ADDED_COLUMNS {
            let kind = match name {
                "edit_path" | "linters" => list(DataType::Utf8),
                "edit_steps" => list(DataType::Int32),
                "n_edits" | "sample" => DataType::Int32,
                _ => DataType::Utf8,
            };
            fields.push(Arc::new(Field::new(name, kind, true)));
        }
        if plan.keeps_prose {
            fields.push(Arc::new(Field::new(PROSE_COLUMN, DataType::Utf8, true)));
        }
        let mut metadata = input.metadata().clone();
        metadata.retain(|name, _| !STALE_METADATA.contains(&name.as_str()));
        Self { schema: Arc::new(Schema::new_with_metadata(fields, metadata)), kept }
    }

    /// Writes the output rows of a batch, in several batches where one could not hold them.
    pub(crate) fn write(
        &self,
        input: &RecordBatch,
        outcomes: &[Outcome],
        plan: &Plan<'_>,
    ) -> Result<Vec<RecordBatch>, ArrowError> {
        let rows: Vec<(usize, usize)> = outcomes
            .iter()
            .enumerate()
            .flat_map(|(row, outcome)| (0..outcome.rows()).map(move |sample| (row, sample)))
            .collect();
        let mut batches = Vec::new();
        for range in pieces(input, outcomes, &rows)? {
            batches.push(self.piece(input, outcomes, &rows[range], plan)?);
        }
        Ok(batches)
    }

    fn piece(
        &self,
        input: &RecordBatch,
        outcomes: &[Outcome],
        rows: &[(usize, usize)],
        plan: &Plan<'_>,
    ) -> Result<RecordBatch, ArrowError> {
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        let as_it_is = rows.len() == input.num_rows()
            && rows.iter().enumerate().all(|(place, (row, _))| place == *row);
        let places = || -> Result<UInt32Array, ArrowError> {
            rows.iter()
                .map(|(row, _)| {
                    u32::try_from(*row).map(Some).map_err(|_| {
                        ArrowError::InvalidArgumentError("a batch has too many rows".to_owned())
                    })
                })
                .collect()
        };
        let places = if as_it_is { None } else { Some(places()?) };
        for place in &self.kept {
            let column = input.column(*place);
            columns.push(match &places {
                None => Arc::clone(column),
                Some(places) => take(column, places, None)?,
            });
        }
        columns.extend(added(outcomes, rows, plan));
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

/// Cuts output rows into pieces that arrays can hold.
fn pieces(
    input: &RecordBatch,
    outcomes: &[Outcome],
    rows: &[(usize, usize)],
) -> Result<Vec<Range<usize>>, ArrowError> {
    let most_samples = outcomes.iter().map(Outcome::rows).max().unwrap_or(0);
    let row_bytes = |row: usize| -> Result<usize, ArrowError> {
        input
            .columns()
            .iter()
            .map(|column| column.slice(row, 1).to_data().get_slice_memory_size())
            .sum()
    };
    let whole = input
        .columns()
        .iter()
        .map(|column| column.to_data().get_slice_memory_size())
        .sum::<Result<usize, ArrowError>>()?;
    // Only where it could matter is each row looked at.
    let is_large = whole.saturating_mul(most_samples) > MOST_BYTES;
    let mut pieces = Vec::new();
    let (mut start, mut bytes) = (0, 0_usize);
    for (place, (row, sample)) in rows.iter().enumerate() {
        let own = outcomes[*row].bytes(*sample) + if is_large { row_bytes(*row)? } else { 0 };
        if place > start && bytes + own > MOST_BYTES {
            pieces.push(start..place);
            (start, bytes) = (place, 0);
        }
        bytes += own;
    }
    pieces.push(start..rows.len());
    Ok(pieces)
}

/// Our columns, in their order.
fn added(outcomes: &[Outcome], rows: &[(usize, usize)], plan: &Plan<'_>) -> Vec<ArrayRef> {
    let mut edit_path = ListBuilder::new(StringBuilder::new());
    let mut edit_steps = ListBuilder::new(Int32Builder::new());
    let mut n_edits = Int32Builder::with_capacity(rows.len());
    let mut sample_number = Int32Builder::with_capacity(rows.len());
    let text = || StringBuilder::with_capacity(rows.len(), 0);
    let (mut language, mut row_id, mut status) = (text(), text(), text());
    let (mut reason, mut detail, mut edit_format, mut prose) = (text(), text(), text(), text());
    let mut linters = ListBuilder::new(StringBuilder::new());
    for (row, sample) in rows {
        let outcome = &outcomes[*row];
        language.append_option(outcome.language.as_deref());
        row_id.append_option(outcome.row_id.as_deref());
        prose.append_option(outcome.prose.as_deref());
        match &outcome.result {
            Err((why, explained)) => {
                edit_path.append_null();
                edit_steps.append_null();
                n_edits.append_null();
                sample_number.append_null();
                status.append_value("rejected");
                reason.append_value(why);
                detail.append_value(explained);
                linters.append_null();
                edit_format.append_null();
            }
            Ok(samples) => {
                let (steps, texts) = &samples[*sample];
                for edit in texts {
                    edit_path.values().append_value(edit);
                }
                edit_path.append(true);
                edit_steps.values().append_slice(steps);
                edit_steps.append(true);
                n_edits.append_option(i32::try_from(texts.len()).ok());
                sample_number.append_option(i32::try_from(*sample).ok());
                status.append_value("ok");
                reason.append_null();
                detail.append_null();
                for linter in plan.linters {
                    linters.values().append_value(linter);
                }
                linters.append(true);
                edit_format.append_value(plan.edit_format);
            }
        }
    }
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(edit_path.finish()),
        Arc::new(edit_steps.finish()),
        Arc::new(n_edits.finish()),
        Arc::new(sample_number.finish()),
        Arc::new(language.finish()),
        Arc::new(row_id.finish()),
        Arc::new(status.finish()),
        Arc::new(reason.finish()),
        Arc::new(detail.finish()),
        Arc::new(linters.finish()),
        Arc::new(edit_format.finish()),
    ];
    if plan.keeps_prose {
        columns.push(Arc::new(prose.finish()));
    }
    columns
}
