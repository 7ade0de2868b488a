from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import PROGRAM, read_rows
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import RunCommand


@pytest.fixture
def generated(run_command: RunCommand) -> list[dict[str, Any]]:
    text = json.dumps({"program": PROGRAM}) + "\n{}\n" + json.dumps({"program": "a = 1\n"})
    done = run_command(
        "generate", "--language", "python", "-", "-o", "-", "--samples", 2, stdin=text.encode()
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_was_generated_passes(
    run_command: RunCommand, write_rows: Callable[..., Path], generated: list[dict[str, Any]]
) -> None:
    write_rows(*generated)
    done = run_command("verify", "rows.jsonl")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")
    assert b"4 rows checked, 0 failed, 1 rejected rows passed over" in done.stdout


def test_what_is_wrong_is_listed(
    run_command: RunCommand, write_rows: Callable[..., Path], generated: list[dict[str, Any]]
) -> None:
    generated[0]["program"] += "\n"
    generated[1]["edit_path"][-1] = "nonsense"
    write_rows(*generated, b"oops\n")
    done = run_command("verify", "rows.jsonl", "--json")
    assert done.returncode == ExitCode.FAILED_CHECK
    report = json.loads(done.stdout)
    assert (report["rows"], report["checked"], report["failed_rows"]) == (6, 5, 3)
    assert {check: n for check, n in report["failed"].items() if n} == {
        "row": 1,
        "apply": 1,
        "round-trip": 1,
    }
    assert [example["line"] for example in report["examples"]] == [1, 2, 6]
    text = run_command("verify", "rows.jsonl", "--show", 1).stdout.decode()
    assert text.startswith("rows.jsonl, line 1: round-trip: the edits give another program")
    assert "1 rows failed" in text
    assert "5 rows checked, 3 failed" in text


def test_rows_of_the_peer(run_command: RunCommand, write_rows: Callable[..., Path]) -> None:
    write_rows({"program": PROGRAM})
    run_command(
        "generate", "--language", "python", "rows.jsonl", "-o", "peer.jsonl", "--preset", "peer"
    )
    done = run_command(
        "verify", "peer.jsonl", "--program-column", "source_program", "--language", "python"
    )
    assert done.returncode == ExitCode.DONE


@pytest.mark.parametrize(("text", "code"), [(b"", 0), (b"oops", 1), (b"\xff\n", 1), (b"{}\n", 1)])
def test_odd_input(run_command: RunCommand, text: bytes, code: int) -> None:
    assert run_command("verify", "-", stdin=text).returncode == code


def test_another_linter_judges_and_what_fails_is_dropped(
    run_command: RunCommand, write_rows: Callable[..., Path]
) -> None:
    good = {"program": "a = 1\nprint(a)\n", "edit_steps": [0, 1], "language": "python", "id": 1}
    bad = good | {"edit_steps": [1, 0], "id": 2}
    other = {"program": "x = 1;\n", "edit_steps": [0], "language": "javascript", "id": 3}
    rows = write_rows(good, bad, good, {"status": "rejected"}, other)
    options = ("verify", "rows.jsonl", "--linter", "ruff", "--linter", "pyflakes")
    done = run_command(*options, "--json", "-o", "kept.jsonl")
    assert done.returncode == ExitCode.FAILED_CHECK
    report = json.loads(done.stdout)
    assert (report["rows"], report["checked"], report["failed_rows"]) == (5, 4, 2)
    assert [version.split()[0] for version in report["linters"]] == ["ruff", "pyflakes"]
    assert (report["states"], report["clean_states"]) == (3, 2)
    assert report["findings"].keys() == {"F821", "UndefinedName"}
    assert report["findings"]["F821"] == {
        "states": 1,
        "example": {"line": 2, "state": 1, "message": "Undefined name `a`"},
    }
    assert "does not lint javascript" in report["examples"][-1]["detail"]
    assert [row["id"] for row in read_rows(rows.with_name("kept.jsonl"))] == [1, 1]
    text = run_command(*options, "-o", "-")
    assert [row["id"] for row in read_rows(text.stdout)] == [1, 1]
    assert "66.67% of 3 states are clean by ruff" in text.stderr.decode()


def test_guided_rows_name_their_linters_and_pass(
    run_command: RunCommand, write_rows: Callable[..., Path]
) -> None:
    rows = write_rows({"program": PROGRAM, "language": "python"})
    run_command("generate", "rows.jsonl", "-o", "guided.jsonl", "--linter", "ruff", "--samples", 3)
    guided = read_rows(rows.with_name("guided.jsonl"))
    assert [row["linters"][0].split()[0] for row in guided] == ["ruff"] * 3
    done = run_command("verify", "guided.jsonl", "--linter", "ruff", "--linter", "native")
    assert done.returncode == ExitCode.DONE, done.stdout
    unknown = run_command("verify", "guided.jsonl", "--linter", "ruf")
    assert unknown.returncode == ExitCode.WRONG_USE
    assert b"did you mean 'ruff'" in unknown.stderr
