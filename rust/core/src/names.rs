//! Names: which definitions keep each reference.

use std::collections::{HashMap, HashSet};

use crate::capture::{Captures, Declares, ScopeKind};
use crate::flow::{FlowDefinition, Reach};
use crate::language::Language;
use crate::line::LineIndex;
use crate::member::Members;
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::{GLOBAL, Identifier, NameId, ScopeId, ScopeTree};
use crate::span::Span;
use crate::unit::{ROOT, UnitId, UnitTree};
use crate::usage;
use crate::wildcard::Wildcards;

/// What stands where: shared by all that turns captures into requirements.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) source: &'a str,
    pub(crate) lines: &'a LineIndex,
    pub(crate) language: &'a Language,
    pub(crate) captures: &'a Captures,
    pub(crate) units: &'a UnitTree,
}

impl Ground<'_> {
    /// The unit that goes when what stands at `offset` has an error.
    pub(crate) fn unit_at(&self, offset: u32) -> UnitId {
        self.units.of_line(self.lines.line_at(offset as usize))
    }

    /// The innermost unit that holds all of `span`, white space at its ends aside.
    pub(crate) fn unit_of(&self, span: Span) -> UnitId {
        let span = span.trimmed(self.source);
        self.units
            .ancestors(self.unit_at(span.start))
            .find(|unit| self.units.get(*unit).span.contains(span))
            .unwrap_or(ROOT)
    }
}

impl Definition {
    /// Whether it runs whenever the code of its scope does.
    pub(crate) fn is_unconditional(&self) -> bool {
        self.flow.parent.is_none()
    }

    /// Offset from which on the definition holds.
    pub(crate) fn effect(&self) -> u32 {
        self.flow.effect
    }
}

/// A name of a scope, the key of its definitions.
pub(crate) type Slot = (ScopeId, NameId);

#[derive(Debug, Clone, Copy)]
pub(crate) struct Definition {
    pub(crate) span: Span,
    pub(crate) unit: UnitId,
    pub(crate) scope: ScopeId,
    everywhere: bool,
    /// Holds whatever the order.
    hoisted: bool,
    /// Gives no value.
    unset: bool,
    /// Needed together with others of its kind.
    each: bool,
    /// Needed beside those that are no parts.
    part: bool,
    /// Changes a value that must be there already.
    updates: bool,
    flow: FlowDefinition,
}

