//! The native linter: what it finds in a text, and in the states of a sequence.

use std::sync::Arc;

use crate::block::misaligned;
use crate::capture::Captures;
use crate::language::Language;
use crate::line::LineIndex;
use crate::names::{Ground, Names};
use crate::network::{NetworkBuilder, Requirement};
use crate::options::{Limits, Options, SyntaxErrors};
use crate::program::{Program, Workspace};
use crate::reject::Reject;
use crate::span::Span;
use crate::steps::Steps;
use crate::syntax::{Deadline, inspect};
use crate::unit::{self, ROOT};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The line of the finished program, from 0.
    pub line: usize,
    /// Characters before it on its line.
    pub column: usize,
    /// What kind of finding it is.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
}

pub(crate) const SYNTAX_ERROR: &str = "syntax-error";

/// Lints a text on its own: syntax errors and names that nothing defines.
///
/// # Errors
///
/// [`Reject::TooSlow`], or another limit.
pub fn lint(
    source: &str,
    language: &Arc<Language>,
    limits: &Limits,
    workspace: &mut Workspace,
) -> Result<Vec<Diagnostic>, Reject> {
    let lines = LineIndex::new(source);
    let deadline = Deadline::after(limits.time);
    let tree = workspace.parser(language).parse(source, &deadline)?;
    let mut inspection = inspect(language, &tree, source);
    // Queries take long on very deep trees; their syntax errors must do.
    let captures = if inspection.depth <= limits.nesting {
        Captures::collect(language, &tree, source, workspace.cursor(), &deadline)
    } else {
        Captures::default()
    };
    deadline.check()?;
    inspection.add(misaligned(source, &lines, &captures));
    let diagnostic = |span: Span, code, message| {
        let (line, column) = place(source, &lines, span);
        Diagnostic { line, column, code, message }
    };
    let mut found: Vec<Diagnostic> = inspection
        .places
        .iter()
        .map(|(span, message)| diagnostic(*span, SYNTAX_ERROR, (*message).to_owned()))
        .collect();
    if !lines.is_empty() {
        let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
        let units = unit::build(source, &lines, language, &captures, &options, false, |_| false);
        let ground = Ground { source, lines: &lines, language, captures: &captures, units: &units };
        let names = Names::new(ground, &mut NetworkBuilder::default());
        found.extend(names.undefined(language, !captures.wildcards.is_empty()).into_iter().map(
            |span| {
                diagnostic(
                    span,
                    "undefined-name",
                    format!("nothing defines {:?}", span.text(source)),
                )
            },
        ));
    }
    found.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    Ok(found)
}

/// Whether the grammar reads a text without an error: one parse, and nothing else.
///
/// # Errors
///
/// [`Reject::TooSlow`].
pub fn parses(
    source: &str,
    language: &Arc<Language>,
    limits: &Limits,
    workspace: &mut Workspace,
) -> Result<bool, Reject> {
    let deadline = Deadline::after(limits.time);
    let tree = workspace.parser(language).parse(source, &deadline)?;
    Ok(!tree.root_node().has_error())
}

/// Checks every state of a sequence against the finished program: `(state, diagnostic)`.
///
/// This shares the requirements with the sampler but not its bookkeeping: each state is judged
/// from scratch and parsed afresh.
///
/// # Errors
///
/// [`Reject::TooSlow`] where the time of the program is used up.
pub fn verify(
    program: &Program<'_>,
    steps: &Steps,
    workspace: &mut Workspace,
) -> Result<Vec<(usize, Diagnostic)>, Reject> {
    let mut found = Vec::new();
    for state in 1..steps.edits() {
        program.deadline.check()?;
        let present: Vec<bool> =
            steps.as_slice().iter().map(|step| (*step as usize) < state).collect();
        let network = &program.network;
        let all = network.requirements().iter().chain(network.of_root());
        found.extend(
            lint_requirements(program, &present, all, workspace)?
                .into_iter()
                .map(|diagnostic| (state, diagnostic)),
        );
    }
    Ok(found)
}

/// What the absence of lines breaks; `present` says which lines of the program are there. What the
/// lines need that no unit owns is not among it: nothing could be deleted for it.
///
/// # Errors
///
/// [`Reject::TooSlow`] where the time of the program is used up.
pub fn lint_state(
    program: &Program<'_>,
    present: &[bool],
    workspace: &mut Workspace,
) -> Result<Vec<Diagnostic>, Reject> {
    lint_requirements(program, present, program.network.requirements().iter(), workspace)
}

fn lint_requirements<'p>(
    program: &'p Program<'_>,
    present: &[bool],
    requirements: impl Iterator<Item = &'p Requirement>,
    workspace: &mut Workspace,
) -> Result<Vec<Diagnostic>, Reject> {
    let units = &program.units;
    // A unit counts as present while the line on which its code starts is.
    let here = |span: Span| present[program.lines.line_at(span.start as usize)];
    let live: Vec<bool> = units.iter().map(|(id, unit)| id == ROOT || here(unit.span)).collect();
    let held = program.network.evaluate(&live);
    let mut found: Vec<Diagnostic> = requirements
        .filter(|requirement| !held[requirement.gate as usize])
        // A node may begin with an empty one, and so outside of the lines of its unit.
        .filter(|requirement| match requirement.dependent {
            ROOT => here(requirement.span),
            unit => live[unit as usize],
        })
        .map(|requirement| {
            let span = requirement.span.trimmed(&program.source);
            let (line, column) = place(&program.source, &program.lines, span);
            let text = span.text(&program.source);
            let text = text.lines().next().unwrap_or("");
            Diagnostic {
                line,
                column,
                code: requirement.cause.code(),
                message: requirement.cause.message(text),
            }
        })
        .collect();
    found.extend(syntax(program, present, workspace)?);
    found.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    Ok(found)
}

/// The first new syntax error of a state: parsers recover, so later ones may be its echo.
fn syntax(
    program: &Program<'_>,
    present: &[bool],
    workspace: &mut Workspace,
) -> Result<Option<Diagnostic>, Reject> {
    let lines: Vec<usize> = (0..present.len()).filter(|line| present[*line]).collect();
    let text: String =
        lines.iter().map(|line| program.lines.text(&program.source, *line)).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let tree = workspace.parser(&program.language).parse(&text, &program.deadline)?;
    let mut inspection = inspect(&program.language, &tree, &text);
    let state_lines = LineIndex::new(&text);
    let captures =
        Captures::collect(&program.language, &tree, &text, workspace.cursor(), &program.deadline);
    program.deadline.check()?;
    inspection.add(misaligned(&text, &state_lines, &captures));
    if !inspection.faults.exceed(program.faults) {
        return Ok(None);
    }
    let places: Vec<(usize, usize, &str)> = inspection
        .places
        .iter()
        .map(|(span, message)| {
            let (row, column) = place(&text, &state_lines, *span);
            (lines[row.min(lines.len() - 1)], column, *message)
        })
        .collect();
    Ok(places.iter().find(|(line, ..)| !program.fault_lines.contains(line)).or(places.first()).map(
        |(line, column, message)| Diagnostic {
            line: *line,
            column: *column,
            code: SYNTAX_ERROR,
            message: (*message).to_owned(),
        },
    ))
}

fn place(source: &str, lines: &LineIndex, span: Span) -> (usize, usize) {
    if lines.is_empty() {
        return (0, 0);
    }
    let line = lines.line_at(span.start as usize);
    let start = lines.range(line).start;
    (line, source.get(start..span.start as usize).map_or(0, |before| before.chars().count()))
}
