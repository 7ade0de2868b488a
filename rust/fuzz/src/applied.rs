//! What must hold of every text that edits were applied to, whatever the edits are.

use lintseq_core::apply::Applied;
use lintseq_core::format::Format;
use lintseq_core::format::unified::parse;

/// Applies edits and checks what comes of it:
///
/// - every failure has a place within its edit, and they come in order;
/// - all edits together do what they do one by one;
/// - edits that only insert leave every line of the text, in order;
/// - an edit that only inserts and fails nowhere has inserted something, a unified one exactly
///   as many lines as its hunks have more than they cover.
pub fn check_applied(format: &Format, base: &str, edits: &[&str]) -> Applied {
    let applied = format.apply(base, edits);
    let mut last = (0, 0);
    for failure in &applied.failures {
        let edit = edits[failure.edit];
        let lines = edit.split('\n').count();
        assert!((1..=lines).contains(&failure.line), "{failure:?} in {edit:?} by {format:?}");
        assert!(failure.hunk <= edit.len(), "{failure:?} in {edit:?} by {format:?}");
        assert!(!failure.message.contains('\n'), "{failure:?} in {edit:?} by {format:?}");
        assert!(last <= (failure.edit, failure.line), "{:?} by {format:?}", applied.failures);
        last = (failure.edit, failure.line);
    }
    let mut text = base.to_owned();
    for edit in edits {
        let next = format.apply(&text, &[edit]);
        check_one(format, &text, edit, &next);
        text = next.text;
    }
    assert_eq!(text, applied.text, "one by one the edits give another text: {format:?}");
    applied
}

fn check_one(format: &Format, base: &str, edit: &str, applied: &Applied) {
    if let (Format::Unified(_), true) = (format, applied.failures.is_empty()) {
        let hunks = parse(edit).hunks;
        let of = |text: &str| text.split_inclusive('\n').count();
        let covered: usize = hunks.iter().map(|hunk| hunk.old.count).sum();
        let written: usize = hunks.iter().map(|hunk| hunk.new.count).sum();
        assert_eq!(of(&applied.text) + covered, of(base) + written, "{edit:?} on {base:?}");
    }
    if !only_inserts(format, edit) {
        return;
    }
    let mut lines = applied.text.split_inclusive('\n');
    for line in base.split_inclusive('\n') {
        assert!(lines.any(|other| other == line), "{line:?} is lost: {edit:?} by {format:?}");
    }
    let grown = applied.text.len() > base.len();
    assert!(grown || !applied.failures.is_empty(), "{edit:?} inserts nothing by {format:?}");
}

/// Whether an edit can be told to delete nothing by its text.
fn only_inserts(format: &Format, edit: &str) -> bool {
    match format {
        Format::Anchored(_) => true,
        Format::Unified(_) | Format::Unnumbered(_) | Format::V4a(_) => {
            !edit.split('\n').any(|line| line.starts_with('-'))
        }
        _ => false,
    }
}
