//! Every limit rejects with its reason, and nothing that passes them fails.

use std::num::NonZeroUsize;
use std::time::Duration;

use crate::common::python;
use lintseq_core::batch::{Job, sample_all};
use lintseq_core::{
    Limits, Options, Program, Reject, Steps, SyntaxErrors, Workspace, find_language, lint, sample,
};

fn parse(source: &str, options: &Options) -> Result<usize, Reject> {
    let mut workspace = Workspace::default();
    let program = Program::parse(source, &python(), options, &mut workspace)?;
    Ok(sample(&program, 1, 0, &mut workspace)?.len())
}

fn with(change: impl FnOnce(&mut Limits)) -> Options {
    let mut options = Options::default();
    change(&mut options.limits);
    options
}

fn one(program: &[u8], language: &str) -> Result<Vec<usize>, Reject> {
    let job = Job { program, language };
    let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
    let sampled = sample_all(&[job], &options, 1, 0, NonZeroUsize::new(1)).remove(0);
    Ok(sampled?.iter().map(Steps::edits).collect())
}

fn rejects(result: Result<impl Sized, Reject>, code: &str, message: &str) {
    let Some(reject) = result.err() else { panic!("{code} is not rejected") };
    assert_eq!((reject.code(), reject.to_string().as_str()), (code, message));
}

#[test]
fn empty() {
    rejects(parse("", &Options::default()), "empty", "the program is empty");
    rejects(one(b"", "python"), "empty", "the program is empty");
}

#[test]
fn too_many_bytes() {
    let options = with(|limits| limits.bytes = 5);
    assert_eq!(parse("x = 1", &options), Ok(1));
    let message = "the program has 6 bytes, more than max_bytes=5";
    rejects(parse("x = 1\n", &options), "too-many-bytes", message);
}

#[test]
fn too_many_lines() {
    let options = with(|limits| limits.lines = 2);
    assert_eq!(parse("x = 1\ny = 2\n", &options), Ok(1));
    let message = "the program has 3 lines, more than max_lines=2";
    rejects(parse("x = 1\ny = 2\nz", &options), "too-many-lines", message);
}

#[test]
fn line_too_long() {
    let options = with(|limits| limits.line_bytes = 6);
    assert_eq!(parse("x = 1\ny = 2\n", &options), Ok(1));
    let message = "line 2 has 7 bytes, more than max_line_bytes=6";
    rejects(parse("x = 1\ny = 22\n", &options), "line-too-long", message);
}

#[test]
fn ten_megabytes_in_a_line() {
    let source = format!("x = '{}'\n", "a".repeat(10 << 20));
    let message = format!("the program has {} bytes, more than max_bytes=1000000", source.len());
    rejects(parse(&source, &Options::default()), "too-many-bytes", &message);
    let options = with(|limits| limits.bytes = usize::MAX);
    let message = format!("line 1 has {} bytes, more than max_line_bytes=50000", source.len());
    rejects(parse(&source, &options), "line-too-long", &message);
    let options = with(|limits| {
        limits.bytes = usize::MAX;
        limits.line_bytes = usize::MAX;
    });
    assert_eq!(parse(&source, &options), Ok(1));
}

/// So many nested brackets, 100 a line.
fn brackets(depth: usize) -> String {
    let lines = |bracket: &str| (bracket.repeat(100) + "\n").repeat(depth / 100);
    format!("x = \\\n{}{}", lines("["), lines("]"))
}

#[test]
fn nested_too_deep() {
    let message = "the syntax is nested more than max_nesting=500 levels deep on line 501";
    rejects(parse(&brackets(50_000), &Options::default()), "nested-too-deep", message);
    let shallow = format!("x = {}{}\n", "[".repeat(100), "]".repeat(100));
    assert_eq!(parse(&shallow, &Options::default()), Ok(1));
    let options = with(|limits| limits.nesting = 50);
    let message = "the syntax is nested more than max_nesting=50 levels deep on line 1";
    rejects(parse(&shallow, &options), "nested-too-deep", message);
}

#[test]
fn brackets_that_never_close() {
    let open = ("[".repeat(100) + "\n").repeat(100);
    let message = "syntax error on line 1; syntax_errors=\"keep\" samples such programs too";
    rejects(parse(&open, &Options::default()), "syntax-error", message);
}

