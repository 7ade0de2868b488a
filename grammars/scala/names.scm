; --- Scopes -------------------------------------------------------------------------------------

(class_definition name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(trait_definition name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(object_definition name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(enum_definition name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(package_object name: (identifier) @definition.hoisted @outer (#set! scope "inline")) @scope
((given_definition) @scope (#set! scope "type"))
((extension_definition) @scope (#set! scope "inline"))
((instance_expression (template_body) @scope) (#set! scope "type"))

((function_definition) @scope (#set! scope "function"))
((function_declaration) @scope (#set! scope "function"))
((lambda_expression) @scope (#set! scope "function"))

((block) @scope (#set! scope "inline"))
((indented_block) @scope (#set! scope "inline"))
((for_expression) @scope (#set! scope "inline"))
((case_clause) @scope (#set! scope "inline"))
((colon_argument) @scope (#set! scope "function"))

; --- Definitions --------------------------------------------------------------------------------

; A type and its companion go by one name: who names them needs both.
(class_definition name: (identifier) @definition.each @member.name)
(trait_definition name: (identifier) @definition.each @member.name)
(object_definition name: (identifier) @definition.each @member.name)
(enum_definition name: (identifier) @member.name)
; (So do an alias and the function that makes its values.)
(type_definition name: (type_identifier) @definition.each @member.name)
(given_definition name: (identifier) @definition.hoisted @member.name @outer)
(simple_enum_case name: (identifier) @definition.hoisted @member.name)
(full_enum_case name: (identifier) @definition.hoisted @member.name)

; Functions hold in all of the block around them. All overloads of a type stay.
(function_definition name: (_) @definition.hoisted @outer)
(function_declaration name: (_) @definition.hoisted @outer)
(template_body (function_definition name: (_) @definition.each @member.name))
(template_body (function_declaration name: (_) @definition.each @member.name))
(with_template_body (function_definition name: (_) @member.name))
(enum_body (function_definition name: (_) @member.name))
(extension_definition body: (function_definition name: (_) @member.name))

(template_body (val_definition pattern: (identifier) @definition.hoisted @member.name))
(template_body (var_definition pattern: (identifier) @definition.hoisted @member.name))
(template_body (val_definition pattern: (identifiers (identifier) @definition.hoisted @member.name)))
(template_body (val_definition pattern: (tuple_pattern (identifier) @definition.hoisted @member.name)))
(enum_body (val_definition pattern: (identifier) @definition.hoisted @member.name))
(compilation_unit (val_definition pattern: (identifier) @definition.hoisted @member.name))
(compilation_unit (var_definition pattern: (identifier) @definition.hoisted @member.name))
(val_declaration name: (identifier) @definition.hoisted @member.name)
(var_declaration name: (identifier) @definition.hoisted @member.name)
(val_definition pattern: (identifier) @definition)
(var_definition pattern: (identifier) @definition)
(identifiers (identifier) @definition)

(class_parameter name: (identifier) @definition.hoisted)
; Others than the type itself see those that are values of it.
(class_parameter ["val" "var"] name: (identifier) @member.name)
(class_definition
  "case"
  class_parameters: (class_parameters (class_parameter name: (identifier) @member.name)))
(full_enum_case
  class_parameters: (class_parameters (class_parameter name: (identifier) @member.name)))
(parameter name: (identifier) @definition)
(binding name: (identifier) @definition)
(lambda_expression parameters: (identifier) @definition)
(colon_argument lambda_start: (identifier) @definition)
(self_type . (identifier) @definition.hoisted)
(type_parameters name: (_) @definition.everywhere)

; Patterns: names in small letters are bound, others are constants.
((case_clause pattern: (identifier) @definition) (#match? @definition "^[a-z_]"))
((tuple_pattern (identifier) @definition) (#match? @definition "^[a-z_]"))
((case_class_pattern pattern: (identifier) @definition) (#match? @definition "^[a-z_]"))
((infix_pattern left: (identifier) @definition) (#match? @definition "^[a-z_]"))
((infix_pattern right: (identifier) @definition) (#match? @definition "^[a-z_]"))
((enumerator . (identifier) @definition) (#match? @definition "^[a-z_]"))
(capture_pattern name: (identifier) @definition)
(typed_pattern pattern: (identifier) @definition)
((given_pattern) @ignore)

; Imports: by name, with a new name, all of a package. Those of the program itself need it.
; (The fields of a path are on parts that are not seen.)
(import_declaration (identifier) @definition .)
(import_declaration (identifier) (identifier) @member.access .)
(import_declaration . (identifier) @reference.also)
(import_declaration (identifier) @ignore (identifier))
(import_declaration (identifier) @ignore . [(namespace_selectors) (namespace_wildcard)])
(namespace_selectors (identifier) @definition)
(arrow_renamed_identifier name: (identifier) @ignore alias: (identifier) @definition)
(as_renamed_identifier name: (identifier) @ignore alias: (identifier) @definition)
((import_declaration (identifier) @import.module . (namespace_wildcard)) @definition.wildcard)
((import_declaration
  (identifier) @import.module
  . (namespace_selectors (namespace_wildcard))) @definition.wildcard)

; What a declaration sets holds after the value was computed.
(val_definition pattern: (_) @target value: (_)) @after
(var_definition pattern: (_) @target value: (_)) @after

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(type_identifier) @reference

(assignment_expression left: (identifier) @assignment)

(field_expression field: (_) @member.access)
((field_expression value: (identifier) @_this field: (identifier) @reference)
  (#eq? @_this "this")
  (#set! from "type"))
(stable_identifier (_) (identifier) @member.access .)
(stable_type_identifier (_) (type_identifier) @member.access .)
(infix_expression operator: (_) @member.access)
(postfix_expression (_) (identifier) @member.access)
(arguments (assignment_expression left: (identifier) @ignore))
(interpolated_string_expression interpolator: (identifier) @ignore)
(package_clause name: (package_identifier (identifier) @ignore))
(end_marker) @ignore
((identifier) @ignore (#any-of? @ignore "this" "super" "_"))

; --- Members ------------------------------------------------------------------------------------

(class_definition extend: (extends_clause type: [
  (type_identifier) @class.base
  (generic_type type: (type_identifier) @class.base)]) @outer)
(trait_definition extend: (extends_clause type: [
  (type_identifier) @class.base
  (generic_type type: (type_identifier) @class.base)]) @outer)
(object_definition extend: (extends_clause type: [
  (type_identifier) @class.base
  (generic_type type: (type_identifier) @class.base)]) @outer)
(enum_definition extend: (extends_clause type: [
  (type_identifier) @class.base
  (generic_type type: (type_identifier) @class.base)]) @outer)

; What has no body is to be defined by who extends the type.
(template_body (function_declaration name: (_) @member.abstract))
(template_body (val_declaration name: (identifier) @member.abstract))
(template_body (var_declaration name: (identifier) @member.abstract))
(function_definition (modifiers "override") name: (_) @member.override)
(val_definition (modifiers "override") pattern: (identifier) @member.override)

; --- Givens ---------------------------------------------------------------------------------------

; Which given a call takes is known by types alone. So what asks for a given of some type needs all
; givens of that type that the program has.
((given_definition
  return_type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)]) @link.support
  (#set! link "given"))
((val_definition
  (modifiers "implicit")
  type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)]) @link.support
  (#set! link "given"))
((function_definition
  (modifiers "implicit")
  return_type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)]) @link.support
  (#set! link "given"))
((object_definition
  (modifiers "implicit")
  extend: (extends_clause
    type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)])) @link.support
  (#set! link "given"))
((function_definition
  parameters: (parameters
    ["using" "implicit"]
    (parameter
      type: [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)]))) @link.dependent
  (#set! link "given"))
((function_definition
  type_parameters: (type_parameters
    (context_bound type: (type_identifier) @link.key))) @link.dependent
  (#set! link "given"))
((call_expression
  function: (generic_function
    function: (identifier) @_summon
    type_arguments: (type_arguments
      [(type_identifier) @link.key (generic_type type: (type_identifier) @link.key)]))) @link.dependent
  (#any-of? @_summon "summon" "implicitly")
  (#set! link "given"))
