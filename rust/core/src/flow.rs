//! Structured control flow: whether a definition is sure to have run where a name is used.
//!
//! The model is lenient where linters are: the body of a loop counts as run, and so does all that
//! stands before a name in the same block. Choices count when every arm defines the name or leaves.

use crate::capture::FlowKind;
use crate::names::Ground;
use crate::network::{Formula, NetworkBuilder};
use crate::span::Span;
use crate::unit::{ROOT, UnitId};

/// The index of a flow node.
pub(crate) type FlowId = u32;

#[derive(Debug, Clone)]
pub(crate) struct FlowNode {
    pub(crate) span: Span,
    /// `None` for the body of a function, which runs at another time.
    pub(crate) kind: Option<FlowKind>,
    pub(crate) parent: Option<FlowId>,
    children: Vec<FlowId>,
    /// Holds while control is sure to leave the function, or the loop, from here.
    exit: Formula,
    /// The same, where leaving only the nearest breakable choice counts, too.
    leaves: Formula,
    /// Whether something inside leaves what is around it by a break.
    breaks: bool,
    /// Whether something inside leaves more than the nearest loop or choice around it.
    breaks_far: bool,
    /// Whether a break from here leaves a choice, and goes on behind it.
    in_choice: bool,
    /// The unit in which it starts.
    unit: UnitId,
    /// For an arm or handler that is a unit of its own: the unit without which it is empty.
    sole: Option<UnitId>,
}

impl FlowNode {
    /// The condition that control does not go on behind it, or (`behind`) behind the choice around
    /// it that a break leaves.
    fn way_out(&self, behind: bool) -> Formula {
        if behind && self.in_choice { self.exit } else { self.leaves }
    }
}

/// The flow nodes of a program, parents before children.
#[derive(Debug, Default)]
pub(crate) struct FlowTree {
    nodes: Vec<FlowNode>,
}

/// A definition as control flow sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FlowDefinition {
    pub(crate) parent: Option<FlowId>,
    /// Offset from which on the definition holds.
    pub(crate) effect: u32,
    pub(crate) formula: Formula,
}

/// Where one name of one scope has been defined.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    definitions: Vec<FlowDefinition>,
    /// Flow nodes that hold definitions, with the condition under which one has run after them.
    nodes: Vec<(FlowId, Run)>,
}

/// The conditions under which a definition has run after a flow node.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Inside of the choice that a break leaves from there.
    within: Formula,
    /// Behind that choice.
    behind: Formula,
}

impl FlowTree {
    pub(crate) fn add(
        &mut self,
        span: Span,
        kind: Option<FlowKind>,
        parent: Option<FlowId>,
    ) -> FlowId {
        let id = self.nodes.len() as FlowId;
        if let Some(parent) = parent {
            self.nodes[parent as usize].children.push(id);
        }
        self.nodes.push(FlowNode {
            span,
            kind,
            parent,
            children: Vec::new(),
            exit: Formula::False,
            leaves: Formula::False,
            breaks: false,
            breaks_far: false,
            in_choice: match parent.map(|parent| &self.nodes[parent as usize]) {
                None => false,
                Some(around) => match around.kind {
                    Some(FlowKind::BreakableChoice) => true,
                    None | Some(FlowKind::Loop | FlowKind::Forever) => false,
                    Some(_) => around.in_choice,
                },
            },
            unit: ROOT,
            sole: None,
        });
        id
    }

