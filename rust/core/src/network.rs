//! Requirements: what each unit needs to stay correct, as one monotone network of gates.
//!
//! A leaf gate holds while its unit is live. An *any* gate holds while one of its inputs does, an
//! *all* gate while all of them do. A requirement ties a gate to a unit, its dependent: when the
//! gate is lost, the dependent has a diagnostic that the finished program does not have.
//!
//! Gates only ever go from held to lost, so the closure of a deletion does not depend on the order
//! in which it is computed, and it costs no more than the number of wires that it cuts.

use std::collections::HashMap;

use crate::span::Span;
use crate::unit::{ROOT, UnitId, UnitTree};

/// The index of a gate.
pub(crate) type GateId = u32;

/// A condition over live units, simplified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Formula {
    True,
    False,
    Gate(GateId),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Gate {
    Leaf(UnitId),
    Any(Box<[GateId]>),
    All(Box<[GateId]>),
}

/// What kind of error a broken requirement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Cause {
    /// A body, clause or head is missing.
    Structure,
    /// A name is bound nowhere, or not on every path that leads here.
    Name,
    /// A member is set nowhere.
    Member,
    /// A function does not return a value any more.
    Value,
    /// Control may reach the end of a function that must return.
    Return,
    /// A name is defined and nothing uses it, or nothing gives it a value.
    Unused,
    /// A class lacks a member that its bases ask for, or a base one that a class replaces.
    Contract,
}

impl Cause {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Structure => "incomplete-structure",
            Self::Name => "undefined-name",
            Self::Member => "undefined-member",
            Self::Value => "no-value-returned",
            Self::Return => "missing-return",
            Self::Unused => "unused-definition",
            Self::Contract => "missing-implementation",
        }
    }

    /// Says what is wrong with `text`, the first line of what needs the gate.
    pub(crate) fn message(self, text: &str) -> String {
        match self {
            Self::Structure => format!("something that {text:?} needs is missing"),
            Self::Name => format!("{text:?} is not defined on every path that it was defined on"),
            Self::Member => format!("nothing sets the member {text:?}"),
            Self::Value => format!("{text:?} does not return a value"),
            Self::Return => format!("control may reach the end of {text:?}"),
            Self::Unused => format!("nothing uses or assigns {text:?} any more"),
            Self::Contract => format!("a member that goes with {text:?} is missing"),
        }
    }
}

/// One requirement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Requirement {
    pub(crate) gate: GateId,
    pub(crate) dependent: UnitId,
    pub(crate) cause: Cause,
    /// What needs the gate.
    pub(crate) span: Span,
}

/// Collects gates and requirements.
#[derive(Debug, Default)]
pub(crate) struct NetworkBuilder {
    gates: Vec<Gate>,
    index: HashMap<Gate, GateId>,
    requirements: Vec<Requirement>,
    /// What the lines need that no unit owns.
    of_root: Vec<Requirement>,
}

impl NetworkBuilder {
    fn gate(&mut self, gate: Gate) -> Formula {
        if let Some(id) = self.index.get(&gate) {
            return Formula::Gate(*id);
        }
        let id = self.gates.len() as GateId;
        self.gates.push(gate.clone());
        self.index.insert(gate, id);
        Formula::Gate(id)
    }

    /// Holds while `unit` is live.
    pub(crate) fn leaf(&mut self, unit: UnitId) -> Formula {
        if unit == ROOT { Formula::True } else { self.gate(Gate::Leaf(unit)) }
    }

    /// Holds while one of `inputs` does.
    pub(crate) fn any(&mut self, inputs: impl IntoIterator<Item = Formula>) -> Formula {
        self.join(inputs, Formula::True, Formula::False, Gate::Any)
    }

    /// Holds while all of `inputs` do.
    pub(crate) fn all(&mut self, inputs: impl IntoIterator<Item = Formula>) -> Formula {
        self.join(inputs, Formula::False, Formula::True, Gate::All)
    }

    /// Joins `inputs`, of which `absorbing` decides alone and `neutral` changes nothing.
    fn join(
        &mut self,
        inputs: impl IntoIterator<Item = Formula>,
        absorbing: Formula,
        neutral: Formula,
        make: impl FnOnce(Box<[GateId]>) -> Gate,
    ) -> Formula {
        let mut gates: Vec<GateId> = Vec::new();
        for input in inputs {
            match input {
                Formula::Gate(gate) => gates.push(gate),
                constant if constant == absorbing => return absorbing,
                _ => {}
            }
        }
        gates.sort_unstable();
        gates.dedup();
        match gates.as_slice() {
            [] => neutral,
            [gate] => Formula::Gate(*gate),
            _ => self.gate(make(gates.into_boxed_slice())),
        }
    }

    /// Demands that `formula` holds as long as `dependent` is live.
    ///
    /// A formula that does not hold in the finished program is its baseline and demands nothing.
    pub(crate) fn require(
        &mut self,
        units: &UnitTree,
        dependent: UnitId,
        formula: Formula,
        cause: Cause,
        span: Span,
    ) {
        let Formula::Gate(gate) = formula else { return };
        let requirement = Requirement { gate, dependent, cause, span };
        if dependent == ROOT {
            self.of_root.push(requirement);
        } else if !self.outlives(units, gate, dependent) {
            self.requirements.push(requirement);
        }
    }

