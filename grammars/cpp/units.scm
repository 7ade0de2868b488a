; What stands in a list of statements, declarations or members. The body of a statement without
; braces is none of those: it goes with its statement, which would else take the one that follows.
; A type that is only announced is no unit of its own: the line asks for nothing, and whoever needs
; the type itself needs the one with the body. Access specifiers stay with their class: without one,
; what follows would be of another kind.
((translation_unit (_) @unit)
  (#not-match? @unit "^(class|struct|union|enum)\\s+\\w+$")
  (#not-match? @unit "^template\\s*<[^{};]*>\\s*(class|struct|union)\\s+\\w+\\s*;?$"))
((declaration_list (_) @unit)
  (#not-match? @unit "^(class|struct|union|enum)\\s+\\w+$")
  (#not-match? @unit "^template\\s*<[^{};]*>\\s*(class|struct|union)\\s+\\w+\\s*;?$"))
((field_declaration_list (_) @unit)
  (#not-match? @unit "^(public|private|protected)$"))
(compound_statement (_) @unit)
(enumerator_list (enumerator) @unit)
(enumerator_list (preproc_if) @unit)
(enumerator_list (preproc_ifdef) @unit)
(case_statement ":" (_) @unit)
(labeled_statement ":" (_) @unit)
(else_clause) @unit
(catch_clause) @unit

; Of two alternatives the preprocessor drops one, and nothing here knows which: they stay together,
; so that what one of them defines is not taken for a definition in place of the other.
(preproc_if !alternative (_) @unit)
(preproc_ifdef !alternative (_) @unit)

(preproc_include) @unit.import
((preproc_def name: (identifier) @_name) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

(comment) @comment

(initializer_list (_) @element)
(argument_list (_) @element)
(string_content) @text
(raw_string_content) @text

; A label, of a switch too, stands before a statement: one of its own, or what follows.
[
  (case_statement ":" (_) @support) @dependent
  (compound_statement (case_statement) @dependent (_) @support)
]
[
  (labeled_statement ":" (_) @support) @dependent
  (compound_statement (labeled_statement) @dependent (_) @support)
]

; An empty block that is all of a body reads as a list of values.
(compound_statement (compound_statement (_) @support) @dependent)
(compound_statement
  (_) @unit.open
  (compound_statement . "{" . (comment)* . "}"))
(compound_statement
  (compound_statement . "{" . (comment)* . "}")
  (_) @unit.open)

; What is tried has a handler.
(try_statement (catch_clause) @support) @dependent

; The last statement in parentheses is the value of all.
(parenthesized_expression (compound_statement (_) @support .)) @dependent

; Nothing in the text of a use tells a constructor, an operator or the members that a list in braces
; gives values to. So a class keeps its constructors and operators, and a structure its data.
(field_declaration_list
  (function_definition
    declarator: (function_declarator declarator: [(identifier) (operator_name)])) @support.each)
  @dependent
(field_declaration_list
  (function_definition
    declarator: (reference_declarator
      (function_declarator declarator: (operator_name)))) @support.each)
  @dependent
(field_declaration_list
  (declaration
    declarator: (function_declarator declarator: [(identifier) (operator_name)])) @support.each)
  @dependent
(field_declaration_list
  (field_declaration
    declarator: (function_declarator declarator: (operator_name))) @support.each)
  @dependent
(field_declaration_list
  (field_declaration
    declarator: (reference_declarator
      (function_declarator declarator: (operator_name)))) @support.each)
  @dependent
(field_declaration_list
  [
    (declaration declarator: (operator_cast))
    (function_definition declarator: (operator_cast))
    (friend_declaration (function_definition))
    (friend_declaration (declaration))
  ] @support.each) @dependent
(field_declaration_list
  (template_declaration
    [
      (function_definition
        declarator: (function_declarator declarator: [(identifier) (operator_name)]))
      (declaration
        declarator: (function_declarator declarator: [(identifier) (operator_name)]))
    ]) @support.each) @dependent
(struct_specifier
  body: (field_declaration_list
    (field_declaration
      declarator: [(field_identifier) (pointer_declarator (field_identifier)) (array_declarator)])
    @support.each) @dependent)

; A name of a namespace may be used without it where a directive says so, and nothing tells which.
((translation_unit
  (using_declaration "namespace" (_) @_namespace) @support.each
  [
    (function_definition) (declaration) (class_specifier) (struct_specifier)
    (template_declaration) (alias_declaration) (type_definition)
  ] @dependent)
  (#not-match? @_namespace "^std(::|$)"))
((declaration_list
  (using_declaration "namespace" (_) @_namespace) @support.each
  [
    (function_definition) (declaration) (class_specifier) (struct_specifier)
    (template_declaration) (alias_declaration) (type_definition)
  ] @dependent)
  (#not-match? @_namespace "^std(::|$)"))
