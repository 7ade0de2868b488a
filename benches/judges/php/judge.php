<?php
// The judge of PHP: what its compiler refuses, and names that mean nothing.
//
// A text is compiled in a child process whose first statement leaves, so that nothing of it runs.
// Most names mean something to PHP only when a program runs, which never happens here: they are
// looked at in the tree of PHP's own parser (extension ast). Variables are followed along the flow
// of control; functions, classes, constants and members are looked up by name. What the finished
// program lacks as well is found in it too, and does not count as new.

declare(strict_types=1);

namespace LintJudge;

use ast\Node;

const UNTOUCHED = ['this', 'GLOBALS', '_SERVER', '_GET', '_POST', '_FILES', '_COOKIE', '_SESSION',
    '_REQUEST', '_ENV', 'argv', 'argc', 'http_response_header', 'php_errormsg'];
// Methods that objects of the language have; the class of an object is not known.
const COMMON_CLASSES = ['Exception', 'Error', 'Closure', 'Generator', 'Iterator', 'DateTime',
    'DateTimeImmutable', 'DateInterval', 'ArrayAccess'];

/** What one text defines, wherever it stands, by kind and name. */
final class Definitions
{
    /** @var array<string, Node> */
    public array $functions = [];
    /** @var array<string, Node> */
    public array $classes = [];
    /** @var array<string, true> */
    public array $imports = [];
    /** @var array<string, true> */
    public array $functionImports = [];
    /** @var array<string, true> */
    public array $constants = [];
    /** @var array<string, true> */
    public array $methods = [];
    /** @var array<string, true> */
    public array $properties = [];
    /** @var array<string, true> */
    public array $classConstants = [];

    public function __construct(Node $root)
    {
        $this->visit($root);
    }

    private function visit(Node $node): void
    {
        $parts = $node->children;
        switch ($node->kind) {
            case \ast\AST_FUNC_DECL:
                $this->functions[strtolower($parts['name'])] = $node;
                break;
            case \ast\AST_CLASS:
                if ($parts['name'] !== null) {
                    $this->classes[strtolower($parts['name'])] = $node;
                }
                break;
            case \ast\AST_METHOD:
                $this->methods[strtolower($parts['name'])] = true;
                break;
            case \ast\AST_PARAM:
                $promoted = \ast\flags\MODIFIER_PUBLIC | \ast\flags\MODIFIER_PROTECTED
                    | \ast\flags\MODIFIER_PRIVATE | \ast\flags\MODIFIER_READONLY;
                if ($node->flags & $promoted) {
                    $this->properties[$parts['name']] = true;
                }
                break;
            case \ast\AST_PROP_ELEM:
                $this->properties[$parts['name']] = true;
                break;
            case \ast\AST_ENUM_CASE:
                $this->classConstants[$parts['name']] = true;
                break;
            case \ast\AST_CLASS_CONST_DECL:
                foreach ($parts as $element) {
                    $this->classConstants[$element->children['name']] = true;
                }
                break;
            case \ast\AST_CONST_DECL:
                foreach ($parts as $element) {
                    $this->constants[$element->children['name']] = true;
                }
                break;
            case \ast\AST_CALL:
                $first = $parts['args']->children[0] ?? null;
                if (name_of($parts['expr']) === 'define' && is_string($first)) {
                    $this->constants[$first] = true;
                }
                break;
            case \ast\AST_TRAIT_ALIAS:
                if ($parts['alias'] !== null) {
                    $this->methods[strtolower($parts['alias'])] = true;
                }
                break;
            case \ast\AST_ASSIGN:
            case \ast\AST_ASSIGN_REF:
                $this->assigned($parts['var']);
                break;
            case \ast\AST_USE:
                foreach ($parts as $element) {
                    $this->imported($element, $node->flags);
                }
                return;
            case \ast\AST_GROUP_USE:
                foreach ($parts['uses']->children as $element) {
                    $this->imported($element, $node->flags ?: $element->flags);
                }
                return;
        }
        foreach ($parts as $part) {
            if ($part instanceof Node) {
                $this->visit($part);
            }
        }
    }

    /** A property that is set where it is not declared. */
    private function assigned(mixed $target): void
    {
        while ($target instanceof Node && $target->kind === \ast\AST_DIM) {
            $target = $target->children['expr'];
        }
        if ($target instanceof Node && $target->kind === \ast\AST_ARRAY) {
            foreach ($target->children as $element) {
                $this->assigned($element?->children['value']);
            }
        }
        if ($target instanceof Node
            && in_array($target->kind, [\ast\AST_PROP, \ast\AST_STATIC_PROP], true)
            && is_string($target->children['prop'])) {
            $this->properties[$target->children['prop']] = true;
        }
    }

