; Declarations and statements; attributes are part of them. The directives of conditional
; compilation stand among them without being any: they stay as long as what is around them.
((source_file (_) @unit) (#not-match? @unit "^#(if|else|elseif|endif)"))
((statements (_) @unit) (#not-match? @unit "^#(if|else|elseif|endif)"))
((class_body (_) @unit) (#not-match? @unit "^#(if|else|elseif|endif)"))
((enum_class_body (_) @unit) (#not-match? @unit "^#(if|else|elseif|endif)"))
((protocol_body (_) @unit) (#not-match? @unit "^#(if|else|elseif|endif)"))
(switch_entry) @unit
; (A label stands before its loop.)
(statement_label) @unit.prefix
(catch_block) @unit
(willset_didset_block (_) @unit)
(import_declaration) @unit.import

; Clauses: `else` and what follows it.
(if_statement (else) @unit.start . (if_statement) @unit)
(if_statement (else) @unit.start "{" "}" @unit .)

((property_declaration
  (value_binding_pattern "let")
  name: (pattern bound_identifier: (simple_identifier) @_name)) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

(comment) @comment
(multiline_comment) @comment

(array_literal element: (_) @element)
(multi_line_string_literal text: (multi_line_str_text) @text)

; --- Structure ----------------------------------------------------------------------------------

; A case needs a statement, and a block of observers one of them.
(switch_entry (statements (_) @support)) @dependent
(property_declaration (willset_didset_block (_) @support)) @dependent

; What takes all that no other case takes stays; without that, every case is needed.
(switch_statement (switch_entry (default_keyword)) @support.each) @dependent
(switch_statement
  (switch_entry) @support.each
  (switch_entry "case") . (comment)* . "}") @dependent
(switch_statement (switch_entry "case") @support.each . (comment)* . "}") @dependent

; Without the clause that takes all errors, they would have to be thrown on.
(do_statement (catch_block) @support.last) @dependent

; The else of a guard leaves; it does so at its end.
(guard_statement (statements (_) @support.last)) @dependent

; What is given back at the end of a body.
((function_declaration
  "->" . (_) @_type
  body: (function_body (statements (_) @support.last))) @dependent
  (#not-match? @_type "^(Void|\\(\\s*\\))$")
  (#not-match? @support.last "^#"))
((property_declaration computed_value: (computed_property (statements (_) @support.last))) @dependent
  (#not-match? @support.last "^#"))
((computed_getter (statements (_) @support.last)) @dependent
  (#not-match? @support.last "^#"))
(property_declaration computed_value: (computed_property (computed_getter) @support)) @dependent
(subscript_declaration (computed_property (statements (_) @support.last))) @dependent
(subscript_declaration (computed_property (computed_getter) @support)) @dependent
(lambda_literal (statements (control_transfer_statement "return" result: (_)) @support.last)) @dependent
; These methods of the standard library ask their closure for a value (`reduce(into:)` does not).
((call_expression
  (navigation_expression suffix: (navigation_suffix suffix: (simple_identifier) @_method))
  (call_suffix (lambda_literal (statements (_) @support.last)) @dependent) @_call)
  (#not-match? @_call "^\\(\\s*into:")
  (#any-of? @_method
    "allSatisfy" "compactMap" "contains" "drop" "filter" "first" "firstIndex" "flatMap" "last"
    "lastIndex" "map" "mapValues" "max" "min" "partition" "prefix" "reduce" "sort" "sorted" "split"))

; --- Initialisers -------------------------------------------------------------------------------

; A property without a value is set by every initialiser that sets up the object itself, so that
; each of these assignments counts. (Variables of optional types are nil from the start.)
((class_body
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @_property)
    !value !computed_value) @dependent
  (init_declaration
    body: (function_body
      (statements
        (assignment
          target: (directly_assignable_expression
            (navigation_expression
              target: (self_expression)
              suffix: (navigation_suffix suffix: (simple_identifier) @_set)))) @support.each))))
  (#not-match? @dependent "\\bvar\\s+\\w+\\s*:\\s*(\\([^{]*\\)|[^-={]*)[?!]\\s*(\\{|$)")
  (#eq? @_property @_set))
((class_body
  (init_declaration
    body: (function_body
      (statements
        (assignment
          target: (directly_assignable_expression
            (navigation_expression
              target: (self_expression)
              suffix: (navigation_suffix suffix: (simple_identifier) @_set)))) @support.each)))
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @_property)
    !value !computed_value) @dependent)
  (#not-match? @dependent "\\bvar\\s+\\w+\\s*:\\s*(\\([^{]*\\)|[^-={]*)[?!]\\s*(\\{|$)")
  (#eq? @_property @_set))
((class_body
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @_property)
    !value !computed_value) @dependent
  (init_declaration
    body: (function_body
      (statements
        (assignment
          target: (directly_assignable_expression . (simple_identifier) @_set)) @support.each))))
  (#not-match? @dependent "\\bvar\\s+\\w+\\s*:\\s*(\\([^{]*\\)|[^-={]*)[?!]\\s*(\\{|$)")
  (#eq? @_property @_set))
((class_body
  (init_declaration
    body: (function_body
      (statements
        (assignment
          target: (directly_assignable_expression . (simple_identifier) @_set)) @support.each)))
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @_property)
    !value !computed_value) @dependent)
  (#not-match? @dependent "\\bvar\\s+\\w+\\s*:\\s*(\\([^{]*\\)|[^-={]*)[?!]\\s*(\\{|$)")
  (#eq? @_property @_set))
((class_body
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @_property)
    !value !computed_value) @dependent
  (init_declaration
    body: (function_body
      (statements
        (if_statement
          (statements
            (assignment
              target: (directly_assignable_expression
                (navigation_expression
                  target: (self_expression)
                  suffix: (navigation_suffix suffix: (simple_identifier) @_set)))) @support.each))))))
  (#not-match? @dependent "\\bvar\\s+\\w+\\s*:\\s*(\\([^{]*\\)|[^-={]*)[?!]\\s*(\\{|$)")
  (#eq? @_property @_set))
((class_body
  (init_declaration
    body: (function_body
      (statements
        (if_statement
          (statements
            (assignment
              target: (directly_assignable_expression
                (navigation_expression
                  target: (self_expression)
                  suffix: (navigation_suffix suffix: (simple_identifier) @_set)))) @support.each)))))
  (property_declaration
    name: (pattern bound_identifier: (simple_identifier) @_property)
    !value !computed_value) @dependent)
  (#not-match? @dependent "\\bvar\\s+\\w+\\s*:\\s*(\\([^{]*\\)|[^-={]*)[?!]\\s*(\\{|$)")
  (#eq? @_property @_set))
; One that leaves that to another initialiser calls it on every path. (At the end, one of the base
; without arguments is called unasked.)
((init_declaration
  body: (function_body
    (statements
      (call_expression
        (navigation_expression
          target: [(self_expression) (super_expression)]
          suffix: (navigation_suffix suffix: (simple_identifier) @_init))) @support.each))) @dependent
  (#eq? @_init "init")
  (#not-match? @support.each "^super\\.init\\(\\)$"))
((init_declaration
  body: (function_body
    (statements
      (call_expression
        (navigation_expression
          target: (super_expression)
          suffix: (navigation_suffix suffix: (simple_identifier) @_init))) @support.each
      . (comment)* . (_) @_next))) @dependent
  (#eq? @_init "init")
  (#not-match? @_next "^/[/*]"))
(init_declaration
  body: (function_body
    (statements
      (assignment target: (directly_assignable_expression . (self_expression))) @support.each)))
  @dependent

; `if` and `switch` as values.
(property_declaration value: (if_statement (else) "}" @support)) @dependent
(property_declaration value: (if_statement (statements (_) @support.last))) @dependent
(property_declaration value: (switch_statement (switch_entry (statements (_) @support.last)))) @dependent

; Protocols of the standard library: what is there for them is asked for.
((class_declaration
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_protocol))
  body: (_
    (property_declaration
      name: (pattern bound_identifier: (simple_identifier) @_member)) @support.each)) @dependent
  (#any-of? @_protocol
    "BidirectionalCollection" "CaseIterable" "Collection" "CustomDebugStringConvertible"
    "CustomStringConvertible" "Identifiable" "MutableCollection" "OptionSet" "RandomAccessCollection"
    "CodingKey" "RawRepresentable")
  (#any-of? @_member
    "allCases" "debugDescription" "description" "endIndex" "id" "intValue" "rawValue" "startIndex"
    "stringValue"))
((class_declaration
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_protocol))
  body: (_ (function_declaration name: _ @_member) @support.each)) @dependent
  (#any-of? @_protocol
    "BidirectionalCollection" "Collection" "Comparable" "Equatable" "Hashable" "IteratorProtocol"
    "MutableCollection" "NSCopying" "RandomAccessCollection" "Sequence")
  (#any-of? @_member "<" "==" "copy" "hash" "index" "makeIterator" "next"))
((class_declaration
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_protocol))
  body: (_ (subscript_declaration) @support.each)) @dependent
  (#match? @_protocol "Collection$"))
((class_declaration
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_protocol))
  body: (_
    (init_declaration "(" . (parameter . (simple_identifier) @_label)) @support.each)) @dependent
  (#match? @_protocol "^(ExpressibleBy|RawRepresentable$|OptionSet$|CodingKey$)")
  (#match? @_label "^(rawValue|intValue|stringValue|(string|integer|float|boolean|array|dictionary|nil)Literal)$"))
((class_declaration
  (inheritance_specifier inherits_from: (user_type (type_identifier) @_protocol))
  body: (_ (init_declaration) @support)) @dependent
  (#eq? @_protocol "LosslessStringConvertible"))
; What an attribute makes of a type asks for members, too.
((class_declaration
  (modifiers (attribute (user_type (type_identifier) @_attribute)))
  body: (_ (function_declaration name: (simple_identifier) @_member) @support)) @dependent
  (#eq? @_attribute "resultBuilder")
  (#match? @_member "^build(Block|PartialBlock)$"))
((class_declaration
  (modifiers (attribute (user_type (type_identifier) @_attribute)))
  body: (_
    (property_declaration
      name: (pattern bound_identifier: (simple_identifier) @_member)) @support.each)) @dependent
  (#eq? @_attribute "propertyWrapper")
  (#eq? @_member "wrappedValue"))

; An enumeration with a raw type or a protocol to satisfy needs a case.
(class_declaration
  (inheritance_specifier)
  body: (enum_class_body (enum_entry) @support)) @dependent
