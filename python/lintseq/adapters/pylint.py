"""Pylint, the judge of the paper: its errors (E, F), bad indentation (W0311) and W0231.

One `PyLinter` in a warm worker is used again and again. No configuration file is read and no
plug-in loaded; comments that silence messages are made harmless by text of the same length.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.adapters.position import line_of
from lintseq.adapters.process import Limits, find_package
from lintseq.adapters.worker import Worker, python_worker, serve
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lintseq.adapters.worker import Finding
    from lintseq.diagnostic import Diagnostic

__all__ = ["Pylint"]

INSTALL = "pip install 'lintseq[linters]'"
WARNINGS = ("W0311", "W0231")

_MODULE = "program"
_SYNTAX = "E0001"
_ON_LINE = re.compile(r"\bon line (\d+)|\([^()]*, line (\d+)\)")
# What turns messages off, in comments: `pylint: disable=...`, `noqa` is no word of pylint.
_PRAGMA = re.compile(r"(?i)(#.*?\bpylint\s*):")


class Pylint:
    """Pylint in a warm worker process.

    Args:
        count: The codes of warnings that count beside all errors; None for W0311 and W0231.
        limits: What one text may take.

    Raises:
        LinterError: If pylint is not installed.
    """

    name = "pylint"
    languages = frozenset({"python"})

    def __init__(self, *, count: Iterable[str] | None = None, limits: Limits | None = None) -> None:
        self.version = find_package(self.name, INSTALL)
        self._count = frozenset(WARNINGS if count is None else count)
        self._worker = Worker(self.name, python_worker(__name__), limits or Limits())

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        """Give the diagnostics of each state."""
        del language
        return [self._counted(self._worker.lint(_harmless(state))) for state in states]

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _counted(self, found: list[Diagnostic] | LinterError) -> list[Diagnostic] | LinterError:
        if isinstance(found, LinterError):
            return found
        crash = next((one for one in found if one.code in {"F0002", "F0001"}), None)
        if crash is not None:
            return LinterError(f"pylint failed: {crash.message}")
        return [one for one in found if one.code[0] in "EF" or one.code in self._count]


def _harmless(text: str) -> str:
    return _PRAGMA.sub(r"\1;", text)


def _linter() -> Callable[[str], list[Finding]]:
    manager = import_module("astroid").MANAGER
    reporter = import_module("pylint.reporters").CollectingReporter()
    linter = import_module("pylint.lint").PyLinter(reporter=reporter)
    linter.load_default_plugins()
    for category in "CRI":
        linter.disable(category)
    path = Path(f"{_MODULE}.py").absolute()

    def lint(text: str) -> list[Finding]:
        path.write_bytes(text.encode())
        reporter.messages.clear()
        linter.check([str(path)])
        manager.astroid_cache.pop(_MODULE, None)  # else every state stays in memory
        return [
            (
                _line(text, found.msg_id, found.line, found.msg),
                found.msg_id,
                found.msg.replace(str(path), path.name),
                found.column + 1,
            )
            for found in reporter.messages
        ]

    return lint


def _line(text: str, code: str, line: int, message: str) -> int:
    """Give the line that a message is about: for syntax errors, the one that its text names."""
    named = _ON_LINE.search(message) if code == _SYNTAX else None
    return line_of(text, int(named[1] or named[2]) if named else max(line, 1))


if __name__ == "__main__":
    serve(_linter())
