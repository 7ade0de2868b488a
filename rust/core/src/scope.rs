//! Scopes: one sweep over all captures places every identifier in its scope and its flow node.

use std::collections::HashMap;

use crate::capture::{Captures, FlowKind, Mentions, ScopeCapture, ScopeKind, Spelling, Usage};
use crate::flow::{FlowId, FlowTree};
use crate::span::Span;

/// The index of a scope.
pub(crate) type ScopeId = u32;
/// The index of a name's text.
pub(crate) type NameId = u32;
/// The scope of the program itself.
pub(crate) const GLOBAL: ScopeId = 0;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) span: Span,
    pub(crate) parent: ScopeId,
    /// The definition that names the scope.
    pub(crate) name: Option<Span>,
    /// The name of the type that it belongs to, where it defines none.
    pub(crate) label: Option<Span>,
    /// The flow node of its body, or the one that it stands in.
    pub(crate) flow: Option<FlowId>,
}

/// An identifier, or a name mentioned in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Identifier {
    pub(crate) span: Span,
    pub(crate) usage: Usage,
    pub(crate) name: NameId,
    pub(crate) scope: ScopeId,
    /// The scope in whose outer part it stands.
    pub(crate) outer_of: Option<ScopeId>,
    pub(crate) flow: Option<FlowId>,
    /// Offset from which on it holds, for definitions.
    pub(crate) effect: u32,
    /// Evaluated at another time than its surroundings.
    pub(crate) late: bool,
    /// Late only because all annotations of the program are.
    pub(crate) in_annotation: bool,
}

/// Something that makes the class around it unknowable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) span: Span,
    pub(crate) scope: ScopeId,
    pub(crate) outer_of: Option<ScopeId>,
    /// Only the attributes of its objects.
    pub(crate) attributes_only: bool,
}

/// A return with a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueReturn {
    pub(crate) span: Span,
    pub(crate) scope: ScopeId,
    /// The function whose value it passes on.
    pub(crate) callee: Option<Span>,
}

/// The scopes of a program and what stands in them.
#[derive(Debug, Default)]
pub(crate) struct ScopeTree<'a> {
    pub(crate) scopes: Vec<Scope>,
    /// In order of position.
    pub(crate) identifiers: Vec<Identifier>,
    pub(crate) open_classes: Vec<Opening>,
    pub(crate) returns: Vec<ValueReturn>,
    pub(crate) flow: FlowTree,
    names: HashMap<(u8, &'a str), NameId>,
    texts: Vec<&'a str>,
}

/// What the sweep meets, widest first where several start together.
#[derive(Debug, Clone, Copy)]
enum Item {
    Flow(FlowKind),
    Scope(ScopeCapture),
    Outer,
    Target(u32),
    Annotation,
    Mention(Mentions),
    Words(u8),
    OpenClass(bool),
    Return(Option<Span>),
    Identifier(Usage),
}

impl Item {
    /// Orders items of one extent: a block that holds a single statement is as long as it.
    fn rank(self) -> u8 {
        match self {
            Self::Flow(FlowKind::Choice | FlowKind::Attempt | FlowKind::Loop | FlowKind::Exit) => 1,
            Self::Flow(_) => 0,
            Self::Scope(..) => 2,
            Self::Outer => 3,
            Self::Target(_) | Self::Annotation => 4,
            Self::Mention(_)
            | Self::Words(_)
            | Self::OpenClass(_)
            | Self::Return(_)
            | Self::Identifier(_) => 5,
        }
    }
}

impl<'a> ScopeTree<'a> {
    pub(crate) fn build(source: &'a str, captures: &Captures) -> Self {
        let mut items: Vec<(Span, Item)> = Vec::with_capacity(captures.identifiers.len() * 2);
        items.extend(captures.flow.iter().map(|(span, kind)| (*span, Item::Flow(*kind))));
        items.extend(captures.scopes.iter().map(|scope| (scope.span, Item::Scope(*scope))));
        items.extend(captures.outers.iter().map(|span| (*span, Item::Outer)));
        items.extend(captures.targets.iter().map(|(span, effect)| (*span, Item::Target(*effect))));
        items.extend(captures.annotations.iter().map(|span| (*span, Item::Annotation)));
        items.extend(captures.mentions.iter().map(|(span, which)| (*span, Item::Mention(*which))));
        items.extend(captures.bound_words.iter().map(|(span, space)| (*span, Item::Words(*space))));
        items.extend(
            captures
                .open_classes
                .iter()
                .map(|(span, attributes)| (*span, Item::OpenClass(*attributes))),
        );
        items.extend(captures.returns.iter().map(|(span, callee)| (*span, Item::Return(*callee))));
        items.extend(
            captures.identifiers.iter().map(|(span, usage)| (*span, Item::Identifier(*usage))),
        );
        items.sort_by_key(|(span, item)| (span.start, u32::MAX - span.end, item.rank()));

        let mut tree = ScopeTree {
            scopes: vec![Scope {
                kind: ScopeKind::Function,
                span: Span { start: 0, end: u32::MAX },
                parent: GLOBAL,
                name: None,
                label: None,
                flow: None,
            }],
            ..ScopeTree::default()
        };
        tree.sweep(source, captures, &items);
        tree
    }

