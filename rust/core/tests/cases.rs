//! The annotated cases of every language hold: what goes with what, what stays, what a name
//! resolves to. `docs/cases.md` has the notation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panic")]

mod common;

use std::collections::HashMap;

use common::{Case, Claim, Deletion, Fact, all_cases};
use lintseq_core::{Diagnostic, Limits, Program, Workspace, closure, lint};

/// Checks the claims of one case.
struct Court<'p, 'a> {
    case: &'p Case,
    program: &'p Program<'a>,
    found: Vec<Diagnostic>,
    workspace: Workspace,
    deletions: HashMap<Vec<usize>, Deletion<'p, 'a>>,
}

impl<'p, 'a> Court<'p, 'a> {
    fn deletion(&mut self, lines: &[usize]) -> &Deletion<'p, 'a> {
        self.deletions
            .entry(lines.to_vec())
            .or_insert_with(|| Deletion::new(self.program, lines, &mut self.workspace))
    }

    fn names(&self, lines: &[usize]) -> String {
        lines.iter().map(|line| self.case.name(*line)).collect::<Vec<_>>().join(" and ")
    }

    /// Says what is wrong with a claim.
    fn fault(&mut self, claim: &Claim) -> Option<String> {
        let line = claim.line;
        let here = self.case.name(line);
        match &claim.fact {
            Fact::GoesWith(seeds) => (!self.deletion(seeds).took(line))
                .then(|| format!("{here} must go with {}, but stays", self.names(seeds))),
            Fact::StaysWithout(seeds) => self
                .deletion(seeds)
                .took(line)
                .then(|| format!("{here} must stay without {}, but goes", self.names(seeds))),
            Fact::StandsOn(supports) => self.stand(line, supports),
            Fact::Finds(code) => {
                let hit = self.found.iter().any(|found| found.line == line && found.code == code);
                (!hit).then(|| format!("{here}: the linter must find {code}"))
            }
            Fact::Clean => {
                let found = self.found.iter().find(|found| found.line == line)?;
                Some(format!("{here}: the linter finds {}: {}", found.code, found.message))
            }
        }
    }

    /// A line that needs one of `supports` goes with other lines only if they take all of these.
    fn stand(&mut self, line: usize, supports: &[usize]) -> Option<String> {
        let here = self.case.name(line);
        if !self.deletion(supports).took(line) {
            return Some(format!("{here} must go with {}, but stays", self.names(supports)));
        }
        let said: Vec<usize> = self
            .case
            .claims
            .iter()
            .filter(|claim| claim.line == line)
            .filter_map(|claim| match &claim.fact {
                Fact::GoesWith(seeds) if seeds.len() == 1 => Some(seeds[0]),
                _ => None,
            })
            .collect();
        for (_, seed) in &self.case.labels {
            if *seed == line || said.contains(seed) {
                continue;
            }
            let deletion = self.deletion(&[*seed]);
            if deletion.took_around(line) {
                continue;
            }
            let bereft = supports.iter().all(|support| deletion.took(*support));
            if deletion.took(line) && !bereft {
                return Some(format!(
                    "{here} stands on {}, but goes with {}",
                    self.names(supports),
                    self.case.name(*seed),
                ));
            }
        }
        None
    }
}

/// What is wrong in one case, as `file:line: what`.
fn faults(case: &Case) -> Vec<String> {
    let mut workspace = Workspace::default();
    let program = match Program::parse(&case.source, &case.language, &case.options, &mut workspace)
    {
        Ok(program) => program,
        Err(reject) => return vec![format!("{case}:1: {reject}")],
    };
    let found = lint(&case.source, &case.language, &Limits::default(), &mut workspace)
        .expect("a case is small");
    let mut claims = case.claims.clone();
    for line in 0..program.lines().len() {
        let about = |claim: &&Claim| {
            claim.line == line && matches!(claim.fact, Fact::Finds(_) | Fact::Clean)
        };
        if !claims.iter().any(|claim| about(&claim)) {
            claims.push(Claim { line, fact: Fact::Clean, known: false });
        }
    }
    let mut court = Court { case, program: &program, found, workspace, deletions: HashMap::new() };
    let mut faults = Vec::new();
    for (label, line) in &case.labels {
        if program.line_units()[*line] == 0 {
            faults.push(format!("{case}:{}: no unit owns the line of `{label}`", line + 1));
        }
    }
    for claim in &claims {
        let place = format!("{case}:{}", claim.line + 1);
        match (court.fault(claim), claim.known) {
            (Some(fault), false) => faults.push(format!("{place}: {fault}")),
            (None, true) => {
                faults.push(format!("{place}: a known failure holds now; unmark {:?}", claim.fact));
            }
            _ => {}
        }
    }
    faults
}

#[test]
fn every_claim_holds() {
    let cases = all_cases();
    let faults: Vec<String> = cases.iter().flat_map(faults).collect();
    let claims: usize = cases.iter().map(|case| case.claims.len()).sum();
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
            Program::parse(&case.source, &case.language, &case.options, &mut workspace)
        else {
            continue;
        };
        for line in 0..program.lines().len() {
            if program.line_units()[line] == 0 {
                continue;
            }
            let fast = closure(&program, line, &mut workspace).expect("there is time");
            let slow = Deletion::new(&program, &[line], &mut workspace).lines();
            if fast != slow {
                faults.push(format!("{case}:{}: {fast:?} is not {slow:?}", line + 1));
            }
        }
    }
    assert!(faults.is_empty(), "lines counted from 0:\n{}", faults.join("\n"));
}
