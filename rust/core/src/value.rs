//! Values: functions whose value is used must go on returning one.

use std::collections::HashMap;

use crate::capture::ScopeKind;
use crate::class::Classes;
use crate::names::{Definition, Ground, Names};
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::{ScopeId, ValueReturn};
use crate::span::Span;

/// How many calls a returned value is followed through.
const MAX_DEPTH: usize = 4;

/// The functions of a program and the returns that give them values.
pub(crate) struct Values<'c, 'n, 'a> {
    classes: &'c Classes<'n, 'a>,
    returns: HashMap<ScopeId, Vec<(ValueReturn, Formula)>>,
    owners: Vec<(Span, ScopeId)>,
}

impl<'c, 'n, 'a> Values<'c, 'n, 'a> {
    pub(crate) fn new(
        ground: Ground<'a>,
        names: &'n Names<'a>,
        classes: &'c Classes<'n, 'a>,
        network: &mut NetworkBuilder,
    ) -> Self {
        let tree = &names.tree;
        let mut returns: HashMap<ScopeId, Vec<(ValueReturn, Formula)>> = HashMap::new();
        for found in &tree.returns {
            if let Some(function) = tree.nearest(found.scope, ScopeKind::Function) {
                let live = network.leaf(ground.unit_at(found.span.start));
                returns.entry(function).or_default().push((*found, live));
            }
        }
        let owners = ground
            .captures
            .value_owners
            .iter()
            .filter_map(|span| classes.scope_named(*span).map(|scope| (*span, scope)))
            .collect();
        Self { classes, returns, owners }
    }

    /// Demands values of the functions whose values are used, and of those that always owe one.
    pub(crate) fn require(&self, ground: Ground<'_>, network: &mut NetworkBuilder) {
        for callee in &ground.captures.callees {
            let formula = self.of_any(self.classes.callee(*callee), 0, network);
            let unit = ground.unit_at(callee.start);
            network.require(ground.units, unit, formula, Cause::Value, *callee);
        }
        for (name, function) in &self.owners {
            let formula = self.of(*function, 0, network);
            network.require(ground.units, ground.unit_at(name.start), formula, Cause::Value, *name);
        }
    }

    fn of_any(
        &self,
        definitions: &[Definition],
        depth: usize,
        network: &mut NetworkBuilder,
    ) -> Formula {
        let functions: Vec<ScopeId> = definitions
            .iter()
            .filter_map(|definition| self.classes.scope_named(definition.span))
            .collect();
        let ways: Vec<Formula> =
            functions.iter().map(|function| self.of(*function, depth, network)).collect();
        network.any(ways)
    }

    /// The condition under which a function returns a value; never, where it never did.
    fn of(&self, function: ScopeId, depth: usize, network: &mut NetworkBuilder) -> Formula {
        let mut ways = Vec::new();
        for (found, live) in self.returns.get(&function).into_iter().flatten() {
            let passed_on = found
                .callee
                .filter(|_| depth < MAX_DEPTH)
                .map(|callee| self.of_any(self.classes.callee(callee), depth + 1, network));
            ways.push(match passed_on {
                // Nothing is known about the callee's value, or it never had one.
                None | Some(Formula::False) => *live,
                Some(value) => network.all([*live, value]),
            });
        }
        network.any(ways)
    }
}
