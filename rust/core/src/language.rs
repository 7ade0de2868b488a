//! Languages: a grammar, a manifest and two queries, all of them data.

mod error;
mod manifest;
mod modules;
mod unreadable;

use std::any::Any;
use std::collections::HashSet;

use tree_sitter::{Query, QueryErrorKind};

use crate::capture::{Declares, Mentions, Role, ScopeKind, Spelling};
pub use error::LanguageError;
pub use manifest::LanguageFiles;
pub(crate) use manifest::Manifest;
pub(crate) use modules::{ModuleId, Modules};
use unreadable::Unreadable;

/// Declares the named rules once: the field, its name in manifests, what it means.
macro_rules! rules {
    ($($(#[$doc:meta])* $field:ident = $name:literal),+ $(,)?) => {
        /// The named rules that a language may switch on, apart from structure and names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(crate) struct Rules { $($(#[$doc])* pub(crate) $field: bool),+ }

        impl Rules {
            const NAMES: &'static [&'static str] = &[$($name),+];

            fn switch_on(&mut self, rule: &str) -> bool {
                match rule { $($name => self.$field = true,)+ _ => return false }
                true
            }
        }
    };
}

rules! {
    /// Code that runs in order needs a definition that ran before it.
    assigned_before_use = "assigned-before-use",
    /// Members of classes of the program, and what making an object needs.
    closed_members = "closed-members",
    /// All names that a program can use are its own or builtins.
    closed_names = "closed-names",
    /// A name means what stands before it in the text.
    declared_before_use = "declared-before-use",
    /// A class goes without the members that its bases ask for.
    implemented_members = "implemented-members",
    /// An access to a member needs every abstract one of its name.
    abstract_members = "abstract-members",
    /// Control may not reach the end of a function that returns a value.
    must_return = "must-return",
    /// What follows an endless loop needs something that leaves the loop.
    reachable = "reachable",
    /// Definitions of one name in one scope are one variable.
    redeclarations = "redeclarations",
    /// Functions whose value is used go on returning one.
    returned_values = "returned-values",
    /// A name that no scope in sight defines may be a member of something.
    unqualified_members = "unqualified-members",
}

/// What a query pattern sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pattern {
    pub(crate) scope: Option<ScopeKind>,
    pub(crate) declares: Option<Declares>,
    pub(crate) to_function: bool,
    /// A member that the matched code uses without naming it.
    pub(crate) member: Option<String>,
    /// The name space of its names; 0 is the one that names are in by default.
    pub(crate) namespace: u8,
    /// Another name space that its definitions hold in, too; 0 is none.
    pub(crate) also: u8,
    /// How its names are taken from the text.
    pub(crate) spelling: Spelling,
    /// The family of its wildcards; 0 is the one that they are in by default.
    pub(crate) family: u8,
    /// Its references say where they come from, so that only the default family serves them.
    pub(crate) qualified: bool,
    /// Its references are looked up in the type around them.
    pub(crate) from_type: bool,
    /// The kind of its members; 0 is the one that they are of by default.
    pub(crate) member_space: u8,
    /// The link that its dependents and supports belong to.
    pub(crate) link: u8,
    /// Which words of its texts are mentioned.
    pub(crate) mentions: Mentions,
}

/// A language, ready for work. Cheap to share, expensive to make.
#[derive(Debug)]
pub struct Language {
    manifest: Manifest,
    files: LanguageFiles,
    grammar: tree_sitter::Language,
    version: String,
    query: Option<Query>,
    roles: Vec<Option<Role>>,
    patterns: Vec<Pattern>,
    identifier_kinds: Vec<u16>,
    keywords: HashSet<String>,
    builtins: HashSet<String>,
    members: HashSet<String>,
    closed_bases: HashSet<String>,
    known_modules: HashSet<String>,
    modules: Modules,
    rules: Rules,
    /// What the grammar's scanner cannot take.
    unreadable: Unreadable,
    /// What must live as long as the grammar, for grammars that are not linked in.
    _owner: Option<Box<dyn Any + Send + Sync>>,
}

