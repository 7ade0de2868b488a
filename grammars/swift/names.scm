; --- Scopes -------------------------------------------------------------------------------------

((function_declaration) @scope (#set! scope "function"))
(function_declaration name: (simple_identifier) @outer)
((init_declaration) @scope (#set! scope "function"))
((deinit_declaration) @scope (#set! scope "function"))
((subscript_declaration) @scope (#set! scope "function"))
((computed_property) @scope (#set! scope "function"))
((willset_clause) @scope (#set! scope "function"))
((didset_clause) @scope (#set! scope "function"))
((protocol_function_declaration) @scope (#set! scope "function"))
(protocol_function_declaration name: (simple_identifier) @outer)
((lambda_literal) @scope (#set! scope "inline"))
((statements) @scope (#set! scope "inline"))
((if_statement) @scope (#set! scope "inline"))
((while_statement) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
(for_statement collection: (_) @outer)
((switch_entry) @scope (#set! scope "inline"))
((catch_block) @scope (#set! scope "inline"))

(class_declaration
  name: (type_identifier) @definition.hoisted @outer @member.name (#set! scope "type")) @scope
(protocol_declaration
  name: (type_identifier) @definition.hoisted @outer (#set! scope "type")) @scope
((class_declaration
  declaration_kind: "extension"
  name: (user_type . (type_identifier) @scope.name) @outer) @scope
  (#set! scope "type"))
(class_declaration (inheritance_specifier) @outer)
(protocol_declaration (inheritance_specifier) @outer)
((typealias_declaration) @scope (#set! scope "type"))
(typealias_declaration name: (type_identifier) @definition.hoisted @outer @member.name)

; --- Declarations -------------------------------------------------------------------------------

(source_file (function_declaration name: (simple_identifier) @definition.hoisted))
(statements (function_declaration name: (simple_identifier) @definition.hoisted))
(class_body (function_declaration name: (simple_identifier) @definition.hoisted @member.name))
(enum_class_body (function_declaration name: (simple_identifier) @definition.hoisted @member.name))
(protocol_function_declaration name: (simple_identifier) @definition.hoisted @member.name @member.abstract)
(protocol_property_declaration
  name: (pattern bound_identifier: (simple_identifier) @definition.hoisted @member.name @member.abstract))
(associatedtype_declaration name: (type_identifier) @definition.hoisted @member.name)
(class_body
  (property_declaration name: (pattern bound_identifier: (simple_identifier) @definition.hoisted @member.name)))
(enum_class_body
  (property_declaration name: (pattern bound_identifier: (simple_identifier) @definition.hoisted @member.name)))
(enum_entry name: (simple_identifier) @definition.hoisted @member.name)
(enum_type_parameters (simple_identifier) @ignore)
(tuple_type_item name: (simple_identifier) @ignore)
(tuple_expression name: (simple_identifier) @ignore)

; Variables of functions hold from their declaration on.
(source_file (property_declaration name: (pattern) @target) @after)
(statements (property_declaration name: (pattern) @target) @after)
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @definition)))
(statements
  (property_declaration name: (pattern bound_identifier: (simple_identifier) @definition) value: (_)))
(statements
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @definition)
    computed_value: (_)))
((statements
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @definition.unset)
    (type_annotation) @_type
    !value !computed_value))
  (#not-match? @_type "\\?$"))
((statements
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @definition)
    (type_annotation) @_type
    !value !computed_value))
  (#match? @_type "\\?$"))
(pattern (pattern bound_identifier: (simple_identifier) @definition))
(for_statement item: (pattern bound_identifier: (simple_identifier) @definition))
; (The parts of a tuple are not bound by name in the grammar.)
(property_declaration name: (pattern (pattern . (simple_identifier) @definition)))
(for_statement item: (pattern (pattern . (simple_identifier) @definition)))
(pattern (value_binding_pattern) (pattern . (simple_identifier) @definition))
(if_statement condition: (value_binding_pattern) (pattern . (simple_identifier) @definition))
(guard_statement condition: (value_binding_pattern) (pattern . (simple_identifier) @definition))
(switch_pattern (pattern bound_identifier: (simple_identifier) @definition))
(catch_block error: (pattern bound_identifier: (simple_identifier) @definition))
; `if let x = y` binds; `if let x` is a use of what is there.
(if_statement bound_identifier: (simple_identifier) @definition . "=")
(if_statement bound_identifier: (simple_identifier) @definition . (type_annotation))
; (What a guard unwraps is unwrapped for all that follows, so it is a new variable.)
(guard_statement bound_identifier: (simple_identifier) @definition)
(pattern bound_identifier: (simple_identifier) @definition)
(while_statement bound_identifier: (simple_identifier) @definition . "=")
; What is bound by a condition holds after it: `if let x = x` uses the `x` around it.
(if_statement bound_identifier: (simple_identifier) @target . "=" . (_) @after)
(guard_statement bound_identifier: (simple_identifier) @target . "=" . (_) @after)
(while_statement bound_identifier: (simple_identifier) @target . "=" . (_) @after)
(if_statement condition: (pattern bound_identifier: (simple_identifier) @definition))
(guard_statement condition: (pattern bound_identifier: (simple_identifier) @definition))
(while_statement condition: (pattern bound_identifier: (simple_identifier) @definition))

(parameter name: (simple_identifier) @definition)
(parameter external_name: (simple_identifier) @ignore)
(lambda_parameter name: (simple_identifier) @definition)
(lambda_parameter external_name: (simple_identifier) @ignore)
(capture_list_item name: (simple_identifier) @reference)
(willset_clause (simple_identifier) @definition)
(didset_clause (simple_identifier) @definition)
(computed_setter (simple_identifier) @definition)
(type_parameter (type_identifier) @definition.everywhere)

(assignment target: (directly_assignable_expression (simple_identifier) @assignment))

; --- Members ------------------------------------------------------------------------------------

(navigation_suffix suffix: (simple_identifier) @member.access)
(navigation_expression
  target: (self_expression)
  suffix: (navigation_suffix suffix: (simple_identifier) @member.self))
((navigation_expression
  target: (simple_identifier) @member.of
  suffix: (navigation_suffix suffix: (simple_identifier) @member.access))
  (#match? @member.of "^[A-Z]"))
((navigation_suffix suffix: (simple_identifier) @ignore)
  (#any-of? @ignore "init" "self" "Type" "shared" "default" "standard" "count" "first" "last" "isEmpty"))
(prefix_expression operation: "." target: (simple_identifier) @member.access)
(pattern "." (simple_identifier) @member.access)
(key_path_expression (simple_identifier) @member.access)
; What a protocol asks for in initialisers is met by any.
((class_body (init_declaration "init" @definition.hoisted @outer)) (#set! namespace "init"))
((enum_class_body (init_declaration "init" @definition.hoisted @outer)) (#set! namespace "init"))
((protocol_body (init_declaration "init" @definition.hoisted @member.abstract @outer))
  (#set! namespace "init"))
; The arguments of a constructor are named like the properties that it sets.
((call_expression
  . (simple_identifier) @member.of
  (call_suffix
    (value_arguments
      (value_argument name: (value_argument_label (simple_identifier) @member.access)))))
  (#match? @member.of "^[A-Z]"))
; Initialisers have no names of their own but the labels of their parameters.
((init_declaration (parameter . (simple_identifier) @member.name)) (#set! members "init"))
((call_expression
  (navigation_expression
    target: (self_expression)
    suffix: (navigation_suffix suffix: (simple_identifier) @_init))
  (call_suffix
    (value_arguments
      (value_argument name: (value_argument_label (simple_identifier) @member.self)))))
  (#eq? @_init "init")
  (#set! members "init"))
((call_expression
  (prefix_expression operation: "." target: (simple_identifier) @_init)
  (call_suffix
    (value_arguments
      (value_argument name: (value_argument_label (simple_identifier) @member.access)))))
  (#eq? @_init "init")
  (#set! members "init"))
; Where the first parameter has no label, the type has to do.
((class_declaration
  name: (type_identifier) @link.key
  body: (class_body
    (init_declaration "(" . (parameter external_name: (simple_identifier) @_label)) @link.support))
  (#eq? @_label "_")
  (#set! link "unlabelled"))
((call_expression
  . (simple_identifier) @link.key
  (call_suffix (value_arguments "(" . (value_argument !name)))) @link.dependent
  (#match? @link.key "^[A-Z]")
  (#set! link "unlabelled"))
((constructor_expression
  constructed_type: (user_type . (type_identifier) @link.key)
  (constructor_suffix (value_arguments "(" . (value_argument !name)))) @link.dependent
  (#set! link "unlabelled"))
((class_declaration
  name: (type_identifier) @link.key
  body: (class_body
    (init_declaration
      body: (function_body
        (statements
          (call_expression
            (navigation_expression
              target: (self_expression)
              suffix: (navigation_suffix suffix: (simple_identifier) @_init))
            (call_suffix (value_arguments "(" . (value_argument !name)))) @link.dependent)))))
  (#eq? @_init "init")
  (#set! link "unlabelled"))
; One that takes a closure last may be called by the closure alone.
((class_declaration
  name: (type_identifier) @link.key
  body: (class_body
    (init_declaration (parameter (function_type)) . default_value: (_)? . ")") @link.support))
  (#set! link "closure"))
((call_expression
  . (simple_identifier) @link.key
  (call_suffix . (lambda_literal))) @link.dependent
  (#match? @link.key "^[A-Z]")
  (#set! link "closure"))
((init_declaration
  "init" @link.key
  (parameter (function_type)) . default_value: (_)? . ")") @link.support
  (#set! link "closure"))
((call_expression
  (prefix_expression operation: "." target: (simple_identifier) @link.key)
  (call_suffix . (lambda_literal))) @link.dependent
  (#eq? @link.key "init")
  (#set! link "closure"))
; One without parameters is there anyway only where all properties have values.
((class_declaration
  name: (type_identifier) @link.key
  body: (class_body (init_declaration "(" . ")") @link.support))
  (#set! link "empty"))
((call_expression
  . (simple_identifier) @link.key
  (call_suffix (value_arguments "(" . ")"))) @link.dependent
  (#match? @link.key "^[A-Z]")
  (#set! link "empty"))
; The cases of a class's coding keys are named like its properties.
((class_declaration
  name: (type_identifier) @member.of
  body: (class_body
    (class_declaration
      name: (type_identifier) @_keys
      body: (enum_class_body (enum_entry name: (simple_identifier) @member.access)))))
  (#eq? @_keys "CodingKeys"))
(value_argument_label (simple_identifier) @ignore)
(if_statement condition: "." . condition: (simple_identifier) @member.access)
(guard_statement condition: "." . condition: (simple_identifier) @member.access)

; What is not set where it is declared is set by the object itself.
((class_body
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @definition.assigned)
    (type_annotation) @_type
    !value !computed_value))
  (#not-match? @_type "[?!]$"))
(assignment
  target: (directly_assignable_expression
    (navigation_expression
      target: (self_expression)
      suffix: (navigation_suffix suffix: (simple_identifier) @assignment))))

; (An extension does not build on what it extends: one of a protocol may give as little as it likes.)
(class_declaration (inheritance_specifier inherits_from: (user_type . (type_identifier) @class.base)))
(protocol_declaration (inheritance_specifier inherits_from: (user_type . (type_identifier) @class.base)))
((function_declaration
  (modifiers (member_modifier) @_modifier)
  name: (simple_identifier) @member.override)
  (#eq? @_modifier "override"))

; --- Imports ------------------------------------------------------------------------------------

(import_declaration (identifier) @definition.wildcard @import.module)
(import_declaration (identifier (simple_identifier) @ignore))

; --- References ---------------------------------------------------------------------------------

(simple_identifier) @reference
(type_identifier) @reference
(user_type (type_identifier) (type_identifier) @member.access)
(attribute (simple_identifier) @ignore)
(directive (simple_identifier) @ignore)
(availability_condition (identifier (simple_identifier) @ignore))
(control_transfer_statement "break" result: (simple_identifier) @ignore)
(control_transfer_statement "continue" result: (simple_identifier) @ignore)
((simple_identifier) @ignore (#match? @ignore "^\\$"))
(precedence_group_declaration (simple_identifier) @ignore)
(operator_declaration (simple_identifier) @ignore)

; --- Control flow -------------------------------------------------------------------------------

((function_declaration "->" . (_) @_type) @returns
  (#not-match? @_type "^(Void|\\(\\s*\\))$"))
(computed_property (statements)) @returns

(if_statement (statements) @arm) @choice
(if_statement (else) . (if_statement) @arm.default) @choice
(if_statement (else) . "{" . (statements) @arm.default) @choice
(switch_statement (switch_entry) @arm) @choice.breakable
(switch_statement (switch_entry) @arm.default .) @choice.breakable
(do_statement (statements) @attempt.body) @attempt
(do_statement (catch_block) @attempt.handler)
(while_statement (statements) @arm) @choice.breakable
(for_statement (statements) @arm) @choice.breakable
(repeat_while_statement) @loop

(control_transfer_statement "return") @exit
(control_transfer_statement "continue") @exit
(control_transfer_statement (throw_keyword)) @exit
(control_transfer_statement "break") @exit.break
((call_expression . (simple_identifier) @_call) @exit
  (#any-of? @_call "fatalError" "preconditionFailure" "exit" "abort"))