    /// Whether the gate is sure to hold while `dependent` lives, because a unit around it does.
    fn outlives(&self, units: &UnitTree, gate: GateId, dependent: UnitId) -> bool {
        let around = |gate: &GateId| matches!(self.gates[*gate as usize], Gate::Leaf(unit) if units.is_within(dependent, unit));
        match &self.gates[gate as usize] {
            Gate::Leaf(unit) => units.is_within(dependent, *unit),
            Gate::Any(inputs) => inputs.iter().any(around),
            Gate::All(inputs) => inputs.iter().all(around),
        }
    }

    pub(crate) fn finish(mut self, units: usize) -> Network {
        self.requirements.sort_by_key(|requirement| {
            (requirement.gate, requirement.dependent, requirement.span, requirement.cause)
        });
        self.requirements.dedup_by_key(|requirement| (requirement.gate, requirement.dependent));
        let mut kinds = Vec::with_capacity(self.gates.len());
        let mut leaf_of = vec![NO_GATE; units];
        let mut wires: Vec<(GateId, GateId)> = Vec::new();
        for (id, gate) in self.gates.iter().enumerate() {
            let id = id as GateId;
            match gate {
                Gate::Leaf(unit) => {
                    leaf_of[*unit as usize] = id;
                    kinds.push(1);
                }
                Gate::Any(inputs) => {
                    wires.extend(inputs.iter().map(|input| (*input, id)));
                    kinds.push(inputs.len() as u32);
                }
                Gate::All(inputs) => {
                    wires.extend(inputs.iter().map(|input| (*input, id)));
                    kinds.push(1);
                }
            }
        }
        let outputs = Groups::new(self.gates.len(), wires);
        let dependents = Groups::new(
            self.gates.len(),
            self.requirements
                .iter()
                .map(|requirement| (requirement.gate, requirement.dependent))
                .collect(),
        );
        Network {
            needed: kinds,
            leaf_of,
            outputs,
            dependents,
            requirements: self.requirements,
            of_root: self.of_root,
        }
    }
}

const NO_GATE: GateId = GateId::MAX;

/// Lists of numbers, one list for each index, in one allocation.
#[derive(Debug, Clone)]
struct Groups {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Groups {
    fn new(groups: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        let mut starts = vec![0_u32; groups + 1];
        for (group, _) in &pairs {
            starts[*group as usize + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        Self { starts, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }

    fn get(&self, group: u32) -> &[u32] {
        let group = group as usize;
        &self.items[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

/// All requirements of a program.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    /// How many inputs a gate must lose to be lost itself.
    needed: Vec<u32>,
    leaf_of: Vec<GateId>,
    outputs: Groups,
    dependents: Groups,
    requirements: Vec<Requirement>,
    of_root: Vec<Requirement>,
}

impl Network {
    pub(crate) fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// What the lines need that no unit owns: they stay, so what they need stays as well.
    pub(crate) fn of_root(&self) -> &[Requirement] {
        &self.of_root
    }

    /// Which gates hold when exactly the units in `live` are there.
    pub(crate) fn evaluate(&self, live: &[bool]) -> Vec<bool> {
        let mut slack = self.needed.clone();
        for (leaf, live) in self.leaf_of.iter().zip(live) {
            if *leaf != NO_GATE && !live {
                slack[*leaf as usize] = 0;
            }
        }
        // Inputs are made before the gates that they feed.
        for gate in 0..slack.len() {
            if slack[gate] == 0 {
                for output in self.outputs.get(gate as GateId) {
                    slack[*output as usize] = slack[*output as usize].saturating_sub(1);
                }
            }
        }
        slack.into_iter().map(|slack| slack > 0).collect()
    }
}

/// Which units are live, and which gates still hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Liveness {
    live: Vec<bool>,
    /// Inputs that each gate may still lose before it is lost.
    slack: Vec<u32>,
    pending: Vec<UnitId>,
    lost: Vec<GateId>,
}

impl Liveness {
    /// Everything is live.
    pub(crate) fn reset(&mut self, units: &UnitTree, network: &Network) {
        self.live.clear();
        self.live.resize(units.len(), true);
        self.slack.clear();
        self.slack.extend_from_slice(&network.needed);
    }

    pub(crate) fn is_live(&self, unit: UnitId) -> bool {
        self.live[unit as usize]
    }

    /// Whether all is there that the lines need that no unit owns.
    pub(crate) fn serves_root(&self, network: &Network) -> bool {
        network.of_root.iter().all(|requirement| self.slack[requirement.gate as usize] > 0)
    }

    /// Deletes `seed` and, if `closure`, all that cannot stay without it; appends what went to
    /// `deleted`.
    pub(crate) fn delete(
        &mut self,
        units: &UnitTree,
        network: &Network,
        seed: UnitId,
        closure: bool,
        deleted: &mut Vec<UnitId>,
    ) {
        self.pending.push(seed);
        while let Some(top) = self.pending.pop() {
            if !self.live[top as usize] {
                continue;
            }
            for unit in top..units.get(top).end {
                if !std::mem::replace(&mut self.live[unit as usize], false) {
                    continue;
                }
                deleted.push(unit);
                let leaf = network.leaf_of[unit as usize];
                if leaf != NO_GATE {
                    self.slack[leaf as usize] = 0;
                    self.lost.push(leaf);
                }
            }
            while let Some(gate) = self.lost.pop() {
                if closure {
                    self.pending.extend(
                        network
                            .dependents
                            .get(gate)
                            .iter()
                            .filter(|unit| self.live[**unit as usize]),
                    );
                }
                for output in network.outputs.get(gate) {
                    let slack = &mut self.slack[*output as usize];
                    if *slack > 0 {
                        *slack -= 1;
                        if *slack == 0 {
                            self.lost.push(*output);
                        }
                    }
                }
            }
        }
    }
}
