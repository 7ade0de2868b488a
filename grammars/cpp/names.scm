; --- Scopes -------------------------------------------------------------------------------------

; The name and the type of a function belong to what is around it, its parameters do not.
((function_definition) @scope (#set! scope "function"))
(function_definition type: (_) @outer)
(function_definition declarator: (function_declarator declarator: (_) @outer))
(function_definition
  declarator: (pointer_declarator declarator: (function_declarator declarator: (_) @outer)))
(function_definition
  declarator: (pointer_declarator
    declarator: (pointer_declarator declarator: (function_declarator declarator: (_) @outer))))
(function_definition
  declarator: (reference_declarator (function_declarator declarator: (_) @outer)))
((lambda_expression) @scope (#set! scope "function"))

((class_specifier name: (type_identifier) @definition @outer body: (_)) @scope
  (#set! scope "type"))
((class_specifier name: (template_type) @outer body: (_)) @scope (#set! scope "type"))
((class_specifier !name body: (_)) @scope (#set! scope "type"))
((struct_specifier name: (type_identifier) @definition @outer body: (_)) @scope
  (#set! scope "type"))
((struct_specifier name: (template_type) @outer body: (_)) @scope (#set! scope "type"))
((struct_specifier !name body: (_)) @scope (#set! scope "type"))
((union_specifier name: (type_identifier) @definition @outer body: (_)) @scope
  (#set! scope "type"))
((union_specifier name: (template_type) @outer body: (_)) @scope (#set! scope "type"))
((union_specifier !name body: (_)) @scope (#set! scope "type"))
(base_class_clause) @outer

((compound_statement) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((for_range_loop) @scope (#set! scope "inline"))
((if_statement) @scope (#set! scope "inline"))
((while_statement) @scope (#set! scope "inline"))
((switch_statement) @scope (#set! scope "inline"))
((catch_clause) @scope (#set! scope "inline"))
((requires_expression) @scope (#set! scope "inline"))

; Parameters of what is only declared are known in the list alone.
((declaration declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((declaration
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((declaration
  declarator: (reference_declarator (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((parameter_declaration declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((field_declaration declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((field_declaration
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((field_declaration
  declarator: (reference_declarator (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((type_definition declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((type_definition
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((type_descriptor
  declarator: (abstract_function_declarator parameters: (_) @scope))
  (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

; A declarator may be nested in any way; the innermost one has the name. Namespaces are no scopes
; here: what they hold is known from everywhere after it, so that directives need no look-up.
(declaration declarator: (identifier) @definition)
(init_declarator declarator: (identifier) @definition)
(parameter_declaration declarator: (identifier) @definition)
(optional_parameter_declaration declarator: (identifier) @definition)
(variadic_declarator (identifier) @definition)
(function_declarator declarator: (identifier) @definition)
; One name may stand for several functions, and nothing here knows which one a call means.
(function_definition declarator: (function_declarator declarator: (identifier) @definition.each))
(function_definition
  declarator: (pointer_declarator
    declarator: (function_declarator declarator: (identifier) @definition.each)))
(function_definition
  declarator: (reference_declarator
    (function_declarator declarator: (identifier) @definition.each)))
(pointer_declarator declarator: (identifier) @definition)
(reference_declarator (identifier) @definition)
(array_declarator declarator: (identifier) @definition)
(parenthesized_declarator (identifier) @definition)
(attributed_declarator . (identifier) @definition)
(structured_binding_declarator (identifier) @definition)
(for_range_loop declarator: (identifier) @definition)
(lambda_capture_initializer left: (identifier) @definition)

(type_definition declarator: (type_identifier) @definition)
(type_definition declarator: (primitive_type) @definition)
(pointer_declarator declarator: (type_identifier) @definition)
(reference_declarator (type_identifier) @definition)
(array_declarator declarator: (type_identifier) @definition)
(function_declarator declarator: (type_identifier) @definition)
(parenthesized_declarator (type_identifier) @definition)
(alias_declaration name: (type_identifier) @definition)
(concept_definition name: (identifier) @definition)

(enum_specifier name: (type_identifier) @definition)
(enumerator name: (identifier) @definition @member.name)
; What is only announced.
(translation_unit (class_specifier name: (type_identifier) @ignore !body))
(translation_unit (struct_specifier name: (type_identifier) @ignore !body))
(declaration_list (class_specifier name: (type_identifier) @ignore !body))
(declaration_list (struct_specifier name: (type_identifier) @ignore !body))
(template_declaration (class_specifier name: (type_identifier) @ignore !body))
(template_declaration (struct_specifier name: (type_identifier) @ignore !body))

(type_parameter_declaration (type_identifier) @definition)
(variadic_type_parameter_declaration (type_identifier) @definition)
(optional_type_parameter_declaration name: (type_identifier) @definition)

(namespace_definition name: (namespace_identifier) @definition)
(namespace_definition
  name: (nested_namespace_specifier (namespace_identifier) @definition))
(namespace_definition
  name: (nested_namespace_specifier
    (nested_namespace_specifier (namespace_identifier) @definition)))
(namespace_alias_definition name: (namespace_identifier) @definition)

; A macro stands for its text where it is used, so the text needs what it mentions there.
(preproc_def name: (identifier) @definition)
((preproc_function_def name: (identifier) @definition @outer) @scope
  (#set! scope "inline"))
(preproc_params (identifier) @definition)
(preproc_def value: (preproc_arg) @mention)
(preproc_function_def value: (preproc_arg) @mention)

; Labels are known in all of their function.
((labeled_statement label: (statement_identifier) @definition.hoisted)
  (#set! namespace "label")
  (#set! binds "function"))
((goto_statement label: (statement_identifier) @reference) (#set! namespace "label"))

; --- What headers give --------------------------------------------------------------------------

(preproc_include path: (_) @import.module) @definition.wildcard

; Names of the standard library that are used without its namespace need a directive, too.
((using_declaration "namespace" (_) @import.module @definition.wildcard)
  (#match? @import.module "^std(::|$)")
  (#set! family "using"))

; One that names a single thing defines it here, and needs the header all the same.
((using_declaration "using" . (qualified_identifier) @definition)
  (#set! name "path"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(type_identifier) @reference
(namespace_identifier) @reference
((primitive_type) @reference
  (#match? @reference "_t$"))
((null) @reference
  (#eq? @reference "NULL"))
(offsetof_expression "offsetof" @reference)

; What is said to be of the standard library is none of the program's own.
((qualified_identifier
  scope: (namespace_identifier) @_std
  name: [
    (identifier) @reference
    (type_identifier) @reference
    (template_type name: (type_identifier) @reference)
    (template_function name: (identifier) @reference)
    (qualified_identifier scope: (namespace_identifier) @reference)
    (qualified_identifier scope: (template_type name: (type_identifier) @reference))
  ])
  (#eq? @_std "std")
  (#set! qualified "yes")
  (#set! namespace "std"))

; A condition may ask for names that nothing defines; what guards a definition of its own asks for
; one that is not there. Any other that follows a definition holds only as long as that is there.
((preproc_ifdef "#ifndef" name: (identifier) @ignore . (preproc_def name: (identifier) @_own))
  (#eq? @ignore @_own))
((preproc_ifdef
  "#ifndef"
  name: (identifier) @ignore . (preproc_function_def name: (identifier) @_own))
  (#eq? @ignore @_own))
(preproc_elifdef "#elifndef" name: (identifier) @ignore)
((unary_expression operator: "!" argument: (preproc_defined (identifier) @ignore)))

(attribute_specifier (argument_list (identifier) @ignore))
(attribute_specifier (argument_list (call_expression function: (identifier) @ignore)))
(attribute (identifier) @ignore)
(ms_declspec_modifier (identifier) @ignore)
(gnu_asm_output_operand symbol: (identifier) @ignore)
(gnu_asm_input_operand symbol: (identifier) @ignore)
(literal_suffix) @ignore

; --- Operators ----------------------------------------------------------------------------------

; Operators of the program that are no members: what is written with them after it may need them.
((function_definition
  declarator: (function_declarator declarator: (operator_name _ @definition)))
  (#set! namespace "operator"))
((function_definition
  declarator: (reference_declarator
    (function_declarator declarator: (operator_name _ @definition))))
  (#set! namespace "operator"))
((binary_expression operator: _ @reference) (#set! namespace "operator"))

; --- Members ------------------------------------------------------------------------------------

; The members of a class are known in all of it; elsewhere they are found by name.
(field_declaration declarator: (field_identifier) @definition.hoisted @member.name)
(pointer_declarator declarator: (field_identifier) @definition.hoisted @member.name)
(reference_declarator (field_identifier) @definition.hoisted @member.name)
(array_declarator declarator: (field_identifier) @definition.hoisted @member.name)
(function_declarator declarator: (field_identifier) @definition.hoisted @member.name)
(parenthesized_declarator (field_identifier) @definition.hoisted @member.name)
(field_declaration type: (class_specifier name: (type_identifier) @member.name body: (_)))
(field_declaration type: (struct_specifier name: (type_identifier) @member.name body: (_)))
(field_declaration type: (union_specifier name: (type_identifier) @member.name body: (_)))
(field_declaration type: (enum_specifier name: (type_identifier) @member.name))
(field_declaration_list (alias_declaration name: (type_identifier) @member.name))
(field_declaration_list
  (type_definition declarator: (type_identifier) @member.name))
(field_declaration_list
  (template_declaration
    [
      (class_specifier name: (type_identifier) @member.name body: (_))
      (struct_specifier name: (type_identifier) @member.name body: (_))
      (alias_declaration name: (type_identifier) @member.name)
      (function_definition declarator: (function_declarator declarator: (identifier) @member.name))
      (function_definition
        declarator: (pointer_declarator
          declarator: (function_declarator declarator: (identifier) @member.name)))
      (function_definition
        declarator: (reference_declarator
          (function_declarator declarator: (identifier) @member.name)))
      (declaration declarator: (function_declarator declarator: (identifier) @member.name))
      (declaration
        declarator: (pointer_declarator
          declarator: (function_declarator declarator: (identifier) @member.name)))
      (declaration
        declarator: (reference_declarator
          (function_declarator declarator: (identifier) @member.name)))
    ]))

; So are those of a namespace.
(declaration_list
  [
    (function_definition declarator: (function_declarator declarator: (identifier) @member.name))
    (function_definition
      declarator: (pointer_declarator
        declarator: (function_declarator declarator: (identifier) @member.name)))
    (function_definition
      declarator: (reference_declarator
        (function_declarator declarator: (identifier) @member.name)))
    (declaration declarator: (function_declarator declarator: (identifier) @member.name))
    (declaration
      declarator: (pointer_declarator
        declarator: (function_declarator declarator: (identifier) @member.name)))
    (declaration
      declarator: (reference_declarator
        (function_declarator declarator: (identifier) @member.name)))
    (declaration declarator: (identifier) @member.name)
    (declaration declarator: (init_declarator declarator: (identifier) @member.name))
    (declaration
      declarator: (init_declarator declarator: (array_declarator declarator: (identifier) @member.name)))
    (declaration
      declarator: (init_declarator declarator: (pointer_declarator declarator: (identifier) @member.name)))
    (class_specifier name: (type_identifier) @member.name body: (_))
    (struct_specifier name: (type_identifier) @member.name body: (_))
    (union_specifier name: (type_identifier) @member.name body: (_))
    (enum_specifier name: (type_identifier) @member.name)
    (alias_declaration name: (type_identifier) @member.name)
    (type_definition declarator: (type_identifier) @member.name)
    (concept_definition name: (identifier) @member.name)
    (template_declaration
      [
        (function_definition
          declarator: (function_declarator declarator: (identifier) @member.name))
        (function_definition
          declarator: (reference_declarator
            (function_declarator declarator: (identifier) @member.name)))
        (declaration declarator: (function_declarator declarator: (identifier) @member.name))
        (declaration declarator: (init_declarator declarator: (identifier) @member.name))
        (class_specifier name: (type_identifier) @member.name body: (_))
        (struct_specifier name: (type_identifier) @member.name body: (_))
        (alias_declaration name: (type_identifier) @member.name)
        (concept_definition name: (identifier) @member.name)
      ])
    (namespace_definition name: (namespace_identifier) @member.name)
  ])

(field_expression field: (field_identifier) @member.access)
(field_expression field: (template_method name: (field_identifier) @member.access))
(field_designator (field_identifier) @member.access)
(initializer_pair designator: (field_identifier) @member.access)
(offsetof_expression member: (field_identifier) @member.access)
(field_initializer . (field_identifier) @member.access)
((qualified_identifier
  scope: (namespace_identifier) @_scope
  name: [
    (identifier) @member.access
    (type_identifier) @member.access
    (field_identifier) @member.access
    (template_type name: (type_identifier) @member.access)
    (template_function name: (identifier) @member.access)
    (qualified_identifier scope: (namespace_identifier) @member.access)
  ])
  (#not-eq? @_scope "std"))
(qualified_identifier
  scope: (template_type)
  name: [
    (identifier) @member.access
    (type_identifier) @member.access
    (field_identifier) @member.access
    (template_type name: (type_identifier) @member.access)
    (template_function name: (identifier) @member.access)
  ])

; Bases, and what they leave to be defined.
(class_specifier (base_class_clause (type_identifier) @class.base))
(struct_specifier (base_class_clause (type_identifier) @class.base))
(class_specifier (base_class_clause (template_type name: (type_identifier) @class.base)))
(struct_specifier (base_class_clause (template_type name: (type_identifier) @class.base)))
(field_declaration
  declarator: (function_declarator declarator: (field_identifier) @member.abstract)
  default_value: (number_literal))
(field_declaration
  declarator: (pointer_declarator
    declarator: (function_declarator declarator: (field_identifier) @member.abstract))
  default_value: (number_literal))
(field_declaration
  declarator: (reference_declarator
    (function_declarator declarator: (field_identifier) @member.abstract))
  default_value: (number_literal))
((function_declarator
  declarator: (field_identifier) @member.override
  (virtual_specifier) @_specifier)
  (#eq? @_specifier "override"))

; --- Values -------------------------------------------------------------------------------------

(return_statement (_)) @return.value

; Where the type is that of what is returned, something goes on being returned; so it does where the
; compiler evaluates the call.
(function_definition
  type: (placeholder_type_specifier)
  declarator: (function_declarator parameters: (parameter_list) .)) @returns.some
(lambda_expression !declarator) @returns.some
(lambda_expression
  declarator: (abstract_function_declarator parameters: (parameter_list) .)) @returns.some
(lambda_expression
  declarator: (abstract_function_declarator
    parameters: (parameter_list) . [(type_qualifier) (noexcept)] .)) @returns.some
((function_definition (type_qualifier) @_qualifier) @returns.some
  (#eq? @_qualifier "constexpr"))
