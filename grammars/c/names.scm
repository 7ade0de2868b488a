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

((compound_statement) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))

; Parameters of what is only declared are known in the list alone.
((declaration declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((declaration
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((declaration
  declarator: (pointer_declarator
    declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope))))
  (#set! scope "inline"))
((init_declarator declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((parameter_declaration declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((parameter_declaration
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((field_declaration declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((field_declaration
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((type_definition declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((type_definition
  declarator: (pointer_declarator declarator: (function_declarator parameters: (_) @scope)))
  (#set! scope "inline"))
((array_declarator declarator: (function_declarator parameters: (_) @scope))
  (#set! scope "inline"))
((abstract_function_declarator parameters: (_) @scope) (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

; A declarator may be nested in any way; the innermost one has the name.
(declaration declarator: (identifier) @definition)
(init_declarator declarator: (identifier) @definition)
(parameter_declaration declarator: (identifier) @definition)
(function_declarator declarator: (identifier) @definition)
(pointer_declarator declarator: (identifier) @definition)
(array_declarator declarator: (identifier) @definition)
(parenthesized_declarator (identifier) @definition)
(attributed_declarator . (identifier) @definition)
; Parameters whose types follow the list.
(function_declarator parameters: (parameter_list (identifier) @definition))

(type_definition declarator: (type_identifier) @definition)
(type_definition declarator: (primitive_type) @definition)
(pointer_declarator declarator: (type_identifier) @definition)
(array_declarator declarator: (type_identifier) @definition)
(function_declarator declarator: (type_identifier) @definition)
(parenthesized_declarator (type_identifier) @definition)
(attributed_declarator . (type_identifier) @definition)

(enumerator name: (identifier) @definition)

; A macro stands for its text where it is used, so the text needs what it mentions there.
(preproc_def name: (identifier) @definition)
((preproc_function_def name: (identifier) @definition @outer) @scope
  (#set! scope "inline"))
(preproc_params (identifier) @definition)
(preproc_def value: (preproc_arg) @mention)
(preproc_function_def value: (preproc_arg) @mention)

; Tags are names of their own. One without a body is a use: all it could say is that the
; structure exists, and whoever needs to know that says so himself.
((struct_specifier name: (type_identifier) @definition body: (_)) (#set! namespace "tag"))
((union_specifier name: (type_identifier) @definition body: (_)) (#set! namespace "tag"))
((enum_specifier name: (type_identifier) @definition body: (_)) (#set! namespace "tag"))
((struct_specifier name: (type_identifier) @reference !body) (#set! namespace "tag"))
((union_specifier name: (type_identifier) @reference !body) (#set! namespace "tag"))
((enum_specifier name: (type_identifier) @reference !body) (#set! namespace "tag"))

; Labels are known in all of their function.
((labeled_statement label: (statement_identifier) @definition.hoisted)
  (#set! namespace "label")
  (#set! binds "function"))
((goto_statement label: (statement_identifier) @reference) (#set! namespace "label"))
((gnu_asm_goto_list label: (identifier) @reference) (#set! namespace "label"))

; The macros of a clean-up handler open and close a block between them: each needs the other. They
; meet in a name space of their own, under the parenthesis that both have; a pattern of two
; statements would be tried on every pair.
((call_expression
  function: (identifier) @_push
  arguments: (argument_list . "(" @definition.each @definition.used))
  (#eq? @_push "pthread_cleanup_push")
  (#set! namespace "cleanup"))
((call_expression
  function: (identifier) @_pop
  arguments: (argument_list . "(" @reference))
  (#eq? @_pop "pthread_cleanup_pop")
  (#set! namespace "cleanup"))

; --- What headers give --------------------------------------------------------------------------

(preproc_include path: (_) @import.module) @definition.wildcard
; What makes headers give more than they do by themselves.
((preproc_def name: (identifier) @definition.wildcard @import.module)
  (#any-of? @import.module "_GNU_SOURCE" "_XOPEN_SOURCE")
  (#set! family "features"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(type_identifier) @reference
((primitive_type) @reference
  (#match? @reference "_t$"))
((primitive_type) @reference
  (#eq? @reference "bool"))
((true) @reference
  (#eq? @reference "true"))
((false) @reference
  (#eq? @reference "false"))
((null) @reference
  (#eq? @reference "NULL"))
(offsetof_expression "offsetof" @reference)
(alignas_qualifier "alignas" @reference)
; So are these words macros of headers, up to C17.
(alignof_expression "alignof" @reference)
(type_qualifier "noreturn" @reference)
(storage_class_specifier "thread_local" @reference)

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

; --- Members ------------------------------------------------------------------------------------

(field_declaration declarator: (field_identifier) @member.name)
(pointer_declarator declarator: (field_identifier) @member.name)
(array_declarator declarator: (field_identifier) @member.name)
(function_declarator declarator: (field_identifier) @member.name)
(parenthesized_declarator (field_identifier) @member.name)
(attributed_declarator . (field_identifier) @member.name)

(field_expression field: (field_identifier) @member.access)
(field_designator (field_identifier) @member.access)
(initializer_pair designator: (field_identifier) @member.access)
(offsetof_expression member: (field_identifier) @member.access)

; Values in the order of the members need all members of their structure. What only sets all to
; nothing does not, nor what names its members.
((struct_specifier
  name: (type_identifier) @link.key
  body: (field_declaration_list (field_declaration) @link.support))
  (#set! link "members"))
((type_definition
  type: (struct_specifier body: (field_declaration_list (field_declaration) @link.support))
  declarator: (type_identifier) @link.key)
  (#set! link "members"))
((declaration
  type: [(type_identifier) @link.key (struct_specifier name: (type_identifier) @link.key)]
  declarator: (init_declarator value: (initializer_list) @_values)) @link.dependent
  (#not-match? @_values "^\\{[\\s{]*([.}]|(0|NULL)\\s*\\})")
  (#set! link "members"))
((compound_literal_expression
  type: (type_descriptor
    type: [(type_identifier) @link.key (struct_specifier name: (type_identifier) @link.key)])
  value: (initializer_list) @_values) @link.dependent
  (#not-match? @_values "^\\{[\\s{]*([.}]|(0|NULL)\\s*\\})")
  (#set! link "members"))
