//! Rows: finding out which program a row of a data set holds, in which language, for which
//! instruction.
//!
//! A row is anything that has cells by name. What cannot be told from it is asked of an [`Oracle`];
//! what nobody can tell is a [`Refusal`].

mod cell;
mod chat;
mod detection;
mod identity;
mod markdown;
mod schema;

pub use cell::{Cell, Cells, Message};
pub use detection::{language_of_path, language_of_shebang};
pub use identity::row_id;
pub use markdown::{Extraction, Fence, extract_program, fences};
pub use schema::{
    INSTRUCTION_COLUMNS, MESSAGE_COLUMNS, PATH_COLUMNS, PROGRAM_COLUMNS, Prepared, Schema,
};

/// Why a row asks for nothing that could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A short stable name of what is wrong.
    pub reason: &'static str,
    /// What was found, for a reader.
    pub detail: String,
    /// The language, or what the row says that it is; empty if it says nothing.
    pub language: String,
}

/// Knows what the engine does not.
pub trait Oracle {
    /// The language of a name that the engine does not know, or a message that says so.
    ///
    /// # Errors
    ///
    /// The message.
    fn language_named(&self, name: &str) -> Result<String, String>;

    /// The language of a text that does not say; None if it cannot be told.
    fn language_of(&self, text: &str) -> Option<String>;
}
