; --- Scopes -------------------------------------------------------------------------------------

(function_item name: (identifier) @outer (#set! scope "function")) @scope
((closure_expression) @scope (#set! scope "inline"))
((block) @scope (#set! scope "inline"))
((match_arm) @scope (#set! scope "inline"))
((if_expression condition: [(let_condition) (let_chain)]) @scope (#set! scope "inline"))
((while_expression condition: [(let_condition) (let_chain)]) @scope (#set! scope "inline"))
((for_expression) @scope (#set! scope "inline"))
(for_expression value: (_) @outer)

(mod_item name: (identifier) @outer (#set! scope "type")) @scope
(struct_item name: (type_identifier) @definition.hoisted @member.name @outer (#set! scope "type")) @scope
(union_item name: (type_identifier) @definition.hoisted @member.name @outer (#set! scope "type")) @scope
(enum_item name: (type_identifier) @definition.hoisted @member.name @outer (#set! scope "type")) @scope
(trait_item name: (type_identifier) @definition.hoisted @member.name @outer (#set! scope "type")) @scope
(impl_item type: (type_identifier) @scope.name (#set! scope "type")) @scope
(impl_item type: (generic_type type: (type_identifier) @scope.name) (#set! scope "type")) @scope
(impl_item
  type: (scoped_type_identifier name: (type_identifier) @scope.name) (#set! scope "type")) @scope
((impl_item
  type: [(primitive_type) (reference_type) (array_type) (tuple_type) (unit_type) (pointer_type)
    (dynamic_type) (function_type) (macro_invocation) (never_type) (metavariable)]) @scope
  (#set! scope "type"))
(impl_item trait: (_) @outer)
(impl_item type: (_) @outer)
((function_signature_item) @scope (#set! scope "function"))
(function_signature_item name: (identifier) @outer)
((type_item) @scope (#set! scope "type"))
((macro_definition) @scope (#set! scope "function"))

; --- Items: they hold in all of their module or block -------------------------------------------

((source_file (function_item name: (identifier) @definition.hoisted @member.name))
  (#set! members "method"))
(block (function_item name: (identifier) @definition.hoisted))
((mod_item
  body: (declaration_list (function_item name: (identifier) @definition.hoisted @member.name)))
  (#set! members "method"))
(foreign_mod_item
  body: (declaration_list (function_signature_item name: (identifier) @definition.hoisted)))
((mod_item name: (identifier) @definition.hoisted @member.name) (#set! members "method"))
(type_item name: (type_identifier) @definition.hoisted @member.name @outer)
(const_item name: (identifier) @definition.hoisted @member.name)
(static_item name: (identifier) @definition.hoisted @member.name)
(extern_crate_declaration name: (identifier) @definition.hoisted !alias)
(extern_crate_declaration name: (identifier) @ignore alias: (identifier) @definition.hoisted)
; Macros hold after their definition.
(macro_definition name: (identifier) @definition @outer)

; --- Members ------------------------------------------------------------------------------------

; Methods are not seen without their object, so they have a name space of their own.
(impl_item
  body: (declaration_list
    (function_item name: (identifier) @definition.hoisted @member.name))
  (#set! namespace "member") (#set! members "method"))
(trait_item
  body: (declaration_list
    (function_item name: (identifier) @definition.hoisted @member.name))
  (#set! namespace "member") (#set! members "method"))
(trait_item
  body: (declaration_list
    (function_signature_item name: (identifier) @definition.hoisted @member.name @member.abstract))
  (#set! namespace "member") (#set! members "method"))
(impl_item
  trait: (_)
  body: (declaration_list (function_item name: (identifier) @member.override))
  (#set! namespace "member"))
(impl_item
  body: (declaration_list
    (type_item name: (type_identifier) @definition.hoisted @member.name))
  (#set! namespace "member"))
(trait_item
  body: (declaration_list
    (associated_type name: (type_identifier) @definition.hoisted @member.name @member.abstract))
  (#set! namespace "member"))
(impl_item
  trait: (_)
  body: (declaration_list (type_item name: (type_identifier) @member.override))
  (#set! namespace "member"))
(impl_item
  body: (declaration_list
    (const_item name: (identifier) @definition.hoisted @member.name))
  (#set! namespace "member"))
(trait_item
  body: (declaration_list
    (const_item name: (identifier) @definition.hoisted @member.name))
  (#set! namespace "member"))
(trait_item
  body: (declaration_list (const_item name: (identifier) @member.abstract !value))
  (#set! namespace "member"))
(impl_item
  trait: (_)
  body: (declaration_list (const_item name: (identifier) @member.override))
  (#set! namespace "member"))

(impl_item trait: (type_identifier) @class.base)
(impl_item trait: (generic_type type: (type_identifier) @class.base))
(impl_item trait: (scoped_type_identifier name: (type_identifier) @class.base))

(field_declaration name: (field_identifier) @member.name)
(enum_variant name: (identifier) @member.name)

(field_initializer field: (field_identifier) @member.access)
(shorthand_field_initializer (identifier) @reference.also @member.access)
(struct_expression
  name: (type_identifier) @member.of
  body: (field_initializer_list (field_initializer field: (field_identifier) @member.access)))
(struct_expression
  name: (type_identifier) @member.of
  body: (field_initializer_list (shorthand_field_initializer (identifier) @member.access)))
((struct_expression
  name: (type_identifier) @_self
  body: (field_initializer_list (field_initializer field: (field_identifier) @member.self)))
  (#eq? @_self "Self"))
((struct_expression
  name: (type_identifier) @_self
  body: (field_initializer_list (shorthand_field_initializer (identifier) @member.self)))
  (#eq? @_self "Self"))
(field_pattern name: (field_identifier) @member.access)
(field_pattern name: (shorthand_field_identifier) @definition @member.access)

; What `self` has is looked up in its type. Fields and methods may share a name.
(field_expression value: (self) field: (field_identifier) @member.self)
((call_expression function: (field_expression value: (self) field: (field_identifier) @member.self))
  (#set! members "method"))
; Names that the types of the standard library have, too, count where the object may be one of the
; program: itself, or a variable.
(field_expression value: (identifier) field: (field_identifier) @member.access)
((call_expression
  function: (field_expression value: (identifier) field: (field_identifier) @member.access))
  (#set! members "method"))
((field_expression field: (field_identifier) @member.access)
  (#not-any-of? @member.access
    "all" "and_then" "any" "as_bytes" "as_mut" "as_ref" "as_str" "borrow" "borrow_mut" "bytes"
    "chars" "chain" "clear" "clone" "cloned" "collect" "contains" "contains_key" "copied" "count"
    "dedup" "drain" "end" "entry" "enumerate" "eq" "expect" "extend" "filter" "filter_map" "find"
    "first" "flat_map" "flatten" "fmt" "fold" "get" "get_mut" "insert" "into" "into_iter" "is_empty"
    "is_none" "is_some" "iter" "iter_mut" "join" "keys" "last" "len" "lines" "lock" "map" "map_err"
    "max" "min" "next" "or_insert" "or_insert_with" "parse" "peek" "pop" "pop_back" "pop_front"
    "position" "product" "push" "push_back" "push_front" "push_str" "read" "remove" "replace"
    "resize" "retain" "rev" "skip" "sort" "sort_by" "split" "start" "sum" "swap" "take" "to_owned"
    "to_string" "to_vec" "trim" "truncate" "unwrap" "unwrap_or" "values" "windows" "write" "zip"))
((call_expression function: (field_expression field: (field_identifier) @member.access))
  (#not-any-of? @member.access
    "all" "and_then" "any" "as_bytes" "as_mut" "as_ref" "as_str" "borrow" "borrow_mut" "bytes"
    "chars" "chain" "clear" "clone" "cloned" "collect" "contains" "contains_key" "copied" "count"
    "dedup" "drain" "end" "entry" "enumerate" "eq" "expect" "extend" "filter" "filter_map" "find"
    "first" "flat_map" "flatten" "fmt" "fold" "get" "get_mut" "insert" "into" "into_iter" "is_empty"
    "is_none" "is_some" "iter" "iter_mut" "join" "keys" "last" "len" "lines" "lock" "map" "map_err"
    "max" "min" "next" "or_insert" "or_insert_with" "parse" "peek" "pop" "pop_back" "pop_front"
    "position" "product" "push" "push_back" "push_front" "push_str" "read" "remove" "replace"
    "resize" "retain" "rev" "skip" "sort" "sort_by" "split" "start" "sum" "swap" "take" "to_owned"
    "to_string" "to_vec" "trim" "truncate" "unwrap" "unwrap_or" "values" "windows" "write" "zip")
  (#set! members "method"))
((generic_function function: (field_expression field: (field_identifier) @member.access))
  (#not-any-of? @member.access
    "all" "and_then" "any" "as_bytes" "as_mut" "as_ref" "as_str" "borrow" "borrow_mut" "bytes"
    "chars" "chain" "clear" "clone" "cloned" "collect" "contains" "contains_key" "copied" "count"
    "dedup" "drain" "end" "entry" "enumerate" "eq" "expect" "extend" "filter" "filter_map" "find"
    "first" "flat_map" "flatten" "fmt" "fold" "get" "get_mut" "insert" "into" "into_iter" "is_empty"
    "is_none" "is_some" "iter" "iter_mut" "join" "keys" "last" "len" "lines" "lock" "map" "map_err"
    "max" "min" "next" "or_insert" "or_insert_with" "parse" "peek" "pop" "pop_back" "pop_front"
    "position" "product" "push" "push_back" "push_front" "push_str" "read" "remove" "replace"
    "resize" "retain" "rev" "skip" "sort" "sort_by" "split" "start" "sum" "swap" "take" "to_owned"
    "to_string" "to_vec" "trim" "truncate" "unwrap" "unwrap_or" "values" "windows" "write" "zip")
  (#set! members "method"))

; Paths: the last part of a path is a member of what comes before. What is spelled in lower case is
; a function or a module, everything else a variant, a constant or a type.
((scoped_identifier path: (_) @_path name: (identifier) @member.access)
  (#match? @member.access "^[A-Z]")
  (#not-match? @_path "^(std|core|alloc|Vec|String|HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|BinaryHeap|Box|Rc|Arc|RefCell|Cell|Mutex|RwLock|Option|Result|Some|Ok|Err|[iuf](8|16|32|64|128|size)|char|str|bool|fmt|io|mem|thread|mpsc|env|fs|iter|cmp|ptr)\\b"))
((scoped_identifier path: (_) @_path name: (identifier) @member.access)
  (#match? @member.access "^[a-z_]")
  (#not-match? @_path "^(std|core|alloc|Vec|String|HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|BinaryHeap|Box|Rc|Arc|RefCell|Cell|Mutex|RwLock|Option|Result|Some|Ok|Err|[iuf](8|16|32|64|128|size)|char|str|bool|fmt|io|mem|thread|mpsc|env|fs|iter|cmp|ptr)\\b")
  (#set! members "method"))
((scoped_identifier path: (identifier) @member.of name: (identifier) @member.access)
  (#not-any-of? @member.of "Self" "self" "super" "crate" "std" "core"))
((scoped_identifier path: (identifier) @_self name: (identifier) @member.self)
  (#eq? @_self "Self"))
((scoped_type_identifier path: (_) @_path name: (type_identifier) @member.access)
  (#not-match? @_path "^(std|core|alloc|fmt|io|mem|thread|mpsc|env|fs|iter|cmp|ptr|ops|collections)\\b"))
((scoped_type_identifier path: (identifier) @_self name: (type_identifier) @member.self)
  (#eq? @_self "Self"))
(scoped_identifier path: (_) name: (identifier) @ignore)
(scoped_type_identifier path: (_) name: (type_identifier) @ignore)

; What is implemented for a type is a part of it: whoever uses its values may need it, as in
; `println!("{}", x)`, `for i in x` or `x + y`.
(impl_item trait: (_) type: (type_identifier) @definition.part @reference.also)
(impl_item trait: (_) type: (generic_type type: (type_identifier) @definition.part @reference.also))
; The type alone is enough for the heads of its methods and for fields.
(impl_item !trait type: (type_identifier) @reference.bare)
(impl_item !trait type: (generic_type type: (type_identifier) @reference.bare))
(field_declaration type: (type_identifier) @reference.bare)
(ordered_field_declaration_list type: (type_identifier) @reference.bare)
(impl_item
  body: (declaration_list
    (function_item parameters: (parameters (parameter type: (type_identifier) @reference.bare)))))
(impl_item
  body: (declaration_list
    (function_item
      parameters: (parameters (parameter type: (reference_type (type_identifier) @reference.bare))))))
(impl_item
  body: (declaration_list (function_item return_type: (type_identifier) @reference.bare)))
(impl_item body: (declaration_list (type_item type: (type_identifier) @reference.bare)))

; --- Imports ------------------------------------------------------------------------------------

(use_declaration argument: (identifier) @definition.hoisted)
(use_declaration argument: (scoped_identifier name: (identifier) @definition.hoisted))
(use_as_clause alias: (identifier) @definition.hoisted)
(use_list (identifier) @definition.hoisted @member.access)
((use_list (identifier) @member.access)
  (#match? @member.access "^[a-z_]")
  (#set! members "method"))
(use_list (scoped_identifier name: (identifier) @definition.hoisted))
; `use a::b::{self}` is the same as `use a::b`.
(scoped_use_list
  path: [(identifier) @definition.hoisted (scoped_identifier name: (identifier) @definition.hoisted)]
  list: (use_list (self)))
(scoped_use_list path: (scoped_identifier name: (identifier) @ignore))

((use_wildcard) @definition.wildcard @import.module)
; A trait that is imported gives its methods.
((use_declaration argument: (scoped_identifier name: (identifier) @definition.wildcard @import.module))
  (#any-of? @import.module
    "Any" "Borrow" "BorrowMut" "BufRead" "Digest" "Error" "FromStr" "Hash" "Hasher" "Rng" "Read"
    "Seek" "SliceRandom" "ToSocketAddrs" "Write"))
((use_list
  [(identifier) @definition.wildcard @import.module
   (scoped_identifier name: (identifier) @definition.wildcard @import.module)])
  (#any-of? @import.module
    "Any" "Borrow" "BorrowMut" "BufRead" "Digest" "Error" "FromStr" "Hash" "Hasher" "Rng" "Read"
    "Seek" "SliceRandom" "ToSocketAddrs" "Write"))

; --- Variables ----------------------------------------------------------------------------------

(parameter pattern: (identifier) @definition)
(closure_parameters (identifier) @definition)
(let_declaration pattern: (identifier) @definition value: (_))
(let_declaration pattern: (identifier) @definition.unset !value)
(let_declaration pattern: (identifier) @definition.unset @definition.assigned !value !type)
(let_condition pattern: (identifier) @definition)
(for_expression pattern: (identifier) @definition)
(tuple_pattern (identifier) @definition)
(slice_pattern (identifier) @definition)
(mut_pattern (identifier) @definition)
(ref_pattern (identifier) @definition)
(reference_pattern (identifier) @definition)
(captured_pattern . (identifier) @definition)
(tuple_struct_pattern type: (_) (identifier) @definition)
(field_pattern pattern: (identifier) @definition)
(or_pattern (identifier) @definition)
; A lone name in a match captures, unless it is a constant or a variant.
(match_pattern . (identifier) @definition)
; Constants and variants are no variables.
((match_pattern . (identifier) @reference.also) (#match? @reference.also "^[A-Z]"))
((tuple_pattern (identifier) @reference.also) (#match? @reference.also "^[A-Z]"))
((tuple_struct_pattern (identifier) @reference.also) (#match? @reference.also "^[A-Z]"))
((or_pattern (identifier) @reference.also) (#match? @reference.also "^[A-Z]"))

; A variable whose type comes from its uses goes with them.
((let_declaration pattern: (identifier) @definition.used !type value: (_) @_value)
  (#match? @_value "^(&mut )?vec!\\s*[\\[(]\\s*[\\])]$|^\\[\\]$|\\b(Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|BinaryHeap|LinkedList)::(new|with_capacity|default|from_iter)\\(|\\bNone$|\\(None\\)|Default::default\\(\\)|\\.(collect|parse|into|sum|product|try_into)\\(\\)"))
((let_declaration pattern: (identifier) @definition.assigned !type value: (_) @_value)
  (#match? @_value "^(&mut )?vec!\\s*[\\[(]\\s*[\\])]$|^\\[\\]$|\\b(Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|BinaryHeap|LinkedList)::(new|with_capacity|default|from_iter)\\(|\\bNone$|\\(None\\)|Default::default\\(\\)|\\.(collect|parse|into|sum|product|try_into)\\(\\)"))
((let_declaration
  pattern: (tuple_pattern . (identifier) @definition.used)
  !type
  value: (call_expression function: (_) @_function))
  (#match? @_function "\\bchannel$"))
; Such uses: what fills a collection, and where a value meets one of a known type.
((call_expression
  function: (field_expression
    value: (identifier) @assignment @reference.also
    field: (field_identifier) @_method)
  arguments: (arguments (_)))
  (#any-of? @_method
    "append" "entry" "extend" "extend_from_slice" "fill" "get_or_insert" "get_or_insert_with"
    "insert" "push" "push_back" "push_front" "replace" "resize" "set" "splice" "swap"))
(arguments (identifier) @assignment @reference.also)
(arguments (reference_expression value: (identifier) @assignment @reference.also))
(return_expression (identifier) @assignment @reference.also)
(block (identifier) @assignment @reference.also)
(match_arm value: (identifier) @assignment @reference.also)
(field_initializer value: (identifier) @assignment @reference.also)
(shorthand_field_initializer (identifier) @assignment)
(let_declaration value: (identifier) @assignment @reference.also)
(assignment_expression left: (index_expression . (identifier) @assignment @reference.also))
(assignment_expression right: (identifier) @assignment @reference.also)
(compound_assignment_expr left: (identifier) @assignment @reference.also)
(compound_assignment_expr right: (identifier) @assignment @reference.also)
(binary_expression (identifier) @assignment @reference.also)
(tuple_expression (identifier) @assignment @reference.also)
(array_expression (identifier) @assignment @reference.also)
(range_expression (identifier) @assignment @reference.also)

; A variable holds after its declaration.
(let_declaration pattern: (_) @target) @after
(let_condition pattern: (_) @target) @after
(const_parameter name: (identifier) @definition.everywhere)
(type_parameter name: (type_identifier) @definition.everywhere)
; The parameters of a type must be used.
(struct_item
  type_parameters: (type_parameters
    (type_parameter name: (type_identifier) @definition.everywhere @definition.used)))
(enum_item
  type_parameters: (type_parameters
    (type_parameter name: (type_identifier) @definition.everywhere @definition.used)))
((lifetime (identifier) @reference) (#set! namespace "lifetime"))
((struct_item
  type_parameters: (type_parameters
    (lifetime_parameter name: (lifetime (identifier) @definition.everywhere @definition.used))))
  (#set! namespace "lifetime"))
((enum_item
  type_parameters: (type_parameters
    (lifetime_parameter name: (lifetime (identifier) @definition.everywhere @definition.used))))
  (#set! namespace "lifetime"))
((lifetime_parameter name: (lifetime (identifier) @definition.everywhere))
  (#set! namespace "lifetime"))

(assignment_expression left: (identifier) @assignment)

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(type_identifier) @reference
(label (identifier) @ignore)
(attribute (identifier) @ignore)
(attribute (scoped_identifier (identifier) @ignore))
; The compiler derives these itself, whatever is imported.
((attribute (identifier) @_derive arguments: (token_tree (identifier) @ignore))
  (#eq? @_derive "derive")
  (#any-of? @ignore
    "Clone" "Copy" "Debug" "Default" "Eq" "Hash" "Ord" "PartialEq" "PartialOrd"))
(type_binding name: (type_identifier) @ignore)

; Macros of the standard library; a variable may have the same name.
((macro_invocation macro: (identifier) @ignore)
  (#any-of? @ignore
    "assert" "assert_eq" "assert_ne" "cfg" "column" "compile_error" "concat" "dbg" "debug_assert"
    "debug_assert_eq" "debug_assert_ne" "env" "eprint" "eprintln" "file" "format" "format_args"
    "include" "include_bytes" "include_str" "line" "matches" "module_path" "option_env" "panic"
    "print" "println" "stringify" "thread_local" "todo" "unimplemented" "unreachable" "vec" "write"
    "writeln"))
((macro_invocation macro: (identifier) @member.access)
  (#any-of? @member.access "write" "writeln"))

; The words of a macro call are not told apart by the grammar.
(token_tree "." . (identifier) @member.access)
((token_tree "." . (identifier) @member.access . (token_tree "(")) (#set! members "method"))
(token_tree (self) . "." . (identifier) @member.self)
((token_tree (self) . "." . (identifier) @member.self . (token_tree "(")) (#set! members "method"))
(token_tree "::" . (identifier) @ignore)
((token_tree (identifier) @member.of . "::" . (identifier) @member.access)
  (#match? @member.access "^[A-Z]"))
((token_tree (identifier) @member.of . "::" . (identifier) @member.access)
  (#match? @member.access "^[a-z_]")
  (#not-match? @member.of "^(std|core|alloc|Vec|String|HashMap|HashSet|BTreeMap|BTreeSet|VecDeque|BinaryHeap|Box|Rc|Arc|RefCell|Cell|Mutex|RwLock|Option|Result|Some|Ok|Err|[iuf](8|16|32|64|128|size)|char|str|bool|fmt|io|mem|thread|mpsc|env|fs|iter|cmp|ptr)\\b")
  (#set! members "method"))
(token_tree (identifier) @ignore . "=")
((token_tree (identifier) @ignore . "!")
  (#any-of? @ignore
    "assert" "assert_eq" "assert_ne" "format" "matches" "panic" "print" "println" "unreachable"
    "vec" "write" "writeln"))
; What a macro implements or calls.
((token_tree "fn" . (identifier) @member.access) (#set! members "method"))
(token_tree "|" . (identifier) @ignore . "|")
; Variables in the texts of formats.
((token_tree (string_literal (string_content) @mention)) (#set! mentions "{}"))

; --- Control flow -------------------------------------------------------------------------------

; Functions that must return, when they do by statements alone. (Values of blocks are structure.)
(function_item return_type: (_)) @returns

(if_expression consequence: (_) @arm) @choice
(if_expression alternative: (_) @arm.default)
(match_expression body: (match_block (match_arm) @arm)) @choice
(match_expression body: (match_block (match_arm) @arm.default . (line_comment)* .)) @choice
(while_expression body: (_) @arm) @choice.breakable
(for_expression body: (_) @arm) @choice.breakable
(loop_expression) @loop.forever

(return_expression) @exit
(continue_expression) @exit
(break_expression) @exit.break
((macro_invocation macro: (identifier) @_macro) @exit
  (#any-of? @_macro "panic" "unreachable" "todo" "unimplemented"))
((call_expression function: (scoped_identifier) @_call) @exit
  (#any-of? @_call "process::exit" "std::process::exit" "process::abort" "std::process::abort"))
