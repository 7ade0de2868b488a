; Declarations and statements: the items of lists. The package clause stays to the last, and so does
; the self type of a class.
(compilation_unit
  [(class_definition) (object_definition) (trait_definition) (enum_definition) (given_definition)
   (function_definition) (function_declaration) (val_definition) (val_declaration) (var_definition)
   (var_declaration) (type_definition) (extension_definition) (package_object)
   (export_declaration) (expression)] @unit)
(package_clause body: (_)) @unit
(import_declaration) @unit.import
(template_body
  [(class_definition) (object_definition) (trait_definition) (enum_definition) (given_definition)
   (function_definition) (function_declaration) (val_definition) (val_declaration) (var_definition)
   (var_declaration) (type_definition) (extension_definition) (package_object)
   (export_declaration) (package_clause) (expression)] @unit)
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

; A marker of the end goes with what it ends.
(_ (_) @unit . (end_marker) @unit.end)

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
(_ (indented_block (_) @support)) @dependent
(if_expression consequence: (indented_block (_) @support)) @dependent
(if_expression "else" @dependent alternative: (indented_block (_) @support))
(try_expression body: (indented_block (_) @support)) @dependent
(while_expression body: (indented_block (_) @support)) @dependent
(for_expression body: (indented_block (_) @support)) @dependent
(_ (template_body ":" (_) @support)) @dependent
(_ (with_template_body (_) @support)) @dependent
(extension_definition body: (_) @support) @dependent
(match_expression body: (case_block (case_clause) @support)) @dependent
(match_expression body: (indented_cases (case_clause) @support)) @dependent
(catch_clause (case_block (case_clause) @support)) @dependent
(catch_clause (indented_cases (case_clause) @support)) @dependent
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
; Without a type it is needed if it looks like a value.
((function_definition
  !return_type
  body: [(block (_) @support.last)
         (indented_block (_) @support.last)] @_body) @dependent
  (#not-match? @support "^(println|print|printf|assert|require|System\\.|while|for |do )|foreach|^[A-Za-z.()]+ ?[+*-]?= "))
(val_definition
  value: [(block (_) @support.last)
          (indented_block (_) @support.last)]) @dependent
(var_definition
  value: [(block (_) @support.last)
          (indented_block (_) @support.last)]) @dependent
(assignment_expression
  right: [(block (_) @support.last)
          (indented_block (_) @support.last)]) @dependent
(for_expression
  "yield"
  body: [(block (_) @support.last)
         (indented_block (_) @support.last)]) @dependent
(arguments (block (_) @support.last) @dependent)
(field_expression value: (block (_) @support.last) @dependent)
(if_expression condition: (parenthesized_expression (block (_) @support .)) @dependent)

; Functions that are passed on give a value, apart from those that are called for their effect.
((call_expression
  function: [(identifier) @_name (field_expression field: (identifier) @_name)]
  arguments: (block (lambda_expression (indented_block (_) @support.last)) @dependent))
  (#not-any-of? @_name "foreach" "tap" "foreachEntry" "onComplete"))
((call_expression
  function: [(identifier) @_name (field_expression field: (identifier) @_name)]
  arguments: (block (lambda_expression (block (_) @support.last)) @dependent))
  (#not-any-of? @_name "foreach" "tap" "foreachEntry" "onComplete"))
((call_expression
  function: [(identifier) @_name (field_expression field: (identifier) @_name)]
  arguments: (colon_argument (indented_block (_) @support.last))) @dependent
  (#not-any-of? @_name "foreach" "tap" "foreachEntry" "onComplete"))
((call_expression
  function: [(identifier) @_name (field_expression field: (identifier) @_name)]
  arguments: (case_block (case_clause body: (_) @support.last) @dependent))
  (#not-any-of? @_name "foreach" "tap" "foreachEntry" "onComplete"))
((call_expression
  function: [(identifier) @_name (field_expression field: (identifier) @_name)]
  arguments: (block (case_clause body: (_) @support.last) @dependent))
  (#not-any-of? @_name "foreach" "tap" "foreachEntry" "onComplete"))
(arguments (lambda_expression (block (_) @support.last) @dependent))
(val_definition value: (lambda_expression (indented_block (_) @support.last) @dependent))
(val_definition value: (lambda_expression (block (_) @support.last) @dependent))
; By name: the block is the value of the argument.
((call_expression
  function: [(identifier) @_name (field_expression field: (identifier) @_name) (generic_function)]
  arguments: (block
    [(call_expression) (identifier) (field_expression) (infix_expression) (string)
     (interpolated_string_expression) (integer_literal) (boolean_literal) (tuple_expression)
     (instance_expression) (match_expression) (if_expression)] @support . (comment)? . (comment)? .) @dependent)
  (#any-of? @_name "Try" "Future" "Some" "getOrElse" "orElse" "fold" "fill" "Option" "tabulate" "Right" "Left" "lazily"))

; What looks like a value at the end of a branch is one; so is a call, unless it looks like one for
; its effect.
(if_expression
  consequence: [
    (block [(identifier) (field_expression) (infix_expression) (string) (interpolated_string_expression)
      (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
      (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)
      (call_expression) (match_expression) (if_expression)]
      @support . (comment)? . (comment)? .)
    (indented_block [(identifier) (field_expression) (infix_expression) (string) (interpolated_string_expression)
      (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
      (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)
      (call_expression) (match_expression) (if_expression)]
      @support . (comment)? . (comment)? .)] @dependent
  alternative: (_)
  (#not-match? @support "^(println|print|printf|assert|require|System\\.|log|report)|^[^\n]*(foreach|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z][A-Za-z]*)\\()|^[^\n]* [+*-]+= "))
(if_expression
  alternative: [
    (block [(identifier) (field_expression) (infix_expression) (string) (interpolated_string_expression)
      (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
      (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)
      (call_expression) (match_expression) (if_expression)]
      @support . (comment)? . (comment)? .)
    (indented_block [(identifier) (field_expression) (infix_expression) (string) (interpolated_string_expression)
      (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
      (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)
      (call_expression) (match_expression) (if_expression)]
      @support . (comment)? . (comment)? .)] @dependent
  (#not-match? @support "^(println|print|printf|assert|require|System\\.|log|report)|^[^\n]*(foreach|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z][A-Za-z]*)\\()|^[^\n]* [+*-]+= "))
(case_clause
  body: [(identifier) (field_expression) (infix_expression) (string) (interpolated_string_expression)
    (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
    (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)
      (call_expression) (match_expression) (if_expression)]
  @support . (comment)? . (comment)? .
  (#not-match? @support "^(println|print|printf|assert|require|System\\.|log|report)|^[^\n]*(foreach|\\.(add|append|push|put|update|remove|clear|insert|enqueue|set[A-Z][A-Za-z]*)\\()|^[^\n]* [+*-]+= ")) @dependent
; Such an if has its else.
(if_expression
  consequence: [
    (identifier) (field_expression) (string) (interpolated_string_expression)
    (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
    (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)
    (block [(identifier) (field_expression) (string) (interpolated_string_expression)
      (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
      (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)]
      . (comment)? . (comment)? .)
    (indented_block [(identifier) (field_expression) (string) (interpolated_string_expression)
      (integer_literal) (floating_point_literal) (boolean_literal) (character_literal) (null_literal)
      (tuple_expression) (instance_expression) (prefix_expression) (parenthesized_expression)]
      . (comment)? . (comment)? .)]
  alternative: (_) @support) @dependent
(if_expression
  consequence: [
    (infix_expression) @_value
    (block (infix_expression) @_value . (comment)? . (comment)? .)
    (indented_block (infix_expression) @_value . (comment)? . (comment)? .)]
  alternative: (_) @support
  (#not-match? @_value "^[^\n]* [+*-]= ")) @dependent
; Where a value is needed, an if has its else whatever its branches are.
([(function_definition return_type: (_) @_type body: (if_expression alternative: (_) @support) @dependent)
  (function_definition return_type: (_) @_type body: (block (if_expression alternative: (_) @support) @dependent . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (indented_block (if_expression alternative: (_) @support) @dependent . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (if_expression alternative: (if_expression alternative: (_) @support) @dependent))
  (function_definition return_type: (_) @_type body: (block (if_expression alternative: (if_expression alternative: (_) @support) @dependent) . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (indented_block (if_expression alternative: (if_expression alternative: (_) @support) @dependent) . (comment)? . (comment)? .))]
  (#not-any-of? @_type "Unit"))
(val_definition value: (if_expression alternative: (_) @support) @dependent)
(var_definition value: (if_expression alternative: (_) @support) @dependent)
(arguments (if_expression alternative: (_) @support) @dependent)
(lambda_expression (if_expression alternative: (_) @support) @dependent)
(lambda_expression (indented_block (if_expression alternative: (_) @support) @dependent .))
(infix_expression (if_expression alternative: (_) @support) @dependent)
(parenthesized_expression (if_expression alternative: (_) @support) @dependent)
(assignment_expression right: (if_expression alternative: (_) @support) @dependent)

; There, too, its branches end with their values.
([(function_definition return_type: (_) @_type body: (if_expression consequence: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent))
  (function_definition return_type: (_) @_type body: (if_expression alternative: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent))
  (function_definition return_type: (_) @_type body: (if_expression alternative: (if_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent)))
  (function_definition return_type: (_) @_type body: (_ (if_expression consequence: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent) . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (_ (if_expression alternative: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent) . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (_ (if_expression alternative: (if_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent)) . (comment)? . (comment)? .))]
  (#not-any-of? @_type "Unit"))
([(val_definition value: (if_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent))
  (var_definition value: (if_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent))
  (val_definition value: (if_expression alternative: (if_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent)))
  (assignment_expression right: (if_expression [(block (_) @support.last) (indented_block (_) @support.last)] @dependent))])

; The same for the cases of a match, and for try.
([(function_definition return_type: (_) @_type body: (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)))
  (function_definition return_type: (_) @_type body: (match_expression body: (_ (case_clause body: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent . (comment)? . (comment)? .))))
  (function_definition return_type: (_) @_type body: (_ (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)) . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (_ (match_expression body: (_ (case_clause body: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent . (comment)? . (comment)? .))) . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (try_expression body: (_ (_) @support.last) @dependent))
  (function_definition return_type: (_) @_type body: (try_expression (catch_clause (_ (case_clause body: (_) @support.last) @dependent))))
  (function_definition return_type: (_) @_type body: (_ (try_expression body: (_ (_) @support.last) @dependent) . (comment)? . (comment)? .))
  (function_definition return_type: (_) @_type body: (_ (try_expression (catch_clause (_ (case_clause body: (_) @support.last) @dependent))) . (comment)? . (comment)? .))]
  (#not-any-of? @_type "Unit"))
([(val_definition value: (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)))
  (var_definition value: (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)))
  (val_definition value: (match_expression body: (_ (case_clause body: [(block (_) @support.last) (indented_block (_) @support.last)] @dependent . (comment)? . (comment)? .))))
  (val_definition value: (_ (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)) . (comment)? . (comment)? .))
  (arguments (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)))
  (assignment_expression right: (match_expression body: (_ (case_clause body: (_) @support.last) @dependent)))
  (val_definition value: (try_expression body: (_ (_) @support.last) @dependent))
  (val_definition value: (try_expression (catch_clause (_ (case_clause body: (_) @support.last) @dependent))))])
; Cases within cases.
(case_clause
  body: (match_expression body: (_ (case_clause body: (call_expression function: (_) @_name) @support . (comment)? . (comment)? .) @dependent))
  . (comment)? . (comment)? .
  (#not-match? @_name "^(println|print|printf|assert|require)$|foreach$"))

; --- What traits of the platform demand --------------------------------------------------------

((template_body
  (function_definition name: (identifier) @_method) @support.each) @dependent
  (#any-of? @_method "compare" "iterator" "hasNext" "next" "run" "apply" "call" "receive" "close" "isDefinedAt"))
; An object without a name defines what its base demands.
((instance_expression
  (template_body (function_definition name: (identifier) @_method) @support.each)) @dependent
  (#not-any-of? @_method "toString" "equals" "hashCode"))
(given_definition
  body: (with_template_body (function_definition) @support.each)) @dependent
; What a base from elsewhere leaves open is not known: what a type overrides stays with it.
((class_definition
  extend: (_)
  body: (template_body (function_definition (modifiers "override") name: (identifier) @_method) @support.each)) @dependent
  (#not-any-of? @_method "toString" "equals" "hashCode"))
((object_definition
  extend: (_)
  body: (template_body (function_definition (modifiers "override") name: (identifier) @_method) @support.each)) @dependent
  (#not-any-of? @_method "toString" "equals" "hashCode"))
