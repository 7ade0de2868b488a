//! A program: parsed once, then shared by all of its samples.

use std::collections::HashMap;
use std::sync::Arc;

use tree_sitter::{QueryCursor, Tree};

use crate::block::{misaligned, off_width};
use crate::capture::{Captures, ScopeKind};
use crate::class::Classes;
use crate::contract;
use crate::language::Language;
use crate::line::LineIndex;
use crate::link;
use crate::member::Members;
use crate::value::Values;

use crate::names::{Ground, Names};
use crate::network::{Cause, Formula, Network, NetworkBuilder};
use crate::options::{Baseline, Limits, Options, SyntaxErrors};
use crate::reject::Reject;
use crate::scope::ScopeId;
use crate::syntax::{Deadline, Faults, SyntaxParser, inspect, is_plain, may_be_plain};
use crate::unit::{self, ROOT, UnitId, UnitTree};

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

/// A finished program with all that sampling needs: lines, tree, units and requirements.
pub struct Program<'a> {
    pub(crate) source: &'a str,
    pub(crate) language: Arc<Language>,
    pub(crate) lines: LineIndex,
    pub(crate) tree: Tree,
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
        let tree = workspace.parser(language).parse(source, None, &deadline)?;
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
                && parser
                    .parse(line, None, &deadline)
                    .is_ok_and(|tree| is_plain(language, &tree, line))
        });
        let ground = Ground { source, lines: &lines, language, captures: &captures, units: &units };
        let (network, findings) = requirements(ground, options.baseline);
        deadline.check()?;
        Ok(Self {
            source,
            language: Arc::clone(language),
            tree,
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

    /// Whether a line says something of its own: not blank, not only a line comment.
    pub(crate) fn is_drawable_line(&self, line: usize) -> bool {
        let text = self.lines.text(self.source, line).trim_start();
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

/// All requirements of structure, names and the rules of the language.
fn requirements(ground: Ground<'_>, baseline: Baseline) -> (Network, Vec<UnitId>) {
    let mut network = NetworkBuilder::default();
    require_structure(ground, &mut network);
    require_each(ground, &mut network);
    let mut names = Names::new(ground, &mut network);
    let members = Members::new(ground, &names, &mut network);
    names.require(ground, &members, &mut network);
    members.require(ground, &names, &mut network);
    require_some_return(ground, &names, &mut network);
    let rules = ground.language.rules();
    link::require(ground, &mut network);
    if rules.reachable {
        require_ways_out(ground, &names, &mut network);
    }
    if rules.must_return {
        require_returns(ground, &names, &mut network);
    }
    if rules.implemented_members {
        contract::require(ground, &names, &mut network);
    }
    if rules.closed_members || rules.returned_values {
        let classes = Classes::new(ground, &names, &mut network);
        if rules.closed_members {
            classes.require_members(ground, &mut network);
            classes.require_instances(ground, &mut network);
        }
        if rules.returned_values {
            classes.require_somethings(ground, &mut network);
            Values::new(ground, &names, &classes, &mut network).require(ground, &mut network);
        }
    }
    let findings = match baseline {
        Baseline::Keep => Vec::new(),
        Baseline::Last => findings(ground, &names),
    };
    (network.finish(ground.units.len()), findings)
}

/// The units in which the finished program itself has findings.
fn findings(ground: Ground<'_>, names: &Names<'_>) -> Vec<UnitId> {
    let captures = ground.captures;
    let mut spans = names.undefined(ground.language, !captures.wildcards.is_empty());
    if let Some(width) = ground.language.indentation() {
        spans.extend(off_width(ground.source, ground.lines, captures, width));
    }
    let mut units: Vec<UnitId> = spans.iter().map(|span| ground.unit_at(span.start)).collect();
    // What is left of a text when its statement goes is indented alike.
    let survivors: Vec<UnitId> =
        units.iter().flat_map(|unit| ground.units.survivors(*unit)).collect();
    units.extend(survivors);
    units.sort_unstable();
    units.dedup();
    units.retain(|unit| *unit != ROOT);
    units
}

/// A function that must return goes when control is not sure any more to leave it.
fn require_returns(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    for function in &ground.captures.must_return {
        let formula = names.tree.flow.never_ends(network, *function);
        let unit = ground.unit_at(function.start);
        network.require(ground.units, unit, formula, Cause::Return, *function);
    }
}

/// A function that owes a value somewhere goes when the last return with one does.
fn require_some_return(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    let tree = &names.tree;
    for function in &ground.captures.some_return {
        let own = |scope: ScopeId| {
            let around = tree.nearest(scope, ScopeKind::Function);
            around.is_some_and(|around| tree.scope(around).span == *function)
        };
        let ways: Vec<Formula> = tree
            .returns
            .iter()
            .filter(|found| own(found.scope))
            .map(|found| network.leaf(ground.unit_at(found.span.start)))
            .collect();
        let formula = network.any(ways);
        let unit = ground.unit_at(function.start);
        network.require(ground.units, unit, formula, Cause::Return, *function);
    }
}

/// An endless loop that something follows goes when nothing leaves it any more.
fn require_ways_out(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    for (endless, breaks) in names.tree.flow.endless_loops() {
        let unit = ground.unit_of(endless);
        let around = ground.units.get(unit).parent;
        let last = ground.units.get(unit).end;
        let followed = last < ground.units.get(around).end;
        if followed && unit != ROOT {
            let ways: Vec<Formula> =
                breaks.iter().map(|span| network.leaf(ground.unit_at(span.start))).collect();
            let formula = network.any(ways);
            network.require(ground.units, unit, formula, Cause::Structure, endless);
        }
    }
}

/// A dependent needs one of the supports that the same pattern found for it.
fn require_structure(ground: Ground<'_>, network: &mut NetworkBuilder) {
    let mut supports = ground.captures.supports.clone();
    supports.sort_unstable();
    let mut at = 0;
    while let Some((pattern, dependent, _)) = supports.get(at).copied() {
        let mut ways: Vec<Formula> = Vec::new();
        while let Some((_, _, support)) =
            supports.get(at).filter(|found| (found.0, found.1) == (pattern, dependent))
        {
            let unit = ground.unit_of(*support);
            ways.push(network.leaf(unit));
            ways.extend(ground.units.survivors(unit).map(|line| network.leaf(line)));
            at += 1;
        }
        let formula = network.any(ways);
        network.require(
            ground.units,
            ground.unit_of(dependent),
            formula,
            Cause::Structure,
            dependent,
        );
    }
}

/// A dependent needs every support of this kind.
fn require_each(ground: Ground<'_>, network: &mut NetworkBuilder) {
    for (dependent, support) in &ground.captures.each_supports {
        let formula = network.leaf(ground.unit_of(*support));
        let unit = ground.unit_of(*dependent);
        network.require(ground.units, unit, formula, Cause::Structure, *dependent);
    }
}
