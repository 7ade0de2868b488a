; --- Scopes -------------------------------------------------------------------------------------
; Locals hold from the end of their statement on, in functions as well, so no scope runs "later".
; That leaves the program itself as the only function scope: a definition that `binds "function"`
; is a global.

((function_declaration) @scope (#set! scope "inline"))
((function_definition) @scope (#set! scope "inline"))
((for_statement) @scope (#set! scope "inline"))
; The condition behind `until` sees the locals of the body.
((repeat_statement) @scope (#set! scope "inline"))
((do_statement body: (_) @scope) (#set! scope "inline"))
((while_statement body: (_) @scope) (#set! scope "inline"))
((for_statement body: (_) @scope) (#set! scope "inline"))
((if_statement consequence: (_) @scope) (#set! scope "inline"))
((elseif_statement consequence: (_) @scope) (#set! scope "inline"))
((else_statement body: (_) @scope) (#set! scope "inline"))

; --- Definitions --------------------------------------------------------------------------------

; local x: a read needs that something gives it a value before.
(variable_declaration (variable_list name: (identifier) @definition.unset))
; local x, y = 1, 2
; The name of a global of the language is left alone (Lua 5.1 to 5.4 and LuaJIT): after
; `local pairs = pairs` and `local table = require "table"` the name means what it meant before, so
; nothing needs them. It is a name like others where it gets another meaning, in the patterns below.
((variable_declaration (assignment_statement (variable_list name: (identifier) @definition)))
  (#not-any-of? @definition
    "_ENV" "_G" "_VERSION" "arg" "assert" "bit" "bit32" "collectgarbage" "coroutine" "debug"
    "dofile" "error" "gcinfo" "getfenv" "getmetatable" "io" "ipairs" "jit" "load" "loadfile"
    "loadstring" "math" "module" "newproxy" "next" "os" "package" "pairs" "pcall" "print"
    "rawequal" "rawget" "rawlen" "rawset" "require" "select" "setfenv" "setmetatable" "string"
    "table" "tonumber" "tostring" "type" "unpack" "utf8" "warn" "xpcall"))
(variable_declaration
  (assignment_statement
    (variable_list . name: (identifier) @definition .)
    (expression_list
      . [
        (table_constructor) (function_definition) (string) (dot_index_expression)
        (function_call name: [(dot_index_expression) (method_index_expression)])
      ])))
((variable_declaration
  (assignment_statement
    (variable_list . name: (identifier) @definition .)
    (expression_list
      . (function_call
        name: (identifier) @_require
        arguments: (arguments (string content: (string_content) @_module))))))
  (#eq? @_require "require")
  (#not-eq? @_module @definition))
(variable_declaration (assignment_statement (variable_list) @target)) @after

; local function f: its own body knows it.
(function_declaration . "local" name: (identifier) @definition @outer)

(parameters name: (identifier) @definition)
(for_numeric_clause name: (identifier) @definition)
(for_generic_clause (variable_list name: (identifier) @definition))
; The bounds of a loop and what it walks over are evaluated around it.
(for_numeric_clause start: (_) @outer)
(for_numeric_clause end: (_) @outer)
(for_numeric_clause step: (_) @outer)
(for_generic_clause (expression_list) @outer)

; x = 1 and function x() change the local that is called so; where there is none, they define a
; global. So they refer to the name, and count as its definitions only where nothing else does.
((chunk (assignment_statement (variable_list name: (identifier) @definition.hoisted @assignment)))
  (#set! binds "function")
  (#not-any-of? @definition.hoisted
    "_ENV" "_G" "_VERSION" "arg" "assert" "bit" "bit32" "collectgarbage" "coroutine" "debug"
    "dofile" "error" "gcinfo" "getfenv" "getmetatable" "io" "ipairs" "jit" "load" "loadfile"
    "loadstring" "math" "module" "newproxy" "next" "os" "package" "pairs" "pcall" "print"
    "rawequal" "rawget" "rawlen" "rawset" "require" "select" "setfenv" "setmetatable" "string"
    "table" "tonumber" "tostring" "type" "unpack" "utf8" "warn" "xpcall"))
((block (assignment_statement (variable_list name: (identifier) @definition.hoisted @assignment)))
  (#set! binds "function")
  (#not-any-of? @definition.hoisted
    "_ENV" "_G" "_VERSION" "arg" "assert" "bit" "bit32" "collectgarbage" "coroutine" "debug"
    "dofile" "error" "gcinfo" "getfenv" "getmetatable" "io" "ipairs" "jit" "load" "loadfile"
    "loadstring" "math" "module" "newproxy" "next" "os" "package" "pairs" "pcall" "print"
    "rawequal" "rawget" "rawlen" "rawset" "require" "select" "setfenv" "setmetatable" "string"
    "table" "tonumber" "tostring" "type" "unpack" "utf8" "warn" "xpcall"))
((function_declaration . "function" name: (identifier) @definition.hoisted @assignment @outer)
  (#set! binds "function")
  (#not-any-of? @definition.hoisted
    "_ENV" "_G" "_VERSION" "arg" "assert" "bit" "bit32" "collectgarbage" "coroutine" "debug"
    "dofile" "error" "gcinfo" "getfenv" "getmetatable" "io" "ipairs" "jit" "load" "loadfile"
    "loadstring" "math" "module" "newproxy" "next" "os" "package" "pairs" "pcall" "print"
    "rawequal" "rawget" "rawlen" "rawset" "require" "select" "setfenv" "setmetatable" "string"
    "table" "tonumber" "tostring" "type" "unpack" "utf8" "warn" "xpcall"))
(assignment_statement (variable_list) @target) @after

; Labels have a name space of their own; they hold in all of their block.
((label_statement (identifier) @definition.hoisted) (#set! namespace "label"))
((goto_statement (identifier) @reference) (#set! namespace "label"))

; --- References ---------------------------------------------------------------------------------

(identifier) @reference

(dot_index_expression field: (identifier) @ignore)
(method_index_expression method: (identifier) @ignore)
(attribute (identifier) @ignore)
; { name = value }, but { [name] = value } reads the name.
(field . name: (identifier) @ignore)
(field . "[" name: (identifier) @reference.also)

; --- Flow of control ----------------------------------------------------------------------------
; It matters for the values of locals that are declared without one.

(if_statement consequence: (_) @arm) @choice
(elseif_statement consequence: (_) @arm)
(if_statement alternative: (else_statement) @arm.default)
(while_statement) @loop
(repeat_statement) @loop
(for_statement) @loop

(return_statement) @exit
(goto_statement) @exit
(break_statement) @exit.break
((function_call name: (identifier) @_error) @exit
  (#eq? @_error "error"))
((function_call name: (dot_index_expression) @_exit) @exit
  (#eq? @_exit "os.exit"))

; --- Members ------------------------------------------------------------------------------------
; What is called needs something that is set under its name somewhere. (Fields that are only read
; may be nil.)

(function_declaration name: (dot_index_expression field: (identifier) @member.name))
(function_declaration name: (method_index_expression method: (identifier) @member.name))
(variable_list name: (dot_index_expression field: (identifier) @member.name))
(field . name: (identifier) @member.name)
(function_call name: (dot_index_expression field: (identifier) @member.access))
(function_call name: (method_index_expression method: (identifier) @member.access))
