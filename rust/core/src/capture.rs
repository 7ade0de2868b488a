//! What the queries of a language found in a program, sorted by what it is for.
//!
//! `units.scm` and `names.scm` speak one vocabulary of captures, listed in [`Role`]; the engine
//! knows these roles and no node kind of any language.

mod role;
mod usage;

use streaming_iterator::StreamingIterator as _;
use tree_sitter::{QueryCursor, QueryCursorOptions, QueryCursorState, Tree};

use crate::language::Language;
use crate::span::Span;
use crate::syntax::Deadline;
pub(crate) use role::Role;
pub(crate) use usage::Usage;

/// What a scope does to the names in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    /// Runs later: the order of outer definitions does not matter inside.
    Function,
    /// Runs in place; its names are members, not visible from scopes inside.
    Class,
    /// Runs in place; its names are members, visible from scopes inside and in any order.
    Type,
    /// Runs in place; its definitions hold in all of it.
    Inline,
}

/// Where a declared name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declares {
    /// The outermost scope.
    Global,
    /// The nearest enclosing function that binds it.
    Enclosing,
}

/// How a name is taken from the text that is captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Spelling {
    /// All of it.
    #[default]
    Whole,
    /// The last segment of a path, without quotes.
    Path,
    /// All but the sigils and quotes around it.
    Bare,
}

/// Which words of a text are mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mentions {
    /// All of them.
    #[default]
    All,
    /// Those right behind an opening brace.
    Braced,
    /// The one that the text begins with.
    First,
}

/// What a unit is, for the options that treat kinds differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// The program itself.
    Root,
    /// A statement, declaration or clause.
    Statement,
    /// An import.
    Import,
    /// A constant.
    Constant,
    /// An item of a collection.
    Element,
    /// A line of a multi-line string.
    Text,
    /// A group of comment lines.
    Comment,
}

/// A unit as the queries see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnitCapture {
    pub(crate) span: Span,
    pub(crate) kind: UnitKind,
    /// Whether states are parsed again without it.
    pub(crate) open: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ScopeCapture {
    pub(crate) span: Span,
    pub(crate) kind: ScopeKind,
    /// The definition that names the scope (a function's or a class's name).
    pub(crate) name: Option<Span>,
    /// The name of the type that it belongs to, where it defines none.
    pub(crate) label: Option<Span>,
}

/// One end of a link between places that need not be near each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LinkCapture {
    pub(crate) link: u8,
    pub(crate) key: Span,
    pub(crate) span: Span,
    /// The name that a base must ask for, if it is to count.
    pub(crate) member: Option<Span>,
    /// Whether it is a support or a dependent.
    pub(crate) supports: bool,
}

/// An access to a member of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MemberCapture {
    pub(crate) object: Span,
    pub(crate) member: Span,
    pub(crate) definition: bool,
    /// The pattern that names the member, where the text does not.
    pub(crate) implied_by: Option<usize>,
}

/// The structured control flow that decides whether a definition was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FlowKind {
    Choice,
    BreakableChoice,
    Arm,
    DefaultArm,
    Attempt,
    AttemptBody,
    Handler,
    Otherwise,
    Finally,
    Loop,
    Forever,
    Exit,
    Break,
    FarBreak,
}

