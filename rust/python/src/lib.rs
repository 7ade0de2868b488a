//! Python bindings of lintseq-core and lintseq-arrow: conversions only, no logic.

mod arrow;
mod format;
mod row;

use std::num::NonZeroUsize;
use std::time::Duration;

use lintseq_core as core;
use lintseq_core::batch::{self, Job};
use lintseq_core::line::LineIndex;
use numpy::{IntoPyArray, PyArray1, PyReadonlyArray1};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyString};

use crate::format::Format;

/// `(reason, detail)` of a rejected program.
type Rejection = (&'static str, String);
/// `(line, column, code, message)`, lines and columns from 1.
type Finding = (usize, Option<usize>, &'static str, String);

fn value_error(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

fn rejection(reject: &core::Reject) -> Rejection {
    (reject.code(), reject.to_string())
}

/// How to sample; see `lintseq.Config`.
#[pyclass(frozen, module = "lintseq._core")]
struct Options(core::Options);

#[pymethods]
impl Options {
    #[new]
    #[pyo3(signature = (
        *, strategy = "lintseq", granularity = "unit", weights = "depth", comments = "attach",
        imports = "sampled", constants = "sampled", max_edits = None, distinct = false,
        children_per_round = 1, top_k = 1, population = 1, baseline = "keep", reparse = "auto",
        syntax_errors = "reject", max_bytes = 1_000_000, max_lines = 20_000,
        max_line_bytes = 50_000, max_nesting = 500, max_seconds = 10.0,
    ))]
    #[expect(clippy::too_many_arguments, reason = "one keyword argument for each option")]
    fn new(
        strategy: &str,
        granularity: &str,
        weights: &str,
        comments: &str,
        imports: &str,
        constants: &str,
        max_edits: Option<usize>,
        distinct: bool,
        children_per_round: usize,
        top_k: usize,
        population: usize,
        baseline: &str,
        reparse: &str,
        syntax_errors: &str,
        max_bytes: usize,
        max_lines: usize,
        max_line_bytes: usize,
        max_nesting: usize,
        max_seconds: f64,
    ) -> PyResult<Self> {
        Ok(Self(core::Options {
            strategy: strategy.parse().map_err(value_error)?,
            granularity: granularity.parse().map_err(value_error)?,
            weights: weights.parse().map_err(value_error)?,
            comments: comments.parse().map_err(value_error)?,
            imports: imports.parse().map_err(value_error)?,
            constants: constants.parse().map_err(value_error)?,
            max_edits,
            distinct,
            search: core::Search { children_per_round, top_k, population },
            baseline: baseline.parse().map_err(value_error)?,
            reparse: reparse.parse().map_err(value_error)?,
            syntax_errors: syntax_errors.parse().map_err(value_error)?,
            limits: core::Limits {
                bytes: max_bytes,
                lines: max_lines,
                line_bytes: max_line_bytes,
                nesting: max_nesting,
                time: Duration::try_from_secs_f64(max_seconds).map_err(value_error)?,
            },
        }))
    }
}

