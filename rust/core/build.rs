//! Embeds every folder of `grammars/` in the library.
//!
//! The engine itself names no language: this script reads which grammar crate each folder
//! asks for and writes the table that links them, with the exact crate versions of the lock file.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let grammars = root.join("grammars");
    let lock_path = root.join("Cargo.lock");
    println!("cargo::rerun-if-changed={}", grammars.display());
    println!("cargo::rerun-if-changed={}", lock_path.display());
    let lock: toml::Table = fs::read_to_string(&lock_path)?.parse()?;

    let mut folders: Vec<PathBuf> = fs::read_dir(&grammars)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    folders.retain(|folder| folder.join("language.toml").is_file());
    folders.sort();

    let mut table = String::from("pub(crate) static EMBEDDED: &[Embedded] = &[\n");
    for folder in &folders {
        let manifest = fs::read_to_string(folder.join("language.toml"))?;
        let manifest: toml::Table =
            manifest.parse().map_err(|error| format!("{}: {error}", folder.display()))?;
        let text = |key: &str| -> Result<String, String> {
            manifest
                .get("grammar")
                .and_then(|grammar| grammar.get(key))
                .and_then(toml::Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| format!("{}: [grammar] needs `{key}`", folder.display()))
        };
        let package = text("crate")?;
        let symbol = text("symbol")?;
        let version = locked_version(&lock, &package)
            .ok_or_else(|| format!("{}: Cargo.lock has no {package}", folder.display()))?;
        writeln!(
            table,
            "    Embedded {{ grammar: {}::{symbol}, package: {package:?}, symbol: {symbol:?}, version: {version:?}, manifest: {}, units: {}, names: {}, programs: {}, cases: {} }},",
            package.replace('-', "_"),
            include(folder, "language.toml"),
            include(folder, "units.scm"),
            include(folder, "names.scm"),
            include(folder, "programs.toml"),
            include_cases(folder)?,
        )?;
    }
    table.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("embedded.rs"), table)?;
    Ok(())
}

/// An expression that embeds one file of a language, or an empty text where it has none.
fn include(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    if path.is_file() { format!("include_str!({path:?})") } else { String::from("\"\"") }
}

/// An expression that embeds the files of `cases/` with their names, sorted.
fn include_cases(folder: &Path) -> Result<String, Box<dyn Error>> {
    let Ok(entries) = fs::read_dir(folder.join("cases")) else {
        return Ok(String::from("&[]"));
    };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let mut list = String::from("&[");
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        write!(list, "({name:?}, include_str!({path:?})), ")?;
    }
    list.push(']');
    Ok(list)
}

fn locked_version(lock: &toml::Table, package: &str) -> Option<String> {
    lock.get("package")?.as_array()?.iter().find_map(|entry| {
        (entry.get("name")?.as_str()? == package)
            .then(|| entry.get("version")?.as_str().map(str::to_owned))
            .flatten()
    })
}
