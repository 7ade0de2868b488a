"""What became of a program: a status, a reason, a detail."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.evaluation.runner import Runner
    from lintseq.evaluation.sandbox import StepEnd

__all__ = ["STATUSES", "VERDICT_REASONS", "Verdict", "verdict_of"]

STATUSES = {
    "passed": "the program passes all tests",
    "failed": "it does not",
    "timed-out": "it took too long",
    "over-limit": "it used more than it may",
    "unresolved": "the sample gives no program",
    "unusable": "the row is no sample of one of the problems; it counts for none",
    "not-run": "the program could not be run here; it counts for no problem",
}

VERDICT_REASONS = {
    "wrong-answer": "an assertion of the tests fails",
    "raised": "the program or its tests raise something else",
    "syntax-error": "the program is no Python",
    "no-entry-point": "the program does not define the function that is tested",
    "does-not-compile": "a compiler refuses the program with its tests",
    "exit-status": "the tests end with an exit status other than 0, or by a signal",
    "ended-early": "the process ended well before all tests were done",
    "seconds": "the time was up",
    "memory": "all processes together had too much memory",
    "processes": "there were too many processes and threads",
    "output": "too much was printed",
    "unknown-task": "no problem has this name",
    "invalid-row": "the line holds no row, or no name of a problem",
    "unknown-language": "it is not known how programs of the language are run",
    "missing-tool": "a compiler or an interpreter is not installed",
    "sandbox-failed": "the sandbox itself failed, not the program",
}
"""Reasons beside those of samples that give no program."""

_LIMITS = {"time": ("timed-out", "seconds")}
_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a program.

    Attributes:
        status: One of `STATUSES`.
        reason: One of `VERDICT_REASONS`, or that of a sample without program; None if it passed.
        detail: What was found, for a reader.
        seconds: How long it ran.
    """

    status: str
    reason: str | None = None
    detail: str | None = None
    seconds: float = 0.0


def verdict_of(runner: Runner, ends: Sequence[StepEnd]) -> Verdict:
    """Judge how the steps of a program ended."""
    last = ends[-1]
    seconds = sum(one.seconds for one in ends)
    compiling = not runner.in_process and len(ends) < len(runner.commands)
    if last.over is not None:
        status, reason = _LIMITS.get(last.over, ("over-limit", last.over))
        return Verdict(status, reason, _shown(last.output), seconds)
    if last.proven and (runner.in_process or last.status == 0):
        return Verdict("passed", seconds=seconds)
    if last.error is not None:
        return Verdict("failed", _raised(last), _said(last), seconds)
    detail = f"{_ending(last.status)}\n{_shown(last.output)}".strip()
    ended = "exit-status" if last.status else "ended-early"
    return Verdict("failed", "does-not-compile" if compiling else ended, detail, seconds)


def _raised(end: StepEnd) -> str:
    kind = end.error["kind"] if end.error else ""
    if kind == "NoEntryPoint":
        return "no-entry-point"
    if not end.loaded:
        return (
            "syntax-error" if kind in ("SyntaxError", "IndentationError", "TabError") else "raised"
        )
    if kind == "SystemExit":
        return "ended-early"
    return "wrong-answer" if kind == "AssertionError" else "raised"


def _said(end: StepEnd) -> str:
    error = end.error or {}
    return f"{error.get('in')}: {error.get('kind')}: {error.get('text')}".removesuffix(": ")


def _ending(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"ended by signal {-status}"


def _shown(output: str) -> str:
    """Give a short text with its beginning and end: languages differ in where the error stands."""
    text = output.strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN // 2]}\n...\n{text[-_SHOWN // 2 :]}"