    /// Finds the units of all nodes.
    pub(crate) fn place(&mut self, ground: Ground<'_>) {
        let units = ground.units;
        let supports = &ground.captures.supports;
        let keeps = |inner: UnitId, clause: UnitId| {
            supports.iter().any(|(_, dependent, support)| {
                ground.unit_of(*support) == inner && ground.unit_of(*dependent) == clause
            })
        };
        for id in 0..self.nodes.len() {
            let node = &self.nodes[id];
            let unit = ground.unit_at(node.span.start);
            let span = node.span.trimmed(ground.source);
            // An arm that is all one exit, or choice, is a list of statements, which may be empty.
            let mut children = node.children.iter();
            let is_list = children
                .any(|child| self.nodes[*child as usize].span.trimmed(ground.source) == span);
            let sole = match (node.kind, node.parent) {
                (Some(FlowKind::Arm | FlowKind::Handler), Some(parent)) if !is_list => {
                    let around = self.nodes[parent as usize].unit;
                    [unit, units.get(unit).parent]
                        .into_iter()
                        .filter(|clause| *clause != around && units.is_within(*clause, around))
                        .filter(|clause| units.get(*clause).span.contains(span))
                        .find_map(|clause| match units.get(clause).end - clause {
                            1 => Some(clause),
                            2 => Some(clause + 1).filter(|inner| keeps(*inner, clause)),
                            _ => None,
                        })
                }
                _ => None,
            };
            self.nodes[id].unit = unit;
            self.nodes[id].sole = sole;
        }
    }

    /// Computes where control leaves; `leaf` gives the condition that an exit is live.
    pub(crate) fn find_exits(
        &mut self,
        network: &mut NetworkBuilder,
        mut leaf: impl FnMut(&mut NetworkBuilder, Span) -> Formula,
    ) {
        for id in (0..self.nodes.len()).rev() {
            let node = &self.nodes[id];
            let (kind, span) = (node.kind, node.span);
            let inside = |wanted: fn(&FlowNode) -> bool| {
                node.children.iter().any(|child| wanted(&self.nodes[*child as usize]))
            };
            let far = kind == Some(FlowKind::FarBreak) || inside(|child| child.breaks_far);
            let broken = inside(|child| child.breaks || child.breaks_far);
            let exits = |child: FlowId| self.nodes[child as usize].exit;
            let (exit, leaves, breaks) = match kind {
                Some(FlowKind::Exit) => {
                    let live = leaf(network, span);
                    (live, live, false)
                }
                Some(FlowKind::Break | FlowKind::FarBreak) => {
                    (Formula::False, leaf(network, span), true)
                }
                // A `break` leaves the loop, not what is around it.
                None | Some(FlowKind::Loop) => (Formula::False, Formula::False, false),
                Some(FlowKind::Forever | FlowKind::BreakableChoice) if broken => {
                    (Formula::False, Formula::False, false)
                }
                Some(FlowKind::Forever) => {
                    let live = leaf(network, span);
                    (live, live, false)
                }
                Some(FlowKind::BreakableChoice) => {
                    let exit = self.join(network, id as FlowId, exits, &[]);
                    (exit, exit, false)
                }
                _ => {
                    let leaves = self.join(
                        network,
                        id as FlowId,
                        |child| self.nodes[child as usize].leaves,
                        &[],
                    );
                    (self.join(network, id as FlowId, exits, &[]), leaves, broken)
                }
            };
            let node = &mut self.nodes[id];
            (node.exit, node.leaves, node.breaks) = (exit, leaves, breaks);
            node.breaks_far = far && kind.is_some();
        }
    }

    /// The condition that control is sure to leave the function at `span` before its end.
    pub(crate) fn never_ends(&self, network: &mut NetworkBuilder, span: Span) -> Formula {
        let function = self.nodes.iter().position(|node| node.kind.is_none() && node.span == span);
        function.map_or(Formula::False, |id| {
            self.join(network, id as FlowId, |child| self.nodes[child as usize].exit, &[])
        })
    }