    private function imported(Node $element, int $kind): void
    {
        $name = $element->children['alias'] ?? last_part($element->children['name']);
        if ($kind === \ast\flags\USE_FUNCTION) {
            $this->functionImports[strtolower($name)] = true;
        } elseif ($kind === \ast\flags\USE_CONST) {
            $this->constants[$name] = true;
        } else {
            $this->imports[strtolower($name)] = true;
        }
    }
}

function last_part(string $name): string
{
    $at = strrpos($name, '\\');
    return $at === false ? $name : substr($name, $at + 1);
}

function name_of(mixed $node): ?string
{
    return $node instanceof Node && $node->kind === \ast\AST_NAME
        ? strtolower(last_part($node->children['name'])) : null;
}

/** Which arguments of a function of the language it sets without reading them. */
function outputs(string $function): array
{
    static $known = [];
    if (!isset($known[$function])) {
        $known[$function] = [];
        if (function_exists($function) && (new \ReflectionFunction($function))->isInternal()) {
            foreach ((new \ReflectionFunction($function))->getParameters() as $at => $parameter) {
                $sets = $parameter->isOptional() || in_array($parameter->getName(),
                    ['result', 'pipes', 'error_code', 'private_key', 'certificates'], true);
                if ($parameter->isPassedByReference() && $sets && $function !== 'array_multisort') {
                    $known[$function][$at] = true;
                    if ($parameter->isVariadic()) {
                        $known[$function]['rest'] = $at;
                    }
                }
            }
        }
    }
    return $known[$function];
}

/** What a text uses that nothing defines or sets. */
final class Uses
{
    /** @var list<array{int, string, string}> */
    public array $findings = [];
    private Definitions $defined;
    /** Whether a variable is set on all paths (true) or on some (false); null: code is not reached.
     * @var array<string, bool>|null */
    private ?array $state = [];
    /** A scope whose variables cannot be known. */
    private bool $open = false;
    /** States with which loops and switches are left: by `break`.
     * @var list<list<array<string, bool>>> */
    private array $breaks = [];
    private bool $yields = false;
    private int $quiet = 0;
    /** @var array<string, true> */
    private static array $commonMethods = [];

    public function __construct(Node $root)
    {
        if (!self::$commonMethods) {
            foreach (COMMON_CLASSES as $class) {
                foreach (get_class_methods($class) as $method) {
                    if ($method !== '__construct') {
                        self::$commonMethods[strtolower($method)] = true;
                    }
                }
            }
        }
        $this->defined = new Definitions($root);
        $this->open = $this->isOpen($root);
        $this->statement($root);
    }

    private function report(int $line, string $code, string $message): void
    {
        $this->findings[] = [$line, $code, $message];
    }

    // --- States of variables

    private function join(?array $one, ?array $other): ?array
    {
        if ($one === null || $other === null) {
            return $one ?? $other;
        }
        $joined = [];
        foreach ($one + $other as $name => $_) {
            $joined[$name] = ($one[$name] ?? false) && ($other[$name] ?? false);
        }
        return $joined;
    }

    private function set(string $name): void
    {
        if ($this->state !== null) {
            $this->state[$name] = true;
        }
    }

    private function read(int $line, string $name): void
    {
        if ($this->state === null || $this->open || $this->quiet
            || in_array($name, UNTOUCHED, true)) {
            return;
        }
        $set = $this->state[$name] ?? null;
        if ($set === null) {
            $this->report($line, 'undefined-variable', "\$$name is not set");
        } elseif (!$set) {
            $this->report($line, 'possibly-undefined-variable', "\$$name is not set on all paths");
        }
    }

    /** Whether something in a scope sets variables whose names are not known. */
    private function isOpen(mixed $node): bool
    {
        if (!$node instanceof Node) {
            return false;
        }
        switch ($node->kind) {
            case \ast\AST_VAR:
                if (!is_string($node->children['name'])) {
                    return true;
                }
                break;
            case \ast\AST_INCLUDE_OR_EVAL:
                if ($node->flags === \ast\flags\EXEC_EVAL) {
                    return true;
                }
                break;
            case \ast\AST_CALL:
                if (in_array(name_of($node->children['expr']), ['extract', 'parse_str'], true)
                    && count($node->children['args']->children ?? []) < 2) {
                    return true;
                }
                break;
            case \ast\AST_FUNC_DECL:
            case \ast\AST_CLOSURE:
            case \ast\AST_METHOD:
            case \ast\AST_CLASS:
                return false;
        }
        foreach ($node->children as $child) {
            if ($this->isOpen($child)) {
                return true;
            }
        }
        return false;
    }

