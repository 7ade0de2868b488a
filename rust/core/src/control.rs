//! Rules about where control goes: functions that must return, loops that must end.

use crate::capture::ScopeKind;
use crate::names::{Ground, Names};
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::ScopeId;
use crate::unit::ROOT;

/// A function that must return goes when control is not sure any more to leave it.
pub(crate) fn require_returns(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    for function in &ground.captures.must_return {
        let formula = names.tree.flow.never_ends(network, *function);
        let unit = ground.unit_at(function.start);
        network.require(ground.units, unit, formula, Cause::Return, *function);
    }
}

/// A function that owes a value somewhere goes when the last return with one does.
pub(crate) fn require_some_return(
    ground: Ground<'_>,
    names: &Names<'_>,
    network: &mut NetworkBuilder,
) {
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
pub(crate) fn require_ways_out(
    ground: Ground<'_>,
    names: &Names<'_>,
    network: &mut NetworkBuilder,
) {
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
