//! Contracts between types: what a base asks of those that build on it, and what replaces what.

use std::collections::HashMap;

use crate::names::{Ground, Names};
use crate::network::{Cause, NetworkBuilder};
use crate::scope::{NameId, ScopeId};
use crate::span::Span;

/// The types of a program and the types of the program that they build on.
struct Types {
    /// Each with the place where the base is named.
    bases: HashMap<ScopeId, Vec<(ScopeId, Span)>>,
}

impl Types {
    fn new(ground: Ground<'_>, names: &Names<'_>) -> Self {
        let tree = &names.tree;
        let named: HashMap<Span, ScopeId> = (0..tree.scopes.len() as ScopeId)
            .filter_map(|scope| tree.scope(scope).name.map(|name| (name, scope)))
            .collect();
        let mut bases: HashMap<ScopeId, Vec<(ScopeId, Span)>> = HashMap::new();
        for span in &ground.captures.bases {
            let Some(at) = tree.identifier_at(*span) else { continue };
            let identifier = &tree.identifiers[at];
            let Some(class) = identifier.outer_of else { continue };
            let Some(slot) = names.resolve(identifier) else { continue };
            let types =
                names.definitions(slot).iter().filter_map(|found| named.get(&found.span).copied());
            bases.entry(class).or_default().extend(types.map(|base| (base, *span)));
        }
        Self { bases }
    }

    /// All types that `class` builds on, each with the place in `class` that leads to it.
    fn lineage(&self, class: ScopeId) -> Vec<(ScopeId, Span)> {
        let mut lineage: Vec<(ScopeId, Span)> = self.bases.get(&class).cloned().unwrap_or_default();
        let mut next = 0;
        while let Some((base, span)) = lineage.get(next).copied() {
            for (further, _) in self.bases.get(&base).into_iter().flatten() {
                if *further != class && !lineage.iter().any(|(known, _)| known == further) {
                    lineage.push((*further, span));
                }
            }
            next += 1;
        }
        lineage
    }
}

/// Demands that types keep the members that their bases ask for, and that what replaces a member
/// of a base keeps it.
pub(crate) fn require(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    let tree = &names.tree;
    let types = Types::new(ground, names);
    let mut abstracts: HashMap<ScopeId, Vec<NameId>> = HashMap::new();
    for span in &ground.captures.abstracts {
        let Some(at) = tree.identifier_at(*span) else { continue };
        let identifier = &tree.identifiers[at];
        abstracts.entry(identifier.scope).or_default().push(identifier.name);
    }
    let mut classes: Vec<ScopeId> = types.bases.keys().copied().collect();
    classes.sort_unstable();
    for class in classes {
        for (base, span) in types.lineage(class) {
            for name in abstracts.get(&base).into_iter().flatten() {
                let own = names.definitions((class, *name));
                let ways: Vec<_> = own.iter().map(|found| network.leaf(found.unit)).collect();
                let formula = network.any(ways);
                let unit = ground.unit_at(span.start);
                network.require(ground.units, unit, formula, Cause::Contract, span);
            }
        }
    }
    for identifier in tree.identifiers.iter().filter(|found| found.usage.overrides) {
        let mut ways = Vec::new();
        for (base, _) in types.lineage(identifier.scope) {
            let replaced = names.definitions((base, identifier.name));
            ways.extend(replaced.iter().map(|found| network.leaf(found.unit)));
        }
        let formula = network.any(ways);
        let unit = ground.unit_at(identifier.span.start);
        network.require(ground.units, unit, formula, Cause::Contract, identifier.span);
    }
}