    // --- Statements

    private function statement(mixed $node): void
    {
        if (!$node instanceof Node) {
            return;
        }
        $parts = $node->children;
        switch ($node->kind) {
            case \ast\AST_STMT_LIST:
                foreach ($parts as $part) {
                    $this->statement($part);
                }
                break;
            case \ast\AST_NAMESPACE:
                $this->statement($parts['stmts']);
                break;
            case \ast\AST_USE:
            case \ast\AST_GROUP_USE:
            case \ast\AST_DECLARE:
                if (isset($parts['stmts'])) {
                    $this->statement($parts['stmts']);
                }
                break;
            case \ast\AST_IF:
                $this->choice($parts);
                break;
            case \ast\AST_SWITCH:
                $this->switch($node);
                break;
            case \ast\AST_WHILE:
                $this->expression($parts['cond']);
                $this->loop($parts['stmts'], null, $this->isTrue($parts['cond']));
                break;
            case \ast\AST_DO_WHILE:
                $this->breaks[] = [];
                $this->statement($parts['stmts']);
                if ($this->state !== null) {
                    $this->expression($parts['cond']);
                }
                $this->leave(array_pop($this->breaks));
                break;
            case \ast\AST_FOR:
                $this->expression($parts['init']);
                $this->expression($parts['cond']);
                $this->loop($parts['stmts'], $parts['loop'], $parts['cond'] === null);
                break;
            case \ast\AST_FOREACH:
                $this->expression($parts['expr']);
                // What each round sets counts as set afterwards, as if there were one.
                if ($parts['key'] !== null) {
                    $this->assign($parts['key']);
                }
                $this->assign($parts['value']);
                $this->loop($parts['stmts'], null, false);
                break;
            case \ast\AST_TRY:
                $this->attempt($node);
                break;
            case \ast\AST_RETURN:
                $this->expression($parts['expr']);
                $this->state = null;
                break;
            case \ast\AST_THROW:
            case \ast\AST_EXIT:
                $this->expression($node);
                $this->state = null;
                break;
            case \ast\AST_BREAK:
            case \ast\AST_CONTINUE:
                $this->jump($node);
                break;
            case \ast\AST_GOTO:
            case \ast\AST_LABEL:
                break;
            case \ast\AST_GLOBAL:
                if (is_string($parts['var']->children['name'])) {
                    $this->set($parts['var']->children['name']);
                }
                break;
            case \ast\AST_STATIC:
                $this->expression($parts['default']);
                $this->set($parts['var']->children['name']);
                break;
            case \ast\AST_CONST_DECL:
                foreach ($parts as $element) {
                    $this->expression($element->children['value']);
                }
                break;
            case \ast\AST_FUNC_DECL:
                $this->function($node, []);
                break;
            case \ast\AST_CLASS:
                $this->type($node);
                break;
            case \ast\AST_UNSET:
                break;
            default:
                $this->expression($node);
        }
    }

    private function isTrue(mixed $condition): bool
    {
        if ($condition instanceof Node && $condition->kind === \ast\AST_CONST) {
            return name_of($condition->children['name']) === 'true';
        }
        return is_int($condition) && $condition !== 0;
    }

    private function choice(array $branches): void
    {
        $after = null;
        $hasElse = false;
        foreach ($branches as $branch) {
            $this->expression($branch->children['cond']);
            $hasElse = $hasElse || $branch->children['cond'] === null;
            $before = $this->state;
            $this->statement($branch->children['stmts']);
            $after = $this->join($after, $this->state);
            $this->state = $before;
        }
        $this->state = $hasElse ? $after : $this->join($after, $this->state);
    }

    private function switch(Node $node): void
    {
        $this->expression($node->children['cond']);
        $entry = $this->state;
        $this->state = null;
        $this->breaks[] = [];
        $hasDefault = false;
        foreach ($node->children['stmts']->children as $case) {
            $passed = $this->state;
            $this->state = $entry;
            $this->expression($case->children['cond']);
            $hasDefault = $hasDefault || $case->children['cond'] === null;
            $this->state = $this->join($passed, $this->state);
            $this->statement($case->children['stmts']);
        }
        if (!$hasDefault) {
            $this->state = $this->join($this->state, $entry);
        }
        $this->leave(array_pop($this->breaks));
    }

    private function loop(mixed $body, mixed $step, bool $forever): void
    {
        $entry = $this->state;
        $this->breaks[] = [];
        $this->statement($body);
        if ($this->state !== null) {
            $this->expression($step);
        }
        $this->state = $forever ? null : $this->join($this->state, $entry);
        $this->leave(array_pop($this->breaks));
    }

