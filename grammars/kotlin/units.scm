; Declarations and statements: the items of lists that may be empty. The package clause and the
; annotations of the file stay to the last.
(source_file (statement) @unit)
; An annotation on a line of its own, which the grammar may take for a statement, with its arguments
; as a value in parentheses: it goes with what it is written at.
(source_file (annotated_expression (annotation) (parenthesized_expression) .) @unit.prefix)
(block (annotated_expression (annotation) (parenthesized_expression) .) @unit.prefix)
(import) @unit.import
(block (statement) @unit)
(lambda_literal (statement) @unit)
(class_body (_) @unit)
(enum_class_body
  [(function_declaration) (property_declaration) (class_declaration) (object_declaration)
   (companion_object) (anonymous_initializer) (secondary_constructor) (type_alias)] @unit)
(when_expression (when_entry) @unit)
; An accessor beside a value may go.
(property_declaration "=" (_) [(getter) (setter)] @unit)

; Entries are followed by commas, which may follow the last one as well; what follows the semicolon
; behind the last one needs it.
(enum_class_body (enum_entry) @unit)
(enum_class_body (enum_entry) @unit.open . ";")
(enum_class_body
  (enum_entry) @support
  . ";"
  [(function_declaration) (property_declaration) (class_declaration) (object_declaration)
   (companion_object) (anonymous_initializer) (secondary_constructor) (type_alias)] @dependent)
(enum_class_body
  (enum_entry) @support
  . ","
  . ";"
  [(function_declaration) (property_declaration) (class_declaration) (object_declaration)
   (companion_object) (anonymous_initializer) (secondary_constructor) (type_alias)] @dependent)

; Clauses.
(if_expression "else" @unit.start . (_) @unit)
(catch_block) @unit
(finally_block) @unit

