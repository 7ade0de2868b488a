//! The annotated cases of every language hold: what goes with what, what stays, what a name
//! resolves to. `docs/cases.md` has the notation.

use crate::common::all_cases;
use lintseq_core::case::{Case, Deletion};
use lintseq_core::{Program, Workspace, closure};

#[test]
fn every_claim_holds() {
    let cases = all_cases();
    let faults: Vec<String> = cases.iter().flat_map(Case::faults).collect();
    let claims: usize = cases.iter().map(Case::claims).sum();
    assert!(
        faults.is_empty(),
        "{} faults in {} cases with {claims} claims:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n"),
    );
}

/// The sampler computes closures with gates; the linter judges each state from scratch. Both say
/// the same, so the order of rounds does not matter.
#[test]
fn closures_are_what_the_linter_takes() {
    let mut workspace = Workspace::default();
    let mut faults = Vec::new();
    for case in all_cases() {
        let Ok(program) =
            Program::parse(case.source(), case.language(), case.options(), &mut workspace)
        else {
            continue;
        };
        for line in 0..program.lines().len() {
            if program.line_units()[line] == 0 {
                continue;
            }
            let fast = closure(&program, line, &mut workspace).expect("there is time");
            let slow = Deletion::new(&program, &[line], &mut workspace).expect("there is time");
            let slow = slow.lines();
            if fast != slow {
                faults.push(format!("{case}:{}: {fast:?} is not {slow:?}", line + 1));
            }
        }
    }
    assert!(faults.is_empty(), "lines counted from 0:\n{}", faults.join("\n"));
}
