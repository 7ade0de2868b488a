//! Contracts between types: what a base asks of those that build on it, and what replaces what.

use std::collections::HashMap;

use crate::names::{Ground, Names};
use crate::network::{Cause, NetworkBuilder};
use crate::scope::{NameId, ScopeId};

/// Demands that types keep the members that their bases ask for, and that what replaces a member
/// of a base keeps it.
pub(crate) fn require(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    let tree = &names.tree;
    let mut abstracts: HashMap<ScopeId, Vec<NameId>> = HashMap::new();
    for span in &ground.captures.abstracts {
        let Some(at) = tree.identifier_at(*span) else { continue };
        let identifier = &tree.identifiers[at];
        abstracts.entry(identifier.scope).or_default().push(identifier.name);
    }
    for span in &ground.captures.bases {
        let Some(class) = tree.identifier_at(*span).and_then(|at| tree.identifiers[at].outer_of)
        else {
            continue;
        };
        for base in names.lineage(class) {
            for name in abstracts.get(&base).into_iter().flatten() {
                let own = names.definitions((class, *name));
                let ways: Vec<_> = own.iter().map(|found| network.leaf(found.unit)).collect();
                let formula = network.any(ways);
                let unit = ground.unit_at(span.start);
                network.require(ground.units, unit, formula, Cause::Contract, *span);
            }
        }
    }
    for identifier in tree.identifiers.iter().filter(|found| found.usage.overrides) {
        let mut ways = Vec::new();
        for base in names.lineage(identifier.scope) {
            let replaced = names.definitions((base, identifier.name));
            ways.extend(replaced.iter().map(|found| network.leaf(found.unit)));
        }
        let formula = network.any(ways);
        let unit = ground.unit_at(identifier.span.start);
        network.require(ground.units, unit, formula, Cause::Contract, identifier.span);
    }
}