    private function leave(array $states): void
    {
        foreach ($states as $state) {
            $this->state = $this->join($this->state, $state);
        }
    }

    private function jump(Node $node): void
    {
        $depth = is_int($node->children['depth']) ? $node->children['depth'] : 1;
        $at = count($this->breaks) - $depth;
        if ($this->state !== null && $at >= 0) {
            $this->breaks[$at][] = $this->state;
        }
        $this->state = null;
    }

    private function attempt(Node $node): void
    {
        $entry = $this->state;
        $this->statement($node->children['try']);
        $after = $this->state;
        // Handlers start from anywhere in the body: what it sets may be set.
        $thrown = $entry;
        if ($thrown !== null) {
            foreach ($this->targets($node->children['try']) as $name) {
                $thrown[$name] ??= false;
            }
        }
        foreach ($node->children['catches']->children as $catch) {
            $this->state = $thrown;
            foreach ($catch->children['class']->children as $class) {
                $this->classOf($class);
            }
            if ($catch->children['var'] !== null) {
                $this->set($catch->children['var']->children['name']);
            }
            $this->statement($catch->children['stmts']);
            $after = $this->join($after, $this->state);
        }
        $this->state = $after;
        if ($node->children['finally'] !== null) {
            // It runs after exceptions as well, but what follows does not.
            $this->state = $this->join($after, $thrown);
            $this->statement($node->children['finally']);
            $found = $this->findings;
            $this->state = $after;
            $this->statement($node->children['finally']);
            $this->findings = $found;
        }
    }

    /** The variables that are assigned in a part of a scope. */
    private function targets(mixed $node): array
    {
        if (!$node instanceof Node || in_array($node->kind,
            [\ast\AST_FUNC_DECL, \ast\AST_CLOSURE, \ast\AST_CLASS, \ast\AST_ARROW_FUNC], true)) {
            return [];
        }
        $found = [];
        if (in_array($node->kind, [\ast\AST_ASSIGN, \ast\AST_ASSIGN_REF], true)
            && $node->children['var']->kind === \ast\AST_VAR
            && is_string($node->children['var']->children['name'])) {
            $found[] = $node->children['var']->children['name'];
        }
        foreach ($node->children as $child) {
            array_push($found, ...$this->targets($child));
        }
        return $found;
    }

    // --- Functions and types

    private function function(Node $node, array $state, ?bool $open = null): void
    {
        $kept = [$this->state, $this->open, $this->breaks, $this->yields, $this->quiet];
        $parts = $node->children;
        $this->attributes($node);
        foreach ($parts['params']->children as $parameter) {
            $this->hint($parameter->children['type']);
            $this->attributes($parameter);
            $this->state = [];
            $this->expression($parameter->children['default']);
            $state[$parameter->children['name']] = true;
        }
        $this->hint($parts['returnType']);
        [$this->state, $this->breaks, $this->yields, $this->quiet] = [$state, [], false, 0];
        $this->open = $open ?? $this->isOpen($parts['stmts']);
        if ($node->kind === \ast\AST_ARROW_FUNC) {
            $this->expression($parts['stmts']->children['expr'] ?? $parts['stmts']);
        } elseif ($parts['stmts'] !== null) {
            $this->statement($parts['stmts']);
            $owes = $parts['returnType'] !== null && !$this->isVoid($parts['returnType']);
            if ($owes && $this->state !== null && !$this->yields) {
                $name = $parts['name'] ?? 'the closure';
                $this->report($node->lineno, 'missing-return', "$name does not always return");
            }
        }
        [$this->state, $this->open, $this->breaks, $this->yields, $this->quiet] = $kept;
    }

    private function isVoid(Node $type): bool
    {
        return $type->kind === \ast\AST_TYPE
            && in_array($type->flags, [\ast\flags\TYPE_VOID, \ast\flags\TYPE_NEVER], true);
    }

    private function closure(Node $node): void
    {
        $state = [];
        foreach ($node->children['uses']->children ?? [] as $use) {
            $name = $use->children['name'];
            if ($use->flags) {
                $this->set($name);
            } else {
                $this->read($use->lineno, $name);
            }
            $state[$name] = true;
        }
        $this->function($node, $state);
    }

