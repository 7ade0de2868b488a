//! What `apply` and `split_edits` do with a model's output: all that is sound, and a report.

use lintseq_core::apply::{FailureKind, apply, split_edits};
use lintseq_core::format::unified::NO_NEWLINE;

/// One edit for each kind of failure, with the text that it meets and the line it reports.
const FAILURES: &[(FailureKind, &str, &str, usize)] = &[
    (FailureKind::NoHunk, "a\n", "", 1),
    (FailureKind::UnexpectedLine, "a\n", "```\n@@ -1,0 +2 @@\n+b", 1),
    (FailureKind::BadHeader, "a\n", "@@ -1 @@\n+b", 1),
    (FailureKind::TruncatedHunk, "a\n", "@@ -1,0 +2,2 @@\n+b", 1),
    (FailureKind::ExcessLine, "a\n", "@@ -1,0 +2 @@\n+x\n+y", 3),
    (FailureKind::BadMarker, "a\n", "@@ -1,0 +2 @@\n+x\n\\ No newline at", 3),
    (FailureKind::EmptyHunk, "a\n", "@@ -1 +1 @@\n a", 1),
    (FailureKind::SecondFile, "a\n", "@@ -1,0 +2 @@\n+b\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+z", 3),
    (FailureKind::OutOfRange, "a\nb\n", "@@ -9,0 +10 @@\n+c", 1),
    (FailureKind::HunkOrder, "a\n", "@@ -1,0 +2 @@\n+b\n@@ -0,0 +1 @@\n+c", 3),
    (FailureKind::StartMismatch, "a\n", "@@ -1,0 +5 @@\n+b", 1),
    (FailureKind::ContextMismatch, "a\n", "@@ -1 +1,2 @@\n x\n+b", 2),
    (FailureKind::DeletionMismatch, "a\n", "@@ -1 +1 @@\n-x\n+b", 2),
    (FailureKind::MissingNewline, "a", "@@ -1,0 +2 @@\n+b", 2),
];

#[test]
fn every_kind_of_failure_reports_its_example() {
    for kind in FailureKind::ALL {
        let Some((_, base, edit, line)) = FAILURES.iter().find(|failure| failure.0 == kind) else {
            unreachable!("no case for {kind}");
        };
        let failures = apply(base, &[edit]).failures;
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert_eq!((failures[0].kind, failures[0].line), (kind, *line));
        assert_eq!(failures[0].message, kind.example());
        let code = kind.code();
        assert_eq!(code, kind.to_string());
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    }
    assert_eq!(FAILURES.len(), FailureKind::ALL.len());
}

/// What a text becomes under one edit, and the kinds of what failed.
fn outcome(base: &str, edit: &str) -> (String, Vec<&'static str>) {
    let applied = apply(base, &[edit]);
    let kinds = applied.failures.iter().map(|failure| failure.kind.code()).collect();
    (applied.text, kinds)
}

fn assert_outcome(base: &str, edit: &str, text: &str, kinds: &[&str]) {
    assert_eq!(outcome(base, edit), (text.to_owned(), kinds.to_vec()), "{edit:?} on {base:?}");
}

#[test]
fn hunks_that_apply_do_so_beside_hunks_that_do_not() {
    let edit = "@@ -0,0 +1 @@\n+0\n@@ -1 +2,2 @@\n x\n+y\n@@ -2,0 +77 @@\n+c\n@@ oops\n+d\n";
    assert_outcome("a\nb\n", edit, "0\na\nb\nc\n", &["context-mismatch", "bad-header"]);
    let short = "@@ -0,0 +1,2 @@\n+x\n@@ -1,0 +4 @@\n+b";
    assert_outcome("a\n", short, "a\nb\n", &["truncated-hunk"]);
    let failures = apply("a\nb\n", &["no edit", edit]).failures;
    let places: Vec<_> = failures.iter().map(|f| (f.edit, f.hunk, f.line)).collect();
    assert_eq!(places, [(0, 0, 1), (1, 1, 4), (1, 3, 8)]);
}

#[test]
fn deletions_and_replacements_apply_where_they_match() {
    assert_outcome("a\nb\nc\n", "@@ -2 +1,0 @@\n-b", "a\nc\n", &[]);
    assert_outcome("a\nb\nc\n", "@@ -1,3 +0,0 @@\n-a\n-b\n-c", "", &[]);
    assert_outcome("a\nb\n", "@@ -1,2 +1,3 @@\n a\n-b\n+x\n+y", "a\nx\ny\n", &[]);
    assert_outcome("a\r\n", "@@ -1 +1 @@\n-a\n+b", "a\r\n", &["deletion-mismatch"]);
    assert_outcome("a\r\n", "@@ -1 +1 @@\n-a\r\n+b\r", "b\r\n", &[]);
}

