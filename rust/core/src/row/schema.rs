//! Which columns of a row hold program, instruction and language, and what they hold.

use std::borrow::Cow;

use super::cell::{Cell, Cells};
use super::{Oracle, Refusal, chat, detection, identity, markdown};
use crate::options::Options;
use crate::program::Workspace;
use crate::registry;

/// Where the program is if there is no column `program` and exactly one of these.
pub const PROGRAM_COLUMNS: [&str; 6] =
    ["code", "response", "output", "canonical_solution", "completion", "content"];

/// Where a chat is if there is no program; the first counts. Its last answer holds the program.
pub const MESSAGE_COLUMNS: [&str; 3] = ["messages", "conversations", "conversation"];

/// Where the instruction is, if a row has one of these; the first counts.
pub const INSTRUCTION_COLUMNS: [&str; 2] = ["instruction", "prompt"];

/// Where the path of a program's file is, if a row has one of these; the first counts.
pub const PATH_COLUMNS: [&str; 5] =
    ["path", "file_path", "filename", "file_name", "max_stars_repo_path"];

const PROGRAM: &str = "program";
const NAMED_COLUMNS: usize = 20;

/// Which columns to read. Each row is looked at for itself, so order never matters.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Where the program is. None takes `program`, or else the only one of [`PROGRAM_COLUMNS`] that
    /// holds something, or else the first of [`MESSAGE_COLUMNS`].
    pub program: Option<String>,
    /// Where the instruction is. None takes the first of [`INSTRUCTION_COLUMNS`] that a row has, or
    /// else what a chat says before the program.
    pub instruction: Option<String>,
    /// Where the language is.
    pub language: String,
    /// Where the path of the program's file is. None takes the first of [`PATH_COLUMNS`].
    pub path: Option<String>,
    /// The language of rows that do not say.
    pub default_language: Option<String>,
}

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The finished program, taken out of its code fences.
    pub program: String,
    /// The name of its language.
    pub language: String,
    /// The column that holds it.
    pub program_column: String,
    /// The instruction; empty if there is none.
    pub instruction: String,
    /// The column that holds it, if any.
    pub instruction_column: Option<String>,
    /// What stood around the code fences; None if there are none.
    pub prose: Option<String>,
}

impl Prepared {
    /// The row's stable name, see [`row_id`](super::row_id).
    #[must_use]
    pub fn row_id(&self) -> String {
        identity::row_id(&self.program, &self.language, &self.instruction)
    }
}

impl Schema {
    /// Finds out what a row asks for.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if that cannot be told.
    pub fn prepare(
        &self,
        row: &impl Cells,
        oracle: &impl Oracle,
        workspace: &mut Workspace,
    ) -> Result<Prepared, Refusal> {
        let reading = Reading { schema: self, row, oracle };
        reading.prepare(workspace).map_err(|mut refusal| {
            if refusal.language.is_empty()
                && let Cell::Text(said) = row.cell(&self.language)
            {
                refusal.language = String::from_utf8_lossy(&said).into_owned();
            }
            refusal
        })
    }

    /// Whether what a column of this name holds could matter.
    #[must_use]
    pub fn may_read(&self, name: &str) -> bool {
        let named = |choice: &Option<String>, usual: &[&str]| match choice {
            Some(column) => column == name,
            None => usual.contains(&name),
        };
        name == self.language
            || named(&self.program, &[PROGRAM])
            || named(&self.program, &PROGRAM_COLUMNS)
            || named(&self.program, &MESSAGE_COLUMNS)
            || named(&self.instruction, &INSTRUCTION_COLUMNS)
            || named(&self.path, &PATH_COLUMNS)
    }

    /// The column that holds a row's program, or should.
    #[must_use]
    pub fn program_column<'a>(&'a self, row: &'a impl Cells) -> &'a str {
        if let Some(name) = &self.program {
            return name;
        }
        if row.cell(PROGRAM).is_filled() {
            return PROGRAM;
        }
        let filled = |name: &&&str| row.cell(name).is_filled();
        let mut candidates = PROGRAM_COLUMNS.iter().filter(filled);
        match (candidates.next(), candidates.next()) {
            (Some(only), None) => only,
            (None, _) => MESSAGE_COLUMNS.iter().find(filled).unwrap_or(&PROGRAM),
            _ => PROGRAM,
        }
    }
}

/// The reading of one row.
struct Reading<'a, R, O> {
    schema: &'a Schema,
    row: &'a R,
    oracle: &'a O,
}

