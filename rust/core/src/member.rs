//! Members by name: an access to a member needs a member of that name, whatever the type.
//!
//! Types are not known here, but names are: if the finished program defines a member that is
//! called as the access says, one of those stays. Names that objects have anyway ask for nothing.

use std::collections::{HashMap, HashSet};

use crate::names::{Ground, Names};
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::Identifier;
use crate::span::Span;

/// A kind of members and a name.
type Key<'a> = (u8, &'a str);

/// The members that a program defines.
pub(crate) struct Members<'a> {
    defined: HashMap<Key<'a>, Formula>,
    /// The same by the type that owns them.
    owned: HashMap<(&'a str, Key<'a>), Formula>,
    owners: HashMap<Span, &'a str>,
}

impl<'a> Members<'a> {
    pub(crate) fn new(ground: Ground<'a>, names: &Names<'a>, network: &mut NetworkBuilder) -> Self {
        let abstracts: HashSet<_> = if ground.language.rules().abstract_members {
            ground.captures.abstracts.iter().copied().collect()
        } else {
            HashSet::new()
        };
        let mut ways: HashMap<Key<'a>, (Vec<Formula>, Vec<Formula>)> = HashMap::new();
        // Gates are made in the order of the text, the same in every run.
        let mut keys = Vec::new();
        let mut owned: HashMap<(&'a str, Key<'a>), Formula> = HashMap::new();
        for identifier in &names.tree.identifiers {
            if !identifier.usage.member_name {
                continue;
            }
            let live = network.leaf(ground.unit_at(identifier.span.start));
            let key = key(names, identifier);
            if let Some(owner) = names.tree.owner(ground.source, identifier.scope) {
                let ways = owned.entry((owner, key)).or_insert(Formula::False);
                *ways = network.any([*ways, live]);
            }
            let (any, all) = ways.entry(key).or_insert_with(|| {
                keys.push(key);
                Default::default()
            });
            if identifier.usage.each || abstracts.contains(&identifier.span) {
                all.push(live);
            } else {
                any.push(live);
            }
        }
        let mut defined = HashMap::with_capacity(ways.len());
        for key in keys {
            let (any, mut all) = ways.remove(&key).unwrap_or_default();
            if !any.is_empty() {
                all.push(network.any(any));
            }
            defined.insert(key, network.all(all));
        }
        let owners = &ground.captures.member_owners;
        let owners =
            owners.iter().map(|(access, owner)| (*access, owner.text(ground.source))).collect();
        Self { defined, owned, owners }
    }

    /// The condition that a member of this name is there; `None`, if there never was one.
    pub(crate) fn named(&self, name: &str) -> Option<Formula> {
        self.defined.get(&(0, name)).copied()
    }

    /// Demands of every access that a member of its name is there.
    pub(crate) fn require(
        &self,
        ground: Ground<'_>,
        names: &Names<'_>,
        network: &mut NetworkBuilder,
    ) {
        for identifier in names.tree.identifiers.iter().filter(|found| found.usage.member_access) {
            let name = names.tree.text(identifier.name);
            // What the type around it defines itself is looked up there.
            let own = identifier.usage.from_type && names.resolve(identifier).is_some();
            if own || ground.language.is_common_member(name) {
                continue;
            }
            let key = key(names, identifier);
            let owner = if identifier.usage.member_self {
                names.tree.owner(ground.source, identifier.scope)
            } else {
                self.owners.get(&identifier.span).copied()
            };
            let own = owner.and_then(|owner| self.owned.get(&(owner, key)));
            let formula = match own.or_else(|| self.defined.get(&key)) {
                Some(formula) => *formula,
                None if names.wildcards.is_empty() => continue,
                None => names.wildcards.of_member(ground, network, name),
            };
            let unit = ground.unit_at(identifier.span.start);
            network.require(ground.units, unit, formula, Cause::Member, identifier.span);
        }
    }
}

fn key<'a>(names: &Names<'a>, identifier: &Identifier) -> Key<'a> {
    (identifier.usage.member_space, names.tree.text(identifier.name))
}
