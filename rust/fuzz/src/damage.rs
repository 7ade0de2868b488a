//! Edits as models get them wrong: lines lost, doubled or out of order, numbers off by one.

use crate::input::Choices;

/// The text of an edit with one to three things wrong.
#[must_use]
pub fn damaged(edit: &str, base: &str, choices: &mut Choices<'_>) -> String {
    let mut lines: Vec<String> = edit.split('\n').map(str::to_owned).collect();
    for _ in 0..=choices.below(3) {
        damage(&mut lines, base, choices);
    }
    lines.join("\n")
}

fn damage(lines: &mut Vec<String>, base: &str, choices: &mut Choices<'_>) {
    let at = choices.below(lines.len());
    match choices.below(9) {
        0 if lines.len() > 1 => {
            lines.remove(at);
        }
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let other = choices.below(lines.len());
            lines.swap(at, other);
        }
        3 => lines.truncate(at + 1),
        // A part comes twice, as a hunk may.
        4 => {
            let part = lines[at..].to_vec();
            lines.extend(part);
        }
        5 => lines[at] = other_sign(&lines[at], choices),
        6 => {
            let known: Vec<&str> = base.split('\n').collect();
            let line = known[choices.below(known.len())];
            lines.insert(at, format!("{}{line}", ["", "+", " ", "-"][choices.below(4)]));
        }
        7 => {
            let cut = lines[at].char_indices().nth(choices.below(lines[at].len()));
            let cut = cut.map_or(lines[at].len(), |(cut, _)| cut);
            lines[at].truncate(cut);
        }
        _ => {
            // Numbers are in headers, mostly: look for the next line that has one.
            let has_number = |line: &String| line.bytes().any(|byte| byte.is_ascii_digit());
            if let Some(found) = lines[at..].iter().position(has_number) {
                let line = &mut lines[at + found];
                *line = other_number(line, choices);
            }
        }
    }
}

fn other_sign(line: &str, choices: &mut Choices<'_>) -> String {
    let rest = line.strip_prefix(['+', '-', ' ']).unwrap_or(line);
    format!("{}{rest}", ["", "+", "-", " ", "\\", "@@"][choices.below(6)])
}

/// The line with one of its numbers off by one, or far off.
fn other_number(line: &str, choices: &mut Choices<'_>) -> String {
    let starts_number = |at: &usize| {
        let bytes = line.as_bytes();
        bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_digit())
    };
    let starts: Vec<usize> = (0..line.len()).filter(starts_number).collect();
    let start = starts[choices.below(starts.len())];
    let rest = line[start..].trim_start_matches(|digit: char| digit.is_ascii_digit());
    let number: u64 = line[start..line.len() - rest.len()].parse().unwrap_or(u64::MAX);
    let number = match choices.below(5) {
        0 => number.wrapping_sub(1).to_string(),
        1 => format!("0{number}"),
        2 => u64::MAX.to_string(),
        3 => String::from("99999999999999999999999"),
        _ => number.wrapping_add(1).to_string(),
    };
    format!("{}{number}{rest}", &line[..start])
}
