"""What a judge says, and which of it is new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ANY_LINE = re.compile(r"\bline \d+")


class Finding(NamedTuple):
    """What a judge says about one place.

    Attributes:
        line: The line, from 1.
        code: The kind of finding, in the words of the tool.
        message: What is wrong; free of paths, and of line numbers other than as ``line 12``.
        syntax: Whether the text does not even parse.
    """

    line: int
    code: str
    message: str
    syntax: bool = False


def new_findings(
    state: Iterable[Finding], finished: Iterable[Finding], lines: Sequence[int]
) -> list[tuple[Finding, Finding]]:
    """Give a state's findings that the finished program does not have.

    Findings are compared by code, message and line of the finished program. A line that a
    message names ("already defined line 7") does not count: it moves with the state.

    Args:
        state: The findings in the state.
        finished: The findings in the finished program.
        lines: For each line of the state, its number in the finished program.

    Returns:
        Each new finding, and the same as it would stand in the finished program, which tells
        whether two states have the same one.
    """
    known = {_placed(finding, finding.line) for finding in finished}
    pairs = [
        (finding, _placed(finding, lines[finding.line - 1] if finding.line <= len(lines) else 0))
        for finding in state
    ]
    return [(finding, placed) for finding, placed in pairs if placed not in known]


def _placed(finding: Finding, line: int) -> Finding:
    message = _ANY_LINE.sub("line N", finding.message)
    return Finding(line, finding.code, message, finding.syntax)
