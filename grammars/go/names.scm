; --- Scopes -------------------------------------------------------------------------------------

(function_declaration
  name: (identifier) @definition.hoisted @outer
  (#set! scope "function")) @scope
((method_declaration) @scope (#set! scope "function"))
((func_literal) @scope (#set! scope "function"))

; The name of a type holds around it, its parameters inside.
(type_spec
  name: (type_identifier) @definition @outer
  (#set! scope "inline")) @scope
(type_alias
  name: (type_identifier) @definition @outer
  (#set! scope "inline")) @scope

((block) @scope (#set! scope "inline"))
((if_statement) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((expression_switch_statement) @scope (#set! scope "inline"))
((type_switch_statement) @scope (#set! scope "inline"))
((expression_case) @scope (#set! scope "inline"))
((type_case) @scope (#set! scope "inline"))
((communication_case) @scope (#set! scope "inline"))
((default_case) @scope (#set! scope "inline"))

; A parameter may be called like a type. (The parameters of the type of a receiver are its own.)
(function_declaration parameters: (parameter_list (_ type: (_) @outer)))
(function_declaration result: (parameter_list (_ type: (_) @outer)))
(function_declaration result: (_simple_type) @outer)
(method_declaration parameters: (parameter_list (_ type: (_) @outer)))
(method_declaration result: (parameter_list (_ type: (_) @outer)))
(method_declaration result: (_simple_type) @outer)
(func_literal parameters: (parameter_list (_ type: (_) @outer)))
(func_literal result: (parameter_list (_ type: (_) @outer)))
(func_literal result: (_simple_type) @outer)
(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @outer
        (generic_type type: (type_identifier) @outer)
        (pointer_type (type_identifier) @outer)
        (pointer_type (generic_type type: (type_identifier) @outer))])))

; --- Definitions --------------------------------------------------------------------------------

; Of the package: in any order.
(source_file (type_declaration (type_spec name: (type_identifier) @definition.hoisted)))
(source_file (type_declaration (type_alias name: (type_identifier) @definition.hoisted)))
(source_file (var_declaration (var_spec name: (identifier) @definition.hoisted)))
(source_file (var_declaration (var_spec_list (var_spec name: (identifier) @definition.hoisted))))
; (Only the first name of a constant is a child by that field.)
(source_file (const_declaration (const_spec (identifier) @definition.hoisted)))

; Local constants need no use, local variables do.
(const_spec (identifier) @definition)
(statement_list (var_declaration (var_spec name: (identifier) @definition @definition.used)))
(statement_list
  (var_declaration (var_spec_list (var_spec name: (identifier) @definition @definition.used))))
(short_var_declaration left: (expression_list (identifier) @definition @definition.used))
(range_clause left: (expression_list (identifier) @definition @definition.used) ":=")
(receive_statement left: (expression_list (identifier) @definition @definition.used) ":=")
(type_switch_statement alias: (expression_list (identifier) @definition @definition.used))

; They hold after the whole of the declaration.
(short_var_declaration left: (_) @target) @after
(var_spec name: (_) @target) @after
(const_spec (identifier) @target) @after
(range_clause left: (_) @target) @after
(receive_statement left: (_) @target) @after
(type_switch_statement alias: (_) @target value: (_) @after)

(parameter_declaration name: (identifier) @definition)
(variadic_parameter_declaration name: (identifier) @definition)
; Type parameters are known in all of what they belong to.
(type_parameter_declaration name: (identifier) @definition.everywhere)
(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (generic_type
          type_arguments: (type_arguments (type_elem (type_identifier) @definition.everywhere)))
        (pointer_type
          (generic_type
            type_arguments: (type_arguments (type_elem (type_identifier) @definition.everywhere))))
      ])))

; An import is named by its path, if by nothing else.
((import_spec !name path: (_) @definition @definition.used)
  (#set! name "path"))
(import_spec name: (package_identifier) @definition @definition.used)
(import_spec name: (dot) @definition.wildcard)

; Labels are names of their own; an unused one is an error.
((labeled_statement label: (label_name) @definition.hoisted @definition.used)
  (#set! namespace "label"))
((goto_statement (label_name) @reference) (#set! namespace "label"))
((break_statement (label_name) @reference) (#set! namespace "label"))
((continue_statement (label_name) @reference) (#set! namespace "label"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(type_identifier) @reference
(qualified_type package: (package_identifier) @reference)
(qualified_type name: (type_identifier) @ignore)
((identifier) @ignore (#eq? @ignore "_"))
((type_identifier) @ignore (#eq? @ignore "_"))

; To set a variable is not to use it.
(assignment_statement left: (expression_list (identifier) @assignment) operator: "=")
(range_clause left: (expression_list (identifier) @assignment) "=")
(receive_statement left: (expression_list (identifier) @assignment) "=")

; --- Members ------------------------------------------------------------------------------------

; Several types may have a field of one name: which of them is read is not known here.
(field_declaration name: (field_identifier) @member.name @member.each)
; An embedded field is called like its type.
(field_declaration !name type: (type_identifier) @member.name @reference.also)
(field_declaration !name type: (generic_type type: (type_identifier) @member.name @reference.also))
(method_declaration name: (field_identifier) @member.name)
(method_elem name: (field_identifier) @member.name @member.abstract)
(selector_expression field: (field_identifier) @member.access)

; The key of a value is a field, but in maps and arrays.
(keyed_element key: (literal_element (identifier) @member.access))
(composite_literal
  type: [(map_type) (array_type) (slice_type) (implicit_length_array_type)]
  body: (literal_value (keyed_element key: (literal_element (identifier) @reference.also))))

; --- Links --------------------------------------------------------------------------------------

; Values without the names of their fields give all fields, in order.
((type_spec
  name: (type_identifier) @link.key
  type: (struct_type (field_declaration_list (field_declaration) @link.support)))
  (#set! link "fields"))
((composite_literal
  type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)]
  body: (literal_value (literal_element))) @link.dependent
  (#set! link "fields"))
((composite_literal
  type: [
    (slice_type
      element: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])
    (array_type
      element: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])
    (implicit_length_array_type
      element: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])
    (map_type
      value: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])]
  body: (literal_value
    [(literal_element (literal_value (literal_element)))
     (keyed_element value: (literal_element (literal_value (literal_element))))])) @link.dependent
  (#set! link "fields"))

; Interfaces are met without being named: what makes a value of a type needs those of its methods
; that an interface lists, here or in the standard library.
((method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @link.key
        (generic_type type: (type_identifier) @link.key)
        (pointer_type (type_identifier) @link.key)
        (pointer_type (generic_type type: (type_identifier) @link.key))]))
  name: (field_identifier) @link.member) @link.support
  (#set! link "methods"))
((method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @link.key
        (generic_type type: (type_identifier) @link.key)
        (pointer_type (type_identifier) @link.key)
        (pointer_type (generic_type type: (type_identifier) @link.key))]))
  name: (field_identifier) @_method) @link.support
  (#any-of? @_method
    "Error" "Read" "Write" "Close" "Seek" "ReadAt" "WriteAt" "Len" "Less" "Swap" "Push" "Pop"
    "ServeHTTP" "RoundTrip" "Handle" "Enabled" "WithAttrs" "WithGroup" "Open" "Stat" "Set" "Scan"
    "Value" "Done" "Deadline" "Err" "Lock" "Unlock" "Bounds" "At" "ColorModel" "Int63" "Uint64"
    "Sum" "BlockSize" "Accept" "Addr" "Visit" "Import")
  (#set! link "methods"))
((composite_literal
  type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)])
  @link.dependent
  (#set! link "methods"))
((composite_literal
  type: [
    (slice_type element: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])
    (map_type value: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])])
  @link.dependent
  (#set! link "methods"))
((call_expression function: (identifier) @link.key) @link.dependent
  (#set! link "methods"))
((call_expression function: (parenthesized_expression (unary_expression (identifier) @link.key)))
  @link.dependent
  (#set! link "methods"))
((type_conversion_expression type: (generic_type type: (type_identifier) @link.key))
  @link.dependent
  (#set! link "methods"))
((call_expression
  function: (identifier) @_new
  arguments: (argument_list . [(type_identifier) (generic_type)] @link.key)) @link.dependent
  (#any-of? @_new "new" "make")
  (#set! link "methods"))
((type_assertion_expression
  type: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)]) @link.dependent
  (#set! link "methods"))
((var_spec type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)])
  @link.dependent
  (#set! link "methods"))
((field_declaration
  type: [(type_identifier) @link.key (pointer_type (type_identifier) @link.key)])
  @link.dependent
  (#set! link "methods"))

; --- Control flow -------------------------------------------------------------------------------

(function_declaration result: (_)) @returns
(method_declaration result: (_)) @returns
(func_literal result: (_)) @returns

(if_statement consequence: (_) @arm) @choice
(if_statement alternative: (_) @arm.default)
(expression_switch_statement) @choice.breakable
(type_switch_statement) @choice.breakable
(select_statement) @choice.breakable
(expression_case) @arm
(type_case) @arm
(default_case) @arm.default
; One of the cases of a select runs.
(communication_case) @arm.default

(for_statement . body: (block)) @loop.forever
(for_statement . (comment) . body: (block)) @loop.forever
(for_statement (for_clause !condition)) @loop.forever
(for_statement (for_clause condition: (_))) @loop
(for_statement (range_clause)) @loop
(for_statement (_expression)) @loop

(return_statement) @exit
(goto_statement) @exit
(continue_statement) @exit
; Control goes on in the next clause, which leaves or does not.
(fallthrough_statement) @exit
(break_statement) @exit.break
(break_statement (label_name)) @exit.labelled
((expression_statement (call_expression function: (identifier) @_function)) @exit
  (#eq? @_function "panic"))
; Waits for ever.
((select_statement) @exit (#match? @exit "^select\\s*\\{\\s*\\}$"))
