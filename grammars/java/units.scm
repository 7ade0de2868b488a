; Declarations and statements: the items of lists that may be empty.
(program (_) @unit)
(import_declaration) @unit.import
(class_body (_) @unit)
(interface_body (_) @unit)
(annotation_type_body (_) @unit)
(enum_body_declarations (_) @unit)
(module_body (_) @unit)
(block (_) @unit)
; The call of another constructor belongs to its constructor: it must come first.
(constructor_body (statement) @unit)

; Groups and rules of a switch, and the statements of a group.
(switch_block (_) @unit)
(switch_block_statement_group (statement) @unit)

; Constants of an enum are followed by commas, the last one by nothing or, where members follow, by
; a semicolon that must stay.
(enum_body (enum_constant) @unit (enum_constant))
(enum_body (enum_constant) @unit . [(line_comment) (block_comment)]* .)

; Clauses.
(if_statement "else" @unit.start alternative: (_) @unit)
(catch_clause) @unit
(finally_clause) @unit

((field_declaration
  (modifiers) @_modifiers
  declarator: (variable_declarator name: (identifier) @_name)) @unit.constant
  (#match? @_modifiers "static")
  (#match? @_modifiers "final")
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

[(line_comment) (block_comment)] @comment

; What may go line by line where granularity is by line.
(array_initializer (_) @element)
(element_value_array_initializer (_) @element)
(multiline_string_fragment) @text

; --- Clauses that need others -------------------------------------------------------------------

; try needs a handler; with resources it stands alone.
(try_statement [(catch_clause) (finally_clause)] @support) @dependent

; A checked exception that nothing handles is an error: its handler stays as long as the try.
((try_statement
  (catch_clause
    (catch_formal_parameter
      (catch_type [(type_identifier) (scoped_type_identifier)] @_type))) @support.each) @dependent
  (#not-match? @_type "^(Runtime|Illegal|NullPointer|Arithmetic|ArrayStore|ClassCast|IndexOut|ArrayIndex|StringIndex|NegativeArray|NumberFormat|Unsupported|NoSuchElement|InputMismatch|EmptyStack|Concurrent|DateTime|UncheckedIO|Security|Missing)|Error$"))
((try_with_resources_statement
  (catch_clause
    (catch_formal_parameter
      (catch_type [(type_identifier) (scoped_type_identifier)] @_type))) @support.each) @dependent
  (#not-match? @_type "^(Runtime|Illegal|NullPointer|Arithmetic|ArrayStore|ClassCast|IndexOut|ArrayIndex|StringIndex|NegativeArray|NumberFormat|Unsupported|NoSuchElement|InputMismatch|EmptyStack|Concurrent|DateTime|UncheckedIO|Security|Missing)|Error$"))

; A handler of a checked exception needs something in the body that may throw it: a call, other than
; one that prints.
((try_statement
  body: (block
    [(expression_statement) (local_variable_declaration) (return_statement) (throw_statement)
     (if_statement) (for_statement) (enhanced_for_statement) (while_statement) (do_statement)
     (switch_expression) (synchronized_statement) (block)
     (try_statement) (try_with_resources_statement) (labeled_statement)] @support)
  (catch_clause
    (catch_formal_parameter
      (catch_type [(type_identifier) (scoped_type_identifier)] @_type))) @dependent)
  (#match? @support "\\(|^throw")
  (#not-match? @support "^System\\.(out|err)\\.\\w+\\([^(]*$")
  (#not-match? @_type "^(Exception|Throwable)$|^(Runtime|Illegal|NullPointer|Arithmetic|ArrayStore|ClassCast|IndexOut|ArrayIndex|StringIndex|NegativeArray|NumberFormat|Unsupported|NoSuchElement|InputMismatch|EmptyStack|Concurrent|DateTime|UncheckedIO|Security|Missing)|Error$"))

; What throws an exception that is none of the platform is not known: any call in the body may.
((try_statement
  body: (block
    [(expression_statement) (local_variable_declaration) (return_statement)
     (throw_statement)] @support.each)
  (catch_clause
    (catch_formal_parameter
      (catch_type . (type_identifier) @_type .))) @dependent)
  (#match? @support.each "\\(|^throw")
  (#not-match? @support.each "^System\\.(out|err)\\.\\w+\\([^(]*$")
  (#not-match? @_type "^(Runtime|Illegal|NullPointer|Arithmetic|ArrayStore|ClassCast|IndexOut|ArrayIndex|StringIndex|NegativeArray|NumberFormat|Unsupported|NoSuchElement|InputMismatch|EmptyStack|Concurrent|DateTime|UncheckedIO|Security|Missing)|Error$")
  (#not-match? @_type "^(Exception|Throwable|Parse|IO|EOF|File|NoSuch|Directory|AccessDenied|Interrupted|Execution|Timeout|Class|Clone|Instantiation|Invocation|Reflective|SQL|General|URI|Malformed|Unknown|Socket|Connect|UnsupportedEncoding|CharacterCoding|Invalid|Key|BrokenBarrier|NotSerializable|Object|Zip)"))

; --- Switches that yield a value ----------------------------------------------------------------

; They must cover all values: with a default, or with all of their cases where there is none.
([(variable_declarator value: (switch_expression body: (switch_block (_ (switch_label "default")) @support)) @dependent)
  (assignment_expression right: (switch_expression body: (switch_block (_ (switch_label "default")) @support)) @dependent)
  (return_statement (switch_expression body: (switch_block (_ (switch_label "default")) @support)) @dependent)
  (yield_statement (switch_expression body: (switch_block (_ (switch_label "default")) @support)) @dependent)
  (lambda_expression body: (switch_expression body: (switch_block (_ (switch_label "default")) @support)) @dependent)
  (argument_list (switch_expression body: (switch_block (_ (switch_label "default")) @support)) @dependent)])
([(variable_declarator value: (switch_expression body: (switch_block (_) @support.each) @_block) @dependent)
  (assignment_expression right: (switch_expression body: (switch_block (_) @support.each) @_block) @dependent)
  (return_statement (switch_expression body: (switch_block (_) @support.each) @_block) @dependent)
  (yield_statement (switch_expression body: (switch_block (_) @support.each) @_block) @dependent)
  (lambda_expression body: (switch_expression body: (switch_block (_) @support.each) @_block) @dependent)
  (argument_list (switch_expression body: (switch_block (_) @support.each) @_block) @dependent)]
  (#not-match? @_block "\\bdefault\\s*(->|:)"))
; Not all of their rules may throw.
([(variable_declarator value: (switch_expression body: (switch_block (switch_rule [(expression_statement) (block)]) @support)) @dependent)
  (assignment_expression right: (switch_expression body: (switch_block (switch_rule [(expression_statement) (block)]) @support)) @dependent)
  (return_statement (switch_expression body: (switch_block (switch_rule [(expression_statement) (block)]) @support)) @dependent)
  (yield_statement (switch_expression body: (switch_block (switch_rule [(expression_statement) (block)]) @support)) @dependent)
  (lambda_expression body: (switch_expression body: (switch_block (switch_rule [(expression_statement) (block)]) @support)) @dependent)
  (argument_list (switch_expression body: (switch_block (switch_rule [(expression_statement) (block)]) @support)) @dependent)])

; The block of a rule that yields a value ends by yielding it or by throwing.
(switch_rule (block (yield_statement) @support . [(line_comment) (block_comment)]* .) @dependent)
(switch_block_statement_group
  (yield_statement) @support . [(line_comment) (block_comment)]* .) @dependent

; --- Constructors and fields --------------------------------------------------------------------

; Who calls a constructor of the base with arguments cannot do without its own.
(class_declaration
  body: (class_body
    (constructor_declaration
      body: (constructor_body
        (explicit_constructor_invocation
          constructor: (super)
          arguments: (argument_list (_))))) @support)) @dependent

; The constants of an enum that are made with arguments need its constructor.
(enum_body
  (enum_constant arguments: (argument_list (_))) @dependent
  (enum_body_declarations
    (constructor_declaration parameters: (formal_parameters (_))) @support))

; Beside a constructor with parameters there is one without only if it is declared.
((class_body
  (constructor_declaration parameters: (formal_parameters) @_empty) @support
  (constructor_declaration
    parameters: (formal_parameters [(formal_parameter) (spread_parameter)])) @dependent)
  (#match? @_empty "^\\(\\s*\\)$"))
((class_body
  (constructor_declaration
    parameters: (formal_parameters [(formal_parameter) (spread_parameter)])) @dependent
  (constructor_declaration parameters: (formal_parameters) @_empty) @support)
  (#match? @_empty "^\\(\\s*\\)$"))

; A final field without a value gets one in its own type. (Fields of the same name elsewhere count
; where names are looked at.)
((class_body
  (field_declaration
    (modifiers "final")
    declarator: (variable_declarator name: (identifier) @_field !value)) @dependent
  [(constructor_declaration
      body: (constructor_body
      (expression_statement
        (assignment_expression
          left: [(identifier) @_set (field_access object: (this) field: (identifier) @_set)])) @support))
   (block
      (expression_statement
        (assignment_expression
          left: [(identifier) @_set (field_access object: (this) field: (identifier) @_set)])) @support)
   (static_initializer (block
      (expression_statement
        (assignment_expression
          left: [(identifier) @_set (field_access object: (this) field: (identifier) @_set)])) @support))])
  (#eq? @_field @_set))
((class_body
  [(constructor_declaration
      body: (constructor_body
      (expression_statement
        (assignment_expression
          left: [(identifier) @_set (field_access object: (this) field: (identifier) @_set)])) @support))
   (block
      (expression_statement
        (assignment_expression
          left: [(identifier) @_set (field_access object: (this) field: (identifier) @_set)])) @support)
   (static_initializer (block
      (expression_statement
        (assignment_expression
          left: [(identifier) @_set (field_access object: (this) field: (identifier) @_set)])) @support))]
  (field_declaration
    (modifiers "final")
    declarator: (variable_declarator name: (identifier) @_field !value)) @dependent)
  (#eq? @_field @_set))

; An interface with one method is made by lambdas.
(interface_declaration body: (interface_body . (method_declaration !body) @support .)) @dependent

; --- What interfaces of the platform demand -----------------------------------------------------

((_
  interfaces: (super_interfaces)
  body: (class_body (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#any-of? @_method
    "compareTo" "compare" "run" "call" "apply" "accept" "test" "applyAsInt" "applyAsLong"
    "applyAsDouble" "iterator" "hasNext" "next" "close" "actionPerformed" "getKey" "uncaughtException"))
((interface_body
  (method_declaration name: (identifier) @_method body: (block)) @support.each) @dependent
  (#any-of? @_method "compareTo" "compare" "run" "call" "apply" "accept" "test" "iterator" "close"))
; An anonymous class has the methods that what it extends demands.
((object_creation_expression
  (class_body (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#not-any-of? @_method "toString" "equals" "hashCode"))
((enum_constant
  body: (class_body (method_declaration name: (identifier) @_method) @support.each)) @dependent
  (#any-of? @_method
    "compareTo" "compare" "run" "call" "apply" "accept" "test" "applyAsInt" "applyAsLong"
    "applyAsDouble" "get" "getAsInt" "getAsDouble" "close"))
; The constants of an enum define what it declares abstract, and nothing that it does not declare.
((enum_body
  (enum_constant body: (class_body (method_declaration name: (identifier) @_own) @dependent))
  (enum_body_declarations (method_declaration name: (identifier) @_common) @support))
  (#eq? @_own @_common))
((enum_body
  (enum_constant
    body: (class_body (method_declaration name: (identifier) @_own) @support)) @dependent
  (enum_body_declarations (method_declaration name: (identifier) @_common !body)))
  (#eq? @_own @_common))