/// The bytes of a program, kept alive while the interpreter is left.
enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl Text {
    fn of(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            // Lone surrogates have no UTF-8; passed through, they are rejected as invalid.
            return match PyBackedStr::try_from(text.clone()) {
                Ok(text) => Ok(Self::Str(text)),
                Err(_) => {
                    let encoded = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
                    Ok(Self::Bytes(encoded.cast_into::<PyBytes>()?.into()))
                }
            };
        }
        match object.cast::<PyBytes>() {
            Ok(bytes) => Ok(Self::Bytes(bytes.clone().into())),
            Err(_) => Err(PyTypeError::new_err("a program must be str or bytes")),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Str(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// The programs of a batch with their languages.
struct Programs {
    texts: Vec<Text>,
    languages: Vec<PyBackedStr>,
}

impl Programs {
    fn of(programs: &[Bound<'_, PyAny>], languages: Vec<PyBackedStr>) -> PyResult<Self> {
        if programs.len() != languages.len() {
            return Err(PyValueError::new_err(format!(
                "{} programs need as many languages, not {}",
                programs.len(),
                languages.len()
            )));
        }
        let texts = programs.iter().map(Text::of).collect::<PyResult<Vec<_>>>()?;
        Ok(Self { texts, languages })
    }

    fn jobs(&self) -> Vec<Job<'_>> {
        let pairs = self.texts.iter().zip(&self.languages);
        pairs.map(|(text, language)| Job { program: text.bytes(), language }).collect()
    }
}

fn threads(number: Option<usize>) -> PyResult<Option<NonZeroUsize>> {
    let at_least_one =
        |n| NonZeroUsize::new(n).ok_or_else(|| value_error("threads must be at least 1"));
    number.map(at_least_one).transpose()
}

/// Converts what became of each program.
fn results<'py, T, U: IntoPyObject<'py>>(
    py: Python<'py>,
    results: Vec<Result<Vec<T>, core::Reject>>,
    convert: impl Fn(T) -> U,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    results
        .into_iter()
        .map(|result| match result {
            Ok(sequences) => {
                let converted: Vec<U> = sequences.into_iter().map(&convert).collect();
                Ok(converted.into_pyobject(py)?.into_any())
            }
            Err(reject) => Ok(rejection(&reject).into_pyobject(py)?.into_any()),
        })
        .collect()
}

#[pyfunction]
#[pyo3(signature = (programs, languages, options, samples, seed, threads = None))]
fn sample_batch<'py>(
    py: Python<'py>,
    programs: Vec<Bound<'py, PyAny>>,
    languages: Vec<PyBackedStr>,
    options: &Options,
    samples: usize,
    seed: u64,
    threads: Option<usize>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let programs = Programs::of(&programs, languages)?;
    let threads = self::threads(threads)?;
    let options = &options.0;
    let sampled =
        py.detach(|| batch::sample_all(&programs.jobs(), options, samples, seed, threads));
    results(py, sampled, |steps| steps.into_vec().into_pyarray(py))
}

#[pyfunction]
#[pyo3(signature = (programs, languages, options, samples, seed, threads, writer))]
#[expect(clippy::too_many_arguments, reason = "the arguments of a Python function")]
fn generate_batch<'py>(
    py: Python<'py>,
    programs: Vec<Bound<'py, PyAny>>,
    languages: Vec<PyBackedStr>,
    options: &Options,
    samples: usize,
    seed: u64,
    threads: Option<usize>,
    writer: &Format,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let programs = Programs::of(&programs, languages)?;
    let threads = self::threads(threads)?;
    let (options, writer) = (&options.0, &writer.0);
    let sampled = py
        .detach(|| batch::generate_all(&programs.jobs(), options, samples, seed, threads, writer));
    results(py, sampled, |(steps, texts)| (steps.into_vec().into_pyarray(py), texts))
}

fn finding(diagnostic: core::Diagnostic) -> Finding {
    (diagnostic.line + 1, Some(diagnostic.column + 1), diagnostic.code, diagnostic.message)
}

fn language(name: &str) -> PyResult<std::sync::Arc<core::Language>> {
    core::find_language(name).ok_or_else(|| value_error(batch::unknown_language(name)))
}

fn steps(array: &PyReadonlyArray1<'_, i32>, lines: usize) -> PyResult<core::Steps> {
    core::Steps::new(array.as_array().to_vec(), lines).map_err(value_error)
}

#[pyfunction]
#[pyo3(name = "lint")]
fn lint_text(
    py: Python<'_>,
    program: PyBackedStr,
    language: &str,
    options: &Options,
) -> PyResult<Vec<Finding>> {
    let language = self::language(language)?;
    let limits = &options.0.limits;
    py.detach(|| core::lint(&program, &language, limits, &mut core::Workspace::default()))
        .map(|found| found.into_iter().map(finding).collect())
        .map_err(value_error)
}

#[pyfunction]
fn parses(
    py: Python<'_>,
    texts: Vec<PyBackedStr>,
    language: &str,
    options: &Options,
) -> PyResult<Vec<bool>> {
    let language = self::language(language)?;
    let limits = &options.0.limits;
    py.detach(|| {
        let mut workspace = core::Workspace::default();
        let mut parses = |text: &PyBackedStr| core::parses(text, &language, limits, &mut workspace);
        texts.iter().map(&mut parses).collect::<Result<Vec<bool>, _>>()
    })
    .map_err(|reject: core::Reject| value_error(reject))
}

#[pyfunction]
fn skeleton(
    py: Python<'_>,
    program: PyBackedStr,
    language: &str,
    options: &Options,
) -> PyResult<Option<[u8; 16]>> {
    let language = self::language(language)?;
    let limits = &options.0.limits;
    py.detach(|| core::skeleton(&program, &language, limits, &mut core::Workspace::default()))
        .map_err(|reject: core::Reject| value_error(reject))
}

#[pyfunction]
#[pyo3(name = "verify")]
fn verify_steps(
    py: Python<'_>,
    program: PyBackedStr,
    language: &str,
    steps: PyReadonlyArray1<'_, i32>,
    options: &Options,
) -> PyResult<Vec<(usize, Finding)>> {
    let language = self::language(language)?;
    let steps = self::steps(&steps, LineIndex::new(&program).len())?;
    let options = options.0.for_judging();
    py.detach(|| {
        let mut workspace = core::Workspace::default();
        let program = core::Program::parse(&program, &language, &options, &mut workspace)?;
        core::verify(&program, &steps, &mut workspace)
    })
    .map(|found| {
        found.into_iter().map(|(state, diagnostic)| (state, finding(diagnostic))).collect()
    })
    .map_err(value_error)
}

/// The samples of one program under the guidance of a linter; see `lintseq.guidance`.
#[pyclass(module = "lintseq._core")]
struct Guide(core::Guide);

/// `(sample, text of the state, the program's line of each of its lines)`, lines from 0.
type Question<'py> = (usize, String, Bound<'py, PyArray1<u32>>);

