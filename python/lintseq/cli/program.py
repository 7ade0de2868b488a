"""The program ``lintseq``: its commands, its exit codes, and what an error looks like."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import signal
import sys
import traceback
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

import lintseq
from lintseq.cli.arguments import UsageError
from lintseq.errors import (
    ConfigError,
    InputError,
    LintSeqError,
    MissingExtraError,
    OutputError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

__all__ = ["ExitCode", "execute", "main"]


_COMMANDS = (
    "generate",
    "export",
    "convert",
    "show",
    "apply",
    "verify",
    "evaluate",
    "stats",
    "fuzz",
    "languages",
    "linters",
    "doctor",
)
"""The commands in the order in which they are listed, each a module of `lintseq.cli`."""


class ExitCode(IntEnum):
    """How the program ends."""

    DONE = 0
    FAILED_CHECK = 1
    WRONG_USE = 2
    INPUT_OUTPUT = 3
    INTERNAL = 4
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143


class _Terminated(BaseException):
    """The process was asked to end; outputs are cleaned up on the way out."""


def execute(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The command line without the program's name; None takes it from the process.

    Returns:
        The exit code, see `ExitCode`.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    debug = False
    try:
        try:
            options = _parser(words[:1]).parse_args(words)
        except SystemExit as ending:  # argparse: 0 after --help, 2 after wrong use
            return int(ending.code or 0)
        debug = options.debug
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # no terminal is too poor for a program's text
                stream.reconfigure(errors="backslashreplace")
        code = int(options.run(options))
        _flush()
    except BaseException as error:  # noqa: BLE001 - a panic of the engine is a BaseException, too
        if debug:
            traceback.print_exc()
        code, message = _ending(error)
        if code != ExitCode.BROKEN_PIPE:  # ``| head`` has what it wants: no tool complains then
            with contextlib.suppress(OSError):
                print(f"lintseq: {message}", file=sys.stderr)
        _drop_standard_output()
    return int(code)


def main() -> NoReturn:
    """Run the command of this process, and end the process."""
    signal.signal(signal.SIGTERM, _terminate)
    code = execute()
    if code in (ExitCode.INTERRUPTED, ExitCode.TERMINATED):
        # The engine may be at work on a thread. Nothing is waited for, nothing is left to do.
        with contextlib.suppress(OSError):
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser; where the first word names a command, the others are not imported."""
    parser = argparse.ArgumentParser(
        prog="lintseq",
        description="Turn programs into sequences of insertions that write them, "
        "lint-correct at every step.",
        epilog="Exit codes: 0 done, 1 finished with a failed check, 2 wrong use, 3 an input or "
        "output failed, 4 an error in lintseq itself, 130 interrupted, 141 broken pipe.",
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=28),
    )
    parser.add_argument("--version", action="version", version=f"lintseq {lintseq.__version__}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--debug", action="store_true", help="show the traceback of an error")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in first if first and first[0] in _COMMANDS else _COMMANDS:
        command = importlib.import_module(f"lintseq.cli.{name}")
        summary, _, rest = (command.__doc__ or "").partition("\n")
        sub = commands.add_parser(
            name,
            help=summary.rstrip(".")[0].lower() + summary.rstrip(".")[1:],
            description=f"{summary}\n{rest}".strip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[shared],
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


_ENDINGS: tuple[tuple[tuple[type[BaseException], ...], ExitCode], ...] = (
    ((KeyboardInterrupt,), ExitCode.INTERRUPTED),
    ((_Terminated,), ExitCode.TERMINATED),
    ((BrokenPipeError,), ExitCode.BROKEN_PIPE),
    ((UsageError, ConfigError, UnknownNameError, MissingExtraError), ExitCode.WRONG_USE),
    ((InputError, OutputError), ExitCode.INPUT_OUTPUT),
    ((LintSeqError,), ExitCode.FAILED_CHECK),
    ((OSError, MemoryError), ExitCode.INPUT_OUTPUT),
    ((BaseException,), ExitCode.INTERNAL),
)
"""How an error ends the program: the first line that fits counts."""


def _ending(error: BaseException) -> tuple[ExitCode, str]:
    """Give the exit code for an error, and one line that says what happened."""
    code = next(code for kinds, code in _ENDINGS if isinstance(error, kinds))
    messages = {
        ExitCode.INTERRUPTED: "interrupted",
        ExitCode.TERMINATED: "terminated",
        ExitCode.INTERNAL: f"internal error, {type(error).__name__}: {error} (see --debug)",
    }
    message = messages.get(code) or str(error)
    if isinstance(error, MemoryError):
        message = "out of memory"
    elif isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        message = messages.get(code) or f"{name}{error.strerror}"
    return code, message


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _drop_standard_output() -> None:
    """Point standard output to nowhere, or Python would try to flush it again and complain."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