    private function type(Node $node): void
    {
        $parts = $node->children;
        $this->attributes($node);
        $this->classOf($parts['extends']);
        foreach ($parts['implements']->children ?? [] as $interface) {
            $this->classOf($interface);
        }
        $kept = [$this->state, $this->open];
        foreach ($parts['stmts']->children as $member) {
            [$this->state, $this->open] = [[], false];
            $this->member($member);
        }
        [$this->state, $this->open] = $kept;
        $abstract = \ast\flags\CLASS_ABSTRACT | \ast\flags\CLASS_INTERFACE | \ast\flags\CLASS_TRAIT;
        if (!($node->flags & $abstract)) {
            foreach ($this->missing($node) as $method) {
                $this->report($node->lineno, 'abstract-method', "$method is not defined");
            }
        }
    }

    private function member(Node $node): void
    {
        switch ($node->kind) {
            case \ast\AST_METHOD:
                $this->function($node, []);
                break;
            case \ast\AST_USE_TRAIT:
                foreach ($node->children['traits']->children as $trait) {
                    $this->classOf($trait);
                }
                foreach ($node->children['adaptations']->children ?? [] as $change) {
                    $method = $change->children['method']->children['method'] ?? null;
                    if ($method !== null && !isset($this->defined->methods[strtolower($method)])) {
                        $this->report($change->lineno, 'undefined-method', "$method() is not defined");
                    }
                }
                break;
            case \ast\AST_PROP_GROUP:
                $this->hint($node->children['type']);
                foreach ($node->children['props']->children as $property) {
                    $this->expression($property->children['default']);
                }
                break;
            case \ast\AST_CLASS_CONST_GROUP:
                foreach ($node->children['const']->children as $constant) {
                    $this->expression($constant->children['value']);
                }
                break;
            case \ast\AST_ENUM_CASE:
                $this->expression($node->children['expr']);
                break;
            default:
                $this->expression($node);
        }
    }

    /** The methods that a class must have and does not. */
    private function missing(Node $class): array
    {
        [$abstract, $concrete] = $this->contract($class, []);
        return array_keys(array_diff_key($abstract, $concrete));
    }

    /** The abstract and the other methods of a class with all that it builds on. */
    private function contract(Node $class, array $seen): array
    {
        $abstract = $concrete = [];
        $isInterface = (bool) ($class->flags & \ast\flags\CLASS_INTERFACE);
        if ($class->flags & \ast\flags\CLASS_ENUM) {
            $concrete = ['cases' => true, 'from' => true, 'tryfrom' => true];
        }
        $bases = array_merge([$class->children['extends']],
            $class->children['implements']->children ?? []);
        if ($class->children['extends']?->kind === \ast\AST_NAME_LIST) {
            $bases = $class->children['extends']->children;
        }
        foreach ($class->children['stmts']->children as $member) {
            if ($member->kind === \ast\AST_METHOD) {
                $name = strtolower($member->children['name']);
                if ($isInterface || $member->flags & \ast\flags\MODIFIER_ABSTRACT) {
                    $abstract[$name] = true;
                } else {
                    $concrete[$name] = true;
                }
            } elseif ($member->kind === \ast\AST_USE_TRAIT) {
                array_push($bases, ...$member->children['traits']->children);
            }
        }
        foreach ($bases as $base) {
            $name = name_of($base);
            if ($name === null || isset($seen[$name])) {
                continue;
            }
            $seen[$name] = true;
            if (isset($this->defined->classes[$name])) {
                [$more, $others] = $this->contract($this->defined->classes[$name], $seen);
            } else {
                [$more, $others] = $this->internalContract($name);
            }
            $abstract += $more;
            $concrete += $others;
        }
        return [$abstract, $concrete];
    }

    private function internalContract(string $name): array
    {
        $sorted = [[], []];
        if ((class_exists($name, false) || interface_exists($name, false))
            && ($class = new \ReflectionClass($name))->isInternal()) {
            foreach ($class->getMethods() as $method) {
                $sorted[$method->isAbstract() ? 0 : 1][strtolower($method->getName())] = true;
            }
        }
        return $sorted;
    }

    private function attributes(Node $node): void
    {
        foreach ($node->children['attributes']->children ?? [] as $group) {
            foreach ($group->children as $attribute) {
                $this->classOf($attribute->children['class']);
                $this->arguments($attribute->children['args'], '', false);
            }
        }
    }

    private function hint(?Node $type): void
    {
        if ($type === null) {
            return;
        }
        if ($type->kind === \ast\AST_NAME) {
            $this->classOf($type);
            return;
        }
        foreach ($type->children as $part) {
            if ($part instanceof Node) {
                $this->hint($part);
            }
        }
    }

