//! Annotated cases: programs whose comments say what depends on what. `docs/cases.md` has the
//! notation.

mod court;
mod deletion;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::language::Language;
use crate::options::Options;

pub use deletion::Deletion;

/// What a comment says about its line.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fact {
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
struct Claim {
    line: usize,
    fact: Fact,
    /// The engine is known to get this wrong.
    known: bool,
}

/// A program with what is claimed about it.
#[derive(Debug, Clone)]
pub struct Case {
    language: Arc<Language>,
    name: String,
    source: String,
    options: Options,
    /// Label and line, in order of lines.
    labels: Vec<(String, usize)>,
    claims: Vec<Claim>,
}

/// A case that cannot be read: its name, the line from 1, and the problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{case}:{line}: {problem}")]
pub struct CaseError {
    case: String,
    line: usize,
    problem: String,
}

impl fmt::Display for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

/// The words of one comment: `[label] {operator operand...}`.
struct Note<'a> {
    line: usize,
    words: Vec<&'a str>,
    known: bool,
}

impl Case {
    /// Reads the claims of a program; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// [`CaseError`] where a comment does not follow the notation, or the language has no line
    /// comments to write claims in.
    pub fn read(language: Arc<Language>, name: &str, source: &str) -> Result<Self, CaseError> {
        let mut case = Self {
            labels: Vec::new(),
            claims: Vec::new(),
            options: Options::default(),
            source: source.to_owned(),
            name: name.to_owned(),
            language,
        };
        let Some(mark) = case.language.line_comment().map(str::to_owned) else {
            return Err(case.refuse(0, "the language has no line comments"));
        };
        let [claim, known] = claim_marks(&mark);
        let mut notes = Vec::new();
        for (line, text) in source.lines().enumerate() {
            let (text, failing) = text.split_once(&known).map_or((text, ""), |found| found);
            let stated = text.split_once(&claim).map_or("", |(_, stated)| stated);
            for (part, known) in [(stated, false), (failing, true)] {
                let part = part.split("-- ").next().unwrap_or("");
                let words: Vec<&str> = part.split_whitespace().collect();
                match words.first() {
                    None => {}
                    Some(&"options") => case.choose(line, &words[1..])?,
                    Some(_) => notes.push(Note { line, words, known }),
                }
            }
        }
        for note in &mut notes {
            if note.words.first().is_some_and(|word| !is_operator(word)) {
                let label = note.words.remove(0).to_owned();
                if case.labels.iter().any(|(known, _)| *known == label) {
                    return Err(case.refuse(note.line, &format!("the label {label:?} is taken")));
                }
                case.labels.push((label, note.line));
            }
        }
        let lines: HashMap<String, usize> = case.labels.iter().cloned().collect();
        for note in &notes {
            case.read_claims(note, &lines)?;
        }
        Ok(case)
    }

    /// The same claims of the program without the comments that state them, since a query may match
    /// only where there are comments, or where there are none. Lines of nothing else stay.
    fn bare(&self) -> Self {
        let mark = self.language.line_comment().unwrap_or_default();
        let marks = claim_marks(mark);
        let lines: Vec<&str> = self
            .source
            .lines()
            .map(|line| {
                let cut = marks.iter().filter_map(|mark| line.find(mark.as_str())).min();
                let code = cut.map_or(line, |cut| line[..cut].trim_end());
                if code.is_empty() { line } else { code }
            })
            .collect();
        Self {
            source: lines.join("\n") + "\n",
            name: format!("{} (bare)", self.name),
            ..self.clone()
        }
    }

    /// The program.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its language.
    #[must_use]
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// The options that it asks for.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// How many claims it makes.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.claims.len()
    }

    fn refuse(&self, line: usize, problem: &str) -> CaseError {
        CaseError { case: self.name.clone(), line: line + 1, problem: problem.to_owned() }
    }

    fn choose(&mut self, line: usize, choices: &[&str]) -> Result<(), CaseError> {
        for choice in choices {
            let (key, value) = choice.split_once('=').unwrap_or((choice, ""));
            let options = &mut self.options;
            let result = match key {
                "granularity" => value.parse().map(|choice| options.granularity = choice),
                "comments" => value.parse().map(|choice| options.comments = choice),
                "syntax_errors" => value.parse().map(|choice| options.syntax_errors = choice),
                _ => return Err(self.refuse(line, &format!("a case cannot choose {key:?}"))),
            };
            if let Err(error) = result {
                return Err(self.refuse(line, &error.to_string()));
            }
        }
        Ok(())
    }

    fn read_claims(
        &mut self,
        note: &Note<'_>,
        labels: &HashMap<String, usize>,
    ) -> Result<(), CaseError> {
        let line_of = |name: &str| {
            labels
                .get(name)
                .copied()
                .ok_or_else(|| self.refuse(note.line, &format!("no line has the label {name:?}")))
        };
        let mut facts = Vec::new();
        let mut words = note.words.as_slice();
        while let Some((operator, rest)) = words.split_first() {
            let operands =
                &rest[..rest.iter().position(|word| is_operator(word)).unwrap_or(rest.len())];
            words = &rest[operands.len()..];
            let joint = |operand: &&str| -> Result<Vec<usize>, CaseError> {
                operand.split('+').map(line_of).collect()
            };
            match *operator {
                "<-" => {
                    for operand in operands {
                        facts.push(Fact::GoesWith(joint(operand)?));
                    }
                }
                "|" => {
                    for operand in operands {
                        facts.push(Fact::StaysWithout(joint(operand)?));
                    }
                }
                "->" => {
                    let supports: Result<_, _> =
                        operands.iter().map(|name| line_of(name)).collect();
                    facts.push(Fact::StandsOn(supports?));
                }
                "finds" => facts.extend(operands.iter().map(|code| match *code {
                    "nothing" => Fact::Clean,
                    code => Fact::Finds(code.to_owned()),
                })),
                _ => return Err(self.refuse(note.line, &format!("{operator:?} is no operator"))),
            }
        }
        self.claims.extend(facts.into_iter().map(|fact| Claim {
            line: note.line,
            fact,
            known: note.known,
        }));
        Ok(())
    }

    /// What a line is called in messages.
    fn line_name(&self, line: usize) -> String {
        let label = self.labels.iter().find(|(_, at)| *at == line);
        label.map_or_else(
            || format!("line {}", line + 1),
            |(label, _)| format!("`{label}` (line {})", line + 1),
        )
    }
}

/// What begins a claim, and what begins one that is known to fail.
fn claim_marks(comment: &str) -> [String; 2] {
    [format!("{comment}: "), format!("{comment}! ")]
}

fn is_operator(word: &str) -> bool {
    matches!(word, "<-" | "|" | "->" | "finds")
}
