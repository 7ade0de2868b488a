from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from conftest import PROGRAM, PYTHON
from lintseq import apply
from lintseq.generation import Generation, Outcome
from lintseq.record import output_lines, reject_line
from lintseq.row import BadRow, Row
from lintseq.schema import Schema


def outcome(columns: dict[str, Any], **options: Any) -> Outcome:
    return next(
        iter(Generation(**{"schema": PYTHON, **options}).run([Row("rows.jsonl", 8, 7, columns)]))
    )


def row_id(*parts: str) -> str:
    """Give a row's name as the documentation defines it."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part.encode()).to_bytes(8, "little") + part.encode())
    return digest.hexdigest()


def test_columns_stay_and_ours_are_added() -> None:
    row = {
        "id": 7,
        "program": PROGRAM,
        "instruction": "é\u2028",
        "language": "py",
        "nested": {"a": [1]},
    }
    first, second = map(json.loads, output_lines(outcome(row, samples=2)))
    assert list(first) == [
        *("id", "program", "instruction", "nested"),
        *("edit_path", "edit_steps", "n_edits", "sample", "language", "row_id", "status", "reason"),
        *("detail", "linters", "edit_format"),
    ]
    assert {name: first[name] for name in row} == row | {"language": "python"}
    assert apply(first["edit_path"]) == PROGRAM
    assert len(first["edit_steps"]) == PROGRAM.count("\n")
    assert first["n_edits"] == len(first["edit_path"]) == max(first["edit_steps"]) + 1
    assert (first["sample"], second["sample"]) == (0, 1)
    assert (first["status"], first["reason"]) == ("ok", None)
    assert first["row_id"] == second["row_id"] == row_id(PROGRAM, "python", "é\u2028")


def test_column_with_a_name_of_ours_is_kept_beside() -> None:
    row = {"program": "a = 1\n", "status": "old", "source_status": "older", "language": "py"}
    (line,) = output_lines(outcome(row))
    written = json.loads(line)
    assert written["status"] == "ok"
    assert written["source_status"] == "older"
    assert written["source_source_status"] == "old"
    assert "source_language" not in written


def test_language_that_was_not_used_is_kept_beside() -> None:
    row = {"program": "a = 1\n", "language": ["en"], "lang": "python"}
    (line,) = output_lines(outcome(row, schema=Schema(language="lang")))
    assert json.loads(line)["source_language"] == ["en"]


def test_columns_of_the_peer() -> None:
    row = {"id": 7, "response": "```python\na = 1\n```", "prompt": "Set a."}
    (line,) = output_lines(outcome(row), "peer")
    assert json.loads(line) == {
        "edit_path": ["@@ -0,0 +1 @@\n+a = 1"],
        "index": 7,
        "source_file": "rows.jsonl",
        "source_response": "```python\na = 1\n```",
        "source_prompt": "Set a.",
    }
    (line,) = output_lines(outcome({"program": "a = 1\n"}), "peer")
    assert set(json.loads(line)) == {"edit_path", "index", "source_file", "source_program"}


def test_reject_keeps_the_row() -> None:
    row = {"id": 7, "program": "def f(:\n", "reason": "mine"}
    rejected = outcome(row)
    assert list(output_lines(rejected)) == []
    written = json.loads(reject_line(rejected))
    assert written == {
        "id": 7,
        "program": "def f(:\n",
        "source_reason": "mine",
        "language": "python",
        "row_id": row_id("def f(:\n", "python", ""),
        "status": "rejected",
        "reason": "syntax-error",
        "detail": written["detail"],
        "file": "rows.jsonl",
        "line": 8,
    }


def test_reject_keeps_a_line_that_is_no_row() -> None:
    bad = BadRow("rows.jsonl", 3, 2, b'{"a": "x', "invalid-json", "half-written")
    written = json.loads(reject_line(next(iter(Generation().run([bad])))))
    assert written["raw"] == '{"a": "x'
    assert (written["reason"], written["line"]) == ("invalid-json", 3)
    assert written["row_id"] is written["language"] is None


def test_reject_with_half_of_a_surrogate_pair() -> None:
    row = {"program": "a = '\ud800'"}
    assert json.loads(reject_line(outcome(row)))["program"] == "a = '\ud800'"


def test_only_a_reject_is_a_reject() -> None:
    with pytest.raises(TypeError, match="not rejected"):
        reject_line(outcome({"program": "a = 1\n"}))
