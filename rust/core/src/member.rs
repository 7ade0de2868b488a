//! Members by name: an access to a member needs a member of that name, whatever the type.
//!
//! Types are not known here, but names are: if the finished program defines a member that is
//! called as the access says, one of those stays. Names that objects have anyway ask for nothing.

use std::collections::HashMap;

use crate::names::{Ground, Names};
use crate::network::{Cause, Formula, NetworkBuilder};
use crate::scope::Identifier;

/// The members that a program defines.
pub(crate) struct Members<'a> {
    defined: HashMap<&'a str, Formula>,
}

impl<'a> Members<'a> {
    pub(crate) fn new(ground: Ground<'_>, names: &Names<'a>, network: &mut NetworkBuilder) -> Self {
        let mut units: HashMap<&'a str, Vec<Formula>> = HashMap::new();
        for identifier in &names.tree.identifiers {
            if identifier.usage.member_name {
                let live = network.leaf(ground.unit_at(identifier.span.start));
                units.entry(names.tree.text(identifier.name)).or_default().push(live);
            }
        }
        let defined = units.into_iter().map(|(name, ways)| (name, network.any(ways))).collect();
        Self { defined }
    }

    /// Demands of every access that a member of its name is there.
    pub(crate) fn require(
        &self,
        ground: Ground<'_>,
        names: &Names<'_>,
        network: &mut NetworkBuilder,
    ) {
        let accesses = |found: &&Identifier| found.usage.member_access;
        for identifier in names.tree.identifiers.iter().filter(accesses) {
            let name = names.tree.text(identifier.name);
            if ground.language.is_common_member(name) {
                continue;
            }
            let formula = match self.defined.get(name) {
                Some(formula) => *formula,
                None if names.wildcards.is_empty() => continue,
                None => names.wildcards.of_member(ground, network, name),
            };
            let unit = ground.unit_at(identifier.span.start);
            network.require(ground.units, unit, formula, Cause::Member, identifier.span);
        }
    }
}
