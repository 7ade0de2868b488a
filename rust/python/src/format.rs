//! Edit formats.

use lintseq_core::format as core;
use lintseq_core::line::LineIndex;
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;

use crate::Rejection;

/// `(edit, hunk, line, reason, message)` of what could not be applied.
type Failure = (usize, usize, usize, &'static str, String);

/// An edit format with its options; see `lintseq.formats`.
#[pyclass(frozen, module = "lintseq._core")]
pub(crate) struct Format(pub(crate) core::Format);

#[pymethods]
impl Format {
    #[staticmethod]
    #[pyo3(signature = (context = 0, path = None))]
    fn unified(context: usize, path: Option<String>) -> Self {
        Self(core::Format::Unified(core::unified::Unified { context, path }))
    }

    #[staticmethod]
    #[pyo3(signature = (context = 0))]
    fn unnumbered(context: usize) -> Self {
        Self(core::Format::Unnumbered(core::Unnumbered { context }))
    }

    #[staticmethod]
    #[pyo3(signature = (context = 0))]
    fn search_replace(context: usize) -> Self {
        Self(core::Format::SearchReplace(core::SearchReplace { context }))
    }

    #[staticmethod]
    #[pyo3(signature = (context = 3, path = None))]
    fn v4a(context: usize, path: Option<String>) -> Self {
        Self(core::Format::V4a(core::V4a { context, path }))
    }

    #[staticmethod]
    fn anchored() -> Self {
        Self(core::Format::Anchored(core::Anchored))
    }

    #[staticmethod]
    #[pyo3(signature = (tag = None))]
    fn whole(tag: Option<String>) -> Self {
        Self(core::Format::Whole(core::Whole { tag }))
    }

    /// Gives `(reason, detail)` instead where the format cannot hold the program.
    fn render<'py>(
        &self,
        py: Python<'py>,
        program: &str,
        language: &str,
        steps: PyReadonlyArray1<'_, i32>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let lines = LineIndex::new(program);
        let steps = crate::steps(&steps, lines.len())?;
        match self.0.for_language(language).render(program, &lines, steps.as_slice()) {
            Ok(texts) => Ok(texts.into_pyobject(py)?.into_any()),
            Err(error) => {
                let refusal: Rejection = (error.obstacle.code(), error.message);
                Ok(refusal.into_pyobject(py)?.into_any())
            }
        }
    }

    fn split<'a>(&self, text: &'a str) -> Vec<&'a str> {
        self.0.split(text)
    }

    fn apply(&self, base: &str, edits: Vec<PyBackedStr>) -> (String, Vec<Failure>) {
        let applied = self.0.apply(base, &edits);
        let failures = applied
            .failures
            .into_iter()
            .map(|failure| {
                (failure.edit, failure.hunk, failure.line, failure.kind.code(), failure.message)
            })
            .collect();
        (applied.text, failures)
    }
}
