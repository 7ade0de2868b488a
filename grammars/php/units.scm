; Statements. A namespace that reaches to the end of the file, and directives such as strict_types,
; are no units: like the opening tag, they come first.
(program [
  (break_statement) (class_declaration) (compound_statement) (const_declaration)
  (continue_statement) (do_statement) (echo_statement) (enum_declaration) (exit_statement)
  (expression_statement) (for_statement) (foreach_statement) (function_definition)
  (function_static_declaration) (global_declaration) (goto_statement) (if_statement)
  (interface_declaration) (named_label_statement) (namespace_use_declaration) (return_statement)
  (switch_statement) (trait_declaration) (try_statement) (unset_statement) (while_statement)
] @unit)
(namespace_definition body: (_)) @unit
(declare_statement (statement)) @unit
(compound_statement (statement) @unit)
(colon_block (statement) @unit)
(for_statement ":" body: (statement) @unit)
(case_statement (statement) @unit)
(default_statement (statement) @unit)
(declare_statement ":" (statement) @unit)

; Members.
(declaration_list (_) @unit)
(enum_declaration_list (_) @unit)

; Clauses. "else if" is an if inside of an else in the tree; what follows it is nested, too, but is
; a clause of its own in the language.
(else_if_clause) @unit
(else_clause body: [
  (break_statement) (colon_block) (compound_statement) (continue_statement) (do_statement)
  (echo_statement) (exit_statement) (expression_statement) (for_statement) (foreach_statement)
  (goto_statement) (return_statement) (switch_statement) (try_statement) (unset_statement)
  (while_statement)
]) @unit
(else_clause "else" @unit.start body: (if_statement body: (_) @unit))
(catch_clause) @unit
(finally_clause) @unit
(case_statement) @unit
(default_statement) @unit
(match_conditional_expression) @unit
(match_default_expression) @unit

(namespace_use_declaration) @unit.import
(expression_statement [
  (include_expression) (include_once_expression) (require_expression) (require_once_expression)
]) @unit.import
(const_declaration) @unit.constant
((expression_statement (function_call_expression function: (name) @_define)) @unit.constant
  (#eq? @_define "define"))

(comment) @comment

; What may go line by line where granularity is by line.
(array_creation_expression (array_element_initializer) @element)
(string_content) @text
(nowdoc_string) @text

; Blocks may be empty; a try needs a handler, and a match an arm.
(try_statement [(catch_clause) (finally_clause)] @support) @dependent
(match_expression
  body: (match_block
    [(match_conditional_expression) (match_default_expression)] @support)) @dependent

; What types of the language ask for.
([
  (class_declaration
    (class_interface_clause (_) @_interface)
    body: (declaration_list (method_declaration name: (name) @_method) @support.each))
  (enum_declaration
    (class_interface_clause (_) @_interface)
    body: (enum_declaration_list (method_declaration name: (name) @_method) @support.each))
  (anonymous_class
    (class_interface_clause (_) @_interface)
    body: (declaration_list (method_declaration name: (name) @_method) @support.each))
] @dependent
  (#match? @_interface "^\\\\?(ArrayAccess|Countable|IteratorAggregate|JsonSerializable|Serializable|Stringable)$")
  (#any-of? @_method
    "offsetExists" "offsetGet" "offsetSet" "offsetUnset" "count" "getIterator" "jsonSerialize"
    "serialize" "unserialize" "__toString"))
([
  (class_declaration
    (class_interface_clause (_) @_interface)
    body: (declaration_list (method_declaration name: (name) @_method) @support.each))
  (anonymous_class
    (class_interface_clause (_) @_interface)
    body: (declaration_list (method_declaration name: (name) @_method) @support.each))
] @dependent
  (#match? @_interface "^\\\\?(Iterator|SeekableIterator|RecursiveIterator|OuterIterator)$")
  (#any-of? @_method
    "current" "key" "next" "rewind" "valid" "seek" "hasChildren" "getChildren" "getInnerIterator"))
((class_declaration
  (class_interface_clause (_) @_interface)
  body: (declaration_list (method_declaration name: (name) @_method) @support.each)) @dependent
  (#match? @_interface "^\\\\?(SplObserver|SplSubject|SessionHandlerInterface)$")
  (#any-of? @_method
    "update" "attach" "detach" "notify" "open" "close" "read" "write" "destroy" "gc"))
((class_declaration
  (base_clause (_) @_base)
  body: (declaration_list (method_declaration name: (name) @_method) @support.each)) @dependent
  (#match? @_base "^\\\\?(RecursiveFilterIterator|FilterIterator|SplHeap)$")
  (#any-of? @_method "accept" "compare"))
