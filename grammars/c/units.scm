; What stands in a list of statements, declarations or members. The body of a statement without
; braces is none of those: it goes with its statement, which would else take the one that follows.
(translation_unit (_) @unit)
(declaration_list (_) @unit)
(compound_statement (_) @unit)
(field_declaration_list (_) @unit)
(enumerator_list (enumerator) @unit)
(enumerator_list (preproc_if) @unit)
(enumerator_list (preproc_ifdef) @unit)
(case_statement ":" (_) @unit)
(labeled_statement ":" (_) @unit)
(else_clause) @unit

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

; A label, of a switch too, stands before a statement: one of its own, or what follows.
[
  (case_statement ":" (_) @support) @dependent
  (compound_statement (case_statement) @dependent (_) @support)
]
[
  (labeled_statement ":" (_) @support) @dependent
  (compound_statement (labeled_statement) @dependent (_) @support)
]

; There is no enumeration without constants.
(enumerator_list (enumerator) @support) @dependent

; An array without a size stands last in a structure that has other members.
(field_declaration_list
  (field_declaration) @support
  (field_declaration declarator: (array_declarator !size) @dependent))

; The last statement in parentheses is the value of all.
(parenthesized_expression (compound_statement (_) @support .)) @dependent
