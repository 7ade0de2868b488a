//! What the queries of a language found in a program, sorted by what it is for.
//!
//! `units.scm` and `names.scm` speak one vocabulary of captures, listed in [`Role`]; the engine
//! knows these roles and no node kind of any language.

use streaming_iterator::StreamingIterator as _;
use tree_sitter::{QueryCursor, QueryCursorOptions, QueryCursorState, Tree};

use crate::language::Language;
use crate::span::Span;
use crate::syntax::Deadline;

/// Declares the capture vocabulary once: the variant, its name in queries, what it means.
macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// The meaning of a capture in a query.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Role { $($(#[$doc])* $variant),+ }

        impl Role {
            /// The names of all roles.
            pub(crate) const NAMES: &'static [&'static str] = &[$($name),+];

            pub(crate) fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

roles! {
    /// A statement, declaration or clause.
    Unit = "unit",
    /// Where the unit of the same match begins instead.
    UnitStart = "unit.start",
    /// Where the unit of the same match ends instead.
    UnitEnd = "unit.end",
    /// Goes with the unit that follows it, such as an attribute.
    UnitPrefix = "unit.prefix",
    /// A unit whose removal may break the syntax although all that structure demands is there.
    OpenUnit = "unit.open",
    /// A unit that is an import.
    Import = "unit.import",
    /// A unit that defines a constant.
    Constant = "unit.constant",
    /// An item of a collection; a unit where granularity is by line.
    Element = "element",
    /// Text whose lines may go one by one (strings); units where granularity is by line.
    Text = "text",
    /// A comment.
    Comment = "comment",
    /// Goes when none of its supports (same pattern) is left.
    Dependent = "dependent",
    /// Keeps its dependent.
    Support = "support",
    /// Like a support, but only the last that the same pattern found counts.
    SupportLast = "support.last",
    /// Like a support, but every one is needed.
    SupportEach = "support.each",
    /// A list of statements that must be aligned, and not empty.
    Block = "block",
    /// The block of the whole program, which may be empty and is not indented.
    OutermostBlock = "block.outermost",
    /// A statement of the block of the same match.
    BlockItem = "block.item",
    /// A region with names of its own; `#set! scope` gives its kind.
    Scope = "scope",
    /// The name of the type that a scope belongs to, where the scope defines none.
    ScopeName = "scope.name",
    /// A part of a scope's node that belongs to the scope around it.
    Outer = "outer",
    /// A name that is bound here.
    Definition = "definition",
    /// A definition that holds in all of its scope, whatever the order.
    Hoisted = "definition.hoisted",
    /// With others of its kind: a reference needs every one of them.
    Each = "definition.each",
    /// Text, each word of which is bound here.
    DefinitionWords = "definition.words",
    /// A definition that every reference needs, beside one that is not of this kind.
    Part = "definition.part",
    /// A definition that gives no value.
    Unset = "definition.unset",
    /// With a definition: goes when nothing uses it any more.
    Used = "definition.used",
    /// With a definition: goes when nothing assigns to it any more.
    Assigned = "definition.assigned",
    /// Gives a value to a name that is declared elsewhere.
    Assignment = "assignment",
    /// The module that the definition of the same match comes from.
    ImportedFrom = "import.module",
    /// A binding of unknown names.
    Wildcard = "definition.wildcard",
    /// A name that is visible in the whole node of its scope, outer parts and members included.
    Everywhere = "definition.everywhere",
    /// A name that is bound elsewhere.
    Reference = "reference",
    /// A reference even where the same name is a definition as well.
    ReferenceAlso = "reference.also",
    /// A reference and no definition, whatever other patterns say.
    ReferenceOnly = "reference.only",
    /// A reference that does without the parts.
    ReferenceBare = "reference.bare",
    /// Neither a definition nor a reference.
    Ignore = "ignore",
    /// Definitions inside take effect only...
    Target = "target",
    /// ...after this node.
    After = "after",
    /// A name that this scope takes from elsewhere; `#set! declares` says from where.
    Declaration = "declaration",
    /// References inside may be evaluated late.
    Annotation = "annotation",
    /// Makes all annotations of the program late.
    LazyAnnotations = "annotation.lazy",
    /// Text that mentions names.
    Mention = "mention",
    /// The name under which a method knows its object.
    Receiver = "receiver",
    /// Owner of an accessed member.
    MemberObject = "member.object",
    /// A member that is read.
    MemberUse = "member.use",
    /// A member that is set.
    MemberDefinition = "member.definition",
    /// The name of a member that the program defines, of whatever type.
    MemberName = "member.name",
    /// Like it, but an access needs every one of its name.
    MemberEach = "member.each",
    /// The name in an access to a member of any object.
    MemberAccess = "member.access",
    /// The name of a method that replaces one of a base.
    Override = "member.override",
    /// The same, of the object that the code around it belongs to.
    MemberSelf = "member.self",
    /// The type that owns the member of the same match.
    MemberOf = "member.of",
    /// The text that ties the dependents of a link to its supports.
    LinkKey = "link.key",
    /// Keeps the dependents of its link and key.
    LinkSupport = "link.support",
    /// Needs every support of its link and key.
    LinkDependent = "link.dependent",
    /// A support counts only if a base asks for a member of this name.
    LinkMember = "link.member",
    /// A class that another inherits from.
    Base = "class.base",
    /// Something that makes the members of a class unknowable.
    OpenClass = "class.open",
    /// An object any of whose attributes may be set here, or a member of a class that says so.
    OpenAttributes = "class.open.attributes",
    /// Stands for the bases of the class around it.
    Bases = "class.bases",
    /// A class whose new object owns the member of the same match.
    Made = "member.made",
    /// A collection, an item of which owns the member of the same match.
    Item = "member.item",
    /// A name that is set to a collection with a new object of the class of the same match.
    Items = "instance.items",
    /// A name or member that is set to nothing, which says nothing of its class.
    Nothing = "instance.none",
    /// A member that is set to a new object of the class of the same match.
    MemberInstance = "member.instance",
    /// A class that is called to make an object...
    Instantiated = "class.instantiated",
    /// ...with arguments, which its constructor takes.
    Constructed = "class.constructed",
    /// A method that takes the arguments of a new object.
    Constructor = "member.constructor",
    /// A call of a base's constructor in the constructor of the same match.
    ConstructorCall = "constructor.call",
    /// A method that a base class from elsewhere may demand of a class that makes objects.
    Protocol = "member.protocol",
    /// A method that subclasses must define before they make objects.
    Abstract = "member.abstract",
    /// A name bound to a new object of...
    Instance = "instance",
    /// ...this class.
    InstanceOf = "instance.class",
    /// A function whose value is needed here.
    Callee = "value.callee",
    /// A name or member that is used in a way that nothing (`instance.none`) does not allow.
    Needed = "value.needed",
    /// A function that must return a value, used or not.
    ValueOwner = "value.owner",
    /// A return with a value.
    Return = "return.value",
    /// A function whose value the return of the same match passes on.
    ReturnCallee = "return.callee",
    /// A function, the end of which control may not reach.
    Returns = "returns",
    /// A function that keeps one of its returns with a value.
    ReturnsSome = "returns.some",
    /// Exactly one of its arms runs, or none where it has no default arm.
    Choice = "choice",
    /// A choice that `exit.break` leaves.
    BreakableChoice = "choice.breakable",
    /// An alternative of a choice.
    Arm = "arm",
    /// The alternative that runs when no other does.
    DefaultArm = "arm.default",
    /// A region guarded by handlers.
    Attempt = "attempt",
    /// Its guarded part.
    AttemptBody = "attempt.body",
    /// A handler.
    Handler = "attempt.handler",
    /// Runs after the guarded part when nothing was handled.
    Otherwise = "attempt.otherwise",
    /// Runs in any case.
    Finally = "attempt.finally",
    /// A region that may repeat.
    Loop = "loop",
    /// A region that repeats until something leaves it.
    Forever = "loop.forever",
    /// Control does not pass beyond this.
    Exit = "exit",
    /// Control leaves the nearest loop or breakable choice.
    Break = "exit.break",
}

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

