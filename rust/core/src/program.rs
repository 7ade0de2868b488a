//! A program: parsed once, then shared by all of its samples.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use tree_sitter::QueryCursor;

use crate::block::misaligned;
use crate::capture::Captures;
use crate::language::Language;
use crate::line::LineIndex;
use crate::names::Ground;
use crate::network::Network;
use crate::options::{Limits, Options, SyntaxErrors};
use crate::reject::Reject;
use crate::requirement::requirements;
use crate::syntax::{Deadline, Faults, SyntaxParser, inspect, is_plain, may_be_plain};
use crate::unit::{self, UnitId, UnitTree};

/// What a thread keeps from one program to the next: parsers and buffers.
#[derive(Default)]
pub struct Workspace {
    parsers: HashMap<String, SyntaxParser>,
    cursor: QueryCursor,
}

impl Workspace {
    pub(crate) fn parser(&mut self, language: &Arc<Language>) -> &mut SyntaxParser {
        self.parsers
            .entry(language.name().to_owned())
            .or_insert_with(|| SyntaxParser::new(Arc::clone(language)))
    }

    pub(crate) fn cursor(&mut self) -> &mut QueryCursor {
        &mut self.cursor
    }
}

/// A finished program with all that sampling needs: lines, units and requirements.
///
/// It borrows its text or owns it.
pub struct Program<'a> {
    pub(crate) source: Cow<'a, str>,
    pub(crate) language: Arc<Language>,
    pub(crate) lines: LineIndex,
    pub(crate) units: UnitTree,
    pub(crate) network: Network,
    pub(crate) options: Options,
    /// The syntax errors that the program has from the start, and their lines.
    pub(crate) faults: Faults,
    pub(crate) fault_lines: Vec<usize>,
    /// Units with findings of the finished program that go with the first deletion.
    pub(crate) findings: Vec<UnitId>,
    pub(crate) deadline: Deadline,
}

impl<'a> Program<'a> {
    /// Parses `source` and works out what depends on what.
    ///
    /// # Errors
    ///
    /// A [`Reject`] where the program is empty, passes a limit, or has syntax errors that the
    /// options do not allow.
    pub fn parse(
        source: &'a str,
        language: &Arc<Language>,
        options: &Options,
        workspace: &mut Workspace,
    ) -> Result<Self, Reject> {
        let deadline = Deadline::after(options.limits.time);
        let lines = measure(source, &options.limits)?;
        let tree = workspace.parser(language).parse(source, &deadline)?;
        let mut inspection = inspect(language, &tree, source);
        if inspection.depth > options.limits.nesting {
            return Err(Reject::NestedTooDeep {
                line: lines.line_at(inspection.deepest as usize) + 1,
                limit: options.limits.nesting,
            });
        }
        let captures = Captures::collect(language, &tree, source, &mut workspace.cursor, &deadline);
        deadline.check()?;
        inspection.add(misaligned(source, &lines, &captures));
        let fault_lines: Vec<usize> =
            inspection.places.iter().map(|(span, _)| lines.line_at(span.start as usize)).collect();
        if let (Some(line), SyntaxErrors::Reject) = (fault_lines.first(), options.syntax_errors) {
            return Err(Reject::SyntaxError { line: line + 1 });
        }
        deadline.check()?;
        let sound = inspection.faults.none();
        let parser = workspace.parser(language);
        let units = unit::build(source, &lines, language, &captures, options, sound, |line| {
            may_be_plain(language, line)
                && parser.parse(line, &deadline).is_ok_and(|tree| is_plain(language, &tree, line))
        });
        let ground = Ground { source, lines: &lines, language, captures: &captures, units: &units };
        let (network, findings) = requirements(ground, options.baseline);
        deadline.check()?;
        Ok(Self {
            source: Cow::Borrowed(source),
            language: Arc::clone(language),
            units,
            network,
            options: *options,
            faults: inspection.faults,
            fault_lines,
            findings,
            deadline,
            lines,
        })
    }

    /// The same program with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Program<'static> {
        Program {
            source: Cow::Owned(self.source.into_owned()),
            language: self.language,
            lines: self.lines,
            units: self.units,
            network: self.network,
            options: self.options,
            faults: self.faults,
            fault_lines: self.fault_lines,
            findings: self.findings,
            deadline: self.deadline,
        }
    }

    /// Whether a line says something of its own: not blank, not only a line comment.
    pub(crate) fn is_drawable_line(&self, line: usize) -> bool {
        let text = self.lines.text(&self.source, line).trim_start();
        !text.is_empty() && !self.language.line_comment().is_some_and(|mark| text.starts_with(mark))
    }

    /// The line index.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        &self.lines
    }

    /// For each line, the number of the innermost unit that owns it; 0 is the program itself.
    #[must_use]
    pub fn line_units(&self) -> &[u32] {
        self.units.line_units()
    }

    /// How many units there are; unit 0 is the program itself.
    #[must_use]
    pub fn unit_count(&self) -> u32 {
        self.units.len() as u32
    }

    /// The lines of a unit and of all units inside it, in order.
    #[must_use]
    pub fn subtree_lines(&self, unit: u32) -> Vec<usize> {
        let lines = self.line_units().iter().enumerate();
        lines
            .filter(|(_, owner)| self.units.is_within(**owner, unit))
            .map(|(line, _)| line)
            .collect()
    }

    /// The unit around a unit; the program is its own.
    #[must_use]
    pub fn parent_unit(&self, unit: u32) -> u32 {
        self.units.get(unit).parent
    }
}

/// Checks the sizes that can be checked before a parse.
fn measure(source: &str, limits: &Limits) -> Result<LineIndex, Reject> {
    if source.is_empty() {
        return Err(Reject::Empty);
    }
    // Offsets are 32 bits wide inside.
    let limit = limits.bytes.min(u32::MAX as usize / 2);
    if source.len() > limit {
        return Err(Reject::TooManyBytes { found: source.len(), limit });
    }
    let lines = LineIndex::new(source);
    if lines.len() > limits.lines {
        return Err(Reject::TooManyLines { found: lines.len(), limit: limits.lines });
    }
    for line in 0..lines.len() {
        let found = lines.range(line).len();
        if found > limits.line_bytes {
            return Err(Reject::LineTooLong { line: line + 1, found, limit: limits.line_bytes });
        }
    }
    Ok(lines)
}