impl Language {
    /// Makes a language of a grammar and the texts of a folder.
    ///
    /// `version` says which grammar it is; `owner` is dropped no sooner than the grammar.
    ///
    /// # Errors
    ///
    /// A [`LanguageError`] that says what is wrong and where.
    pub fn load(
        files: LanguageFiles,
        grammar: tree_sitter::Language,
        version: &str,
        owner: Option<Box<dyn Any + Send + Sync>>,
    ) -> Result<Self, LanguageError> {
        let manifest = files.parse_manifest()?;
        let found = grammar.abi_version();
        let (min, max) =
            (tree_sitter::MIN_COMPATIBLE_LANGUAGE_VERSION, tree_sitter::LANGUAGE_VERSION);
        if !(min..=max).contains(&found) {
            return Err(LanguageError::Abi { language: manifest.name, found, min, max });
        }
        if !grammar.is_parseable() {
            return Err(LanguageError::NotNative { language: manifest.name });
        }
        let query = compile(&manifest.name, &grammar, &files)?;
        let (roles, patterns) = match &query {
            Some(query) => (roles(&manifest.name, query)?, patterns(&manifest.name, query)?),
            None => (Vec::new(), Vec::new()),
        };
        let mut rules = Rules::default();
        for rule in &manifest.rules.enabled {
            if !rules.switch_on(rule) {
                return Err(LanguageError::UnknownRule {
                    language: manifest.name,
                    rule: rule.clone(),
                    known: Rules::NAMES.join(", "),
                });
            }
        }
        let mut identifier_kinds = Vec::new();
        for kind in &manifest.syntax.identifiers {
            match grammar.id_for_node_kind(kind, true) {
                0 => {
                    return Err(LanguageError::UnknownKind {
                        language: manifest.name,
                        kind: kind.clone(),
                    });
                }
                id => identifier_kinds.push(id),
            }
        }
        let modules = Modules::new(&manifest.name, &manifest.modules)?;
        let unreadable = Unreadable::new(&manifest.name, &manifest.grammar)?;
        let set = |names: &[String]| names.iter().cloned().collect();
        Ok(Self {
            version: version.to_owned(),
            query,
            roles,
            patterns,
            identifier_kinds,
            keywords: set(&manifest.syntax.keywords),
            builtins: set(&manifest.names.builtins),
            members: set(&manifest.names.members),
            closed_bases: set(&manifest.names.closed_bases),
            known_modules: set(&manifest.names.known_modules),
            modules,
            rules,
            unreadable,
            grammar,
            manifest,
            files,
            _owner: owner,
        })
    }

    /// Where a text has something that the grammar's scanner cannot take.
    pub(crate) fn find_unreadable(&self, text: &str) -> Option<usize> {
        self.unreadable.find(text)
    }

    /// The texts that it was made of, with those of the language that it extends.
    pub(crate) fn files(&self) -> &LanguageFiles {
        &self.files
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
        self.version.clone()
    }

    /// The text that starts a comment which runs to the end of its line.
    #[must_use]
    pub fn line_comment(&self) -> Option<&str> {
        self.manifest.syntax.line_comment.as_deref()
    }

