"""Evaluation: pass@k, from samples to programs, and verdicts."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lintseq import ConfigError, EditSequence, UnknownFormatError
from lintseq.evaluation import (
    STATUSES,
    VERDICT_REASONS,
    Curve,
    Estimate,
    Evaluator,
    Problem,
    Resolver,
    RunLimits,
    coverage_chart,
    estimate_pass_at_k,
    pass_at_k,
    structure_of,
)
from lintseq.testing import edit_sequences
from lintseq.training import DIFF, PLAIN, Separator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Rows

TASK = Problem("task", "assert a == 1", prompt="a = 0\n")
LIMITS = RunLimits(seconds=60)


@given(st.data())
def test_pass_at_k_is_the_part_of_choices_that_hold_a_correct_sample(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 300))
    c = data.draw(st.integers(0, n))
    k = data.draw(st.integers(1, n))
    exact = 1 - Fraction(comb(n - c, k), comb(n, k))
    assert pass_at_k(n, c, k) == pytest.approx(float(exact), rel=1e-9, abs=1e-12)


def test_pass_at_k_of_arrays_is_that_of_their_numbers() -> None:
    values = pass_at_k([[5, 6], [7, 8]], 2, 3)
    assert isinstance(values, np.ndarray)
    assert values.tolist() == [
        [pass_at_k(5, 2, 3), pass_at_k(6, 2, 3)],
        [pass_at_k(7, 2, 3), pass_at_k(8, 2, 3)],
    ]


@pytest.mark.parametrize(
    ("n", "c", "k"), [(3, 1, 4), (3, 1, 0), (3, 4, 1), (3, -1, 1), (3.0, 1, 1), ([3, 9], 1, 4)]
)
def test_what_is_no_count_is_refused(n: object, c: object, k: int) -> None:
    with pytest.raises(ConfigError):
        pass_at_k(n, c, k)  # type: ignore[call-overload]


def test_the_interval_holds_the_value_and_hangs_on_the_seed_alone() -> None:
    correct = [0, 1, 2, 5, 10, 10, 3, 0, 0, 7]
    one, ten = estimate_pass_at_k(10, correct, [1, 10], seed=3)
    assert one.value == pytest.approx(np.mean(correct) / 10)
    assert ten.value == 0.7
    for found in (one, ten):
        assert 0 <= found.low < found.value < found.high <= 1
    assert [one, ten] == estimate_pass_at_k(10, correct, [1, 10], seed=3)
    assert one != estimate_pass_at_k(10, correct, 1, seed=4)[0]


def test_the_interval_has_the_width_of_the_normal_approximation() -> None:
    correct = [0, 1] * 200
    found = estimate_pass_at_k(1, correct, 1)[0]
    half = 1.96 * 0.5 / np.sqrt(len(correct))
    assert found.high - found.low == pytest.approx(2 * half, rel=0.1)


def test_problems_that_are_alike_leave_no_doubt() -> None:
    assert estimate_pass_at_k(4, [2, 2, 2], 2) == [
        Estimate(2, pytest.approx(5 / 6), pytest.approx(5 / 6), pytest.approx(5 / 6), 3)  # type: ignore[arg-type]
    ]
    with pytest.raises(ConfigError, match="not empty"):
        estimate_pass_at_k(4, [], 2)


def test_a_chart_needs_estimates_and_bears_samples_that_cost_nothing() -> None:
    with pytest.raises(ConfigError, match="no estimate"):
        Curve("none", [])
    with pytest.raises(ConfigError, match="no curve"):
        coverage_chart([])
    estimates = estimate_pass_at_k(4, [1, 2], [1, 4])
    assert coverage_chart([Curve("", estimates, 0.0)]) == coverage_chart([Curve("", estimates)])
    assert "pass@4: 100.0 %" in coverage_chart([Curve("", estimates, 1e9)])


def test_a_chart_compares_curves_on_the_same_axes() -> None:
    high, low = (estimate_pass_at_k(4, correct, [1, 2, 4]) for correct in ([4, 2], [0, 0, 1]))
    text = coverage_chart([Curve("whole <programs>", high, 1e9), Curve("edits", low, 4e9)])
    svg = ET.fromstring(text)  # noqa: S314 - our own
    named = {text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"whole <programs>", "edits", "operations for a problem (FLOPs)"} <= named
    circles = list(svg.iter("{http://www.w3.org/2000/svg}circle"))
    assert [circle[0].text for circle in circles[::3]] == [
        "whole <programs>, pass@1: 75.0 %",
        "edits, pass@1: 8.3 %",
    ]
    places = [(float(one.attrib["cx"]), float(one.attrib["cy"])) for one in circles]
    assert places[0][0] < places[3][0]  # what costs more is further right
    assert places[0][1] < places[3][1]  # what is less is further down
    assert places[2][0] == places[3][0]  # four samples at 1e9 cost what one at 4e9 does


def test_a_chart_of_small_shares_fills_its_height() -> None:
    estimates = estimate_pass_at_k(100, [1, 2, 3], [1])
    text = coverage_chart([Curve("", estimates)])
    assert "4 %" in text
    assert "100 %" not in text
    assert "samples of a problem (k)" in coverage_chart(
        [Curve("known", estimates, 1e9), Curve("unknown", estimates)]
    )


def test_equal_programs_of_a_problem_may_be_run_once() -> None:
    texts = ["a = 1\n", "a = 2\n", "a = 1\n"]
    samples = [{"task_id": task, "program": text} for text in texts for task in ("task", "other")]
    problems = [TASK, Problem("other", "assert a == 2")]
    with Evaluator(problems, limits=LIMITS, workers=2, reuse=True) as evaluator:
        found = list(evaluator.evaluate(samples))
        again = list(evaluator.evaluate(samples))
    assert [one.verdict.status for one in found] == [
        "passed", "failed", "failed", "passed", "passed", "failed",
    ]  # fmt: skip
    assert found[4].verdict is found[0].verdict
    assert [one.verdict for one in again] == [one.verdict for one in found]
    with Evaluator(problems, limits=LIMITS, workers=2) as evaluator:
        first, *_, last, _ = evaluator.evaluate(samples)
    assert first.verdict is not last.verdict


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"task_id": "a", "test": "t"}, Problem("a", "t")),
        ({"task_id": 3, "tests": "t", "instruction": "do"}, Problem("3", "t", "do")),
        (
            {"task_id": "a", "test": "def check(c): ...", "entry_point": "f", "prompt": "p"},
            Problem("a", "def check(c): ...", "p", "f"),
        ),
        ({"task_id": "a", "test": "f()", "entry_point": "f"}, Problem("a", "f()")),
        ({"name": "a", "tests": "t", "language": "lua"}, Problem("a", "t", language="lua")),
        (
            {"task_id": 2, "test_list": ["assert a", "assert b"], "test_setup_code": "import c"},
            Problem("2", "import c\nassert a\nassert b"),
        ),
    ],
)
def test_problems_are_read_by_the_columns_of_the_field(
    row: dict[str, Any], wanted: Problem
) -> None:
    assert Problem.of(row) == wanted


@pytest.mark.parametrize(
    "row",
    [
        {"test": "t"},
        {"task_id": True, "test": "t"},
        {"task_id": "a"},
        {"task_id": "a", "test": 1},
        {"task_id": "a", "test_list": [1]},
        {"task_id": "a", "test": "t", "entry_point": 1},
        {"task_id": "a", "test": "t", "language": 1},
    ],
)
def test_what_is_no_problem_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        Problem.of(row)


@given(edit_sequences(language="python"), st.sampled_from([DIFF, PLAIN]), st.booleans())
def test_what_was_written_as_edits_resolves_to_the_program(
    sequence: EditSequence,
    separator: str,
    finished: bool,  # noqa: FBT001 - by place, from given
) -> None:
    edits = sequence.render("unified")
    rule = Separator(separator)
    assume(edits and not any(rule.occurs(edit) for edit in edits))
    resolver = Resolver(separator=separator, stop=("<end of text>",))
    text = rule.join(edits, finished=finished) + "<end of text> and more"
    for sample in ({"edits": text}, {"text": text}, {"edit_path": edits}):
        found = resolver.resolve(sample, TASK)
        assert (found.program, found.reason, found.edits) == (sequence.program, None, len(edits))
        assert found.finished in (None, finished)


@given(
    st.dictionaries(
        st.sampled_from(["program", "completion", "edits", "edit_path", "text", "edit_format"]),
        st.text() | st.none() | st.integers() | st.lists(st.text() | st.integers()),
    )
)
def test_any_sample_gives_a_program_or_a_reason(sample: dict[str, Any]) -> None:
    found = Resolver().resolve(sample, TASK)
    assert (found.program is None) != (found.reason is None)
    assert (found.program is None) == (found.detail is not None)


@pytest.mark.parametrize(
    ("options", "sample", "program", "reason"),
    [
        ({}, {"completion": "a = 1"}, "a = 0\na = 1", None),
        ({"stop": ("#", "\n\n")}, {"completion": "a = 1\n\nb # c"}, "a = 0\na = 1", None),
        ({}, {"program": "a = 1"}, "a = 1", None),
        ({}, {"text": "Yes:\n```python\na = 1\n```\nDone."}, "a = 1\n", None),
        ({}, {"text": "```rust\nlet a = 1;\n```"}, None, "no-code"),
        ({}, {"edits": ["@@ -1 +1 @@\n-a = 0\n+a = 1"]}, None, "out-of-range"),
        ({"base": "prompt"}, {"edits": ["@@ -1,0 +2 @@\n+a = 1"]}, "a = 0\na = 1\n", None),
        ({"partial": True}, {"edits": ["@@ -9,0 +9 @@\n+a", "@@ -0,0 +1 @@\n+b"]}, "b\n", None),
        ({}, {"edits": "no edit at all"}, None, "no-edits"),
        ({}, {"edits": [], "text": "a"}, None, "no-edits"),
        ({}, {"completion": "'\ud800'"}, None, "half-character"),
        ({}, {"edits": ["+a"], "edit_format": "none"}, None, "bad-column"),
        ({}, {"edits": ["{", 1]}, None, "bad-column"),
        ({}, {"program": ["a"]}, None, "bad-column"),
        ({}, {"other": "a"}, None, "missing-column"),
    ],
)
def test_samples_resolve(
    options: dict[str, Any], sample: dict[str, Any], program: str | None, reason: str | None
) -> None:
    found = Resolver(**options).resolve(sample, TASK)
    assert (found.program, found.reason) == (program, reason)


def test_options_of_the_resolver_are_checked() -> None:
    wrong: list[dict[str, Any]] = [{"base": "else"}, {"stop": ("",)}, {"separator": " "}]
    for options in wrong:
        with pytest.raises(ConfigError):
            Resolver(**options)
    with pytest.raises(UnknownFormatError):
        Resolver(format="none")


def statuses(
    problems: list[Problem], samples: list[dict[str, Any]], workers: int = 2
) -> list[tuple[str, str | None]]:
    with Evaluator(problems, limits=LIMITS, workers=workers) as evaluator:
        found = list(evaluator.evaluate(samples))
    assert [one.columns for one in found] == samples
    for one in found:
        assert one.verdict.status in STATUSES
        assert one.verdict.reason is None or one.verdict.reason in VERDICT_REASONS
    return [(one.verdict.status, one.verdict.reason) for one in found]


@pytest.mark.parametrize(
    ("language", "program", "alike"),
    [
        ("cpp", "int f(int a) { return a + 1; } // up", "int g(int b)\n{\nreturn b + 2;\n}"),
        ("go", "func f(a int) int { return a + 1 } // up", "func g(b int) int {\nreturn b+2\n}"),
        ("javascript", "const f = (a) => a + 'b'; // up", 'const g = (c) => c + "d"'),
        ("lua", "local a = b + 1 -- up", "local c =\n  d + 2"),
        ("python", "a = [b + 1,]  # up", "c = [\n    d + 2\n]"),
        ("python", "a = b + 'c'", 'd = (e + "")'),
        ("python", "a = b + 'c'", 'd = ((e) + "f\\n")'),
        ("ruby", "a = b + 'c' # up", 'd = e + "f"'),
        ("rust", "fn f(a: u8) -> u8 { a + 1 } // up", "fn g(b: u8) -> u8 {\n  b + 2\n}"),
    ],
)
def test_a_structure_has_no_names_no_constants_and_no_layout(
    language: str, program: str, alike: str
) -> None:
    structure = structure_of(program, language)
    assert structure is not None
    assert structure_of(alike, language) == structure
    assert structure_of(program.replace("+", "-"), language) != structure
    assert structure_of(program + "\n(", language) is None


def test_nesting_is_structure() -> None:
    assert structure_of("if a:\n    b\n    c\n", "python") != structure_of(
        "if a:\n    b\nc\n", "python"
    )


def test_what_cannot_be_parsed_has_no_structure() -> None:
    assert structure_of("a = 1\n", "klingon") is None
    assert structure_of("def f(a):\n", "python") is None
    assert structure_of("if a:\n    b\n  c\n", "python") is None
    assert structure_of("a = '\ud800'\n", "python") is None


@pytest.mark.usefixtures("protected")
def test_solutions_of_authors_pass_and_others_do_not(real_rows: Callable[[str], Rows]) -> None:
    """`make evaluation` takes all problems, and compares with the harness of HumanEval."""
    rows = real_rows("humaneval")[::8]
    right = [{"task_id": row["task_id"], "program": row["program"]} for row in rows]
    wrong = [
        {"task_id": row["task_id"], "program": f"def {row['entry_point']}(*_):\n    return 0j\n"}
        for row in rows
    ]
    found = statuses([Problem.of(row) for row in rows], right + wrong)
    assert found[: len(rows)] == [("passed", None)] * len(rows)
    assert {status for status, _ in found[len(rows) :]} == {"failed"}


@pytest.mark.usefixtures("protected")
def test_what_cannot_be_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [Problem("a", "", language="cobol"), Problem("b", "", language="ruby")]
    monkeypatch.setenv("PATH", "")
    samples = [{"task_id": "a", "program": ""}, {"task_id": "b", "program": ""}]
    assert statuses(problems, [*samples, {"task_id": None}], workers=1) == [
        ("not-run", "unknown-language"),
        ("not-run", "missing-tool"),
        ("unusable", "invalid-row"),
    ]


@pytest.mark.usefixtures("protected")
def test_what_cannot_be_prepared_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    command = tmp_path / "go"
    command.write_text("#!/bin/sh\necho no disk >&2\nexit 3\n")
    command.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    sample = {"task_id": "a", "program": "func a() {}\n"}
    with Evaluator([Problem("a", "", language="go")], workers=2) as evaluator:
        for found in evaluator.evaluate([sample] * 3):
            verdict = found.verdict
            assert (verdict.status, verdict.reason) == ("not-run", "missing-tool")
            assert "status 3: no disk" in (verdict.detail or "")
            assert "https://go.dev" in (verdict.detail or "")


@pytest.mark.usefixtures("protected")
def test_results_come_in_order_whatever_the_number_of_workers() -> None:
    problem = Problem("a", "assert a % 3 == 0")
    samples = [{"task_id": "a", "program": f"a = {n}"} for n in range(20)]
    found = statuses([problem], samples, workers=1)
    assert found == statuses([problem], samples, workers=3)
    assert [status for status, _ in found[:4]] == ["passed", "failed", "failed", "passed"]


@pytest.mark.usefixtures("protected")
def test_who_stops_early_waits_for_no_program_and_can_begin_anew() -> None:
    problem = Problem("a", "assert a")
    hang = {"task_id": "a", "program": "while True: pass"}
    limits = RunLimits(seconds=10_000)
    with Evaluator([problem], limits=limits, workers=2) as evaluator:
        stream = evaluator.evaluate([{"task_id": "a", "program": "a = 1"}, hang, hang])
        assert next(stream).verdict.status == "passed"
        stream.close()  # type: ignore[attr-defined]
        (found,) = evaluator.evaluate([{"task_id": "a", "program": "a = 1"}])
        assert found.verdict.status == "passed"
