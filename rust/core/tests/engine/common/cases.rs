//! The annotated cases of all languages.

use std::path::Path;
use std::sync::Arc;

use lintseq_core::case::Case;
use lintseq_core::languages;

/// The cases of all languages, in order of their paths.
pub(crate) fn all_cases() -> Vec<Case> {
    let grammars = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammars");
    let mut cases = Vec::new();
    for language in languages() {
        let folder = grammars.join(language.name()).join("cases");
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut paths: Vec<_> =
            entries.map(|entry| entry.expect("a readable folder").path()).collect();
        paths.sort();
        for path in paths {
            let source = std::fs::read_to_string(&path).expect("a readable case");
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("grammars/{}/cases/{file}", language.name());
            let case = Case::read(Arc::clone(&language), &name, &source);
            cases.push(case.unwrap_or_else(|error| panic!("{error}")));
        }
    }
    assert!(!cases.is_empty(), "no cases in {}", grammars.display());
    cases
}
