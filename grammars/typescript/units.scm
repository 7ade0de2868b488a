; Statements and declarations. Bodies without braces stay with their heads: `if (x)` alone is
; nothing.
(program (statement) @unit)
(statement_block (statement) @unit)
(switch_case (statement) @unit)
(switch_default (statement) @unit)

; Members of classes, with the decorators before them.
(class_body [
  (method_definition) (public_field_definition) (class_static_block) (method_signature)
  (abstract_method_signature) (index_signature)] @unit)
(class_body (decorator) @unit.prefix)

; Members of types.
(interface_body [
  (property_signature) (method_signature) (index_signature) (call_signature)
  (construct_signature)] @unit)
(object_type [
  (property_signature) (method_signature) (call_signature) (construct_signature)] @unit)

; Clauses.
(else_clause) @unit
(catch_clause) @unit
(finally_clause) @unit
(switch_body [(switch_case) (switch_default)] @unit)

; Names of a long list come one by one. Lists may begin their lines with the comma; then the first
; name is alone on its line, and cannot go.
(named_imports (import_specifier) @unit)
(export_clause (export_specifier) @unit)
(enum_body [(property_identifier) (string) (enum_assignment)] @unit)
(named_imports . "{" . (import_specifier) @unit.open)
(export_clause . "{" . (export_specifier) @unit.open)
(enum_body . "{" . [(property_identifier) (string) (enum_assignment)] @unit.open)

(import_statement) @unit.import
(import_alias) @unit.import
; Modules of the older kind are imported by a call.
((lexical_declaration
  (variable_declarator value: (call_expression function: (identifier) @_require))) @unit.import
  (#eq? @_require "require"))

((lexical_declaration
  kind: "const"
  (variable_declarator name: (identifier) @_name)) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

(comment) @comment
(html_comment) @comment

; What may go line by line where granularity is by line.
(array (_) @element)
(object (_) @element)
(template_string (string_fragment) @text)

; try needs catch or finally.
(try_statement [(catch_clause) (finally_clause)] @support) @dependent

; A case that loses all of its statements would fall through to the next one.
(switch_case (statement) @support) @dependent

; The constructor of a class that extends another calls that one's before all else.
((class_body
  (method_definition
    name: (property_identifier) @_constructor
    body: (statement_block
      (expression_statement (call_expression function: (super))) @support)) @dependent)
  (#eq? @_constructor "constructor"))

; The signatures of a function and its body are one: calls fit this or that signature. (Patterns of
; siblings begin at a signature, which is rare; with the node around them they begin everywhere.)
((function_signature name: (identifier) @_declared) @dependent
  (function_declaration name: (identifier) @_defined) @support
  (#eq? @_declared @_defined))
((function_signature name: (identifier) @_declared) @support.each
  (function_declaration name: (identifier) @_defined) @dependent
  (#eq? @_declared @_defined))
((export_statement (function_signature name: (identifier) @_declared)) @dependent
  (export_statement (function_declaration name: (identifier) @_defined)) @support
  (#eq? @_declared @_defined))
((export_statement (function_signature name: (identifier) @_declared)) @support.each
  (export_statement (function_declaration name: (identifier) @_defined)) @dependent
  (#eq? @_declared @_defined))
((method_signature name: (_) @_declared) @dependent
  (method_definition name: (_) @_defined) @support
  (#eq? @_declared @_defined))
((method_signature name: (_) @_declared) @support.each
  (method_definition name: (_) @_defined) @dependent
  (#eq? @_declared @_defined))

; An interface that is called, or makes objects, is no function without the signatures of that.
(interface_declaration
  body: (interface_body [(call_signature) (construct_signature)] @support)) @dependent

; What a parameter takes from an object of a type that is written beside it.
((required_parameter
  pattern: (object_pattern [
    (shorthand_property_identifier_pattern) @_key
    (object_assignment_pattern left: (shorthand_property_identifier_pattern) @_key)
    (pair_pattern key: (property_identifier) @_key)])
  type: (type_annotation [
    (object_type (property_signature name: (property_identifier) @_name) @support.each)
    (intersection_type
      (object_type (property_signature name: (property_identifier) @_name) @support.each))]))
  @dependent
  (#eq? @_key @_name))
