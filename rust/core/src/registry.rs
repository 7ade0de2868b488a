//! Which languages there are: those that are built in, and those that are registered at run time.
//!
//! Built-in ones are loaded when they are first asked for, since compiling the queries of one
//! takes tens of milliseconds.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use tree_sitter_language::LanguageFn;

use crate::language::{Language, LanguageError, LanguageFiles, Manifest};

/// One embedded folder of `grammars/`.
pub(crate) struct Embedded {
    grammar: LanguageFn,
    package: &'static str,
    symbol: &'static str,
    version: &'static str,
    manifest: &'static str,
    units: &'static str,
    names: &'static str,
    programs: &'static str,
    cases: &'static [(&'static str, &'static str)],
}

/// What a language's folder holds for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Material {
    /// `programs.toml`: how programs are generated; empty where there is none.
    pub programs: &'static str,
    /// The files of `cases/`: names and contents.
    pub cases: &'static [(&'static str, &'static str)],
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What can be told of a language without loading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageSummary {
    /// The canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// File name endings, with the dot.
    pub extensions: Vec<String>,
    /// Tags of markdown code fences.
    pub fences: Vec<String>,
    /// Interpreters named in `#!` lines.
    pub shebangs: Vec<String>,
    /// The grammar's package and version, such as `tree-sitter-python 0.25.0`.
    pub grammar: String,
    /// What starts a comment that runs to the end of its line.
    pub line_comment: Option<String>,
    /// What is checked: `syntax`, `structure`, `names` and the rules that are on.
    pub checks: Vec<String>,
    /// Whether it was built in, not registered.
    pub built_in: bool,
}

/// A language, or what makes one.
enum Slot {
    Embedded { files: LanguageFiles, source: &'static Embedded, loaded: OnceLock<Loaded> },
    Registered(Arc<Language>),
}

type Loaded = Result<Arc<Language>, LanguageError>;

impl Slot {
    fn load(&self) -> Loaded {
        match self {
            Self::Registered(language) => Ok(Arc::clone(language)),
            Self::Embedded { files, source, loaded } => loaded
                .get_or_init(|| {
                    let grammar = tree_sitter::Language::new(source.grammar);
                    Language::load(files.clone(), grammar, &source.version_text(), None)
                        .map(Arc::new)
                })
                .clone(),
        }
    }

    fn files(&self) -> &LanguageFiles {
        match self {
            Self::Embedded { files, .. } => files,
            Self::Registered(language) => language.files(),
        }
    }
}

impl Embedded {
    fn version_text(&self) -> String {
        format!("{} {}", self.package, self.version)
    }
}

/// All languages by their canonical names, and what else each is called.
#[derive(Default)]
struct Registry {
    slots: HashMap<String, Arc<Slot>>,
    /// Names and aliases, to canonical names.
    names: HashMap<String, String>,
    /// What else tells a language; to canonical names, the first by name where several share one.
    signs: HashMap<(Sign, String), String>,
    /// The usual extension of each, without its dot.
    extensions: HashMap<String, String>,
    broken: Vec<LanguageError>,
}

/// What tells a language besides its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sign {
    Fence,
    Extension,
    Interpreter,
}

static REGISTRY: LazyLock<RwLock<Registry>> = LazyLock::new(|| RwLock::new(Registry::embedded()));

impl Registry {
    fn embedded() -> Self {
        let mut registry = Self::default();
        let raw = |source: &Embedded| LanguageFiles {
            manifest: source.manifest.to_owned(),
            units: source.units.to_owned(),
            names: source.names.to_owned(),
        };
        for source in EMBEDDED {
            let mut files = raw(source);
            let base = files.base().ok().flatten();
            if let Some(base) = base {
                let named = |other: &&Embedded| {
                    raw(other).parse_manifest().is_ok_and(|manifest| manifest.name == base)
                };
                let merged = match EMBEDDED.iter().find(named) {
                    Some(other) => files.over(&raw(other)),
                    None => Err(LanguageError::UnknownBase {
                        language: source.package.to_owned(),
                        base,
                    }),
                };
                match merged {
                    Ok(merged) => files = merged,
                    Err(error) => {
                        registry.broken.push(error);
                        continue;
                    }
                }
            }
            let added = files.parse_manifest().and_then(|manifest| {
                let slot = Slot::Embedded { files, source, loaded: OnceLock::new() };
                registry.add(&manifest, slot, false)
            });
            registry.broken.extend(added.err());
        }
        registry
    }

