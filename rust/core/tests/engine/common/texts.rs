//! Programs and step arrays for the tests of the edit formats.

use lintseq_core::apply::{Applied, SEPARATOR};

/// SplitMix64: the same cases in every run, on every machine.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((word ^ (word >> 31)) % bound as u64) as usize
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// How many random cases to try. Miri, which checks every access, takes hundreds of times as long.
pub(crate) fn rounds(usual: usize) -> usize {
    if cfg!(miri) { usual.div_ceil(400) } else { usual }
}

/// Lines that look like a part of a format, or that other tools take for two lines.
pub(crate) const LINES: &[&str] = &[
    "",
    "",
    "x = 1",
    "def f():",
    "    return 1",
    "\tpass",
    " ",
    "+",
    "-",
    "+added",
    "-deleted",
    "@@",
    "@@ -1 +1 @@",
    "a @@ b",
    "--- a/file",
    "+++ b/file",
    "diff --git a/x b/x",
    "\\",
    "\\ No newline at end of file",
    "<|diff|>",
    "x <|diff|>@@ -0,0 +1 @@",
    "\u{feff}import x",
    "nul\0nul",
    "\0",
    "sep\u{2028}sep\u{2029}",
    "form\x0cfeed",
    "\u{85}next",
    "lone\rreturn",
    "\r",
    "crlf\r",
    "vertical\x0b\x1c\x1d\x1e",
    "naïve 日本 🦀",
    "# ```",
    "```",
    "````python",
    "~~~",
    "@@ start",
    "@@ end",
    " @@",
    "<<<<<<< SEARCH",
    "<<<<<<< SEARCH ",
    "<<<<<<<< SEARCH",
    "=======",
    "========",
    "=====\r",
    ">>>>>>> REPLACE",
    ">>>>>>>>> REPLACE",
    "*** Begin Patch",
    "*** Update File: program",
    "*** End of File",
    "*** End Patch",
    "{\"insert\": []}",
    "\"quoted\" \\ \u{7f} \u{1b}",
];
pub(crate) const TAME: &[&str] =
    &["", "x = 1", "def f():", "    return 1", "-dash", "+plus", "@@ -1 +1 @@", "crlf\r", "a"];

pub(crate) fn program(random: &mut Random, content: &[&str], longest: usize) -> String {
    let mut text = String::new();
    for _ in 0..random.below(longest + 1) {
        text.push_str(random.pick(content));
        text.push('\n');
    }
    if random.below(3) == 0 && text.ends_with('\n') {
        text.pop();
    }
    text
}

/// A valid step array, of one edit up to one edit a line.
pub(crate) fn steps(random: &mut Random, n_lines: usize) -> Vec<i32> {
    if n_lines == 0 {
        return Vec::new();
    }
    let k = 1 + random.below(n_lines);
    let mut steps: Vec<i32> =
        (0..n_lines).map(|at| if at < k { at } else { random.below(k) } as i32).collect();
    for at in (1..n_lines).rev() {
        steps.swap(at, random.below(at + 1));
    }
    steps
}

/// The states of a sequence by their definition.
pub(crate) fn states(program: &str, steps: &[i32]) -> Vec<String> {
    let edits = steps.iter().max().map_or(0, |last| last + 1);
    let state = |edit: i32| {
        let lines = program.split_inclusive('\n').zip(steps);
        lines.filter(|(_, step)| **step < edit).map(|(line, _)| line).collect()
    };
    (0..=edits).map(state).collect()
}

/// The paper's training text.
pub(crate) fn training_text(instruction: &str, edits: &[String]) -> String {
    let edits: String = edits.iter().map(|edit| format!("\n{SEPARATOR}{edit}")).collect();
    format!("{instruction}{edits}\n{SEPARATOR}\n{SEPARATOR}</s>")
}

/// Each failure names a line of its edit, in one line.
pub(crate) fn assert_failures_have_places(applied: &Applied, edits: &[&str]) {
    for failure in &applied.failures {
        let lines = edits[failure.edit].split('\n').count();
        assert!((1..=lines).contains(&failure.line), "{failure:?} in {edits:?}");
        assert!(!failure.message.contains('\n'), "{failure:?}");
    }
}

/// Each line of the result is part of one of the base, or of the text that was read.
pub(crate) fn assert_no_line_is_from_nowhere(applied: &Applied, base: &str, text: &str) {
    let known: Vec<&str> = base.split_inclusive('\n').chain(text.split_inclusive('\n')).collect();
    for line in applied.text.lines() {
        assert!(known.iter().any(|known| known.contains(line)), "{line:?} in {text:?}");
    }
}
