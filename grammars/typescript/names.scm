; Types have a space of names to themselves, "type". Classes, enumerations and imports are in both.

; --- Scopes -------------------------------------------------------------------------------------

; Functions are known in all of the block that declares them.
((function_declaration name: (identifier) @definition.hoisted @outer) @scope
  (#set! scope "function"))
((generator_function_declaration name: (identifier) @definition.hoisted @outer) @scope
  (#set! scope "function"))
((function_signature name: (identifier) @definition.hoisted @outer) @scope
  (#set! scope "function"))
; The name of an expression is known in it only.
((function_expression) @scope (#set! scope "function"))
(function_expression name: (identifier) @definition)
((generator_function) @scope (#set! scope "function"))
(generator_function name: (identifier) @definition)
((arrow_function) @scope (#set! scope "function"))
((method_definition) @scope (#set! scope "function"))
; A function that is given a name by a declaration.
((variable_declarator
  name: (identifier) @definition
  value: [(arrow_function) (function_expression)] @scope)
  (#set! scope "function"))
; Its body has variables of its own, although it runs in place.
((class_static_block) @scope (#set! scope "function"))

((class_declaration name: (type_identifier) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! also "type"))
((abstract_class_declaration name: (type_identifier) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! also "type"))
((class) @scope (#set! scope "type"))
((class name: (type_identifier) @definition) (#set! also "type"))
((interface_declaration name: (type_identifier) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! namespace "type"))
((enum_declaration name: (identifier) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! also "type"))
((type_alias_declaration name: (type_identifier) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! namespace "type"))
(internal_module name: (identifier) @definition.hoisted)
(internal_module name: (nested_identifier . (identifier) @definition.hoisted))
(module name: (identifier) @definition.hoisted)
; A namespace owns what is in it.
((internal_module name: (identifier) @scope.name body: (statement_block) @scope)
  (#set! scope "type"))

; Signatures and types have parameters.
((method_signature) @scope (#set! scope "inline"))
((abstract_method_signature) @scope (#set! scope "inline"))
((call_signature) @scope (#set! scope "inline"))
((construct_signature) @scope (#set! scope "inline"))
((function_type) @scope (#set! scope "inline"))
((constructor_type) @scope (#set! scope "inline"))
((conditional_type) @scope (#set! scope "inline"))
((index_signature) @scope (#set! scope "inline"))

((statement_block) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((for_in_statement) @scope (#set! scope "inline"))
((catch_clause) @scope (#set! scope "inline"))
((switch_body) @scope (#set! scope "inline"))

; Evaluated around the function or class.
(method_definition name: (computed_property_name) @outer)
(class_declaration decorator: (_) @outer)
(abstract_class_declaration decorator: (_) @outer)

; --- Definitions --------------------------------------------------------------------------------

(variable_declarator name: (identifier) @definition)
; These live in the function, whatever the block.
((variable_declaration (variable_declarator name: (identifier) @definition)) (#set! binds "function"))
((for_in_statement kind: "var" left: (identifier) @definition) (#set! binds "function"))
(for_in_statement kind: ["let" "const" "using"] left: (identifier) @definition)

; With a type and without a value: reading it needs one. (Types that allow for nothing do not;
; a function that gives nothing is something.)
([(lexical_declaration
    (variable_declarator name: (identifier) @definition.unset type: (_) @_type !value))
  (variable_declaration
    (variable_declarator name: (identifier) @definition.unset type: (_) @_type !value))]
  (#not-match? @_type "[:|]\\s*(any|undefined|unknown|void)\\s*([|]|$)"))
; What is declared to exist elsewhere has its value there.
(ambient_declaration (_ (variable_declarator name: (identifier) @assignment)))

(required_parameter pattern: (identifier) @definition)
(optional_parameter pattern: (identifier) @definition)
(arrow_function parameter: (identifier) @definition)
(catch_clause parameter: (identifier) @definition)
(index_signature name: (identifier) @definition)

; The leaves of patterns, at any depth.
(object_pattern (shorthand_property_identifier_pattern) @definition)
(object_assignment_pattern left: (shorthand_property_identifier_pattern) @definition)
(pair_pattern value: (identifier) @definition)
(assignment_pattern left: (identifier) @definition)
(array_pattern (identifier) @definition)
(rest_pattern (identifier) @definition)
; Patterns of `var`, as deep as they go in practice.
((variable_declaration
  (variable_declarator
    name: (_ [
      (shorthand_property_identifier_pattern) @definition
      (identifier) @definition
      (object_assignment_pattern left: (shorthand_property_identifier_pattern) @definition)
      (pair_pattern value: (identifier) @definition)
      (assignment_pattern left: (identifier) @definition)
      (rest_pattern (identifier) @definition)])))
  (#set! binds "function"))

((import_clause (identifier) @definition) (#set! also "type"))
(namespace_import (identifier) @definition)
((import_specifier !alias name: (identifier) @definition) (#set! also "type"))
((import_specifier alias: (identifier) @definition) (#set! also "type"))
((import_require_clause (identifier) @definition) (#set! also "type"))
((import_alias . (identifier) @definition) (#set! also "type"))

((type_parameter name: (type_identifier) @definition.everywhere) (#set! namespace "type"))
((infer_type (type_identifier) @definition) (#set! namespace "type"))
((mapped_type_clause name: (type_identifier) @definition) (#set! namespace "type"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
; Types are named in these; the names of declarations look the same, but a class is no type alone.
([(type_annotation (type_identifier) @reference)
  (type_arguments (type_identifier) @reference)
  (union_type (type_identifier) @reference)
  (intersection_type (type_identifier) @reference)
  (array_type (type_identifier) @reference)
  (readonly_type (type_identifier) @reference)
  (parenthesized_type (type_identifier) @reference)
  (function_type (type_identifier) @reference)
  (constructor_type (type_identifier) @reference)
  (conditional_type (type_identifier) @reference)
  (lookup_type (type_identifier) @reference)
  (index_type_query (type_identifier) @reference)
  (optional_type (type_identifier) @reference)
  (rest_type (type_identifier) @reference)
  (tuple_type (type_identifier) @reference)
  (constraint (type_identifier) @reference)
  (default_type (type_identifier) @reference)
  (as_expression (type_identifier) @reference)
  (satisfies_expression (type_identifier) @reference)
  (implements_clause (type_identifier) @reference)
  (extends_type_clause (type_identifier) @reference)
  (template_type (type_identifier) @reference)
  (flow_maybe_type (type_identifier) @reference)
  (omitting_type_annotation (type_identifier) @reference)
  (adding_type_annotation (type_identifier) @reference)
  (opting_type_annotation (type_identifier) @reference)
  (generic_type name: (type_identifier) @reference)
  (type_alias_declaration value: (type_identifier) @reference)
  (mapped_type_clause type: (type_identifier) @reference)
  (mapped_type_clause alias: (type_identifier) @reference)
  (index_signature index_type: (type_identifier) @reference)
  (type_predicate type: (type_identifier) @reference)]
  (#set! namespace "type"))
; What is exported by its name may be a type or a value: both are asked for.
((export_specifier name: (identifier) @reference @mention) (#set! namespace "type"))
((export_statement value: (identifier) @reference @mention) (#set! namespace "type"))
((export_statement "=" (identifier) @reference @mention) (#set! namespace "type"))
(shorthand_property_identifier) @reference

; A value is given to a name of elsewhere.
(assignment_expression left: (identifier) @assignment)

; A pattern without a declaration gives values to names of elsewhere.
(assignment_expression
  left: (object_pattern [
    (shorthand_property_identifier_pattern) @reference.only @assignment
    (object_assignment_pattern
      left: (shorthand_property_identifier_pattern) @reference.only @assignment)
    (pair_pattern value: (identifier) @reference.only @assignment)
    (pair_pattern value: (assignment_pattern left: (identifier) @reference.only @assignment))
    (pair_pattern value: (array_pattern (identifier) @reference.only @assignment))
    (pair_pattern
      value: (object_pattern (shorthand_property_identifier_pattern) @reference.only @assignment))
    (rest_pattern (identifier) @reference.only @assignment)]))
(assignment_expression
  left: (array_pattern [
    (identifier) @reference.only @assignment
    (assignment_pattern left: (identifier) @reference.only @assignment)
    (array_pattern (identifier) @reference.only @assignment)
    (object_pattern (shorthand_property_identifier_pattern) @reference.only @assignment)
    (rest_pattern (identifier) @reference.only @assignment)]))
(for_in_statement !kind left: (identifier) @assignment)
(for_in_statement
  !kind
  left: [
    (object_pattern (shorthand_property_identifier_pattern) @reference.only @assignment)
    (array_pattern (identifier) @reference.only @assignment)])

(import_specifier name: (identifier) @ignore alias: (_))
(export_specifier name: (identifier) alias: (identifier) @ignore)
(export_statement (export_clause (export_specifier name: (identifier) @ignore)) source: (_))
(namespace_export (identifier) @ignore)
(export_statement "namespace" (identifier) @ignore)

; The names of the parts of a tuple.
(tuple_type (required_parameter name: (identifier) @ignore))
(tuple_type (optional_parameter name: (identifier) @ignore))
(tuple_type (required_parameter name: (rest_pattern (identifier) @ignore)))

; Labels have names of their own.
(labeled_statement label: (statement_identifier) @ignore)

; --- Members ------------------------------------------------------------------------------------

; Members of the class around are looked up by `this`, those of classes, enumerations and namespaces by
; their owner, and all others by their names alone.
(class_body [
    (method_definition name: (property_identifier) @definition.hoisted @member.name @outer)
    (method_signature name: (property_identifier) @definition.hoisted @member.name @outer)
    (abstract_method_signature name: (property_identifier) @definition.hoisted @member.name @outer)
    (public_field_definition name: (property_identifier) @definition.hoisted @member.name)]
  (#set! namespace "member"))
((abstract_method_signature name: (property_identifier) @member.abstract)
  (#set! namespace "member"))
((public_field_definition "abstract" name: (property_identifier) @member.abstract)
  (#set! namespace "member"))
([(interface_body (method_signature name: (property_identifier) @definition.hoisted @member.name @outer))
  (interface_body (property_signature name: (property_identifier) @definition.hoisted @member.name))]
  (#set! namespace "member"))
(object_type (method_signature name: (property_identifier) @member.name))
(object_type (property_signature name: (property_identifier) @member.name))
; What a class owes that implements it.
((interface_body [
    (property_signature name: (property_identifier) @member.abstract . (type_annotation))
    (method_signature name: (property_identifier) @member.abstract . (formal_parameters))])
  (#set! namespace "member"))

; A parameter that is a member as well.
(required_parameter (accessibility_modifier) pattern: (identifier) @member.name)
(required_parameter "readonly" pattern: (identifier) @member.name)
(optional_parameter (accessibility_modifier) pattern: (identifier) @member.name)
(optional_parameter "readonly" pattern: (identifier) @member.name)

; The constants of an enumeration know each other without its name.
(enum_body name: (property_identifier) @definition.hoisted @member.name)
(enum_assignment name: (property_identifier) @definition.hoisted @member.name)

; What a namespace shows.
(internal_module
  body: (statement_block
    (export_statement declaration: [
      (function_declaration name: (identifier) @member.name)
      (class_declaration name: (type_identifier) @member.name)
      (abstract_class_declaration name: (type_identifier) @member.name)
      (interface_declaration name: (type_identifier) @member.name)
      (type_alias_declaration name: (type_identifier) @member.name)
      (enum_declaration name: (identifier) @member.name)
      (internal_module name: (identifier) @member.name)
      (lexical_declaration (variable_declarator name: (identifier) @member.name))])))

(member_expression property: (property_identifier) @member.access)
(member_expression object: (this) property: (property_identifier) @member.self)
(member_expression object: (identifier) @member.of property: (property_identifier) @member.access)
(nested_type_identifier name: (type_identifier) @member.access)
(nested_type_identifier module: (identifier) @member.of name: (type_identifier) @member.access)
(nested_identifier property: (property_identifier) @member.access)
; The members of an object that is written out, and those that are taken from one.
(pair key: (property_identifier) @member.access)
(object (method_definition name: (property_identifier) @member.access @outer))
(object (shorthand_property_identifier) @member.access @reference.also)
(pair_pattern key: (property_identifier) @member.access)
(object_pattern (shorthand_property_identifier_pattern) @member.access)
(object_assignment_pattern left: (shorthand_property_identifier_pattern) @member.access)
; Where their type is named beside them, it is their owner.
([(required_parameter
    pattern: (object_pattern [
      (shorthand_property_identifier_pattern) @member.access
      (object_assignment_pattern left: (shorthand_property_identifier_pattern) @member.access)
      (pair_pattern key: (property_identifier) @member.access)])
    type: (type_annotation [
      (type_identifier) @member.of
      (generic_type name: (type_identifier) @member.of)]))
  (variable_declarator
    name: (object_pattern [
      (shorthand_property_identifier_pattern) @member.access
      (object_assignment_pattern left: (shorthand_property_identifier_pattern) @member.access)
      (pair_pattern key: (property_identifier) @member.access)])
    type: (type_annotation [
      (type_identifier) @member.of
      (generic_type name: (type_identifier) @member.of)]))
  (variable_declarator
    type: (type_annotation [
      (type_identifier) @member.of
      (generic_type name: (type_identifier) @member.of)])
    value: (object [
      (shorthand_property_identifier) @member.access
      (pair key: (property_identifier) @member.access)
      (method_definition name: (property_identifier) @member.access)]))])
; The same where the type beside them is built on theirs.
([(required_parameter
    pattern: (object_pattern [
      (shorthand_property_identifier_pattern) @member.access
      (object_assignment_pattern left: (shorthand_property_identifier_pattern) @member.access)
      (pair_pattern key: (property_identifier) @member.access)])
    type: (type_annotation
      (generic_type
        name: (_) @_of
        type_arguments: (type_arguments . (type_identifier) @member.of))))
  (required_parameter
    pattern: (object_pattern [
      (shorthand_property_identifier_pattern) @member.access
      (object_assignment_pattern left: (shorthand_property_identifier_pattern) @member.access)
      (pair_pattern key: (property_identifier) @member.access)])
    type: (type_annotation
      (intersection_type
        (generic_type
          name: (_) @_of
          type_arguments: (type_arguments . (type_identifier) @member.of)))))]
  (#any-of? @_of "Omit" "Partial" "Pick" "Readonly" "Required"))
(required_parameter
  pattern: (object_pattern [
    (shorthand_property_identifier_pattern) @member.access
    (object_assignment_pattern left: (shorthand_property_identifier_pattern) @member.access)
    (pair_pattern key: (property_identifier) @member.access)])
  type: (type_annotation (intersection_type (type_identifier) @member.of)))
; Types of members: T["name"].
(lookup_type (literal_type (string (string_fragment) @member.access)))
(lookup_type
  (type_identifier) @member.of
  (literal_type (string (string_fragment) @member.access)))

((method_definition (override_modifier) name: (property_identifier) @member.override)
  (#set! namespace "member"))
((public_field_definition (override_modifier) name: (property_identifier) @member.override)
  (#set! namespace "member"))

; A field with a type and no value is set by a constructor: no other method counts.
((public_field_definition name: (property_identifier) @definition.assigned type: (_) @_type !value)
  (#set! namespace "member")
  (#not-match? @_type "[:|]\\s*(any|undefined|unknown|void)\\s*([|]|$)"))
((method_definition
  name: (property_identifier) @_constructor
  body: (statement_block
    (expression_statement
      (assignment_expression
        left: (member_expression object: (this) property: (property_identifier) @assignment)))))
  (#eq? @_constructor "constructor")
  (#set! namespace "member"))

; A private name that no class around it declares is an error of syntax.
((method_definition name: (private_property_identifier) @definition.hoisted @outer)
  (#set! namespace "private"))
((public_field_definition name: (private_property_identifier) @definition.hoisted)
  (#set! namespace "private"))
((private_property_identifier) @reference (#set! namespace "private"))
; Private fields are set like others.
((public_field_definition
  name: (private_property_identifier) @definition.assigned
  type: (_) @_type
  !value)
  (#set! namespace "private")
  (#not-match? @_type "[:|]\\s*(any|undefined|unknown|void)\\s*([|]|$)"))
((method_definition
  name: (property_identifier) @_constructor
  body: (statement_block
    (expression_statement
      (assignment_expression
        left: (member_expression
          object: (this)
          property: (private_property_identifier) @assignment)))))
  (#eq? @_constructor "constructor")
  (#set! namespace "private"))

; Objects that are made with arguments need the constructor that takes them.
((class_declaration
  name: (type_identifier) @link.key
  body: (class_body
    (method_definition
      name: (property_identifier) @_constructor
      parameters: (formal_parameters [(required_parameter) (optional_parameter)])) @link.support))
  (#eq? @_constructor "constructor")
  (#set! link "constructor"))
((abstract_class_declaration
  name: (type_identifier) @link.key
  body: (class_body
    (method_definition
      name: (property_identifier) @_constructor
      parameters: (formal_parameters [(required_parameter) (optional_parameter)])) @link.support))
  (#eq? @_constructor "constructor")
  (#set! link "constructor"))
((new_expression constructor: (identifier) @link.key arguments: (arguments (_))) @link.dependent
  (#set! link "constructor"))
((class_declaration
  (class_heritage (extends_clause value: (identifier) @link.key))
  body: (class_body
    (method_definition
      body: (statement_block
        (expression_statement
          (call_expression function: (super) arguments: (arguments (_)))) @link.dependent))))
  (#set! link "constructor"))

(class_heritage (extends_clause value: (identifier) @class.base) @outer)
(class_heritage (implements_clause [
  (type_identifier) @class.base
  (generic_type name: (type_identifier) @class.base)]) @outer)
(extends_type_clause type: [
  (type_identifier) @class.base
  (generic_type name: (type_identifier) @class.base)]) @outer

; --- Values -------------------------------------------------------------------------------------

; (The whole statement: a function that is returned is a scope of its own.)
(return_statement (_)) @return.value
(return_statement (call_expression function: (identifier) @return.callee)) @return.value

; Where something is done with what a function returns, `void` does not serve.
(variable_declarator value: (call_expression function: (identifier) @value.callee))
(assignment_expression right: (call_expression function: (identifier) @value.callee))
(augmented_assignment_expression right: (call_expression function: (identifier) @value.callee))
(binary_expression (call_expression function: (identifier) @value.callee))
(unary_expression (call_expression function: (identifier) @value.callee))
(parenthesized_expression (call_expression function: (identifier) @value.callee))
(member_expression object: (call_expression function: (identifier) @value.callee))
(subscript_expression object: (call_expression function: (identifier) @value.callee))
(call_expression function: (call_expression function: (identifier) @value.callee))
(arguments (call_expression function: (identifier) @value.callee))
(array (call_expression function: (identifier) @value.callee))
(pair value: (call_expression function: (identifier) @value.callee))
(spread_element (call_expression function: (identifier) @value.callee))
(template_substitution (call_expression function: (identifier) @value.callee))
(for_in_statement right: (call_expression function: (identifier) @value.callee))
(decorator (call_expression function: (identifier) @value.callee))

; --- Control flow -------------------------------------------------------------------------------

; Functions that say what they return must not end without it.
([(function_declaration return_type: (type_annotation) @_type)
  (function_expression return_type: (type_annotation) @_type)
  (arrow_function return_type: (type_annotation) @_type body: (statement_block))
  (method_definition return_type: (type_annotation) @_type)] @returns
  (#not-match? @_type "^:\\s*(Promise<\\s*)?(void|any|undefined|unknown)\\s*>?$")
  (#not-match? @_type "\\|\\s*(void|any|undefined|unknown)\\b|^:\\s*(Promise<\\s*)?(void|any|undefined|unknown)\\s*\\|")
  (#not-match? @_type "^:\\s*(Async)?(Generator|Iter)"))
; Where the end may be reached, one return is asked for.
([(function_declaration return_type: (type_annotation) @_type)
  (function_expression return_type: (type_annotation) @_type)
  (arrow_function return_type: (type_annotation) @_type body: (statement_block))
  (method_definition return_type: (type_annotation) @_type)] @returns.some
  (#not-match? @_type "^:\\s*(Promise<\\s*)?(void|any|undefined)\\s*>?$")
  (#not-match? @_type "\\|\\s*(void|any)\\b|^:\\s*(Promise<\\s*)?(void|any)\\s*\\|")
  (#not-match? @_type "^:\\s*(Async)?(Generator|Iter)"))
; A promise of nothing is no nothing, unless the function is asynchronous and makes it itself.
([(function_declaration return_type: (type_annotation) @_type)
  (function_expression return_type: (type_annotation) @_type)
  (arrow_function return_type: (type_annotation) @_type body: (statement_block))
  (method_definition return_type: (type_annotation) @_type)] @returns
  (#match? @_type "^:\\s*Promise<\\s*(void|any|undefined|unknown)\\s*>$")
  (#not-match? @returns "^(\\w+\\s+)*async\\b"))
([(function_declaration return_type: (type_predicate_annotation))
  (function_expression return_type: (type_predicate_annotation))
  (arrow_function return_type: (type_predicate_annotation) body: (statement_block))
  (method_definition return_type: (type_predicate_annotation))] @returns)
(method_definition "get") @returns
; What is handed to a call is asked for a value by its parameter's type, mostly.
(arguments [
  (function_expression !return_type)
  (arrow_function !return_type body: (statement_block))] @returns)
; So are the methods of an object, and those that others of the name stand before as signatures.
(object (method_definition !return_type) @returns)
(object
  (pair value: [
    (function_expression !return_type)
    (arrow_function !return_type body: (statement_block))] @returns))
((method_signature name: (_) @_declared)
  (method_definition name: (_) @_defined !return_type) @returns
  (#eq? @_declared @_defined))
; And what is given to something that has a type: a typed name, a member, an item.
(variable_declarator
  type: (_)
  value: [(function_expression !return_type)
    (arrow_function !return_type body: (statement_block))] @returns)
(assignment_expression
  left: (member_expression)
  right: [(function_expression !return_type)
    (arrow_function !return_type body: (statement_block))] @returns)
(array [
  (function_expression !return_type)
  (arrow_function !return_type body: (statement_block))] @returns)

(if_statement consequence: (_) @arm) @choice
(if_statement alternative: (else_clause) @arm.default)
(switch_statement) @choice.breakable
; A case without statements falls through to the next one.
(switch_case (statement)) @arm
(switch_default) @arm.default
; Without a default at the end of a block, it is the cases that leave nothing out. (A pattern that
; began at the block would be tried at each of them.)
((switch_statement
   body: (switch_body (switch_case (statement)) @arm.default (switch_case) . (comment)* .))
  . (comment)* . "}")
((switch_statement body: (switch_body (switch_case (statement)) @arm.default . (comment)* .))
  . (comment)* . "}")
(ternary_expression consequence: (_) @arm alternative: (_) @arm.default) @choice

(try_statement body: (_) @attempt.body) @attempt
(try_statement handler: (_) @attempt.handler)
(try_statement finalizer: (_) @attempt.finally)

; Bodies of loops may not run at all.
(for_in_statement body: (_) @arm) @choice.breakable
((for_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-eq? @_condition ";"))
((while_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-eq? @_condition "(true)"))
(do_statement) @loop
(for_statement condition: (empty_statement)) @loop.forever
((while_statement condition: (_) @_condition) @loop.forever
  (#eq? @_condition "(true)"))

(return_statement) @exit
(throw_statement) @exit
(continue_statement) @exit
(break_statement) @exit.break
(break_statement label: (_)) @exit.labelled
