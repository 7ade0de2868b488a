//! Writes seeds for the targets that need no language: `seeds FOLDER`.
//!
//! One folder a target; for `format` an input for each format, with a training text in it.

use std::error::Error;
use std::fs;
use std::path::Path;

// What is instrumented needs the runtime of libFuzzer, even where it fuzzes nothing.
use libfuzzer_sys as _;
use lintseq_core::apply::SEPARATOR;
use lintseq_core::line::LineIndex;
use lintseq_fuzz::formats;

const PROGRAM: &str = "import math\n\n\ndef area(r):\n    s = r * r\n    return math.pi * s\r\nend";
const STEPS: [i32; 7] = [1, 1, 0, 0, 2, 1, 2];
const ROWS: [&str; 4] = [
    "Here is it.\n\n```python\nprint(1)\n```\n\nAnd:\n\n~~~~ {.rust}\nfn main() {}\n~~~~\n\0\x01",
    "#!/usr/bin/env -S python3.11 -u\nprint(1)\n\0\x02\x04\x06",
    "  ````\n  code\n```\n  ````\n   ```\nopen\n\0\x00\x02\x02",
    "src/main.cpp\0\x08\x04",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: seeds FOLDER")?;
    let write = |target: &str, name: String, content: &[u8]| -> std::io::Result<()> {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), content)
    };
    let lines = LineIndex::new(PROGRAM);
    for context in 0..3 {
        for (number, format) in formats(context).iter().enumerate() {
            let edits = format.render(PROGRAM, &lines, &STEPS)?;
            let text: String = edits.iter().map(|edit| format!("\n{SEPARATOR}{edit}")).collect();
            let input = format!("{number}\0{text}\n{SEPARATOR}\n{SEPARATOR}");
            write("format", format!("{number}-{context}"), input.as_bytes())?;
            let last = edits.last().ok_or("no edit")?;
            let input = format!("{number}a\nb\n\0{last}");
            write("format", format!("{number}-{context}-last"), input.as_bytes())?;
        }
    }
    for (number, choices) in ["", "\x01\x07\x03", "\x02abcdefgh"].iter().enumerate() {
        write("apply", number.to_string(), format!("{PROGRAM}\0{choices}").as_bytes())?;
    }
    for (number, row) in ROWS.iter().enumerate() {
        write("row", number.to_string(), row.as_bytes())?;
    }
    Ok(())
}
