//! Classes: which definitions keep each access to a member of a class of the same program, and
//! which members a class needs to make objects.

use std::collections::{HashMap, HashSet};

use crate::capture::{MemberCapture, ScopeKind};
use crate::names::{Definition, Ground, Names, Slot};
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::{GLOBAL, Identifier, NameId, ScopeId};
use crate::span::Span;

/// A class of the program, by its scope.
type ClassId = ScopeId;

/// A member set from inside a method, or on an instance.
#[derive(Debug, Clone, Copy)]
struct Setting {
    formula: Formula,
    /// The function that sets it.
    function: ScopeId,
    effect: u32,
}

/// What an object is known to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Object {
    Instance(ClassId),
    Class(ClassId),
}

impl Object {
    fn class(self) -> ClassId {
        match self {
            Self::Instance(class) | Self::Class(class) => class,
        }
    }
}

/// How much of a class is known, from most to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Openness {
    Closed,
    /// Attributes of its objects may be set from anywhere.
    Attributes,
    /// It may have any member.
    Members,
}

/// The classes of a program and their members.
pub(crate) struct Classes<'n, 'a> {
    names: &'n Names<'a>,
    /// The scope that a definition names.
    named_scopes: HashMap<Span, ScopeId>,
    receivers: HashMap<Slot, ClassId>,
    /// The class of which a definition makes an object.
    instances: HashMap<Span, Span>,
    /// The access of which each member identifier is part.
    accesses: HashMap<Span, MemberCapture>,
    settings: HashMap<(ClassId, NameId), Vec<Setting>>,
    bases: HashMap<ClassId, Vec<ClassId>>,
    /// Classes with a base from a known module.
    derived: HashSet<ClassId>,
    openness: HashMap<ClassId, Openness>,
}

impl<'n, 'a> Classes<'n, 'a> {
    pub(crate) fn new(
        ground: Ground<'a>,
        names: &'n Names<'a>,
        network: &mut NetworkBuilder,
    ) -> Self {
        let tree = &names.tree;
        let named_scopes = (0..tree.scopes.len() as ScopeId)
            .filter_map(|scope| tree.scope(scope).name.map(|name| (name, scope)))
            .collect();
        let receivers = tree
            .identifiers
            .iter()
            .filter(|identifier| identifier.usage.receiver)
            .filter_map(|identifier| {
                let class = tree.scope(identifier.scope).parent;
                (tree.scope(class).kind == ScopeKind::Class)
                    .then_some(((identifier.scope, identifier.name), class))
            })
            .collect();
        let captures = ground.captures;
        let mut classes = Self {
            names,
            named_scopes,
            receivers,
            instances: captures.instances.iter().copied().collect(),
            accesses: captures.members.iter().map(|access| (access.member, *access)).collect(),
            settings: HashMap::new(),
            bases: HashMap::new(),
            derived: HashSet::new(),
            openness: HashMap::new(),
        };
        classes.find_bases(ground);
        classes.find_settings(ground, network);
        classes
    }

    fn open(&mut self, class: ClassId, openness: Openness) {
        let known = self.openness.entry(class).or_insert(Openness::Closed);
        *known = (*known).max(openness);
    }

    fn find_bases(&mut self, ground: Ground<'_>) {
        let tree = &self.names.tree;
        let imports: HashMap<Span, Span> = ground.captures.imports.iter().copied().collect();
        for span in &ground.captures.bases {
            let Some(identifier) = self.identifier(*span) else { continue };
            let Some(class) = identifier.outer_of else { continue };
            if let Some(base) = self.class_named(&identifier) {
                self.bases.entry(class).or_default().push(base);
                continue;
            }
            let known = match self.names.resolve(&identifier) {
                None => ground.language.is_closed_base(tree.text(identifier.name)),
                // What linters can look up has no member that only the program sets.
                Some(slot) => self.names.definitions(slot).iter().all(|definition| {
                    imports.get(&definition.span).is_some_and(|module| {
                        ground.language.is_known_module(module.text(ground.source))
                    })
                }),
            };
            if known {
                self.derived.insert(class);
            } else {
                self.open(class, Openness::Members);
            }
        }
        for opening in &tree.open_classes {
            let class = opening
                .outer_of
                .filter(|scope| tree.scope(*scope).kind == ScopeKind::Class)
                .or_else(|| tree.nearest(opening.scope, ScopeKind::Class));
            if let Some(class) = class {
                let only =
                    if opening.attributes_only { Openness::Attributes } else { Openness::Members };
                self.open(class, only);
            }
        }
    }