/// All captures of a program.
#[derive(Debug, Default)]
pub(crate) struct Captures {
    pub(crate) units: Vec<UnitCapture>,
    /// What goes with the unit that follows.
    pub(crate) prefixes: Vec<Span>,
    pub(crate) elements: Vec<Span>,
    pub(crate) texts: Vec<Span>,
    pub(crate) comments: Vec<Span>,
    /// `(pattern, dependent, support)`: one of them is needed.
    pub(crate) supports: Vec<(u32, Span, Span)>,
    /// `(pattern, dependent, support)`: the last one is needed.
    pub(crate) last_supports: Vec<(u32, Span, Span)>,
    /// `(dependent, support)`: each of them is needed.
    pub(crate) each_supports: Vec<(Span, Span)>,
    /// Blocks, with whether they are the outermost one.
    pub(crate) blocks: Vec<(Span, bool)>,
    /// `(block, item)`.
    pub(crate) block_items: Vec<(Span, Span)>,
    pub(crate) scopes: Vec<ScopeCapture>,
    pub(crate) outers: Vec<Span>,
    /// Sorted by position, one entry for each identifier.
    pub(crate) identifiers: Vec<(Span, Usage)>,
    /// With their families.
    pub(crate) wildcards: Vec<(Span, u8)>,
    /// Functions whose end control may not reach.
    pub(crate) must_return: Vec<Span>,
    /// Functions that keep a return with a value.
    pub(crate) some_return: Vec<Span>,
    /// Texts whose words are bound, with the name space.
    pub(crate) bound_words: Vec<(Span, u8)>,
    /// `(target, offset after which its definitions hold)`.
    pub(crate) targets: Vec<(Span, u32)>,
    pub(crate) annotations: Vec<Span>,
    pub(crate) lazy_annotations: Option<Span>,
    pub(crate) mentions: Vec<(Span, Mentions)>,
    pub(crate) links: Vec<LinkCapture>,
    /// `(access to a member, type that owns it)`.
    pub(crate) member_owners: Vec<(Span, Span)>,
    pub(crate) members: Vec<MemberCapture>,
    pub(crate) bases: Vec<Span>,
    /// Objects that stand for the bases of the class around them.
    pub(crate) base_objects: Vec<Span>,
    /// With whether only attributes are unknowable.
    pub(crate) open_classes: Vec<(Span, bool)>,
    pub(crate) instantiated: Vec<Span>,
    pub(crate) constructed: Vec<Span>,
    pub(crate) constructors: Vec<Span>,
    /// `(constructor, call of a base's constructor)`.
    pub(crate) constructor_calls: Vec<(Span, Span)>,
    pub(crate) made: Vec<Span>,
    pub(crate) nothings: Vec<Span>,
    pub(crate) protocols: Vec<Span>,
    pub(crate) abstracts: Vec<Span>,
    /// `(definition, module)`.
    pub(crate) imports: Vec<(Span, Span)>,
    /// `(name, class)`.
    pub(crate) instances: Vec<(Span, Span)>,
    /// `(name of a collection, class of its items)`.
    pub(crate) items: Vec<(Span, Span)>,
    /// Collections where an item of them is meant.
    pub(crate) item_objects: Vec<Span>,
    pub(crate) callees: Vec<Span>,
    pub(crate) needed: Vec<Span>,
    pub(crate) value_owners: Vec<Span>,
    /// With the function whose value is passed on.
    pub(crate) returns: Vec<(Span, Option<Span>)>,
    pub(crate) flow: Vec<(Span, FlowKind)>,
}

