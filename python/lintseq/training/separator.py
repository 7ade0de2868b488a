"""What stands between the edits of a training text, and the way back from the text to the edits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DIFF", "PLAIN", "Separator", "Split"]

DIFF = "<|diff|>"
"""The separator of the paper, one added token."""

PLAIN = "### edit"
"""A separator of ordinary text, for those who cannot add a token.

No line of an edit in one of the formats ``unified``, ``unified-unnumbered``, ``v4a`` and
``anchored`` can be it: theirs start with a sign, a marker or a brace.
"""


@dataclass(frozen=True, slots=True)
class Split:
    """What a training text holds.

    Attributes:
        before: What stands before the first edit.
        edits: The texts of the edits.
        finished: Whether the text says that there are no more.
    """

    before: str
    edits: tuple[str, ...]
    finished: bool


@dataclass(frozen=True, slots=True)
class Separator:
    r"""A text between edits; it stands at the start of a line.

    ``<|diff|>`` is followed by the edit at once, as the paper has it. Any other has a line of its
    own. Two of them with nothing between say that there are no more edits.

    Attributes:
        text: The separator, one line without white space around it.

    Raises:
        ConfigError: If it is something else.

    Example:
        >>> Separator().join(["@@ -0,0 +1 @@\n+a"], finished=True)
        '\n<|diff|>@@ -0,0 +1 @@\n+a\n<|diff|>\n<|diff|>'
        >>> Separator(PLAIN).split("\n### edit\n@@ -0,0 +1 @@\n+a\n### edit\n### edit").edits
        ('@@ -0,0 +1 @@\n+a',)
    """

    text: str = DIFF

    def __post_init__(self) -> None:
        text = self.text
        if not isinstance(text, str) or not text or text != text.strip() or "\n" in text:
            raise ConfigError(
                f"a separator is one line of text without white space around it, not {text!r}"
            )

    def occurs(self, text: str) -> bool:
        """Tell whether a text has a line that would be read as the separator."""
        return self.text in text and any(map(self._opens, text.split("\n")))

    def join(self, edits: Sequence[str], *, finished: bool) -> str:
        """Write edits.

        Args:
            edits: The texts of the edits.
            finished: Whether to say that there are no more. If not, one separator ends the last.
        """
        end = f"\n{self.text}"
        return "".join(map(self.lead, edits)) + (end + end if finished else end)

    def lead(self, edit: str) -> str:
        """Write one edit behind its separator."""
        return f"\n{self.text}{edit}" if self._glued else f"\n{self.text}\n{edit}"

    def split(self, text: str) -> Split:
        """Read what `join` wrote, also if it is cut off, or something stands around it.

        An edit that is empty but for white space ends the edits, as it does for `lintseq.apply`.
        """
        lines = text.split("\n")
        places = [number for number, line in enumerate(lines) if self._opens(line)]
        before = "\n".join(lines[: places[0]] if places else lines)
        edits: list[str] = []
        for place, following in zip_longest(places, places[1:]):
            part = lines[place + 1 : following]
            if self._glued:
                part.insert(0, lines[place][len(self.text) :])
            edit = "\n".join(part)
            if not edit.strip():
                return Split(before, tuple(edits), finished=following is not None)
            edits.append(edit)
        return Split(before, tuple(edits), finished=False)

    @property
    def _glued(self) -> bool:
        return self.text == DIFF

    def _opens(self, line: str) -> bool:
        return line.startswith(self.text) if self._glued else line == self.text