    fn identifier(&self, span: Span) -> Option<Identifier> {
        let tree = &self.names.tree;
        tree.identifier_at(span).map(|at| tree.identifiers[at])
    }

    /// The class that an identifier names, where it names one and nothing else.
    fn class_named(&self, identifier: &Identifier) -> Option<ClassId> {
        let slot = self.names.resolve(identifier)?;
        let [only] = self.names.definitions(slot) else { return None };
        self.scope_named(only)
            .filter(|scope| self.names.tree.scope(*scope).kind == ScopeKind::Class)
    }

    /// The function or class that a definition names.
    pub(crate) fn scope_named(&self, definition: &Definition) -> Option<ScopeId> {
        self.named_scopes.get(&definition.span).copied()
    }

    fn find_settings(&mut self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        for access in ground.captures.members.iter().filter(|access| access.definition) {
            let Some((object, owner)) = self.owner(access) else { continue };
            let Some(member) = self.identifier(access.member) else { continue };
            let setting = Setting {
                formula: network.leaf(ground.unit_at(access.member.start)),
                function: self.function_of(&owner),
                effect: access.member.end,
            };
            self.settings.entry((object.class(), member.name)).or_default().push(setting);
        }
    }

    fn function_of(&self, identifier: &Identifier) -> ScopeId {
        self.names.tree.nearest(identifier.scope, ScopeKind::Function).unwrap_or(GLOBAL)
    }

    /// What the object of a member access is, where that is known.
    fn owner(&self, access: &MemberCapture) -> Option<(Object, Identifier)> {
        let identifier = self.identifier(access.object)?;
        let slot = self.names.resolve(&identifier)?;
        if let Some(class) = self.receivers.get(&slot) {
            return Some((Object::Instance(*class), identifier));
        }
        if let Some(class) = self.class_named(&identifier) {
            return Some((Object::Class(class), identifier));
        }
        let mut common = None;
        for definition in self.names.definitions(slot) {
            let class = self.identifier(*self.instances.get(&definition.span)?)?;
            let class = self.class_named(&class)?;
            if *common.get_or_insert(class) != class {
                return None;
            }
        }
        common.map(|class| (Object::Instance(class), identifier))
    }

    /// `class` and all it inherits from in this program, and how much of that is known.
    fn lineage(&self, class: ClassId) -> (Vec<ClassId>, Openness) {
        let mut lineage = vec![class];
        let mut openness = Openness::Closed;
        let mut next = 0;
        while let Some(at) = lineage.get(next).copied() {
            openness = openness.max(self.openness.get(&at).copied().unwrap_or(Openness::Closed));
            for base in self.bases.get(&at).into_iter().flatten() {
                if !lineage.contains(base) {
                    lineage.push(*base);
                }
            }
            next += 1;
        }
        (lineage, openness)
    }

