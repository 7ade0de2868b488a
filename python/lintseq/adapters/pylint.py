"""Pylint, the judge of the paper: its errors (E, F), bad indentation (W0311) and W0231.

One `PyLinter` in a warm worker is used again and again. No configuration file is read and no
plug-in loaded; comments that silence messages are made harmless by text of the same length.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.adapters.position import line_of
from lintseq.adapters.process import Limits, find_package
from lintseq.adapters.worker import Worker, python_worker, serve
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lintseq.adapters.worker import Finding
    from lintseq.diagnostic import Diagnostic

__all__ = ["Pylint", "harmless"]

INSTALL = "pip install 'lintseq[linters]'"
WARNINGS = ("W0311", "W0231")

_MODULE = "program"
_SYNTAX = "E0001"
_CRASH = "F0002"
_ON_LINE = re.compile(r"\bon line (\d+)|\([^()]*, line (\d+)\)")
# What turns messages off, in comments: `pylint: disable=...`, `noqa` is no word of pylint.
_COMMENT = re.compile(r"#.*")
_PRAGMA = re.compile(r"(?i)\b(pylint\s*):")


class Pylint:
    """Pylint in a warm worker process.

    Args:
        count: The codes that count beside all errors; None for W0311 and W0231.
        limits: What one text may take.

    Raises:
        LinterError: If pylint is not installed.
    """

    name = "pylint"
    languages = frozenset({"python"})

    def __init__(self, *, count: Iterable[str] | None = None, limits: Limits | None = None) -> None:
        self.version = find_package(self.name, INSTALL)
        self._count = frozenset(WARNINGS if count is None else count)
        command = [*python_worker(__name__), *sorted(self._count)]
        self._worker = Worker(self.name, command, limits or Limits())

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        """Give the diagnostics of each state."""
        del language
        return [self._counted(self._worker.lint(harmless(state))) for state in states]

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _counted(self, found: list[Diagnostic] | LinterError) -> list[Diagnostic] | LinterError:
        if isinstance(found, LinterError):
            return found
        crash = next((one for one in found if one.code in {_CRASH, "F0001"}), None)
        if crash is not None:
            return LinterError(f"pylint failed: {crash.message}")
        return [one for one in found if one.code[0] in "EF" or one.code in self._count]


def harmless(text: str) -> str:
    """Take the power from comments that silence messages; length and lines stay."""
    return _COMMENT.sub(lambda comment: _PRAGMA.sub(r"\1;", comment[0]), text)


class _Checks:
    """Pylint's checkers, set up once: by `PyLinter.check` that costs more than most texts do.

    Args:
        count: The codes that count beside all errors. What only finds other things is not run.
    """

    def __init__(self, count: Iterable[str]) -> None:
        checkers = import_module("pylint.checkers")
        utils = import_module("pylint.utils")
        self._modules: dict[str, Any] = import_module("astroid").MANAGER.astroid_cache
        self._reporter = import_module("pylint.reporters").CollectingReporter()
        self._linter = linter = import_module("pylint.lint").PyLinter(reporter=self._reporter)
        linter.load_default_plugins()
        for category in "CRWI":
            linter.disable(category)
        for code in count:
            linter.enable(code, ignore_unknown=True)
        linter.initialize()
        self._file_state = utils.FileState
        self._walker = utils.ASTWalker(linter)
        self._checkers = linter.prepare_checkers()
        for checker in self._checkers:
            checker.open()
            self._walker.add_checker(checker)
        raw, tokens = checkers.BaseRawFileChecker, checkers.BaseTokenChecker
        self._raw = [checker for checker in self._checkers if isinstance(checker, raw)]
        self._tokens = [checker for checker in self._checkers if isinstance(checker, tokens)]

    def run(self, path: Path) -> list[Any]:
        """Give the messages about a file, as `PyLinter.check` does for a file alone."""
        linter = self._linter
        self._reporter.messages.clear()
        for checker in self._checkers:
            checker.open()
        linter.set_current_module(_MODULE, str(path))
        tree = linter.get_ast(str(path), _MODULE)
        if tree is not None:
            linter.file_state = self._file_state(_MODULE, linter.msgs_store, tree)
            linter.check_astroid_module(tree, self._walker, self._raw, self._tokens)
        self._modules.pop(_MODULE, None)  # else every state stays in memory
        return list(self._reporter.messages)


def _linter(count: Sequence[str]) -> Callable[[str], list[Finding]]:
    path = Path(f"{_MODULE}.py").absolute()
    sys.path.insert(0, str(path.parent))  # as pylint does: the text is a module there
    checks = _Checks(count)

    def lint(text: str) -> list[Finding]:
        nonlocal checks
        path.unlink(missing_ok=True)  # to write over a file makes some file systems wait for disks
        path.write_bytes(text.encode())
        try:
            messages = checks.run(path)
        except Exception as error:  # noqa: BLE001 - pylint reports its own crashes like this, too
            checks = _Checks(count)  # the old ones stopped half-way
            return [(1, _CRASH, f"{type(error).__name__}: {error}", None)]
        return [
            (
                _line(text, found.msg_id, found.line, found.msg),
                found.msg_id,
                found.msg.replace(str(path), path.name),
                found.column + 1,
            )
            for found in messages
        ]

    return lint


def _line(text: str, code: str, line: int, message: str) -> int:
    """Give the line that a message is about: for syntax errors, the one that its text names."""
    named = _ON_LINE.search(message) if code == _SYNTAX else None
    return line_of(text, int(named[1] or named[2]) if named else max(line, 1))


if __name__ == "__main__":
    serve(_linter(sys.argv[1:]))
