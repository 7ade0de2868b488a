; Declarations and statements: the items of lists that may be empty. They are named by kind, since
; regions (#region ... #endregion) stand in the same lists, go in pairs, and stay.
(using_directive) @unit.import
(compilation_unit [
  (extern_alias_directive) (global_attribute) (global_statement) (namespace_declaration)
  (type_declaration) (file_scoped_namespace_declaration) (preproc_if)] @unit)
(declaration_list (declaration) @unit)
(block (statement) @unit)

; What is compiled under a condition goes as a whole: only one of its alternatives counts.

; Sections of a switch and their statements; the arms of one that is an expression.
(switch_body (switch_section) @unit)
(switch_section (statement) @unit)
(switch_expression (switch_expression_arm) @unit)

(enum_member_declaration) @unit

; Clauses.
(if_statement "else" @unit.start alternative: (_) @unit)
(catch_clause) @unit
(finally_clause) @unit

((field_declaration (modifier) @_modifier) @unit.constant
  (#eq? @_modifier "const"))

(comment) @comment

; What may go line by line where granularity is by line.
(initializer_expression (_) @element)
(raw_string_content) @text

; --- Clauses that need others -------------------------------------------------------------------

(try_statement [(catch_clause) (finally_clause)] @support) @dependent
(switch_expression (switch_expression_arm) @support) @dependent

; Control may not fall out of a section: its last statement stays, and so do the ends of the blocks
; and of the if that it ends in.
(switch_section (statement) @support . (comment)* .) @dependent
(switch_section (block (statement) @support . (comment)* .) . (comment)* .) @dependent
(switch_section
  (if_statement
    consequence: [(return_statement) (break_statement) (throw_statement)
      (block (statement) @support.each . (comment)* .)]
    alternative: [(return_statement) (break_statement) (throw_statement)
      (block (statement) @support.each . (comment)* .)] @support.each) . (comment)* .) @dependent
; A label without statements belongs to the section that follows.
((switch_body (switch_section) @dependent . (switch_section) @support)
  (#match? @dependent ":[ \\t]*$"))

; --- Constructors and fields --------------------------------------------------------------------

; Who calls a constructor of the base with arguments cannot do without its own.
(class_declaration
  body: (declaration_list
    (constructor_declaration
      (constructor_initializer "base" (argument_list (argument)))) @support)) @dependent

; Beside a constructor with parameters there is one without only if it is declared.
((declaration_list
  (constructor_declaration parameters: (parameter_list) @_empty) @support
  (constructor_declaration parameters: (parameter_list (parameter))) @dependent)
  (#match? @_empty "^\\(\\s*\\)$"))
((declaration_list
  (constructor_declaration parameters: (parameter_list (parameter))) @dependent
  (constructor_declaration parameters: (parameter_list) @_empty) @support)
  (#match? @_empty "^\\(\\s*\\)$"))

; A constructor of a structure sets all that is in it.
((struct_declaration
  body: (declaration_list
    [(field_declaration
       (variable_declaration (variable_declarator name: (identifier) @_field .)))
     (property_declaration name: (identifier) @_field accessors: (accessor_list (accessor_declaration !body)))] @dependent
    (constructor_declaration
      body: (block
        (expression_statement
          (assignment_expression
            left: [
              (identifier) @_set
              (member_access_expression expression: "this" name: (identifier) @_set)])) @support))))
  (#eq? @_field @_set))

; An `out` parameter gets a value on all paths: what gives it one stays.
((method_declaration
  parameters: (parameter_list
    (parameter (modifier) @_modifier name: (identifier) @_parameter))
  body: (block [
    (expression_statement (assignment_expression left: (identifier) @_set)) @support.each
    (_ (block (expression_statement (assignment_expression left: (identifier) @_set)) @support.each))
    (_ (block (_ (block
      (expression_statement (assignment_expression left: (identifier) @_set)) @support.each))))])) @dependent
  (#eq? @_modifier "out")
  (#eq? @_set @_parameter))

; Nothing tells where an indexer or a conversion serves: the type has it as long as it is there.
(_ body: (declaration_list
  [(indexer_declaration) (conversion_operator_declaration)] @support.each)) @dependent

; Operators come in pairs.
((declaration_list
  (operator_declaration operator: ["==" "!="]) @dependent
  (operator_declaration operator: ["==" "!="]) @support.each))
((declaration_list
  (operator_declaration operator: ["==" "!="]) @support.each
  (operator_declaration operator: ["==" "!="]) @dependent))
((declaration_list
  (operator_declaration operator: ["<" ">"]) @dependent
  (operator_declaration operator: ["<" ">"]) @support.each))
((declaration_list
  (operator_declaration operator: ["<" ">"]) @support.each
  (operator_declaration operator: ["<" ">"]) @dependent))
((declaration_list
  (operator_declaration operator: ["<=" ">="]) @dependent
  (operator_declaration operator: ["<=" ">="]) @support.each))
((declaration_list
  (operator_declaration operator: ["<=" ">="]) @support.each
  (operator_declaration operator: ["<=" ">="]) @dependent))
((declaration_list
  (operator_declaration operator: ["true" "false"]) @dependent
  (operator_declaration operator: ["true" "false"]) @support.each))
((declaration_list
  (operator_declaration operator: ["true" "false"]) @support.each
  (operator_declaration operator: ["true" "false"]) @dependent))

; --- What interfaces of the framework demand ----------------------------------------------------

; (Loops ask for what gives the items even without an interface.)
((_ body: (declaration_list (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#eq? @_method "GetEnumerator"))
((class_declaration
  (base_list)
  body: (declaration_list (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#any-of? @_method
    "CompareTo" "Compare" "Dispose" "DisposeAsync" "GetEnumerator" "GetAsyncEnumerator" "MoveNext"
    "Reset" "Clone"))
((struct_declaration
  (base_list)
  body: (declaration_list (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#any-of? @_method
    "CompareTo" "Compare" "Dispose" "GetEnumerator" "MoveNext" "Reset" "Clone"))
((_
  (base_list) @_bases
  body: (declaration_list (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#match? @_bases "\\bIEqu")
  (#any-of? @_method "Equals" "GetHashCode"))
((_
  (base_list) @_bases
  body: (declaration_list (property_declaration name: (identifier) @_property) @support.each)) @dependent
  (#match? @_bases "\\bIEnumerator\\b")
  (#eq? @_property "Current"))
((_
  (base_list) @_bases
  body: (declaration_list [
    (property_declaration name: (identifier) @_member)
    (method_declaration name: (identifier) @_member)] @support.each)) @dependent
  (#match? @_bases "\\bI(ReadOnly)?(Collection|List|Dictionary|Set)\\b")
  (#any-of? @_member
    "Count" "IsReadOnly" "Add" "Clear" "Contains" "CopyTo" "Remove" "IndexOf" "Insert" "RemoveAt"
    "Keys" "Values" "ContainsKey" "TryGetValue"))