    /// Demands of every access to a member of a known class that the member is set somewhere.
    pub(crate) fn require_members(&self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        for access in ground.captures.members.iter().filter(|access| !access.definition) {
            let Some((object, owner)) = self.owner(access) else { continue };
            let Some(member) = self.identifier(access.member) else { continue };
            let (lineage, openness) = self.lineage(object.class());
            let settings: Vec<Setting> = lineage
                .iter()
                .filter_map(|class| self.settings.get(&(*class, member.name)))
                .flatten()
                .copied()
                .collect();
            let known = match openness {
                Openness::Closed => true,
                Openness::Attributes => settings.is_empty(),
                Openness::Members => false,
            };
            if !known {
                continue;
            }
            let mut ways: Vec<Formula> = lineage
                .iter()
                .flat_map(|class| self.names.definitions((*class, member.name)))
                .map(|definition| network.leaf(definition.unit))
                .collect();
            if matches!(object, Object::Instance(_)) {
                let function = self.function_of(&owner);
                // What the same method sets only later does not help here.
                let helps =
                    |way: &&Setting| way.function != function || way.effect <= access.member.start;
                let before: Vec<Formula> =
                    settings.iter().filter(helps).map(|way| way.formula).collect();
                if before.is_empty() && ways.is_empty() {
                    ways.extend(settings.iter().map(|way| way.formula));
                } else {
                    ways.extend(before);
                }
            }
            let formula = network.any(ways);
            let unit = ground.unit_at(access.member.start);
            network.require(ground.units, unit, formula, Cause::Member, access.member);
        }
    }

    /// Demands of every call that makes an object what its class needs for that: the constructor
    /// that takes its arguments, and the methods that its bases left to it.
    pub(crate) fn require_instances(&self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        let named = |spans: &[Span]| -> HashSet<(ScopeId, NameId)> {
            spans
                .iter()
                .filter_map(|span| self.identifier(*span))
                // A method's name stands in the outer part of its own scope.
                .map(|identifier| (identifier.scope, identifier.name))
                .collect()
        };
        let captures = ground.captures;
        let constructors = named(&captures.constructors);
        let protocols = named(&captures.protocols);
        let abstracts = named(&captures.abstracts);
        for (calls, with_arguments) in
            [(&captures.constructed, true), (&captures.instantiated, false)]
        {
            for call in calls {
                let Some(identifier) = self.identifier(*call) else { continue };
                let Some(class) = self.class_named(&identifier) else { continue };
                let (lineage, _) = self.lineage(class);
                let unit = ground.unit_at(call.start);
                let demand = |classes: &[ClassId], name: NameId, network: &mut NetworkBuilder| {
                    let ways: Vec<Formula> = classes
                        .iter()
                        .filter(|class| !abstracts.contains(&(**class, name)))
                        .flat_map(|class| self.names.definitions((*class, name)))
                        .map(|definition| network.leaf(definition.unit))
                        .collect();
                    let formula = network.any(ways);
                    network.require(ground.units, unit, formula, Cause::Member, *call);
                };
                if with_arguments {
                    let constructor =
                        |class: &ClassId| constructors.iter().find(|(of, _)| of == class).copied();
                    if let Some((of, name)) = lineage.iter().find_map(constructor) {
                        demand(&[of], name, network);
                    }
                    continue;
                }
                let derived = lineage.iter().any(|class| self.derived.contains(class));
                let left_open = abstracts.iter().chain(protocols.iter().filter(|_| derived));
                let mut wanted: Vec<NameId> = left_open
                    .filter(|(of, _)| lineage.contains(of))
                    .map(|(_, name)| *name)
                    .collect();
                wanted.sort_unstable();
                wanted.dedup();
                for name in wanted {
                    demand(&lineage, name, network);
                }
            }
        }
    }

    /// The definitions of a called function or method.
    pub(crate) fn callee(&self, callee: Span) -> &[Definition] {
        let Some(identifier) = self.identifier(callee) else { return &[] };
        let Some(access) = self.accesses.get(&callee) else {
            return self
                .names
                .resolve(&identifier)
                .map_or(&[], |slot| self.names.definitions(slot));
        };
        let Some((object, _)) = self.owner(access) else { return &[] };
        // The first class that has the method decides, as a look-up would.
        let (lineage, _) = self.lineage(object.class());
        lineage
            .iter()
            .map(|class| self.names.definitions((*class, identifier.name)))
            .find(|found| !found.is_empty())
            .unwrap_or(&[])
    }
}
