//! Everything that a program's units need: structure, names and the rules of its language.

use crate::block::off_width;
use crate::class::Classes;
use crate::member::Members;
use crate::names::{Ground, Names};
use crate::network::{Network, NetworkBuilder};
use crate::options::Baseline;
use crate::unit::{ROOT, UnitId};
use crate::value::Values;
use crate::{contract, control, link, structure};

/// All requirements of structure, names and the rules of the language.
pub(crate) fn requirements(ground: Ground<'_>, baseline: Baseline) -> (Network, Vec<UnitId>) {
    let mut network = NetworkBuilder::default();
    structure::require(ground, &mut network);
    let mut names = Names::new(ground, &mut network);
    let members = Members::new(ground, &names, &mut network);
    names.require(ground, &members, &mut network);
    members.require(ground, &names, &mut network);
    control::require_some_return(ground, &names, &mut network);
    let rules = ground.language.rules();
    link::require(ground, &mut network);
    if rules.reachable {
        control::require_ways_out(ground, &names, &mut network);
    }
    if rules.must_return {
        control::require_returns(ground, &names, &mut network);
    }
    if rules.implemented_members {
        contract::require(ground, &names, &mut network);
    }
    if rules.closed_members || rules.returned_values {
        let classes = Classes::new(ground, &names, &mut network);
        if rules.closed_members {
            classes.require_members(ground, &mut network);
            classes.require_instances(ground, &mut network);
        }
        if rules.returned_values {
            classes.require_somethings(ground, &mut network);
            Values::new(ground, &names, &classes, &mut network).require(ground, &mut network);
        }
    }
    let findings = match baseline {
        Baseline::Keep => Vec::new(),
        Baseline::Last => findings(ground, &names),
    };
    (network.finish(ground.units.len()), findings)
}

/// The units in which the finished program itself has findings.
fn findings(ground: Ground<'_>, names: &Names<'_>) -> Vec<UnitId> {
    let captures = ground.captures;
    let mut spans = names.undefined(ground.language, !captures.wildcards.is_empty());
    if let Some(width) = ground.language.indentation() {
        spans.extend(off_width(ground.source, ground.lines, captures, width));
    }
    let mut units: Vec<UnitId> = spans.iter().map(|span| ground.unit_at(span.start)).collect();
    // What is left of a text when its statement goes is indented alike.
    let survivors: Vec<UnitId> =
        units.iter().flat_map(|unit| ground.units.survivors(*unit)).collect();
    units.extend(survivors);
    units.sort_unstable();
    units.dedup();
    units.retain(|unit| *unit != ROOT);
    units
}
