//! Languages: a grammar, a manifest and two queries, all of them data.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use tree_sitter::Query;
use tree_sitter_language::LanguageFn;

use crate::capture::{Declares, Role, ScopeKind};

/// A language that cannot be loaded, with what is wrong and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LanguageError {
    /// `language.toml` does not have the right form.
    #[error("language.toml: {0}")]
    Manifest(String),
    /// A query does not fit the grammar.
    #[error("queries of {language}: {message}")]
    Query {
        /// The language.
        language: String,
        /// What tree-sitter said, with the place.
        message: String,
    },
    /// A query uses a capture that means nothing.
    #[error("queries of {language}: unknown capture @{capture}; known: {known}")]
    UnknownCapture {
        /// The language.
        language: String,
        /// The capture.
        capture: String,
        /// All captures that mean something.
        known: String,
    },
    /// A query sets a property that means nothing.
    #[error("queries of {language}: unknown property #set! {key} {value}")]
    UnknownProperty {
        /// The language.
        language: String,
        /// The property.
        key: String,
        /// Its value.
        value: String,
    },
    /// A rule that does not exist was switched on.
    #[error("language.toml of {language}: unknown rule {rule:?}; known: {known}")]
    UnknownRule {
        /// The language.
        language: String,
        /// The rule.
        rule: String,
        /// All rules.
        known: String,
    },
    /// The library cannot use a grammar of this ABI version.
    #[error("the grammar of {language} has ABI version {found}; this build reads {min} to {max}")]
    Abi {
        /// The language.
        language: String,
        /// ABI of the grammar.
        found: usize,
        /// Oldest that can be read.
        min: usize,
        /// Newest that can be read.
        max: usize,
    },
}

/// One embedded folder of `grammars/`.
pub(crate) struct Embedded {
    grammar: LanguageFn,
    version: &'static str,
    manifest: &'static str,
    units: &'static str,
    names: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    extensions: Vec<String>,
    #[serde(default)]
    fences: Vec<String>,
    #[serde(default)]
    shebangs: Vec<String>,
    grammar: GrammarTable,
    #[serde(default)]
    syntax: SyntaxTable,
    #[serde(default)]
    names: NamesTable,
    #[serde(default)]
    rules: RulesTable,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrammarTable {
    #[serde(rename = "crate")]
    package: String,
    /// Read by the build script.
    #[serde(rename = "symbol")]
    _symbol: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SyntaxTable {
    identifiers: Vec<String>,
    keywords: Vec<String>,
    continuation: Option<char>,
    separators: String,
    indentation: Option<usize>,
    closed_units: bool,
    closed_elements: bool,
    line_comment: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NamesTable {
    builtins: Vec<String>,
    closed_bases: Vec<String>,
    known_modules: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RulesTable {
    enabled: Vec<String>,
}

/// The named rules that a language may switch on, apart from structure and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rules {
    pub(crate) assigned_before_use: bool,
    pub(crate) closed_members: bool,
    pub(crate) returned_values: bool,
}

impl Rules {
    const NAMES: [&'static str; 3] = ["assigned-before-use", "closed-members", "returned-values"];

    fn switch_on(&mut self, rule: &str) -> bool {
        match rule {
            "assigned-before-use" => self.assigned_before_use = true,
            "closed-members" => self.closed_members = true,
            "returned-values" => self.returned_values = true,
            _ => return false,
        }
        true
    }
}

/// What a query pattern sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern {
    pub(crate) scope: Option<ScopeKind>,
    pub(crate) declares: Option<Declares>,
    pub(crate) to_function: bool,
    /// A member that the matched code uses without naming it.
    pub(crate) member: Option<String>,
}

/// A language, ready for work. Cheap to share, expensive to make.
#[derive(Debug)]
pub struct Language {
    manifest: Manifest,
    grammar: tree_sitter::Language,
    version: String,
    query: Option<Query>,
    roles: Vec<Option<Role>>,
    patterns: Vec<Pattern>,
    identifier_kinds: Vec<u16>,
    keywords: HashSet<String>,
    builtins: HashSet<String>,
    closed_bases: HashSet<String>,
    known_modules: HashSet<String>,
    rules: Rules,
}

impl Language {
    fn load(
        grammar: tree_sitter::Language,
        version: &str,
        manifest: &str,
        units: &str,
        names: &str,
    ) -> Result<Self, LanguageError> {
        let manifest: Manifest =
            toml::from_str(manifest).map_err(|error| LanguageError::Manifest(error.to_string()))?;
        let found = grammar.abi_version();
        let (min, max) =
            (tree_sitter::MIN_COMPATIBLE_LANGUAGE_VERSION, tree_sitter::LANGUAGE_VERSION);
        if !(min..=max).contains(&found) {
            return Err(LanguageError::Abi { language: manifest.name, found, min, max });
        }
        // One query, so that one walk over the tree answers all patterns.
        let text = format!("{units}\n{names}");
        let query = if text.trim().is_empty() {
            None
        } else {
            Some(Query::new(&grammar, &text).map_err(|error| LanguageError::Query {
                language: manifest.name.clone(),
                message: error.to_string(),
            })?)
        };
        let (roles, patterns) = match &query {
            Some(query) => (roles(&manifest.name, query)?, patterns(&manifest.name, query)?),
            None => (Vec::new(), Vec::new()),
        };
        let mut rules = Rules::default();
        for rule in &manifest.rules.enabled {
            if !rules.switch_on(rule) {
                return Err(LanguageError::UnknownRule {
                    language: manifest.name.clone(),
                    rule: rule.clone(),
                    known: Rules::NAMES.join(", "),
                });
            }
        }
        let identifier_kinds = manifest
            .syntax
            .identifiers
            .iter()
            .map(|kind| grammar.id_for_node_kind(kind, true))
            .collect();
        Ok(Self {
            version: version.to_owned(),
            query,
            roles,
            patterns,
            identifier_kinds,
            keywords: manifest.syntax.keywords.iter().cloned().collect(),
            builtins: manifest.names.builtins.iter().cloned().collect(),
            closed_bases: manifest.names.closed_bases.iter().cloned().collect(),
            known_modules: manifest.names.known_modules.iter().cloned().collect(),
            rules,
            grammar,
            manifest,
        })
    }

    /// The canonical name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.manifest.name
    }

    /// Other names.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.manifest.aliases
    }

    /// File name endings, with the dot.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.manifest.extensions
    }

