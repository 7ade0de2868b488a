//! The vocabulary of captures.

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
    /// Control leaves some loop or breakable choice around, such as one with a label.
    FarBreak = "exit.labelled",
}