/// How an identifier takes part in name resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Usage {
    pub(crate) definition: bool,
    pub(crate) everywhere: bool,
    pub(crate) reference: bool,
    pub(crate) reference_also: bool,
    pub(crate) ignore: bool,
    pub(crate) receiver: bool,
    pub(crate) declares: Option<Declares>,
    /// Skips inline scopes: the definition belongs to the nearest function.
    pub(crate) to_function: bool,
    /// Holds whatever the order.
    pub(crate) hoisted: bool,
    /// Gives no value.
    pub(crate) unset: bool,
    /// Must be used.
    pub(crate) used: bool,
    /// Must be assigned.
    pub(crate) assigned: bool,
    /// Gives a value to what is declared elsewhere.
    pub(crate) assignment: bool,
    pub(crate) member_name: bool,
    pub(crate) member_access: bool,
    /// A reference or access needs all definitions of this kind.
    pub(crate) each: bool,
    /// A part of what it defines.
    pub(crate) part: bool,
    /// Refers to a name without its parts.
    pub(crate) bare: bool,
    /// The owner of the member is the type around it.
    pub(crate) member_self: bool,
    /// No definition, whatever else is said.
    pub(crate) reference_only: bool,
    /// Looked up in the type around it.
    pub(crate) from_type: bool,
    /// Which members it may be.
    pub(crate) member_space: u8,
    /// Replaces a member of a base.
    pub(crate) overrides: bool,
    /// Which names it may be mistaken for.
    pub(crate) namespace: u8,
    /// Another name space that it defines in, too; 0 is none.
    pub(crate) also: u8,
    /// How the name is taken from the text.
    pub(crate) spelling: Spelling,
    /// Says itself where it comes from.
    pub(crate) qualified: bool,
}

