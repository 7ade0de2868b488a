"""Pylint as the judge of finished sequences, in warm processes of its own.

A verdict holds pylint's errors (E), fatal messages (F), W0311 (bad-indentation) and W0231
(super-init-not-called), as `PyLinter.check` gives them. No configuration file is read, no plug-in
is loaded, the working folder is private and empty, and comments that silence messages are made
harmless, as they are where pylint guides. Run as a program, this file is a worker.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import worker
from findings import Finding
from lintseq.adapters.pylint import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typing_extensions import Self

MODULE = "judged_state"
WARNINGS = ("W0311", "W0231")
SYNTAX = "E0001"
MAX_SECONDS = 120.0

_ON_LINE = re.compile(r"\bon line (\d+)")
_IN_FILE = re.compile(r"\([^()]*, line (\d+)\)")


class Judge:
    """Lints texts in worker processes and remembers the verdicts of this run."""

    def __init__(self, jobs: int = 1) -> None:
        self._verdicts: dict[bytes, tuple[Finding, ...]] = {}
        self._workers = worker.Workers(Path(__file__), MAX_SECONDS, jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def lint(self, texts: Sequence[str]) -> list[tuple[Finding, ...]]:
        """Give the findings in each text.

        Raises:
            WorkerError: If pylint died or hung on one of them, twice.
        """
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        fresh = {k: text for k, text in zip(keys, texts, strict=True) if k not in self._verdicts}
        answers = self._workers.ask(map(harmless, fresh.values()))
        for key, found in zip(fresh, answers, strict=True):
            self._verdicts[key] = tuple(Finding(*finding) for finding in found)
        return [self._verdicts[key] for key in keys]


def _pylint() -> Callable[[str], list[Finding]]:
    """Give a function that lints a text with one PyLinter, used again and again."""
    from astroid import MANAGER  # noqa: PLC0415 - only the worker needs pylint
    from pylint.lint import PyLinter  # noqa: PLC0415
    from pylint.reporters import CollectingReporter  # noqa: PLC0415

    reporter = CollectingReporter()
    linter = PyLinter(reporter=reporter)
    linter.load_default_plugins()
    for category in "CRWI":
        linter.disable(category)
    for code in WARNINGS:
        linter.enable(code)
    path = Path(f"{MODULE}.py").absolute()

    def lint(text: str) -> list[Finding]:
        path.write_bytes(text.encode())
        reporter.messages.clear()
        linter.check([str(path)])
        MANAGER.astroid_cache.pop(MODULE, None)  # else every state stays in memory
        return [
            Finding(
                _line(message.msg_id, message.line, message.msg),
                message.msg_id,
                message.msg,
                message.msg_id == SYNTAX,
            )
            for message in reporter.messages
        ]

    return lint


def _line(code: str, line: int, message: str) -> int:
    """Give the line that a message is about: for syntax errors, the one that its text names."""
    named = (_ON_LINE.search(message) or _IN_FILE.search(message)) if code == SYNTAX else None
    return int(named[1]) if named else line


if __name__ == "__main__":
    worker.serve(_pylint())
