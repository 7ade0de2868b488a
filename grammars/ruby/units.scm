; Statements, wherever they are listed. (What is behind __END__ is none.)
(program (_statement) @unit)
(body_statement (_statement) @unit)
(block_body (_statement) @unit)
(begin (_statement) @unit)
(begin_block (_statement) @unit)
(end_block (_statement) @unit)
(then (_statement) @unit)
(else (_statement) @unit)
(ensure (_statement) @unit)
(do (_statement) @unit)
(parenthesized_statements (_statement) @unit)

; The text of a heredoc stands behind the statement in the tree.
(program (_statement) @unit . (heredoc_body)+ @unit.end)
(body_statement (_statement) @unit . (heredoc_body)+ @unit.end)
(block_body (_statement) @unit . (heredoc_body)+ @unit.end)
(begin (_statement) @unit . (heredoc_body)+ @unit.end)
(begin_block (_statement) @unit . (heredoc_body)+ @unit.end)
(end_block (_statement) @unit . (heredoc_body)+ @unit.end)
(then (_statement) @unit . (heredoc_body)+ @unit.end)
(else (_statement) @unit . (heredoc_body)+ @unit.end)
(ensure (_statement) @unit . (heredoc_body)+ @unit.end)
(do (_statement) @unit . (heredoc_body)+ @unit.end)
(parenthesized_statements (_statement) @unit . (heredoc_body)+ @unit.end)

; Clauses. What follows an elsif is nested in it in the tree, not in the language: it ends with its
; own statements.
(elsif "elsif" @unit.start consequence: (then) @unit)
(elsif "elsif" @unit.start condition: (_) @unit !consequence)
(if alternative: (else) @unit)
(unless alternative: (else) @unit)
(elsif alternative: (else) @unit)
(when) @unit
(in_clause) @unit
(case (else) @unit)
(case_match else: (else) @unit)
(rescue) @unit
(body_statement (else) @unit)
(begin (else) @unit)
(ensure) @unit

((call method: (identifier) @_require) @unit.import
  (#any-of? @_require "require" "require_relative" "load" "autoload"))
(assignment left: (constant) @_name
  (#match? @_name "^[A-Z][A-Z0-9_]*$")) @unit.constant

(comment) @comment

; What may go line by line where granularity is by line.
(array (_) @element)
(hash (_) @element)
(string_content) @text
(heredoc_content) @text

; Bodies may be empty; a case needs a clause, and else behind a body needs a rescue.
(case (when) @support) @dependent
(case_match (in_clause) @support) @dependent
(body_statement (rescue) @support (else) @dependent)
(begin (rescue) @support (else) @dependent)
