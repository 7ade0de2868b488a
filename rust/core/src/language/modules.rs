//! What the modules of a language give to those who import all of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::error::LanguageError;

/// The number of a module.
pub(crate) type ModuleId = u32;

/// What starts an entry that stands for all entries of another module.
const WHOLE: char = '@';

/// The modules whose names are known.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    ids: HashMap<String, ModuleId>,
    /// The modules that list each name themselves.
    listed_in: HashMap<String, Vec<ModuleId>>,
    /// For each module, itself and all whose entries it gives, too.
    reach: Vec<HashSet<ModuleId>>,
}

impl Modules {
    /// Reads the table `[modules]`: for each module the names that it gives, `.name` for a member,
    /// `@module` for all that another module gives.
    pub(crate) fn new(
        language: &str,
        table: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, LanguageError> {
        let ids: HashMap<String, ModuleId> =
            table.keys().enumerate().map(|(id, module)| (module.clone(), id as ModuleId)).collect();
        let mut listed_in: HashMap<String, Vec<ModuleId>> = HashMap::new();
        let mut wholes: Vec<Vec<ModuleId>> = Vec::with_capacity(table.len());
        for (id, entries) in table.values().enumerate() {
            let mut others = Vec::new();
            for entry in entries {
                let Some(other) = entry.strip_prefix(WHOLE) else {
                    listed_in.entry(entry.clone()).or_default().push(id as ModuleId);
                    continue;
                };
                others.push(*ids.get(other).ok_or_else(|| {
                    LanguageError::Manifest(format!(
                        "[modules] of {language}: {entry:?} names no module of the table"
                    ))
                })?);
            }
            wholes.push(others);
        }
        let reach = (0..wholes.len()).map(|id| reach(&wholes, id as ModuleId)).collect();
        Ok(Self { ids, listed_in, reach })
    }

    /// The number of a module whose names are known.
    pub(crate) fn find(&self, name: &str) -> Option<ModuleId> {
        self.ids.get(name).copied()
    }

    /// Whether a module gives a name.
    pub(crate) fn gives(&self, module: ModuleId, name: &str) -> bool {
        let listed_in = self.listed_in.get(name).map_or(&[][..], Vec::as_slice);
        self.reach
            .get(module as usize)
            .is_some_and(|reach| listed_in.iter().any(|lister| reach.contains(lister)))
    }
}

/// `from` and all that it stands for, directly or not.
fn reach(wholes: &[Vec<ModuleId>], from: ModuleId) -> HashSet<ModuleId> {
    let mut found = HashSet::from([from]);
    let mut pending = vec![from];
    while let Some(module) = pending.pop() {
        for other in &wholes[module as usize] {
            if found.insert(*other) {
                pending.push(*other);
            }
        }
    }
    found
}
