; Statements. A decorated definition is one unit with its decorators.
(module (_) @unit)
(block (_) @unit)

; Clauses. (The cases of a match are statements of its block.)
(elif_clause) @unit
(else_clause) @unit
(except_clause) @unit
(finally_clause) @unit

(import_statement) @unit.import
(import_from_statement) @unit.import
(future_import_statement) @unit.import

(expression_statement
  (assignment
    left: (identifier) @_name
    (#match? @_name "^[A-Z][A-Z0-9_]*$"))) @unit.constant

(comment) @comment

; What may go line by line where granularity is by line.
(list (_) @element)
(tuple (_) @element)
(set (_) @element)
(dictionary (_) @element)
(string_content) @text

; A body needs a statement; comments do not count.
(_ (block (_) @support)) @dependent

; try needs except or finally, and its else needs an except.
(try_statement [(except_clause) (finally_clause)] @support) @dependent
(try_statement (except_clause) @support (else_clause) @dependent)

; Layout makes the blocks.
(block) @block
(block (_) @block.item) @block
(module) @block.outermost
(module (_) @block.item) @block.outermost
