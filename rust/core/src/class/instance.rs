//! Making objects: what a class must have when it is called, and its constructor must do.

use std::collections::HashSet;

use super::{ClassId, Classes, Object};
use crate::names::Ground;
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::{NameId, ScopeId};
use crate::span::Span;

impl Classes<'_, '_> {
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
        self.require_constructor_calls(ground, network);
        let constructors = named(&captures.constructors);
        let protocols = named(&captures.protocols);
        let abstracts = named(&captures.abstracts);
        for (calls, with_arguments) in
            [(&captures.constructed, true), (&captures.instantiated, false)]
        {
            for call in calls {
                let Some(identifier) = self.identifier(*call) else { continue };
                let Some(class) = self.class_named(&identifier) else { continue };
                let (lineage, _) = self.lineage(Object::Instance(class));
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
                        constructors.iter().filter(|(class, _)| lineage.contains(class)).min();
                    if let Some((_, name)) = constructor {
                        demand(&lineage, *name, network);
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

    /// A constructor that calls those of its bases goes on doing so, where the bases are known to
    /// have any.
    fn require_constructor_calls(&self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        for (name, call) in &ground.captures.constructor_calls {
            let Some(identifier) = self.identifier(*name) else { continue };
            let class = identifier.scope;
            let (bases, _) = self.lineage(Object::Bases(class));
            let known = self.derived.contains(&class)
                || bases.iter().any(|base| {
                    self.derived.contains(base)
                        || !self.names.definitions((*base, identifier.name)).is_empty()
                });
            if known {
                let formula = network.leaf(ground.unit_at(call.start));
                let unit = ground.unit_at(name.start);
                network.require(ground.units, unit, formula, Cause::Structure, *name);
            }
        }
    }
}
