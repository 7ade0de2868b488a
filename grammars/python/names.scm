; --- Scopes -------------------------------------------------------------------------------------

(function_definition
  name: (identifier) @definition @outer
  (#set! scope "function")) @scope

((lambda) @scope
  (#set! scope "function"))

(class_definition
  name: (identifier) @definition @outer
  (#set! scope "class")) @scope

((list_comprehension) @scope (#set! scope "inline"))
((set_comprehension) @scope (#set! scope "inline"))
((dictionary_comprehension) @scope (#set! scope "inline"))
((generator_expression) @scope (#set! scope "inline"))

; Evaluated around the scope, not in it.
(default_parameter value: (_) @outer)
(typed_default_parameter value: (_) @outer)
(function_definition return_type: (_) @outer)
(typed_parameter type: (_) @outer)
(typed_default_parameter type: (_) @outer)
(class_definition superclasses: (argument_list) @outer)
; The first iterable of a comprehension.
(list_comprehension body: (_) . (for_in_clause right: (_) @outer))
(set_comprehension body: (_) . (for_in_clause right: (_) @outer))
(dictionary_comprehension body: (_) . (for_in_clause right: (_) @outer))
(generator_expression body: (_) . (for_in_clause right: (_) @outer))

; --- Definitions --------------------------------------------------------------------------------

(parameters (identifier) @definition)
(lambda_parameters (identifier) @definition)
(default_parameter name: (identifier) @definition)
(typed_default_parameter name: (identifier) @definition)
(typed_parameter . (identifier) @definition)
(list_splat_pattern (identifier) @definition)
(dictionary_splat_pattern (identifier) @definition)

(assignment left: (identifier) @definition)
(augmented_assignment left: (identifier) @definition @reference.also)
(pattern_list (identifier) @definition)
(tuple_pattern (identifier) @definition)
(list_pattern (identifier) @definition)
(for_statement left: (identifier) @definition)
(for_in_clause left: (identifier) @definition)
(as_pattern_target (identifier) @definition)
(as_pattern_target (tuple (identifier) @definition))
(as_pattern_target (list (identifier) @definition))
(as_pattern_target (parenthesized_expression (identifier) @definition))
((named_expression name: (identifier) @definition)
  (#set! binds "function"))
(type_alias_statement left: (type . (identifier) @definition))
(type_alias_statement left: (type (generic_type . (identifier) @definition)))

; What is assigned holds only when the whole statement has run.
(assignment left: (_) @target) @after
(augmented_assignment left: (_) @target) @after
(for_statement left: (_) @target right: (_) @after)
(class_definition name: (_) @target) @after

(import_statement name: (dotted_name . (identifier) @definition @import.module))
(import_statement
  name: (aliased_import
    name: (dotted_name . (identifier) @import.module)
    alias: (identifier) @definition))
(import_from_statement name: (dotted_name (identifier) @definition))
(import_from_statement
  module_name: (dotted_name . (identifier) @import.module)
  name: (dotted_name (identifier) @definition))
(import_from_statement
  module_name: (dotted_name . (identifier) @import.module)
  name: (aliased_import alias: (identifier) @definition))
(future_import_statement name: (dotted_name (identifier) @definition))
(aliased_import alias: (identifier) @definition)
(import_from_statement (wildcard_import) @definition.wildcard)
(import_from_statement
  module_name: (dotted_name . (identifier) @import.module)
  (wildcard_import) @definition.wildcard)

; Patterns of match: a lone name captures, a dotted one and a class are looked up.
(case_pattern (dotted_name . (identifier) @definition .))
(union_pattern (dotted_name . (identifier) @definition .))
(as_pattern (case_pattern) (identifier) @definition)
(splat_pattern (identifier) @definition)
(keyword_pattern (dotted_name . (identifier) @definition .))

; Type parameters are known in all of what they belong to.
(function_definition type_parameters: (type_parameter (type (identifier) @definition.everywhere)))
(class_definition type_parameters: (type_parameter (type (identifier) @definition.everywhere)))
(function_definition
  type_parameters: (type_parameter (type (constrained_type . (type (identifier) @definition.everywhere)))))
(class_definition
  type_parameters: (type_parameter (type (constrained_type . (type (identifier) @definition.everywhere)))))
(function_definition type_parameters: (type_parameter (type (splat_type (identifier) @definition.everywhere))))
(class_definition type_parameters: (type_parameter (type (splat_type (identifier) @definition.everywhere))))

((global_statement (identifier) @declaration) (#set! declares "global"))
((nonlocal_statement (identifier) @declaration) (#set! declares "enclosing"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference

(attribute attribute: (identifier) @ignore)
(keyword_argument name: (identifier) @ignore)
(keyword_pattern . (identifier) @ignore)
(member_type (identifier) @ignore .)
(import_statement name: (dotted_name (identifier) @ignore))
(import_from_statement module_name: (dotted_name (identifier) @ignore))
(import_from_statement module_name: (relative_import (dotted_name (identifier) @ignore)))
(import_from_statement name: (dotted_name (identifier) @ignore))
(future_import_statement name: (dotted_name (identifier) @ignore))
(aliased_import name: (dotted_name (identifier) @ignore))
(dotted_name (identifier) (identifier) @ignore)

; Annotations, as expressions and as text.
(type) @annotation
((future_import_statement name: (dotted_name (identifier) @_feature)) @annotation.lazy
  (#eq? @_feature "annotations"))
(type (string (string_content) @mention))
(type (subscript subscript: (string (string_content) @mention)))
(type (subscript subscript: (tuple (string (string_content) @mention))))
(type (binary_operator (string (string_content) @mention)))
(type (generic_type (type_parameter (type (string (string_content) @mention)))))

; The names that a module exports.
((assignment
  left: (identifier) @_all
  right: [
    (list (string (string_content) @mention))
    (tuple (string (string_content) @mention))
    (expression_list (string (string_content) @mention))
    (binary_operator left: (list (string (string_content) @mention)))
    (binary_operator right: (list (string (string_content) @mention)))])
  (#eq? @_all "__all__"))
((augmented_assignment
  left: (identifier) @_all
  right: [
    (list (string (string_content) @mention))
    (tuple (string (string_content) @mention))])
  (#eq? @_all "__all__"))

; --- Members ------------------------------------------------------------------------------------

; The first parameter of a method.
(class_definition
  body: (block
    (function_definition
      parameters: (parameters . [(identifier) @receiver (typed_parameter . (identifier) @receiver)]))))
((class_definition
  body: (block
    (decorated_definition
      (decorator (_) @_decorator)
      definition: (function_definition
        parameters: (parameters . [(identifier) @receiver (typed_parameter . (identifier) @receiver)])))))
  (#not-eq? @_decorator "staticmethod"))

(attribute
  object: [(identifier) @member.object (attribute attribute: (identifier) @member.object)]
  attribute: (identifier) @member.use)
(attribute
  object: (call function: (identifier) @member.object @member.made)
  attribute: (identifier) @member.use)
((attribute
  object: (call function: (identifier) @member.object @class.bases)
  attribute: (identifier) @member.use)
  (#eq? @class.bases "super"))

(attribute
  object: (subscript value: (identifier) @member.object @member.item)
  attribute: (identifier) @member.use)

; Members that are used without being named.
((with_item value: (identifier) @member.object) (#set! member "__enter__"))
((with_item value: (identifier) @member.object) (#set! member "__exit__"))
((with_item value: (call function: (identifier) @member.object @member.made))
  (#set! member "__enter__"))
((with_item value: (call function: (identifier) @member.object @member.made))
  (#set! member "__exit__"))
((with_item value: (as_pattern (call function: (identifier) @member.object @member.made)))
  (#set! member "__enter__"))
((with_item value: (as_pattern (call function: (identifier) @member.object @member.made)))
  (#set! member "__exit__"))
((for_statement right: (identifier) @member.object) (#set! member "__iter__"))
((for_in_clause right: (identifier) @member.object) (#set! member "__iter__"))
((subscript value: (identifier) @member.object) (#set! member "__getitem__"))
((assignment left: (subscript value: (identifier) @member.object)) (#set! member "__setitem__"))
((delete_statement (subscript value: (identifier) @member.object)) (#set! member "__delitem__"))
((function_definition
  name: (identifier) @_iter
  body: (block (return_statement (identifier) @member.object)))
  (#eq? @_iter "__iter__")
  (#set! member "__next__"))
((function_definition
  name: (identifier) @_iter
  body: (block (return_statement (call function: (identifier) @member.object @member.made))))
  (#eq? @_iter "__iter__")
  (#set! member "__next__"))

(assignment
  left: (attribute object: (identifier) @member.object attribute: (identifier) @member.definition))
(pattern_list
  (attribute object: (identifier) @member.object attribute: (identifier) @member.definition))
(tuple_pattern
  (attribute object: (identifier) @member.object attribute: (identifier) @member.definition))
(for_statement
  left: (attribute object: (identifier) @member.object attribute: (identifier) @member.definition))
(as_pattern_target
  (attribute object: (identifier) @member.object attribute: (identifier) @member.definition))

(class_definition superclasses: (argument_list (identifier) @class.base))
(class_definition superclasses: (argument_list (attribute object: (identifier) @class.base)))
(class_definition
  superclasses: (argument_list (attribute object: (attribute object: (identifier) @class.base))))
(class_definition superclasses: (argument_list (subscript value: (identifier) @class.base)))
(class_definition superclasses: (argument_list (call function: (identifier) @class.base)))
(class_definition
  superclasses: (argument_list (call function: (attribute object: (identifier) @class.base))))
; Bases that cannot be told.
(class_definition superclasses: (argument_list (list_splat) @class.open))
(class_definition superclasses: (argument_list (dictionary_splat) @class.open))
(class_definition superclasses: (argument_list (conditional_expression) @class.open))
; Classes that answer for members that they do not have.
(class_definition
  body: (block
    [(function_definition name: (identifier) @class.open)
     (decorated_definition definition: (function_definition name: (identifier) @class.open))])
  (#any-of? @class.open "__getattr__" "__getattribute__"))
; Classes whose attributes are set in other ways. (Slots make room for attributes, but set none.)
((call
  function: (identifier) @_setter
  arguments: (argument_list . (identifier) @class.open.attributes))
  (#eq? @_setter "setattr"))

; Making objects.
(call function: (identifier) @class.instantiated)
(call function: (identifier) @class.constructed arguments: (argument_list (_)))
((function_definition name: (identifier) @member.constructor)
  (#any-of? @member.constructor "__init__" "__new__"))
((function_definition name: (identifier) @member.protocol)
  (#any-of? @member.protocol
    "__getitem__" "__setitem__" "__delitem__" "__len__" "__iter__" "__next__" "__contains__"
    "__call__" "__hash__" "__enter__" "__exit__" "__await__" "__anext__" "send" "throw" "insert"
    "add" "discard"))
((decorated_definition
  (decorator (_) @_decorator)
  definition: (function_definition name: (identifier) @member.abstract))
  (#match? @_decorator "abstract(method|property|classmethod|staticmethod)"))

(assignment
  left: [
    (identifier) @instance
    (attribute attribute: (identifier) @member.instance)]
  right: (call function: (identifier) @instance.class))

(assignment
  left: [(identifier) @instance.none (attribute attribute: (identifier) @instance.none)]
  right: (none))

(assignment
  left: (identifier) @instance
  right: (call
    function: (attribute attribute: (identifier) @_new)
    arguments: (argument_list . (identifier) @instance.class))
  (#eq? @_new "__new__"))
(as_pattern
  (call function: (identifier) @instance.class)
  alias: (as_pattern_target (identifier) @instance))

(except_clause
  value: (as_pattern
    (identifier) @instance.class
    alias: (as_pattern_target (identifier) @instance)))
(assignment
  left: (identifier) @instance.items
  right: (list . (call function: (identifier) @instance.class)))

; A constructor that calls those of its bases.
((function_definition
  name: (identifier) @member.constructor
  body: (block
    (expression_statement
      (call
        function: (attribute
          attribute: (identifier) @_called))) @constructor.call))
  (#eq? @member.constructor "__init__")
  (#eq? @_called "__init__"))

; --- Values -------------------------------------------------------------------------------------

((return_statement (_) @return.value)
  (#not-eq? @return.value "None"))
(return_statement (call function: (identifier) @return.callee) @return.value)
(return_statement
  (call function: (attribute attribute: (identifier) @return.callee)) @return.value)
(yield) @return.value
; What is left to subclasses owes nothing.
((raise_statement . [(identifier) @_error (call function: (identifier) @_error)] @return.value)
  (#eq? @_error "NotImplementedError"))

; Methods that owe a value.
((function_definition name: (identifier) @value.owner)
  (#any-of? @value.owner
    "__repr__" "__str__" "__bytes__" "__format__" "__len__" "__length_hint__" "__bool__" "__hash__"
    "__index__" "__iter__" "__getnewargs__" "__getnewargs_ex__"))

; Where a name or member cannot be None.
(for_statement right: [(identifier) @value.needed (attribute attribute: (identifier) @value.needed)])
(for_in_clause right: [(identifier) @value.needed (attribute attribute: (identifier) @value.needed)])
(subscript value: [(identifier) @value.needed (attribute attribute: (identifier) @value.needed)])
(call function: [(identifier) @value.needed (attribute attribute: (identifier) @value.needed)])
(raise_statement . (identifier) @value.needed)
(comparison_operator
  operators: ["in" "not in"]
  . [(identifier) @value.needed (attribute attribute: (identifier) @value.needed)])
(assignment
  left: [(pattern_list) (tuple_pattern)]
  right: [(identifier) @value.needed (attribute attribute: (identifier) @value.needed)])

; Where a value is needed.
(assignment
  right: (call
    function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)]))
(for_statement
  right: (call
    function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)]))
(for_in_clause
  right: (call
    function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)]))
(subscript
  value: (call
    function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)]))
; Formatting.
(binary_operator
  left: (string)
  right: [
    (call
      function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)])
    (tuple
      (call
        function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)]))])
(with_item
  value: (call
    function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)]))
(with_item
  value: (as_pattern
    (call
      function: [(identifier) @value.callee (attribute attribute: (identifier) @value.callee)])))

; --- Control flow -------------------------------------------------------------------------------

(if_statement consequence: (_) @arm) @choice
(elif_clause consequence: (_) @arm)
(if_statement alternative: (else_clause) @arm.default)
(match_statement body: (block (case_clause) @arm)) @choice
((match_statement body: (block (case_clause . (case_pattern) @_pattern !guard) @arm.default))
  (#eq? @_pattern "_"))

(try_statement body: (_) @attempt.body) @attempt
(try_statement (except_clause) @attempt.handler)
(try_statement (else_clause) @attempt.otherwise)
(try_statement (finally_clause) @attempt.finally)

(for_statement) @loop
(while_statement) @loop

(return_statement) @exit
(raise_statement) @exit
(continue_statement) @exit
(break_statement) @exit
((expression_statement (call function: (attribute) @_call)) @exit
  (#any-of? @_call "sys.exit" "os._exit" "os.abort"))
((expression_statement (call function: (identifier) @_call)) @exit
  (#any-of? @_call "exit" "quit"))