    /// Adds a language under its names. Aliases that others have stay theirs.
    fn add(&mut self, manifest: &Manifest, slot: Slot, replace: bool) -> Result<(), LanguageError> {
        let (name, aliases) = (manifest.name.as_str(), &manifest.aliases);
        for word in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
            if let Some(owner) = self.names.get(&word.to_lowercase())
                && !(replace && owner == name)
            {
                return Err(LanguageError::Duplicate {
                    language: name.to_owned(),
                    name: word.to_owned(),
                    owner: owner.clone(),
                });
            }
        }
        self.names.retain(|_, owner| owner != name);
        for word in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
            self.names.insert(word.to_lowercase(), name.to_owned());
        }
        self.extensions.remove(name);
        if let Some(extension) = manifest.extensions.first() {
            let extension = extension.trim_start_matches('.').to_owned();
            self.extensions.insert(name.to_owned(), extension);
        }
        self.signs.retain(|_, owner| owner != name);
        for (sign, words) in [
            (Sign::Fence, &manifest.fences),
            (Sign::Extension, &manifest.extensions),
            (Sign::Interpreter, &manifest.shebangs),
        ] {
            for word in words {
                let word = word.trim_start_matches('.').to_lowercase();
                let owner = self.signs.entry((sign, word)).or_insert_with(|| name.to_owned());
                if name < owner.as_str() {
                    name.clone_into(owner);
                }
            }
        }
        self.slots.insert(name.to_owned(), Arc::new(slot));
        Ok(())
    }

    fn slot(&self, name: &str) -> Option<&Arc<Slot>> {
        self.slots.get(self.canonical(name)?)
    }

    fn canonical(&self, name: &str) -> Option<&String> {
        self.names.get(name).or_else(|| self.names.get(&name.trim().to_lowercase()))
    }

    fn signed(&self, sign: Sign, word: &str) -> Option<String> {
        self.signs.get(&(sign, word.trim().to_lowercase())).cloned()
    }

    fn sorted(&self) -> Vec<Arc<Slot>> {
        let mut slots: Vec<(&String, &Arc<Slot>)> = self.slots.iter().collect();
        slots.sort_unstable_by_key(|(name, _)| *name);
        slots.into_iter().map(|(_, slot)| Arc::clone(slot)).collect()
    }
}

/// The registry; a panic elsewhere does not make it unusable, since every change is one insertion.
fn read() -> RwLockReadGuard<'static, Registry> {
    REGISTRY.read().unwrap_or_else(PoisonError::into_inner)
}

/// All languages that can be loaded, by name. Loads every one: to know what there is, ask
/// [`summaries`].
#[must_use]
pub fn languages() -> Vec<Arc<Language>> {
    let slots = read().sorted();
    slots.iter().filter_map(|slot| slot.load().ok()).collect()
}

/// What there is, by name, without loading it.
#[must_use]
pub fn summaries() -> Vec<LanguageSummary> {
    let slots = read().sorted();
    slots
        .iter()
        .filter_map(|slot| {
            let manifest = slot.files().parse_manifest().ok()?;
            let files = slot.files();
            let mut checks = vec![String::from("syntax")];
            let speaks = |text: &str| !text.trim().is_empty();
            if speaks(&files.units) {
                checks.push(String::from("structure"));
            }
            if speaks(&files.names) {
                checks.push(String::from("names"));
            }
            checks.extend(manifest.rules.enabled);
            let (grammar, built_in) = match &**slot {
                Slot::Embedded { source, .. } => (source.version_text(), true),
                Slot::Registered(language) => (language.grammar_version(), false),
            };
            Some(LanguageSummary {
                name: manifest.name,
                aliases: manifest.aliases,
                extensions: manifest.extensions,
                fences: manifest.fences,
                shebangs: manifest.shebangs,
                line_comment: manifest.syntax.line_comment,
                grammar,
                checks,
                built_in,
            })
        })
        .collect()
}

/// What is wrong with the languages of this build; a build with any is broken.
#[must_use]
pub fn broken_languages() -> Vec<LanguageError> {
    let (mut broken, slots) = {
        let registry = read();
        (registry.broken.clone(), registry.sorted())
    };
    broken.extend(slots.iter().filter_map(|slot| slot.load().err()));
    broken
}

