//! `language.toml`: what a language says of itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::error::LanguageError;

/// The texts of a folder of `grammars/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LanguageFiles {
    /// `language.toml`.
    pub manifest: String,
    /// `units.scm`; empty where the language has none.
    pub units: String,
    /// `names.scm`; empty where the language has none.
    pub names: String,
}

/// A manifest, with what it takes from the language that it extends.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) extensions: Vec<String>,
    #[serde(default)]
    pub(crate) fences: Vec<String>,
    #[serde(default)]
    pub(crate) shebangs: Vec<String>,
    /// Read before the two manifests become one.
    #[serde(default, rename = "extends")]
    _extends: Option<String>,
    #[serde(default)]
    pub(crate) grammar: GrammarTable,
    #[serde(default)]
    pub(crate) syntax: SyntaxTable,
    #[serde(default)]
    pub(crate) names: NamesTable,
    /// What each module gives to those who import all of it.
    #[serde(default)]
    pub(crate) modules: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) rules: RulesTable,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct GrammarTable {
    /// The crate that holds the grammar, for languages that are linked in.
    #[serde(rename = "crate")]
    pub(crate) package: Option<String>,
    /// The constant of that crate.
    pub(crate) symbol: Option<String>,
    /// Patterns of texts that the grammar's scanner cannot take.
    pub(crate) unreadable: Vec<String>,
    /// Patterns of what opens a heredoc of which the scanner must find the end.
    pub(crate) heredocs: Vec<String>,
    /// The Python module that holds the grammar, for languages that are not; read by the package.
    #[serde(rename = "module")]
    _module: Option<String>,
    /// The function of that module, if it is not `language`.
    #[serde(rename = "function")]
    _function: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SyntaxTable {
    pub(crate) identifiers: Vec<String>,
    pub(crate) keywords: Vec<String>,
    pub(crate) continuation: Option<char>,
    pub(crate) separators: String,
    pub(crate) closers: Vec<String>,
    pub(crate) indentation: Option<usize>,
    pub(crate) closed_units: bool,
    pub(crate) closed_elements: bool,
    pub(crate) line_comment: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NamesTable {
    pub(crate) builtins: Vec<String>,
    pub(crate) members: Vec<String>,
    pub(crate) closed_bases: Vec<String>,
    pub(crate) known_modules: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RulesTable {
    pub(crate) enabled: Vec<String>,
}

/// What a language has to itself even where it extends another one.
const OWN: [&str; 7] =
    ["name", "aliases", "extensions", "fences", "shebangs", "extends", "grammar"];

fn table(text: &str) -> Result<toml::Table, LanguageError> {
    text.parse().map_err(|error: toml::de::Error| LanguageError::Manifest(error.to_string()))
}

impl LanguageFiles {
    /// The language that these files extend, if any.
    ///
    /// # Errors
    ///
    /// [`LanguageError::Manifest`] where the manifest is no TOML.
    pub(crate) fn base(&self) -> Result<Option<String>, LanguageError> {
        let table = table(&self.manifest)?;
        Ok(table.get("extends").and_then(toml::Value::as_str).map(str::to_owned))
    }

    /// These files on top of those of the language that they extend: its queries come first, and
    /// its tables and keys serve where these have none.
    ///
    /// # Errors
    ///
    /// [`LanguageError::Manifest`] where a manifest is no TOML.
    pub(crate) fn over(&self, base: &Self) -> Result<Self, LanguageError> {
        let mut merged = table(&self.manifest)?;
        for (key, value) in table(&base.manifest)? {
            if OWN.contains(&key.as_str()) {
                continue;
            }
            match (merged.get_mut(&key), value) {
                (Some(toml::Value::Table(own)), toml::Value::Table(inherited)) => {
                    for (key, value) in inherited {
                        own.entry(key).or_insert(value);
                    }
                }
                (Some(_), _) => {}
                (None, value) => {
                    merged.insert(key, value);
                }
            }
        }
        Ok(Self {
            manifest: merged.to_string(),
            units: format!("{}\n{}", base.units, self.units),
            names: format!("{}\n{}", base.names, self.names),
        })
    }

    pub(crate) fn parse_manifest(&self) -> Result<Manifest, LanguageError> {
        toml::from_str(&self.manifest).map_err(|error| LanguageError::Manifest(error.to_string()))
    }
}
