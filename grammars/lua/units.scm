; Statements. Blocks may be empty, so nothing asks for them.
(chunk (_) @unit)
(block (_) @unit)

; Clauses.
(elseif_statement) @unit
(else_statement) @unit

; Modules: `local name = require "module"`, and the call alone.
((variable_declaration
  (assignment_statement
    (expression_list
      . (function_call name: (identifier) @_require arguments: (arguments)) .))) @unit.import
  (#eq? @_require "require"))
((chunk (function_call name: (identifier) @_require) @unit.import)
  (#eq? @_require "require"))

((variable_declaration
  (assignment_statement
    (variable_list . name: (identifier) @_name))) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))
((assignment_statement
  (variable_list . name: (identifier) @_name)) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

(comment) @comment

; What may go line by line where granularity is by line.
(table_constructor (field) @element)
(string start: "[[" content: (string_content) @text)

; A statement that begins with a parenthesis would be a call of what stands before it, but for the
; semicolon that ends that. The two may not be separated.
(_
  (empty_statement) @support
  . (comment)* .
  (function_call name: (parenthesized_expression)) @dependent)
(_
  (empty_statement) @support
  . (comment)* .
  (function_call
    name: (method_index_expression table: (parenthesized_expression))) @dependent)
