"""What a run did, in numbers. Memory does not grow with the run."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from lintseq.sequence import Reject

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from lintseq.generation import Outcome
    from lintseq.row import BadRow, Row

__all__ = ["Distribution", "Summary"]


@dataclass(slots=True)
class Distribution:
    """How often each whole number occurred."""

    counts: Counter[int] = field(default_factory=Counter)

    def add(self, values: npt.NDArray[Any]) -> None:
        """Count whole numbers."""
        found, counts = np.unique(values, return_counts=True)
        self.counts.update(dict(zip(found.tolist(), counts.tolist(), strict=True)))

    def histogram(self) -> list[list[int]]:
        """Give each number with how often it occurred, ascending."""
        return [[value, self.counts[value]] for value in sorted(self.counts)]

    @property
    def mean(self) -> float | None:
        """The mean; None if nothing was counted."""
        total = self.counts.total()
        return sum(value * n for value, n in self.counts.items()) / total if total else None

    @property
    def median(self) -> float | None:
        """The median; None if nothing was counted."""
        total = self.counts.total()
        if not total:
            return None
        return (self._at((total - 1) // 2) + self._at(total // 2)) / 2

    def _at(self, rank: int) -> int:
        """Give the value of a rank, from 0, among all that were counted."""
        value = 0
        for value in sorted(self.counts):
            rank -= self.counts[value]
            if rank < 0:
                break
        return value


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        rows: Rows read.
        sampled: Rows that gave sequences; the others are rejects.
        sequences: Sequences written.
        rejects: Rejected rows by reason.
        edits: Edits of each sequence.
        lines: Lines of each edit.
        languages: Sampled rows by language.
        first_reject: The first rejected row, for a reader.
        start: When the run began, by `time.perf_counter`.
        rows_before: How many of the rows were read before that, by a run that was resumed.
    """

    rows: int = 0
    sampled: int = 0
    sequences: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    edits: Distribution = field(default_factory=Distribution)
    lines: Distribution = field(default_factory=Distribution)
    languages: Counter[str] = field(default_factory=Counter)
    first_reject: str = ""
    start: float = field(default_factory=time.perf_counter)
    rows_before: int = 0

    def count(self, outcome: Outcome) -> None:
        """Take in what became of one row."""
        result = outcome.result
        if isinstance(result, Reject):
            self.count_reject(outcome.row, result)
            return
        self.rows += 1
        self.sampled += 1
        if outcome.prepared is not None:
            self.languages[outcome.prepared.language] += 1
        self.sequences += len(result)
        for steps, texts in result:
            self.edits.counts[len(texts)] += 1
            self.lines.counts.update(np.bincount(steps).tolist())

    def count_reject(self, row: Row | BadRow, reject: Reject) -> None:
        """Take in a row that was rejected."""
        self.rows += 1
        self.rejects[reject.reason] += 1
        if not self.first_reject:
            place = f"{row.source}, line {row.line}"
            self.first_reject = f"{place}: {reject.reason}: {reject.detail}"

    def count_samples(
        self,
        languages: Mapping[str, int],
        edits: npt.NDArray[np.int32],
        lengths: npt.NDArray[np.int64],
        steps: npt.NDArray[np.int32],
    ) -> None:
        """Take in the sequences of many rows at once.

        Args:
            languages: How many rows there are in each language.
            edits: How many edits each sequence has.
            lengths: How many lines each has.
            steps: The step arrays of all, one after the other.
        """
        rows = sum(languages.values())
        self.rows += rows
        self.sampled += rows
        self.sequences += len(edits)
        self.languages.update(languages)
        self.edits.add(edits)
        # A number for each edit of all sequences: how often it occurs is how many lines it has.
        before = np.cumsum(edits, dtype=np.int64) - edits
        self.lines.add(np.bincount(np.repeat(before, lengths) + steps))

    def state(self) -> dict[str, Any]:
        """Give all that was counted, and no times: equal runs give equal states."""
        return {
            "rows": self.rows,
            "rows_sampled": self.sampled,
            "sequences": self.sequences,
            "rejects": dict(sorted(self.rejects.items())),
            "languages": dict(sorted(self.languages.items())),
            "edits_per_sequence": self.edits.histogram(),
            "lines_per_edit": self.lines.histogram(),
            "first_reject": self.first_reject,
        }

    def add_state(self, state: Mapping[str, Any]) -> None:
        """Take in what another summary counted, see `state`."""
        self.rows += state["rows"]
        self.sampled += state["rows_sampled"]
        self.sequences += state["sequences"]
        self.rejects.update(state["rejects"])
        self.languages.update(state["languages"])
        self.edits.counts.update(dict(map(tuple, state["edits_per_sequence"])))
        self.lines.counts.update(dict(map(tuple, state["lines_per_edit"])))
        self.first_reject = self.first_reject or state["first_reject"]

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self.start

    def report(self) -> dict[str, Any]:
        """Give the numbers for machines."""
        seconds = self.seconds
        return {
            "rows": self.rows,
            "rows_sampled": self.sampled,
            "rows_rejected": self.rejects.total(),
            "rejects": dict(self.rejects.most_common()),
            "sequences": self.sequences,
            "edits_per_sequence": {"mean": self.edits.mean, "median": self.edits.median},
            "lines_per_edit": {"mean": self.lines.mean, "median": self.lines.median},
            "seconds": seconds,
            "rows_per_second": (self.rows - self.rows_before) / seconds if seconds else None,
        }

    def text(self) -> str:
        """Write the numbers for a reader, a few lines."""
        seconds = self.seconds
        rejected = self.rejects.total()
        lines = [f"{self.rows:,} rows in, {self.sequences:,} sequences out, {rejected:,} rejected"]
        lines += [f"  {number:>8,}  {reason}" for reason, number in self.rejects.most_common()]
        if self.sequences:
            lines.append(
                f"edits per sequence: mean {self.edits.mean:.1f}, median {self.edits.median:g}; "
                f"lines per edit: mean {self.lines.mean:.1f}, median {self.lines.median:g}"
            )
        rate = (self.rows - self.rows_before) / max(seconds, 1e-9)
        lines.append(f"{seconds:.1f} s, {rate:,.0f} rows/s")
        return "\n".join(lines)