/// The definitions of a program, and what each reference resolves to.
pub(crate) struct Names<'a> {
    pub(crate) tree: ScopeTree<'a>,
    definitions: HashMap<Slot, Vec<Definition>>,
    declarations: HashMap<Slot, (Declares, UnitId)>,
    reaches: HashMap<Slot, Reach>,
    /// Where names are given a value that were declared without one.
    assignments: HashMap<Slot, Vec<FlowDefinition>>,
    pub(crate) wildcards: Wildcards,
    /// Whether a name means what stands before it in the text.
    textual: bool,
    /// The types of the program that each type builds on, directly.
    inherited: HashMap<ScopeId, Vec<ScopeId>>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(ground: Ground<'a>, network: &mut NetworkBuilder) -> Self {
        let mut names = Self {
            tree: ScopeTree::build(ground.source, ground.captures),
            definitions: HashMap::new(),
            declarations: HashMap::new(),
            reaches: HashMap::new(),
            assignments: HashMap::new(),
            wildcards: Wildcards::new(ground, network),
            textual: ground.language.rules().declared_before_use,
            inherited: HashMap::new(),
        };
        let mut flow = std::mem::take(&mut names.tree.flow);
        flow.place(ground);
        flow.find_exits(network, |network, span| network.leaf(ground.unit_at(span.start)));
        names.tree.flow = flow;
        names.declare(ground);
        names.define(ground, network);
        names.inherit(ground);
        names.assign(ground, network);
        names
    }

    /// Finds the types of the program that each type builds on.
    fn inherit(&mut self, ground: Ground<'_>) {
        if ground.captures.bases.is_empty() {
            return;
        }
        let tree = &self.tree;
        let named: HashMap<Span, ScopeId> = (0..tree.scopes.len() as ScopeId)
            .filter_map(|scope| tree.scope(scope).name.map(|name| (name, scope)))
            .collect();
        let mut inherited: HashMap<ScopeId, Vec<ScopeId>> = HashMap::new();
        for span in &ground.captures.bases {
            let Some(at) = tree.identifier_at(*span) else { continue };
            let identifier = &tree.identifiers[at];
            let Some(class) = identifier.outer_of else { continue };
            let Some(slot) = self.resolve(identifier) else { continue };
            let bases = self.definitions(slot).iter().filter_map(|found| named.get(&found.span));
            inherited.entry(class).or_default().extend(bases.filter(|base| **base != class));
        }
        self.inherited = inherited;
    }

    /// All types of the program that a type builds on, nearest first.
    pub(crate) fn lineage(&self, class: ScopeId) -> Vec<ScopeId> {
        let mut lineage: Vec<ScopeId> = self.inherited.get(&class).cloned().unwrap_or_default();
        let mut next = 0;
        while let Some(base) = lineage.get(next) {
            for further in self.inherited.get(base).into_iter().flatten() {
                if *further != class && !lineage.contains(further) {
                    lineage.push(*further);
                }
            }
            next += 1;
        }
        lineage
    }

    /// The slot of a name in a type or in what it builds on.
    fn member_slot(&self, class: ScopeId, name: NameId) -> Option<Slot> {
        std::iter::once(class)
            .chain(self.lineage(class))
            .map(|scope| (scope, name))
            .find(|slot| self.definitions.contains_key(slot))
    }

    /// Finds where names that are declared without a value get one.
    fn assign(&mut self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        let mut assignments: HashMap<Slot, Vec<FlowDefinition>> = HashMap::new();
        for identifier in &self.tree.identifiers {
            if !(identifier.usage.assignment && identifier.usage.is_reference()) {
                continue;
            }
            let Some(slot) = self.resolve(identifier) else { continue };
            let formula = network.leaf(ground.unit_at(identifier.span.start));
            assignments.entry(slot).or_default().push(FlowDefinition {
                parent: identifier.flow,
                effect: identifier.effect,
                formula,
            });
        }
        self.assignments = assignments;
    }

    fn declare(&mut self, ground: Ground<'_>) {
        for identifier in &self.tree.identifiers {
            if let Some(declares) = identifier.usage.declares {
                let scope =
                    self.tree.nearest(identifier.scope, ScopeKind::Function).unwrap_or(GLOBAL);
                self.declarations
                    .entry((scope, identifier.name))
                    .or_insert((declares, ground.unit_at(identifier.span.start)));
            }
        }
    }

    fn define(&mut self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        let mut moved: Vec<(usize, ScopeId, Declares, UnitId)> = Vec::new();
        for index in 0..self.tree.identifiers.len() {
            let identifier = self.tree.identifiers[index];
            if !identifier.usage.is_definition() {
                continue;
            }
            let scope = self.home(&identifier);
            if let Some((declares, unit)) = self.declarations.get(&(scope, identifier.name)) {
                moved.push((index, scope, *declares, *unit));
                continue;
            }
            let condition = network.leaf(ground.unit_at(identifier.span.start));
            self.add_definition(ground, &identifier, scope, condition);
        }
        // Declared names live elsewhere; their homes are known only now.
        for (index, scope, declares, declaration) in moved {
            let identifier = self.tree.identifiers[index];
            let home = match declares {
                Declares::Global => Some(GLOBAL),
                Declares::Enclosing => self.enclosing_home(scope, identifier.name),
            };
            let own = network.leaf(ground.unit_at(identifier.span.start));
            let declared = network.leaf(declaration);
            let condition = network.all([own, declared]);
            self.add_definition(ground, &identifier, home.unwrap_or(scope), condition);
        }
    }

    /// The scope that a definition belongs to.
    pub(crate) fn home(&self, identifier: &Identifier) -> ScopeId {
        if !identifier.usage.to_function {
            return identifier.scope;
        }
        self.out_of_inline(identifier.scope)
    }

    /// `scope`, or the nearest around it that is no inline one.
    fn out_of_inline(&self, mut scope: ScopeId) -> ScopeId {
        while scope != GLOBAL && self.tree.scope(scope).kind == ScopeKind::Inline {
            scope = self.tree.scope(scope).parent;
        }
        scope
    }

    fn enclosing_home(&self, scope: ScopeId, name: NameId) -> Option<ScopeId> {
        let mut at = scope;
        while at != GLOBAL {
            at = self.tree.scope(at).parent;
            if self.tree.scope(at).kind == ScopeKind::Function
                && self.definitions.contains_key(&(at, name))
            {
                return (at != GLOBAL).then_some(at);
            }
        }
        None
    }

    fn add_definition(
        &mut self,
        ground: Ground<'_>,
        identifier: &Identifier,
        scope: ScopeId,
        formula: Formula,
    ) {
        self.definitions.entry((scope, identifier.name)).or_default().push(Definition {
            span: identifier.span,
            unit: ground.unit_at(identifier.span.start),
            scope: identifier.scope,
            everywhere: identifier.usage.everywhere,
            hoisted: identifier.usage.hoisted,
            unset: identifier.usage.unset,
            each: identifier.usage.each,
            part: identifier.usage.part,
            updates: identifier.usage.is_update(),
            flow: FlowDefinition { parent: identifier.flow, effect: identifier.effect, formula },
        });
    }

    pub(crate) fn definitions(&self, slot: Slot) -> &[Definition] {
        self.definitions.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// Finds the scope that defines what a name means, seen from `identifier`.
    pub(crate) fn resolve(&self, identifier: &Identifier) -> Option<Slot> {
        if identifier.usage.from_type {
            let class = self.tree.nearest(identifier.scope, ScopeKind::Type)?;
            let is_type = self.tree.scope(class).kind == ScopeKind::Type;
            return self.member_slot(class, identifier.name).filter(|_| is_type);
        }
        if !self.textual {
            return self.resolve_among(identifier, |_| true);
        }
        self.resolve_among(identifier, |found| self.stands_before(found, identifier))
            .or_else(|| self.resolve_among(identifier, |_| true))
    }

    /// Whether a definition holds at `identifier` by its place in the text.
    fn stands_before(&self, found: &Definition, identifier: &Identifier) -> bool {
        found.hoisted
            || found.everywhere
            || found.effect() <= identifier.span.start
            || found.span == identifier.span
            || self.tree.scope(found.scope).kind == ScopeKind::Type
    }

    fn resolve_among(
        &self,
        identifier: &Identifier,
        counts: impl Fn(&Definition) -> bool,
    ) -> Option<Slot> {
        let (from, name) = (identifier, identifier.name);
        let everywhere =
            |scope: ScopeId| self.definitions((scope, name)).iter().any(|found| found.everywhere);
        if let Some(scope) = from.outer_of.filter(|scope| everywhere(*scope)) {
            return Some((scope, name));
        }
        let mut scope = from.scope;
        loop {
            if let Some((declares, _)) = self.declarations.get(&(scope, name)) {
                let home = match declares {
                    Declares::Global => Some(GLOBAL),
                    Declares::Enclosing => self.enclosing_home(scope, name),
                };
                return home
                    .map(|home| (home, name))
                    .filter(|slot| self.definitions.contains_key(slot));
            }
            let definitions = self.definitions((scope, name));
            let is_class = self.tree.scope(scope).kind == ScopeKind::Class;
            // Members are not seen from scopes inside, and the body of a class sees what is
            // around it until it defines the name itself.
            let hidden = is_class
                && !everywhere(scope)
                && (scope != from.scope
                    || definitions.iter().all(|found| found.flow.effect > from.span.start));
            if !hidden && definitions.iter().any(&counts) {
                return Some((scope, name));
            }
            if self.inherited.contains_key(&scope)
                && self.tree.scope(scope).kind == ScopeKind::Type
                && let Some(slot) = self.member_slot(scope, name)
                && slot.0 != scope
            {
                return Some(slot);
            }
            if scope == GLOBAL {
                return None;
            }
            scope = self.tree.scope(scope).parent;
        }
    }

    /// Whether code in `from` runs at another time than the code of `home` around it.
    fn runs_late(&self, from: ScopeId, home: ScopeId) -> bool {
        let mut scope = from;
        while scope != home && scope != GLOBAL {
            if self.tree.scope(scope).kind == ScopeKind::Function {
                return true;
            }
            scope = self.tree.scope(scope).parent;
        }
        false
    }

    /// Whether a reference is evaluated after all of the scope that defines it has run.
    pub(crate) fn is_late(&self, identifier: &Identifier, slot: Slot) -> bool {
        identifier.late || self.runs_late(identifier.scope, slot.0)
    }

    /// The condition under which `identifier` has the value it needs.
    fn condition(
        &mut self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        identifier: &Identifier,
        slot: Slot,
    ) -> Formula {
        // Where the program's own definition goes, the language's serves again.
        let mentioned = identifier.late && !identifier.in_annotation;
        if slot.0 == GLOBAL && !mentioned && ground.language.is_builtin(self.tree.text(slot.1)) {
            return Formula::True;
        }
        let mut declared = self.defined(ground, network, identifier, slot);
        if !identifier.usage.part && !identifier.usage.bare {
            let parts = self.definitions(slot).iter().filter(|found| found.part);
            let parts: Vec<Formula> = parts.map(|found| found.flow.formula).collect();
            declared = network.all(parts.into_iter().chain([declared]));
        }
        let needs_value = identifier.usage.is_read()
            && self.tree.scope(slot.0).kind != ScopeKind::Type
            && self.definitions(slot).iter().any(|found| found.unset);
        if !needs_value {
            return declared;
        }
        let value = self.valued(network, identifier, slot);
        network.all([declared, value])
    }

    /// The condition under which a name that was declared without a value has one.
    fn valued(&self, network: &mut NetworkBuilder, identifier: &Identifier, slot: Slot) -> Formula {
        let set = self.definitions(slot).iter().filter(|found| !found.unset && !found.updates);
        let mut values: Vec<FlowDefinition> = set.map(|found| found.flow).collect();
        values.extend(self.assignments.get(&slot).into_iter().flatten());
        if values.is_empty() {
            return Formula::True;
        }
        let flow = &self.tree.flow;
        let reach = flow.reach(network, values);
        if self.is_late(identifier, slot) {
            flow.settled(network, &reach, self.tree.scope(slot.0).flow)
        } else {
            flow.reached(network, &reach, identifier.flow, identifier.span.start)
        }
    }

    /// The condition under which `identifier` means something.
    fn defined(
        &mut self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        identifier: &Identifier,
        slot: Slot,
    ) -> Formula {
        let every = self.definitions.get(&slot).map_or(&[][..], Vec::as_slice);
        let all: Vec<&Definition> = every.iter().filter(|found| !found.part).collect();
        // What only changes a value founds none, and what the same function sets later, by way of
        // a declaration, comes too late. Where there is nothing else, they count.
        let founds = |definition: &Definition| !definition.updates;
        let in_time = |definition: &Definition| {
            let ordered = definition.scope == slot.0
                || definition.scope != identifier.scope
                || definition.flow.effect <= identifier.span.start;
            ordered && (!self.textual || self.stands_before(definition, identifier))
        };
        let any_founds = all.iter().any(|definition| founds(definition));
        let any_in_time = all.iter().any(|found| in_time(found) && (!any_founds || founds(found)));
        let counting = all
            .iter()
            .filter(|definition| !any_founds || founds(definition))
            .filter(|definition| !any_in_time || in_time(definition));
        let each: Vec<Formula> =
            counting.clone().filter(|found| found.each).map(|found| found.flow.formula).collect();
        if !each.is_empty() {
            return network.all(each);
        }
        let definitions: Vec<FlowDefinition> = counting.map(|definition| definition.flow).collect();
        let late = self.is_late(identifier, slot);
        if let [only] = definitions.as_slice()
            && (late || only.parent.is_none())
        {
            return only.formula;
        }
        let scope = self.tree.scope(slot.0);
        let placed = matches!(scope.kind, ScopeKind::Inline | ScopeKind::Type);
        if !ground.language.rules().assigned_before_use || placed {
            return network.any(definitions.iter().map(|definition| definition.formula));
        }
        let flow = &self.tree.flow;
        // Only the view that ignores the reference's own function serves other references, too.
        let shared = any_in_time && all.iter().all(|definition| in_time(definition));
        let own: Reach;
        let reach = if shared {
            self.reaches.entry(slot).or_insert_with(|| flow.reach(network, definitions))
        } else {
            own = flow.reach(network, definitions);
            &own
        };
        if late {
            flow.settled(network, reach, scope.flow)
        } else {
            flow.reached(network, reach, identifier.flow, identifier.span.start)
        }
    }

    /// Demands of every reference that what it refers to is there.
    pub(crate) fn require(
        &mut self,
        ground: Ground<'_>,
        members: &Members<'_>,
        network: &mut NetworkBuilder,
    ) {
        for index in 0..self.tree.identifiers.len() {
            let identifier = self.tree.identifiers[index];
            let unit = ground.unit_at(identifier.span.start);
            if identifier.usage.declares == Some(Declares::Enclosing) {
                self.require_enclosing(ground, network, &identifier, unit);
            }
            if !identifier.usage.is_reference() {
                continue;
            }
            match self.resolve(&identifier) {
                Some(slot) => {
                    let mut formula = self.condition(ground, network, &identifier, slot);
                    if let Some(lazy) = self.needs_lazy_annotations(ground, &identifier, slot) {
                        let lazy = network.leaf(lazy);
                        formula = network.all([formula, lazy]);
                    }
                    network.require(ground.units, unit, formula, Cause::Name, identifier.span);
                    self.require_declaration(ground, network, &identifier, unit);
                }
                None if ground.language.rules().unqualified_members
                    && members.named(self.tree.text(identifier.name)).is_some() =>
                {
                    let name = self.tree.text(identifier.name);
                    let formula = members.named(name).unwrap_or(Formula::True);
                    network.require(ground.units, unit, formula, Cause::Name, identifier.span);
                }
                // What nothing else explains may come from a wildcard.
                None if !self.wildcards.is_empty()
                    && !identifier.late
                    && !ground.language.is_builtin(self.tree.text(identifier.name)) =>
                {
                    let name = self.tree.text(identifier.name);
                    let qualified = identifier.usage.qualified;
                    let formula = self.wildcards.of_name(ground, network, name, qualified);
                    network.require(ground.units, unit, formula, Cause::Name, identifier.span);
                }
                // What a text mentions may be no name at all: only what is known to give it counts.
                None if identifier.late && !identifier.in_annotation => {
                    let name = self.tree.text(identifier.name);
                    let formula = self.wildcards.of_mention(ground, network, name);
                    network.require(ground.units, unit, formula, Cause::Name, identifier.span);
                }
                None => {}
            }
        }
        usage::require(ground, self, network);
    }

    /// The unit that makes annotations late, where a name in one is defined only later.
    fn needs_lazy_annotations(
        &self,
        ground: Ground<'_>,
        identifier: &Identifier,
        slot: Slot,
    ) -> Option<UnitId> {
        let lazy = ground.captures.lazy_annotations.filter(|_| identifier.in_annotation)?;
        let defined = |found: &Definition| found.flow.effect <= identifier.span.start;
        let in_time =
            self.runs_late(identifier.scope, slot.0) || self.definitions(slot).iter().any(defined);
        (!in_time).then(|| ground.unit_at(lazy.start))
    }

    /// A scope that both reads and defines a declared name needs the declaration: without it the
    /// name would be local, and read before it is set.
    fn require_declaration(
        &self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        identifier: &Identifier,
        unit: UnitId,
    ) {
        let scope = self.out_of_inline(identifier.scope);
        let Some((_, declaration)) = self.declarations.get(&(scope, identifier.name)) else {
            return;
        };
        let defines_too = self.tree.identifiers.iter().any(|other| {
            other.name == identifier.name
                && other.usage.is_definition()
                && self.home(other) == scope
        });
        if defines_too {
            let formula = network.leaf(*declaration);
            network.require(ground.units, unit, formula, Cause::Name, identifier.span);
        }
    }

    /// A declaration of an enclosing function's name needs that function to define it.
    fn require_enclosing(
        &self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        identifier: &Identifier,
        unit: UnitId,
    ) {
        let scope = self.tree.nearest(identifier.scope, ScopeKind::Function).unwrap_or(GLOBAL);
        let Some(home) = self.enclosing_home(scope, identifier.name) else { return };
        // Definitions that themselves pass through a declaration do not found the name.
        let founders: Vec<Formula> = self
            .definitions((home, identifier.name))
            .iter()
            .filter(|definition| {
                self.tree.nearest(definition.scope, ScopeKind::Function) == Some(home)
            })
            .map(|definition| definition.flow.formula)
            .collect();
        let formula = network.any(founders);
        network.require(ground.units, unit, formula, Cause::Name, identifier.span);
    }

    /// References that nothing in the program defines, builtins and wildcards aside; none where the
    /// language does not know all names that a program may use.
    pub(crate) fn undefined(&self, language: &Language, has_wildcards: bool) -> Vec<Span> {
        if has_wildcards || !language.rules().closed_names {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        self.tree
            .identifiers
            .iter()
            .filter(|identifier| identifier.usage.is_reference() && !identifier.late)
            .filter(|identifier| !language.is_builtin(self.tree.text(identifier.name)))
            .filter(|identifier| self.resolve(identifier).is_none())
            .filter(|identifier| seen.insert(identifier.span))
            .map(|identifier| identifier.span)
            .collect()
    }
}
