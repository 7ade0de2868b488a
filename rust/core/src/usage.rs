//! Definitions that must be used, as in languages where an unused local or import is an error, and
//! those that must be given a value.

use std::collections::HashMap;

use crate::names::{Ground, Names, Slot};
use crate::network::{Cause, Formula, NetworkBuilder};

/// Demands of every such definition that something still uses it, or assigns to it.
pub(crate) fn require(ground: Ground<'_>, names: &Names<'_>, network: &mut NetworkBuilder) {
    let identifiers = &names.tree.identifiers;
    if !identifiers.iter().any(|found| found.usage.used || found.usage.assigned) {
        return;
    }
    let mut reads: HashMap<Slot, Vec<(u32, Formula)>> = HashMap::new();
    let mut assignments: HashMap<Slot, Vec<Formula>> = HashMap::new();
    let mut member_assignments: HashMap<&str, Vec<Formula>> = HashMap::new();
    for identifier in identifiers {
        let live = network.leaf(ground.unit_at(identifier.span.start));
        let resolved = Some(identifier)
            .filter(|found| found.usage.is_reference())
            .and_then(|found| names.resolve(found));
        let Some(slot) = resolved else {
            // What is set is a member of something.
            if identifier.usage.assignment {
                let name = names.tree.text(identifier.name);
                member_assignments.entry(name).or_default().push(live);
            }
            continue;
        };
        if identifier.usage.is_read() {
            reads.entry(slot).or_default().push((identifier.span.start, live));
        }
        if identifier.usage.assignment {
            assignments.entry(slot).or_default().push(live);
        }
    }
    for identifier in identifiers {
        let usage = identifier.usage;
        if !usage.is_definition() && !usage.member_name {
            continue;
        }
        let slot = (names.home(identifier), identifier.name);
        let unit = ground.unit_at(identifier.span.start);
        if usage.used {
            let all = reads.get(&slot).map_or(&[][..], Vec::as_slice);
            let after = |read: &&(u32, Formula)| read.0 >= identifier.effect;
            let anywhere =
                ground.language.rules().redeclarations || !all.iter().any(|read| after(&read));
            let ways = all.iter().filter(|read| anywhere || after(read)).map(|(_, live)| *live);
            let formula = network.any(ways);
            network.require(ground.units, unit, formula, Cause::Unused, identifier.span);
        }
        if usage.assigned {
            let mut ways = assignments.get(&slot).cloned().unwrap_or_default();
            if usage.member_name {
                let name = names.tree.text(identifier.name);
                ways.extend(member_assignments.get(name).into_iter().flatten());
            }
            let formula = network.any(ways);
            network.require(ground.units, unit, formula, Cause::Unused, identifier.span);
        }
    }
}
