"""Comments that silence a linter, made harmless without moving anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["defuse"]

_LETTER = re.compile(r"[^\W\d_]")


def defuse(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Replace the letters of what matches by ``x``; lengths and lines stay the same.

    Where a pattern has a group 1, only that is replaced, and nothing where the group took no part:
    what comes before an ``|`` can so be passed over.

    Args:
        text: The text.
        patterns: What silences a linter. Each is looked for in the text as it was given.

    Returns:
        The text with other letters.

    Example:
        >>> defuse("import os  # noqa: F401", [re.compile("# *noqa.*")])
        'import os  # xxxx: x401'
        >>> defuse("x = '# noqa'  # noqa", [re.compile("'.*?'|# *(noqa)")])
        "x = '# noqa'  # xxxx"
    """
    spans = {
        match.span(min(pattern.groups, 1))
        for pattern in patterns
        for match in pattern.finditer(text)
    }
    parts = []
    done = 0
    for start, stop in sorted(spans):
        if stop > done:
            first = max(start, done)
            parts += [text[done:first], _LETTER.sub("x", text[first:stop])]
            done = stop
    return "".join([*parts, text[done:]])
