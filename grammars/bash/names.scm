; Variables are global: what a function sets stays set. Functions are names of their own.

; --- Definitions --------------------------------------------------------------------------------

(variable_assignment name: (variable_name) @definition)
(variable_assignment name: (subscript name: (variable_name) @definition))
; They hold after the value.
(variable_assignment name: (_) @target) @after
(for_statement variable: (variable_name) @definition)

; What is set for one command only.
((command (variable_assignment name: (variable_name) @definition))
  (#set! namespace "environment"))

; `local name` declares; `export name` and `readonly name` use what is there, and found it where
; nothing is.
(declaration_command ["declare" "local" "typeset"] (variable_name) @definition)
(declaration_command ["export" "readonly"] (variable_name) @definition @reference.also)

; Commands that set the variables that they are told.
((command name: (command_name (word) @_command) argument: (word) @definition)
  (#any-of? @_command "read" "mapfile" "readarray")
  (#match? @definition "^[A-Za-z_][A-Za-z0-9_]*$"))
((command name: (command_name (word) @_command) argument: (_) . argument: (word) @definition)
  (#eq? @_command "getopts")
  (#match? @definition "^[A-Za-z_][A-Za-z0-9_]*$"))
((command
  name: (command_name (word) @_command)
  argument: (word) @_option
  . argument: (word) @definition)
  (#eq? @_command "printf")
  (#eq? @_option "-v")
  (#match? @definition "^[A-Za-z_][A-Za-z0-9_]*$"))
((expansion (variable_name) @definition operator: _ @_operator)
  (#any-of? @_operator "=" ":="))

; Arithmetic.
(binary_expression left: (variable_name) @definition operator: "=")

((function_definition name: (word) @definition)
  (#set! namespace "function"))

; --- References ---------------------------------------------------------------------------------

(variable_name) @reference
; What is unset need not be there.
(unset_command (variable_name) @ignore)

; What says itself what happens when there is nothing asks for nothing.
((expansion (variable_name) @ignore operator: _ @_operator)
  (#any-of? @_operator "-" ":-"))
((expansion (subscript name: (variable_name) @ignore) operator: _ @_operator)
  (#any-of? @_operator "-" ":-"))
; What asks whether there is something knows of the name: that founds it where nothing else does.
((expansion (variable_name) @definition @reference.also operator: _ @_operator)
  (#any-of? @_operator "+" ":+" "?" ":?"))
((unary_expression
  operator: (test_operator) @_operator
  [(simple_expansion (variable_name) @definition @reference.also)
   (expansion (variable_name) @definition @reference.also)
   (expansion (subscript name: (variable_name) @definition @reference.also))
   (string (simple_expansion (variable_name) @definition @reference.also))
   (string (expansion (variable_name) @definition @reference.also))
   (string (expansion (subscript name: (variable_name) @definition @reference.also)))])
  (#any-of? @_operator "-n" "-z"))
((unary_expression operator: (test_operator) @_operator (word) @definition @reference.also)
  (#eq? @_operator "-v"))
(test_command
  [(simple_expansion (variable_name) @definition @reference.also)
   (expansion (variable_name) @definition @reference.also)
   (expansion (subscript name: (variable_name) @definition @reference.also))
   (string (simple_expansion (variable_name) @definition @reference.also))
   (string (expansion (variable_name) @definition @reference.also))])
((unary_expression
  operator: "!"
  [(simple_expansion (variable_name) @definition @reference.also)
   (expansion (variable_name) @definition @reference.also)
   (expansion (subscript name: (variable_name) @definition @reference.also))
   (string (simple_expansion (variable_name) @definition @reference.also))
   (string (expansion (variable_name) @definition @reference.also))]))
(binary_expression
  operator: ["&&" "||"]
  [(simple_expansion (variable_name) @definition @reference.also)
   (expansion (variable_name) @definition @reference.also)
   (expansion (subscript name: (variable_name) @definition @reference.also))
   (string (simple_expansion (variable_name) @definition @reference.also))
   (string (expansion (variable_name) @definition @reference.also))])

; The loop of C has words for names.
(c_style_for_statement (binary_expression (word) @reference))
(c_style_for_statement (postfix_expression (word) @reference))
(c_style_for_statement (unary_expression (word) @reference))

((command_name (word) @reference) (#set! namespace "function"))
; Functions that are handed on.
((command name: (command_name (word) @_command) . argument: (word) @reference)
  (#any-of? @_command "trap" "time" "exec" "xargs" "nohup" "command")
  (#set! namespace "function"))
((command argument: (word) @_option . argument: (word) @reference)
  (#any-of? @_option "-F" "-C")
  (#set! namespace "function"))

; --- Control flow -------------------------------------------------------------------------------

; What follows `then` is no node of its own: the model takes it as run, as linters do.
(if_statement) @choice
(elif_clause) @arm
(else_clause) @arm.default

(case_statement) @choice
(case_item) @arm
((case_item value: (_) @_value) @arm.default (#eq? @_value "*"))

(for_statement) @loop
(c_style_for_statement) @loop
(while_statement) @loop

((command name: (command_name (word) @_command)) @exit
  (#any-of? @_command "exit" "return" "break" "continue" "exec"))
