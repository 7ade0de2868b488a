//! The search over sequences of the reference implementation (`lintseq_backward_sampling` in the
//! code of arXiv 2410.02749). With one child, one survivor and a population of one it is a walk.

use super::walk::Walk;
use super::weight::Weights;
use crate::program::{Program, Workspace};
use crate::random::Stream;
use crate::reject::Reject;
use crate::unit::UnitId;

/// Finds a complete walk: the first that the search completes.
pub(super) fn run(
    program: &Program<'_>,
    weights: &Weights,
    fresh: &Walk,
    stream: &mut Stream,
    workspace: &mut Workspace,
) -> Result<Walk, Reject> {
    let search = program.options.search;
    let children = search.children_per_round.max(1);
    let mut candidates = vec![fresh.clone()];
    let mut complete: Vec<Walk> = Vec::new();
    loop {
        let mut next: Vec<Walk> = Vec::new();
        for mut walk in candidates {
            if walk.is_done(&program.options) {
                complete.push(walk);
                continue;
            }
            if children == 1 {
                let seed = walk.drawable.draw(stream);
                walk.delete(program, weights, seed, workspace)?;
                next.push(walk);
                continue;
            }
            let mut grown: Vec<(usize, Walk)> = Vec::with_capacity(children);
            for seed in draw_distinct(&mut walk, weights, children, stream) {
                let mut child = walk.clone();
                let broke = child.delete(program, weights, seed, workspace)?;
                grown.push((broke, child));
            }
            // Largest closures first; the sort is stable, so ties keep the order of the draws.
            grown.sort_by_key(|(broke, _)| std::cmp::Reverse(*broke));
            next.extend(grown.into_iter().take(search.top_k.max(1)).map(|(_, walk)| walk));
        }
        if complete.len() >= search.population.max(1) || next.is_empty() {
            break;
        }
        if next.len() >= search.population.max(1) {
            stream.shuffle(&mut next);
            next.truncate((search.population / search.top_k.max(1)).max(1));
        }
        candidates = next;
    }
    // The loop ends only with a complete walk: every round deletes or completes.
    Ok(complete.into_iter().next().unwrap_or_else(|| fresh.clone()))
}

fn draw_distinct(
    walk: &mut Walk,
    weights: &Weights,
    most: usize,
    stream: &mut Stream,
) -> Vec<UnitId> {
    let mut seeds = Vec::with_capacity(most);
    while seeds.len() < most && walk.drawable.total() > 0 {
        let seed = walk.drawable.draw(stream);
        walk.drawable.remove(seed, weights.of(seed));
        seeds.push(seed);
    }
    for seed in &seeds {
        walk.drawable.restore(*seed, weights.of(*seed));
    }
    seeds
}
