"""Lines as lintseq counts them: only a line feed ends one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lintseq.diagnostic import Diagnostic
    from lintseq.errors import LinterError

__all__ = ["line_of", "lines_mapped"]

_ANY_END = re.compile(r"\r\n|\r|\n")


def line_of(text: str, line: int) -> int:
    r"""Map a line as most tools count them, where a lone ``\r`` ends one, too.

    Args:
        text: The text.
        line: The line of it, from 1.

    Returns:
        The line as lintseq counts, from 1; what lies past the end stays past it.

    Example:
        >>> line_of("a\rb\nc\n", 3)
        2
    """
    lone = text.count("\r") - text.count("\r\n")
    if lone == 0:
        return line
    start = 0
    for number, end in enumerate(_ANY_END.finditer(text), 1):
        if number == line - 1:
            start = end.end()
            break
    else:
        return line if line <= 1 else line - lone
    return text.count("\n", 0, start) + 1


def lines_mapped(
    text: str, report: list[Diagnostic] | LinterError
) -> list[Diagnostic] | LinterError:
    """Give a report with the lines as lintseq counts them."""
    if not isinstance(report, list):
        return report
    return [replace(one, line=line_of(text, one.line)) for one in report]
