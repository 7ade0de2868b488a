//! Structure: bodies that may not be empty, clauses that need their heads.

use crate::names::Ground;
use crate::network::{Cause, Formula, NetworkBuilder};

/// Demands of every dependent that its supports are there.
pub(crate) fn require(ground: Ground<'_>, network: &mut NetworkBuilder) {
    require_any(ground, network);
    require_each(ground, network);
}

/// A dependent needs one of the supports that the same pattern found for it.
fn require_any(ground: Ground<'_>, network: &mut NetworkBuilder) {
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
