from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import PROGRAM, PYTHON
from lintseq.generation import Generation
from lintseq.record import output_lines
from lintseq.row import BadRow, Row
from lintseq.verification import CHECKS, check_row

SCHEMA = PYTHON
GOOD: dict[str, Any] = json.loads(
    next(
        output_lines(
            next(
                iter(Generation(schema=PYTHON, seed=4).run([Row("a", 1, 0, {"program": PROGRAM})]))
            )
        )
    )
)


def check(columns: dict[str, Any]) -> list[tuple[str, str]]:
    found = check_row(Row("a", 1, 0, columns), SCHEMA)
    assert {failure.check for failure in found} <= set(CHECKS)
    return [(failure.check, failure.detail) for failure in found]


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name not in names}


@pytest.mark.parametrize(
    "columns",
    [
        GOOD,
        without("program", "edit_steps", "n_edits", "language"),
        without("edit_path"),
        {"edit_path": []},
        GOOD | {"program": f"It is:\n```python\n{PROGRAM}```\n"},
    ],
)
def test_good_row(columns: dict[str, Any]) -> None:
    assert check(columns) == []


@pytest.mark.parametrize(
    ("columns", "failed", "detail"),
    [
        (without("edit_path", "edit_steps"), "row", "column 'edit_path' is missing"),
        (GOOD | {"edit_path": [1]}, "row", "no list of text"),
        (GOOD | {"language": "klingon"}, "row", "unknown language 'klingon'"),
        (GOOD | {"language": 7}, "row", "named by a str, not int"),
        (GOOD | {"edit_path": ["x"]}, "apply", "edit 1, line 1: "),
        (GOOD | {"edit_path": GOOD["edit_path"][1:]}, "apply", "edit 1, line "),
        (
            {"edit_path": ["@@ -0,0 +1 @@\n+a = 1", "@@ -1 +1 @@\n-a = 1\n+a = 2"]},
            "insert-only",
            "edit 2 removes or moves 'a = 1\\n'",
        ),
        (GOOD | {"n_edits": 99}, "steps", "n_edits is 99, but there are"),
        (GOOD | {"edit_steps": [0]}, "steps", "but there are 1 steps"),
        (GOOD | {"edit_steps": GOOD["edit_steps"][::-1]}, "steps", "of edit_steps is not what"),
        (GOOD | {"edit_steps": "0"}, "steps", "array of integers"),
        (GOOD | {"program": PROGRAM + "\n"}, "round-trip", "another program from line 28 on"),
        (GOOD | {"program": "import os\n" + PROGRAM}, "round-trip", "another program from line 1"),
        (
            {"edit_path": ["@@ -0,0 +1 @@\n+print(math.pi)", "@@ -0,0 +1 @@\n+import math"]},
            "lint",
            "state 1: 2:",
        ),
    ],
)
def test_failed_check_says_what_is_wrong(columns: dict[str, Any], failed: str, detail: str) -> None:
    ((name, found),) = check(columns)
    assert name == failed
    assert detail in found


def test_bad_row() -> None:
    (failure,) = check_row(BadRow("a", 1, 0, b"x", "invalid-json", "no"), SCHEMA)
    assert (failure.check, failure.detail) == ("row", "invalid-json: no")
