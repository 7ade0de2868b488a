"""How many programs have errors that a linter sees without running them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from lintseq.errors import LinterError
from lintseq.linter import NATIVE, find_linter, reports_of, unlinted
from lintseq.linting import lint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.evaluation.evaluator import Evaluation

__all__ = ["StaticErrors"]

_BATCH = 256


class StaticErrors:
    """Counts programs in which a linter finds errors; programs go to it in batches.

    Args:
        linter: The name of a linter, see `lintseq.linters`.

    Attributes:
        linter: That name.
        linted: How many programs the linter took.
        erroneous: How many of them have an error; warnings do not count.
        failed: How many programs the linter could not take, or not within its limits.
        codes: How many programs have an error of each code.

    Raises:
        UnknownLinterError: If no linter has this name.
        LinterError: If it cannot be used here. The message says what to install.
    """

    def __init__(self, linter: str) -> None:
        self.linter = linter
        self.linted = 0
        self.erroneous = 0
        self.failed = 0
        self.codes: Counter[str] = Counter()
        self._found = None if linter == NATIVE else find_linter(linter)
        self._waiting: dict[str, list[str]] = {}

    def count(self, found: Evaluation) -> None:
        """Take in the program of a sample, if it gave one."""
        program, language = found.resolution.program, found.language
        if program is None or language is None:
            return
        waiting = self._waiting.setdefault(language, [])
        waiting.append(program)
        if len(waiting) >= _BATCH:
            self._lint(language, self._waiting.pop(language))

    def report(self) -> dict[str, Any]:
        """Lint what still waits, and give the numbers."""
        while self._waiting:
            self._lint(*self._waiting.popitem())
        return {
            "linter": self.linter,
            "linted": self.linted,
            "failed": self.failed,
            "erroneous": self.erroneous,
            "share": self.erroneous / self.linted if self.linted else None,
            "codes": dict(self.codes.most_common()),
        }

    def _lint(self, language: str, programs: Sequence[str]) -> None:
        for codes in self._codes(language, programs):
            if codes is None:
                self.failed += 1
                continue
            self.linted += 1
            self.erroneous += bool(codes)
            self.codes.update(codes)

    def _codes(self, language: str, programs: Sequence[str]) -> list[set[str] | None]:
        if self._found is None:
            return [_native(program, language) for program in programs]
        if unlinted(self._found, language) is not None:
            return [None] * len(programs)
        return [
            None
            if isinstance(report, LinterError)
            else {one.code for one in report if one.severity == "error"}
            for report in reports_of(self._found, programs, language)
        ]


def _native(program: str, language: str) -> set[str] | None:
    try:
        return {one.code for one in lint(program, language) if one.severity == "error"}
    except LinterError:
        return None
