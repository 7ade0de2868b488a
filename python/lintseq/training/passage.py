"""Passages: the part of a sequence that becomes one training row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lintseq.application import try_apply
from lintseq.training.source import UnusableRow

if TYPE_CHECKING:
    from lintseq.training.source import Source

__all__ = ["Passage", "states_of"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Edits of a row, one after the other.

    Attributes:
        source: The row.
        edits: The edits.
        first: Which edit of the row is the first of them, from 0.
        states: The program before each edit and after the last one, for shapes that show it;
            else empty.
        cut: Whether edits were left out at the end to save tokens.
    """

    source: Source
    edits: tuple[str, ...]
    first: int = 0
    states: tuple[str, ...] = ()
    cut: bool = False

    @property
    def finished(self) -> bool:
        """Whether the last edit is the last one of the row."""
        return self.first + len(self.edits) == len(self.source.edits)

    @property
    def prose(self) -> str:
        """The text that goes before the edits."""
        return "" if self.first else self.source.prose

    def shortened(self, count: int) -> Passage:
        """Give the passage with only so many edits."""
        return replace(self, edits=self.edits[:count], states=self.states[: count + 1], cut=True)

    def __str__(self) -> str:
        last = self.first + len(self.edits)
        return f"edits {self.first + 1} to {last} of {len(self.source.edits)}"


def states_of(source: Source) -> tuple[str, ...]:
    """Give the program before each edit of a row, and after the last one.

    Raises:
        UnusableRow: If an edit does not apply.
    """
    states = [""]
    for number, edit in enumerate(source.edits, 1):
        result = try_apply([edit], states[-1], format=source.edit_format)
        if result.failures:
            first = result.failures[0]
            raise UnusableRow(
                "unappliable", f"edit {number}, line {first.line}: {first.reason}: {first.detail}"
            )
        states.append(result.text)
    return tuple(states)
