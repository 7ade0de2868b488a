from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conftest import PROGRAM, read_rows
from lintseq import sample
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import RunCommand

SEQUENCE = sample(PROGRAM, seed=4)[0]
EDITS = SEQUENCE.render()
ROW = {"id": 1, "edit_path": EDITS}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(EDITS),
        "\n " + json.dumps(EDITS, indent=1),
        "".join(f"\n<|diff|>{edit}" for edit in EDITS),
        "<|diff|>".join(f"{edit}\n" for edit in EDITS),
    ],
)
def test_edits_give_the_program(run_command: RunCommand, text: str) -> None:
    done = run_command("apply", "-", stdin=text.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, PROGRAM.encode(), b"")


@pytest.mark.parametrize(
    "name", ["anchored", "search-replace", "unified-unnumbered", "v4a", "whole"]
)
def test_any_format(run_command: RunCommand, name: str) -> None:
    edits = SEQUENCE.render(name)
    text = "\n<|diff|>".join(edits)
    for given in (text, json.dumps(edits)):
        done = run_command("apply", "-", "--format", name, stdin=given.encode())
        assert (done.returncode, done.stdout, done.stderr) == (0, PROGRAM.encode(), b"")
    row = json.dumps({"edit_path": edits}).encode()
    done = run_command("apply", "-", "--format", name, "--row", 1, stdin=row)
    assert done.stdout == PROGRAM.encode()


def test_a_single_anchored_edit_is_no_row(run_command: RunCommand) -> None:
    edit = b'{"insert": [{"after": 0, "lines": ["a"]}]}'
    done = run_command("apply", "-", "--format", "anchored", stdin=edit)
    assert (done.returncode, done.stdout) == (0, b"a\n")


def test_wrong_format(run_command: RunCommand) -> None:
    done = run_command("apply", "-", "--format", "v4", stdin=b"")
    assert done.returncode == ExitCode.WRONG_USE
    assert b"unknown edit format 'v4', did you mean 'v4a'?" in done.stderr


def test_bytes_are_kept(run_command: RunCommand, tmp_path: Path) -> None:
    program = "\ufeffa = 'é'\r\nb = '\x00\u2028'  \n\tc"
    edits = ["@@ -0,0 +1,3 @@\n" + "".join(f"+{line}\n" for line in program.split("\n"))]
    edits = [edits[0] + "\\ No newline at end of file"]
    done = run_command("apply", "-", "-o", "out", stdin=json.dumps(edits).encode())
    assert done.returncode == ExitCode.DONE
    assert (tmp_path / "out").read_bytes() == program.encode()


def test_base(run_command: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "base.py").write_text(SEQUENCE.states()[1])
    done = run_command("apply", "-", "--base", "base.py", stdin=json.dumps(EDITS[1:]).encode())
    assert done.stdout == PROGRAM.encode()


def test_rows_stay_rows(run_command: RunCommand) -> None:
    rows = [ROW, {"id": 2, "edit_path": ["nonsense"]}, {"id": 3}, {"id": 4, "edit_path": []}]
    text = "".join(json.dumps(row) + "\n" for row in rows) + "oops\n"
    done = run_command("apply", "-", stdin=text.encode())
    assert done.returncode == ExitCode.FAILED_CHECK
    written = read_rows(done.stdout)
    assert [row.get("applied") for row in written] == [PROGRAM, "", None, "", None]
    assert written[0] == {**ROW, "applied": PROGRAM, "failures": []}
    assert written[1]["failures"][0]["edit"] == 0
    assert written[4]["raw"] == "oops"
    assert b"-, row 2: edit 1, line 1: " in done.stderr
    assert b"-, row 3: column 'edit_path' is missing or no list of text" in done.stderr
    assert b"-, row 5: invalid-json" in done.stderr


def test_one_row_gives_its_program(run_command: RunCommand) -> None:
    text = f"\n{json.dumps({'edit_path': []})}\n{json.dumps(ROW)}\n".encode()
    assert run_command("apply", "-", "--row", 2, stdin=text).stdout == PROGRAM.encode()
    done = run_command("apply", "-", "--row", 3, stdin=text)
    assert done.returncode == ExitCode.WRONG_USE
    assert done.stderr == b"lintseq: --row 3: there is no such row\n"


def test_failures_are_reported_and_the_rest_is_applied(run_command: RunCommand) -> None:
    edits = [EDITS[0], "@@ -900,0 +901 @@\n+x = 1", *EDITS[1:], "```"]
    done = run_command("apply", "-", stdin=json.dumps(edits).encode())
    assert done.returncode == ExitCode.FAILED_CHECK
    assert done.stdout == PROGRAM.encode()
    first, second = done.stderr.decode().splitlines()
    assert first.startswith("-: edit 2, line 1: out-of-range: ")
    assert second.startswith(f"-: edit {len(edits)}, line 1: ")


@pytest.mark.parametrize("text", [b"", b"\n\n"])
def test_no_edits_give_the_base(run_command: RunCommand, text: bytes) -> None:
    done = run_command("apply", "-", stdin=text)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    ("text", "arguments", "code", "message"),
    [
        (b"\xff", (), 1, "lintseq: -: not UTF-8, bad byte at offset 0\n"),
        (b"[1, 2]", (), 2, "lintseq: the JSON list of edits holds something that is not text\n"),
        (b"text", ("--row", "1"), 2, "lintseq: --row: - holds no rows\n"),
        (b"", ("--base", "-"), 2, "lintseq: standard input can be read only once\n"),
        (b"", ("--base", "nowhere"), 2, "lintseq: nowhere: no such file\n"),
    ],
)
def test_failure_is_one_line(
    run_command: RunCommand, text: bytes, arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = run_command("apply", "-", *arguments, stdin=text)
    assert (done.returncode, done.stderr.decode()) == (code, message)


@pytest.mark.parametrize("text", [b"{", b"[", b"[" * 100_000, b"null", b'{"a": 1', b"\x00"])
def test_odd_text_is_a_failure(run_command: RunCommand, text: bytes) -> None:
    done = run_command("apply", "-", stdin=text)
    assert done.returncode == ExitCode.FAILED_CHECK
    assert done.stderr
