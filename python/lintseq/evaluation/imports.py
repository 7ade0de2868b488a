"""Imports that programs and tests leave out, though their compiler wants them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Imports"]

_NAME = "@NAME@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """How it is told which packages a file uses and does not import.

    Attributes:
        packages: What can be imported. The part behind the last slash is its name in a program.
        line: An import, with ``@NAME@`` for the package.
        used: The pattern of a use, with ``@NAME@`` for its name.
        own: The pattern of an import that is there; the last group that took part is the name.
        ignored: The pattern of what holds no use, such as comments and strings.
    """

    packages: tuple[str, ...]
    line: str
    used: str
    own: str
    ignored: str

    def missing(self, text: str) -> str:
        """Give the imports that a text lacks."""
        code = re.sub(self.ignored, " ", text)
        there = {found[found.lastindex or 0] for found in re.finditer(self.own, text)}
        lines = []
        for package in self.packages:
            name = package.rpartition("/")[2]
            used = self.used.replace(_NAME, re.escape(name))
            if name not in there and re.search(used, code):
                lines.append(self.line.replace(_NAME, package))
        return "\n".join(lines)