/// Finds a language by its name or an alias, in any case.
#[must_use]
pub fn find_language(name: &str) -> Option<Arc<Language>> {
    let slot = read().slot(name).map(Arc::clone)?;
    slot.load().ok()
}

/// What the folder of a built-in language holds for tests; a registered one has its own folder.
#[must_use]
pub fn material(name: &str) -> Option<Material> {
    match &**read().slot(name)? {
        Slot::Embedded { source, .. } => {
            Some(Material { programs: source.programs, cases: source.cases })
        }
        Slot::Registered(_) => None,
    }
}

/// The canonical name of a language that is called so, in any case; nothing is loaded.
#[must_use]
pub fn language_name(name: &str) -> Option<String> {
    read().canonical(name).cloned()
}

/// The language of a code fence with this tag.
#[must_use]
pub fn language_of_tag(tag: &str) -> Option<String> {
    let registry = read();
    registry.canonical(tag).cloned().or_else(|| registry.signed(Sign::Fence, tag))
}

/// The language of files with this extension, without its dot.
#[must_use]
pub fn language_of_extension(extension: &str) -> Option<String> {
    read().signed(Sign::Extension, extension)
}

/// The usual extension of a language's files, without its dot.
pub(crate) fn extension_of(language: &str) -> Option<String> {
    let registry = read();
    registry.extensions.get(registry.canonical(language)?).cloned()
}

/// The language that an interpreter of this name runs.
#[must_use]
pub fn language_of_interpreter(name: &str) -> Option<String> {
    read().signed(Sign::Interpreter, name)
}

/// Adds a language for the rest of the process.
///
/// Without a grammar, the one that its manifest asks for is taken, if it is linked into this build;
/// a manifest that asks for none gets that of the language that it extends.
/// `version` says which grammar it is; `owner` lives as long as the language. `replace` allows the
/// language to take the place of one of the same name.
///
/// # Errors
///
/// A [`LanguageError`] that says what is wrong and where; nothing is changed then.
pub fn register_language(
    files: &LanguageFiles,
    grammar: Option<(tree_sitter::Language, String)>,
    owner: Option<Box<dyn Any + Send + Sync>>,
    replace: bool,
) -> Result<Arc<Language>, LanguageError> {
    let (files, base) = match files.base()? {
        None => (files.clone(), None),
        Some(name) => {
            let slot = read().slot(&name).map(Arc::clone);
            match slot {
                Some(slot) => (files.over(slot.files())?, Some(slot.load()?)),
                None => {
                    let language = files.parse_manifest()?.name;
                    return Err(LanguageError::UnknownBase { language, base: name });
                }
            }
        }
    };
    let manifest = files.parse_manifest()?;
    let (package, symbol) = (&manifest.grammar.package, &manifest.grammar.symbol);
    let language = match (grammar, base) {
        (Some((grammar, version)), _) => Language::load(files, grammar, &version, owner)?,
        (None, Some(base)) if package.is_none() => {
            // The base owns what its grammar needs.
            let (grammar, version) = (base.grammar().clone(), base.grammar_version());
            Language::load(files, grammar, &version, Some(Box::new(base)))?
        }
        (None, _) => {
            let none = || LanguageError::NoGrammar {
                language: manifest.name.clone(),
                grammar: package.clone().unwrap_or_default(),
            };
            let (grammar, version) =
                linked(package.as_deref(), symbol.as_deref()).ok_or_else(none)?;
            Language::load(files, grammar, &version, owner)?
        }
    };
    let language = Arc::new(language);
    let mut registry = REGISTRY.write().unwrap_or_else(PoisonError::into_inner);
    let slot = Slot::Registered(Arc::clone(&language));
    registry.add(&manifest, slot, replace)?;
    Ok(language)
}

/// A grammar of this build.
fn linked(package: Option<&str>, symbol: Option<&str>) -> Option<(tree_sitter::Language, String)> {
    let asked = |source: &&Embedded| {
        Some(source.package) == package && symbol.is_none_or(|symbol| source.symbol == symbol)
    };
    let source = EMBEDDED.iter().find(asked)?;
    Some((tree_sitter::Language::new(source.grammar), source.version_text()))
}
