; --- Scopes -------------------------------------------------------------------------------------

((function_definition) @scope (#set! scope "function"))
((method_declaration) @scope (#set! scope "function"))
((anonymous_function) @scope (#set! scope "function"))
((arrow_function) @scope (#set! scope "function"))
(function_definition name: (_) @outer)
(method_declaration name: (_) @outer)
; What a closure takes by value is read where the closure is made.
(anonymous_function (anonymous_function_use_clause) @outer)

; Bodies of types have no variables of their own; they matter for what types ask of one another.
((class_declaration name: (name) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! namespace "class"))
((interface_declaration name: (name) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! namespace "class"))
((trait_declaration name: (name) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! namespace "class"))
((enum_declaration name: (name) @definition.hoisted @outer) @scope
  (#set! scope "type")
  (#set! namespace "class"))
((anonymous_class) @scope (#set! scope "type"))
(anonymous_class (arguments) @outer)
(base_clause) @outer
(class_interface_clause) @outer
(use_declaration) @outer

; --- Variables ----------------------------------------------------------------------------------

; Where nothing else is said of a variable, it is read.
((variable_name (name) @reference) (#set! namespace "variable"))

; What the language sets.
((variable_name (name) @ignore)
  (#any-of? @ignore
    "this" "GLOBALS" "_SERVER" "_GET" "_POST" "_FILES" "_COOKIE" "_SESSION" "_REQUEST" "_ENV")
  (#set! namespace "variable"))

; "${x}"
((encapsed_string (dynamic_variable_name [
  (name) @reference
  (subscript_expression . (name) @reference)]))
  (#set! namespace "variable"))
((heredoc_body (dynamic_variable_name [
  (name) @reference
  (subscript_expression . (name) @reference)]))
  (#set! namespace "variable"))

((simple_parameter name: (variable_name (name) @definition)) (#set! namespace "variable"))
((variadic_parameter name: (variable_name (name) @definition)) (#set! namespace "variable"))
((property_promotion_parameter name: (variable_name (name) @definition @member.name))
  (#set! namespace "variable")
  (#set! members "property"))
((property_promotion_parameter name: (by_ref (variable_name (name) @definition @member.name)))
  (#set! namespace "variable")
  (#set! members "property"))

((assignment_expression left: (variable_name (name) @definition)) (#set! namespace "variable"))
((reference_assignment_expression left: (variable_name (name) @definition))
  (#set! namespace "variable"))
((reference_assignment_expression right: (variable_name (name) @definition))
  (#set! namespace "variable"))
; A variable holds only behind its assignment.
(assignment_expression left: (_) @target right: (_) @after)
; It sets what has no value yet; the other operators change a value.
((augmented_assignment_expression left: (variable_name (name) @definition) operator: "??=")
  (#set! namespace "variable"))
((augmented_assignment_expression
  left: (variable_name (name) @definition @reference.also)
  operator: ["**=" "*=" "/=" "%=" "+=" "-=" ".=" "<<=" ">>=" "&=" "^=" "|="])
  (#set! namespace "variable"))
((update_expression argument: (variable_name (name) @definition @reference.also))
  (#set! namespace "variable"))
; Elements of what is not set yet make an array of it.
((assignment_expression left: (subscript_expression . (variable_name (name) @definition)))
  (#set! namespace "variable"))
((assignment_expression
  left: (subscript_expression . (subscript_expression . (variable_name (name) @definition))))
  (#set! namespace "variable"))
((assignment_expression
  left: (subscript_expression
    . (subscript_expression . (subscript_expression . (variable_name (name) @definition)))))
  (#set! namespace "variable"))
((list_literal (variable_name (name) @definition)) (#set! namespace "variable"))
((list_literal (by_ref (variable_name (name) @definition))) (#set! namespace "variable"))
((list_literal (_) "=>" . (variable_name (name) @definition)) (#set! namespace "variable"))
; A key is read.
((list_literal (variable_name (name) @reference.also) . "=>") (#set! namespace "variable"))

((foreach_statement "as" . (variable_name (name) @definition)) (#set! namespace "variable"))
((foreach_statement "as" . (by_ref (variable_name (name) @definition)))
  (#set! namespace "variable"))
((foreach_statement "as" . (pair (variable_name (name) @definition)))
  (#set! namespace "variable"))
((foreach_statement "as" . (pair (by_ref (variable_name (name) @definition))))
  (#set! namespace "variable"))
; [$a, $b] reads like an array in the tree where it stands behind "as".
((foreach_statement "as"
  . (array_creation_expression (array_element_initializer (variable_name (name) @definition))))
  (#set! namespace "variable"))
((foreach_statement "as"
  . (pair (array_creation_expression
    (array_element_initializer (variable_name (name) @definition)))))
  (#set! namespace "variable"))

((catch_clause name: (variable_name (name) @definition)) (#set! namespace "variable"))
((global_declaration (variable_name (name) @definition)) (#set! namespace "variable"))
((static_variable_declaration name: (variable_name (name) @definition))
  (#set! namespace "variable"))
; By reference, it is set if it was not.
((anonymous_function_use_clause (by_ref (variable_name (name) @definition)))
  (#set! namespace "variable"))

; Questions whether a variable is set.
((function_call_expression
  function: (name) @_asks
  arguments: (arguments (argument (variable_name (name) @ignore))))
  (#any-of? @_asks "isset" "empty")
  (#set! namespace "variable"))
((function_call_expression
  function: (name) @_asks
  arguments: (arguments (argument (subscript_expression . (variable_name (name) @ignore)))))
  (#any-of? @_asks "isset" "empty")
  (#set! namespace "variable"))
((binary_expression left: (variable_name (name) @ignore) operator: "??")
  (#set! namespace "variable"))
((binary_expression left: (subscript_expression . (variable_name (name) @ignore)) operator: "??")
  (#set! namespace "variable"))
((unset_statement (variable_name (name) @ignore)) (#set! namespace "variable"))

; Functions of the language that set an argument.
((function_call_expression
  function: (name) @_sets
  arguments: (arguments . (argument) . (argument) . (argument (variable_name (name) @definition))))
  (#any-of? @_sets "preg_match" "preg_match_all" "exec" "similar_text" "proc_open" "is_callable")
  (#set! namespace "variable"))
((function_call_expression
  function: (name) @_sets
  arguments: (arguments . (argument) . (argument (variable_name (name) @definition))))
  (#any-of? @_sets "parse_str" "mb_parse_str" "getimagesize" "exec" "system" "passthru" "getmxrr")
  (#set! namespace "variable"))
((function_call_expression
  function: (name) @_sets
  arguments: (arguments
    . (argument) . (argument) . (argument) . (argument (variable_name (name) @definition))))
  (#any-of? @_sets "str_replace" "str_ireplace" "fsockopen" "openssl_sign")
  (#set! namespace "variable"))
((function_call_expression
  function: (name) @_sets
  arguments: (arguments
    . (argument) . (argument) . (argument) . (argument)
    . (argument (variable_name (name) @definition))))
  (#any-of? @_sets "preg_replace" "preg_replace_callback" "fsockopen")
  (#set! namespace "variable"))
((function_call_expression
  function: (name) @_sets
  arguments: (arguments . (argument) . (argument) (argument (variable_name (name) @definition))))
  (#eq? @_sets "sscanf")
  (#set! namespace "variable"))

; compact("x") reads $x.
((function_call_expression
  function: (name) @_compact
  arguments: (arguments (argument [
    (string (string_content) @reference)
    (encapsed_string (string_content) @reference)])))
  (#eq? @_compact "compact")
  (#set! namespace "variable"))

; --- Functions ----------------------------------------------------------------------------------

((function_definition name: (name) @definition.hoisted) (#set! namespace "function"))
((function_call_expression function: (name) @reference) (#set! namespace "function"))
((function_call_expression function: (qualified_name (name) @reference))
  (#set! namespace "function"))
; Functions that are passed on by name.
((function_call_expression
  function: (name) @_takes
  arguments: (arguments (argument [
    (string (string_content) @reference)
    (encapsed_string (string_content) @reference)])))
  (#any-of? @_takes
    "array_map" "array_filter" "array_reduce" "array_walk" "array_walk_recursive" "usort" "uasort"
    "uksort" "call_user_func" "call_user_func_array" "array_udiff" "array_uintersect"
    "array_diff_ukey" "iterator_apply" "preg_replace_callback" "register_shutdown_function"
    "set_error_handler" "set_exception_handler" "spl_autoload_register" "ob_start")
  (#set! namespace "function"))

; --- Types --------------------------------------------------------------------------------------

((object_creation_expression [(name) @reference (qualified_name (name) @reference)])
  (#set! namespace "class"))
((scoped_call_expression scope: [(name) @reference (qualified_name (name) @reference)])
  (#set! namespace "class"))
((scoped_property_access_expression
  scope: [(name) @reference (qualified_name (name) @reference)])
  (#set! namespace "class"))
((class_constant_access_expression . [(name) @reference (qualified_name (name) @reference)])
  (#set! namespace "class"))
((binary_expression
  operator: "instanceof"
  right: [(name) @reference (qualified_name (name) @reference)])
  (#set! namespace "class"))
((named_type [(name) @reference (qualified_name (name) @reference)]) (#set! namespace "class"))
((base_clause [(name) @reference @class.base (qualified_name (name) @reference @class.base)])
  (#set! namespace "class"))
((class_interface_clause
  [(name) @reference @class.base (qualified_name (name) @reference @class.base)])
  (#set! namespace "class"))
((use_declaration [(name) @reference @class.base (qualified_name (name) @reference @class.base)])
  (#set! namespace "class"))
((attribute [(name) @reference (qualified_name (name) @reference)]) (#set! namespace "class"))

; Imports define the last part of a name, or the alias: types, unless they say what they import.
((namespace_use_declaration
  !type
  (namespace_use_clause !type . [(name) @definition (qualified_name (name) @definition)] .))
  (#set! namespace "class"))
((namespace_use_declaration !type (namespace_use_clause !type alias: (name) @definition))
  (#set! namespace "class"))
((namespace_use_declaration
  !type
  body: (namespace_use_group
    (namespace_use_clause !type . [(name) @definition (qualified_name (name) @definition)] .)))
  (#set! namespace "class"))
((namespace_use_declaration
  !type
  body: (namespace_use_group (namespace_use_clause !type alias: (name) @definition)))
  (#set! namespace "class"))

((namespace_use_clause
  type: "function"
  . [(name) @definition (qualified_name (name) @definition)] .)
  (#set! namespace "function"))
((namespace_use_clause type: "function" alias: (name) @definition) (#set! namespace "function"))
((namespace_use_declaration
  type: "function"
  body: (namespace_use_group
    (namespace_use_clause . [(name) @definition (qualified_name (name) @definition)] .)))
  (#set! namespace "function"))
((namespace_use_declaration
  type: "function"
  body: (namespace_use_group (namespace_use_clause alias: (name) @definition)))
  (#set! namespace "function"))

(namespace_use_clause
  type: "const"
  . [(name) @definition (qualified_name (name) @definition)] .)
(namespace_use_clause type: "const" alias: (name) @definition)
(namespace_use_declaration
  type: "const"
  body: (namespace_use_group
    (namespace_use_clause . [(name) @definition (qualified_name (name) @definition)] .)))
(namespace_use_declaration
  type: "const"
  body: (namespace_use_group (namespace_use_clause alias: (name) @definition)))

; --- Constants and members ----------------------------------------------------------------------

; A bare name is a constant.
[
  (argument (name) @reference)
  (array_element_initializer (name) @reference)
  (assignment_expression right: (name) @reference)
  (binary_expression left: (name) @reference)
  (binary_expression right: (name) @reference)
  (unary_op_expression (name) @reference)
  (parenthesized_expression (name) @reference)
  (echo_statement (name) @reference)
  (return_statement (name) @reference)
  (const_element (_) (name) @reference)
  (property_element default_value: (name) @reference)
  (simple_parameter default_value: (name) @reference)
  (subscript_expression (name) @reference)
  (conditional_expression (name) @reference)
  (case_statement value: (name) @reference)
  (sequence_expression (name) @reference)
  (match_condition_list (name) @reference)
  (match_conditional_expression return_expression: (name) @reference)
]
(argument name: (name) @ignore)
(program (const_declaration (const_element . (name) @definition.hoisted)))
(compound_statement (const_declaration (const_element . (name) @definition.hoisted)))
((function_call_expression
  function: (name) @_define
  arguments: (arguments . (argument [
    (string (string_content) @definition.hoisted)
    (encapsed_string (string_content) @definition.hoisted)])))
  (#eq? @_define "define"))

; Members are found by name, whatever the type; those of a kind among themselves.
((declaration_list (const_declaration (const_element . (name) @member.name)))
  (#set! members "constant"))
((enum_declaration_list (const_declaration (const_element . (name) @member.name)))
  (#set! members "constant"))
((enum_case name: (name) @member.name) (#set! members "constant"))
((class_constant_access_expression (_) (name) @member.access) (#set! members "constant"))

((property_element name: (variable_name (name) @member.name)) (#set! members "property"))
; Properties need no declaration where they are set.
((assignment_expression left: (member_access_expression name: (name) @member.name))
  (#set! members "property"))
((reference_assignment_expression left: (member_access_expression name: (name) @member.name))
  (#set! members "property"))
((assignment_expression
  left: (subscript_expression . (member_access_expression name: (name) @member.name)))
  (#set! members "property"))
((list_literal (member_access_expression name: (name) @member.name)) (#set! members "property"))
((member_access_expression name: (name) @member.access) (#set! members "property"))
((nullsafe_member_access_expression name: (name) @member.access) (#set! members "property"))
((scoped_property_access_expression name: (variable_name (name) @member.access))
  (#set! members "property"))

(method_declaration name: (name) @definition.hoisted @member.name)
(method_declaration (abstract_modifier) name: (name) @member.abstract)
(interface_declaration
  body: (declaration_list (method_declaration name: (name) @member.abstract)))
(member_call_expression name: (name) @member.access)
(nullsafe_member_call_expression name: (name) @member.access)
(scoped_call_expression name: (name) @member.access)
(use_as_clause . (name) @member.access)
(use_as_clause "as" (name) @member.name)

; --- Labels -------------------------------------------------------------------------------------

((named_label_statement (name) @definition.hoisted) (#set! namespace "label"))
((goto_statement (name) @reference) (#set! namespace "label"))

; --- Control flow -------------------------------------------------------------------------------

(if_statement body: (_) @arm) @choice
(else_if_clause body: (_) @arm)
(if_statement alternative: (else_clause) @arm.default)
; A case without statements passes on to the next one.
(switch_statement body: (switch_block (case_statement (statement)) @arm)) @choice.breakable
(switch_statement body: (switch_block (default_statement) @arm.default))

; The body of a loop may not run at all.
(foreach_statement body: (_) @arm) @choice.breakable
((while_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-match? @_condition "^\\(\\s*([Tt][Rr][Uu][Ee]|1)\\s*\\)$"))
((while_statement condition: (_) @_condition) @loop.forever
  (#match? @_condition "^\\(\\s*([Tt][Rr][Uu][Ee]|1)\\s*\\)$"))
(for_statement condition: (_) body: (_) @arm) @choice.breakable
(for_statement !condition) @loop.forever
(do_statement) @loop

(try_statement body: (_) @attempt.body) @attempt
(try_statement (catch_clause) @attempt.handler)
(try_statement (finally_clause) @attempt.finally)

(return_statement) @exit
(exit_statement) @exit
(expression_statement (throw_expression)) @exit
((expression_statement (function_call_expression function: (name) @_exit)) @exit
  (#any-of? @_exit "exit" "die"))
(continue_statement) @exit
(break_statement) @exit.break

; Functions that owe a value to the type that they promise; generators do not.
((function_definition return_type: (_) @_type) @returns
  (#not-match? @_type "^(void|never|\\\\?Generator|iterable|\\\\?(Iterator|Traversable))$"))
((method_declaration return_type: (_) @_type body: (_)) @returns
  (#not-match? @_type "^(void|never|\\\\?Generator|iterable|\\\\?(Iterator|Traversable))$"))
((anonymous_function return_type: (_) @_type) @returns
  (#not-match? @_type "^(void|never|\\\\?Generator|iterable|\\\\?(Iterator|Traversable))$"))
; Those return what to iterate over, or yield.
((function_definition return_type: (_) @_type) @returns.some
  (#match? @_type "^(\\\\?Generator|iterable|\\\\?(Iterator|Traversable))$"))
((method_declaration return_type: (_) @_type body: (_)) @returns.some
  (#match? @_type "^(\\\\?Generator|iterable|\\\\?(Iterator|Traversable))$"))
(return_statement (_) @return.value)
(yield_expression) @return.value
