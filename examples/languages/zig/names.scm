; --- Scopes -------------------------------------------------------------------------------------

(function_declaration
  name: (identifier) @definition.hoisted @outer
  (#set! scope "function")) @scope
((function_signature) @scope (#set! scope "function"))
((test_declaration) @scope (#set! scope "function"))
((comptime_declaration) @scope (#set! scope "function"))

; Declarations of a type are known in all of it, in any order.
((struct_declaration) @scope (#set! scope "type"))
((union_declaration) @scope (#set! scope "type"))
((enum_declaration) @scope (#set! scope "type"))
((opaque_declaration) @scope (#set! scope "type"))
; A type is called like the constant that holds it.
(variable_declaration
  "const" . (identifier) @scope.name
  (struct_declaration) @scope (#set! scope "type"))
(variable_declaration
  "const" . (identifier) @scope.name
  (union_declaration) @scope (#set! scope "type"))
(variable_declaration
  "const" . (identifier) @scope.name
  (enum_declaration) @scope (#set! scope "type"))

((block) @scope (#set! scope "inline"))
((if_statement) @scope (#set! scope "inline"))
((else_clause) @scope (#set! scope "inline"))
((while_statement) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((if_expression) @scope (#set! scope "inline"))
((while_expression) @scope (#set! scope "inline"))
((for_expression) @scope (#set! scope "inline"))
((catch_expression) @scope (#set! scope "inline"))
((switch_case) @scope (#set! scope "inline"))
((errdefer_statement) @scope (#set! scope "inline"))
; These have names only if they are labelled.
((labeled_statement) @scope (#set! scope "inline"))
((labeled_type_expression) @scope (#set! scope "inline"))
((switch_expression) @scope (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

(source_file (variable_declaration ["const" "var"] . (identifier) @definition.hoisted))
(struct_declaration
  (variable_declaration ["const" "var"] . (identifier) @definition.hoisted @member.name))
(union_declaration
  (variable_declaration ["const" "var"] . (identifier) @definition.hoisted @member.name))
(enum_declaration
  (variable_declaration ["const" "var"] . (identifier) @definition.hoisted @member.name))
(opaque_declaration
  (variable_declaration ["const" "var"] . (identifier) @definition.hoisted @member.name))

; Locals, parameters and captures must be used, variables must be changed, too.
(block (variable_declaration "const" . (identifier) @definition @definition.used))
(block (variable_declaration "var" . (identifier) @definition @definition.used))
(block (variable_declaration "var" . (identifier) @definition.assigned))
; (The first pattern finds only one name of several.)
(block (variable_declaration "," . "const" . (identifier) @definition @definition.used))
(block (variable_declaration "," . "var" . (identifier) @definition @definition.used))
(block (variable_declaration "," . "var" . (identifier) @definition.assigned))
(comptime_statement (variable_declaration "var" . (identifier) @definition @definition.used))
(comptime_statement (variable_declaration "var" . (identifier) @definition.assigned))
(comptime_statement (variable_declaration "const" . (identifier) @definition @definition.used))
(function_declaration
  (parameters (parameter name: (identifier) @definition @definition.used))
  body: (block))
(function_declaration (parameters (parameter name: (identifier) @definition)))
(function_signature (parameters (parameter name: (identifier) @definition)))
(payload (identifier) @definition @definition.used)

; They hold after the whole of the declaration.
(block (variable_declaration "const" . (identifier) @target) @after)
(block (variable_declaration "var" . (identifier) @target) @after)
(block (variable_declaration "," . "const" . (identifier) @target) @after)
(block (variable_declaration "," . "var" . (identifier) @target) @after)

; Labels are names of their own and must be used.
((block_label (identifier) @definition.hoisted @definition.used) (#set! namespace "label"))
((break_label (identifier) @reference) (#set! namespace "label"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
((identifier) @ignore (#eq? @ignore "_"))
; The grammar knows most integer types, not all.
((identifier) @ignore (#match? @ignore "^[iu][0-9]+$"))
(asm_output_item "[" . (identifier) @ignore)
(asm_input_item "[" . (identifier) @ignore)

; Whoever may change a variable: by assignment, by a pointer to it, by one of its methods.
; (The grammar reads `x = 1;` as a declaration without `var`, and an anchor passes over `var`.)
((variable_declaration . (identifier) @assignment @reference.also) @_statement
  (#not-match? @_statement "^(const|var|_)\\b"))
((assignment_expression left: (identifier) @assignment @reference.also)
  (#not-eq? @assignment "_"))
(unary_expression operator: "&" argument: (identifier) @assignment @reference.also)
(call_expression
  function: (field_expression object: (identifier) @assignment @reference.also))
(index_expression
  object: (identifier) @assignment @reference.also
  index: (range_expression))

; The same for a part of it.
(variable_declaration
  . [
    (field_expression object: (identifier) @assignment @reference.also)
    (index_expression object: (identifier) @assignment @reference.also)
    (_ object: [
      (field_expression object: (identifier) @assignment @reference.also)
      (index_expression object: (identifier) @assignment @reference.also)
      (_ object: (_ object: [
        (identifier) @assignment @reference.also
        (_ object: (identifier) @assignment @reference.also)]))])])
(assignment_expression
  left: [
    (field_expression object: (identifier) @assignment @reference.also)
    (index_expression object: (identifier) @assignment @reference.also)
    (_ object: [
      (field_expression object: (identifier) @assignment @reference.also)
      (index_expression object: (identifier) @assignment @reference.also)
      (_ object: (_ object: [
        (identifier) @assignment @reference.also
        (_ object: (identifier) @assignment @reference.also)]))])])
(unary_expression
  operator: "&"
  argument: [
    (field_expression object: (identifier) @assignment @reference.also)
    (index_expression object: (identifier) @assignment @reference.also)
    (_ object: [
      (field_expression object: (identifier) @assignment @reference.also)
      (index_expression object: (identifier) @assignment @reference.also)
      (_ object: (_ object: [
        (identifier) @assignment @reference.also
        (_ object: (identifier) @assignment @reference.also)]))])])
(call_expression
  function: (field_expression
    object: [
      (field_expression object: (identifier) @assignment @reference.also)
      (index_expression object: (identifier) @assignment @reference.also)
      (_ object: (_ object: [
        (identifier) @assignment @reference.also
        (_ object: (identifier) @assignment @reference.also)]))]))
(index_expression
  object: [
    (field_expression object: (identifier) @assignment @reference.also)
    (index_expression object: (identifier) @assignment @reference.also)
    (_ object: (_ object: [
      (identifier) @assignment @reference.also
      (_ object: (identifier) @assignment @reference.also)]))]
  index: (range_expression))
(asm_output_item (string) . (identifier) @assignment @reference.also)
; A capture by pointer.
(if_statement condition: (identifier) @assignment @reference.also (payload "*"))
(while_statement condition: (identifier) @assignment @reference.also (payload "*"))
(if_statement
  condition: (field_expression object: (identifier) @assignment @reference.also)
  (payload "*"))
(switch_expression
  "(" . (identifier) @assignment @reference.also
  (switch_case (payload "*")))

; --- Members ------------------------------------------------------------------------------------

(struct_declaration (function_declaration name: (identifier) @member.name))
(union_declaration (function_declaration name: (identifier) @member.name))
(enum_declaration (function_declaration name: (identifier) @member.name))
(opaque_declaration (function_declaration name: (identifier) @member.name))
(container_field name: (identifier) @ignore @member.name type: (_))
(enum_declaration (container_field name: (identifier) @ignore @member.name))
(union_declaration (container_field name: (identifier) @ignore @member.name))
(error_set_declaration (identifier) @ignore @member.name)

(field_expression member: (identifier) @ignore)
; (What belongs to the standard library is none of the program's.)
((field_expression object: (_) @_object member: (identifier) @member.access)
  (#not-match? @_object "^(std|builtin|math|mem|testing|assert|debug|os|posix|linux)\\b"))
(field_expression . "." . member: (identifier) @member.access)
((field_expression object: (identifier) @member.of member: (identifier) @member.access)
  (#match? @member.of "^[A-Z]"))
(error_type (identifier) @ignore @member.access)

; --- Control flow -------------------------------------------------------------------------------

((function_declaration type: (_) @_type body: (block)) @returns
  (#not-match? @_type "(^|!)void$"))

(if_statement body: (_) @arm) @choice
(if_statement (else_clause) @arm.default)
; One of the cases runs, for a switch takes all values.
(switch_expression) @choice.breakable
(switch_case) @arm.default
; What leaves a block by its label goes on behind it.
(labeled_statement (block_label) (block) @arm.default) @choice.breakable
(labeled_type_expression (block) @arm.default) @choice.breakable
; Inside of expressions, what leaves may be passed by.
(catch_expression "catch" (_) @arm) @choice
(binary_expression operator: ["and" "or" "orelse"] right: (_) @arm) @choice
(if_expression (_) @arm) @choice
(while_expression) @loop
(for_expression) @loop

((while_statement condition: (_) @_condition) @loop.forever (#eq? @_condition "true"))
((while_statement condition: (_) @_condition) @loop (#not-eq? @_condition "true"))
(for_statement) @loop

(return_expression) @exit
(continue_expression) @exit
(break_expression) @exit.break
(break_expression (break_label)) @exit.labelled
((block (expression_statement) @exit)
  (#match? @exit "^(unreachable|@panic|@compileError|@trap)\\b"))
((switch_case (_) @exit) (#match? @exit "^(unreachable|@panic|@compileError|@trap)\\b"))