impl<R: Cells, O: Oracle> Reading<'_, R, O> {
    fn prepare(&self, workspace: &mut Workspace) -> Result<Prepared, Refusal> {
        let program_column = self.schema.program_column(self.row);
        let (text, asked) = self.answer(program_column)?;
        let language = self.language(&text)?;
        let (instruction, instruction_column) = match self.instruction()? {
            Some((instruction, column)) => (instruction, Some(column)),
            None => match asked {
                Some(asked) => (asked, Some(program_column.to_owned())),
                None => (String::new(), None),
            },
        };
        let is_tag = |tag: &str| self.language_of_tag(tag).as_deref() == Some(language.as_str());
        let extraction =
            markdown::extract_program(&text, is_tag, |text| is_program(text, &language, workspace));
        let Some(extraction) = extraction else {
            let mut tags: Vec<String> =
                markdown::fences(&text).into_iter().map(|fence| fence.tag).collect();
            tags.sort_unstable();
            tags.dedup();
            let detail = format!("its code fences hold {}, not {language}", tags.join(", "));
            return Err(Refusal { reason: "no-code", detail, language });
        };
        Ok(Prepared {
            prose: extraction.prose,
            program: extraction.program.into_owned(),
            language,
            program_column: program_column.to_owned(),
            instruction,
            instruction_column,
        })
    }

    /// The text that holds the program, and what was asked for where a chat says so.
    fn answer(&self, column: &str) -> Result<(String, Option<String>), Refusal> {
        match self.row.cell(column) {
            Cell::Messages(messages) => chat::last_answer(&messages)
                .map(|(text, asked)| (text, Some(asked)))
                .ok_or_else(|| {
                    refusal("no-answer", format!("column '{column}' has no assistant's message"))
                }),
            cell => self.text(column, cell).map(|text| (text, None)),
        }
    }

    fn instruction(&self) -> Result<Option<(String, String)>, Refusal> {
        if let Some(column) = &self.schema.instruction {
            let text = match self.row.cell(column) {
                Cell::Messages(messages) => chat::request(&messages),
                cell => self.text(column, cell)?,
            };
            return Ok(Some((text, column.clone())));
        }
        let Some(column) = INSTRUCTION_COLUMNS.iter().find(|name| self.has(name)) else {
            return Ok(None);
        };
        let text = match self.row.cell(column) {
            Cell::Messages(messages) => chat::request(&messages),
            cell @ Cell::Text(_) => self.text(column, cell)?,
            _ => return Ok(None),
        };
        Ok(Some((text, (*column).to_owned())))
    }

    fn language(&self, text: &str) -> Result<String, Refusal> {
        let column = &self.schema.language;
        let name = match self.row.cell(column) {
            Cell::Missing | Cell::Null => return self.undeclared_language(text),
            cell => self.text(column, cell)?,
        };
        if name.is_empty() {
            return self.undeclared_language(text);
        }
        self.language_named(&name).map_err(|detail| Refusal {
            reason: "unknown-language",
            detail,
            language: name,
        })
    }

    fn undeclared_language(&self, text: &str) -> Result<String, Refusal> {
        let blocks = markdown::fences(text);
        let preferred = self.schema.default_language.as_ref();
        let mut tagged = blocks.iter().filter_map(|block| self.language_of_tag(&block.tag));
        let first = tagged.next();
        if let Some(first) = first {
            return Ok(match preferred {
                Some(wanted) if *wanted == first || tagged.any(|other| other == *wanted) => {
                    wanted.clone()
                }
                _ => first,
            });
        }
        if let Some(preferred) = preferred {
            return Ok(preferred.clone());
        }
        let program = blocks.first().map_or(text, |block| block.code.as_ref());
        self.language_by_path()
            .or_else(|| detection::language_of_shebang(program))
            .or_else(|| self.oracle.language_of(program))
            .ok_or_else(|| {
                let detail = format!(
                    "no column '{}', fence, path, #! line or detector tells the language; name one \
                     for such rows (--language)",
                    self.schema.language
                );
                refusal("undecided-language", detail)
            })
    }

    fn language_by_path(&self) -> Option<String> {
        let column = match &self.schema.path {
            Some(column) => column.as_str(),
            None => PATH_COLUMNS.iter().find(|name| self.has(name))?,
        };
        match self.row.cell(column) {
            Cell::Text(path) => detection::language_of_path(&String::from_utf8_lossy(&path)),
            _ => None,
        }
    }

    fn language_named(&self, name: &str) -> Result<String, String> {
        registry::language_name(name).map_or_else(|| self.oracle.language_named(name), Ok)
    }

    fn language_of_tag(&self, tag: &str) -> Option<String> {
        if tag.is_empty() {
            return None;
        }
        registry::language_of_tag(tag).or_else(|| self.oracle.language_named(tag).ok())
    }

    fn has(&self, name: &str) -> bool {
        self.row.cell(name).is_filled()
    }

    fn text(&self, column: &str, cell: Cell<'_>) -> Result<String, Refusal> {
        let kind: Cow<'_, str> = match cell {
            Cell::Text(bytes) => {
                return String::from_utf8(bytes.into_owned()).map_err(|error| {
                    let offset = error.utf8_error().valid_up_to();
                    let detail = format!(
                        "column '{column}' is not valid UTF-8 (first bad byte at offset {offset})"
                    );
                    refusal("invalid-utf8", detail)
                });
            }
            Cell::Missing => {
                let names = self.row.names();
                let mut listed = names[..names.len().min(NAMED_COLUMNS)].join(", ");
                if names.is_empty() {
                    listed.push_str("none");
                } else if names.len() > NAMED_COLUMNS {
                    listed.push_str(", ...");
                }
                let detail = format!("no column '{column}'; there are: {listed}");
                return Err(refusal("missing-column", detail));
            }
            Cell::Null => Cow::Borrowed("null"),
            Cell::Messages(_) => Cow::Borrowed("list"),
            Cell::Other(kind) => kind,
        };
        Err(refusal("not-text", format!("column '{column}' holds {kind}, not text")))
    }
}

fn refusal(reason: &'static str, detail: String) -> Refusal {
    Refusal { reason, detail, language: String::new() }
}

/// Tells whether a text has no syntax errors; one that is over a limit is taken to have some.
fn is_program(text: &str, language: &str, workspace: &mut Workspace) -> bool {
    let Some(language) = registry::find_language(language) else { return false };
    let limits = Options::default().limits;
    crate::linter::lint(text, &language, &limits, workspace)
        .is_ok_and(|found| found.iter().all(|diagnostic| diagnostic.code != "syntax-error"))
}