#[pymethods]
impl Guide {
    /// Gives the reject of the program instead, where it is one.
    #[staticmethod]
    fn start<'py>(
        py: Python<'py>,
        program: Bound<'py, PyAny>,
        language: &str,
        options: &Options,
        samples: usize,
        seed: u64,
    ) -> PyResult<Bound<'py, PyAny>> {
        let text = Text::of(&program)?;
        let started = py.detach(|| {
            let job = Job { program: text.bytes(), language };
            batch::guide(&job, &options.0, samples, seed).map(Self)
        });
        match started {
            Ok(guide) => Ok(Bound::new(py, guide)?.into_any()),
            Err(reject) => Ok(rejection(&reject).into_pyobject(py)?.into_any()),
        }
    }

    #[getter]
    fn program(&self) -> &str {
        self.0.source()
    }

    fn questions<'py>(&self, py: Python<'py>) -> Vec<Question<'py>> {
        let questions = self.0.questions().into_iter();
        questions.map(|asked| (asked.sample, asked.text, asked.lines.into_pyarray(py))).collect()
    }

    fn answer(&mut self, py: Python<'_>, sample: usize, blamed: Vec<usize>) -> Option<Rejection> {
        let answered = py.detach(|| batch::answer(&mut self.0, sample, &blamed));
        answered.err().map(|reject| rejection(&reject))
    }

    fn steps<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, PyArray1<i32>>> {
        let steps = self.0.steps().into_iter();
        steps.map(|steps| steps.as_slice().to_vec().into_pyarray(py)).collect()
    }
}

/// `(unit of each line, parent of each unit, weight of each unit)`; unit 0 is the program.
type Units<'py> = (Bound<'py, PyArray1<u32>>, Bound<'py, PyArray1<u32>>, Bound<'py, PyArray1<u64>>);

#[pyfunction]
fn units<'py>(
    py: Python<'py>,
    program: PyBackedStr,
    language: &str,
    options: &Options,
) -> PyResult<Units<'py>> {
    let language = self::language(language)?;
    let options = options.0;
    let (lines, parents, weights) = py
        .detach(|| {
            let mut workspace = core::Workspace::default();
            let program = core::Program::parse(&program, &language, &options, &mut workspace)?;
            let parents: Vec<u32> =
                (0..program.unit_count()).map(|unit| program.parent_unit(unit)).collect();
            Ok((program.line_units().to_vec(), parents, core::weights(&program)))
        })
        .map_err(|reject: core::Reject| value_error(reject))?;
    Ok((lines.into_pyarray(py), parents.into_pyarray(py), weights.into_pyarray(py)))
}

