"""The sequences that a reader gets to see: drawn by a seed, and few."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from lintseq.sequence import split_lines
from lintseq.statistics.distinct_count import hash_of

if TYPE_CHECKING:
    from lintseq.statistics.sequence_row import SequenceRow

__all__ = ["Selection"]

_MOST_BYTES = 1 << 16
_MOST_TEXT = 1 << 18
_MOST_INSTRUCTION = 4_000
_MOST_LANGUAGES = 200


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A sequence with its lot; the smallest ones stay. Names decide between equal sequences."""

    lot: tuple[int, str, int]
    program: int
    values: dict[str, Any]


class Selection:
    """A few sequences of each language, at most one of a program.

    Which ones depends on the seed and on what there is, not on its order.

    Args:
        size: How many to give.
        seed: Another seed draws others.
    """

    def __init__(self, size: int, seed: int) -> None:
        self._size = size
        self._seed = seed.to_bytes(16, "little", signed=True)
        self._drawn: dict[str, list[_Drawn]] = {}
        self.too_large = 0

    def offer(self, row: SequenceRow, program: int, sequence: int, place: str) -> None:
        """Draw a lot for a sequence.

        Args:
            row: The sequence.
            program: A hash of its program.
            sequence: A hash of the sequence.
            place: Where it is, for a reader.
        """
        if self._size == 0:
            return
        if len(row.program) > _MOST_BYTES:
            self.too_large += 1
            return
        if row.language not in self._drawn and len(self._drawn) >= _MOST_LANGUAGES:
            return
        drawn = self._drawn.setdefault(row.language, [])
        lot = (hash_of(self._seed, sequence.to_bytes(8, "little")), row.name, row.sample or 0)
        if len(drawn) == self._size and lot >= drawn[-1].lot:
            return
        rival = next((other for other in drawn if other.program == program), None)
        if rival is not None:
            if lot >= rival.lot:
                return
            drawn.remove(rival)
        insort(drawn, _Drawn(lot, program, _values(row, place)), key=lambda other: other.lot)
        del drawn[self._size :]

    def players(self) -> list[dict[str, Any]]:
        """Give what was drawn, by language; all languages get the same share of the places."""
        by_language = [self._drawn[name] for name in sorted(self._drawn)]
        in_turns = [one for one in chain(*zip_longest(*by_language)) if one is not None]
        chosen = in_turns[: self._size]
        return [one.values for one in sorted(chosen, key=lambda one: one.values["language"])]


def _values(row: SequenceRow, place: str) -> dict[str, Any]:
    texts = row.edits if sum(map(len, row.edits)) <= _MOST_TEXT else []
    instruction = row.instruction
    if len(instruction) > _MOST_INSTRUCTION:
        instruction = instruction[:_MOST_INSTRUCTION] + " …"
    return {
        "name": row.name,
        "language": row.language,
        "place": place,
        "sample": row.sample,
        "format": row.edit_format,
        "instruction": instruction,
        "lines": split_lines(row.program),
        "steps": row.steps,
        "edits": texts,
    }
