//! Classes: which definitions keep each access to a member of a class of the same program, and
//! which members a class needs to make objects.

mod instance;

use std::collections::{HashMap, HashSet};

use crate::capture::{MemberCapture, ScopeKind};
use crate::names::{Definition, Ground, Names, Slot};
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::{GLOBAL, Identifier, NameId, ScopeId};
use crate::span::Span;

/// How many members of members are followed.
const MAX_CHAIN: usize = 3;

/// A class of the program, by its scope.
type ClassId = ScopeId;

/// A member set from inside a method, or on an instance.
#[derive(Debug, Clone, Copy)]
struct Setting {
    span: Span,
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
    /// The bases of a class.
    Bases(ClassId),
}

impl Object {
    fn class(self) -> ClassId {
        match self {
            Self::Instance(class) | Self::Class(class) | Self::Bases(class) => class,
        }
    }
}

/// What makes members of a class unknowable while it is live.
#[derive(Debug, Clone, Copy)]
struct Open {
    formula: Formula,
    /// Only the attributes of its objects, not what its body defines.
    attributes_only: bool,
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
    open: HashMap<ClassId, Vec<Open>>,
    /// Where an object stands for the bases of the class around it.
    base_objects: HashSet<Span>,
    /// The class of the items of a collection.
    items: HashMap<Span, Span>,
    /// Where a collection stands for an item of it.
    item_objects: HashSet<Span>,
    /// Where a class stands for a new object of it.
    made: HashSet<Span>,
    /// Definitions and settings that say nothing of a class.
    nothings: HashSet<Span>,
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
            accesses: captures
                .members
                .iter()
                .filter(|access| access.implied_by.is_none())
                .map(|access| (access.member, *access))
                .collect(),
            settings: HashMap::new(),
            bases: HashMap::new(),
            derived: HashSet::new(),
            open: HashMap::new(),
            base_objects: captures.base_objects.iter().copied().collect(),
            items: captures.items.iter().copied().collect(),
            item_objects: captures.item_objects.iter().copied().collect(),
            made: captures.made.iter().copied().collect(),
            nothings: captures.nothings.iter().copied().collect(),
        };
        classes.find_bases(ground);
        classes.find_openings(ground, network);
        classes.find_settings(ground, network);
        classes
    }

    fn find_bases(&mut self, ground: Ground<'_>) {
        let tree = &self.names.tree;
        let imports: HashMap<Span, Span> = ground.captures.imports.iter().copied().collect();
        let known_module =
            |module: &Span| ground.language.is_known_module(module.text(ground.source));
        let wildcards: Vec<Span> = ground
            .captures
            .wildcards
            .iter()
            .map(|(wildcard, _)| imports.get(wildcard).copied().unwrap_or_default())
            .collect();
        for span in &ground.captures.bases {
            let Some(identifier) = self.identifier(*span) else { continue };
            let Some(class) = identifier.outer_of else { continue };
            if let Some(base) = self.class_named(&identifier) {
                self.bases.entry(class).or_default().push(base);
                continue;
            }
            let known = match self.names.resolve(&identifier) {
                None => {
                    let name = tree.text(identifier.name);
                    let from_wildcard = !wildcards.is_empty() && wildcards.iter().all(known_module);
                    let closed = ground.language.is_closed_base(name);
                    if from_wildcard && !closed {
                        self.derived.insert(class);
                    }
                    closed || from_wildcard
                }
                // What linters can look up has no member that only the program sets.
                Some(slot) => {
                    let known =
                        self.names.definitions(slot).iter().all(|definition| {
                            imports.get(&definition.span).is_some_and(known_module)
                        });
                    if known {
                        self.derived.insert(class);
                    }
                    known
                }
            };
            if !known {
                let open = Open { formula: Formula::True, attributes_only: false };
                self.open.entry(class).or_default().push(open);
            }
        }
    }

    fn find_openings(&mut self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        let tree = &self.names.tree;
        for opening in &tree.open_classes {
            let around = opening
                .outer_of
                .filter(|scope| tree.scope(*scope).kind == ScopeKind::Class)
                .or_else(|| tree.nearest(opening.scope, ScopeKind::Class));
            let class = if opening.attributes_only && around != Some(opening.scope) {
                // Inside of methods it counts only for the object that the method knows.
                self.identifier(opening.span)
                    .and_then(|identifier| self.names.resolve(&identifier))
                    .and_then(|slot| self.receivers.get(&slot).copied())
            } else {
                around
            };
            if let Some(class) = class {
                // Without a unit to lose, it stays open.
                let formula = network.leaf(ground.unit_at(opening.span.start));
                let open = Open { formula, attributes_only: opening.attributes_only };
                self.open.entry(class).or_default().push(open);
            }
        }
    }

    fn identifier(&self, span: Span) -> Option<Identifier> {
        let tree = &self.names.tree;
        tree.identifier_at(span).map(|at| tree.identifiers[at])
    }

    /// The class that an identifier names. Where a name has several definitions, the last one
    /// counts, if nothing decides whether it runs.
    fn class_named(&self, identifier: &Identifier) -> Option<ClassId> {
        let slot = self.names.resolve(identifier)?;
        let definitions = self.names.definitions(slot);
        let last = definitions.iter().max_by_key(|found| found.effect())?;
        let decided = definitions.len() == 1
            || (last.is_unconditional()
                && (last.effect() <= identifier.span.start
                    || self.names.is_late(identifier, slot)));
        self.scope_named(last.span)
            .filter(|scope| decided && self.names.tree.scope(*scope).kind == ScopeKind::Class)
    }

    /// The function or class that a definition names.
    pub(crate) fn scope_named(&self, definition: Span) -> Option<ScopeId> {
        self.named_scopes.get(&definition).copied()
    }

    fn find_settings(&mut self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        for access in ground.captures.members.iter().filter(|access| access.definition) {
            let Some((object, owner)) = self.owner(access) else { continue };
            let Some(member) = self.identifier(access.member) else { continue };
            let setting = Setting {
                span: access.member,
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
        self.owner_within(access, MAX_CHAIN)
    }

    fn owner_within(&self, access: &MemberCapture, chain: usize) -> Option<(Object, Identifier)> {
        let identifier = self.identifier(access.object)?;
        if self.base_objects.contains(&access.object) {
            let class = self.names.tree.nearest(identifier.scope, ScopeKind::Class)?;
            return Some((Object::Bases(class), identifier));
        }
        if let Some(inner) = self.accesses.get(&access.object) {
            // A member of a member: known where all that is ever set there is of one class.
            let (object, owner) = self.owner_within(inner, chain.checked_sub(1)?)?;
            let (lineage, _) = self.lineage(object);
            let settings = self.settings_of(&lineage, identifier.name);
            let common =
                self.common_class(&self.instances, settings.iter().map(|setting| setting.span));
            return common.map(|class| (Object::Instance(class), owner));
        }
        let slot = self.names.resolve(&identifier)?;
        let itself =
            !self.made.contains(&access.object) && !self.item_objects.contains(&access.object);
        if let Some(class) = self.receivers.get(&slot).filter(|_| itself) {
            return Some((Object::Instance(*class), identifier));
        }
        if let Some(class) =
            self.class_named(&identifier).filter(|_| !self.item_objects.contains(&access.object))
        {
            let made = self.made.contains(&access.object);
            let object = if made { Object::Instance(class) } else { Object::Class(class) };
            return Some((object, identifier));
        }
        let definitions = self.names.definitions(slot);
        let is_item = self.item_objects.contains(&access.object);
        let makers = if is_item { &self.items } else { &self.instances };
        // In straight-line code the last definition counts, elsewhere all of them do.
        let latest = definitions
            .iter()
            .filter(|found| found.effect() <= identifier.span.start)
            .max_by_key(|found| found.effect())
            .filter(|_| !self.names.is_late(&identifier, slot));
        let common = match latest {
            Some(latest) => self.common_class(makers, [latest.span]),
            None => self.common_class(makers, definitions.iter().map(|definition| definition.span)),
        };
        common.map(|class| (Object::Instance(class), identifier))
    }

    /// The class of which all of the places set an object, those aside that set nothing.
    fn common_class(
        &self,
        makers: &HashMap<Span, Span>,
        places: impl IntoIterator<Item = Span>,
    ) -> Option<ClassId> {
        let mut common = None;
        for place in places {
            if self.nothings.contains(&place) {
                continue;
            }
            let maker = self.identifier(*makers.get(&place)?)?;
            // The class may be known only as the receiver of a class method.
            let received = || self.receivers.get(&self.names.resolve(&maker)?).copied();
            let class = self.class_named(&maker).or_else(received)?;
            if *common.get_or_insert(class) != class {
                return None;
            }
        }
        common
    }

    /// The classes whose members `object` has in this program, and what else may give it members.
    fn lineage(&self, object: Object) -> (Vec<ClassId>, Vec<Open>) {
        let mut lineage = vec![object.class()];
        let mut open = Vec::new();
        let mut next = 0;
        while let Some(at) = lineage.get(next).copied() {
            let bases_only = next == 0 && matches!(object, Object::Bases(_));
            open.extend(
                self.open
                    .get(&at)
                    .into_iter()
                    .flatten()
                    // An unknown base counts for those who ask the bases, too.
                    .filter(|open| !bases_only || open.formula == Formula::True),
            );
            for base in self.bases.get(&at).into_iter().flatten() {
                if !lineage.contains(base) {
                    lineage.push(*base);
                }
            }
            next += 1;
        }
        if matches!(object, Object::Bases(_)) {
            lineage.remove(0);
        }
        (lineage, open)
    }

    fn settings_of(&self, lineage: &[ClassId], member: NameId) -> Vec<Setting> {
        lineage
            .iter()
            .filter_map(|class| self.settings.get(&(*class, member)))
            .flatten()
            .copied()
            .collect()
    }

    /// The name of the member that an access is about.
    fn member(&self, ground: Ground<'_>, access: &MemberCapture) -> Option<NameId> {
        match access.implied_by {
            Some(pattern) => {
                self.names.tree.name(ground.language.pattern(pattern).member.as_deref()?)
            }
            None => self.identifier(access.member).map(|identifier| identifier.name),
        }
    }

    /// Demands of every access to a member of a known class that the member is set somewhere.
    pub(crate) fn require_members(&self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        for access in ground.captures.members.iter().filter(|access| !access.definition) {
            let Some((object, owner)) = self.owner(access) else { continue };
            let Some(member) = self.member(ground, access) else { continue };
            let (lineage, open) = self.lineage(object);
            let mut ways: Vec<Formula> = lineage
                .iter()
                .flat_map(|class| self.names.definitions((*class, member)))
                .map(|definition| network.leaf(definition.unit))
                .collect();
            let mut settings = Vec::new();
            if !matches!(object, Object::Class(_)) {
                settings = self.settings_of(&lineage, member);
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
            if ways.is_empty() {
                continue;
            }
            // What only the body of a class defines, no attribute set elsewhere replaces.
            let counts = |open: &&Open| !open.attributes_only || !settings.is_empty();
            ways.extend(open.iter().filter(counts).map(|open| open.formula));
            let formula = network.any(ways);
            let unit = ground.unit_at(access.member.start);
            network.require(ground.units, unit, formula, Cause::Member, access.member);
        }
    }

    /// Demands of every use that takes a value for granted that something other than nothing is
    /// still assigned somewhere.
    pub(crate) fn require_somethings(&self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        let something = |place: &Span| !self.nothings.contains(place);
        for needed in &ground.captures.needed {
            let Some(identifier) = self.identifier(*needed) else { continue };
            let mut places: Vec<Span> = Vec::new();
            if let Some(access) = self.accesses.get(needed) {
                let Some((object, _)) = self.owner(access) else { continue };
                let (lineage, _) = self.lineage(object);
                places.extend(
                    self.settings_of(&lineage, identifier.name).iter().map(|setting| setting.span),
                );
                let in_class = |class: &ClassId| self.names.definitions((*class, identifier.name));
                places.extend(lineage.iter().flat_map(in_class).map(|found| found.span));
            } else if let Some(slot) = self.names.resolve(&identifier) {
                places.extend(self.names.definitions(slot).iter().map(|found| found.span));
            }
            // Without nothings, the names and members themselves are all that is needed.
            if places.iter().all(something) {
                continue;
            }
            let ways: Vec<Formula> = places
                .iter()
                .filter(|place| something(place))
                .map(|place| network.leaf(ground.unit_at(place.start)))
                .collect();
            let formula = network.any(ways);
            let unit = ground.unit_at(needed.start);
            network.require(ground.units, unit, formula, Cause::Value, *needed);
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
        let (lineage, _) = self.lineage(object);
        lineage
            .iter()
            .map(|class| self.names.definitions((*class, identifier.name)))
            .find(|found| !found.is_empty())
            .unwrap_or(&[])
    }
}