#[test]
fn a_line_without_a_newline_stays_the_last() {
    let marked = format!("@@ -1 +1,2 @@\n-a\n{NO_NEWLINE}\n+a\n+b");
    assert_outcome("a", &marked, "a\nb\n", &[]);
    assert_outcome("a\n", &marked, "a\n", &["deletion-mismatch"]);
    assert_outcome("a", "@@ -1 +1,2 @@\n a\n+b", "a", &["context-mismatch"]);
    assert_outcome("a", "@@ -0,0 +1 @@\n+b", "b\na", &[]);
    let early = format!("@@ -0,0 +1 @@\n+b\n{NO_NEWLINE}");
    assert_outcome("a\n", &early, "a\n", &["missing-newline"]);
    assert_outcome("", &early, "b", &[]);
    assert_outcome("", &format!("{early}\n@@ -0,0 +2 @@\n+c"), "b", &["missing-newline"]);
    assert_outcome("", &format!("@@ -0,0 +1,2 @@\n+b\n{NO_NEWLINE}\n+c"), "", &["bad-marker"]);
    assert_outcome("", &format!("{early}\n{NO_NEWLINE}"), "", &["bad-marker"]);
    assert_outcome("", &format!("@@ -0,0 +1 @@\n{NO_NEWLINE}\n+b"), "", &["bad-marker"]);
    assert_outcome("", &format!("@@ -0,0 +1 @@\n+\n{NO_NEWLINE}"), "", &["bad-marker"]);
    assert_outcome("", &format!("{early}\n+c"), "", &["excess-line"]);
}

#[test]
fn only_what_the_format_allows_is_a_header() {
    for header in [
        "@@",
        "@@@@",
        "@@ -0,0 +1",
        "@@ -0,0 +1 @",
        "@@ -0,0 +1 @@x",
        "@@ -0,0  +1 @@",
        "@@ -,0 +1 @@",
        "@@ -0, +1 @@",
        "@@ -0,0,0 +1 @@",
        "@@ -+0,0 +1 @@",
        "@@ --1,0 +1 @@",
        "@@ -0,1 +1 @@",
        "@@ -0,0 +0 @@",
        "@@ -0,0 +0,1 @@",
        "@@ -0,99999999999999999999 +1 @@",
        "@@ -٠,٠ +1 @@",
        "@@ 0,0 1 @@",
        "@@\0-0,0 +1 @@",
        "@@ -0.0 +1 @@",
    ] {
        assert_outcome("", &format!("{header}\n+a"), "", &["bad-header"]);
    }
    for header in
        ["@@ -0,0 +1 @@", "@@ -0,0 +1,1 @@ def f():", "@@ -0,0 +1 @@\r", "@@ -00,0 +01 @@"]
    {
        assert_outcome("", &format!("\n{header}\n+a\n\n"), "a\n", &[]);
    }
    let most = u64::MAX;
    assert_outcome("", &format!("@@ -{most},0 +1 @@\n+a"), "", &["out-of-range"]);
    assert_outcome("", &format!("@@ -{most} +1 @@\n-a\n+a"), "", &["out-of-range"]);
    assert_outcome("a\n", &format!("@@ -1 +{most},0 @@\n-a"), "a\n", &["start-mismatch"]);
    assert_outcome("", &format!("@@ -0,0 +1,{most} @@\n+a"), "", &["truncated-hunk"]);
}

#[test]
fn a_second_file_is_left_alone() {
    let second = "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1,0 +2 @@\n+z";
    assert_outcome("a\n", &format!("@@ -1,0 +2 @@\n+b\n{second}"), "a\nb\n", &["second-file"]);
    let broken = format!("@@ -1,0 +2,2 @@\n+b\n{second}");
    assert_outcome("a\n", &broken, "a\n", &["unexpected-line", "second-file"]);
    assert_outcome("", "@@ -0,0 +1 @@\n+++ x\n", "++ x\n", &[]);
    assert_outcome("-- x\n", "@@ -1 +1 @@\n--- x\n+++ x\n", "++ x\n", &[]);
}

#[test]
fn overlapping_hunks_are_skipped() {
    let edit = "@@ -1,2 +1,3 @@\n a\n+x\n b\n@@ -2,2 +3,3 @@\n b\n+y\n c";
    assert_outcome("a\nb\nc\n", edit, "a\nx\nb\nc\n", &["hunk-order"]);
    let edit = "@@ -1,0 +2 @@\n+x\n@@ -1,0 +3 @@\n+y";
    assert_outcome("a\nb\n", edit, "a\nx\ny\nb\n", &[]);
}

#[test]
fn outputs_split_as_the_models_write_them() {
    let none: [&str; 0] = [];
    assert_eq!(split_edits(""), none);
    assert_eq!(split_edits(" \n"), none);
    assert_eq!(split_edits("just text"), ["just text"]);
    assert_eq!(split_edits("Write f.\n<|diff|>"), none);
    assert_eq!(split_edits("\n<|diff|>\n<|diff|></s>"), none);
    assert_eq!(split_edits("@@ a\n<|diff|>@@ b\n<|diff|>\n<|diff|></s>"), ["@@ a", "@@ b"]);
    assert_eq!(split_edits("\n@@ a\n<|diff|>b"), ["\n@@ a", "b"]);
    assert_eq!(split_edits("<|diff|>@@ a\n<|diff|>\n@@ b\n"), ["@@ a", "\n@@ b\n"]);
    assert_eq!(split_edits("f <|diff|> g\n<|diff|>@@ a\n+<|diff|>"), ["@@ a\n+<|diff|>"]);
    assert_eq!(split_edits("--- a/x\n+++ b/x\n\n<|diff|>b"), ["--- a/x\n+++ b/x\n", "b"]);
    assert_eq!(split_edits("--- no header\n<|diff|>b"), ["b"]);
}