    /// Tags of markdown code fences.
    #[must_use]
    pub fn fences(&self) -> &[String] {
        &self.manifest.fences
    }

    /// Interpreters named in `#!` lines.
    #[must_use]
    pub fn shebangs(&self) -> &[String] {
        &self.manifest.shebangs
    }

    /// The grammar's package and version, such as `tree-sitter-python 0.25.0`.
    #[must_use]
    pub fn grammar_version(&self) -> String {
        format!("{} {}", self.manifest.grammar.package, self.version)
    }

    /// The text that starts a comment which runs to the end of its line.
    #[must_use]
    pub fn line_comment(&self) -> Option<&str> {
        self.manifest.syntax.line_comment.as_deref()
    }

    pub(crate) fn grammar(&self) -> &tree_sitter::Language {
        &self.grammar
    }

    pub(crate) fn query(&self) -> Option<&Query> {
        self.query.as_ref()
    }

    pub(crate) fn role(&self, capture: u32) -> Option<Role> {
        self.roles.get(capture as usize).copied().flatten()
    }

    pub(crate) fn pattern(&self, index: usize) -> &Pattern {
        &self.patterns[index]
    }

    pub(crate) fn rules(&self) -> Rules {
        self.rules
    }

    pub(crate) fn continuation(&self) -> Option<char> {
        self.manifest.syntax.continuation
    }

    pub(crate) fn separators(&self) -> &str {
        &self.manifest.syntax.separators
    }

    /// Spaces of one level of indentation, by the style that linters of the language expect.
    pub(crate) fn indentation(&self) -> Option<usize> {
        self.manifest.syntax.indentation
    }

    /// Whether removing whole units, structure respected, can never break the syntax.
    pub(crate) fn closed_units(&self) -> bool {
        self.manifest.syntax.closed_units
    }

