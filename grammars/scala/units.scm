; Declarations and statements: the items of lists. The package clause stays to the last, and so does
; the self type of a class.
((compilation_unit (_) @unit)
  (#not-match? @unit "^(package|import)\\b"))
(package_clause body: (_)) @unit
(import_declaration) @unit.import
((template_body (_) @unit)
  (#not-match? @unit "^((package|import)\\b|\\w+(\\s*:[^=\\n]*)?\\s*=>)"))
(with_template_body (_) @unit)
(extension_definition body: (_) @unit)
(enum_body (_) @unit)
(block (_) @unit)
(indented_block (_) @unit)
(case_clause body: (_) @unit)
(case_block (case_clause) @unit)
(indented_cases (case_clause) @unit)
; A comprehension begins with a generator.
(enumerators (enumerator) (enumerator) @unit)

; Clauses.
(if_expression "else" @unit.start alternative: (_) @unit)
(catch_clause) @unit
(finally_clause) @unit

((val_definition pattern: (identifier) @_name) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

[(comment) (block_comment)] @comment

; What may go line by line where granularity is by line.
(arguments (_) @element)
(string) @text

; --- Bodies that need an item --------------------------------------------------------------------

; What indentation delimits cannot be empty; braces can.
; (The block may be no larger than its item, so what needs it is named around it; a wildcard for that
; would be tried at every node.)
(function_definition body: (indented_block (_) @support)) @dependent
(val_definition value: (indented_block (_) @support)) @dependent
(var_definition value: (indented_block (_) @support)) @dependent
(given_definition body: (indented_block (_) @support)) @dependent
(assignment_expression right: (indented_block (_) @support)) @dependent
(if_expression condition: (indented_block (_) @support)) @dependent
(if_expression consequence: (indented_block (_) @support)) @dependent
(if_expression "else" @dependent alternative: (indented_block (_) @support))
(try_expression body: (indented_block (_) @support)) @dependent
(catch_clause (indented_block (_) @support)) @dependent
(finally_clause (indented_block (_) @support)) @dependent
(while_expression condition: (indented_block (_) @support)) @dependent
(while_expression body: (indented_block (_) @support)) @dependent
(for_expression body: (indented_block (_) @support)) @dependent
(enumerator (indented_block (_) @support)) @dependent
(lambda_expression (indented_block (_) @support)) @dependent
(colon_argument (indented_block (_) @support)) @dependent
(throw_expression (indented_block (_) @support)) @dependent
(template_body ":" (_) @support) @dependent
(with_template_body (_) @support) @dependent
(extension_definition body: (_) @support) @dependent
(match_expression body: (_ (case_clause) @support)) @dependent
(catch_clause (_ (case_clause) @support)) @dependent
(call_expression arguments: (case_block (case_clause) @support)) @dependent
(val_definition value: (case_block (case_clause) @support)) @dependent
(function_definition body: (case_block (case_clause) @support)) @dependent
(enum_body (enum_case_definitions) @support) @dependent

; Layout makes these blocks.
(indented_block) @block
(indented_block (_) @block.item) @block

; --- Values ---------------------------------------------------------------------------------------

; The last expression of a block is its value. That of a function is needed, unless it is Unit.
((function_definition
  return_type: (_) @_type
  body: [(block (_) @support.last)
         (indented_block (_) @support.last)]) @dependent
  (#not-any-of? @_type "Unit"))
(function_definition
  !return_type
  body: [(block (_) @support.last)
         (indented_block (_) @support.last)]) @dependent
(val_definition value: (_ (_) @support.last) @dependent)
(var_definition value: (_ (_) @support.last) @dependent)
(assignment_expression
  right: [(block (_) @support.last)
          (indented_block (_) @support.last)]) @dependent
(for_expression
  "yield"
  body: [(block (_) @support.last)
         (indented_block (_) @support.last)]) @dependent
(arguments (block (_) @support.last) @dependent)
(enumerator (block (_) @support.last)) @dependent
(field_expression value: (block (_) @support.last) @dependent)
(if_expression condition: (parenthesized_expression (block (_) @support.last) @dependent))

; Functions that are passed on give a value, apart from those that are called for their effect.
((call_expression
  function: (_) @_name
  arguments: (block
    (lambda_expression [(block (_) @support.last) (indented_block (_) @support.last)]) @dependent))
  (#not-match? @_name "\\b(foreach|tap|foreachEntry|onComplete)$"))
((call_expression
  function: (_) @_name
  arguments: (colon_argument (indented_block (_) @support.last))) @dependent
  (#not-match? @_name "\\b(foreach|tap|foreachEntry|onComplete)$"))
(arguments (lambda_expression (block (_) @support.last) @dependent))
(val_definition
  value: (lambda_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent))
; By name: the block is the value of the argument.
((call_expression
  function: (_) @_name
  arguments: (block (_) @support.last) @dependent)
  (#match? @_name
    "\\b(Try|Future|Some|getOrElse|orElse|fold|fill|Option|tabulate|Right|Left|lazily)([\\[(].*)?$"))

; Which branches are values is known by types alone. Taken as one is what does not end like
; something done for its effect.
((if_expression
  consequence: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent
  alternative: (_))
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((if_expression
  alternative: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent)
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((case_clause pattern: (_) (_) @support.last) @dependent
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((case_clause [(block (_) @support.last) (indented_block (_) @support.last)] @dependent)
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((try_expression body: (_ (_) @support.last) @dependent)
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))

; So is a choice at the end of a list, or in a place for values; it keeps its else.
((block (if_expression alternative: (_) @support) @dependent . (comment)? . "}")
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((indented_block (if_expression alternative: (_) @support) @dependent . (comment)? .)
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((case_clause (if_expression alternative: (_) @support) @dependent . (comment)? .)
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((if_expression (if_expression alternative: (_) @support) @dependent)
  (#not-match? @dependent "(^|\\n)([^\\n]*(\\b(println|print|printf|assert|require|foreach|foreachEntry)\\b|\\b(log|report)[\\w.]*\\(|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z]\\w*)\\()|([^\\n]*(=>|\\b(then|else)|[){]))?\\s*[\\w.]+(\\([^)\\n]*\\))? ([-+*/|&:]|\\+\\+|--)?= )[^\\n]*[\\s})]*$"))
((function_definition
  return_type: (_) @_type
  body: (if_expression alternative: (_) @support) @dependent)
  (#not-any-of? @_type "Unit"))
(val_definition value: (if_expression alternative: (_) @support) @dependent)
(var_definition value: (if_expression alternative: (_) @support) @dependent)
(arguments (if_expression alternative: (_) @support) @dependent)
(lambda_expression (if_expression alternative: (_) @support) @dependent)
(infix_expression (if_expression alternative: (_) @support) @dependent)
(parenthesized_expression (if_expression alternative: (_) @support) @dependent)
(assignment_expression right: (if_expression alternative: (_) @support) @dependent)

; --- What traits of the platform demand --------------------------------------------------------

; An object without a name defines what its base demands.
((instance_expression
  (template_body (function_definition name: (identifier) @_method) @support.each)) @dependent
  (#not-any-of? @_method "toString" "equals" "hashCode"))
(given_definition
  body: (with_template_body (function_definition) @support.each)) @dependent
; What a base from elsewhere leaves open is not known: what a type with a base defines for all to
; see stays with it, as that may be asked for.
((class_definition
  extend: (_)
  body: (template_body
    [(function_definition name: (_) @_name) (val_definition pattern: (_) @_name)] @support.each))
  @dependent
  (#not-any-of? @_name "toString" "equals" "hashCode")
  (#not-match? @support.each "^[^=({]*\\b(private|inline|lazy)\\b"))
((object_definition
  extend: (_)
  body: (template_body
    [(function_definition name: (_) @_name) (val_definition pattern: (_) @_name)] @support.each))
  @dependent
  (#not-any-of? @_name "toString" "equals" "hashCode")
  (#not-match? @support.each "^[^=({]*\\b(private|inline|lazy)\\b"))
; A type that imports all of something may use any of it.
(template_body (import_declaration (namespace_wildcard)) @support.each) @dependent
