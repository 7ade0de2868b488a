//! How an identifier takes part in the resolution of names.

use super::{Declares, Spelling};

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
    pub(super) fn merge(&mut self, other: Self) {
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