((property_declaration
  (modifiers (property_modifier))
  (variable_declaration (identifier) @_name)) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

[(line_comment) (block_comment)] @comment

; What may go line by line where granularity is by line.
(value_arguments (value_argument) @element)
(collection_literal (_) @element)
(multiline_string_literal (string_content) @text)

; --- Clauses that need others -------------------------------------------------------------------

; try needs a handler.
(try_expression [(catch_block) (finally_block)] @support) @dependent

; The grammar takes a body on a line of its own, without braces, for the statement that follows.
(_ (for_statement ")" .) @support . (line_comment)? . (statement) @dependent)
(_ (for_statement ")" .) @dependent . (line_comment)? . (statement) @support)
(_ (while_statement ")" .) @support . (line_comment)? . (statement) @dependent)
(_ (while_statement ")" .) @dependent . (line_comment)? . (statement) @support)

; --- Branches that give the value of an expression ----------------------------------------------

; Where a value is needed, an if has its else, and a when all of its entries or else its else.
([(property_declaration (if_expression "else" . (_) @support) @dependent)
  (property_delegate (if_expression "else" . (_) @support) @dependent)
  (assignment right: (if_expression "else" . (_) @support) @dependent)
  (return_expression (if_expression "else" . (_) @support) @dependent)
  (throw_expression (if_expression "else" . (_) @support) @dependent)
  (function_body "=" . (if_expression "else" . (_) @support) @dependent)
  (value_argument (if_expression "else" . (_) @support) @dependent)
  (parenthesized_expression (if_expression "else" . (_) @support) @dependent)
  (binary_expression (if_expression "else" . (_) @support) @dependent)
  (infix_expression (if_expression "else" . (_) @support) @dependent)
  (navigation_expression (if_expression "else" . (_) @support) @dependent)
  (interpolation (if_expression "else" . (_) @support) @dependent)
  (index_expression (if_expression "else" . (_) @support) @dependent)
  (if_expression (if_expression "else" . (_) @support) @dependent)])
([(property_declaration (when_expression (when_entry "else") @support) @dependent)
  (property_delegate (when_expression (when_entry "else") @support) @dependent)
  (assignment right: (when_expression (when_entry "else") @support) @dependent)
  (return_expression (when_expression (when_entry "else") @support) @dependent)
  (throw_expression (when_expression (when_entry "else") @support) @dependent)
  (function_body "=" . (when_expression (when_entry "else") @support) @dependent)
  (value_argument (when_expression (when_entry "else") @support) @dependent)
  (parenthesized_expression (when_expression (when_entry "else") @support) @dependent)
  (binary_expression (when_expression (when_entry "else") @support) @dependent)
  (infix_expression (when_expression (when_entry "else") @support) @dependent)
  (navigation_expression (when_expression (when_entry "else") @support) @dependent)
  (interpolation (when_expression (when_entry "else") @support) @dependent)
  (index_expression (when_expression (when_entry "else") @support) @dependent)
  (lambda_literal (when_expression (when_entry "else") @support) @dependent .)])

; Without an else, the entries cover all values together: those of an enum, of a sealed class, or
; true and false. That is demanded of a when that is a statement as well.
(when_expression
  (when_subject)
  (when_entry condition: [(type_test) (identifier) (navigation_expression)]) @support.each
  (when_entry condition: [(type_test) (identifier) (navigation_expression)]) .) @dependent
(when_expression
  (when_subject)
  (when_entry condition: [(type_test) (identifier) (navigation_expression)]) @support.each .) @dependent
; With one, it stands for the values that the entries leave out.
(when_expression
  (when_subject)
  (when_entry condition: [(type_test) (identifier) (navigation_expression)])
  (when_entry "else") @support . (line_comment)? . (line_comment)? .) @dependent

; The last expression of a branch is its value.
([(property_declaration (if_expression (block (_) @support.last) @dependent "else"))
  (property_declaration (if_expression "else" . (block (_) @support.last) @dependent))
  (assignment right: (if_expression (block (_) @support.last) @dependent "else"))
  (assignment right: (if_expression "else" . (block (_) @support.last) @dependent))
  (return_expression (if_expression (block (_) @support.last) @dependent "else"))
  (return_expression (if_expression "else" . (block (_) @support.last) @dependent))
  (function_body "=" . (if_expression (block (_) @support.last) @dependent "else"))
  (function_body "=" . (if_expression "else" . (block (_) @support.last) @dependent))
  (value_argument (if_expression (block (_) @support.last) @dependent "else"))
  (value_argument (if_expression "else" . (block (_) @support.last) @dependent))
  (parenthesized_expression (if_expression (block (_) @support.last) @dependent "else"))
  (parenthesized_expression (if_expression "else" . (block (_) @support.last) @dependent))
  (binary_expression (if_expression (block (_) @support.last) @dependent "else"))
  (binary_expression (if_expression "else" . (block (_) @support.last) @dependent))])
; The same further along a chain of else if.
([(property_declaration (if_expression "else" . (if_expression (block (_) @support.last) @dependent)))
  (assignment right: (if_expression "else" . (if_expression (block (_) @support.last) @dependent)))
  (return_expression (if_expression "else" . (if_expression (block (_) @support.last) @dependent)))
  (function_body "=" . (if_expression "else" . (if_expression (block (_) @support.last) @dependent)))
  (value_argument (if_expression "else" . (if_expression (block (_) @support.last) @dependent)))])
([(property_declaration (if_expression "else" . (if_expression "else" . (if_expression (block (_) @support.last) @dependent))))
  (assignment right: (if_expression "else" . (if_expression "else" . (if_expression (block (_) @support.last) @dependent))))
  (return_expression (if_expression "else" . (if_expression "else" . (if_expression (block (_) @support.last) @dependent))))
  (function_body "=" . (if_expression "else" . (if_expression "else" . (if_expression (block (_) @support.last) @dependent))))])
([(property_declaration (when_expression (when_entry (block (_) @support.last) @dependent)))
  (assignment right: (when_expression (when_entry (block (_) @support.last) @dependent)))
  (return_expression (when_expression (when_entry (block (_) @support.last) @dependent)))
  (function_body "=" . (when_expression (when_entry (block (_) @support.last) @dependent)))
  (value_argument (when_expression (when_entry (block (_) @support.last) @dependent)))
  (parenthesized_expression (when_expression (when_entry (block (_) @support.last) @dependent)))
  (binary_expression (when_expression (when_entry (block (_) @support.last) @dependent)))])
([(property_declaration (try_expression (block (_) @support.last) @dependent))
  (property_declaration (try_expression (catch_block (block (_) @support.last) @dependent)))
  (assignment right: (try_expression (block (_) @support.last) @dependent))
  (assignment right: (try_expression (catch_block (block (_) @support.last) @dependent)))
  (return_expression (try_expression (block (_) @support.last) @dependent))
  (return_expression (try_expression (catch_block (block (_) @support.last) @dependent)))
  (function_body "=" . (try_expression (block (_) @support.last) @dependent))
  (function_body "=" . (try_expression (catch_block (block (_) @support.last) @dependent)))
  (value_argument (try_expression (block (_) @support.last) @dependent))
  (value_argument (try_expression (catch_block (block (_) @support.last) @dependent)))
  (binary_expression (try_expression (block (_) @support.last) @dependent))
  (binary_expression (try_expression (catch_block (block (_) @support.last) @dependent)))])
; A branch that ends with another if or when: its branches in turn.
([(if_expression (block (if_expression (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent "else") .))
  (if_expression (block (if_expression "else" . (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent) .))
  (when_entry (block (if_expression (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent "else") .))
  (when_entry (block (if_expression "else" . (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent) .))
  (when_entry (if_expression (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent "else"))
  (when_entry (if_expression "else" . (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent))])

; --- Checks that rule something out for what follows ----------------------------------------------

; They do so by leaving: a check that no longer leaves goes.
(if_expression
  condition: [
    (binary_expression left: (identifier) operator: "==")
    (is_expression "!is")
    (binary_expression operator: "||")
    (unary_expression)]
  (block [(return_expression) (throw_expression)] @support . (line_comment)? . (line_comment)? .) @dependent)

; --- Values of lambdas --------------------------------------------------------------------------

; The last expression of a lambda is its value, unless whoever is called takes none.
((call_expression
  . [(identifier) @_name (navigation_expression (identifier) @_name .)]
  (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent))
  (#not-any-of? @_name
    "forEach" "forEachIndexed" "onEach" "onEachIndexed" "apply" "also" "repeat" "buildString"
    "buildList" "buildMap" "buildSet" "sequence" "iterator" "thread" "launch" "runBlocking"
    "measureTimeMillis" "measureNanoTime" "measureTime" "main" "forEachLine" "useLines"
    "addShutdownHook" "withLock" "synchronized" "coroutineScope" "use" "run" "with" "let"))
((call_expression
  . (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)])
  (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent))
  (#not-any-of? @_name
    "repeat" "with" "thread" "launch" "buildList" "synchronized" "forEachIndexed" "measureTime"))
; These give the value of their lambda, if it is asked for.
([(property_declaration (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))
  (assignment right: (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))
  (return_expression (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))
  (function_body "=" . (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))
  (value_argument (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))
  (binary_expression (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))
  (navigation_expression (call_expression . [(identifier) @_name (navigation_expression (identifier) @_name .)] (annotated_lambda (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)))]
  (#any-of? @_name "run" "with" "let" "use" "withLock" "synchronized" "useLines" "runBlocking" "coroutineScope"))
(property_declaration (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)
(assignment right: (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)
(value_argument (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)
(return_expression (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)
(function_body "=" . (lambda_literal (expression) @support . (line_comment)? . (line_comment)? .) @dependent)
; A lambda that ends with an if or a when, whose branches end with values.
(lambda_literal
  (if_expression "else" . (_) @support) @dependent .)
(lambda_literal
  (if_expression
    (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent
    "else") .)
(lambda_literal
  (if_expression
    "else" . (block [(identifier) (string_literal) (number_literal) (float_literal) (binary_expression) (navigation_expression) (character_literal)] @support . (line_comment)? . (line_comment)? .) @dependent) .)

; --- Operators, conventions, the platform -------------------------------------------------------

; Operators and constructors are used without their names: a class keeps its own.
((class_declaration
  (class_body
    (function_declaration (modifiers (function_modifier) @_operator)) @support.each)) @dependent
  (#eq? @_operator "operator"))
(class_declaration (class_body (secondary_constructor) @support.each)) @dependent

; What interfaces of the platform demand.
((class_body
  (function_declaration
    (modifiers (member_modifier) @_override)
    name: (identifier) @_method) @support.each) @dependent
  (#eq? @_override "override")
  (#any-of? @_method
    "compareTo" "compare" "run" "call" "apply" "accept" "test" "iterator" "hasNext" "next" "close"
    "invoke" "getValue" "setValue" "actionPerformed" "uncaughtException"))
; An object of its own overrides what its base demands.
((object_literal
  (class_body
    (function_declaration
      (modifiers (member_modifier) @_override)
      name: (identifier) @_method) @support.each)) @dependent
  (#eq? @_override "override")
  (#not-any-of? @_method "toString" "equals" "hashCode"))
((object_literal
  (class_body
    (property_declaration (modifiers (member_modifier) @_override)) @support.each)) @dependent
  (#eq? @_override "override"))
; The entries of an enum define what it declares abstract.
((enum_class_body
  (enum_entry (class_body (function_declaration name: (identifier) @_own) @dependent))
  (function_declaration name: (identifier) @_common) @support)
  (#eq? @_own @_common))
((enum_class_body
  (enum_entry (class_body (function_declaration name: (identifier) @_own) @support)) @dependent
  (function_declaration (modifiers (inheritance_modifier) @_abstract) name: (identifier) @_common))
  (#eq? @_abstract "abstract")
  (#eq? @_own @_common))