impl Captures {
    /// Runs the queries of `language` over `tree`. Languages without queries give nothing; past
    /// the deadline the captures are incomplete, so check it afterwards.
    pub(crate) fn collect(
        language: &Language,
        tree: &Tree,
        source: &str,
        cursor: &mut QueryCursor,
        deadline: &Deadline,
    ) -> Self {
        let mut captures = Self::default();
        let Some(query) = language.query() else { return captures };
        let mut stop = |_: &QueryCursorState| deadline.flow();
        let options = QueryCursorOptions::new().progress_callback(&mut stop);
        let text = source.as_bytes();
        let mut matches = cursor.matches_with_options(query, tree.root_node(), text, options);
        while let Some(found) = matches.next() {
            captures.add(language, found);
        }
        // A default arm may be captured as a plain arm as well. What ends a region may be all of it.
        captures.flow.sort_by_key(|(span, kind)| {
            let leaves = matches!(kind, FlowKind::Exit | FlowKind::Break | FlowKind::FarBreak);
            (*span, leaves, matches!(kind, FlowKind::Arm | FlowKind::Break))
        });
        // A break with a label may be captured as a plain one as well.
        captures.flow.dedup_by(|later, kept| {
            later == kept
                || (later.0 == kept.0
                    && matches!(
                        (later.1, kept.1),
                        (FlowKind::Arm, FlowKind::DefaultArm)
                            | (FlowKind::Break, FlowKind::FarBreak)
                    ))
        });
        captures.comments.sort_unstable();
        let last = std::mem::take(&mut captures.last_supports);
        let last = last.into_iter().map(|(_, dependent, support)| (dependent, support));
        captures.each_supports.extend(last);
        captures.prefixes.sort_unstable();
        captures.prefixes.dedup();
        captures.must_return.sort_unstable();
        captures.must_return.dedup();
        captures.wildcards.sort_unstable();
        captures.wildcards.dedup();
        // The pattern that sees what a return passes on says more than the plain one.
        captures.returns.sort_unstable_by_key(|(span, callee)| (*span, callee.is_none()));
        captures.returns.dedup_by_key(|(span, _)| *span);
        captures.blocks.sort_unstable();
        captures.blocks.dedup();
        captures.block_items.sort_unstable();
        captures.identifiers.sort_by_key(|(span, _)| *span);
        captures.identifiers.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1.merge(later.1);
            }
            same
        });
        captures
    }

    fn add(&mut self, language: &Language, found: &tree_sitter::QueryMatch<'_, '_>) {
        let pattern = language.pattern(found.pattern_index);
        let of = |role: Role| {
            found
                .captures()
                .iter()
                .filter(move |capture| language.role(capture.index) == Some(role))
                .map(|capture| Span::of(capture.node))
        };
        for capture in found.captures() {
            let Some(role) = language.role(capture.index) else { continue };
            let span = Span::of(capture.node);
            let mut usage = Usage {
                to_function: pattern.to_function,
                namespace: pattern.namespace,
                spelling: pattern.spelling,
                also: pattern.also,
                from_type: pattern.from_type,
                member_space: pattern.member_space,
                qualified: pattern.qualified,
                ..Usage::default()
            };
            let mut unit = |kind: UnitKind| {
                let start = of(Role::UnitStart).map(|start| start.start).min();
                let end = of(Role::UnitEnd).map(|end| end.end).max();
                let span = Span {
                    start: start.map_or(span.start, |at| at.min(span.start)),
                    end: end.map_or(span.end, |at| at.max(span.end)),
                };
                self.units.push(UnitCapture { span, kind, open: role == Role::OpenUnit });
            };
            match role {
                // Comments and errors stand among statements without being any.
                Role::Unit | Role::OpenUnit
                    if capture.node.is_extra() || capture.node.is_error() => {}
                Role::Unit | Role::OpenUnit => unit(UnitKind::Statement),
                Role::Import => unit(UnitKind::Import),
                Role::Constant => unit(UnitKind::Constant),
                Role::UnitPrefix => self.prefixes.push(span),
                // A comment inside of a collection is an extra, not an item.
                Role::Element if !capture.node.is_extra() => self.elements.push(span),
                Role::Text => self.texts.push(span),
                Role::Comment => self.comments.push(span),
                Role::Support if !capture.node.is_extra() => {
                    self.supports.extend(
                        of(Role::Dependent)
                            .map(|dependent| (found.pattern_index as u32, dependent, span)),
                    );
                }
                Role::SupportLast if !capture.node.is_extra() => {
                    let pattern = found.pattern_index as u32;
                    for dependent in of(Role::Dependent) {
                        let known = self
                            .last_supports
                            .iter_mut()
                            .find(|(known, at, _)| (*known, *at) == (pattern, dependent));
                        match known {
                            Some((_, _, last)) => *last = (*last).max(span),
                            None => self.last_supports.push((pattern, dependent, span)),
                        }
                    }
                }
                Role::SupportEach if !capture.node.is_extra() => self
                    .each_supports
                    .extend(of(Role::Dependent).map(|dependent| (dependent, span))),
                Role::Block => self.blocks.push((span, false)),
                Role::OutermostBlock => self.blocks.push((span, true)),
                Role::BlockItem if !capture.node.is_extra() => self.block_items.extend(
                    of(Role::Block).chain(of(Role::OutermostBlock)).map(|block| (block, span)),
                ),
                Role::Scope => self.scopes.push(ScopeCapture {
                    span,
                    kind: pattern.scope.unwrap_or(ScopeKind::Function),
                    name: of(Role::Definition)
                        .chain(of(Role::Hoisted))
                        .chain(of(Role::Each))
                        .next(),
                    label: of(Role::ScopeName).next(),
                }),
                Role::Outer => self.outers.push(span),
                Role::Definition => {
                    usage.definition = true;
                    self.identifiers.push((span, usage));
                }
                Role::Hoisted => {
                    usage.definition = true;
                    usage.hoisted = true;
                    self.identifiers.push((span, usage));
                }
                Role::Each => {
                    usage.definition = true;
                    usage.each = true;
                    self.identifiers.push((span, usage));
                }
                Role::MemberEach => {
                    usage.member_name = true;
                    usage.each = true;
                    self.identifiers.push((span, usage));
                }
                Role::Part => {
                    usage.definition = true;
                    usage.part = true;
                    self.identifiers.push((span, usage));
                }
                Role::ReferenceBare => {
                    usage.reference = true;
                    usage.bare = true;
                    self.identifiers.push((span, usage));
                }
                Role::MemberSelf => {
                    usage.member_access = true;
                    usage.member_self = true;
                    self.identifiers.push((span, usage));
                }
                Role::MemberOf => {
                    self.member_owners.extend(of(Role::MemberAccess).map(|access| (access, span)));
                }
                Role::ReferenceOnly => {
                    usage.reference_only = true;
                    self.identifiers.push((span, usage));
                }
                Role::LinkSupport | Role::LinkDependent => {
                    let member = of(Role::LinkMember).next();
                    self.links.extend(of(Role::LinkKey).map(|key| LinkCapture {
                        link: pattern.link,
                        key,
                        span,
                        member,
                        supports: role == Role::LinkSupport,
                    }));
                }
                Role::Unset => {
                    usage.definition = true;
                    usage.unset = true;
                    self.identifiers.push((span, usage));
                }
                Role::Used => {
                    usage.used = true;
                    self.identifiers.push((span, usage));
                }
                Role::Assigned => {
                    usage.assigned = true;
                    self.identifiers.push((span, usage));
                }
                Role::Assignment => {
                    usage.assignment = true;
                    self.identifiers.push((span, usage));
                }
                Role::MemberName => {
                    usage.member_name = true;
                    self.identifiers.push((span, usage));
                }
                Role::MemberAccess => {
                    usage.member_access = true;
                    self.identifiers.push((span, usage));
                }
                Role::Override => {
                    usage.overrides = true;
                    self.identifiers.push((span, usage));
                }
                Role::Returns => self.must_return.push(span),
                Role::ReturnsSome => self.some_return.push(span),
                Role::DefinitionWords => self.bound_words.push((span, pattern.namespace)),
                Role::Everywhere => {
                    usage.definition = true;
                    usage.everywhere = true;
                    self.identifiers.push((span, usage));
                }
                Role::Receiver => {
                    usage.receiver = true;
                    self.identifiers.push((span, usage));
                }
                Role::Reference => {
                    usage.reference = true;
                    self.identifiers.push((span, usage));
                }
                Role::ReferenceAlso => {
                    usage.reference_also = true;
                    self.identifiers.push((span, usage));
                }
                Role::Ignore => {
                    usage.ignore = true;
                    self.identifiers.push((span, usage));
                }
                Role::Declaration => {
                    usage.declares = Some(pattern.declares.unwrap_or(Declares::Global));
                    self.identifiers.push((span, usage));
                }
                Role::Wildcard => self.wildcards.push((span, pattern.family)),
                Role::Target => self.targets.extend(of(Role::After).map(|after| (span, after.end))),
                Role::Annotation => self.annotations.push(span),
                Role::LazyAnnotations => self.lazy_annotations = Some(span),
                Role::Mention => self.mentions.push((span, pattern.mentions)),
                Role::MemberUse | Role::MemberDefinition => {
                    self.members.extend(of(Role::MemberObject).map(|object| MemberCapture {
                        object,
                        member: span,
                        definition: role == Role::MemberDefinition,
                        implied_by: None,
                    }));
                }
                Role::MemberObject if pattern.member.is_some() => {
                    self.members.push(MemberCapture {
                        object: span,
                        member: span,
                        definition: false,
                        implied_by: Some(found.pattern_index),
                    })
                }
                Role::MemberInstance => {
                    self.instances.extend(of(Role::InstanceOf).map(|class| (span, class)));
                }
                Role::Bases => self.base_objects.push(span),
                Role::Base => self.bases.push(span),
                Role::OpenClass => self.open_classes.push((span, false)),
                Role::OpenAttributes => self.open_classes.push((span, true)),
                Role::Instantiated => self.instantiated.push(span),
                Role::Constructed => self.constructed.push(span),
                Role::Constructor => self.constructors.push(span),
                Role::ConstructorCall => {
                    self.constructor_calls.extend(of(Role::Constructor).map(|name| (name, span)));
                }
                Role::Items => self.items.extend(of(Role::InstanceOf).map(|class| (span, class))),
                Role::Item => self.item_objects.push(span),
                Role::Made => self.made.push(span),
                Role::Nothing => self.nothings.push(span),
                Role::Protocol => self.protocols.push(span),
                Role::Abstract => self.abstracts.push(span),
                Role::ImportedFrom => {
                    let definitions =
                        of(Role::Definition).chain(of(Role::Hoisted)).chain(of(Role::Wildcard));
                    self.imports.extend(definitions.map(|definition| (definition, span)));
                }
                Role::Needed => self.needed.push(span),
                Role::ValueOwner => self.value_owners.push(span),
                Role::Instance => {
                    self.instances.extend(of(Role::InstanceOf).map(|class| (span, class)))
                }
                Role::Callee => self.callees.push(span),
                Role::Return => self.returns.push((span, of(Role::ReturnCallee).next())),
                Role::Choice => self.flow.push((span, FlowKind::Choice)),
                Role::BreakableChoice => self.flow.push((span, FlowKind::BreakableChoice)),
                // A comment among the arms is none.
                Role::Arm | Role::DefaultArm if capture.node.is_extra() => {}
                Role::Arm => self.flow.push((span, FlowKind::Arm)),
                Role::DefaultArm => self.flow.push((span, FlowKind::DefaultArm)),
                Role::Attempt => self.flow.push((span, FlowKind::Attempt)),
                Role::AttemptBody => self.flow.push((span, FlowKind::AttemptBody)),
                Role::Handler => self.flow.push((span, FlowKind::Handler)),
                Role::Otherwise => self.flow.push((span, FlowKind::Otherwise)),
                Role::Finally => self.flow.push((span, FlowKind::Finally)),
                Role::Loop => self.flow.push((span, FlowKind::Loop)),
                Role::Forever => self.flow.push((span, FlowKind::Forever)),
                Role::Exit => self.flow.push((span, FlowKind::Exit)),
                Role::Break => self.flow.push((span, FlowKind::Break)),
                Role::FarBreak => self.flow.push((span, FlowKind::FarBreak)),
                Role::Element
                | Role::BlockItem
                | Role::Support
                | Role::SupportEach
                | Role::SupportLast
                | Role::UnitStart
                | Role::ScopeName
                | Role::LinkKey
                | Role::LinkMember
                | Role::UnitEnd
                | Role::Dependent
                | Role::After
                | Role::MemberObject
                | Role::ReturnCallee
                | Role::InstanceOf => {}
            }
        }
    }
}
