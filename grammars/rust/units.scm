; Items and statements. Attributes stand beside what they belong to and go with it.
(attribute_item) @unit.prefix

(source_file (_) @unit)
(declaration_list (_) @unit)
(block (_) @unit)
; (One that stands behind another attribute is a unit inside of that.)
((attribute_item) @support.each . (_) @dependent)
(use_declaration) @unit.import

; Items of declarations that may be listed over several lines.
(use_list [(identifier) (scoped_identifier) (use_as_clause) (scoped_use_list) (use_wildcard)] @unit)
(field_declaration_list (field_declaration) @unit)
(enum_variant_list (enum_variant) @unit)
(match_block (match_arm) @unit)
(else_clause) @unit

; The fields of a new object, where others come from a base.
(field_initializer_list
  [(field_initializer) (shorthand_field_initializer)] @unit
  (base_field_initializer))

((const_item name: (identifier) @_name) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))
((static_item name: (identifier) @_name) @unit.constant
  (#match? @_name "^[A-Z][A-Z0-9_]*$"))

(line_comment) @comment
(block_comment) @comment

(array_expression (_) @element)
(string_literal (string_content) @text)
(raw_string_literal (string_content) @text)

; --- Values of blocks ---------------------------------------------------------------------------

; (Comments may follow what stands last, so nothing is anchored to the end of its block.)
; What a block evaluates to is needed by what the block belongs to: a function that returns
; something, an expression, an arm. A statement at the end (`return x;`, `panic!();`) never ends,
; or the finished program would have an error.
(function_item return_type: (_) body: (block (_) @support.last)) @dependent
(closure_expression return_type: (_) body: (block (_) @support.last)) @dependent
(closure_expression body: (block (_expression) @support)) @dependent
(let_declaration value: (block (_) @support.last)) @dependent
(let_declaration alternative: (block (_) @support.last)) @dependent
(unsafe_block (block (_expression) @support)) @dependent
(async_block (block (_expression) @support)) @dependent
(const_block body: (block (_expression) @support)) @dependent
(match_arm value: (block (_expression) @support)) @dependent
(block (block (_expression) @support)) @dependent
(const_item value: (block (_) @support.last)) @dependent
(static_item value: (block (_) @support.last)) @dependent
(assignment_expression right: (block (_) @support.last)) @dependent
(arguments (block (_) @support.last)) @dependent
(return_expression (block (_) @support.last)) @dependent
(field_initializer value: (block (_) @support.last)) @dependent

; One branch that has a value asks the others for one.
(if_expression consequence: (block (_expression) @support)) @dependent
(if_expression alternative: (else_clause (block (_expression) @support))) @dependent
(if_expression
  consequence: (block (_) @support.last)
  alternative: (else_clause (block (_expression)))) @dependent
(if_expression
  consequence: (block (_expression))
  alternative: (else_clause (block (_) @support.last))) @dependent
(if_expression
  consequence: (block (_expression))
  alternative: (else_clause) @support) @dependent
(if_expression
  alternative: (else_clause (block (_expression))) @support) @dependent
(if_expression
  consequence: (block (_expression))
  alternative: (else_clause (if_expression alternative: (else_clause) @support))) @dependent
(if_expression
  consequence: (block (_expression))
  alternative: (else_clause (if_expression consequence: (block (_) @support.last)))) @dependent

; Where an `if` stands for a value, whatever its branches look like.
(let_declaration value: (if_expression alternative: (else_clause) @support)) @dependent
(let_declaration value: (if_expression consequence: (block (_) @support.last))) @dependent
(let_declaration
  value: (if_expression alternative: (else_clause (block (_) @support.last)))) @dependent

(assignment_expression right: (if_expression alternative: (else_clause) @support)) @dependent
(assignment_expression right: (if_expression consequence: (block (_) @support.last))) @dependent
(return_expression (if_expression alternative: (else_clause) @support)) @dependent
(arguments (if_expression alternative: (else_clause) @support)) @dependent

; --- Matches ------------------------------------------------------------------------------------

; Arms that take what no other arm takes stay. Where the last one takes everything, the others may
; go; where it does not, only those with a guard may.
((match_expression
  body: (match_block
    (match_arm pattern: (match_pattern !condition) @_pattern) @support.each)) @dependent
  (#match? @_pattern "^(_|[a-z_][a-z0-9_]*|\\(\\s*(_|[a-z_][a-z0-9_]*)(\\s*,\\s*(_|[a-z_][a-z0-9_]*))*\\s*,?\\s*\\))$"))
((match_expression
  body: (match_block
    (match_arm pattern: (match_pattern !condition)) @support.each
    (match_arm pattern: (match_pattern) @_pattern) . (line_comment)* . "}")) @dependent
  (#not-match? @_pattern "^(_|[a-z_][a-z0-9_]*|\\(\\s*(_|[a-z_][a-z0-9_]*)(\\s*,\\s*(_|[a-z_][a-z0-9_]*))*\\s*,?\\s*\\))$"))
((match_expression
  body: (match_block
    (match_arm pattern: (match_pattern !condition) @_pattern) @support.each . (line_comment)* . "}")) @dependent
  (#not-match? @_pattern "^(_|[a-z_][a-z0-9_]*|\\(\\s*(_|[a-z_][a-z0-9_]*)(\\s*,\\s*(_|[a-z_][a-z0-9_]*))*\\s*,?\\s*\\))$"))
(match_expression
  body: (match_block
    (match_arm pattern: (match_pattern !condition)) @support.each
    (match_arm pattern: (match_pattern . (boolean_literal))) . (line_comment)* . "}")) @dependent

; What has been moved away is set again before it is used again.
((block
  (expression_statement (call_expression arguments: (arguments (identifier) @_moved))) @dependent
  (expression_statement (assignment_expression left: (identifier) @_set)) @support.each)
  (#eq? @_moved @_set))

; A loop whose value is needed gives one by a break.
(let_declaration
  value: (loop_expression
    body: (block
      (expression_statement
        (if_expression
          consequence: (block (expression_statement (break_expression (_))) @support)))))) @dependent
(let_declaration
  value: (loop_expression
    body: (block (expression_statement (break_expression (_))) @support))) @dependent

; Attributes of the whole program that decide what of it is compiled, and how.
((source_file
  (inner_attribute_item (attribute . (identifier) @_attribute)) @support.each
  (_) @dependent)
  (#any-of? @_attribute "cfg" "cfg_attr" "feature" "no_core" "no_std" "recursion_limit"))

; A module that takes the names around it by `use super::*` needs it in all of its items.
((mod_item
  body: (declaration_list
    (use_declaration argument: (use_wildcard (super))) @support.each
    [(function_item) (impl_item) (struct_item) (enum_item) (const_item) (static_item)
     (trait_item) (type_item)] @dependent)))

; Traits of the standard library: what is implemented is asked for.
((impl_item
  trait: (_) @_trait
  body: (declaration_list [(function_item) (type_item) (const_item)] @support.each)) @dependent
  (#match? @_trait "^((std|core|fmt|ops|cmp|iter|str|convert|hash|clone|default|io|error|borrow)::)*(Add|AddAssign|AsMut|AsRef|BitAnd|BitOr|BitXor|Borrow|BorrowMut|Clone|Debug|Default|Deref|DerefMut|Display|Div|DivAssign|DoubleEndedIterator|Drop|Extend|From|FromIterator|FromStr|Hash|Index|IndexMut|Into|IntoIterator|Iterator|Mul|MulAssign|Neg|Not|Ord|PartialEq|PartialOrd|Read|Rem|Shl|Shr|Sub|SubAssign|Sum|ToOwned|ToString|TryFrom|TryInto|Write)\\b"))

; Traits that build on others: what is implemented for a type by hand is needed by the next.
((source_file
  (impl_item trait: (_) @_base type: (_) @_type) @support.each
  (impl_item trait: (_) @_trait type: (_) @_same) @dependent)
  (#match? @_base "\\b(Clone|Debug|Deref|Display|Eq|Index|Iterator|PartialEq|PartialOrd)\\b")
  (#match? @_trait "\\b(Copy|DerefMut|DoubleEndedIterator|Eq|Error|IndexMut|Ord|PartialOrd)\\b")
  (#eq? @_type @_same))
((source_file
  (impl_item trait: (_) @_trait type: (_) @_same) @dependent
  (impl_item trait: (_) @_base type: (_) @_type) @support.each)
  (#match? @_base "\\b(Clone|Debug|Deref|Display|Eq|Index|Iterator|PartialEq|PartialOrd)\\b")
  (#match? @_trait "\\b(Copy|DerefMut|DoubleEndedIterator|Eq|Error|IndexMut|Ord|PartialOrd)\\b")
  (#eq? @_type @_same))
