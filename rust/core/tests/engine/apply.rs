//! What `apply` and `split_edits` do with a model's output: all that is sound, and a report.

use lintseq_core::apply::{FailureKind, apply, split_edits};
use lintseq_core::format::unified::{NO_NEWLINE, Unified};
use lintseq_core::format::{Anchored, Format, SearchReplace, Unnumbered, V4a, Whole};

/// One unified edit for each kind of failure that they have, with the text that it meets and the
/// line it reports.
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

/// The same for kinds that only the other formats have.
const OTHER_FAILURES: &[(FailureKind, Format, &str, &str)] = &[
    (FailureKind::BadJson, Format::Anchored(Anchored), "", "{\"insert\": [{\"after\": 0"),
    (FailureKind::BadValue, Format::Anchored(Anchored), "", "{\"insert\": [{\"after\": 0}]}"),
    (FailureKind::NotEmpty, BLOCKS, "a\n", "<<<<<<< SEARCH\n=======\nb\n>>>>>>> REPLACE"),
    (FailureKind::NotFound, UNNUMBERED, "a\n", "@@\n b\n+c"),
    (FailureKind::AmbiguousPlace, UNNUMBERED, "a\na\n", "@@\n a\n+b"),
];

const UNNUMBERED: Format = Format::Unnumbered(Unnumbered { context: 0 });
const BLOCKS: Format = Format::SearchReplace(SearchReplace { context: 0 });
const WHOLE: Format = Format::Whole(Whole { tag: None });

fn v4a() -> Format {
    Format::V4a(V4a::default())
}