    /// Whether removing items of a collection, separators included, can never break the syntax.
    pub(crate) fn closed_elements(&self) -> bool {
        self.manifest.syntax.closed_elements
    }

    pub(crate) fn is_builtin(&self, name: &str) -> bool {
        self.builtins.contains(name)
    }

    /// Whether a base class that the program does not define has known members.
    pub(crate) fn is_closed_base(&self, name: &str) -> bool {
        self.closed_bases.contains(name)
    }

    /// Whether a module belongs to the language, so that linters know what is in it.
    pub(crate) fn is_known_module(&self, name: &str) -> bool {
        self.known_modules.contains(name)
    }

    pub(crate) fn is_identifier(&self, kind: u16) -> bool {
        self.identifier_kinds.contains(&kind)
    }

    pub(crate) fn is_keyword(&self, text: &str) -> bool {
        self.keywords.contains(text)
    }

    pub(crate) fn has_keywords(&self) -> bool {
        !self.keywords.is_empty() && !self.identifier_kinds.is_empty()
    }
}

fn roles(language: &str, query: &Query) -> Result<Vec<Option<Role>>, LanguageError> {
    query
        .capture_names()
        .iter()
        .map(|name| {
            // Captures that start with an underscore serve predicates only.
            if name.starts_with('_') {
                return Ok(None);
            }
            Role::from_name(name).map(Some).ok_or_else(|| LanguageError::UnknownCapture {
                language: language.to_owned(),
                capture: (*name).to_owned(),
                known: Role::NAMES.join(", "),
            })
        })
        .collect()
}

fn patterns(language: &str, query: &Query) -> Result<Vec<Pattern>, LanguageError> {
    (0..query.pattern_count())
        .map(|index| {
            let mut pattern = Pattern::default();
            for property in query.property_settings(index) {
                let value = property.value.as_deref().unwrap_or("");
                match (&*property.key, value) {
                    ("scope", "function") => pattern.scope = Some(ScopeKind::Function),
                    ("scope", "class") => pattern.scope = Some(ScopeKind::Class),
                    ("scope", "inline") => pattern.scope = Some(ScopeKind::Inline),
                    ("declares", "global") => pattern.declares = Some(Declares::Global),
                    ("declares", "enclosing") => pattern.declares = Some(Declares::Enclosing),
                    ("binds", "function") => pattern.to_function = true,
                    ("member", name) if !name.is_empty() => pattern.member = Some(name.to_owned()),
                    (key, value) => {
                        return Err(LanguageError::UnknownProperty {
                            language: language.to_owned(),
                            key: key.to_owned(),
                            value: value.to_owned(),
                        });
                    }
                }
            }
            Ok(pattern)
        })
        .collect()
}

/// All languages of this build, loaded on first use.
static LANGUAGES: LazyLock<Vec<Result<Arc<Language>, LanguageError>>> = LazyLock::new(|| {
    EMBEDDED
        .iter()
        .map(|folder| {
            let grammar = tree_sitter::Language::new(folder.grammar);
            Language::load(grammar, folder.version, folder.manifest, folder.units, folder.names)
                .map(Arc::new)
        })
        .collect()
});

/// Names and aliases, to find a language without a search.
static BY_NAME: LazyLock<HashMap<String, Arc<Language>>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for language in languages() {
        names.insert(language.name().to_owned(), Arc::clone(language));
        for alias in language.aliases() {
            names.entry(alias.clone()).or_insert_with(|| Arc::clone(language));
        }
    }
    names
});

/// All languages that could be loaded, by name.
pub fn languages() -> impl Iterator<Item = &'static Arc<Language>> {
    LANGUAGES.iter().filter_map(|language| language.as_ref().ok())
}

/// The embedded languages that could not be loaded; a build with any is broken.
pub fn broken_languages() -> impl Iterator<Item = &'static LanguageError> {
    LANGUAGES.iter().filter_map(|language| language.as_ref().err())
}

/// Finds a language by its name or an alias.
#[must_use]
pub fn find_language(name: &str) -> Option<Arc<Language>> {
    BY_NAME.get(name).or_else(|| BY_NAME.get(&name.to_lowercase())).cloned()
}