    fn sweep(&mut self, source: &'a str, captures: &Captures, items: &[(Span, Item)]) {
        let mut scopes: Vec<(u32, ScopeId, Option<ScopeId>)> = vec![(u32::MAX, GLOBAL, None)];
        let mut flows: Vec<(u32, FlowId)> = Vec::new();
        let mut targets: Vec<(u32, u32)> = Vec::new();
        let mut annotations: Vec<u32> = Vec::new();
        let mut last_flow: Option<(Span, FlowKind)> = None;
        let mut last_scope: Option<Span> = None;
        for (span, item) in items {
            let at = span.start;
            while scopes.len() > 1 && scopes.last().is_some_and(|(end, ..)| *end <= at) {
                scopes.pop();
            }
            while flows.last().is_some_and(|(end, _)| *end <= at) {
                flows.pop();
            }
            while targets.last().is_some_and(|(end, _)| *end <= at) {
                targets.pop();
            }
            while annotations.last().is_some_and(|end| *end <= at) {
                annotations.pop();
            }
            let (scope, outer_of) =
                scopes.last().map_or((GLOBAL, None), |(_, scope, outer)| (*scope, *outer));
            let flow = flows.last().map(|(_, id)| *id);
            match *item {
                Item::Flow(kind) => {
                    // Several patterns may capture one node for one role.
                    if last_flow != Some((*span, kind)) {
                        flows.push((span.end, self.flow.add(*span, Some(kind), flow)));
                        last_flow = Some((*span, kind));
                    }
                }
                Item::Scope(ScopeCapture { kind, name, label, .. }) => {
                    if last_scope == Some(*span) {
                        continue;
                    }
                    last_scope = Some(*span);
                    let id = self.scopes.len() as ScopeId;
                    let mut body = flow;
                    if kind == ScopeKind::Function {
                        let node = self.flow.add(*span, None, flow);
                        flows.push((span.end, node));
                        body = Some(node);
                    }
                    self.scopes.push(Scope {
                        kind,
                        span: *span,
                        parent: scope,
                        name,
                        label,
                        flow: body,
                    });
                    scopes.push((span.end, id, None));
                }
                Item::Outer => {
                    let parent = self.scopes[scope as usize].parent;
                    scopes.push((span.end, parent, Some(scope)));
                }
                Item::Target(effect) => targets.push((span.end, effect)),
                Item::Annotation => annotations.push(span.end),
                Item::OpenClass(attributes_only) => {
                    self.open_classes.push(Opening {
                        span: *span,
                        scope,
                        outer_of,
                        attributes_only,
                    });
                }
                Item::Return(callee) => {
                    self.returns.push(ValueReturn { span: *span, scope, callee });
                }
                Item::Identifier(usage) => {
                    let text = span.text(source);
                    let text = match usage.spelling {
                        Spelling::Whole => text,
                        Spelling::Path => last_segment(text),
                        Spelling::Bare => bare(text),
                    };
                    let name = self.intern(usage.namespace, text);
                    let effect = targets.last().map_or(span.end, |(_, effect)| *effect);
                    let late = captures.lazy_annotations.is_some() && !annotations.is_empty();
                    let identifier = Identifier {
                        span: *span,
                        usage,
                        name,
                        scope,
                        outer_of,
                        flow,
                        effect,
                        late,
                        in_annotation: late,
                    };
                    self.identifiers.push(identifier);
                    if usage.also != 0 && usage.is_definition() {
                        // The same definition under the same name of another space.
                        let usage = Usage {
                            definition: true,
                            hoisted: usage.hoisted,
                            everywhere: usage.everywhere,
                            to_function: usage.to_function,
                            ..Usage::default()
                        };
                        let name = self.intern(identifier.usage.also, text);
                        self.identifiers.push(Identifier { usage, name, ..identifier });
                    }
                }
                Item::Words(namespace) => {
                    for word in words(*span, source, Mentions::All) {
                        let name = self.intern(namespace, word.text(source));
                        self.identifiers.push(Identifier {
                            span: word,
                            usage: Usage { definition: true, ..Usage::default() },
                            name,
                            scope,
                            outer_of,
                            flow,
                            effect: span.end,
                            late: false,
                            in_annotation: false,
                        });
                    }
                }
                Item::Mention(which) => {
                    for word in words(*span, source, which) {
                        let name = self.intern(0, word.text(source));
                        self.identifiers.push(Identifier {
                            span: word,
                            usage: Usage { reference: true, ..Usage::default() },
                            name,
                            scope,
                            outer_of,
                            flow,
                            effect: word.end,
                            late: true,
                            in_annotation: false,
                        });
                    }
                }
            }
        }
        self.identifiers.sort_by_key(|identifier| identifier.span);
    }

