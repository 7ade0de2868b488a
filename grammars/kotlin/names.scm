; --- Scopes -------------------------------------------------------------------------------------

(class_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(object_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
((object_literal) @scope (#set! scope "type"))
((enum_entry (class_body) @scope) (#set! scope "type"))
; (The members of a companion are visible as those of its class are: it is no scope.)

((function_declaration) @scope (#set! scope "function"))
((anonymous_function) @scope (#set! scope "function"))
((secondary_constructor) @scope (#set! scope "function"))
((getter) @scope (#set! scope "function"))
((setter) @scope (#set! scope "function"))
((lambda_literal) @scope (#set! scope "function"))

((block) @scope (#set! scope "inline"))
((anonymous_initializer) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((catch_block) @scope (#set! scope "inline"))
((when_expression) @scope (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

(class_declaration name: (identifier) @member.name)
(object_declaration name: (identifier) @member.name)
(companion_object name: (identifier) @definition.hoisted @member.name)
(type_alias type: (identifier) @definition.hoisted)
; An extension is called as a member is. (All overloads of a type stay: which one is meant is not known.)
(function_declaration name: (identifier) @definition @outer)
(source_file (function_declaration name: (identifier) @definition.hoisted @member.name))
(class_body (function_declaration name: (identifier) @definition.hoisted @definition.each))
(class_body (function_declaration name: (identifier) @member.name))
(enum_class_body (function_declaration name: (identifier) @definition.hoisted @definition.each))
(enum_class_body (function_declaration name: (identifier) @member.name))
(enum_entry (identifier) @definition.hoisted @member.name)

; Properties: of the program, of types, and of blocks.
(source_file
  (property_declaration (variable_declaration (identifier) @definition.hoisted @member.name)))
(class_body
  (property_declaration (variable_declaration (identifier) @definition.hoisted @member.name)))
(enum_class_body
  (property_declaration (variable_declaration (identifier) @definition.hoisted @member.name)))
(source_file
  (property_declaration
    (multi_variable_declaration (variable_declaration (identifier) @definition.hoisted))))
; One that is given no value where it is declared gets it in an initializer or constructor.
((class_body
  (property_declaration
    (variable_declaration (identifier) @definition.assigned) .)))
(block
  (property_declaration (variable_declaration (identifier) @definition.unset) .))
(lambda_literal
  (property_declaration (variable_declaration (identifier) @definition.unset) .))
(property_declaration (variable_declaration (identifier) @definition) (_))
(multi_variable_declaration (variable_declaration (identifier) @definition))
(for_statement (variable_declaration (identifier) @definition))
(when_subject (variable_declaration (identifier) @definition))
(lambda_parameters (variable_declaration (identifier) @definition))
(catch_block (identifier) @definition)
(setter (identifier) @definition)

(parameter (identifier) @definition)
(function_type_parameters (parameter (identifier) @ignore))
(class_parameter ["val" "var"] (identifier) @definition.hoisted @member.name)
(class_parameter (identifier) @definition.hoisted)
(type_parameter (identifier) @definition.everywhere)

; What a check rules out for the rest of a block is known after it: that a name is null, or is not
; of a type. So the check is what gives such names the value that is used afterwards.
((parameter (identifier) @definition.unset (nullable_type)))
((parameter (identifier) @definition.unset (user_type (identifier) @_any))
  (#eq? @_any "Any"))
((block (property_declaration "val" (variable_declaration (identifier) @definition.unset) "=" (_))))
((lambda_literal (property_declaration "val" (variable_declaration (identifier) @definition.unset) "=" (_))))
((block
  (if_expression
    condition: (binary_expression
      left: (identifier) @assignment
      operator: "=="
      right: (identifier) @_null)
    [(return_expression) (throw_expression) (identifier) (labeled_expression)
     (block [(return_expression) (throw_expression) (identifier) (labeled_expression)] . (line_comment)? . (line_comment)? .)]))
  (#eq? @_null "null"))
((block
  (if_expression
    condition: (binary_expression
      (binary_expression
        left: (identifier) @assignment
        operator: "=="
        right: (identifier) @_null)
      operator: "||")
    [(return_expression) (throw_expression) (identifier) (labeled_expression)
     (block [(return_expression) (throw_expression) (identifier) (labeled_expression)] . (line_comment)? . (line_comment)? .)]))
  (#eq? @_null "null"))
(block
  (if_expression
    condition: (is_expression left: (identifier) @assignment "!is")
    [(return_expression) (throw_expression) (identifier) (labeled_expression)
     (block [(return_expression) (throw_expression) (identifier) (labeled_expression)] . (line_comment)? . (line_comment)? .)]))
(block (as_expression left: (identifier) @assignment "as"))
((block
  (call_expression
    . (identifier) @_check
    (value_arguments . (value_argument (identifier) @assignment))))
  (#any-of? @_check "requireNotNull" "checkNotNull"))

(import (qualified_identifier (identifier) @definition @member.name .) .)
(import (qualified_identifier) "as" (identifier) @definition @member.name)
((import (qualified_identifier) @import.module "*") @definition.wildcard)

; What a declaration sets holds after the value was computed.
(property_declaration (variable_declaration) @target "=" (_)) @after
(property_declaration (multi_variable_declaration) @target "=" (_)) @after
(assignment left: (identifier) @target) @after

; --- References ---------------------------------------------------------------------------------

(identifier) @reference

; The grammar reads "$name" in a string of one line as text behind a dollar.
((string_literal (string_content) @_dollar . (string_content) @mention)
  (#eq? @_dollar "$")
  (#set! mentions "first"))

(assignment left: (identifier) @assignment operator: "=")
((assignment
  left: (navigation_expression (this_expression) (identifier) @assignment .)
  operator: "=")
  (#set! from "type"))

(navigation_expression (_) (identifier) @member.access .)
((navigation_expression (this_expression) (identifier) @reference .)
  (#set! from "type"))
(callable_reference (_) (identifier) @member.access .)
(user_type (identifier) (identifier) @member.access)
(infix_expression (_) . (identifier) @member.access . (_))
(import (qualified_identifier (identifier) @ignore (identifier)))
(import (qualified_identifier (identifier) @ignore) "as")
(import (qualified_identifier (identifier) @ignore) "*")
(package_header (qualified_identifier (identifier) @ignore))
(value_argument (identifier) @ignore "=" (_))
(return_expression label: (identifier) @ignore)
; Jumps are read as names.
((identifier) @ignore (#any-of? @ignore "break" "continue" "null" "true" "false"))
((labeled_expression (label) @_jump (identifier) @ignore)
  (#any-of? @_jump "break@" "continue@"))

; --- Members ------------------------------------------------------------------------------------

(class_declaration (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @class.base)
  (constructor_invocation (user_type . (identifier) @class.base))
  (explicit_delegation (user_type . (identifier) @class.base))])) @outer)
(object_declaration (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @class.base)
  (constructor_invocation (user_type . (identifier) @class.base))])) @outer)
(object_literal (delegation_specifiers (delegation_specifier [
  (user_type . (identifier) @class.base)
  (constructor_invocation (user_type . (identifier) @class.base))])) @outer)

; What has no body is to be defined: all of it in an interface, else what says so.
(class_declaration
  "interface"
  (class_body
    [(function_declaration name: (identifier) @member.abstract (function_value_parameters) .)
     (function_declaration
       name: (identifier) @member.abstract
       (function_value_parameters)
       . [(user_type) (nullable_type) (function_type) (parenthesized_type)] .)
     (property_declaration (variable_declaration (identifier) @member.abstract) .)]))
((function_declaration
  (modifiers (inheritance_modifier) @_abstract)
  name: (identifier) @member.abstract)
  (#eq? @_abstract "abstract"))
((property_declaration
  (modifiers (inheritance_modifier) @_abstract)
  (variable_declaration (identifier) @member.abstract))
  (#eq? @_abstract "abstract"))
((function_declaration
  (modifiers (member_modifier) @_override)
  name: (identifier) @member.override)
  (#eq? @_override "override"))
((property_declaration
  (modifiers (member_modifier) @_override)
  (variable_declaration (identifier) @member.override))
  (#eq? @_override "override"))

; --- Control flow -------------------------------------------------------------------------------

((function_declaration
  (function_value_parameters)
  . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)] @_type
  (function_body (block))) @returns
  (#not-any-of? @_type "Unit" "Nothing"))
((anonymous_function
  (function_value_parameters)
  . [(user_type) (nullable_type) (function_type) (parenthesized_type)] @_type
  (function_body (block))) @returns
  (#not-any-of? @_type "Unit" "Nothing"))
(getter (function_body (block))) @returns

(if_expression condition: (_) . (_) @arm) @choice
(if_expression "else" . (_) @arm.default) @choice
(when_expression (when_entry) @arm) @choice
(when_entry "else") @arm.default
; The last statement of a function that must return covers all values.
(function_body
  (block
    (when_expression
      (when_subject)
      (when_entry condition: [(type_test) (identifier) (navigation_expression)]) @arm.default .) .))
; The right side is computed now and then.
((binary_expression operator: ["?:" "&&" "||"] right: (_) @arm) @choice)

(try_expression (block) @attempt.body) @attempt
(try_expression (catch_block) @attempt.handler)
(try_expression (finally_block) @attempt.finally)

(for_statement (block) @arm .) @choice.breakable
((while_statement condition: (_) @_condition (block) @arm) @choice.breakable
  (#not-eq? @_condition "true"))
((do_while_statement condition: (_) @_condition) @loop
  (#not-eq? @_condition "true"))
((while_statement condition: (_) @_condition) @loop.forever
  (#eq? @_condition "true"))
((do_while_statement condition: (_) @_condition) @loop.forever
  (#eq? @_condition "true"))

(return_expression) @exit
(throw_expression) @exit
((identifier) @exit (#eq? @exit "continue"))
((identifier) @exit.break (#eq? @exit.break "break"))
((labeled_expression (label) @_jump) @exit (#eq? @_jump "continue@"))
((labeled_expression (label) @_jump) @exit.labelled (#eq? @_jump "break@"))
((call_expression . (identifier) @_call) @exit
  (#any-of? @_call "error" "TODO" "exitProcess"))
