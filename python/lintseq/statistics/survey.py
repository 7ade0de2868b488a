"""What is counted of rows. Memory does not grow with their number."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from lintseq.row import Row
from lintseq.statistics.distinct_count import DistinctCount, hash_of
from lintseq.statistics.sequence_row import UnreadableRowError, read_sequence
from lintseq.summary import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lintseq.row import BadRow
    from lintseq.schema import Schema
    from lintseq.statistics.selection import Selection
    from lintseq.statistics.sequence_row import SequenceRow
    from lintseq.summary import Summary

__all__ = ["END", "LanguageTally", "Reason", "Survey"]

END = 100
"""The position of an edit that goes to the end of what is written so far."""

_EXAMPLES = 3
_DETAIL = 200
_NAMES = 200
_OTHER = "(other)"


@dataclass(slots=True)
class LanguageTally:
    """What there is of a language.

    Attributes:
        rows_sampled: Rows of the input that gave sequences.
        rows_rejected: Rows of the input that did not.
        sequences: Sequences.
        edits: Edits of all sequences.
        lines: Lines of the programs; each row of the input counts once.
        bytes: Bytes of the programs, in UTF-8; each row of the input counts once.
    """

    rows_sampled: int = 0
    rows_rejected: int = 0
    sequences: int = 0
    edits: int = 0
    lines: int = 0
    bytes: int = 0


@dataclass(slots=True)
class Reason:
    """Rows of which no sequence can be had, for one reason.

    Attributes:
        rows: How many.
        examples: The first few: ``place`` and ``detail``.
    """

    rows: int = 0
    examples: list[dict[str, str]] = field(default_factory=list)

    def add(self, place: str, detail: str) -> None:
        """Take in a row."""
        self.rows += 1
        if len(self.examples) < _EXAMPLES:
            shown = detail if len(detail) <= _DETAIL else detail[:_DETAIL] + " …"
            self.examples.append({"place": place, "detail": shown})


_Counted = TypeVar("_Counted", LanguageTally, Reason)


@dataclass(slots=True)
class _Samples:
    """The samples of one row of the input, while they are read."""

    key: object
    last: int | None
    number: int = 0
    different: set[int] = field(default_factory=set)


class Survey:
    """Counts of rows, one after the other.

    The samples of a row of the input are expected together, as they are written.

    Attributes:
        languages: What there is of each language; ``""`` where rows do not tell.
        rejects: Rejected rows by reason.
        unreadable: Rows that hold no sequence, by reason.
        formats: Sequences by edit format.
        unread_sequences: Sequences of which only a run's own numbers are known.
        program_bytes: Bytes of the sequences' programs, in UTF-8.
        edit_bytes: Bytes of the edits' texts, in UTF-8.
        edits: Edits of each sequence.
        lines: Lines of each edit.
        program_lines: Lines of each row's program.
        ratio: Bytes of a sequence's edits in percent of its program's bytes.
        position: Where each edit after the first begins, in percent of the lines that are written
            before it; `END` is their end.
        samples: Sequences of each row of the input.
        different: Different ones among them.
        programs: A count of different programs.
        sequences: A count of different sequences.
        selection: Sequences to show.

    Args:
        selection: Where sequences to show are drawn.
    """

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.languages: dict[str, LanguageTally] = {}
        self.rejects: dict[str, Reason] = {}
        self.unreadable: dict[str, Reason] = {}
        self.formats: Counter[str] = Counter()
        self.unread_sequences = 0
        self.program_bytes = self.edit_bytes = 0
        self.edits = Distribution()
        self.lines = Distribution()
        self.program_lines = Distribution()
        self.ratio = Distribution()
        self.position = Distribution()
        self.samples = Distribution()
        self.different = Distribution()
        self.programs = DistinctCount()
        self.sequences = DistinctCount()
        self._open: _Samples | None = None

    @property
    def n_sequences(self) -> int:
        """How many sequences were counted."""
        read = sum(tally.sequences for tally in self.languages.values())
        return read + self.unread_sequences

    @property
    def n_rejects(self) -> int:
        """How many rejected rows were counted."""
        return sum(reason.rows for reason in self.rejects.values())

    def count(self, rows: Iterable[Row | BadRow], schema: Schema) -> None:
        """Count the rows of a file."""
        for row in rows:
            self._count(row, schema)
        self.close()

    def close(self) -> None:
        """End the row of the input whose samples were read last."""
        if self._open is not None:
            self.samples.counts[self._open.number] += 1
            self.different.counts[len(self._open.different)] += 1
        self._open = None

    def add_summary(self, summary: Summary) -> None:
        """Take in what a run counted of rows that cannot be read here; rejects are left out."""
        for language, rows in summary.languages.items():
            self._tally(language).rows_sampled += rows
        self.unread_sequences += summary.sequences
        self.edits.counts.update(summary.edits.counts)
        self.lines.counts.update(summary.lines.counts)

    def _count(self, row: Row | BadRow, schema: Schema) -> None:
        place = f"{row.source}, line {row.line}"
        if isinstance(row, Row) and row.columns.get("status") == "rejected":
            self._count_reject(row.columns, place)
            return
        try:
            sequence = read_sequence(row, schema)
        except UnreadableRowError as error:
            _named(self.unreadable, error.reason, Reason).add(place, error.detail)
            return
        self._count_sequence(sequence, place)

    def _count_reject(self, columns: dict[str, Any], place: str) -> None:
        source, line = columns.get("file"), columns.get("line")
        if isinstance(source, str) and isinstance(line, int):
            place = f"{source}, line {line}"
        reason = _named(self.rejects, str(columns.get("reason") or "unknown"), Reason)
        reason.add(place, str(columns.get("detail") or ""))
        self._tally(str(columns.get("language") or "")).rows_rejected += 1

    def _count_sequence(self, row: SequenceRow, place: str) -> None:
        content = row.program.encode()
        steps = row.steps
        program = hash_of(row.language.encode("utf-8", "surrogatepass"), content)
        sequence = hash_of(program.to_bytes(8, "little"), repr(steps).encode())
        self.programs.add(program)
        self.sequences.add(sequence)
        self.selection.offer(row, program, sequence, place)
        tally = self._tally(row.language)
        if self._is_new(row):
            self.close()
            self._open = _Samples(row.key, row.sample)
            tally.rows_sampled += 1
            tally.lines += len(steps)
            tally.bytes += len(content)
            self.program_lines.counts[len(steps)] += 1
        samples = self._open
        if samples is not None:
            samples.last = row.sample
            samples.number += 1
            samples.different.add(sequence)
        tally.sequences += 1
        tally.edits += row.n_edits
        self.edits.counts[row.n_edits] += 1
        self.lines.counts.update(Counter(steps).values())
        if row.edits:
            self.formats[row.edit_format] += 1
            written = sum(len(text.encode()) for text in row.edits)
            self.program_bytes += len(content)
            self.edit_bytes += written
            self.ratio.counts[round(100 * written / max(1, len(content)))] += 1
        self.position.counts.update(_positions(steps))

    def _is_new(self, row: SequenceRow) -> bool:
        """Tell whether a sequence is the first one of a row of the input."""
        samples = self._open
        if samples is None or samples.key != row.key:
            return True
        return row.sample is not None and samples.last is not None and row.sample <= samples.last

    def _tally(self, language: str) -> LanguageTally:
        return _named(self.languages, language, LanguageTally)


def _positions(steps: list[int]) -> list[int]:
    """Give where each edit after the first begins, see `Survey.position`."""
    inserted = Counter(steps)
    sizes = list(accumulate(inserted[step] for step in range(len(inserted))))
    before: list[int] = []  # the steps of the lines above, sorted
    begun: set[int] = set()
    positions = []
    for step in steps:
        if step not in begun:
            begun.add(step)
            if step > 0:
                positions.append(END * bisect_left(before, step) // sizes[step - 1])
        insort(before, step)
    return positions


def _named(known: dict[str, _Counted], name: str, kind: type[_Counted]) -> _Counted:
    """Give what has a name; names beyond a few hundred share one, whatever rows hold."""
    if name not in known and len(known) >= _NAMES:
        name = _OTHER
    return known.setdefault(name, kind())
