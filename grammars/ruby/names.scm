; --- Scopes -------------------------------------------------------------------------------------

; A method sees no local names from around it; a block does.
((method) @scope (#set! scope "function"))
((singleton_method) @scope (#set! scope "function"))
((block) @scope (#set! scope "function"))
((do_block) @scope (#set! scope "function"))
((lambda) @scope (#set! scope "function"))

; Bodies of classes run in place. What they define is looked up by name alone: Ruby finds methods by
; the class of an object, which is not known here, so methods and constants belong to the program.
((class) @scope (#set! scope "inline"))
((module) @scope (#set! scope "inline"))
((singleton_class) @scope (#set! scope "inline"))

(method name: (_) @outer)
(singleton_method name: (_) @outer)
(singleton_method object: (_) @outer)
(class name: (_) @outer)
(class superclass: (_) @outer)
(module name: (_) @outer)
(singleton_class value: (_) @outer)

; --- Local names --------------------------------------------------------------------------------

(method_parameters (identifier) @definition)
(lambda_parameters (identifier) @definition)
(block_parameters (identifier) @definition)
(destructured_parameter (identifier) @definition)
(optional_parameter name: (identifier) @definition)
(keyword_parameter name: (identifier) @definition)
(splat_parameter name: (identifier) @definition)
(hash_splat_parameter name: (identifier) @definition)
(block_parameter name: (identifier) @definition)

(assignment left: (identifier) @definition)
(left_assignment_list (identifier) @definition)
(destructured_left_assignment (identifier) @definition)
(rest_assignment (identifier) @definition)
(for pattern: (identifier) @definition)
(exception_variable (identifier) @definition)
; It sets a name that has no value yet; the other operators need one.
(operator_assignment left: (identifier) @definition operator: ["||=" "&&="])

; A name that is assigned holds only behind the assignment.
(assignment left: (_) @target right: (_) @after)

(in_clause pattern: (identifier) @definition)
(match_pattern pattern: (identifier) @definition)
(test_pattern pattern: (identifier) @definition)
(array_pattern (identifier) @definition)
(find_pattern (identifier) @definition)
(parenthesized_pattern (identifier) @definition)
(alternative_pattern (identifier) @definition)
(as_pattern name: (identifier) @definition)
(keyword_pattern value: (identifier) @definition)
(keyword_pattern key: (hash_key_symbol) @definition !value)

; --- Methods ------------------------------------------------------------------------------------

(method
  name: [(identifier) (constant)] @definition.hoisted @member.name
  (#set! binds "function"))
(singleton_method
  name: [(identifier) (constant)] @definition.hoisted @member.name
  (#set! binds "function"))
((alias name: (simple_symbol) @definition.hoisted @member.name)
  (#set! name "bare")
  (#set! binds "function"))
; What x.name = 1 calls; attr_accessor and its like define it, too.
((method name: (setter name: (identifier) @definition.hoisted))
  (#set! binds "function")
  (#set! namespace "setter"))
((singleton_method name: (setter name: (identifier) @definition.hoisted))
  (#set! binds "function")
  (#set! namespace "setter"))
((alias name: (setter name: (identifier) @definition.hoisted))
  (#set! binds "function")
  (#set! namespace "setter"))
((call
  method: (identifier) @_writer
  arguments: (argument_list (simple_symbol) @definition.hoisted))
  (#eq? @_writer "attr_writer")
  (#set! name "bare")
  (#set! binds "function")
  (#set! namespace "setter"))
((alias alias: (setter name: (identifier) @reference.also)) (#set! namespace "setter"))
((assignment left: (call receiver: (_) method: (identifier) @reference.also))
  (#set! namespace "setter"))
((left_assignment_list (call receiver: (_) method: (identifier) @reference.also))
  (#set! namespace "setter"))
((operator_assignment left: (call receiver: (_) method: (identifier) @reference.also))
  (#set! namespace "setter"))
(alias
  name: (identifier) @definition.hoisted @member.name
  (#set! binds "function"))

; Methods that calls define; some define the one for x.name = 1 as well.
((call
  method: (identifier) @_attributes
  arguments: (argument_list (simple_symbol) @definition.hoisted @member.name))
  (#any-of? @_attributes "attr" "attr_reader" "delegate")
  (#set! name "bare")
  (#set! binds "function"))
; The first argument says what they go to.
((call
  method: (identifier) @_delegators
  arguments: (argument_list . (_) (simple_symbol) @definition.hoisted @member.name))
  (#any-of? @_delegators "def_delegators" "def_instance_delegators")
  (#set! name "bare")
  (#set! binds "function"))
((call
  method: (identifier) @_delegator
  arguments: (argument_list . (_) (simple_symbol) @definition.hoisted @member.name .))
  (#any-of? @_delegator "def_delegator" "def_instance_delegator")
  (#set! name "bare")
  (#set! binds "function"))
((call
  method: (identifier) @_attributes
  arguments: (argument_list (simple_symbol) @definition.hoisted @member.name))
  (#any-of? @_attributes "attr_accessor" "cattr_accessor" "mattr_accessor" "class_attribute")
  (#set! name "bare")
  (#set! binds "function")
  (#set! also "setter"))
((call
  method: (identifier) @_define
  arguments: (argument_list . (simple_symbol) @definition.hoisted @member.name))
  (#any-of? @_define "define_method" "define_singleton_method" "alias_method")
  (#set! name "bare")
  (#set! binds "function"))
((call
  receiver: (constant) @_struct
  method: (identifier) @_new
  arguments: (argument_list (simple_symbol) @definition.hoisted @member.name))
  (#any-of? @_struct "Struct" "Data")
  (#any-of? @_new "new" "define")
  (#set! name "bare")
  (#set! binds "function")
  (#set! also "setter"))

; --- Constants and variables of classes ---------------------------------------------------------

(assignment left: (constant) @definition (#set! binds "function"))
(assignment left: (scope_resolution name: (constant) @definition) (#set! binds "function"))
(left_assignment_list (constant) @definition (#set! binds "function"))
(operator_assignment left: (constant) @definition (#set! binds "function"))
(class name: (constant) @definition (#set! binds "function"))
(class name: (scope_resolution name: (constant) @definition) (#set! binds "function"))
(module name: (constant) @definition (#set! binds "function"))
(module name: (scope_resolution name: (constant) @definition) (#set! binds "function"))

; Any method may set a variable of the class.
((assignment left: (class_variable) @member.name) (#set! members "variable"))
((left_assignment_list (class_variable) @member.name) (#set! members "variable"))
((operator_assignment left: (class_variable) @member.name operator: ["||=" "&&="])
  (#set! members "variable"))
((class_variable) @member.access (#set! members "variable"))

; --- References ---------------------------------------------------------------------------------

; A name alone is a local one, or a method that is called. Libraries of unknown content count only
; for constants: methods have too many sources.
((identifier) @reference (#set! qualified "yes"))
(constant) @reference
; {name:} is short for {name: name}.
(pair key: (hash_key_symbol) @reference !value (#set! qualified "yes"))

; A call without a receiver, which can only be a method, whatever class it is of.
((call !receiver method: (identifier) @reference.also @member.access) (#set! qualified "yes"))
(call receiver: (_) method: [(identifier) (constant)] @member.access)

; Methods that are mentioned as symbols.
((call
  method: (identifier) @_names
  arguments: (argument_list (simple_symbol) @reference.also @member.access))
  (#any-of? @_names
    "private" "public" "protected" "module_function" "private_class_method" "public_class_method"
    "undef_method" "remove_method")
  (#set! name "bare")
  (#set! qualified "yes"))
((call
  method: (identifier) @_names
  arguments: (argument_list (simple_symbol) @reference))
  (#any-of? @_names "private_constant" "public_constant")
  (#set! name "bare"))
((call
  method: (identifier) @_sends
  arguments: (argument_list . (simple_symbol) @member.access))
  (#any-of? @_sends "send" "__send__" "public_send" "method" "instance_method" "public_method")
  (#set! name "bare"))
((call
  method: (identifier) @_alias
  arguments: (argument_list (_) . (simple_symbol) @reference.also @member.access))
  (#eq? @_alias "alias_method")
  (#set! name "bare")
  (#set! qualified "yes"))
((block_argument (simple_symbol) @member.access) (#set! name "bare"))
((alias alias: (identifier) @reference.also @member.access) (#set! qualified "yes"))
((alias alias: (simple_symbol) @reference.also @member.access)
  (#set! name "bare")
  (#set! qualified "yes"))
(undef (identifier) @member.access)

; Making an object with arguments needs the method that takes them.
((class
  name: (constant) @link.key
  body: (body_statement (method name: (identifier) @_initialize) @link.support))
  (#eq? @_initialize "initialize")
  (#set! link "constructor"))
((call
  receiver: (constant) @link.key
  method: (identifier) @_new
  arguments: (argument_list (_))) @link.dependent
  (#eq? @_new "new")
  (#set! link "constructor"))

; --- Libraries ----------------------------------------------------------------------------------

; [modules] tells what those of the language give; all others may give any constant.
((call
  !receiver
  method: (identifier) @_require
  arguments: (argument_list (string (string_content) @import.module))) @definition.wildcard
  (#any-of? @_require "require" "require_relative")
  (#set! family "library"))