impl Usage {
    fn merge(&mut self, other: Self) {
        self.definition |= other.definition;
        self.everywhere |= other.everywhere;
        self.reference |= other.reference;
        self.reference_also |= other.reference_also;
        self.ignore |= other.ignore;
        self.receiver |= other.receiver;
        self.declares = self.declares.or(other.declares);
        self.to_function |= other.to_function;
        self.hoisted |= other.hoisted;
        self.unset |= other.unset;
        self.used |= other.used;
        self.assigned |= other.assigned;
        self.assignment |= other.assignment;
        self.member_name |= other.member_name;
        self.member_access |= other.member_access;
        self.each |= other.each;
        self.part |= other.part;
        self.bare |= other.bare;
        self.member_self |= other.member_self;
        self.reference_only |= other.reference_only;
        self.from_type |= other.from_type;
        if other.member_space != 0 {
            self.member_space = other.member_space;
        }
        self.overrides |= other.overrides;
        if other.namespace != 0 {
            self.namespace = other.namespace;
        }
        if other.also != 0 {
            self.also = other.also;
        }
        if other.spelling != Spelling::Whole {
            self.spelling = other.spelling;
        }
        self.qualified |= other.qualified;
    }

    pub(crate) fn is_definition(self) -> bool {
        self.definition && !self.reference_only && self.declares.is_none()
    }

    pub(crate) fn is_reference(self) -> bool {
        if self.declares.is_some() {
            return self.reference_also;
        }
        let elsewhere = self.ignore || self.member_name || self.member_access;
        let named = self.reference || self.assignment;
        self.reference_also
            || (self.reference_only && !self.ignore)
            || (named && self.from_type)
            || (self.assignment && self.definition)
            || (named && !self.definition && !elsewhere)
    }

    /// Whether it changes what must be there already.
    pub(crate) fn is_update(self) -> bool {
        self.reference_also || self.assignment
    }

    /// Whether it needs a value, not only a declaration.
    pub(crate) fn is_read(self) -> bool {
        self.is_reference() && (self.reference_also || !self.assignment)
    }
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
    /// With whether only words in braces count.
    pub(crate) mentions: Vec<(Span, bool)>,
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
        // A default arm may be captured as a plain arm as well.
        captures.flow.sort_by_key(|(span, kind)| (*span, *kind == FlowKind::Arm));
        captures.flow.dedup_by(|later, kept| {
            later == kept
                || (later.0 == kept.0 && (later.1, kept.1) == (FlowKind::Arm, FlowKind::DefaultArm))
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
                Role::Mention => self.mentions.push((span, pattern.braced)),
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
