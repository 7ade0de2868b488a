//! What became of a row.

use std::borrow::Cow;

use lintseq_core::Reject;
use lintseq_core::row::{Prepared, Refusal};

/// The step array of a sample, and the texts of its edits.
pub type Sampled = (Vec<i32>, Vec<String>);

/// What somebody who samples gives for a program: its samples, or reason and detail.
pub type Answer = Result<Vec<Sampled>, (Cow<'static, str>, String)>;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The language, as far as it is known, or what the row says that it is.
    pub language: Option<String>,
    /// The row's stable name, if it could be read.
    pub row_id: Option<String>,
    /// What stood around the program.
    pub prose: Option<String>,
    /// The samples, or reason and detail of why there are none.
    pub result: Answer,
}

impl Outcome {
    /// Of a row that asks for nothing that could be done.
    pub(crate) fn refused(refusal: Refusal) -> Self {
        Self {
            language: (!refusal.language.is_empty()).then_some(refusal.language),
            row_id: None,
            prose: None,
            result: Err((Cow::Borrowed(refusal.reason), refusal.detail)),
        }
    }

    /// Of a row whose program went to the engine.
    pub(crate) fn sampled(prepared: Prepared, result: Answer) -> Self {
        Self {
            row_id: Some(prepared.row_id()),
            language: Some(prepared.language),
            prose: prepared.prose,
            result,
        }
    }

    /// Of a row on which the engine failed.
    pub(crate) fn failed(reject: &Reject) -> Self {
        Self { language: None, row_id: None, prose: None, result: Err(reason(reject)) }
    }

    /// How many rows it gives: one for each sample, and one for a reject.
    pub(crate) fn rows(&self) -> usize {
        self.result.as_ref().map_or(1, Vec::len)
    }

    /// Bytes of the edits of a sample, or of what is said of a reject.
    pub(crate) fn bytes(&self, sample: usize) -> usize {
        match &self.result {
            Err((_, detail)) => detail.len(),
            Ok(samples) => samples.get(sample).map_or(0, |(steps, texts)| {
                size_of_val(steps.as_slice()) + texts.iter().map(String::len).sum::<usize>()
            }),
        }
    }
}

/// Reason and detail of a reject.
pub(crate) fn reason(reject: &Reject) -> (Cow<'static, str>, String) {
    (Cow::Borrowed(reject.code()), reject.to_string())
}
