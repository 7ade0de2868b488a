"""Programs of every language in the sandbox of `lintseq.evaluation`, with the real tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lintseq.evaluation import Evaluator, Problem, RunLimits, runners
from lintseq.evaluation.runner import find_runner

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMITS = RunLimits(seconds=60)

# A program, its tests, and what leaves the process before they are done.
LANGUAGES: dict[str, tuple[str, str, str]] = {
    "cpp": (
        "#include <cstdlib>\nint twice(int n) { BODY; }\n",
        "#include <cassert>\nint main() { assert(twice(2) == 4); }\n",
        "exit(0)",
    ),
    "go": (
        "func twice(n int) int { BODY }\n",
        "func TestTwice(t *testing.T) { assert.New(t).Equal(4, twice(2)) }\n",
        "os.Exit(0); return 0",
    ),
    "java": (
        "class Solution { static int twice(int n) { BODY; } }\n",
        (
            "class Main { public static void main(String[] words) {\n"
            "if (Solution.twice(2) != 4) throw new AssertionError(); } }\n"
        ),
        "System.exit(0); return 4",
    ),
    "javascript": (
        "const twice = (n) => { BODY; }\n",
        (
            "console.assert(twice(2) === 4)\n"
            "if (!require('lodash').isEqual([twice(2)], [4])) throw 'unlike'\n"
        ),
        "process.exit(0)",
    ),
    "php": (
        "<?php\nfunction twice($n) { BODY; }\n",
        "if (twice(2) != 4) { throw new Exception('unlike'); }\n",
        "exit(0)",
    ),
    "python": ("def twice(n):\n    BODY\n", "assert twice(2) == 4\n", "raise SystemExit(0)"),
    "ruby": ("def twice(n)\n  BODY\nend\n", "raise 'unlike' if twice(2) != 4\n", "exit(0)"),
    "rust": (
        "fn twice(n: i32) -> i32 { BODY; }\n",
        "mod tests {\n    #[test]\n    fn tested() { assert_eq!(super::twice(2), 4); }\n}\n",
        "std::process::exit(0)",
    ),
    "typescript": (
        "function twice(n: number): number { BODY; }\n",
        "import * as assert from 'assert'\nassert.deepEqual(twice(2), 4)\n",
        "process.exit(0)",
    ),
}

RUST_TESTS = "mod tests {\n    #[test]\n    fn tested() { assert_eq!(super::twice(2), 4); }\n}\n"
GO_TESTS = "func TestTwice(t *testing.T) { assert.Equal(t, 4, twice(2)) }\n"
JAVASCRIPT_TESTS = "if (!require('lodash').isEqual(given, wanted)) throw 'unlike';\n"

# What programs of a language rely on: the program, its tests, and whether they pass.
CASES = {
    "go": [
        ("func twice(n int) int { return int(math.Sqrt(4)) * n }\n", GO_TESTS, True),
        ("// Package main.\npackage main\n\nfunc twice(n int) int { return 4 }\n", GO_TESTS, True),
        ('import m "math"\nfunc twice(n int) int { return int(m.Abs(4)) }\n', GO_TESTS, True),
        ('import "math"\nfunc twice(n int) int { return int(math.Abs(4)) }\n', GO_TESTS, True),
        ("// math.Sqrt is not used\nfunc twice(n int) int { return 4 }\n", GO_TESTS, True),
        ('var _ = "math.Sqrt"\nfunc twice(n int) int { return 4 }\n', GO_TESTS, True),
        ("func main() {}\nfunc twice(n int) int { return 4 }\n", GO_TESTS, True),
        ("func twice(n int) int { panic(4) }\n", GO_TESTS, False),
        ('import "absent.org/a"\nfunc twice(n int) int { return 4 }\n', GO_TESTS, False),
        ("var a = 0\n", "func TestA(t *testing.T) { assert.New(t).Equal(int64(0), a) }\n", False),
        ("var a []int\n", "func TestA(t *testing.T) { assert.New(t).Nil(a) }\n", True),
        ("var a = 1.0\n", "func TestA(t *testing.T) { assert.InDelta(t, 1, a, 0.1) }\n", True),
        ("", GO_TESTS.replace("assert", "t.Parallel(); assert"), False),
    ],
    "javascript": [
        ("let given = [0, NaN, { a: -0 }], wanted = [-0, NaN, { a: 0 }];", JAVASCRIPT_TESTS, True),
        ("let given = { a: 1, b: 2 }, wanted = { b: 2, a: 1 };", JAVASCRIPT_TESTS, True),
        ("let given = new Set([1]), wanted = new Set([1]);", JAVASCRIPT_TESTS, True),
        ("let given = new Set([1]), wanted = new Set([2]);", JAVASCRIPT_TESTS, False),
        ("let given = [[1]], wanted = [['1']];", JAVASCRIPT_TESTS, False),
        ("let given = [], wanted = {};", JAVASCRIPT_TESTS, False),
    ],
    "rust": [
        (
            "use rand::Rng;\nuse regex::Regex;\nuse md5;\nfn twice(_: i32) -> i32 { 4 }",
            RUST_TESTS,
            True,
        ),
        ("fn main() {}\nfn twice(_: i32) -> i32 { 4 }", RUST_TESTS, True),
        ("use rand::thread_rng;\nfn twice(_: i32) -> i32 { 4 }", RUST_TESTS, False),
        ("use serde;\nfn twice(_: i32) -> i32 { 4 }", RUST_TESTS, False),
        ("fn twice(n: i32) -> i32 { n - 3 + i32::MAX }", RUST_TESTS, False),
        ("fn twice(_: i32) -> i32 { 0 }\n#[cfg(any())]", RUST_TESTS, False),
        ("#![cfg(any())]\nfn twice(_: i32) -> i32 { 0 }", RUST_TESTS, False),
    ],
    "typescript": [
        ("enum A { B = 4 }\nlet a: A | string = A.B;\n", "if (a !== 4) throw 'unlike';", True),
        ("let a: string = 4;\n", "if (a !== 4) throw 'unlike';", True),
        ("const a = 3;\na = 4;\n", "if (a !== 4) throw 'unlike';", False),
    ],
}


def verdicts(
    language: str, tests: Sequence[str], programs: Sequence[str]
) -> list[tuple[str, str | None]]:
    runner = find_runner(language)
    assert runner
    if (absent := runner.missing()) is not None:
        pytest.skip(absent)
    problems = [Problem(str(n), text, language=language) for n, text in enumerate(tests)]
    samples: list[dict[str, Any]] = [
        {"task_id": str(n), "program": text} for n, text in enumerate(programs)
    ]
    with Evaluator(problems, limits=LIMITS, workers=2) as evaluator:
        found = [one.verdict for one in evaluator.evaluate(samples)]
    assert "not-run" not in {one.status for one in found}, found
    return [(one.status, one.reason) for one in found]


def test_each_language_is_tested() -> None:
    assert set(LANGUAGES) == set(runners())


@pytest.mark.usefixtures("protected")
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_programs_of_a_language_pass_only_if_their_tests_do(language: str) -> None:
    program, tests, leave = LANGUAGES[language]
    name = "$n" if language == "php" else "n"
    bodies = (f"return 2 * {name}", f"return {name}", leave, "return ((")
    programs = [program.replace("BODY", one) for one in bodies]
    right, wrong, left, broken = verdicts(language, [tests] * 4, programs)
    assert right == ("passed", None)
    assert wrong[0] == broken[0] == "failed"
    assert left == ("failed", "ended-early")


@pytest.mark.usefixtures("protected")
@pytest.mark.parametrize("language", sorted(CASES))
def test_programs_find_what_they_rely_on(language: str) -> None:
    cases = CASES[language]
    found = verdicts(language, [tests for _, tests, _ in cases], [case[0] for case in cases])
    passed = [status == "passed" for status, _ in found]
    assert passed == [passes for _, _, passes in cases], found
