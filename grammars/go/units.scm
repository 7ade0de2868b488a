; Declarations and statements. The package clause is no unit: it is there from the start.
(source_file
  [(function_declaration) (method_declaration) (type_declaration) (var_declaration) (_statement)]
  @unit)
; A text that starts without a package clause may be any list of statements, of which the parser
; takes the last one without a line end only where it goes on from another.
(source_file
  . (comment)*
  . [(function_declaration) (method_declaration) (type_declaration) (var_declaration)
     (const_declaration) (import_declaration) (_statement)] @unit.open)
(source_file
  . (comment)*
  . [(function_declaration) (method_declaration) (type_declaration) (var_declaration)
     (const_declaration) (import_declaration) (_statement)]
  [(function_declaration) (method_declaration) (type_declaration) (var_declaration)
   (const_declaration) (import_declaration) (_statement)] @unit.open)
(import_declaration) @unit.import
(const_declaration) @unit.constant
(statement_list (_statement) @unit)

; Parts of declarations on lines of their own.
(import_spec_list (import_spec) @unit.import)
(const_declaration (const_spec) @unit.constant)
(var_spec_list (var_spec) @unit)
(type_declaration [(type_spec) (type_alias)] @unit)
(field_declaration_list (field_declaration) @unit)
(interface_type [(method_elem) (type_elem)] @unit)

; Clauses.
(if_statement "else" @unit.start alternative: (_) @unit)
[(expression_case) (type_case) (communication_case) (default_case)] @unit

(comment) @comment

; What may go line by line where granularity is by line.
(literal_value [(literal_element) (keyed_element)] @element)

; A constant without a value repeats the one above it.
(const_declaration (const_spec value: (_)) @support (const_spec !value) @dependent)
(const_declaration
  (const_spec value: (_)) @support
  . [(comment) (const_spec !value)]*
  . (const_spec !value) @dependent)

; The last clause of a switch cannot fall through. (A clause may end in the white space behind it,
; its head does not.)
(expression_switch_statement
  (expression_case (statement_list (fallthrough_statement) @dependent))
  [(expression_case value: (_) @support) (default_case "default" @support)])
(expression_switch_statement
  (default_case (statement_list (fallthrough_statement) @dependent))
  (expression_case value: (_) @support))

; What a constraint allows decides what may be done with values of its types.
(interface_type (type_elem (_) (_)) @support.each) @dependent
(interface_type (type_elem (negated_type)) @support.each) @dependent

; Values without the names of their fields give all fields, in order.
(composite_literal
  type: (struct_type (field_declaration_list (field_declaration) @support.each))
  body: (literal_value (literal_element))) @dependent
(composite_literal
  type: [
    (slice_type element: (struct_type (field_declaration_list (field_declaration) @support.each)))
    (array_type element: (struct_type (field_declaration_list (field_declaration) @support.each)))
    (implicit_length_array_type
      element: (struct_type (field_declaration_list (field_declaration) @support.each)))
    (map_type value: (struct_type (field_declaration_list (field_declaration) @support.each)))]
  body: (literal_value
    [(literal_element (literal_value (literal_element)))
     (keyed_element value: (literal_element (literal_value (literal_element))))])) @dependent
