"""`lintseq convert`: edits in another format, and the peer's files both ways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import PROGRAM, read_rows
from lintseq import apply, sample
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Rows, RunCommand


def peer_row(seed: int, index: int, **columns: Any) -> dict[str, Any]:
    """Give a row as pylintseq writes it: texts without white space at their ends."""
    edits = [edit.strip() for edit in sample(PROGRAM, seed=seed)[0].render()]
    row = {"edit_path": edits, "index": index, "source_file": "data.jsonl"}
    return {**row, "source_response": PROGRAM, "source_instruction": "Write it.", **columns}


def test_rows_of_the_peer_become_ours(
    run_command: RunCommand, write_rows: Callable[..., Path], tmp_path: Path
) -> None:
    peers = [peer_row(0, 4), peer_row(1, 4), peer_row(2, 9, source_instruction="Again.")]
    rows = write_rows(*peers)
    done = run_command("convert", rows, "-o", "ours.jsonl", "--language", "python")
    assert (done.returncode, done.stderr) == (
        ExitCode.DONE,
        b"3 rows converted, 0 rejected\n",
    )
    ours = read_rows(tmp_path / "ours.jsonl")
    assert [row["sample"] for row in ours] == [0, 1, 0]
    assert ours[0]["row_id"] == ours[1]["row_id"] != ours[2]["row_id"]
    for row, seed in zip(ours, range(3), strict=True):
        assert row["edit_steps"] == sample(PROGRAM, seed=seed)[0].steps.tolist()
        assert row["source_response"] == PROGRAM
        assert row["language"] == "python"
    checked = run_command("verify", "ours.jsonl", "--program-column", "source_response")
    assert checked.returncode == ExitCode.DONE, checked.stdout
    back = run_command("convert", "ours.jsonl", "-o", "back.jsonl", "--preset", "peer", "--quiet")
    assert back.returncode == ExitCode.DONE
    assert read_rows(tmp_path / "back.jsonl") == peers


def test_ours_in_every_format_and_back(
    run_command: RunCommand, write_rows: Callable[..., Path], tmp_path: Path
) -> None:
    write_rows({"program": PROGRAM, "instruction": "Write it.", "language": "python"})
    run_command("generate", "rows.jsonl", "-o", "a.jsonl", "--samples", "2", "--quiet")
    for name in ("search-replace", "v4a", "whole", "unified"):
        done = run_command("convert", "a.jsonl", "-o", "b.jsonl", "--format", name, "--quiet")
        assert done.returncode == ExitCode.DONE
        for row in read_rows(tmp_path / "b.jsonl"):
            assert row["edit_format"] == name
            assert apply(row["edit_path"], format=name) == PROGRAM
        again = run_command("convert", "b.jsonl", "-o", "c.jsonl", "--quiet")
        assert again.returncode == ExitCode.DONE
        assert (tmp_path / "c.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("row", "detail"),
    [
        ({"edit_path": ["@@ -0,0 +1 @@"]}, "apply: edit 1"),
        ({"edit_path": [3]}, "row: "),
        ({"edit_path": ["@@ -0,0 +1 @@\n+a = 1\n"], "program": "b = 1\n"}, "round-trip: "),
        ({"edit_path": ["@@ -0,0 +1 @@\n+a = 1\n"], "n_edits": 5}, "steps: "),
        ({"status": "rejected", "reason": "too-slow", "detail": "gone"}, "gone"),
    ],
)
def test_row_that_cannot_be_converted(
    run_command: RunCommand, write_rows: Callable[..., Path], row: dict[str, Any], detail: str
) -> None:
    rows = write_rows(row, peer_row(0, 1))
    done = run_command("convert", rows, "-o", "-", "--language", "python", "--quiet")
    assert done.returncode == ExitCode.DONE
    rejected, fine = sorted(read_rows(done.stdout), key=lambda row: row["status"], reverse=True)
    assert (rejected["status"], fine["status"]) == ("rejected", "ok")
    assert rejected["reason"] in {"failed-check", "too-slow"}
    assert rejected["detail"].startswith(detail)


def test_real_rows_lose_nothing(
    run_command: RunCommand,
    write_rows: Callable[..., Path],
    all_rows: Callable[[str], Rows],
    tmp_path: Path,
) -> None:
    write_rows(*all_rows("humaneval_x")[::40])
    run_command("generate", "rows.jsonl", "-o", "a.jsonl", "--quiet")
    run_command("convert", "a.jsonl", "-o", "b.jsonl", "--format", "anchored", "--quiet")
    run_command("convert", "b.jsonl", "-o", "c.jsonl", "--quiet")
    ours, back = read_rows(tmp_path / "a.jsonl"), read_rows(tmp_path / "c.jsonl")
    assert len(ours) > 10
    assert list(map(json.dumps, back)) == list(map(json.dumps, ours))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "./out.jsonl", "--rejects", "out.jsonl"), b"output and rejects are the same file"),
        (("-o", "rows.jsonl"), b"is an input, too"),
        (("-o", "out.jsonl", "--limit", "-1"), b"--limit must be 0 or more"),
        (("-", "-", "-o", "out.jsonl"), b"standard input can be read only once"),
    ],
)
def test_what_would_lose_rows_is_refused(
    run_command: RunCommand, write_rows: Callable[..., Path], words: tuple[str, ...], message: bytes
) -> None:
    rows = write_rows(peer_row(0, 1))
    before = rows.read_bytes()
    done = run_command("convert", "rows.jsonl", *words, "--language", "python")
    assert done.returncode == ExitCode.WRONG_USE
    assert message in done.stderr
    assert rows.read_bytes() == before
