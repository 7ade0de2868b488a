; --- Scopes -------------------------------------------------------------------------------------

(class_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(struct_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(interface_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(enum_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(record_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
(delegate_declaration name: (identifier) @definition.hoisted @outer (#set! scope "type")) @scope
((namespace_declaration body: (_) @scope) (#set! scope "type"))

(method_declaration
  name: (identifier) @definition.hoisted @member.name @outer
  (#set! scope "function")) @scope
(local_function_statement
  name: (identifier) @definition.hoisted @outer
  (#set! scope "function")) @scope
((constructor_declaration) @scope (#set! scope "function"))
((destructor_declaration) @scope (#set! scope "function"))
((operator_declaration) @scope (#set! scope "function"))
((conversion_operator_declaration) @scope (#set! scope "function"))
((indexer_declaration) @scope (#set! scope "function"))
((accessor_declaration) @scope (#set! scope "function"))
((lambda_expression) @scope (#set! scope "function"))
((anonymous_method_expression) @scope (#set! scope "function"))

((block) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
((foreach_statement) @scope (#set! scope "inline"))
((using_statement) @scope (#set! scope "inline"))
((fixed_statement) @scope (#set! scope "inline"))
((catch_clause) @scope (#set! scope "inline"))
((switch_body) @scope (#set! scope "inline"))
((switch_expression_arm) @scope (#set! scope "inline"))
((query_expression) @scope (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

; A type inside another one or inside a namespace is a member of it.
(class_declaration name: (identifier) @member.name)
(struct_declaration name: (identifier) @member.name)
(interface_declaration name: (identifier) @member.name)
(enum_declaration name: (identifier) @member.name)
(record_declaration name: (identifier) @member.name)
(delegate_declaration name: (identifier) @member.name)

; A call may mean any of several that share a name.
(method_declaration name: (identifier) @definition.each)
(property_declaration name: (identifier) @definition.hoisted @member.each)
(event_declaration name: (identifier) @definition.hoisted @member.name)
(event_field_declaration
  (variable_declaration (variable_declarator name: (identifier) @definition.hoisted @member.name)))
(field_declaration
  (variable_declaration (variable_declarator name: (identifier) @definition.hoisted @member.each)))
(enum_member_declaration name: (identifier) @definition.hoisted @member.name)
; The parameters of a record are its properties.
(record_declaration
  (parameter_list (parameter name: (identifier) @definition.hoisted @member.name)))
; An object made with arguments needs a constructor that takes some.
((constructor_declaration
  name: (identifier) @member.each
  parameters: (parameter_list (parameter)))
  (#set! members "constructor"))
(constructor_declaration name: (identifier) @ignore)
(destructor_declaration name: (identifier) @ignore)
((object_creation_expression
  type: [
    (identifier) @member.access @reference.also
    (generic_name (identifier) @member.access @reference.also)]
  arguments: (argument_list (argument)))
  (#set! members "constructor"))

(local_declaration_statement
  (variable_declaration (variable_declarator name: (identifier) @definition.unset .)))
(variable_declarator name: (identifier) @definition (_))
(using_statement (variable_declaration (variable_declarator name: (identifier) @definition)))
(for_statement (variable_declaration (variable_declarator name: (identifier) @definition)))
(variable_declarator (tuple_pattern name: (identifier) @definition))
(variable_declarator (tuple_pattern (tuple_pattern name: (identifier) @definition)))
(parameter name: (identifier) @definition)
(parameter_list name: (identifier) @definition)
(bracketed_parameter_list name: (identifier) @definition)
((parameter (modifier) @_modifier name: (identifier) @definition.unset @definition.assigned)
  (#eq? @_modifier "out"))
(lambda_expression parameters: (implicit_parameter) @definition)
(foreach_statement left: (identifier) @definition)
(foreach_statement left: (tuple_pattern name: (identifier) @definition))
(foreach_statement left: (tuple_pattern (tuple_pattern name: (identifier) @definition)))
(catch_declaration name: (identifier) @definition)
(declaration_expression name: (identifier) @definition)
(declaration_pattern name: (identifier) @definition)
(recursive_pattern name: (identifier) @definition)
(var_pattern name: (identifier) @definition)
(list_pattern name: (identifier) @definition)
(parenthesized_variable_designation name: (identifier) @definition)
(from_clause name: (identifier) @definition)
(let_clause . (identifier) @definition)
(join_clause . (identifier) @definition)
(join_clause type: (_) . (identifier) @definition)
(join_into_clause (identifier) @definition)
(query_expression (identifier) @definition)

(class_declaration
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))
(struct_declaration
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))
(interface_declaration
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))
(record_declaration
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))
(delegate_declaration
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))
(method_declaration
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))
(local_function_statement
  (type_parameter_list (type_parameter name: (identifier) @definition.everywhere)))

(using_directive name: (identifier) @definition)
((using_directive !name (_) @import.module) @definition.wildcard
  (#not-eq? @import.module "System.Collections"))
; Its types have the names of generic ones elsewhere: it is looked at on its own, and not for what
; has type arguments.
((using_directive !name (_) @import.module) @definition.wildcard
  (#eq? @import.module "System.Collections")
  (#set! family "collections"))
(extern_alias_directive name: (identifier) @definition)

; What a loop or assignment sets holds after the values were computed.
(assignment_expression left: (identifier) @target right: (_)) @after
(foreach_statement left: (_) @target right: (_) @after)

; --- References ---------------------------------------------------------------------------------

(identifier) @reference
(generic_name (identifier) @reference (#set! qualified "yes"))

(assignment_expression left: (identifier) @assignment operator: "=")
(assignment_expression
  left: (tuple_expression (argument (identifier) @assignment .))
  operator: "=")
(argument "out" (identifier) @assignment)

(member_access_expression name: (identifier) @member.access)
((member_access_expression
  expression: "this"
  name: [(identifier) @reference (generic_name (identifier) @reference)])
  (#set! from "type"))
((assignment_expression
  left: (member_access_expression expression: "this" name: (identifier) @assignment)
  operator: "=")
  (#set! from "type"))
(member_access_expression name: (generic_name (identifier) @member.access))
(member_binding_expression name: (identifier) @member.access)
(member_binding_expression name: (generic_name (identifier) @member.access))
(qualified_name name: (identifier) @member.access)
(qualified_name name: (generic_name (identifier) @ignore))
(alias_qualified_name name: (identifier) @ignore)
; Objects with values for their members.
(object_creation_expression
  initializer: (initializer_expression
    (assignment_expression left: (identifier) @member.access)))
(implicit_object_creation_expression
  (initializer_expression (assignment_expression left: (identifier) @member.access)))
(with_initializer . (identifier) @member.access)
(subpattern . (identifier) @member.access . (_))
(anonymous_object_creation_expression (identifier) @member.name . "=")
(tuple_element name: (identifier) @member.name)
(tuple_expression (argument name: (identifier) @member.name))
(argument name: (identifier) @ignore)
(attribute_argument name: (identifier) @ignore)
(namespace_declaration name: (identifier) @definition.hoisted)
(namespace_declaration name: (qualified_name qualifier: (identifier) @definition.hoisted))
(namespace_declaration
  name: (qualified_name qualifier: (qualified_name qualifier: (identifier) @definition.hoisted)))
(file_scoped_namespace_declaration name: (identifier) @ignore)
(file_scoped_namespace_declaration name: (qualified_name qualifier: (identifier) @ignore))
(using_directive !name (qualified_name qualifier: (identifier) @ignore))
(using_directive !name (qualified_name qualifier: (qualified_name qualifier: (identifier) @ignore)))
(using_directive
  !name
  (qualified_name
    qualifier: (qualified_name qualifier: (qualified_name qualifier: (identifier) @ignore))))
(preproc_if condition: (_) @ignore)
(preproc_elif condition: (_) @ignore)

; Operators of the program, where both operands may be objects.
(operator_declaration operator: _ @member.name)
(binary_expression
  left: [(identifier) (member_access_expression) (invocation_expression) (object_creation_expression)
    (parenthesized_expression) (binary_expression) (element_access_expression)]
  operator: ["+" "-" "*" "/" "%" "&" "|" "^" "<" ">" "<=" ">="] @member.access
  right: [(identifier) (member_access_expression) (invocation_expression) (object_creation_expression)
    (parenthesized_expression) (element_access_expression)])

; Labels.
(labeled_statement . (identifier) @definition.hoisted (#set! namespace "label"))
(goto_statement . (identifier) @reference (#set! namespace "label"))

; --- Members ------------------------------------------------------------------------------------

; A class whose constructor calls one of the base with arguments needs that one.
((class_declaration
  (base_list . [
    (identifier) @member.access @reference.also
    (generic_name (identifier) @member.access @reference.also)])
  body: (declaration_list
    (constructor_declaration (constructor_initializer "base" (argument_list (argument))))))
  (#set! members "constructor"))

(_ (base_list [
  (identifier) @class.base
  (generic_name (identifier) @class.base)
  (primary_constructor_base_type type: (identifier) @class.base)]) @outer)

((method_declaration (modifier) @_modifier name: (identifier) @member.abstract)
  (#eq? @_modifier "abstract"))
((property_declaration (modifier) @_modifier name: (identifier) @member.abstract)
  (#eq? @_modifier "abstract"))
((event_field_declaration
  (modifier) @_modifier
  (variable_declaration (variable_declarator name: (identifier) @member.abstract)))
  (#eq? @_modifier "abstract"))
(interface_declaration
  body: (declaration_list (method_declaration name: (identifier) @member.abstract !body)))
(interface_declaration
  body: (declaration_list (property_declaration name: (identifier) @member.abstract)))
(interface_declaration
  body: (declaration_list
    (event_field_declaration
      (variable_declaration (variable_declarator name: (identifier) @member.abstract)))))
; What a base or interface declares is used through it: its own kind of it goes along.
(method_declaration name: (identifier) @member.override)
(property_declaration name: (identifier) @member.override)
(event_field_declaration
  (variable_declaration (variable_declarator name: (identifier) @member.override)))

; --- Values -------------------------------------------------------------------------------------

; A method is an iterator as long as it yields something.
(method_declaration returns: (generic_name) name: (identifier) @value.owner body: (block))
((method_declaration returns: (identifier) @_type name: (identifier) @value.owner body: (block))
  (#match? @_type "^IEnumera"))
(local_function_statement type: (generic_name) name: (identifier) @value.owner body: (block))
(yield_statement) @return.value
(return_statement (_)) @return.value

; --- Control flow -------------------------------------------------------------------------------

((method_declaration returns: (_) @_type body: (block)) @returns
  (#not-eq? @_type "void"))
((local_function_statement type: (_) @_type body: (block)) @returns
  (#not-eq? @_type "void"))
(operator_declaration body: (block)) @returns
(conversion_operator_declaration body: (block)) @returns
(accessor_declaration name: "get" body: (block)) @returns
(lambda_expression body: (block)) @returns
(anonymous_method_expression (block)) @returns

(if_statement consequence: (_) @arm) @choice
(if_statement alternative: (_) @arm.default)

; A label without statements goes on in the next section: it is no arm of its own.
(switch_statement body: (switch_body (switch_section (statement)) @arm)) @choice.breakable
(switch_section "default" (statement)) @arm.default

(try_statement body: (_) @attempt.body) @attempt
(try_statement (catch_clause) @attempt.handler)
(try_statement (finally_clause) @attempt.finally)

; Bodies that may not run at all.
((while_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-eq? @_condition "true"))
((for_statement condition: (_) @_condition body: (_) @arm) @choice.breakable
  (#not-eq? @_condition "true"))
(foreach_statement body: (_) @arm) @choice.breakable
((do_statement condition: (_) @_condition) @loop
  (#not-eq? @_condition "true"))
; Loops that only a break ends.
((while_statement condition: (boolean_literal) @_condition) @loop.forever
  (#eq? @_condition "true"))
((do_statement condition: (boolean_literal) @_condition) @loop.forever
  (#eq? @_condition "true"))
((for_statement !condition) @loop.forever)
((for_statement condition: (boolean_literal) @_condition) @loop.forever
  (#eq? @_condition "true"))

(return_statement) @exit
(throw_statement) @exit
(continue_statement) @exit
(goto_statement) @exit
(yield_statement "break") @exit
(break_statement) @exit.break
