; Statements and declarations. Bodies without braces stay with their heads: `if (x)` alone is
; nothing.
(program (statement) @unit)
(statement_block (statement) @unit)
(switch_case (statement) @unit)
(switch_default (statement) @unit)
(class_body [(method_definition) (field_definition) (class_static_block)] @unit)

; Clauses.
(else_clause) @unit
(catch_clause) @unit
(finally_clause) @unit
(switch_body [(switch_case) (switch_default)] @unit)

; What stands between the tags of an element, on lines of its own, like statements in a block.
(jsx_element [(jsx_element) (jsx_self_closing_element) (jsx_expression)] @unit)

; Names of a long list of imports or exports come one by one. Lists may begin their lines with the
; comma; then the first name is alone on its line, and cannot go.
(named_imports (import_specifier) @unit)
(export_clause (export_specifier) @unit)
(named_imports . "{" . (import_specifier) @unit.open)
(export_clause . "{" . (export_specifier) @unit.open)

(import_statement) @unit.import
; Modules of the older kind are imported by a call.
((lexical_declaration
  (variable_declarator value: (call_expression function: (identifier) @_require))) @unit.import
  (#eq? @_require "require"))
((variable_declaration
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

; The constructor of a class that extends another calls that one's before all else.
((class_body
  (method_definition
    name: (property_identifier) @_constructor
    body: (statement_block
      (expression_statement (call_expression function: (super))) @support)) @dependent)
  (#eq? @_constructor "constructor"))
