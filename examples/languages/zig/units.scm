; Declarations, fields and statements.
(source_file (_) @unit)
(struct_declaration "{" (_) @unit)
(union_declaration "{" (_) @unit)
(enum_declaration "{" (_) @unit)
(opaque_declaration "{" (_) @unit)
(error_set_declaration (identifier) @unit)
(block (_) @unit)

; Clauses. (An `else` behind a statement without braces holds the semicolon of both.)
(if_statement body: (block_expression) (else_clause) @unit)
(while_statement body: (block_expression) (else_clause) @unit)
(for_statement body: (block_expression) (else_clause) @unit)
(switch_case) @unit

((variable_declaration
  "const" . (identifier)
  "=" . (builtin_function (builtin_identifier) @_import)) @unit.import
  (#eq? @_import "@import"))
; (Types are spelled with a capital.)
((source_file
  (variable_declaration "const" . (identifier) @_name "=" . (_) @_value) @unit.constant)
  (#match? @_name "^[a-z][a-z0-9_]*$")
  (#not-match? @_value "^@import"))

(comment) @comment
; A comment of documentation needs what it is about.
((comment) @unit.prefix (#match? @unit.prefix "^///([^/]|$)"))

; What may go line by line where granularity is by line. (Arrays that count their items.)
((struct_initializer
  (array_type . "[" . (identifier) @_count)
  (initializer_list (_) @element))
  (#eq? @_count "_"))

; --- Structure ----------------------------------------------------------------------------------

; An enum or a union has a member.
(enum_declaration (container_field) @support) @dependent
(union_declaration (container_field) @support) @dependent

; What unwraps an error says what happens on one.
(if_statement (else_clause (payload)) @support.each) @dependent
(while_statement (else_clause (payload)) @support.each) @dependent

; A switch takes all values: by its `else`, or by all of its cases.
(switch_expression (switch_case "else") @support.each) @dependent
((switch_expression
  (switch_case) @support.each
  (switch_case) @_last . ","? . (comment)* . "}") @dependent
  (#not-match? @_last "^(inline\\s+)?else\\b"))
((switch_expression (switch_case) @support.each @_last . ","? . (comment)* . "}") @dependent
  (#not-match? @_last "^(inline\\s+)?else\\b"))

; The value of a block comes from what stands last in it.
(labeled_type_expression (block (_) @support.last)) @dependent

; A switch that changes its variable does so in the cases that capture a pointer.
(switch_expression "(" . (identifier) (switch_case (payload "*")) @support) @dependent
