; Every sigil has names of its own; what stands before an element is the sigil of the element, not
; of what it belongs to: $x[0] is in @x. Only scalars are in the common name space, for the sake of
; formats.

; --- Scopes -------------------------------------------------------------------------------------
; What `my` declares holds from there on to the end of the block, in functions as well, so no scope
; runs "later".

((block) @scope (#set! scope "inline"))
((block_statement) @scope (#set! scope "inline"))
((indirect_object) @scope (#set! scope "inline"))
((subroutine_declaration_statement name: (_) @outer) @scope (#set! scope "inline"))
((method_declaration_statement name: (_) @outer) @scope (#set! scope "inline"))
((anonymous_subroutine_expression) @scope (#set! scope "inline"))
((anonymous_method_expression) @scope (#set! scope "inline"))
; What a condition declares is known in all branches, and nowhere else.
((conditional_statement) @scope (#set! scope "inline"))
((loop_statement) @scope (#set! scope "inline"))
((cstyle_for_statement) @scope (#set! scope "inline"))
((for_statement list: (_) @outer) @scope (#set! scope "inline"))
((try_statement) @scope (#set! scope "inline"))

; --- Variables ----------------------------------------------------------------------------------

(variable_declaration variable: (scalar (varname) @definition))
(variable_declaration variables: (scalar (varname) @definition))
((variable_declaration variable: (array (varname) @definition)) (#set! namespace "array"))
((variable_declaration variables: (array (varname) @definition)) (#set! namespace "array"))
((variable_declaration variable: (hash (varname) @definition)) (#set! namespace "hash"))
((variable_declaration variables: (hash (varname) @definition)) (#set! namespace "hash"))
(variable_group variables: (scalar (varname) @definition))
((variable_group variables: (array (varname) @definition)) (#set! namespace "array"))
((variable_group variables: (hash (varname) @definition)) (#set! namespace "hash"))
(refalias_variable (scalar (varname) @definition))
((refalias_variable (array (varname) @definition)) (#set! namespace "array"))
((refalias_variable (hash (varname) @definition)) (#set! namespace "hash"))
; `my $x = $x` reads the outer one.
(assignment_expression left: (variable_declaration) @target) @after

(for_statement "my" variable: (scalar (varname) @definition))
(for_statement "our" variable: (scalar (varname) @definition))
(for_statement "state" variable: (scalar (varname) @definition))
(for_statement variables: (scalar (varname) @definition))

(signature (mandatory_parameter (scalar (varname) @definition)))
(signature (optional_parameter . (scalar (varname) @definition)))
(signature (named_parameter . (scalar (varname) @definition)))
((signature (slurpy_parameter (array (varname) @definition))) (#set! namespace "array"))
((signature (slurpy_parameter (hash (varname) @definition))) (#set! namespace "hash"))
(try_statement catch_expr: (scalar (varname) @definition))

(scalar (varname) @reference)
((array (varname) @reference) (#set! namespace "array"))
((hash (varname) @reference) (#set! namespace "hash"))
((arraylen (varname) @reference) (#set! namespace "array"))
((array_element_expression array: (container_variable (varname) @reference))
  (#set! namespace "array"))
((hash_element_expression hash: (container_variable (varname) @reference))
  (#set! namespace "hash"))
((slice_expression array: (slice_container_variable (varname) @reference))
  (#set! namespace "array"))
((slice_expression hash: (slice_container_variable (varname) @reference))
  (#set! namespace "hash"))
((keyval_expression array: (keyval_container_variable (varname) @reference))
  (#set! namespace "array"))
((keyval_expression hash: (keyval_container_variable (varname) @reference))
  (#set! namespace "hash"))
(filehandle (varname) @reference)
(format_content) @mention

; --- Functions ----------------------------------------------------------------------------------

((subroutine_declaration_statement name: (bareword) @definition) (#set! namespace "sub"))
; use constant NAME => 1; use constant { ONE => 1, TWO => 2 };
((use_statement
  module: (package) @_module
  (list_expression . (autoquoted_bareword) @definition))
  (#eq? @_module "constant") (#set! namespace "sub"))
((use_statement
  module: (package) @_module
  (anonymous_hash_expression (list_expression (autoquoted_bareword) @definition)))
  (#eq? @_module "constant") (#set! namespace "sub"))
; *name = sub { ... };
((assignment_expression left: (glob (varname) @definition)) (#set! namespace "sub"))

; What `use` imports: the names that it lists, or what the module exports unasked or under a tag.
; That is known for the modules of Perl only.
; (What pragmas list are no functions: `use vars qw($error)`.)
((use_statement
  . "use"
  module: (package) @_module
  [
    (quoted_word_list content: (string_content) @definition.words)
    (string_literal content: (string_content) @definition.words)
    (list_expression (string_literal content: (string_content) @definition.words))
    (list_expression (quoted_word_list content: (string_content) @definition.words))
  ])
  (#match? @_module "^[A-Z]")
  (#set! namespace "sub"))
((use_statement . "use" module: (package) @definition.wildcard @import.module . ";")
  (#match? @import.module "^[A-Z]"))
((use_statement
  . "use"
  module: (package) @definition.wildcard @import.module
  version: (_)
  . ";")
  (#match? @import.module "^[A-Z]"))
((use_statement
  . "use"
  module: (package) @definition.wildcard @import.module
  [
    (quoted_word_list content: (string_content) @_tag)
    (string_literal content: (string_content) @_tag)
    (list_expression (string_literal content: (string_content) @_tag))
    (list_expression (quoted_word_list content: (string_content) @_tag))
  ])
  (#match? @import.module "^[A-Z]")
  (#match? @_tag ":"))
; use Test::More tests => 3; is no list of names.
((use_statement
  . "use"
  module: (package) @definition.wildcard @import.module
  (list_expression . (autoquoted_bareword)))
  (#match? @import.module "^[A-Z]"))
((use_statement . "use" module: (package) @definition.wildcard @import.module (_))
  (#match? @import.module "^Test::"))

((function (varname) @reference)
  (#match? @reference "^\\w") (#set! namespace "sub"))
((function) @reference
  (#match? @reference
    "^(\\w+|(Carp|Cwd|Data::Dumper|Encode|File::Basename|Getopt::Long|List::Util|Scalar::Util|Storable|Time::HiRes)::\\w+)$")
  (#not-any-of? @reference
    "accept" "atan2" "bind" "binmode" "bless" "crypt" "chmod" "chown" "connect" "die" "dbmopen"
    "exec" "fcntl" "flock" "formline" "getpriority" "getprotobynumber" "gethostbyaddr"
    "gethostbyname" "getnetbyaddr" "getservbyname" "getservbyport" "getsockopt" "glob" "index"
    "ioctl" "join" "kill" "link" "listen" "mkdir" "msgctl" "msgget" "msgrcv" "msgsend" "open"
    "opendir" "pack" "pipe" "print" "printf" "push" "read" "recv" "rename" "reverse" "rindex" "say"
    "seek" "seekdir" "select" "semctl" "semget" "semop" "send" "setpgrp" "setpriority" "setsockopt"
    "shmctl" "shmread" "shmwrite" "shutdown" "socket" "socketpair" "splice" "split" "sprintf"
    "substr" "symlink" "syscall" "sysopen" "sysread" "sysseek" "system" "syswrite" "tie" "truncate"
    "unlink" "unpack" "unshift" "utime" "vec" "waitpid" "warn" "dump" "getlogin" "endpwent"
    "getpwent" "setpwent" "getgrent" "setgrent" "endgrent" "gethostent" "getnetent" "getprotoent"
    "getservent" "sethostent" "setnetent" "setprotoent" "setservent" "endhostent" "endnetent"
    "endprotoent" "endservent" "not" "STDIN" "STDOUT" "STDERR")
  (#set! namespace "sub"))

; Constants, and functions without arguments.
((bareword) @reference
  (#match? @reference "^\\w+$")
  (#not-any-of? @reference "STDIN" "STDOUT" "STDERR" "ARGV" "ARGVOUT" "DATA" "SUPER")
  (#set! namespace "sub"))
(format_statement name: (bareword) @ignore)
; Handles and classes are no functions.
((method_call_expression invocant: (bareword) @ignore) (#set! namespace "sub"))
((function_call_expression
  function: (function) @_function
  arguments: [(bareword) @ignore (list_expression . (bareword) @ignore)])
  (#any-of? @_function
    "accept" "bind" "binmode" "bless" "connect" "fcntl" "flock" "ioctl" "listen" "open" "opendir"
    "pipe" "read" "recv" "seek" "seekdir" "select" "send" "shutdown" "socket" "socketpair" "sysopen"
    "sysread" "sysseek" "syswrite" "tie" "truncate")
  (#set! namespace "sub"))
((ambiguous_function_call_expression
  function: (function) @_function
  arguments: [(bareword) @ignore (list_expression . (bareword) @ignore)])
  (#any-of? @_function
    "accept" "bind" "binmode" "bless" "connect" "fcntl" "flock" "ioctl" "listen" "open" "opendir"
    "pipe" "read" "recv" "seek" "seekdir" "select" "send" "shutdown" "socket" "socketpair" "sysopen"
    "sysread" "sysseek" "syswrite" "tie" "truncate")
  (#set! namespace "sub"))
((func1op_call_expression (bareword) @ignore) (#set! namespace "sub"))
((readline_expression (filehandle) @ignore) (#set! namespace "sub"))
((require_expression (bareword) @ignore) (#set! namespace "sub"))
; A block for modules that give `try` its meaning, where it is none of Perl's own.
((try_statement "try" @reference) (#set! namespace "sub"))

; --- Methods ------------------------------------------------------------------------------------
; A call needs a function of that name, in whatever package.

(subroutine_declaration_statement name: (bareword) @member.name)
((method_call_expression method: (method) @member.access)
  (#match? @member.access "^\\w+$"))