#[test]
fn every_kind_of_failure_reports_its_example() {
    let unified = Format::Unified(Unified::default());
    let mut cases: Vec<_> = FAILURES
        .iter()
        .map(|&(kind, base, edit, line)| (kind, &unified, base, edit, line))
        .collect();
    let others = OTHER_FAILURES.iter();
    cases.extend(others.map(|&(kind, ref format, base, edit)| (kind, format, base, edit, 1)));
    for kind in FailureKind::ALL {
        let Some((_, format, base, edit, line)) = cases.iter().find(|case| case.0 == kind) else {
            unreachable!("no case for {kind}");
        };
        let failures = format.apply(base, &[edit]).failures;
        assert_eq!(failures.len(), 1, "{failures:?}");
        assert_eq!((failures[0].kind, failures[0].line), (kind, *line));
        assert_eq!(failures[0].message, kind.example());
        let code = kind.code();
        assert_eq!(code, kind.to_string());
        assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    }
    assert_eq!(cases.len(), FailureKind::ALL.len());
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

#[track_caller]
fn assert_by(format: &Format, base: &str, edit: &str, text: &str, kinds: &[&str]) {
    let applied = format.apply(base, &[edit]);
    let found: Vec<_> = applied.failures.iter().map(|failure| failure.kind.code()).collect();
    assert_eq!((applied.text.as_str(), &found[..]), (text, kinds), "{edit:?} on {base:?}");
}

#[test]
fn hunks_without_numbers_apply_where_their_lines_are() {
    let of = |base, edit: &str, text, kinds| assert_by(&UNNUMBERED, base, edit, text, kinds);
    of("a\nb\n", "@@ ... @@\n a\n+x\n b", "a\nx\nb\n", &[]);
    of("a\nb\n", "```diff\n@@ @@\r\n-a\n+x\n```\n", "x\nb\n", &[]);
    of("a\n\nb\n", "@@\n a\n\n+x\n\n", "a\n\nx\nb\n", &[]);
    of("a\n", "@@ start\n+x\n@@ end\n+y", "x\na\ny\n", &[]);
    of("a\na\n", "@@ start @@\n a\n+x", "a\nx\na\n", &[]);
    of("a\na\n", "@@ end\n a\n+x", "a\na\nx\n", &[]);
    of("é\né\n", "@@\n é\n+x", "é\né\n", &["ambiguous-place"]);
    of("a\na\na\n", "@@\n a\n a\n+x", "a\na\na\n", &["ambiguous-place"]);
    of("ba\na\n", "@@\n a\n+x", "ba\na\nx\n", &[]);
    of("a\n", "@@\n+x", "a\n", &["ambiguous-place"]);
    of("", "@@\n+x", "x\n", &[]);
    of("a\n", "@@ -1,0 +2 @@\n+x", "a\n", &["bad-header"]);
    of("a\n", "@@\n a", "a\n", &["empty-hunk"]);
    of("a\n", "@@\n a\nx", "a\n", &["unexpected-line"]);
    // Places do not depend on the order of hunks; two for the same lines do.
    of("a\nb\n", "@@\n b\n+y\n@@\n a\n+x", "a\nx\nb\ny\n", &[]);
    of("a\nb\n", "@@\n a\n+x\n@@\n a\n+x", "a\nx\nb\n", &["hunk-order"]);
    let second = "--- a/x\n+++ b/x\n@@\n a\n+x\n--- a/y\n+++ b/y\n@@\n+y";
    of("a\n", second, "a\nx\n", &["second-file"]);
    of("a", "@@\n a\n+x", "a", &["not-found"]);
    of("a", "@@ end\n+x", "a", &["missing-newline"]);
    of("a", &format!("@@\n-a\n{NO_NEWLINE}\n+a\n+b"), "a\nb\n", &[]);
    of("a\nb\n", &format!("@@\n a\n+x\n{NO_NEWLINE}"), "a\nb\n", &["missing-newline"]);
    of("a\n", &format!("@@\n a\n{NO_NEWLINE}\n+x"), "a\n", &["bad-marker"]);
    of("a\n", "@@\n a\n+x\n\\ No", "a\n", &["bad-marker"]);
    of("a\n", &format!("@@\n{NO_NEWLINE}"), "a\n", &["bad-marker"]);
}

#[test]
fn blocks_apply_where_their_search_is() {
    let of = |base, edit: &str, text, kinds| assert_by(&BLOCKS, base, edit, text, kinds);
    let block = |search: &str, replace: &str| {
        format!("<<<<<<< SEARCH\n{search}=======\n{replace}>>>>>>> REPLACE\n")
    };
    of("a\n", &block("a\n", "b\n").replace('\n', "\r\n"), "a\n", &["not-found"]);
    of("a\r\n", &block("a\n", "b\n").replace('\n', "\r\n"), "b\r\n", &[]);
    of("a\n", &format!("```python\n{}```", block("a\n", "b\n")), "b\n", &[]);
    of("a\nb\n", &(block("b\n", "y\n") + &block("a\n", "x\n")), "x\ny\n", &[]);
    of("a\n", &(block("a\n", "a\nb\n") + &block("a\n", "a\nb\n")), "a\nb\n", &["hunk-order"]);
    of("a\na\n", &block("a\n", "b\n"), "a\na\n", &["ambiguous-place"]);
    of("a\n", &block("a\n", "a\n"), "a\n", &["empty-hunk"]);
    of("a\n", &block("", "a\n"), "a\n", &["not-empty"]);
    of("a\n", &block("a\n", ""), "", &[]);
    of("", &block("", "a\n"), "a\n", &[]);
    of("a\n", &block("a\n=======\n", "b\n"), "a\n", &["bad-marker"]);
    of("a\n", "<<<<<<< SEARCH\na\n>>>>>>> REPLACE", "a\n", &["bad-marker"]);
    of("a\n", "=======\n", "a\n", &["bad-marker"]);
    of("a\n", "Here:\nand here\n", "a\n", &["unexpected-line"]);
    of("a\n", "\n", "a\n", &["no-hunk"]);
    let cut = block("a\n", "b\n").replace(">>>>>>> REPLACE\n", "");
    of("a\n", &cut, "a\n", &["truncated-hunk"]);
    of("a\n", &(cut + &block("a\n", "c\n")), "c\n", &["truncated-hunk"]);
    of("a", &block("a\n", "b\n"), "a", &["not-found"]);
    of("a", &block(&format!("a\n{NO_NEWLINE}\n"), "b\n"), "b\n", &[]);
    of("a\nb\n", &block("a\n", &format!("x\n{NO_NEWLINE}\n")), "a\nb\n", &["missing-newline"]);
    of("a\n", &block("a\n", &format!("{NO_NEWLINE}\n")), "a\n", &["bad-marker"]);
    of("a\n", "<<<<< SEARCH  \na\n=====\t\nb\n>>>>> REPLACE ", "b\n", &[]);
}

#[test]
fn patches_apply_as_far_as_they_are_whole() {
    let of = |base, edit: &str, text, kinds| assert_by(&v4a(), base, edit, text, kinds);
    let patch = |rest: &str| format!("*** Begin Patch\n*** Update File: x\n{rest}*** End Patch\n");
    of("a\n", &patch("@@\n a\n+b\n"), "a\nb\n", &[]);
    of("a\n", &patch(" a\n+b\n"), "a\nb\n", &[]);
    of("a\n", &patch("@@\n a\n+b\n").replace("*** Begin Patch\n", ""), "a\nb\n", &[]);
    of("a\n", &format!("```\n{}```", patch("@@\r\n-a\n+b\n*** End of File \n")), "b\n", &[]);
    of("a\nb\na\n", &patch("@@ b\n a\n+c\n"), "a\nb\na\nc\n", &[]);
    of("a\n  b\na\n", &patch("@@ b\n a\n+c\n"), "a\n  b\na\nc\n", &[]);
    of("c\nb\na\nb\na\n", &patch("@@ a\n@@ b\n a\n+x\n"), "c\nb\na\nb\na\n", &["ambiguous-place"]);
    of("c\nb\nd\nb\na\n", &patch("@@ d\n@@ b\n a\n+x\n"), "c\nb\nd\nb\na\nx\n", &[]);
    of("a\n", &patch("@@ z\n a\n+c\n"), "a\n", &["not-found"]);
    of("a\n", &patch("@@a\n a\n+c\n"), "a\n", &["bad-header"]);
    of("a\na\n", &patch("@@\n a\n+b\n*** End of File\n"), "a\na\nb\n", &[]);
    of("a\n", &patch("@@\n+b\n*** End of File\n"), "a\nb\n", &[]);
    of("a\n", &patch("@@\n a\n+b\n*** End of File\n a\n+c\n"), "a\nb\n", &["unexpected-line"]);
    of("a\n", &patch("*** Move to: y\n@@\n a\n+b\n"), "a\nb\n", &["bad-marker"]);
    of("a\n", &patch("@@\n a\n"), "a\n", &["empty-hunk"]);
    of("a\n", &patch(""), "a\n", &["no-hunk"]);
    of("a\n", "*** Begin Patch", "a\n", &["no-hunk"]);
    of("a\n", "Sure!", "a\n", &["unexpected-line"]);
    of("a\n", &(patch("@@\n a\n+b\n") + "Done."), "a\nb\n", &["unexpected-line"]);
    of("a\n", &format!("Sure!\n{}", patch("@@\n a\n+b\n")), "a\nb\n", &["unexpected-line"]);
    let cut = "*** Begin Patch\n*** Update File: x\n@@\n a\n+c\n@@\n b\n+d";
    of("a\nb\n", cut, "a\nc\nb\n", &["truncated-hunk"]);
    let two = patch("@@\n a\n+b\n*** Update File: y\n@@\n a\n+c\n");
    of("a\n", &two, "a\nb\n", &["second-file"]);
    let add = |lines: &str| format!("*** Begin Patch\n*** Add File: x\n{lines}*** End Patch");
    of("", &add("+a\n+b\n"), "a\nb\n", &[]);
    of("", &add(&format!("+a\n{NO_NEWLINE}\n")), "a", &[]);
    of("a\n", &add("+a\n"), "a\n", &["not-empty"]);
    of("", &add("+a\nb\n"), "", &["unexpected-line"]);
    of("", &add(""), "", &["empty-hunk"]);
    of("", "*** Add File: x\n+a\n+b", "", &["truncated-hunk"]);
    of("a\n", "*** Begin Patch\n*** Delete File: x\n*** End Patch", "a\n", &["no-hunk"]);
}

#[test]
fn insertions_apply_where_their_anchor_is() {
    let of = |base, edit: &str, text, kinds| {
        assert_by(&Format::Anchored(Anchored), base, edit, text, kinds);
    };
    let insert = |rest: &str| format!("{{\"insert\": [{rest}]}}");
    let after = |line: usize, anchor: &str, lines: &str| {
        format!("{{\"after\": {line}, \"anchor\": \"{anchor}\", \"lines\": [{lines}]}}")
    };
    of("a\n", &insert(&after(1, "a", "\"b\", \"c\"")), "a\nb\nc\n", &[]);
    of("a\n", &format!("```json\n{}\n```", insert(&after(1, "a", "\"b\""))), "a\nb\n", &[]);
    of("a\n", &insert("{\"lines\": [\"b\"], \"anchor\": null, \"after\": 0}"), "b\na\n", &[]);
    of("a\n", &insert(&after(1, "b", "\"c\"")), "a\n", &["context-mismatch"]);
    of("a\n", &insert(&after(2, "b", "\"c\"")), "a\n", &["out-of-range"]);
    of("a\n", &insert(&after(0, "", "\"c\"")), "a\n", &["bad-value"]);
    of("a\n", &insert("{\"after\": 1, \"lines\": [\"c\"]}"), "a\n", &["bad-value"]);
    of("a\n", &insert("{\"after\": -1, \"lines\": [\"c\"]}"), "a\n", &["bad-value"]);
    of("a\n", &insert("{\"after\": 1, \"after\": 1, \"lines\": [\"c\"]}"), "a\n", &["bad-value"]);
    of("a\n", &insert("[0, null, [\"c\"], true]"), "a\n", &["bad-value"]);
    of("a\n", &insert(&after(1, "a", "\"b\\nc\"")), "a\n", &["bad-value"]);
    of("a\n", &insert(&after(1, "a", "\"\\ud800\"")), "a\n", &["bad-value"]);
    of("a\n", &insert(&after(1, "a", "")), "a\n", &["empty-hunk"]);
    of("a\n", &insert(""), "a\n", &["empty-hunk"]);
    of("a\n", "", "a\n", &["no-hunk"]);
    of("a\n", "[[]]", "a\n", &["bad-json"]);
    of("a\n", "{\"delete\": []}", "a\n", &["bad-value"]);
    of("a\n", &(insert("") + &insert("")), "a\n", &["bad-json"]);
    let (good, bad) = (after(1, "a", "\"x\""), after(2, "z", "\"y\""));
    of("a\nb\n", &insert(&format!("\n{bad},\n{good}")), "a\nx\nb\n", &["context-mismatch"]);
    of("a\nb\n", &insert(&format!("{good}, {good}")), "a\nx\nb\n", &["hunk-order"]);
    let open = |line: usize, anchor: &str| {
        insert(&after(line, anchor, "\"x\"").replace(']', "], \"newline\": false"))
    };
    of("a\n", &open(1, "a"), "a\nx", &[]);
    of("a\nb\n", &open(1, "a"), "a\nb\n", &["missing-newline"]);
    of("a", &insert(&after(1, "a", "\"b\"")), "a", &["missing-newline"]);
    let failures = Format::Anchored(Anchored)
        .apply("a\n", &[insert(&format!("\n{},\n{bad}", after(9, "", "\"x\"")))])
        .failures;
    let places: Vec<_> = failures.iter().map(|failure| (failure.hunk, failure.line)).collect();
    assert_eq!(places, [(0, 2), (1, 3)]);
}

#[test]
fn whole_files_are_what_is_in_the_fence() {
    let of = |edit: &str, text, kinds| assert_by(&WHOLE, "a\n", edit, text, kinds);
    of("```\nb\n```", "b\n", &[]);
    of("\n```python\r\nb\n```\r\n\n", "b\n", &[]);
    of("~~~\n```\n~~~~ \n", "```\n", &[]);
    of("````\n```\nb\n````", "```\nb\n", &[]);
    of(&format!("```\nb\n{NO_NEWLINE}\n```"), "b", &[]);
    of(&format!("```\n{NO_NEWLINE}\n```"), "a\n", &["bad-marker"]);
    of("```\n```", "a\n", &["empty-hunk"]);
    of("b\n", "a\n", &["unexpected-line"]);
    of("", "a\n", &["no-hunk"]);
    of("```\nb\n", "a\n", &["truncated-hunk"]);
    of("Here:\n```\nb\n```\nDone.", "b\n", &["unexpected-line"]);
    of("```\nb\n```\n```\nc\n```", "b\n", &["second-file"]);
}