    private function classOf(mixed $node): void
    {
        if (!$node instanceof Node) {
            return;
        }
        if ($node->kind === \ast\AST_NAME_LIST) {
            foreach ($node->children as $name) {
                $this->classOf($name);
            }
            return;
        }
        if ($node->kind !== \ast\AST_NAME) {
            $this->expression($node);
            return;
        }
        $name = $node->children['name'];
        $last = strtolower(last_part($name));
        if (in_array($last, ['self', 'static', 'parent'], true)
            || isset($this->defined->classes[$last]) || isset($this->defined->imports[$last])) {
            return;
        }
        $exists = class_exists($last, false) || interface_exists($last, false)
            || trait_exists($last, false);
        if (!$exists || !(new \ReflectionClass($last))->isInternal()) {
            $this->report($node->lineno, 'undefined-class', "class $name is not defined");
        }
    }

    // --- Expressions

    private function expression(mixed $node): void
    {
        if (!$node instanceof Node) {
            return;
        }
        $parts = $node->children;
        switch ($node->kind) {
            case \ast\AST_VAR:
                if (is_string($parts['name'])) {
                    $this->read($node->lineno, $parts['name']);
                } else {
                    $this->expression($parts['name']);
                }
                return;
            case \ast\AST_ASSIGN:
                $this->expression($parts['expr']);
                $this->assign($parts['var']);
                return;
            case \ast\AST_ASSIGN_REF:
                $this->assign($parts['expr']);
                $this->assign($parts['var']);
                return;
            case \ast\AST_ASSIGN_OP:
                if ($node->flags === \ast\flags\BINARY_COALESCE) {
                    $this->expression($parts['expr']);
                } else {
                    $this->expression($parts['var']);
                    $this->expression($parts['expr']);
                }
                $this->assign($parts['var']);
                return;
            case \ast\AST_ISSET:
            case \ast\AST_EMPTY:
                $this->quietly($parts['var'] ?? $parts['expr']);
                return;
            case \ast\AST_BINARY_OP:
                if ($node->flags === \ast\flags\BINARY_COALESCE) {
                    $this->quietly($parts['left']);
                } else {
                    $this->expression($parts['left']);
                }
                $this->expression($parts['right']);
                return;
            case \ast\AST_THROW:
            case \ast\AST_EXIT:
                $this->expression($parts['expr']);
                return;
            case \ast\AST_YIELD:
            case \ast\AST_YIELD_FROM:
                $this->yields = true;
                break;
            case \ast\AST_CLOSURE:
                $this->closure($node);
                return;
            case \ast\AST_ARROW_FUNC:
                $this->function($node, $this->state ?? [], $this->open || $this->state === null);
                return;
            case \ast\AST_CLASS:
                $this->type($node);
                return;
            case \ast\AST_CALL:
                $this->call($node);
                return;
            case \ast\AST_NEW:
                $this->classOf($parts['class']);
                $this->arguments($parts['args'], '', true);
                return;
            case \ast\AST_METHOD_CALL:
            case \ast\AST_NULLSAFE_METHOD_CALL:
                $this->expression($parts['expr']);
                $this->method($node);
                return;
            case \ast\AST_STATIC_CALL:
                $this->classOf($parts['class']);
                $this->method($node);
                return;
            case \ast\AST_PROP:
            case \ast\AST_NULLSAFE_PROP:
                $this->expression($parts['expr']);
                $this->property($node);
                return;
            case \ast\AST_STATIC_PROP:
                $this->classOf($parts['class']);
                $this->property($node);
                return;
            case \ast\AST_CLASS_CONST:
                $this->classOf($parts['class']);
                $name = $parts['const'];
                if (is_string($name) && $name !== 'class'
                    && !isset($this->defined->classConstants[$name])) {
                    $this->report($node->lineno, 'undefined-class-constant', "$name is not defined");
                }
                return;
            case \ast\AST_CLASS_NAME:
            case \ast\AST_INSTANCEOF:
                $this->expression($parts['expr'] ?? null);
                $this->classOf($parts['class']);
                return;
            case \ast\AST_CONST:
                $name = last_part($parts['name']->children['name']);
                if (!isset($this->defined->constants[$name]) && !defined($name)) {
                    $this->report($node->lineno, 'undefined-constant', "$name is not defined");
                }
                return;
            case \ast\AST_MATCH:
                $this->match($node);
                return;
            case \ast\AST_NAME:
                return;
        }
        foreach ($parts as $part) {
            $this->expression($part);
        }
    }

    private function quietly(mixed $node): void
    {
        $this->quiet++;
        $this->expression($node);
        $this->quiet--;
    }

    private function match(Node $node): void
    {
        $this->expression($node->children['cond']);
        $before = $this->state;
        $after = null;
        foreach ($node->children['stmts']->children as $arm) {
            $this->state = $before;
            $this->expression($arm->children['cond']);
            $this->expression($arm->children['expr']);
            $after = $this->join($after, $this->state);
        }
        $this->state = $after ?? $before;
    }

