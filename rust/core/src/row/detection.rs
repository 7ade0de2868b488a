//! The language of a text by the path of its file, or by the interpreter in its `#!` line.

use std::sync::LazyLock;

use regex::Regex;

use crate::registry;

/// After `#!`: the interpreter, or env with its options and assignments and then the interpreter.
static SHEBANG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let env = r"(?:env(?:[ \t]+(?:-\S+|\w+=\S*))*[ \t]+(?:\S*/)?)?";
    Regex::new(&format!(r"^\x{{feff}}?#![ \t]*(?:\S*/)?{env}([^\s/]+)")).ok()
});

/// Tells a file's language from the extension of its path; None if no language has it.
#[must_use]
pub fn language_of_path(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    if stem.is_empty() || extension.is_empty() {
        return None;
    }
    registry::language_of_extension(extension)
}

/// Tells the language of a text from its `#!` line; None if there is none, or an unknown one.
#[must_use]
pub fn language_of_shebang(text: &str) -> Option<String> {
    if !text.starts_with("#!") && !text.starts_with("\u{feff}#!") {
        return None;
    }
    let found = SHEBANG.as_ref()?.captures(text)?;
    let interpreter = found.get(1)?.as_str().to_lowercase();
    registry::language_of_interpreter(&interpreter).or_else(|| {
        let unversioned =
            interpreter.trim_end_matches(|c: char| c == '-' || c == '.' || c.is_ascii_digit());
        registry::language_of_interpreter(unversioned)
    })
}
