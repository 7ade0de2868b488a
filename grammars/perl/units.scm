; Statements: whatever may stand in a file or a block, but for three things that stay where they
; are. They come first in a sequence, as whoever writes a program has them first:
; - `package Name;`, which says where all that follows belongs;
; - pragmas that change how what follows is read (further down);
; - `__END__` and `__DATA__` with what is behind them, which is no code.
((source_file (_) @unit)
  (#not-match? @unit "^(package|use|no|__(END|DATA)__)\\b"))
((block (_) @unit)
  (#not-match? @unit "^(package|use|no)\\b"))
; What `block_statement` and `indirect_object` stand for is a block, too: { ... } alone, and the
; block of a function that takes one, as in `try { ... } catch { ... };`.
((block_statement (_) @unit)
  (#not-match? @unit "^(package|use|no)\\b"))
((indirect_object "{" (_) @unit)
  (#not-match? @unit "^(package|use|no)\\b"))
(package_statement (block)) @unit

; Modules, but for pragmas. (`use strict` belongs to them: without it no name would be missed, so a
; program would be held to less than what it asks for.)
((use_statement . "use" module: (package) @_module) @unit.import
  (#not-match? @_module "^(strict|warnings|feature|experimental|utf8|lib|vars|subs|integer|bigint|bignum|bigrat|mro|open|encoding|locale|sort|re|if|autodie|overloading|sigtrap|threads|threads::shared|fields)$"))

; Clauses. The node of an `elsif` holds the clauses behind it as well, which may stay.
(elsif "elsif" @unit.start block: (block) @unit)
(else) @unit
(loop_statement "continue" @unit.start continue: (block) @unit)
(for_statement "continue" @unit.start continue: (block) @unit)
(try_statement "finally" @unit.start finally_block: (block) @unit)

; The body of a here-document follows the line that asks for it, behind whatever else is there.
(source_file (_) @unit . (comment)? . (heredoc_content)+ @unit.end)
(block (_) @unit . (comment)? . (heredoc_content)+ @unit.end)
(block_statement (_) @unit . (comment)? . (heredoc_content)+ @unit.end)
(indirect_object "{" (_) @unit . (comment)? . (heredoc_content)+ @unit.end)

((expression_statement
  (assignment_expression
    left: (variable_declaration variable: (scalar (varname) @_name)))) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))
((use_statement module: (package) @_module) @unit.constant
  (#eq? @_module "constant"))

(comment) @comment
(pod) @comment

; What may go line by line where granularity is by line.
(anonymous_array_expression (list_expression (_) @element))
(quoted_word_list content: (string_content) @text)

; --- Structure ----------------------------------------------------------------------------------

; Where { } would be something else, or nothing: the callbacks of map, grep and sort, and what is
; dereferenced or printed to.
; A block alone, too: after it lost all, it would be read as an empty hash.
(block_statement (_) @support) @dependent
(map_grep_expression callback: (block (_) @support)) @dependent
(sort_expression callback: (block (_) @support)) @dependent
(varname (block (_) @support)) @dependent
(scalar (block (_) @support)) @dependent
(array (block (_) @support)) @dependent
(code_deref_expression (block (_) @support)) @dependent
(glob_deref_expression (block (_) @support)) @dependent
