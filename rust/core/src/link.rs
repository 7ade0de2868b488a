//! Links: dependents that need supports elsewhere in the program, tied to them by a text.
//!
//! A value that lists its fields in order needs every field of its type, wherever that is declared;
//! an object that is used as an interface needs every method that the interface asks for.

use std::collections::{HashMap, HashSet};

use crate::names::Ground;
use crate::network::{Cause, Formula, NetworkBuilder};

/// Demands of every dependent of a link that all supports with its key are there.
pub(crate) fn require(ground: Ground<'_>, network: &mut NetworkBuilder) {
    let captures = ground.captures;
    if captures.links.is_empty() {
        return;
    }
    let source = ground.source;
    let asked_for: HashSet<&str> =
        captures.abstracts.iter().map(|name| name.text(source)).collect();
    let mut supports: HashMap<(u8, &str), Vec<Formula>> = HashMap::new();
    for link in captures.links.iter().filter(|link| link.supports) {
        if link.member.is_none_or(|member| asked_for.contains(member.text(source))) {
            let live = network.leaf(ground.unit_of(link.span));
            supports.entry((link.link, link.key.text(source))).or_default().push(live);
        }
    }
    for link in captures.links.iter().filter(|link| !link.supports) {
        let Some(needed) = supports.get(&(link.link, link.key.text(source))) else { continue };
        let formula = network.all(needed.iter().copied());
        let unit = ground.unit_of(link.span);
        network.require(ground.units, unit, formula, Cause::Contract, link.key);
    }
}
