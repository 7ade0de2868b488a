from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from conftest import PROGRAM
from lintseq import apply, sample
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import RunCommand


@pytest.fixture(autouse=True)
def program(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)


def parts(text: str) -> list[str]:
    return re.split(r"\n\nedit \d+/\d+  \+\d+ lines?\n", text)


def test_each_step_shows_the_program_after_it(run_command: RunCommand) -> None:
    done = run_command("show", "program.py", "--seed", 3)
    assert done.returncode == ExitCode.DONE
    seq = sample(PROGRAM, seed=3)[0]
    title, *pictures = parts(done.stdout.decode())
    lines = PROGRAM.count("\n")
    edits = len(seq)
    assert title == f"program.py  python, {lines} lines in {edits} edits, seed 3, sample 0"
    for state, edit, picture in zip(seq.states()[1:], seq.edits, pictures, strict=True):
        shown = picture.rstrip("\n").split("\n")
        assert [line[5:].rstrip() for line in shown] == [
            line.rstrip() for line in state.split("\n")[:-1]
        ]
        assert sum(line[3:4] == "+" for line in shown) == len(edit)


def test_unified_format(run_command: RunCommand) -> None:
    done = run_command("show", "program.py", "--format", "unified", "--sample", 1)
    _, *pictures = parts(done.stdout.decode())
    assert apply([picture.rstrip("\n") for picture in pictures]) == PROGRAM
    assert [picture.rstrip("\n") for picture in pictures] == sample(PROGRAM, n=2)[1].render()


@pytest.mark.parametrize("name", ["anchored", "search-replace", "v4a", "whole"])
def test_any_edit_format(run_command: RunCommand, name: str) -> None:
    done = run_command("show", "program.py", "--format", name)
    _, *pictures = parts(done.stdout.decode())
    assert [picture.rstrip("\n") for picture in pictures] == sample(PROGRAM)[0].render(name)


def test_context_folds_what_is_far(run_command: RunCommand) -> None:
    whole = run_command("show", "program.py").stdout.decode()
    folded = run_command("show", "program.py", "--context", 1).stdout.decode()
    assert "⋮" not in whole
    assert len(folded) <= len(whole)


@pytest.mark.parametrize(
    ("arguments", "environment", "colour"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--no-color",), {}, False),
        (("--color", "never"), {}, False),
    ],
)
def test_colour(
    run_command: RunCommand,
    arguments: tuple[str, ...],
    environment: dict[str, str],
    colour: bool,  # noqa: FBT001
) -> None:
    done = run_command("show", "program.py", *arguments, env={**os.environ, **environment})
    assert (b"\x1b[" in done.stdout) == colour


def test_standard_input(run_command: RunCommand) -> None:
    done = run_command("show", "-", "--language", "python", stdin=PROGRAM.encode())
    assert done.stdout.startswith(b"standard input  python, ")


def test_control_characters_are_made_visible(run_command: RunCommand) -> None:
    text = "a = '\x1b[31m\u202e\x00'\r\n\tb = 1"
    done = run_command(
        "show",
        "-",
        "--language",
        "python",
        stdin=text.encode(),
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    if done.returncode == ExitCode.DONE:
        assert b"\x1b" not in done.stdout
        assert "a = '␛[31m\ufffd␀'" in done.stdout.decode()


def test_terminal_that_cannot_show_everything(run_command: RunCommand) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = run_command(
        "show", "-", "--language", "python", stdin="a = 'é'\n".encode(), env=environment
    )
    assert done.returncode == ExitCode.DONE
    assert b"a = '\\xe9'" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("program.py", "--language", "pythn"), 2, "unknown language 'pythn', did you mean"),
        (("program.txt",), 2, "program.txt: name its language with --language (known: "),
        (("program.py", "--format", "v4"), 2, "unknown edit format 'v4', did you mean 'v4a'?"),
        (("program.py", "--format", "whole", "--context", "1"), 2, "'whole' has no such option"),
        (("program.py", "--sample", "-1"), 2, "must be 0 or more"),
        (("program.py", "--seed", "-1"), 2, "seed must be an int from 0"),
        (("broken.py",), 1, "syntax-error: "),
        (("latin.py",), 1, "invalid-utf8: "),
        (("empty.py",), 1, "empty: "),
        (("short.py", "--distinct", "--sample", "99"), 2, "there are only "),
    ],
)
def test_failure_is_one_line(
    run_command: RunCommand, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "program.txt").write_text(PROGRAM)
    (tmp_path / "broken.py").write_text("def f(:\n")
    (tmp_path / "latin.py").write_bytes(b"a = '\xe9'\n")
    (tmp_path / "empty.py").touch()
    (tmp_path / "short.py").write_text("a = 1\n")
    done = run_command("show", *arguments)
    assert done.returncode == code
    assert done.stderr.decode().startswith("lintseq: ")
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_delay_waits_between_edits(run_command: RunCommand) -> None:
    assert run_command("show", "program.py", "--delay", "0.01").returncode == ExitCode.DONE
