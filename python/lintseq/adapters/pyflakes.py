"""Pyflakes: names and a few mistakes of Python, by the syntax tree alone.

It runs in a worker of its own, since reading hostile text may end a Python process.
"""

from __future__ import annotations

import ast
from importlib import import_module
from typing import TYPE_CHECKING

from lintseq.adapters.position import line_of
from lintseq.adapters.process import Limits, find_package
from lintseq.adapters.worker import Worker, python_worker, serve
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lintseq.adapters.worker import Finding
    from lintseq.diagnostic import Diagnostic

__all__ = ["Pyflakes"]

INSTALL = "pip install 'lintseq[linters]'"

# The messages that say that something fails. The others are advice: what is imported or assigned
# and not yet used, or defined twice, is right in a program that is not finished.
ERRORS = frozenset(
    {
        "BreakOutsideLoop",
        "ContinueInFinally",
        "ContinueOutsideLoop",
        "DefaultExceptNotLast",
        "DuplicateArgument",
        "ForwardAnnotationSyntaxError",
        "FutureFeatureNotDefined",
        "LateFutureImport",
        "PercentFormatExpectedMapping",
        "PercentFormatExpectedSequence",
        "PercentFormatInvalidFormat",
        "PercentFormatMissingArgument",
        "PercentFormatMixedPositionalAndNamed",
        "PercentFormatPositionalCountMismatch",
        "PercentFormatUnsupportedFormatCharacter",
        "ReturnOutsideFunction",
        "StringDotFormatInvalidFormat",
        "StringDotFormatMissingArgument",
        "StringDotFormatMixingAutomatic",
        "TooManyExpressionsInStarredAssignment",
        "TwoStarredExpressions",
        "UndefinedExport",
        "UndefinedLocal",
        "UndefinedName",
        "YieldOutsideFunction",
    }
)


class Pyflakes:
    """Pyflakes in a warm worker process.

    Args:
        count: The classes of `pyflakes.messages` that count; None for `ERRORS`.
        limits: What one text may take.

    Raises:
        LinterError: If pyflakes is not installed.
    """

    name = "pyflakes"
    languages = frozenset({"python"})

    def __init__(self, *, count: Iterable[str] | None = None, limits: Limits | None = None) -> None:
        self.version = find_package(self.name, INSTALL)
        self._count = ERRORS if count is None else frozenset(count)
        self._worker = Worker(self.name, python_worker(__name__), limits or Limits())

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        """Give the diagnostics of each state."""
        del language
        return [self._counted(self._worker.lint(state)) for state in states]

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def _counted(self, found: list[Diagnostic] | LinterError) -> list[Diagnostic] | LinterError:
        if isinstance(found, LinterError):
            return found
        return [one for one in found if one.code in self._count or one.code == "SyntaxError"]


def _lint(text: str) -> list[Finding]:
    checker = import_module("pyflakes.checker")
    # The compiler does not read what has a NUL byte, and says no line.
    nul = text.find("\0")
    if nul >= 0:
        return [(text.count("\n", 0, nul) + 1, "SyntaxError", "source has a NUL byte", None)]
    try:
        tree = ast.parse(text.encode("utf-8"))
    except SyntaxError as error:
        place = line_of(text, error.lineno or 1)
        return [(place, "SyntaxError", error.msg, error.offset)]
    except (ValueError, RecursionError, MemoryError) as error:
        return [(1, "SyntaxError", str(error), None)]
    found = checker.Checker(tree, filename="program.py").messages
    return [
        (
            line_of(text, one.lineno),
            type(one).__name__,
            one.message
            % tuple(arg if isinstance(arg, (int, str)) else str(arg) for arg in one.message_args),
            one.col + 1,
        )
        for one in sorted(found, key=lambda one: (one.lineno, one.col))
    ]


if __name__ == "__main__":
    serve(_lint)
