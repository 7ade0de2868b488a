//! Rows of a data set, see `lintseq.schema`.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use lintseq_core::batch;
use lintseq_core::row::{self as core, Cell, Cells, Message, Oracle};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyString};

/// Which columns to read; see `lintseq.Schema`.
#[pyclass(frozen, module = "lintseq._core")]
pub(crate) struct Schema(pub(crate) core::Schema);

#[pymethods]
impl Schema {
    #[new]
    #[pyo3(signature = (program, instruction, language, path, default_language))]
    fn new(
        program: Option<String>,
        instruction: Option<String>,
        language: String,
        path: Option<String>,
        default_language: Option<String>,
    ) -> Self {
        Self(core::Schema { program, instruction, language, path, default_language })
    }
}

/// Asks Python what the engine does not know.
pub(crate) struct PythonOracle {
    /// From a name to a language's own name, or None and a message.
    named: Py<PyAny>,
    /// From a text to the name of its language, or None.
    detect: Option<Py<PyAny>>,
    failure: Mutex<Option<PyErr>>,
}

impl PythonOracle {
    pub(crate) fn new(named: Py<PyAny>, detect: Option<Py<PyAny>>) -> Self {
        Self { named, detect, failure: Mutex::new(None) }
    }

    /// Fails if Python failed.
    pub(crate) fn check(self) -> PyResult<()> {
        let failure = self.failure.into_inner().unwrap_or_else(PoisonError::into_inner);
        failure.map_or(Ok(()), Err)
    }

    fn note(&self, error: PyErr) {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert(error);
    }
}

impl Oracle for PythonOracle {
    fn language_named(&self, name: &str) -> Result<String, String> {
        let answer = Python::attach(|py| {
            self.named.bind(py).call1((name,))?.extract::<(Option<String>, String)>()
        });
        match answer {
            Ok((Some(found), _)) => Ok(found),
            Ok((None, message)) => Err(message),
            Err(error) => {
                self.note(error);
                Err(format!("the language {name:?} is not known"))
            }
        }
    }

    fn language_of(&self, text: &str) -> Option<String> {
        let detect = self.detect.as_ref()?;
        let answer = Python::attach(|py| -> PyResult<Option<String>> {
            detect.bind(py).call1((text,))?.extract()
        });
        answer.unwrap_or_else(|error| {
            self.note(error);
            None
        })
    }
}

/// A row that was a dict, as far as it will be read.
struct DictRow {
    names: Vec<String>,
    cells: Vec<(String, Cell<'static>)>,
}

impl DictRow {
    fn of(columns: &Bound<'_, PyDict>, schema: &core::Schema) -> PyResult<Self> {
        let mut row = Self { names: Vec::with_capacity(columns.len()), cells: Vec::new() };
        for (name, value) in columns {
            let name = lossy(name.cast::<PyString>()?);
            if schema.may_read(&name) {
                row.cells.push((name.clone(), cell(&value)?));
            }
            row.names.push(name);
        }
        Ok(row)
    }
}

impl Cells for DictRow {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn cell(&self, name: &str) -> Cell<'_> {
        let found = self.cells.iter().find(|(other, _)| other == name);
        match found {
            None => Cell::Missing,
            Some((_, Cell::Text(text))) => Cell::Text(Cow::Borrowed(text)),
            Some((_, cell)) => cell.clone(),
        }
    }
}