    /// The grammar, for those who work on trees of their own.
    #[must_use]
    pub fn grammar(&self) -> &tree_sitter::Language {
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

    /// What closes a construct and may open the line of the clause that follows it.
    pub(crate) fn closers(&self) -> &[String] {
        &self.manifest.syntax.closers
    }

    /// Whether objects have a member of this name whatever the program defines.
    pub(crate) fn is_common_member(&self, name: &str) -> bool {
        self.members.contains(name)
    }

    /// What modules of the language give to those who import all of them.
    pub(crate) fn modules(&self) -> &Modules {
        &self.modules
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

/// How many captures tree-sitter keeps of one node in one pattern.
const MAX_CAPTURES: usize = 3;

/// The first line, from 0, on which a node gets more captures than are kept.
fn crowded_line(query: &str) -> Option<usize> {
    let mut in_a_row = 0;
    for (number, line) in query.lines().enumerate() {
        let code = line.split(';').next().unwrap_or("");
        for word in code.split_whitespace() {
            if !word.starts_with('@') {
                in_a_row = 0;
                // The first capture may follow what it captures without a blank.
                in_a_row += usize::from(word.contains(")@") || word.contains("]@"));
                continue;
            }
            in_a_row += 1;
            if in_a_row > MAX_CAPTURES {
                return Some(number);
            }
            if word.ends_with([')', ']']) {
                in_a_row = 0;
            }
        }
    }
    None
}

fn compile(
    language: &str,
    grammar: &tree_sitter::Language,
    files: &LanguageFiles,
) -> Result<Option<Query>, LanguageError> {
    // One query, so that one walk over the tree answers all patterns.
    let text = format!("{}\n{}", files.units, files.names);
    if text.trim().is_empty() {
        return Ok(None);
    }
    for (file, text) in [("units.scm", &files.units), ("names.scm", &files.names)] {
        if let Some(line) = crowded_line(text) {
            return Err(LanguageError::Query {
                language: language.to_owned(),
                file,
                line: line + 1,
                column: 1,
                message: format!(
                    "a node has more than {MAX_CAPTURES} captures, of which tree-sitter keeps \
                     {MAX_CAPTURES}; split the pattern"
                ),
            });
        }
    }
    Query::new(grammar, &text).map(Some).map_err(|error| {
        // What ends too early is found only in what follows it.
        let own = Query::new(grammar, &files.units).err();
        let rows = files.units.matches('\n').count() + 1;
        let (file, row, error) = match own {
            Some(error) => ("units.scm", error.row, error),
            None => ("names.scm", error.row.saturating_sub(rows), error),
        };
        // The names that they are about stand in quotes.
        let message = match error.kind {
            QueryErrorKind::NodeType => format!("the grammar has no node {}", error.message),
            QueryErrorKind::Field => format!("the grammar has no field {}", error.message),
            QueryErrorKind::Structure => {
                format!("no tree of this grammar has this form:\n{}", error.message)
            }
            QueryErrorKind::Capture => format!("no capture is called {}", error.message),
            _ => error.message,
        };
        LanguageError::Query {
            language: language.to_owned(),
            file,
            line: row + 1,
            column: error.column + 1,
            message,
        }
    })
}

/// The number of a word, counted from 1 in the order of their first use.
fn number(words: &mut Vec<String>, word: &str) -> u8 {
    let at = words.iter().position(|known| known == word).unwrap_or_else(|| {
        words.push(word.to_owned());
        words.len() - 1
    });
    u8::try_from(at + 1).unwrap_or(u8::MAX)
}

fn patterns(language: &str, query: &Query) -> Result<Vec<Pattern>, LanguageError> {
    let mut namespaces = Vec::new();
    let mut families = Vec::new();
    let mut spaces = Vec::new();
    let mut links = Vec::new();
    let mut patterns = Vec::with_capacity(query.pattern_count());
    for index in 0..query.pattern_count() {
        let mut pattern = Pattern::default();
        for property in query.property_settings(index) {
            let value = property.value.as_deref().unwrap_or("");
            match (&*property.key, value) {
                ("scope", "function") => pattern.scope = Some(ScopeKind::Function),
                ("scope", "class") => pattern.scope = Some(ScopeKind::Class),
                ("scope", "type") => pattern.scope = Some(ScopeKind::Type),
                ("scope", "inline") => pattern.scope = Some(ScopeKind::Inline),
                ("declares", "global") => pattern.declares = Some(Declares::Global),
                ("declares", "enclosing") => pattern.declares = Some(Declares::Enclosing),
                ("binds", "function") => pattern.to_function = true,
                ("name", "path") => pattern.spelling = Spelling::Path,
                ("name", "bare") => pattern.spelling = Spelling::Bare,
                ("qualified", "yes") => pattern.qualified = true,
                ("from", "type") => pattern.from_type = true,
                ("mentions", "{}") => pattern.mentions = Mentions::Braced,
                ("mentions", "first") => pattern.mentions = Mentions::First,
                ("members", name) if !name.is_empty() => {
                    pattern.member_space = number(&mut spaces, name);
                }
                ("link", name) if !name.is_empty() => pattern.link = number(&mut links, name),
                ("member", name) if !name.is_empty() => pattern.member = Some(name.to_owned()),
                ("namespace", name) if !name.is_empty() => {
                    pattern.namespace = number(&mut namespaces, name);
                }
                ("also", name) if !name.is_empty() => pattern.also = number(&mut namespaces, name),
                ("family", name) if !name.is_empty() => {
                    pattern.family = number(&mut families, name);
                }
                (key, value) => {
                    return Err(LanguageError::UnknownProperty {
                        language: language.to_owned(),
                        key: key.to_owned(),
                        value: value.to_owned(),
                    });
                }
            }
        }
        patterns.push(pattern);
    }
    Ok(patterns)
}
