"""What all commands share: exit codes, messages, and how an error looks."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import PROGRAM
from lintseq import __version__
from lintseq.cli import ExitCode, execute

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import RunCommand

COMMANDS = ("generate", "show", "apply", "verify", "languages", "doctor")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


def test_version(run_command: RunCommand) -> None:
    assert run_command("--version").stdout.decode() == f"lintseq {__version__}\n"


def test_help_names_every_command(run_command: RunCommand) -> None:
    text = run_command("--help").stdout.decode()
    assert all(f"\n    {command}" in text for command in COMMANDS)
    assert "Exit codes: 0 done" in text
    assert run_command("--help", "show").stdout.decode() == text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run_command: RunCommand, command: str) -> None:
    done = run_command(command, "--help")
    assert done.returncode == ExitCode.DONE
    assert b"usage: lintseq " + command.encode() in done.stdout


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("show",), ("show", "a.py", "--seed", "x")]
)
def test_wrong_use(run_command: RunCommand, arguments: tuple[str, ...]) -> None:
    done = run_command(*arguments)
    assert done.returncode == ExitCode.WRONG_USE
    assert b"usage: lintseq" in done.stderr


@pytest.mark.parametrize("command", ["generate", "show", "apply", "verify"])
def test_missing_file(run_command: RunCommand, command: str) -> None:
    output = ("-o", "out.jsonl") if command == "generate" else ()
    done = run_command(command, "nowhere.py", *output)
    assert done.returncode == ExitCode.WRONG_USE
    assert done.stderr.decode() == "lintseq: nowhere.py: no such file\n"


@pytest.mark.parametrize("command", ["generate", "show", "apply", "verify"])
def test_directory(run_command: RunCommand, tmp_path: Path, command: str) -> None:
    (tmp_path / "folder.py").mkdir()
    output = ("-o", "out.jsonl") if command == "generate" else ()
    done = run_command(command, "folder.py", *output)
    assert done.returncode == ExitCode.WRONG_USE
    assert done.stderr.decode() == "lintseq: folder.py: is a directory\n"


@FULL
@pytest.mark.parametrize(
    "arguments",
    [
        ("languages",),
        ("doctor",),
        ("show", "-", "--language", "python"),
        ("apply", "-"),
        ("generate", "-", "-o", "-"),
        ("generate", "-", "-o", "/dev/full", "--language", "python"),
    ],
)
def test_full_disk(run_command: RunCommand, arguments: tuple[str, ...]) -> None:
    row = json.dumps({"program": PROGRAM, "edit_path": ["@@ -0,0 +1 @@\n+a"]})
    text = PROGRAM if arguments[0] == "show" else row
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = run_command(*arguments, stdin=text.encode(), stdout=full)
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert b"No space left on device" in done.stderr
    assert done.stderr.count(b"lintseq: ") == 1


def test_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    _interrupt(tmp_path, signal.SIGINT, ExitCode.INTERRUPTED, b"lintseq: interrupted\n")


@POSIX
def test_terminated_run_leaves_nothing(tmp_path: Path) -> None:
    _interrupt(tmp_path, signal.SIGTERM, ExitCode.TERMINATED, b"lintseq: terminated\n")


def _interrupt(folder: Path, number: signal.Signals, code: int, message: bytes) -> None:
    command = [sys.executable, "-m", "lintseq", "generate", "-", "-o", "out.jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, stdin=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps({"program": PROGRAM}).encode() + b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + 30
        while not list(folder.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(number)
        assert process.wait(30) == code
        assert process.stderr.read() == message
    assert list(folder.iterdir()) == []


@POSIX
def test_broken_pipe(tmp_path: Path, write_rows: Callable[..., Path]) -> None:
    write_rows(*[{"program": PROGRAM, "language": "python"}] * 2000)
    script = (
        f"{sys.executable} -m lintseq generate rows.jsonl -o - | head -1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, check=True, timeout=60
    )
    row, code = done.stdout.splitlines()
    assert json.loads(row)["status"] == "ok"
    assert int(code) == ExitCode.BROKEN_PIPE
    assert done.stderr == b""


@POSIX
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("generate - -o - <&-", 3),
        ("generate - -o - >&- </dev/null", 3),
        ("languages >&-", 0),
        ("nonsense 2>&-", 2),
    ],
)
def test_closed_standard_stream(script: str, code: int) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m lintseq {script}"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_internal_error_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class PanicError(BaseException):
        pass

    def explode(_: object) -> int:
        raise PanicError("boom")

    monkeypatch.setattr("lintseq.cli.languages.run", explode)
    assert execute(["languages"]) == ExitCode.INTERNAL
    assert capsys.readouterr().err == "lintseq: internal error, PanicError: boom (see --debug)\n"
    assert execute(["languages", "--debug"]) == ExitCode.INTERNAL
    assert "Traceback" in capsys.readouterr().err


def test_a_command_imports_no_other() -> None:
    script = "import sys; from lintseq.cli import execute; execute(['show', '--help'])"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    modules = set(done.stdout.splitlines()[-1].split())
    assert "lintseq.cli.show" in modules
    assert not {"lintseq.cli.generate", "lintseq.evaluation"} & modules


def test_import_is_light() -> None:
    script = "import lintseq, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True, timeout=60
    )
    heavy = {
        "argparse",
        "zstandard",
        "concurrent.futures",
        "gzip",
        "lintseq.cli",
        "importlib.metadata",
    }
    assert not heavy & set(done.stdout.split())
