"""One finding of a linter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Diagnostic", "Severity"]

Severity: TypeAlias = Literal["error", "warning"]

_ANY_LINE = re.compile(r"\bline \d+")


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding of a linter.

    Attributes:
        line: The line it is about, counted from 1.
        code: The linter's stable name for this kind of finding.
        message: What was found, for a reader.
        column: The column, in characters from 1, if the linter knows it.
        severity: How bad it is.
    """

    line: int
    code: str
    message: str
    column: int | None = None
    severity: Severity = "error"

    @property
    def identity(self) -> tuple[int, str, str]:
        """What makes two diagnostics the same one: line, code and message.

        Lines that a message names (``"already defined line 7"``) move with the state, and do not
        count.
        """
        return (self.line, self.code, _ANY_LINE.sub("line N", self.message))

    def __str__(self) -> str:
        place = f"{self.line}" if self.column is None else f"{self.line}:{self.column}"
        return f"{place}: {self.code} {self.message}"