fn cell(value: &Bound<'_, PyAny>) -> PyResult<Cell<'static>> {
    if value.is_none() {
        return Ok(Cell::Null);
    }
    if let Ok(text) = value.cast::<PyString>() {
        let bytes = match text.to_str() {
            Ok(text) => text.as_bytes().to_vec(),
            // A lone surrogate has no UTF-8: these bytes are found to be none.
            Err(_) => text.call_method1("encode", ("utf-8", "surrogatepass"))?.extract()?,
        };
        return Ok(Cell::Text(Cow::Owned(bytes)));
    }
    if let Ok(bytes) = value.extract::<Vec<u8>>()
        && !value.is_instance_of::<PyList>()
    {
        return Ok(Cell::Text(Cow::Owned(bytes)));
    }
    if let Ok(list) = value.cast::<PyList>()
        && let Some(messages) = messages(list)?
    {
        return Ok(Cell::Messages(messages));
    }
    let kind = if value.is_instance_of::<PyBool>() {
        "bool".to_owned()
    } else {
        value.get_type().name()?.to_string()
    };
    Ok(Cell::Other(Cow::Owned(kind)))
}

/// The messages of a chat; None if a list is none.
fn messages(list: &Bound<'_, PyList>) -> PyResult<Option<Vec<Message<'static>>>> {
    let mut found = Vec::with_capacity(list.len());
    for item in list {
        let Ok(message) = item.cast::<PyDict>() else { return Ok(None) };
        let text = |name: &str| -> PyResult<Option<String>> {
            let value = message.get_item(name)?;
            Ok(value.and_then(|value| value.cast::<PyString>().ok().map(lossy)))
        };
        let role = text("role")?.or(text("from")?);
        let Some(role) = role else { return Ok(None) };
        let content = text("content")?.or(text("value")?).unwrap_or_default();
        found.push(Message { role: Cow::Owned(role), content: Cow::Owned(content) });
    }
    Ok((!found.is_empty()).then_some(found))
}

fn lossy(text: &Bound<'_, PyString>) -> String {
    text.to_string_lossy().into_owned()
}

/// `(program, language, program column, instruction, instruction column, prose, row id)`.
type Prepared = (String, String, String, String, Option<String>, Option<String>, String);

/// Gives `(reason, detail, language)` for rows that ask for nothing that could be done.
#[pyfunction]
#[pyo3(signature = (rows, schema, named, detect = None, threads = None))]
pub(crate) fn prepare<'py>(
    py: Python<'py>,
    rows: Vec<Bound<'py, PyDict>>,
    schema: &Schema,
    named: Py<PyAny>,
    detect: Option<Py<PyAny>>,
    threads: Option<usize>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let rows = rows.iter().map(|row| DictRow::of(row, &schema.0)).collect::<PyResult<Vec<_>>>()?;
    let oracle = PythonOracle::new(named, detect);
    let threads = crate::threads(threads)?;
    let prepared = py.detach(|| {
        batch::each(rows.len(), threads, |index, workspace| {
            let prepared = schema.0.prepare(&rows[index], &oracle, workspace);
            Ok(prepared.map(|prepared| {
                let row_id = prepared.row_id();
                (prepared, row_id)
            }))
        })
    });
    oracle.check()?;
    prepared
        .into_iter()
        .map(|row| match row {
            Ok(Ok((row, row_id))) => {
                let prepared: Prepared = (
                    row.program,
                    row.language,
                    row.program_column,
                    row.instruction,
                    row.instruction_column,
                    row.prose,
                    row_id,
                );
                Ok(prepared.into_pyobject(py)?.into_any())
            }
            Ok(Err(refusal)) => {
                let refused = (refusal.reason, refusal.detail, refusal.language);
                Ok(refused.into_pyobject(py)?.into_any())
            }
            Err(reject) => {
                let refused = (reject.code(), reject.to_string(), "");
                Ok(refused.into_pyobject(py)?.into_any())
            }
        })
        .collect()
}

#[pyfunction]
pub(crate) fn program_column(row: &Bound<'_, PyDict>, schema: &Schema) -> PyResult<String> {
    Ok(schema.0.program_column(&DictRow::of(row, &schema.0)?).to_owned())
}

#[pyfunction]
pub(crate) fn row_id(program: &str, language: &str, instruction: &str) -> String {
    core::row_id(program, language, instruction)
}

#[pyfunction]
pub(crate) fn extract_program(text: &str, language: &str) -> Option<String> {
    let is_tag = |tag: &str| lintseq_core::language_of_tag(tag).as_deref() == Some(language);
    core::extract_program(text, is_tag, |_| false).map(|extraction| extraction.program.into_owned())
}

#[pyfunction]
pub(crate) fn language_of_tag(tag: &str) -> Option<String> {
    lintseq_core::language_of_tag(tag)
}

#[pyfunction]
pub(crate) fn language_of_path(path: &str) -> Option<String> {
    core::language_of_path(path)
}

#[pyfunction]
pub(crate) fn language_of_shebang(text: &str) -> Option<String> {
    core::language_of_shebang(text)
}