    /** What is written to. */
    private function assign(mixed $target): void
    {
        if (!$target instanceof Node) {
            return;
        }
        $parts = $target->children;
        switch ($target->kind) {
            case \ast\AST_VAR:
                if (is_string($parts['name'])) {
                    $this->set($parts['name']);
                }
                return;
            case \ast\AST_DIM:
                // Elements of what is not set yet make an array of it.
                $this->expression($parts['dim']);
                $this->assign($parts['expr']);
                return;
            case \ast\AST_ARRAY:
                foreach ($parts as $element) {
                    if ($element !== null) {
                        $this->expression($element->children['key']);
                        $this->assign($element->children['value']);
                    }
                }
                return;
            case \ast\AST_REF:
                $this->assign($parts['var']);
                return;
            case \ast\AST_PROP:
                $this->expression($parts['expr']);
                return;
            case \ast\AST_STATIC_PROP:
                $this->classOf($parts['class']);
                return;
            default:
                $this->expression($target);
        }
    }

    private function call(Node $node): void
    {
        $name = name_of($node->children['expr']);
        if ($name === null) {
            $this->expression($node->children['expr']);
            $this->arguments($node->children['args'], '', true);
            return;
        }
        $known = isset($this->defined->functions[$name])
            || isset($this->defined->functionImports[$name]);
        if (!$known && !$this->isInternal($name)) {
            $shown = $node->children['expr']->children['name'];
            $this->report($node->lineno, 'undefined-function', "$shown() is not defined");
        }
        if ($name === 'compact') {
            foreach ($node->children['args']->children ?? [] as $variable) {
                if (is_string($variable)) {
                    $this->read($node->lineno, $variable);
                }
            }
        }
        $this->arguments($node->children['args'], $name, false);
    }

    private function isInternal(string $name): bool
    {
        return function_exists($name) && (new \ReflectionFunction($name))->isInternal();
    }

    /** Arguments; those that a function sets are no reads. */
    private function arguments(mixed $list, string $function, bool $unknown): void
    {
        if (!$list instanceof Node || $list->kind === \ast\AST_CALLABLE_CONVERT) {
            return;
        }
        $own = $this->defined->functions[$function] ?? null;
        $outputs = $own || $function === '' ? [] : outputs($function);
        foreach ($list->children as $at => $argument) {
            $sets = isset($outputs[$at]) || (isset($outputs['rest']) && $at >= $outputs['rest']);
            $parameters = $own?->children['params']->children ?? [];
            if (isset($parameters[$at]) && $parameters[$at]->flags & \ast\flags\PARAM_REF) {
                $sets = true;
            }
            if ($sets && $argument instanceof Node) {
                $this->assign($argument);
                continue;
            }
            if (is_string($argument) && $own === null && $function !== '') {
                $this->callback($list, $at, $function, $argument);
            }
            $this->expression($argument);
        }
    }

    /** A function of the text that is passed on by its name. */
    private function callback(Node $list, int $at, string $function, string $name): void
    {
        if (!$this->isInternal($function)) {
            return;
        }
        $parameter = (new \ReflectionFunction($function))->getParameters()[$at] ?? null;
        if ($parameter !== null && str_contains((string) $parameter->getType(), 'callable')
            && preg_match('/^\w+$/', $name)
            && !isset($this->defined->functions[strtolower($name)]) && !$this->isInternal($name)) {
            $this->report($list->lineno, 'undefined-function', "$name() is not defined");
        }
    }

    private function method(Node $node): void
    {
        $name = $node->children['method'];
        if (!is_string($name)) {
            $this->expression($name);
        } elseif (!isset($this->defined->methods[strtolower($name)])
            && !isset(self::$commonMethods[strtolower($name)])) {
            $this->report($node->lineno, 'undefined-method', "$name() is not defined");
        }
        $this->arguments($node->children['args'], '', true);
    }

    private function property(Node $node): void
    {
        $name = $node->children['prop'];
        if (!is_string($name)) {
            $this->expression($name);
        } elseif (!isset($this->defined->properties[$name]) && !$this->quiet) {
            $this->report($node->lineno, 'undefined-property', "$name is not defined");
        }
    }
}

/** Compiles texts without running them. */
final class Compiler
{
    /** @var array<string, string> texts by name, for the stream wrapper */
    public static array $texts = [];
    /** @var resource|null */
    public $context;
    private int $at = 0;
    private string $text = '';

    // A stream of the text, since PHP compiles files.
    public function stream_open(string $path): bool
    {
        $this->text = self::$texts[$path];
        return true;
    }

