//! Wildcards: imports of names that the text does not spell out.
//!
//! Where the language knows what a module gives, a name needs one of the modules that give it;
//! what no known module gives may come from any of the others, and all of those stay.

use crate::language::ModuleId;
use crate::names::Ground;
use crate::network::{Formula, NetworkBuilder};

struct Wildcard {
    formula: Formula,
    /// The module, where its names are known.
    module: Option<ModuleId>,
}

/// The wildcards of a program, by family.
pub(crate) struct Wildcards {
    families: Vec<(u8, Vec<Wildcard>)>,
}

impl Wildcards {
    pub(crate) fn new(ground: Ground<'_>, network: &mut NetworkBuilder) -> Self {
        let captures = ground.captures;
        let mut families: Vec<(u8, Vec<Wildcard>)> = Vec::new();
        for (span, family) in &captures.wildcards {
            let module = captures.imports.iter().find(|(wildcard, _)| wildcard == span).and_then(
                |(_, module)| ground.language.modules().find(bare(module.text(ground.source))),
            );
            let wildcard = Wildcard { formula: network.leaf(ground.unit_at(span.start)), module };
            match families.iter_mut().find(|(known, _)| known == family) {
                Some((_, wildcards)) => wildcards.push(wildcard),
                None => families.push((*family, vec![wildcard])),
            }
        }
        Self { families }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.families.is_empty()
    }

    /// What a name needs that nothing in the program defines.
    pub(crate) fn of_name(
        &self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        name: &str,
        qualified: bool,
    ) -> Formula {
        let mut all = Vec::with_capacity(self.families.len());
        for (family, wildcards) in &self.families {
            if qualified && *family != 0 {
                continue;
            }
            let given = given(ground, network, wildcards, name);
            if given != Formula::False {
                all.push(given);
                continue;
            }
            all.extend(wildcards.iter().filter(|found| found.module.is_none()).map(|w| w.formula));
        }
        network.all(all)
    }

    /// What a member needs that nothing in the program defines: a module known to give it, if any.
    pub(crate) fn of_member(
        &self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        name: &str,
    ) -> Formula {
        self.of_mention(ground, network, &format!(".{name}"))
    }

    /// What a name needs that is only mentioned: a module known to give it, if any.
    pub(crate) fn of_mention(
        &self,
        ground: Ground<'_>,
        network: &mut NetworkBuilder,
        name: &str,
    ) -> Formula {
        let mut all = Vec::new();
        for (_, wildcards) in &self.families {
            let given = given(ground, network, wildcards, name);
            if given != Formula::False {
                all.push(given);
            }
        }
        network.all(all)
    }
}

/// The condition that a module which is known to give `name` is imported; never, if there is none.
fn given(
    ground: Ground<'_>,
    network: &mut NetworkBuilder,
    wildcards: &[Wildcard],
    name: &str,
) -> Formula {
    let modules = ground.language.modules();
    let gives = |found: &&Wildcard| found.module.is_some_and(|module| modules.gives(module, name));
    network.any(wildcards.iter().filter(gives).map(|found| found.formula))
}

/// The name of a module without what encloses it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '`', '<', '>'])
}
