; --- Scopes -------------------------------------------------------------------------------------

; Functions are known in all of the block that declares them.
((function_declaration name: (identifier) @definition.hoisted @outer) @scope
  (#set! scope "function"))
((generator_function_declaration name: (identifier) @definition.hoisted @outer) @scope
  (#set! scope "function"))
; The name of an expression is known in it only.
((function_expression) @scope (#set! scope "function"))
(function_expression name: (identifier) @definition)
((generator_function) @scope (#set! scope "function"))
(generator_function name: (identifier) @definition)
((arrow_function) @scope (#set! scope "function"))
((method_definition) @scope (#set! scope "function"))
; Its body has variables of its own, although it runs in place.
((class_static_block) @scope (#set! scope "function"))

(class_declaration name: (identifier) @definition.hoisted)
((class) @scope (#set! scope "inline"))
(class name: (identifier) @definition)
; The names in a body of a class are members; only private ones are looked up by scope.
((class_body) @scope (#set! scope "type"))

((statement_block) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((for_in_statement) @scope (#set! scope "inline"))
((catch_clause) @scope (#set! scope "inline"))
((switch_body) @scope (#set! scope "inline"))

; Evaluated around the function.
(method_definition name: (computed_property_name) @outer)
(method_definition decorator: (_) @outer)

; --- Definitions --------------------------------------------------------------------------------

(variable_declarator name: (identifier) @definition)
; These live in the function, whatever the block.
((variable_declaration (variable_declarator name: (identifier) @definition)) (#set! binds "function"))
((for_in_statement kind: "var" left: (identifier) @definition) (#set! binds "function"))
(for_in_statement kind: ["let" "const" "using"] left: (identifier) @definition)

(formal_parameters (identifier) @definition)
(arrow_function parameter: (identifier) @definition)
(catch_clause parameter: (identifier) @definition)

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
((for_in_statement
  kind: "var"
  left: (_ [
    (shorthand_property_identifier_pattern) @definition
    (identifier) @definition]))
  (#set! binds "function"))

(import_clause (identifier) @definition)
(namespace_import (identifier) @definition)
(import_specifier !alias name: (identifier) @definition)
(import_specifier alias: (identifier) @definition)

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
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

; Elements in lower case are those of the page.
((jsx_opening_element name: (identifier) @ignore) (#match? @ignore "^[a-z]|-"))
((jsx_closing_element name: (identifier) @ignore) (#match? @ignore "^[a-z]|-"))
((jsx_self_closing_element name: (identifier) @ignore) (#match? @ignore "^[a-z]|-"))
(jsx_namespace_name (identifier) @ignore)
(jsx_attribute (property_identifier) @ignore)

; Labels have names of their own.
((labeled_statement label: (statement_identifier) @ignore))

; --- Private members ----------------------------------------------------------------------------

; A private name that no class around it declares is an error of syntax.
((method_definition name: (private_property_identifier) @definition.hoisted @outer)
  (#set! namespace "private"))
((field_definition property: (private_property_identifier) @definition.hoisted)
  (#set! namespace "private"))
((private_property_identifier) @reference (#set! namespace "private"))

; --- Members ------------------------------------------------------------------------------------

; Calling a method of one's own that is not there throws.
(class_body (method_definition name: (property_identifier) @member.name))
(class_body (field_definition property: (property_identifier) @member.name))
(assignment_expression
  left: (member_expression object: (this) property: (property_identifier) @member.name))
(call_expression
  function: (member_expression object: (this) property: (property_identifier) @member.access))
