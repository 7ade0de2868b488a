//! Arrow data in and out, by the `PyCapsule` interface of the Arrow C data interface.

use std::borrow::Cow;
use std::ffi::CStr;
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{DataType, Schema as ArrowSchema, SchemaRef};
use lintseq_arrow::{Answer, Plan, Supply, SupplyError, TransformError};
use lintseq_core::row::Prepared;
use numpy::PyReadonlyArray1;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::format::Format;
use crate::row::{PythonOracle, Schema};
use crate::{Options, value_error};

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Batches of rows, which anything that reads Arrow data can take.
#[pyclass(frozen, module = "lintseq._core")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema; // a wish that may be left unheard
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, SchemaRef::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(value_error)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

/// The pointer of a capsule that has a certain name.
fn pointer<T>(object: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    let capsule = object.cast::<PyCapsule>().map_err(|_| {
        PyTypeError::new_err(format!("Arrow data come as capsules, not as {}", object.get_type()))
    })?;
    Ok(capsule.pointer_checked(Some(name))?.cast())
}

/// Takes over the batches of an object that has Arrow data.
fn batches(object: &Bound<'_, PyAny>) -> PyResult<(SchemaRef, Vec<RecordBatch>)> {
    if object.hasattr("__arrow_c_stream__")? {
        let capsule = object.call_method0("__arrow_c_stream__")?;
        let stream = pointer::<FFI_ArrowArrayStream>(&capsule, STREAM)?;
        // SAFETY: by its name the capsule vouches that it points to a valid stream. It is moved out
        // and marked as released, so that the capsule, which lives until here, does not free it.
        #[expect(unsafe_code, reason = "a pointer from another library")]
        let reader = unsafe { RecordBatchStreamReader::from_raw(stream.as_ptr()) };
        let reader = reader.map_err(value_error)?;
        let schema = reader.schema();
        // What produces the batches may be Python, which takes the interpreter's lock itself.
        let batches = object.py().detach(|| reader.collect::<Result<Vec<_>, _>>());
        return Ok((schema, batches.map_err(value_error)?));
    }
    if object.hasattr("__arrow_c_array__")? {
        let capsules = object.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let (schema, array) = (capsules.get_item(0)?, capsules.get_item(1)?);
        let schema = pointer::<FFI_ArrowSchema>(&schema, SCHEMA)?;
        let array = pointer::<FFI_ArrowArray>(&array, ARRAY)?;
        // SAFETY: by their names the capsules vouch that they point to a valid schema and array. The
        // array is moved out and marked as released; the schema is only looked at, while its
        // capsule lives. `from_ffi` trusts that the two belong together, as the interface demands.
        #[expect(unsafe_code, reason = "pointers from another library")]
        let imported = unsafe {
            from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()).and_then(|data| {
                ArrowSchema::try_from(schema.as_ref()).map(|schema| (data, schema))
            })
        };
        let (data, schema) = imported.map_err(value_error)?;
        if !matches!(data.data_type(), DataType::Struct(_)) || data.null_count() > 0 {
            return Err(PyTypeError::new_err(format!(
                "a batch of rows is an array of structs, none of them null, not {}",
                data.data_type()
            )));
        }
        let rows = StructArray::from(data);
        let batch = RecordBatch::from(rows).with_schema(std::sync::Arc::new(schema));
        let batch = batch.map_err(value_error)?;
        return Ok((batch.schema(), vec![batch]));
    }
    Err(PyTypeError::new_err(format!(
        "Arrow data have __arrow_c_stream__ or __arrow_c_array__; {} has neither",
        object.get_type()
    )))
}

#[pyfunction]
#[pyo3(signature = (
    data, schema, options, samples, seed, threads, writer, edit_format, linters, keeps_prose, named,
    detect = None, supply = None
))]
#[expect(clippy::too_many_arguments, reason = "the arguments of a Python function")]
pub(crate) fn transform(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    schema: &Schema,
    options: &Options,
    samples: usize,
    seed: u64,
    threads: Option<usize>,
    writer: &Format,
    edit_format: &str,
    linters: Vec<String>,
    keeps_prose: bool,
    named: Py<PyAny>,
    detect: Option<Py<PyAny>>,
    supply: Option<Py<PyAny>>,
) -> PyResult<Table> {
    let (input, batches) = batches(data)?;
    let plan = Plan {
        schema: &schema.0,
        options: &options.0,
        samples,
        seed,
        threads: crate::threads(threads)?,
        format: &writer.0,
        edit_format,
        linters: &linters,
        keeps_prose,
    };
    let oracle = PythonOracle::new(named, detect);
    let supplied = supply.map(|supply| {
        move |programs: &[&Prepared]| -> Result<_, SupplyError> {
            Python::attach(|py| answers(supply.bind(py), programs)).map_err(Into::into)
        }
    });
    let made = py.detach(|| {
        let mut made = Vec::new();
        for batch in &batches {
            let supply = supplied.as_ref().map(|supply| supply as &Supply<'_>);
            made.extend(lintseq_arrow::transform(batch, &plan, &oracle, supply)?);
        }
        Ok(made)
    });
    let made = made.map_err(|error: TransformError| match error {
        TransformError::Supply(error) => match error.downcast::<PyErr>() {
            Ok(error) => *error,
            Err(error) => value_error(error),
        },
        error => value_error(error),
    });
    oracle.check()?;
    Ok(Table { schema: lintseq_arrow::output_schema(&input, &plan), batches: made? })
}

/// Has Python sample the programs.
fn answers(supply: &Bound<'_, PyAny>, programs: &[&Prepared]) -> PyResult<Vec<Answer>> {
    let texts: Vec<&str> = programs.iter().map(|row| row.program.as_str()).collect();
    let languages: Vec<&str> = programs.iter().map(|row| row.language.as_str()).collect();
    supply
        .call1((texts, languages))?
        .try_iter()?
        .map(|answer| {
            let answer = answer?;
            if let Ok((reason, detail)) = answer.extract::<(String, String)>() {
                return Ok(Err((Cow::Owned(reason), detail)));
            }
            let samples: Vec<(PyReadonlyArray1<'_, i32>, Vec<String>)> = answer.extract()?;
            Ok(Ok(samples
                .into_iter()
                .map(|(steps, texts)| (steps.as_array().to_vec(), texts))
                .collect()))
        })
        .collect()
}