#[test]
fn deep_nesting_overflows_no_stack() {
    let depth = 3000;
    let source = format!("x = {}{}\n", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(parse(&source, &with(|limits| limits.nesting = usize::MAX)), Ok(1));
    let blocks: String = (0..200).map(|depth| " ".repeat(depth) + "if x:\n").collect();
    assert!(parse(&format!("{blocks}{}pass\n", " ".repeat(200)), &Options::default()).is_ok());
}

/// The linter looks at the depth before it does anything that takes longer on deep trees: with
/// the default time limit, this would be too slow.
#[test]
fn deep_nesting_costs_the_linter_nothing() {
    let found = lint(&brackets(50_000), &python(), &Limits::default(), &mut Workspace::default());
    assert_eq!(found, Ok(Vec::new()));
}

/// All stages of the work look at the clock, not only the parse.
#[test]
fn time_is_kept_on_deep_trees() {
    let options = with(|limits| {
        limits.nesting = usize::MAX;
        limits.time = Duration::from_millis(200);
    });
    let result = parse(&brackets(10_000), &options);
    assert_eq!(result.err().map(|reject| reject.code()), Some("too-slow"));
}

#[test]
fn too_slow() {
    let options = with(|limits| limits.time = Duration::ZERO);
    let message = "the program took longer than max_seconds=0";
    rejects(parse("x = 1\n", &options), "too-slow", message);
    let long: String = (0..5000).map(|line| format!("x{line} = [{line}]\n")).collect();
    let options = with(|limits| limits.time = Duration::from_millis(1));
    rejects(parse(&long, &options), "too-slow", "the program took longer than max_seconds=0.001");
}

/// A parser whose parse was cut short starts the next one afresh.
#[test]
fn too_slow_leaves_the_workspace_usable() {
    let mut workspace = Workspace::default();
    let long: String = (0..5000).map(|line| format!("x{line} = [{line}]\n")).collect();
    let options = with(|limits| limits.time = Duration::from_millis(1));
    assert!(Program::parse(&long, &python(), &options, &mut workspace).is_err());
    let program = Program::parse("x = 1\n", &python(), &Options::default(), &mut workspace)
        .expect("a small program");
    assert_eq!(program.lines().len(), 1);
}

#[test]
fn nul_bytes() {
    let in_text = "x = 'a\0b'\nprint(x)\n";
    assert!(one(in_text.as_bytes(), "python").is_ok());
    let alone = "x = 1\n\0\nprint(x)\n";
    assert!(one(alone.as_bytes(), "python").is_ok());
    assert!(one(b"\0", "python").is_ok());
    let strict = parse(alone, &Options::default());
    assert_eq!(strict.err().map(|reject| reject.code()), Some("syntax-error"));
}

#[test]
fn invalid_utf8() {
    let message = "the program is not valid UTF-8 (first bad byte at offset 5)";
    rejects(one(b"x = '\xff'\n", "python"), "invalid-utf8", message);
    rejects(
        one(b"\xc3", "python"),
        "invalid-utf8",
        "the program is not valid UTF-8 (first bad byte at offset 0)",
    );
}

#[test]
fn unknown_language() {
    let Err(reject) = one(b"x = 1\n", "pyhton") else { panic!("no such language") };
    assert_eq!(reject.code(), "unknown-language");
    let message = reject.to_string();
    assert!(
        message.starts_with("the language \"pyhton\" is not known; known languages: "),
        "{message}"
    );
    assert!(message.contains("python"), "{message}");
}

/// Each row keeps its place, whatever happens to its neighbours.
#[test]
fn rejects_stay_in_their_row() {
    let programs: [&[u8]; 5] = [b"x = 1\n", b"", b"\xff", b"x = (\n", b"y = 2\n"];
    let jobs: Vec<Job<'_>> =
        programs.iter().map(|program| Job { program, language: "python" }).collect();
    let results = sample_all(&jobs, &Options::default(), 2, 0, None);
    let codes: Vec<&str> =
        results.iter().map(|result| result.as_ref().map_or_else(Reject::code, |_| "ok")).collect();
    assert_eq!(codes, ["ok", "empty", "invalid-utf8", "syntax-error", "ok"]);
}

/// The scanner of Ruby's grammar asserts, and so ends the process, on the word of a heredoc that is
/// longer than a byte can say.
#[test]
fn what_the_scanner_cannot_take_is_rejected() {
    let ruby = find_language("ruby").expect("it is built in");
    let mut workspace = Workspace::default();
    let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
    let mut parse = |text: &str| Program::parse(text, &ruby, &options, &mut workspace).err();
    let body = "y".repeat(300);
    for open in ["'", "\"", "`", ""] {
        let text = format!("a = 1\nb = <<~{open}{body}{open}\nc\n{body}\n");
        assert_eq!(parse(&text), Some(Reject::Unreadable { line: 2 }), "{text}");
    }
    assert_eq!(parse("b = <<~TEXT\n  'y'\nTEXT\n"), None);
    assert_eq!(parse(&format!("b = '{body}'\n")), None);
}

/// The scanner of Perl's grammar never returns from a heredoc that interpolates and has no end.
#[test]
fn heredocs_without_their_end_are_rejected() {
    let perl = find_language("perl").expect("it is built in");
    let mut workspace = Workspace::default();
    let options = Options { syntax_errors: SyntaxErrors::Keep, ..Options::default() };
    let mut parse = |text: &str| Program::parse(text, &perl, &options, &mut workspace).err();
    for open in ["E", "~E", "\"E\"", "~\"E\"", "`E`", "\"E F\"", "\"E\nF\""] {
        let text = format!("my $n = 1;\nprint <<{open};\n$n ($n) {{s need");
        assert_eq!(parse(&text), Some(Reject::Unreadable { line: 2 }), "{text}");
    }
    let second = "my $n = 1;\nprint <<E, <<E;\n$n\nE\n$n x";
    assert_eq!(parse(second), Some(Reject::Unreadable { line: 2 }));
    for whole in [
        "print <<E, <<\"F G\";\n$n\nE\n$n x\nF G",
        "print <<~E;\n  $n x\n  E",
        "print <<\"\";\n$n x\n\nprint 1;\n",
        "print <<E;\r\n$n x\r\nE\r\n",
        "print <<'E';\n$n x",
        "my $n = 1 << 3;\n",
        "print <<E;\ncat <<F\n$n\nF\nE\nprint 1;\n",
    ] {
        assert_eq!(parse(whole), None, "{whole}");
    }
}