    public function stream_read(int $count): string
    {
        $part = substr($this->text, $this->at, $count);
        $this->at += strlen($part);
        return $part;
    }

    public function stream_eof(): bool
    {
        return $this->at >= strlen($this->text);
    }

    public function stream_stat(): array
    {
        return ['size' => strlen($this->text)];
    }

    public function stream_set_option(): bool
    {
        return false;
    }

    /** Makes a text leave before its first statement; lines stay where they are. */
    public static function leaving(string $text): string
    {
        $tokens = \PhpToken::tokenize($text);
        $count = count($tokens);
        $at = 0;
        if ($count === 0 || $tokens[0]->id !== T_OPEN_TAG) {
            return '<?php return;?>' . $text;
        }
        $place = $tokens[0]->pos + strlen($tokens[0]->text);
        for ($at = 1; $at < $count; $at++) {
            $token = $tokens[$at];
            if ($token->isIgnorable()) {
                continue;
            }
            if ($token->id !== T_DECLARE && $token->id !== T_NAMESPACE) {
                break;
            }
            while ($at < $count && !in_array($tokens[$at]->text, [';', '{', '?>'], true)) {
                $at++;
            }
            if ($at === $count || trim($tokens[$at]->text) === '?>') {
                break;
            }
            $place = $tokens[$at]->pos + 1;
            if ($tokens[$at]->text === '{') {
                break;
            }
        }
        return substr($text, 0, $place) . 'return;' . substr($text, $place);
    }

    /** Gives the line and message of the first error in a text, or null. */
    public static function error(string $text): ?array
    {
        [$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        $child = pcntl_fork();
        if ($child === -1) {
            fwrite(STDERR, "no further process\n");
            exit(1);
        }
        if ($child === 0) {
            fclose($ours);
            self::compile(self::leaving($text), $theirs);
        }
        fclose($theirs);
        $answer = stream_get_contents($ours);
        fclose($ours);
        pcntl_waitpid($child, $status);
        if (!str_ends_with($answer, "\n")) {
            fwrite(STDERR, "the compiler died\n");
            exit(1);
        }
        return json_decode($answer, true);
    }

    private static function compile(string $text, $answer): never
    {
        ob_start();
        register_shutdown_function(static function () use ($answer): void {
            $error = error_get_last();
            $fatal = [E_ERROR, E_PARSE, E_CORE_ERROR, E_COMPILE_ERROR];
            $said = $error !== null && in_array($error['type'], $fatal, true)
                ? [$error['line'], $error['message']] : null;
            ob_end_clean();
            fwrite($answer, json_encode($said, JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
            fclose($answer);
            // Without the end of the parent's streams.
            posix_kill(posix_getpid(), SIGKILL);
        });
        self::$texts = ['text://text' => $text];
        error_clear_last();
        include 'text://text';
        exit(0);
    }
}

/** Lints a text: what is wrong with the syntax, or with what it means. */
function lint(string $text): array
{
    try {
        $root = \ast\parse_code($text, 90);
    } catch (\CompileError $error) {
        return [[$error->getLine(), 1, 'syntax', $error->getMessage()]];
    }
    $found = [];
    $error = Compiler::error($text);
    if ($error !== null) {
        $message = preg_replace('/ in text:\/\/text on line (\d+)|text:\/\/text:(\d+)/',
            'line $1$2', $error[1]);
        $found[] = [$error[0], 1, 'compile', $message];
    }
    foreach ((new Uses($root))->findings as [$line, $code, $message]) {
        $found[] = [$line, 0, $code, $message];
    }
    return $found;
}

function answer(array $texts): string
{
    $rows = [];
    foreach ($texts as $index => $text) {
        foreach (lint($text) as [$line, $syntax, $code, $message]) {
            $message = preg_replace('/[\t\r\n]+/', ' ', $message);
            $rows[] = implode("\t", [$index, $line, $syntax, $code, $message]);
        }
    }
    return implode("\n", $rows);
}

function take(int $size): string
{
    $text = '';
    while (strlen($text) < $size && ($part = fread(STDIN, $size - strlen($text))) !== false) {
        if ($part === '') {
            exit(1);
        }
        $text .= $part;
    }
    return $text;
}

error_reporting(E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR);
stream_wrapper_register('text', Compiler::class);
echo 'php ', PHP_VERSION, "\n";
while (($count = fgets(STDIN)) !== false) {
    $texts = [];
    for ($at = 0; $at < (int) $count; $at++) {
        $texts[] = take((int) fgets(STDIN));
    }
    $reply = answer($texts);
    fwrite(STDOUT, strlen($reply) . "\n" . $reply);
}
