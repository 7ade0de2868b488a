; --- Scopes -------------------------------------------------------------------------------------

(class_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(interface_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(enum_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(record_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(annotation_type_declaration
  name: (identifier) @definition.hoisted @outer
  (#set! scope "type")) @scope
; Anonymous classes and the constants of enums that have bodies.
((object_creation_expression (class_body) @scope) (#set! scope "type"))
((enum_constant body: (class_body) @scope) (#set! scope "type"))

((method_declaration) @scope (#set! scope "function"))
((constructor_declaration) @scope (#set! scope "function"))
((compact_constructor_declaration) @scope (#set! scope "function"))
((lambda_expression) @scope (#set! scope "function"))

((block) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((enhanced_for_statement) @scope (#set! scope "inline"))
((catch_clause) @scope (#set! scope "inline"))
((try_with_resources_statement) @scope (#set! scope "inline"))
((switch_block) @scope (#set! scope "inline"))
((switch_rule) @scope (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

; A type inside another one is a member of it.
(class_declaration name: (identifier) @member.name)
(interface_declaration name: (identifier) @member.name)
(enum_declaration name: (identifier) @member.name)
(record_declaration name: (identifier) @member.name)

; Methods are no variables: their names live apart.
((method_declaration name: (identifier) @definition.hoisted @member.each @outer)
  (#set! namespace "method")
  (#set! members "method"))
; A call may mean any of several that share a name.
((method_declaration name: (identifier) @definition.each)
  (#set! namespace "method"))
; What an anonymous class defines is there because what it extends asks for it.
((object_creation_expression (class_body (method_declaration name: (identifier) @member.access)))
  (#set! members "method"))
((annotation_type_element_declaration name: (identifier) @definition.hoisted @member.name)
  (#set! namespace "method")
  (#set! members "method"))
(field_declaration declarator: (variable_declarator name: (identifier) @definition.hoisted @member.each))
; A final field without a value gets one from a constructor or an initializer.
(field_declaration
  (modifiers "final")
  declarator: (variable_declarator name: (identifier) @definition.assigned !value))
(constant_declaration declarator: (variable_declarator name: (identifier) @definition.hoisted @member.name))
(enum_constant name: (identifier) @definition.hoisted @member.name)
; The components of a record are its fields and methods.
(record_declaration
  parameters: (formal_parameters
    (formal_parameter name: (identifier) @definition.hoisted @member.name)))
((record_declaration
  parameters: (formal_parameters (formal_parameter name: (identifier) @member.name)))
  (#set! members "method"))
; An object made with arguments needs a constructor that takes some.
((constructor_declaration
  name: (identifier) @member.each
  parameters: (formal_parameters [(formal_parameter) (spread_parameter)]))
  (#set! members "constructor"))
(constructor_declaration name: (identifier) @ignore)
(compact_constructor_declaration name: (identifier) @ignore)
((object_creation_expression
  type: [
    (type_identifier) @member.access @reference.also
    (generic_type . (type_identifier) @member.access @reference.also)]
  arguments: (argument_list (_)))
  (#set! members "constructor"))

(local_variable_declaration
  declarator: (variable_declarator name: (identifier) @definition.unset !value))
(local_variable_declaration
  declarator: (variable_declarator name: (identifier) @definition value: (_)))
(formal_parameter name: (identifier) @definition)
(spread_parameter (variable_declarator name: (identifier) @definition))
(inferred_parameters (identifier) @definition)
(lambda_expression parameters: (identifier) @definition)
(enhanced_for_statement name: (identifier) @definition)
(catch_formal_parameter name: (identifier) @definition)
(resource name: (identifier) @definition)
(instanceof_expression name: (identifier) @definition)
(type_pattern (identifier) @definition)
(record_pattern_component (identifier) @definition)

(class_declaration
  type_parameters: (type_parameters (type_parameter (type_identifier) @definition.everywhere)))
(interface_declaration
  type_parameters: (type_parameters (type_parameter (type_identifier) @definition.everywhere)))
(record_declaration
  type_parameters: (type_parameters (type_parameter (type_identifier) @definition.everywhere)))
(method_declaration
  type_parameters: (type_parameters (type_parameter . (type_identifier) @definition.everywhere)))
(constructor_declaration
  type_parameters: (type_parameters (type_parameter . (type_identifier) @definition.everywhere)))

(import_declaration
  (scoped_identifier name: (identifier) @definition) .)
; A static import names a method, or a constant in capitals.
((import_declaration
  "static"
  (scoped_identifier name: (identifier) @definition) .)
  (#match? @definition "^[a-z]")
  (#set! namespace "method"))
((import_declaration
  (_) @import.module
  (asterisk)) @definition.wildcard)

; What a loop or declaration sets holds after the values were computed.
(assignment_expression left: (identifier) @target right: (_)) @after
(enhanced_for_statement name: (_) @target value: (_) @after)

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(type_identifier) @reference

((assignment_expression left: (identifier) @assignment operator: "="))

; A method without an object is one of a type around, or of a base of one.
((method_invocation !object name: (identifier) @reference)
  (#set! namespace "method"))
((method_invocation object: (this) name: (identifier) @reference)
  (#set! namespace "method")
  (#set! from "type"))
((method_invocation object: (_) name: (identifier) @member.access)
  (#set! members "method"))
((method_reference (_) (identifier) @member.access .)
  (#set! members "method"))
(field_access field: (identifier) @member.access)
((field_access object: (this) field: (identifier) @reference)
  (#set! from "type"))
((assignment_expression
  left: (field_access object: (this) field: (identifier) @assignment)
  operator: "=")
  (#set! from "type"))
(scoped_type_identifier (_) (type_identifier) @member.access .)
(scoped_identifier (identifier) @ignore)
(import_declaration (identifier) @ignore)
(package_declaration (identifier) @ignore)
(labeled_statement . (identifier) @ignore)
(break_statement (identifier) @ignore)
(continue_statement (identifier) @ignore)
((element_value_pair key: (identifier) @member.access)
  (#set! members "method"))
; The constants of the enum that is switched over.
(switch_label (identifier) @member.access)

; --- Members ------------------------------------------------------------------------------------

(class_declaration superclass: (superclass [
  (type_identifier) @class.base
  (generic_type . (type_identifier) @class.base)]) @outer)
(class_declaration interfaces: (super_interfaces (type_list [
  (type_identifier) @class.base
  (generic_type . (type_identifier) @class.base)])) @outer)
(enum_declaration interfaces: (super_interfaces (type_list [
  (type_identifier) @class.base
  (generic_type . (type_identifier) @class.base)])) @outer)
(record_declaration interfaces: (super_interfaces (type_list [
  (type_identifier) @class.base
  (generic_type . (type_identifier) @class.base)])) @outer)
(interface_declaration (extends_interfaces (type_list [
  (type_identifier) @class.base
  (generic_type . (type_identifier) @class.base)])) @outer)

((method_declaration (modifiers "abstract") name: (identifier) @member.abstract))
(interface_body (method_declaration name: (identifier) @member.abstract !body))
; What a base declares is used through it: a type's own kind of it goes along.
(method_declaration name: (identifier) @member.override)

; A class whose constructor calls one of the base with arguments needs that one.
((class_declaration
  superclass: (superclass [
    (type_identifier) @member.access @reference.also
    (generic_type . (type_identifier) @member.access @reference.also)])
  body: (class_body
    (constructor_declaration
      body: (constructor_body
        (explicit_constructor_invocation
          constructor: (super)
          arguments: (argument_list (_)))))))
  (#set! members "constructor"))

; --- Control flow -------------------------------------------------------------------------------

(method_declaration
  type: [
    (integral_type) (floating_point_type) (boolean_type) (type_identifier)
    (scoped_type_identifier) (generic_type) (array_type)]
  body: (block)) @returns
(lambda_expression body: (block)) @returns

(if_statement consequence: (_) @arm) @choice
(if_statement alternative: (_) @arm.default)

; (A label without statements goes on in the next group: it is no arm of its own.)
(switch_expression
  body: (switch_block [(switch_block_statement_group (statement)) (switch_rule)] @arm)) @choice.breakable
(switch_block_statement_group (switch_label "default") (statement)) @arm.default
(switch_rule (switch_label "default")) @arm.default

(try_statement body: (_) @attempt.body) @attempt
(try_with_resources_statement body: (_) @attempt.body) @attempt
(try_statement (catch_clause) @attempt.handler)
(try_with_resources_statement (catch_clause) @attempt.handler)
(try_statement (finally_clause) @attempt.finally)
(try_with_resources_statement (finally_clause) @attempt.finally)

; Bodies that may not run at all.
((while_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-eq? @_condition "(true)"))
((for_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-eq? @_condition "true"))
(enhanced_for_statement body: (_) @arm) @choice.breakable
((do_statement condition: (_) @_condition) @loop
  (#not-eq? @_condition "(true)"))
; Loops that only a break ends.
((while_statement condition: (parenthesized_expression (true))) @loop.forever)
((do_statement condition: (parenthesized_expression (true))) @loop.forever)
((for_statement !condition) @loop.forever)
((for_statement condition: (true)) @loop.forever)

(return_statement) @exit
(throw_statement) @exit
(continue_statement) @exit
(break_statement) @exit.break
(break_statement (identifier)) @exit.labelled
(yield_statement) @exit
