//! Every embedded language loads: its manifest, its queries, its grammar's ABI.

use lintseq_core::{broken_languages, find_language, languages};

#[test]
fn every_embedded_language_loads() {
    let broken: Vec<String> = broken_languages().iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(!languages().is_empty());
}

#[test]
fn names_and_aliases_find_a_language() {
    for language in languages() {
        for name in
            std::iter::once(language.name()).chain(language.aliases().iter().map(String::as_str))
        {
            let found = find_language(name).map(|found| found.name().to_owned());
            assert_eq!(found.as_deref(), Some(language.name()));
        }
        assert!(language.grammar_version().contains(' '));
    }
    assert!(find_language("no such language").is_none());
}
