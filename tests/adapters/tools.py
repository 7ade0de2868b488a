"""The tools that adapters run, and texts that try to fool each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lintseq import LinterError
from lintseq.linter import find_linter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lintseq import Diagnostic, Linter

    Report = Sequence[Diagnostic] | LinterError

_PROGRAMS = Path(__file__).with_name("programs")


@dataclass(frozen=True)
class Tool:
    """A tool, and what it is tried with.

    Attributes:
        linter: The name of the linter.
        language: The language of all texts.
        file: A program that the tool finds nothing in.
        broken: A text with an error that configurations could silence.
        line: Where it is.
        syntax: A text with an error of syntax.
        silenced: Texts with an error that they try to hide.
        reading: Texts that try to read ``{path}``, which is absolute, or ``{up}``, which is not.
        acting: Texts that would write ``{mark}`` if they ran.
        endless: Texts that never end, or would fill the memory.
        files: What lies in the folder of work and in the home of the user; ``{folder}`` is it.
        environment: Variables of the user.
    """

    linter: str
    language: str
    file: str
    broken: str
    line: int
    syntax: str
    silenced: Sequence[str]
    reading: Sequence[str] = ()
    acting: Sequence[str] = ()
    endless: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def program(self) -> str:
        return (_PROGRAMS / self.file).read_text(encoding="utf-8")

    def require(self) -> Linter:
        """Give the linter; skip the test where it cannot be used."""
        try:
            return find_linter(self.linter)
        except LinterError as error:
            pytest.skip(f"{error} (`make tools` installs it where it can)")

    def reports(self, texts: Sequence[str], linter: Linter | None = None) -> list[Report]:
        """Lint texts together, or one by one where one of them keeps the tool from the others."""
        linter = linter or self.require()
        try:
            return list(linter.lint(texts, self.language))
        except LinterError as error:
            if len(texts) == 1:
                return [error]
            return [self.reports([text], linter)[0] for text in texts]


_NO_FUNCTION = "int main(void)\n{\n    return missing();\n}\n"
_IGNORED = 'ignored "-Wimplicit-function-declaration"\n'
_C = {
    "language": "c",
    "file": "stack.c",
    "broken": _NO_FUNCTION,
    "line": 3,
    "syntax": "int main(void)\n{\n    return 0\n}\n",
    "silenced": [
        f"{start}{_NO_FUNCTION}"
        for start in (
            f"#pragma GCC diagnostic {_IGNORED}",
            f"#pragma clang diagnostic {_IGNORED}",
            f"%:pragma GCC diag\\\nnostic {_IGNORED}",
            f"/*\n*/ # /*\n*/ pragma GCC /**/ diagnostic {_IGNORED}",
            "#pragma GCC system_header\n",
            "#pragma clang system_header\n",
            '_Pragma("GCC diagnostic ignored \\"-Wimplicit-function-declaration\\"")\n',
            f"#define P(x) _Pragma(#x)\nP(GCC diagnostic {_IGNORED.strip()})\n",
            '#line 1 "x"\n',
            '# 1 "/usr/include/x.h" 1 3\n',
            'int x;\r# 1 "/usr/include/x.h" 1 3\r',
            '#include "../x.h" // a /* comment\n',
        )
    ],
    "reading": [
        '#include "{path}"\n',
        '#include "{up}"\n',
        "#include <{path}>\n",
        "#include <sys/{up}>\n",
        '#define HEADER "{path}"\n#include HEADER\n',
        '#inc\\\nlude "{path}"\n',
        '#inc??/\nlude "{path}"\n',
        'int x; // ??/\n#include "{path}"\n',
        '%:include "{path}"\n',
        '#/**/include "{path}"\n',
        '/*\n*/#/*\n*/include/*\n*/"{path}"\n',
        'int x;\r#include "{path}"\rint y;\n',
        '\ufeff#include "{path}"\n',
        '#include_next "{path}"\n',
        '#import "{path}"\n',
        '#embed "{path}"\n',
        '#pragma GCC dependency "{path}"\n',
        '__asm__(".incbin \\"{path}\\"");\n',
        '#if __has_include("{path}")\n#error there\n#endif\n',
        '#if __has_\\\ninclude(/**/"{path}")\n#error there\n#endif\n',
        '#define ASK __has_include\n#if ASK("{path}")\n#error there\n#endif\n',
        '#define ASK(x) __has_include(x)\n#if ASK("{path}")\n#error there\n#endif\n',
        '#define HEADER "{path}"\n#if __has_include(HEADER)\n#error there\n#endif\n',
        '#if __has_embed("{path}")\n#error there\n#endif\n',
    ],
    "endless": [
        "#include __FILE__\n",
        "int x = " + "(" * 50_000 + "1" + ")" * 50_000 + ";\n",
        "".join(f"#define M{n} M{n + 1} M{n + 1}\n" for n in range(30))
        + "#define M30 +1\nint x = M0;\n",
    ],
    "environment": {
        "CPATH": "{folder}",
        "C_INCLUDE_PATH": "{folder}",
        "CPLUS_INCLUDE_PATH": "{folder}",
        "CCC_OVERRIDE_OPTIONS": "+-w",
        "DEPENDENCIES_OUTPUT": "{folder}/touched",
        "GCC_EXEC_PREFIX": "{folder}",
    },
    "files": {"stdio.h": "#error from outside\n", "clang.cfg": "-w\n"},
}
_CPP = {
    "language": "cpp",
    "file": "shapes.cpp",
    "broken": "#include <vector>\nstd::vector<int> numbers;\nint *begin = numbers.start();\n",
    "line": 3,
    "syntax": "int main() {\n    return 0\n}\n",
    "silenced": [
        '#pragma GCC diagnostic ignored "-Weverything"\nint x = missing;\n',
        (
            '#pragma GCC diagnostic ignored "-Wnarrowing"\n'
            '#pragma GCC diagnostic ignored "-Wc++11-narrowing"\nlong n;\nint x{n};\nint y = z;\n'
        ),
        "#define P(x) _Pragma(#x)\nP(GCC system_header)\nint x = missing;\n",
        (
            "#include <algorithm>\n#include <vector>\nstruct Item {};\n"
            "void sort(std::vector<Item> items) { std::sort(items.begin(), items.end()); }\n"
        ),
    ],
    "reading": [
        '#include "{path}"\n',
        'import "{path}";\n',
        'auto text = R"(\n#include "{path}"\n)";\n',
    ],
    "endless": [
        "template<int N> struct F { static const int v = F<N + 1>::v; };\nint x = F<0>::v;\n",
        "constexpr int f() { for (;;) {} return 0; }\nconstexpr int x = f();\n",
        (
            "template<class A, int N> struct G { typename G<A*, N - 1>::t a; "
            "typename G<A&&, N - 1>::t b; typename G<const A, N - 1>::t c; using t = G; };\n"
            "template<class A> struct G<A, 0> { using t = int; };\nG<int, 40> g;\n"
        ),
    ],
    "environment": _C["environment"],
    "files": {"vector": "#error from outside\n"},
}
_GO = {
    "language": "go",
    "file": "inventory.go",
    "broken": "package main\n\nfunc main() {\n\tmissing()\n}\n",
    "line": 4,
    "syntax": "package main\n\nfunc main( {\n}\n",
    "silenced": [
        "//go:build ignore\n\npackage a\n\nvar x = missing\n",
        "// +build ignore\n\npackage a\n\nvar x = missing\n",
        "package documentation\n\nvar x = missing\n",
        "package a_test\n\nvar x = missing\n",
        "package a\n\nvar x = missing //nolint\n",
        "package a\n\n//line other.go:1\nvar x = missing\n",
        "package a\n\nvar x = /*line other.go:7:1*/missing\n",
        "package main\n\nfunc main() { missing() } // main\n",
    ],
    "reading": [
        'package a\n\nimport _ "embed"\n\n//go:embed {path}\nvar s string\n',
        'package a\n\nimport _ "embed"\n\n//go:embed {up}\nvar s string\n',
        'package a\n\nimport "{path}"\n',
        'package a\n\nimport "{up}"\n',
        'package a\n\n// #include "{path}"\nimport "C"\n',
    ],
    "acting": [
        "package a\n\n//go:generate touch {mark}\nfunc init() { missing() }\n",
        'package main\n\nimport "os"\n\nfunc init() { os.Create("{mark}") }\n\nfunc main() {}\n',
        'package a\n\n// #cgo CFLAGS: -fplugin={mark}\nimport "C"\n',
    ],
    "endless": [
        "package a\n\nfunc f[T any](x T) { f[[]T](nil) }\n\nfunc g() { f[int](1) }\n",
        "package a\n\nvar x = " + "(" * 200_000,
    ],
    "environment": {
        "GOFLAGS": "-toolexec=touch",
        "GOPATH": "{folder}",
        "GO111MODULE": "off",
        "GOTOOLCHAIN": "go9.9.9",
    },
    "files": {"go.mod": "module broken\n\ngo 9.9\n", "go.work": "go 9.9\n", "vendor/a.go": "x"},
}
_JAVASCRIPT = {
    "language": "javascript",
    "file": "words.mjs",
    "broken": "const x = 1;\nmissing(x);\n",
    "line": 2,
    "syntax": "function f( {\n}\n",
    "silenced": [
        "/* eslint-disable */\nmissing();\n",
        "/* oxlint-disable */\nmissing();\n",
        "// eslint-disable-next-line\nmissing();\n",
        "// oxlint-disable-next-line no-undef\nmissing();\n",
        "missing(); // eslint-disable-line no-undef\n",
        "/* global missing */\nmissing();\n",
        "/* globals missing:true */\nmissing();\n",
        "/* eslint no-undef: 0 */\nmissing();\n",
        "/* eslint-env browser, node */\nmissing();\n",
        "/* exported missing */\nmissing();\n",
        "// @ts-nocheck\nmissing();\n",
    ],
    "reading": ['import x from "{path}";\nx();\n', 'import x from "{up}";\nx();\n'],
    "acting": ['import { writeFileSync } from "node:fs";\nwriteFileSync("{mark}", "");\n'],
    "endless": ["let x = " + "(" * 20_000, "let x = " + "[" * 3000 + "]" * 3000 + ";\n"],
    "environment": {"NODE_OPTIONS": "--require={folder}/start.cjs", "ESLINT_FLAGS": "x"},
    "files": {
        "start.cjs": 'require("node:fs").writeFileSync("{folder}/touched", "");\n',
        "eslint.config.js": 'require("node:fs").writeFileSync("{folder}/touched", "");\n'
        "module.exports = [];\n",
        ".eslintrc.json": '{"root": true, "rules": {}}\n',
        ".eslintignore": "*\n",
        ".oxlintrc.json": '{"rules": {"no-undef": "off"}, "globals": {"missing": "readonly"}}\n',
        "package.json": '{"eslintConfig": {"globals": {"missing": true}}}\n',
    },
}
_TYPESCRIPT = {
    "language": "typescript",
    "file": "queue.ts",
    "reading": [
        '/// <reference path="{path}" />\nexport const x = 1;\n',
        '/// <reference path="{up}" />\nexport const x = 1;\n',
        '/// <reference types="{path}" />\nexport const x = 1;\n',
        'import x from "{path}";\nx();\n',
        'import x from "{up}";\nx();\n',
        'import x = require("{path}");\nx();\n',
        'type X = typeof import("{path}");\nlet x: X;\n',
    ],
    "files": {
        "tsconfig.json": '{"compilerOptions": {"noCheck": true, "checkJs": false}}\n',
        "node_modules/@types/all/index.d.ts": "declare function missing(x: number): void;\n",
        "globals.d.ts": "declare function missing(x: number): void;\n",
    },
    "environment": {"NODE_OPTIONS": "--require={folder}/start.cjs"},
}
_BASH = {
    "language": "bash",
    "file": "tally.sh",
    "syntax": "for x in 1 2; do\n    echo $x\nfi\n",
    "reading": ["source {path}\n", ". {up}\n", "# shellcheck source={path}\nsource {path}\n"],
    "acting": ["x=$(touch {mark})\n", "set +n\ntouch {mark}\n", "trap 'touch {mark}' EXIT\n"],
    "endless": ["$(" * 3000, "{ " * 20_000],
}
_JVM = {
    "JAVA_TOOL_OPTIONS": "-Xmx1m",
    "JDK_JAVAC_OPTIONS": "-nosuch",
    "JDK_JAVA_OPTIONS": "-nosuch",
    "_JAVA_OPTIONS": "-Xmx1m",
    "CLASSPATH": "{folder}",
    "KOTLIN_HOME": "{folder}",
}

TOOLS = {
    "bash": Tool(
        linter="bash",
        broken=str(_BASH["syntax"]),
        line=3,
        silenced=["exit 0\nfi\n", "set +n\nfi\n", "# shellcheck disable=all\nfi\n", "return\nfi\n"],
        environment={"BASH_ENV": "{folder}/start.sh", "ENV": "{folder}/start.sh"},
        files={"start.sh": "touch {folder}/touched\nexit 0\n", ".bashrc": "exit 0\n"},
        **_BASH,  # type: ignore[arg-type]
    ),
    "clang": Tool(linter="clang", **_C),  # type: ignore[arg-type]
    "clang++": Tool(linter="clang", **_CPP),  # type: ignore[arg-type]
    "eslint": Tool(linter="eslint", **_JAVASCRIPT),  # type: ignore[arg-type]
    "gcc": Tool(linter="gcc", **_C),  # type: ignore[arg-type]
    "g++": Tool(linter="gcc", **_CPP),  # type: ignore[arg-type]
    "go": Tool(linter="go", **_GO),  # type: ignore[arg-type]
    "govet": Tool(linter="govet", **_GO),  # type: ignore[arg-type]
    "javac": Tool(
        linter="javac",
        language="java",
        file="Account.java",
        broken="class A {\n    int f() {\n        return missing;\n    }\n}\n",
        line=3,
        syntax="class A {\n    int f() {\n        return 1\n    }\n}\n",
        silenced=[
            '@SuppressWarnings("all")\nclass A {\n    int x = missing;\n}\n',
            'class A {\n    @SuppressWarnings({"all", "unchecked"}) int x = missing;\n}\n',
            "//noinspection all\nclass A { int x = missing; }\n",
        ],
        reading=[
            "import secret.Secret;\n\nclass A { Secret x; }\n",
            'class A { String x = "{path}"; }\n',
        ],
        acting=[
            'import java.io.File;\n\nclass A { static { new File("{mark}").mkdir(); } }\n',
            (
                'import javax.annotation.processing.*;\n\n@SupportedAnnotationTypes("*")\n'
                "public class A extends AbstractProcessor {\n"
                '    static { new java.io.File("{mark}").mkdir(); }\n}\n'
            ),
        ],
        endless=[
            "class A { int x = " + "(" * 100_000 + "; }\n",
            "class A { " * 5000 + "}" * 5000,
            "class A { int x = " + "1 + " * 30_000 + "1; }\n",
        ],
        environment=_JVM,
        files={
            "META-INF/services/javax.annotation.processing.Processor": "Nothing\n",
            "missing.java": "class missing {}\n",
        },
    ),
    "kotlinc": Tool(
        linter="kotlinc",
        language="kotlin",
        file="library.kt",
        broken="fun f(): Int {\n    return missing\n}\n",
        line=2,
        syntax="fun f(: Int {\n    return 1\n}\n",
        silenced=[
            '@Suppress("UNRESOLVED_REFERENCE")\nfun f() = missing\n',
            '@file:Suppress("UNRESOLVED_REFERENCE", "ALL")\n\nfun f() = missing\n',
            '@kotlin.Suppress("UNRESOLVED_REFERENCE")\nfun f() = missing\n',
            'import kotlin.Suppress as S\n\n@S("UNRESOLVED_REFERENCE")\nfun f() = missing\n',
            'const val NAME = "UNRESOLVED" + "_REFERENCE"\n\n@Suppress(NAME)\nfun f() = missing\n',
        ],
        reading=["import secret.Secret\n\nval x: Secret? = null\n"],
        acting=['val x = java.io.File("{mark}").mkdir()\n'],
        endless=["val x = " + "(" * 5000],
        environment=_JVM,
        files={"missing.kt": "val missing = 1\n"},
    ),
    "luacheck": Tool(
        linter="luacheck",
        language="lua",
        file="queue.lua",
        broken="local x = 1\nprint(missing(x))\n",
        line=2,
        syntax="local x = (\nprint(x)\n",
        silenced=[
            "-- luacheck: ignore\nprint(missing)\n",
            "print(missing) -- luacheck: ignore 113\n",
            "-- luacheck:globals missing\nprint(missing)\n",
            "--[[ luacheck: push ignore ]]\nprint(missing)\n",
            "--[==[luacheck: std none]==]\nprint(missing)\n",
            "-- luacheck: no global\nprint(missing)\n",
        ],
        reading=['dofile("{path}")\n', 'require "{path}"\n'],
        acting=['io.open("{mark}", "w")\n'],
        endless=["x = " + "(" * 100_000],
        environment={"LUA_INIT": "@{folder}/start.lua", "LUA_PATH": "{folder}/?.lua"},
        files={
            ".luacheckrc": 'io.open("{folder}/touched", "w")\nglobals = {"missing"}\n',
            ".config/luacheck/.luacheckrc": 'globals = {"missing"}\n',
            "start.lua": 'io.open("{folder}/touched", "w")\n',
        },
    ),
    "mypy": Tool(
        linter="mypy",
        language="python",
        file="ledger.py",
        broken='x = 1\ny: int = "a"\n',
        line=2,
        syntax="def f(:\n    pass\n",
        silenced=[
            '# type: ignore\nx: int = "a"\n',
            'x: int = "a"  # type: ignore\n',
            'x: int = "a"  #type:ignore[assignment]\n',
            '# mypy: ignore-errors\nx: int = "a"\n',
            '# mypy: disable-error-code="assignment"\nx: int = "a"\n',
            "from typing import no_type_check\n\n@no_type_check\ndef f():\n    return missing\n",
            "def f():\n    return missing\n",
        ],
        reading=["import secret\nfrom secret import marker\n", "from .secret import marker\n"],
        acting=['open("{mark}", "w")\n'],
        endless=["x = " + "(" * 5000, "x = " + "-" * 50_000 + "1\n"],
        environment={"MYPYPATH": "{folder}", "MYPY_CONFIG_FILE_DIR": "{folder}"},
        files={
            "mypy.ini": "[mypy]\nignore_errors = True\nplugins = touching.py\n",
            "setup.cfg": "[mypy]\nignore_errors = True\n",
            "pyproject.toml": "[tool.mypy]\nignore_errors = true\n",
            "touching.py": 'open("{folder}/touched", "w")\n',
        },
    ),
    "oxlint": Tool(linter="oxlint", **_JAVASCRIPT),  # type: ignore[arg-type]
    "oxlint-typescript": Tool(
        linter="oxlint",
        broken="const x: number = 1;\nmissing(x);\n",
        line=2,
        syntax="function f(: number {\n}\n",
        silenced=["/* eslint-disable */\nmissing();\n", "// @ts-ignore\nmissing();\n"],
        **_TYPESCRIPT,  # type: ignore[arg-type]
    ),
    "php": Tool(
        linter="php",
        language="php",
        file="cart.php",
        broken="<?php\nfunction f() {}\nfunction f() {}\n",
        line=3,
        syntax="<?php\nfunction f( {\n}\n",
        silenced=[
            "<?php\nerror_reporting(0);\nf(;\n",
            "<?php\n@f(;\n",
            "<?php\nini_set('display_errors', 0);\nf(;\n__halt_compiler();\n",
            "<?php\ndeclare(ticks=1);\n// phpcs:ignoreFile\nf(;\n",
        ],
        reading=["<?php\nrequire '{path}';\n", "<?php\ninclude_once '{up}';\n"],
        acting=["<?php\nfile_put_contents('{mark}', '');\n"],
        endless=["<?php\n" + "(" * 100_000, "<?php\n" + "if (1) { " * 50_000],
        environment={"PHPRC": "{folder}", "PHP_INI_SCAN_DIR": "{folder}"},
        files={
            "php.ini": "auto_prepend_file={folder}/start.php\nerror_reporting=0\n",
            "start.php": "<?php file_put_contents('{folder}/touched', ''); exit;\n",
            ".user.ini": "auto_prepend_file={folder}/start.php\n",
        },
    ),
    "ruby": Tool(
        linter="ruby",
        language="ruby",
        file="garden.rb",
        broken="def f\n  1\nend\nend\n",
        line=4,
        syntax="def f\n  1\nend\nend\n",
        silenced=[
            "# rubocop:disable all\nend\n",
            "end\n__END__\n",
            "#!ruby -x\nend\n#!ruby\n",
            "#!/bin/sh\nend\n",
            "exit\nend\n",
            "# -*- warn_past_scope: false -*-\nend\n",
        ],
        reading=["require '{path}'\n", "load '{up}'\n", "#!ruby -r{path}\nx = 1\n"],
        acting=[
            "BEGIN { File.write('{mark}', '') }\n",
            "at_exit { File.write('{mark}', '') }\n",
            "x = `touch {mark}`\n",
        ],
        endless=["(" * 100_000, "-> { " * 20_000],
        environment={"RUBYOPT": "-r{folder}/start.rb", "RUBYLIB": "{folder}"},
        files={
            "start.rb": "File.write('{folder}/touched', '')\nexit\n",
            ".irbrc": "exit\n",
            ".rubocop.yml": "AllCops:\n  DisabledByDefault: true\n",
            "Gemfile": "raise 'read'\n",
        },
    ),
    "rustc": Tool(
        linter="rustc",
        language="rust",
        file="inventory.rs",
        broken="fn main() {\n    missing();\n}\n",
        line=2,
        syntax="fn main( {\n    missing();\n}\n",
        silenced=[
            "#![allow(warnings, unused, clippy::all)]\nfn f() { missing() }\n",
            "#![cfg(any())]\nfn f() { missing() }\n",
            "#![cfg_attr(all(), allow(warnings))]\nfn f() { missing() }\n",
            "#[allow(warnings)]\n#[rustfmt::skip]\nfn f() { missing() }\n",
            "#![deny(warnings)]\n#[expect(unused)]\nfn f() { missing() }\n",
        ],
        reading=[
            'const X: &str = include_str!("{path}");\n',
            'const X: &[u8] = include_bytes!("{up}");\n',
            'include!("{path}");\n',
            'use std::include_str as text;\nconst X: [(); 3] = [(); text!("{path}").len()];\n',
            'macro_rules! m { ($m:ident) => { $m!("{path}"); } }\nm!(include);\n',
            '#[path = "{path}"]\nmod secret;\n',
            '#[path = "{up}"]\nmod secret;\n',
            '#[cfg_attr(all(), path = "{path}")]\nmod secret;\n',
            '#[cfg_attr(all(), doc = "]", path = "{path}")]\nmod secret;\n',
            "mod secret;\n",
        ],
        acting=[
            'fn main() { std::fs::write("{mark}", "").unwrap(); }\n',
            (
                "extern crate proc_macro;\n#[proc_macro]\npub fn m(x: proc_macro::TokenStream) "
                '-> proc_macro::TokenStream { std::fs::write("{mark}", "").unwrap(); x }\n'
            ),
        ],
        endless=[
            "macro_rules! m { ($($t:tt)*) => { m!($($t)* $($t)* a); } }\nm!(a);\n",
            "const X: u32 = { loop {} };\n",
            "fn f() { " + "(" * 50_000 + ")" * 50_000 + " }\n",
        ],
        environment={"RUSTFLAGS": "--cfg no", "RUSTC_WRAPPER": "false"},
        files={
            "rustfmt.toml": "max_width = 9\n",
            "clippy.toml": "msrv = 'x'\n",
            ".cargo/config.toml": "[build]\nrustflags = ['--cap-lints=warn']\n",
            "rust-toolchain.toml": "[toolchain]\nchannel = 'nosuch'\n",
        },
    ),
    "shellcheck": Tool(
        linter="shellcheck",
        broken='x=1\nfor file in $@; do echo "$file $x"; done\n',
        line=2,
        silenced=[
            "# shellcheck disable=all\nfor x in $@; do echo; done\n",
            "#shellcheck disable=SC2068\nfor x in $@; do echo; done\n",
            "# shellcheck shell=zsh\nfor x in $@; do echo; done\n",
            "#!/bin/zsh\nfor x in $@; do echo; done\n",
        ],
        environment={"SHELLCHECK_OPTS": "--exclude=SC2068"},
        files={".shellcheckrc": "disable=all\n", "shellcheckrc": "disable=all\n"},
        **_BASH,  # type: ignore[arg-type]
    ),
    "tsc": Tool(
        linter="tsc",
        broken="const x: number = 1;\nmissing(x);\n",
        line=2,
        syntax="function f(: number {\n}\n",
        silenced=[
            "// @ts-nocheck\nmissing();\n",
            "// @TS-NoCheck\nmissing();\n",
            "// @ts-ignore\nmissing();\n",
            "// @ts-expect-error\nmissing();\n",
            "/* @ts-ignore */\nmissing();\n",
            '/// <reference no-default-lib="true" />\nmissing();\n',
            '/// <reference lib="nosuch" />\nmissing();\n',
        ],
        endless=[
            "type A<T> = T extends any ? A<A<T[]>> : never;\nlet x: A<number>;\n",
            "let x = " + "[" * 5000,
        ],
        **_TYPESCRIPT,  # type: ignore[arg-type]
    ),
}
EVERY = pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
"""Runs a test with each of the tools."""