#[pyfunction]
fn languages(py: Python<'_>) -> PyResult<Vec<Bound<'_, PyDict>>> {
    core::summaries()
        .into_iter()
        .map(|language| {
            let entry = PyDict::new(py);
            entry.set_item("name", language.name)?;
            entry.set_item("grammar", language.grammar)?;
            entry.set_item("aliases", language.aliases)?;
            entry.set_item("extensions", language.extensions)?;
            entry.set_item("fences", language.fences)?;
            entry.set_item("shebangs", language.shebangs)?;
            entry.set_item("line_comment", language.line_comment)?;
            entry.set_item("checks", language.checks)?;
            entry.set_item("built_in", language.built_in)?;
            Ok(entry)
        })
        .collect()
}

#[pyfunction]
fn grammars() -> std::collections::BTreeMap<String, String> {
    core::summaries().into_iter().map(|language| (language.name, language.grammar)).collect()
}

/// The text of `programs.toml` and the files of `cases/` of a built-in language.
#[pyfunction]
fn material(language: &str) -> Option<(&'static str, Vec<(&'static str, &'static str)>)> {
    core::material(language).map(|material| (material.programs, material.cases.to_vec()))
}

/// The name that grammar packages give to the capsule that holds a `TSLanguage`.
const CAPSULE_NAME: &std::ffi::CStr = c"tree_sitter.Language";

#[pyfunction]
#[pyo3(signature = (manifest, units, names, grammar = None, version = "unknown", replace = false))]
fn register_language(
    py: Python<'_>,
    manifest: String,
    units: String,
    names: String,
    grammar: Option<Bound<'_, PyAny>>,
    version: &str,
    replace: bool,
) -> PyResult<String> {
    let files = core::LanguageFiles { manifest, units, names };
    let (grammar, owner) = match grammar {
        None => (None, None),
        Some(object) => {
            let capsule = object.cast::<PyCapsule>().map_err(|_| {
                PyTypeError::new_err(format!(
                    "a grammar is the capsule that a grammar package's language() returns, not {}",
                    object.get_type()
                ))
            })?;
            let pointer = capsule.pointer_checked(Some(CAPSULE_NAME)).map_err(|error| {
                PyTypeError::new_err(format!(
                    "the capsule holds no grammar: it must be called {CAPSULE_NAME:?} ({error})"
                ))
            })?;
            // SAFETY: the pointer is not null, and by its name the capsule vouches that it points
            // to a `TSLanguage`. Grammars are static data of a loaded library; the capsule, which
            // may own them otherwise, is kept for as long as the language.
            #[expect(unsafe_code, reason = "a pointer from another library")]
            let language = unsafe { tree_sitter::Language::from_raw(pointer.as_ptr().cast()) };
            let owner: Box<dyn std::any::Any + Send + Sync> = Box::new(object.unbind());
            (Some((language, version.to_owned())), Some(owner))
        }
    };
    py.detach(|| core::register_language(&files, grammar, owner, replace))
        .map(|language| language.name().to_owned())
        .map_err(value_error)
}

#[pyfunction]
fn check_case(
    py: Python<'_>,
    language: &str,
    name: &str,
    source: &str,
) -> PyResult<(usize, Vec<String>)> {
    let language = self::language(language)?;
    py.detach(|| {
        core::case::Case::read(language, name, source)
            .map(|case| (case.claims(), case.faults()))
            .map_err(value_error)
    })
}

#[pymodule]
mod _core {
    #[pymodule_export]
    use super::{
        Guide, Options, arrow::Table, arrow::transform, check_case, format::Format, generate_batch,
        grammars, languages, lint_text, material, parses, register_language, row::Schema,
        row::extract_program, row::language_of_path, row::language_of_shebang,
        row::language_of_tag, row::prepare, row::program_column, row::row_id, sample_batch,
        skeleton, units, verify_steps,
    };
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("INSTRUCTION_COLUMNS", lintseq_core::row::INSTRUCTION_COLUMNS)?;
        module.add("STREAM_VERSION", lintseq_core::STREAM_VERSION)
    }
}
