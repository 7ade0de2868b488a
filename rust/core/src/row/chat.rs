//! Chats: the last answer is the text with the program, what was said before is the instruction.

use super::cell::Message;

/// Roles of those who answer, in the usual data sets.
const ANSWERING: [&str; 4] = ["assistant", "gpt", "model", "bot"];

/// The text of the last answer, and the texts of all messages before it.
pub(crate) fn last_answer(messages: &[Message<'_>]) -> Option<(String, String)> {
    let place = messages.iter().rposition(answers)?;
    Some((messages[place].content.to_string(), joined(&messages[..place])))
}

/// All that is asked: the messages before the last answer, if it comes last, or else all.
pub(crate) fn request(messages: &[Message<'_>]) -> String {
    match messages.split_last() {
        Some((last, before)) if answers(last) => joined(before),
        _ => joined(messages),
    }
}

fn answers(message: &Message<'_>) -> bool {
    ANSWERING.iter().any(|role| message.role.eq_ignore_ascii_case(role))
}

fn joined(messages: &[Message<'_>]) -> String {
    let texts: Vec<&str> = messages.iter().map(|message| message.content.as_ref()).collect();
    texts.join("\n\n")
}