    /// The endless loops that something leaves, each with what does.
    pub(crate) fn endless_loops(&self) -> Vec<(Span, Vec<Span>)> {
        let mut loops: Vec<(FlowId, Vec<Span>)> = Vec::new();
        for node in &self.nodes {
            let far = match node.kind {
                Some(FlowKind::Break) => false,
                Some(FlowKind::FarBreak) => true,
                _ => continue,
            };
            for id in self.chain(node.parent) {
                match self.nodes[id as usize].kind {
                    None => break,
                    Some(FlowKind::Forever) => match loops.iter_mut().find(|(at, _)| *at == id) {
                        Some((_, breaks)) => breaks.push(node.span),
                        None => loops.push((id, vec![node.span])),
                    },
                    Some(FlowKind::Loop | FlowKind::BreakableChoice) => {}
                    Some(_) => continue,
                }
                if !far {
                    break;
                }
            }
        }
        let span = |id: FlowId| self.nodes[id as usize].span;
        loops.into_iter().map(|(id, breaks)| (span(id), breaks)).collect()
    }

    /// The condition that holds after node `id`, from those of its children.
    fn join(
        &self,
        network: &mut NetworkBuilder,
        id: FlowId,
        of: impl Fn(FlowId) -> Formula,
        inside: &[Formula],
    ) -> Formula {
        let node = &self.nodes[id as usize];
        let kind_of = |child: &FlowId| self.nodes[*child as usize].kind;
        let all_of = |wanted: &[FlowKind]| -> Vec<Formula> {
            node.children
                .iter()
                .filter(|child| kind_of(child).is_some_and(|kind| wanted.contains(&kind)))
                .map(|child| of(*child))
                .collect()
        };
        // An arm that goes with its only statement is no path any more: it asks for nothing but
        // that the choice itself stays.
        let paths_of = |network: &mut NetworkBuilder, wanted: &[FlowKind]| -> Vec<Formula> {
            let mut paths = Vec::new();
            for child in &node.children {
                if !kind_of(child).is_some_and(|kind| wanted.contains(&kind)) {
                    continue;
                }
                let formula = of(*child);
                let sole = self.nodes[*child as usize].sole;
                let goes_along = sole.is_some_and(|unit| network.leaf(unit) == formula);
                paths.push(if goes_along { network.leaf(node.unit) } else { formula });
            }
            paths
        };
        let mut ways: Vec<Formula> = inside.to_vec();
        match node.kind {
            Some(FlowKind::Choice | FlowKind::BreakableChoice) => {
                if node.children.iter().any(|child| kind_of(child) == Some(FlowKind::DefaultArm)) {
                    let paths = paths_of(network, &[FlowKind::Arm, FlowKind::DefaultArm]);
                    ways.push(network.all(paths));
                }
            }
            Some(FlowKind::Attempt) => {
                let passed = network.any(all_of(&[FlowKind::AttemptBody, FlowKind::Otherwise]));
                let mut paths = paths_of(network, &[FlowKind::Handler]);
                paths.push(passed);
                ways.push(network.all(paths));
                ways.extend(all_of(&[FlowKind::Finally]));
            }
            _ => ways.extend(node.children.iter().map(|child| of(*child))),
        }
        network.any(ways)
    }

    /// Summarises the definitions of one name.
    pub(crate) fn reach(
        &self,
        network: &mut NetworkBuilder,
        definitions: Vec<FlowDefinition>,
    ) -> Reach {
        let mut relevant: Vec<FlowId> =
            definitions.iter().flat_map(|definition| self.chain(definition.parent)).collect();
        relevant.sort_unstable_by(|a, b| b.cmp(a));
        relevant.dedup();
        let mut nodes: Vec<(FlowId, Run)> = Vec::with_capacity(relevant.len());
        for id in relevant {
            let within = self.has_run(network, &definitions, &nodes, id, false);
            let behind = self.has_run(network, &definitions, &nodes, id, true);
            nodes.push((id, Run { within, behind }));
        }
        Reach { definitions, nodes }
    }

