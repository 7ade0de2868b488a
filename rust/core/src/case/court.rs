//! Whether the claims of a case hold.

use std::collections::HashMap;

use super::{Case, Claim, Deletion, Fact};
use crate::linter::{Diagnostic, lint};
use crate::options::Limits;
use crate::program::{Program, Workspace};
use crate::reject::Reject;

/// Checks the claims of one case.
struct Court<'p, 'a> {
    case: &'p Case,
    program: &'p Program<'a>,
    found: Vec<Diagnostic>,
    workspace: Workspace,
    deletions: HashMap<Vec<usize>, Deletion<'p, 'a>>,
}

impl<'p, 'a> Court<'p, 'a> {
    fn deletion(&mut self, lines: &[usize]) -> Result<&Deletion<'p, 'a>, Reject> {
        if !self.deletions.contains_key(lines) {
            let deletion = Deletion::new(self.program, lines, &mut self.workspace)?;
            self.deletions.insert(lines.to_vec(), deletion);
        }
        Ok(&self.deletions[lines])
    }

    fn names(&self, lines: &[usize]) -> String {
        lines.iter().map(|line| self.case.line_name(*line)).collect::<Vec<_>>().join(" and ")
    }

    /// Says what is wrong with a claim.
    fn fault(&mut self, claim: &Claim) -> Result<Option<String>, Reject> {
        let line = claim.line;
        let here = self.case.line_name(line);
        Ok(match &claim.fact {
            Fact::GoesWith(seeds) => (!self.deletion(seeds)?.took(line))
                .then(|| format!("{here} must go with {}, but stays", self.names(seeds))),
            Fact::StaysWithout(seeds) => self
                .deletion(seeds)?
                .took(line)
                .then(|| format!("{here} must stay without {}, but goes", self.names(seeds))),
            Fact::StandsOn(supports) => self.stand(line, supports)?,
            Fact::Finds(code) => {
                let hit = self.found.iter().any(|found| found.line == line && found.code == code);
                (!hit).then(|| format!("{here}: the linter must find {code}"))
            }
            Fact::Clean => {
                self.found.iter().find(|found| found.line == line).map(|found| {
                    format!("{here}: the linter finds {}: {}", found.code, found.message)
                })
            }
        })
    }

    /// A line that needs one of `supports` goes with other lines only if they take all of these.
    fn stand(&mut self, line: usize, supports: &[usize]) -> Result<Option<String>, Reject> {
        let here = self.case.line_name(line);
        if !self.deletion(supports)?.took(line) {
            return Ok(Some(format!("{here} must go with {}, but stays", self.names(supports))));
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
            let deletion = self.deletion(&[*seed])?;
            if deletion.took_around(line) {
                continue;
            }
            let bereft = supports.iter().all(|support| deletion.took(*support));
            if deletion.took(line) && !bereft {
                return Ok(Some(format!(
                    "{here} stands on {}, but goes with {}",
                    self.names(supports),
                    self.case.line_name(*seed),
                )));
            }
        }
        Ok(None)
    }
}

impl Case {
    /// What is wrong, as `case:line: what`; nothing, where all claims hold. They have to hold with
    /// the comments that state them and without.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        [self, &self.bare()]
            .into_iter()
            .flat_map(|case| {
                case.judge().unwrap_or_else(|reject| vec![format!("{case}:1: {reject}")])
            })
            .collect()
    }

    fn judge(&self) -> Result<Vec<String>, Reject> {
        let mut workspace = Workspace::default();
        let program = Program::parse(&self.source, &self.language, &self.options, &mut workspace)?;
        let found = lint(&self.source, &self.language, &Limits::default(), &mut workspace)?;
        let mut claims = self.claims.clone();
        for line in 0..program.lines().len() {
            let about = |claim: &&Claim| {
                claim.line == line && matches!(claim.fact, Fact::Finds(_) | Fact::Clean)
            };
            if !claims.iter().any(|claim| about(&claim)) {
                claims.push(Claim { line, fact: Fact::Clean, known: false });
            }
        }
        let deletions = HashMap::new();
        let mut court = Court { case: self, program: &program, found, workspace, deletions };
        let mut faults = Vec::new();
        for (label, line) in &self.labels {
            if program.line_units()[*line] == 0 {
                faults.push(format!("{self}:{}: no unit owns the line of `{label}`", line + 1));
            }
        }
        for claim in &claims {
            let place = format!("{self}:{}", claim.line + 1);
            match (court.fault(claim)?, claim.known) {
                (Some(fault), false) => faults.push(format!("{place}: {fault}")),
                (None, true) => {
                    let fact = &claim.fact;
                    faults.push(format!("{place}: a known failure holds now; unmark {fact:?}"));
                }
                _ => {}
            }
        }
        Ok(faults)
    }
}
