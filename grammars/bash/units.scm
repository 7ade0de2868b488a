; Commands, one after the other. (Those of a condition stand before the `then` or `do`; they are on
; the line of their keyword as a rule.)
(program (_) @unit)
(compound_statement "{" (_) @unit)
(subshell (_) @unit)
(command_substitution (_) @unit)
(process_substitution (_) @unit)
(do_group (_) @unit)
(if_statement "then" (_) @unit)
(elif_clause "then" (_) @unit)
(else_clause (_) @unit)
(case_item ")" (_) @unit)

; Clauses.
(case_item) @unit
(elif_clause) @unit
(else_clause) @unit

(comment) @comment

; What may go line by line where granularity is by line.
(array (_) @element)
(heredoc_content) @text

; A body needs a command; only a case item may do without.
(compound_statement "{" (_) @support) @dependent
(subshell (_) @support) @dependent
(command_substitution (_) @support) @dependent
(process_substitution (_) @support) @dependent
(do_group (_) @support) @dependent
(elif_clause "then" (_) @support) @dependent
(else_clause (_) @support) @dependent
; The clauses of an `if` stand beside its commands; no command begins with their words.
((if_statement "then" (_) @support) @dependent
  (#not-match? @support "^(elif|else)\\b"))

; The end of an item may stand on the line of its last command; it does not go without the item.
((case_item (_) @support.each . [";;" ";&" ";;&"]) @dependent
  (#match? @dependent "\\S[ \\t]*(;;|;&|;;&)$"))

; The grammar does not know `coproc NAME { ...; }` and takes its brace for the end of the function
; around it; then the brace that does end it looks like a command. They go together.
((program
  (function_definition) @support.each
  (command name: (command_name (word) @_brace)) @dependent)
  (#eq? @_brace "}"))
((program
  (function_definition) @dependent
  (command name: (command_name (word) @_brace)) @support.each)
  (#eq? @_brace "}"))