    /// The condition that a definition has run when control goes on behind node `id`: inside of the
    /// choice that a break leaves from there, or (`behind`) behind that choice, where those who
    /// broke off arrive as well. `nodes` has the nodes inside that hold definitions.
    fn has_run(
        &self,
        network: &mut NetworkBuilder,
        definitions: &[FlowDefinition],
        nodes: &[(FlowId, Run)],
        id: FlowId,
        behind: bool,
    ) -> Formula {
        let node = &self.nodes[id as usize];
        let mut inside: Vec<Formula> = definitions
            .iter()
            .filter(|definition| definition.parent == Some(id))
            .map(|definition| definition.formula)
            .collect();
        let passes_on = matches!(
            node.kind,
            None | Some(
                FlowKind::Loop
                    | FlowKind::Forever
                    | FlowKind::Choice
                    | FlowKind::BreakableChoice
                    | FlowKind::Attempt
            )
        );
        if !passes_on {
            inside.push(node.way_out(behind));
        }
        let (leads_out, behind) = match node.kind {
            None | Some(FlowKind::Loop | FlowKind::Forever) => (false, false),
            Some(FlowKind::BreakableChoice) => (true, true),
            Some(_) => (true, behind),
        };
        let of = |child: FlowId| match nodes.iter().find(|(node, _)| *node == child) {
            Some((_, run)) if behind => run.behind,
            Some((_, run)) => run.within,
            None if leads_out => self.nodes[child as usize].way_out(behind),
            None => Formula::False,
        };
        self.join(network, id, of, &inside)
    }

    /// The condition that a definition has run once all of the block of `innermost` has.
    pub(crate) fn settled(
        &self,
        network: &mut NetworkBuilder,
        reach: &Reach,
        innermost: Option<FlowId>,
    ) -> Formula {
        self.reached(network, reach, innermost, u32::MAX)
    }

    /// `innermost` and the nodes around it.
    fn chain(&self, innermost: Option<FlowId>) -> impl Iterator<Item = FlowId> {
        std::iter::successors(innermost, |id| self.nodes[*id as usize].parent)
    }

    /// The condition that a definition has run before `position`, which lies in `innermost`.
    /// Where no path is sure, any definition before it will do; then any at all.
    pub(crate) fn reached(
        &self,
        network: &mut NetworkBuilder,
        reach: &Reach,
        innermost: Option<FlowId>,
        position: u32,
    ) -> Formula {
        let chain: Vec<FlowId> = self.chain(innermost).collect();
        let on_chain = |id: FlowId| chain.contains(&id);
        let visible = |parent: Option<FlowId>| parent.is_none_or(on_chain);
        let mut sure: Vec<Formula> = reach
            .definitions
            .iter()
            .filter(|definition| definition.effect <= position && visible(definition.parent))
            .map(|definition| definition.formula)
            .collect();
        for (id, run) in &reach.nodes {
            let node = &self.nodes[*id as usize];
            if on_chain(*id) || node.span.end > position || !visible(node.parent) {
                continue;
            }
            let around = node.parent.map(|parent| self.nodes[parent as usize].kind);
            let counts = match around {
                // Arms exclude each other.
                Some(Some(FlowKind::Choice | FlowKind::BreakableChoice)) => false,
                // Only the part that runs after an untroubled body can rely on it.
                Some(Some(FlowKind::Attempt)) => {
                    node.kind == Some(FlowKind::AttemptBody)
                        && chain.iter().any(|on| {
                            self.nodes[*on as usize].parent == node.parent
                                && self.nodes[*on as usize].kind == Some(FlowKind::Otherwise)
                        })
                }
                _ => true,
            };
            if counts {
                sure.push(run.within);
            }
        }
        let formula = network.any(sure);
        if formula != Formula::False {
            return formula;
        }
        let before = network.any(
            reach
                .definitions
                .iter()
                .filter(|definition| definition.effect <= position)
                .map(|definition| definition.formula)
                .collect::<Vec<_>>(),
        );
        if before != Formula::False {
            return before;
        }
        network
            .any(reach.definitions.iter().map(|definition| definition.formula).collect::<Vec<_>>())
    }
}
