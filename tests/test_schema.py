from __future__ import annotations

from typing import Any

import pytest

from lintseq import Reject, UnknownLanguageError
from lintseq.row import BadRow, Row
from lintseq.schema import Prepared, Schema

PROGRAM_COLUMNS = ("code", "response", "output", "canonical_solution", "completion", "content")


def prepare(columns: dict[str, Any], **options: Any) -> Prepared | Reject:
    """Prepare a row; its language is Python if nothing says otherwise."""
    options = {"default_language": "python", **options}
    return Schema(**options).prepare(Row("rows.jsonl", 1, 0, columns))


def same(found: Prepared | Reject, *wanted: str | None) -> bool:
    """Compare program, language, its column, instruction and its column."""
    assert isinstance(found, Prepared), found
    return wanted == (
        found.program,
        found.language,
        found.program_column,
        found.instruction,
        found.instruction_column,
    )


def test_usual_columns() -> None:
    row = {"program": "a = 1\n", "instruction": "Set a.", "language": "Python"}
    assert same(prepare(row), "a = 1\n", "python", "program", "Set a.", "instruction")


@pytest.mark.parametrize("name", PROGRAM_COLUMNS)
def test_only_candidate_holds_the_program(name: str) -> None:
    found = prepare({name: "a = 1\n", "id": 7, "prompt": "Set a."})
    assert same(found, "a = 1\n", "python", name, "Set a.", "prompt")


def test_program_wins_over_candidates() -> None:
    found = prepare({"code": "x", "program": "a = 1\n", "output": "y"})
    assert isinstance(found, Prepared)
    assert found.program_column == "program"


def test_named_columns_win() -> None:
    row = {"program": "x", "solution": "a = 1\n", "ask": "Set a.", "instruction": "x", "lang": "py"}
    found = prepare(row, program="solution", instruction="ask", language="lang")
    assert same(found, "a = 1\n", "python", "solution", "Set a.", "ask")


@pytest.mark.parametrize(
    ("columns", "options", "reason", "detail"),
    [
        ({"a": 1, "b": 2}, {}, "missing-column", "no column 'program'; there are: a, b"),
        ({"code": "x", "output": "y"}, {}, "missing-column", "'program'; there are: code, output"),
        ({}, {}, "missing-column", "no column 'program'; there are: none"),
        (
            {"program": "x"},
            {"program": "code"},
            "missing-column",
            "no column 'code'; there are: pr",
        ),
        ({"program": "x"}, {"instruction": "ask"}, "missing-column", "no column 'ask'"),
        ({"program": None}, {}, "not-text", "column 'program' holds null, not text"),
        ({"program": ["x"]}, {}, "not-text", "column 'program' holds list, not text"),
        ({"program": "x", "language": 3}, {}, "not-text", "column 'language' holds int"),
        ({"program": "x", "ask": 3}, {"instruction": "ask"}, "not-text", "column 'ask' holds int"),
        ({"program": "x", "language": "pythn"}, {}, "unknown-language", "did you mean 'python'?"),
        (
            {"program": "```go\nx\n```", "language": "python"},
            {},
            "no-code",
            "its code fences hold go, not python",
        ),
    ],
)
def test_unusable_row(
    columns: dict[str, Any], options: dict[str, Any], reason: str, detail: str
) -> None:
    found = prepare(columns, **options)
    assert isinstance(found, Reject)
    assert found.reason == reason
    assert detail in found.detail


def test_many_columns_are_not_all_listed() -> None:
    found = prepare({f"column_{number}": 1 for number in range(1000)})
    assert isinstance(found, Reject)
    assert found.detail.endswith("column_19, ...")


def test_bad_row_keeps_its_reason() -> None:
    bad = BadRow("rows.jsonl", 1, 0, b"x", "invalid-json", "no")
    assert Schema().prepare(bad) == Reject("invalid-json", "no", "")


@pytest.mark.parametrize("value", [None, ""])
def test_row_without_language_takes_the_default(value: object) -> None:
    found = prepare({"program": "a = 1\n", "language": value}, default_language="py")
    assert isinstance(found, Prepared)
    assert found.language == "python"


def test_odd_instruction_is_left_alone() -> None:
    found = prepare({"program": "a = 1\n", "instruction": ["a", "b"]})
    assert same(found, "a = 1\n", "python", "program", "", None)


def test_program_is_taken_out_of_its_fence() -> None:
    found = prepare({"response": "Here is it:\n```python\na = 1\n```\nDone."})
    assert isinstance(found, Prepared)
    assert found.program == "a = 1\n"


def test_program_with_a_fence_in_its_docstring_stays_whole() -> None:
    program = '"""Use it so:\n\n```python\nf()\n```\n"""\n\n\ndef f(): return undefined\n'
    found = prepare({"program": program})
    assert isinstance(found, Prepared)
    assert found.program == program


def test_wrong_default_language() -> None:
    with pytest.raises(UnknownLanguageError):
        Schema(default_language="klingon")