    fn intern(&mut self, namespace: u8, text: &'a str) -> NameId {
        let next = self.texts.len() as NameId;
        *self.names.entry((namespace, text)).or_insert_with(|| {
            self.texts.push(text);
            next
        })
    }

    /// The name that is spelled like `text`, where the program has one.
    pub(crate) fn name(&self, text: &str) -> Option<NameId> {
        self.names.get(&(0, text)).copied()
    }

    pub(crate) fn text(&self, name: NameId) -> &'a str {
        self.texts[name as usize]
    }

    pub(crate) fn scope(&self, scope: ScopeId) -> &Scope {
        &self.scopes[scope as usize]
    }

    /// The index of the identifier at `span`.
    pub(crate) fn identifier_at(&self, span: Span) -> Option<usize> {
        self.identifiers.binary_search_by_key(&span, |identifier| identifier.span).ok()
    }

    /// The name of the nearest type around `scope`.
    pub(crate) fn owner(&self, source: &'a str, scope: ScopeId) -> Option<&'a str> {
        let mut at = scope;
        while at != GLOBAL {
            let found = self.scope(at);
            if matches!(found.kind, ScopeKind::Type | ScopeKind::Class) {
                return found.label.or(found.name).map(|name| name.text(source));
            }
            at = found.parent;
        }
        None
    }

    /// The nearest scope of `kind`, from `scope` outwards.
    pub(crate) fn nearest(&self, scope: ScopeId, kind: ScopeKind) -> Option<ScopeId> {
        let mut at = scope;
        loop {
            if self.scope(at).kind == kind {
                return Some(at);
            }
            if at == GLOBAL {
                return None;
            }
            at = self.scope(at).parent;
        }
    }
}

/// A name without the sigils and quotes around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|character: char| {
        matches!(character, ':' | '$' | '@' | '&' | '*' | '%' | '"' | '\'' | '`' | '{' | '}')
    })
}

/// The name that a path defines: what is behind its last separator, versions aside.
fn last_segment(text: &str) -> &str {
    let text = text.trim_matches(['"', '\'', '`', '<', '>']);
    let is_version = |segment: &str| {
        segment
            .strip_prefix('v')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut segments = text.rsplit(['/', ':', '\\']);
    let last = segments.next().unwrap_or(text);
    let last = if is_version(last) { segments.next().unwrap_or(last) } else { last };
    last.split('.').next().unwrap_or(last)
}

/// The words of a text that may name something: not those behind a dot.
fn words(span: Span, source: &str, which: Mentions) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    let mut after_dot = false;
    let text = span.text(source);
    let is_mentioned = |begin: usize| match which {
        Mentions::All => true,
        Mentions::Braced => text[..begin].ends_with('{'),
        Mentions::First => begin == 0,
    };
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let part = character == '_' || character.is_alphanumeric();
        match start {
            None if part => start = Some(at),
            Some(begin) if !part => {
                if is_mentioned(begin)
                    && !after_dot
                    && !text[begin..].starts_with(|first: char| first.is_numeric())
                {
                    words.push(Span {
                        start: span.start + begin as u32,
                        end: span.start + at as u32,
                    });
                }
                start = None;
                after_dot = character == '.';
            }
            None => after_dot = character == '.',
            Some(_) => {}
        }
    }
    words
}
