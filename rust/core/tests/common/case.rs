//! Annotated cases: programs whose comments say what depends on what. See `docs/cases.md`.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lintseq_core::{Language, Options, languages};

/// What a comment says about its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fact {
    /// `<- a` or `<- a+b`: the line goes when all of these go.
    GoesWith(Vec<usize>),
    /// `| a`: the line stays when all of these go.
    StaysWithout(Vec<usize>),
    /// `-> a b`: the line needs one of these, and nothing else that has a label.
    StandsOn(Vec<usize>),
    /// `finds code`: the linter finds this in the program as it is.
    Finds(String),
    /// `finds nothing`: the linter finds nothing here; said of every line without a `finds`.
    Clean,
}

/// One checkable statement of a case.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) line: usize,
    pub(crate) fact: Fact,
    /// The engine is known to get this wrong.
    pub(crate) known: bool,
}

/// A program with what is claimed about it.
pub(crate) struct Case {
    pub(crate) language: Arc<Language>,
    pub(crate) path: PathBuf,
    pub(crate) source: String,
    pub(crate) options: Options,
    /// Label and line, in order of lines.
    pub(crate) labels: Vec<(String, usize)>,
    pub(crate) claims: Vec<Claim>,
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.path.file_name().unwrap_or_default().to_string_lossy();
        write!(formatter, "grammars/{}/cases/{file}", self.language.name())
    }
}

/// The cases of all languages, in order of their paths.
pub(crate) fn all_cases() -> Vec<Case> {
    let grammars = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../grammars");
    let mut cases = Vec::new();
    for language in languages() {
        let folder = grammars.join(language.name()).join("cases");
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            if language.extensions().iter().any(|known| known.strip_prefix('.') == Some(&*ending)) {
                cases.push(Case::read(Arc::clone(language), path));
            }
        }
    }
    cases.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!cases.is_empty(), "no cases in {}", grammars.display());
    cases
}

/// The words of one comment: `[label] {operator operand...}`.
struct Note<'a> {
    line: usize,
    words: Vec<&'a str>,
    known: bool,
}

impl Case {
    fn read(language: Arc<Language>, path: PathBuf) -> Self {
        let source = std::fs::read_to_string(&path).expect("a readable case");
        let mark = language.line_comment().expect("a language with cases has line comments");
        let (claim, known) = (format!("{mark}: "), format!("{mark}! "));
        let mut case = Self {
            labels: Vec::new(),
            claims: Vec::new(),
            options: Options::default(),
            source: String::new(),
            language: Arc::clone(&language),
            path,
        };
        let mut notes = Vec::new();
        for (line, text) in source.lines().enumerate() {
            let (text, failing) = text.split_once(&known).map_or((text, ""), |found| found);
            let stated = text.split_once(&claim).map_or("", |(_, stated)| stated);
            for (part, known) in [(stated, false), (failing, true)] {
                let part = part.split("--").next().unwrap_or("");
                let words: Vec<&str> = part.split_whitespace().collect();
                match words.first() {
                    None => {}
                    Some(&"options") => case.choose(line, &words[1..]),
                    Some(_) => notes.push(Note { line, words, known }),
                }
            }
        }
        for note in &mut notes {
            if note.words.first().is_some_and(|word| !is_operator(word)) {
                let label = note.words.remove(0).to_owned();
                if case.labels.iter().any(|(known, _)| *known == label) {
                    case.refuse(note.line, &format!("the label {label:?} is taken"));
                }
                case.labels.push((label, note.line));
            }
        }
        let lines: HashMap<String, usize> = case.labels.iter().cloned().collect();
        for note in &notes {
            case.read_claims(note, &lines);
        }
        case.source = source;
        case
    }

    fn refuse(&self, line: usize, problem: &str) -> ! {
        panic!("{self}:{}: {problem}", line + 1)
    }

    fn choose(&mut self, line: usize, choices: &[&str]) {
        for choice in choices {
            let (key, value) = choice.split_once('=').unwrap_or((choice, ""));
            let options = &mut self.options;
            let result = match key {
                "granularity" => value.parse().map(|choice| options.granularity = choice),
                "comments" => value.parse().map(|choice| options.comments = choice),
                "syntax_errors" => value.parse().map(|choice| options.syntax_errors = choice),
                _ => self.refuse(line, &format!("a case cannot choose {key:?}")),
            };
            if let Err(error) = result {
                self.refuse(line, &error.to_string());
            }
        }
    }

    fn read_claims(&mut self, note: &Note<'_>, labels: &HashMap<String, usize>) {
        let line_of = |name: &str| match labels.get(name) {
            Some(line) => *line,
            None => self.refuse(note.line, &format!("no line has the label {name:?}")),
        };
        let mut facts = Vec::new();
        let mut words = note.words.as_slice();
        while let Some((operator, rest)) = words.split_first() {
            let operands =
                &rest[..rest.iter().position(|word| is_operator(word)).unwrap_or(rest.len())];
            words = &rest[operands.len()..];
            let joint =
                |operand: &&str| -> Vec<usize> { operand.split('+').map(line_of).collect() };
            match *operator {
                "<-" => facts.extend(operands.iter().map(joint).map(Fact::GoesWith)),
                "|" => facts.extend(operands.iter().map(joint).map(Fact::StaysWithout)),
                "->" => {
                    facts.push(Fact::StandsOn(operands.iter().map(|name| line_of(name)).collect()));
                }
                "finds" => facts.extend(operands.iter().map(|code| match *code {
                    "nothing" => Fact::Clean,
                    code => Fact::Finds(code.to_owned()),
                })),
                _ => self.refuse(note.line, &format!("{operator:?} is no operator")),
            }
        }
        self.claims.extend(facts.into_iter().map(|fact| Claim {
            line: note.line,
            fact,
            known: note.known,
        }));
    }

    /// What a line is called in messages.
    pub(crate) fn name(&self, line: usize) -> String {
        let label = self.labels.iter().find(|(_, at)| *at == line);
        label.map_or_else(
            || format!("line {}", line + 1),
            |(label, _)| format!("`{label}` (line {})", line + 1),
        )
    }
}

fn is_operator(word: &str) -> bool {
    matches!(word, "<-" | "|" | "->" | "finds")
}
