"""Where results go: rows one way, rejects another, and all of them are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from lintseq.columnar.arrow import Array, RecordBatch, compute
from lintseq.columnar.parquet import DAMAGED
from lintseq.columnar.samples import MIXED_SCHEMA, SampledBatch, sampled_rows
from lintseq.record import output_lines, refused, rejected

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from lintseq.columnar.layout import Layout
    from lintseq.generation import Generation, Outcome
    from lintseq.record import Preset, Rejected
    from lintseq.summary import Summary

__all__ = ["LineRows", "RowWriter", "Rows", "TableRows"]

_HELD_OUTCOMES = 256


class Rows(Protocol):
    """What becomes of rows that have sequences."""

    def misfit(self, outcome: Outcome) -> str:
        """Say why a row cannot be written; ``""`` if it can."""

    def add(self, outcome: Outcome) -> None:
        """Take a row that has sequences."""

    def add_batch(self, rows: RecordBatch) -> None:
        """Take rows of the output."""

    def flush(self) -> None:
        """Write what was taken."""


class LineRows:
    """Rows as lines of JSON.

    Args:
        write: Takes the lines.
        generation: What makes the rows.
        preset: The columns to write.
    """

    def __init__(
        self, write: Callable[[bytes], object], generation: Generation, preset: Preset
    ) -> None:
        self._write = write
        self._preset: Preset = preset
        self._linters = list(generation.config.linter_versions.values())
        self._format = generation.format

    def misfit(self, _outcome: Outcome) -> str:
        """Say nothing: JSON holds everything."""
        return ""

    def add(self, outcome: Outcome) -> None:
        """Write a row's lines."""
        for line in output_lines(outcome, self._preset, self._linters, self._format):
            self._write(line)

    def add_batch(self, rows: RecordBatch) -> None:
        """Refuse: whoever writes lines reads rows one by one.

        Raises:
            TypeError: In any case.
        """
        raise TypeError(f"{rows.num_rows} rows of Arrow cannot be written as lines")

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


class TableRows:
    """Rows as Arrow batches; those that come one by one are held until there are some.

    Args:
        write: Takes the batches.
        generation: What makes the rows.
        layout: The columns of the output.
    """

    def __init__(
        self, write: Callable[[RecordBatch], object], generation: Generation, layout: Layout
    ) -> None:
        self._write = write
        self._generation = generation
        self._layout = layout
        self._held: list[Outcome] = []

    def misfit(self, outcome: Outcome) -> str:
        """Say why a row does not fit the layout; ``""`` if it does."""
        return self._layout.misfit(outcome.row.columns)

    def add(self, outcome: Outcome) -> None:
        """Take a row."""
        self._held.append(outcome)
        if len(self._held) >= _HELD_OUTCOMES:
            self.flush()

    def add_batch(self, rows: RecordBatch) -> None:
        """Write rows of the output."""
        self.flush()
        if rows.num_rows:
            self._write(rows)

    def flush(self) -> None:
        """Write the rows that are held."""
        held, self._held = self._held, []
        if held:
            rows = self._layout.batch([outcome.row.columns for outcome in held])
            sampled = sampled_rows(rows, held, self._generation)
            self._write(self._layout.fitted(sampled, rows.schema.names)[0])


class RowWriter:
    """Writes results, in whichever way they come, and counts them.

    Attributes:
        summary: What was counted.
        damage: What was found damaged, by the rows that say so.

    Args:
        rows: Takes the rows that have sequences.
        write_reject: Takes the lines of those that have none.
        summary: Counts on.
    """

    def __init__(
        self, rows: Rows, write_reject: Callable[[bytes], object], summary: Summary
    ) -> None:
        self._rows = rows
        self._write_reject = write_reject
        self.summary = summary
        self.damage: dict[str, None] = {}

    def write(self, result: Outcome | SampledBatch) -> None:
        """Write what became of a row, or of a batch of rows."""
        if isinstance(result, SampledBatch):
            self._write_batch(result)
            return
        found = rejected(result)
        if found is None and (misfit := self._rows.misfit(result)):
            found = refused(result, MIXED_SCHEMA, misfit)
        if found is not None:
            self._reject(found)
            return
        self.summary.count(result)
        self._rows.add(result)

    def flush(self) -> None:
        """Write what is held back."""
        self._rows.flush()

    def _write_batch(self, result: SampledBatch) -> None:
        for found in result.rejects:
            self._reject(found)
        rows = result.rows
        steps = rows.column("edit_steps")
        first = rows.filter(compute().equal(rows.column("sample"), 0)).column("language")
        counted = compute().value_counts(first).to_pylist()
        self.summary.count_samples(
            {str(entry["values"]): int(entry["counts"]) for entry in counted},
            _numbers(rows.column("n_edits")),
            _numbers(compute().list_value_length(steps)).astype(np.int64),
            _numbers(steps.flatten()),
        )
        self._rows.add_batch(rows)

    def _reject(self, found: Rejected) -> None:
        self.summary.count_reject(found.row, found.reject)
        if found.reject.reason == DAMAGED:
            self.damage[found.reject.detail] = None
        self._write_reject(found.line())


def _numbers(column: Array) -> npt.NDArray[np.int32]:
    numbers: npt.NDArray[np.int32] = column.to_numpy(zero_copy_only=False)
    return numbers
