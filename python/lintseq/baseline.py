"""What a finished program has is nobody's fault: the findings that a state adds to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lintseq.diagnostic import Diagnostic

__all__ = ["Baseline"]


class Baseline:
    """The findings of a finished program.

    Args:
        report: What the linter finds in it.
        size: How many lines it has.
    """

    def __init__(self, report: Iterable[Diagnostic], size: int) -> None:
        self._size = size
        self._known = frozenset(diagnostic.identity for diagnostic in report)

    def new(self, report: Iterable[Diagnostic], lines: Sequence[int]) -> Iterator[Diagnostic]:
        """Give what a state has and the finished program has not.

        A diagnostic is known if the program has one with the same code and message on the same
        line. What lies past the end of the state is compared with what lies past the end of the
        program.

        Args:
            report: What the linter finds in the state.
            lines: The lines of the program that the state has, from 0, in order.

        Returns:
            The new diagnostics. Their lines are those of the program, from 1; past its end, or
            below 1, where they are so for the state.
        """
        for diagnostic in report:
            mapped = replace(diagnostic, line=self._place(diagnostic.line, lines))
            if mapped.identity not in self._known:
                yield mapped

    def blame(self, report: Iterable[Diagnostic], lines: Sequence[int]) -> list[int]:
        """Give the lines of the program, from 0, on which a state has what the program has not.

        What is said of the end of a file is about its last line.

        Args:
            report: What the linter finds in the state.
            lines: The lines of the program that the state has, from 0, in order; at least one.
        """
        placed = {diagnostic.line - 1 for diagnostic in self.new(report, lines)}
        return sorted({min(max(line, lines[0]), lines[-1]) for line in placed})

    def _place(self, line: int, lines: Sequence[int]) -> int:
        if line < 1:
            return line
        if line > len(lines):
            return self._size + line - len(lines)
        return lines[line - 1] + 1
