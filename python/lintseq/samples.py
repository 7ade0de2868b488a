"""Samples as Arrow batches: made of rows, counted, and parted from rejects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lintseq.arrow import Array, RecordBatch, compute, is_text, pyarrow
from lintseq.errors import LintSeqError
from lintseq.parquet import Batch
from lintseq.record import BATCH_COLUMNS, Rejected, free_name
from lintseq.sequence import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from lintseq.generation import Generation, Outcome
    from lintseq.layout import Layout

__all__ = ["MIXED_SCHEMA", "SampledBatch", "part", "sampled_rows", "transform"]

MIXED_SCHEMA = "mixed-schema"
"""The reason of rows that do not fit the columns of the run's Parquet files."""

_NO_STEPS = np.empty(0, np.int32)
_TOLD = (
    "edit_path",
    "n_edits",
    "sample",
    "language",
    "row_id",
    "status",
    "reason",
    "detail",
)


@dataclass(frozen=True, slots=True)
class SampledBatch:
    """What became of a batch of rows.

    Attributes:
        rows: The rows of the output, with the columns of the run's layout.
        rejects: The rows that gave none, in order.
    """

    rows: RecordBatch
    rejects: tuple[Rejected, ...]


def transform(generation: Generation, batch: Batch) -> RecordBatch:
    """Sample a batch: rows of the output, and one row for each that is rejected."""
    outcomes = list(generation.run(batch.decoded()))
    return sampled_rows(batch.rows, outcomes, generation)


def sampled_rows(
    rows: RecordBatch, outcomes: Sequence[Outcome], generation: Generation
) -> RecordBatch:
    """Put rows and what became of them together: a row for each sample, or for each reject."""
    pa = pyarrow()
    linters = list(generation.config.linter_versions.values())
    places: list[int] = []
    added: list[tuple[Any, ...]] = []
    steps: list[npt.NDArray[np.int32]] = []
    for place, outcome in enumerate(outcomes):
        result, prepared = outcome.result, outcome.prepared
        name = prepared.row_id if prepared else None
        if isinstance(result, Reject):
            places.append(place)
            steps.append(_NO_STEPS)
            said = (result.language or None, name, "rejected", result.reason, result.detail)
            added.append((None, 0, 0, *said))
            continue
        language = prepared.language if prepared else None
        for sample, (sampled, texts) in enumerate(result):
            places.append(place)
            steps.append(sampled)
            added.append((texts, len(texts), sample, language, name, "ok", None, None))
    ends = np.cumsum([0, *map(len, steps)], dtype=np.int32)
    values = np.concatenate([_NO_STEPS, *steps])
    columns = {
        "edit_steps": pa.ListArray.from_arrays(pa.array(ends), pa.array(values)),
        "linters": pa.array([linters] * len(places), pa.list_(pa.string())),
        "edit_format": pa.array([generation.format] * len(places), pa.string()),
    }
    types = [pa.list_(pa.string()), pa.int32(), pa.int32(), *[pa.string()] * 5]
    transposed = zip(*added, strict=True) if added else [()] * len(types)
    for name, kind, found in zip(_TOLD, types, transposed, strict=True):
        columns[name] = pa.array(found, kind)
    kept = {}
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if name == "language" == generation.schema.language and is_text(column.type):
            continue
        free = free_name(name, rows.schema.names, BATCH_COLUMNS)
        kept[free] = column.take(pa.array(places, pa.int64()))
    return pa.RecordBatch.from_pydict(kept | columns)


def part(batch: Batch, output: RecordBatch, layout: Layout) -> SampledBatch:
    """Part the output of a batch into rows that fit the layout, and rejects.

    Args:
        batch: The rows of the input.
        output: What `transform` made of them.
        layout: The columns of the output.

    Raises:
        LintSeqError: If the output has not each row of the input.
    """
    fine = _numbers(compute().equal(output.column("status"), "ok"))
    first = ~fine | (_numbers(compute().fill_null(output.column("sample"), 0)) == 0)
    places = np.cumsum(first) - 1
    if np.count_nonzero(first) != batch.rows.num_rows:
        raise LintSeqError(f"{batch.source}: rows from {batch.first + 1} on were lost")
    names = batch.rows.schema.names
    rows, misfits = layout.fitted(output.filter(pyarrow().array(fine)), names)
    rejected = {
        int(places[row]): _said(output, int(row), None) for row in np.flatnonzero(~fine).tolist()
    }
    if misfits:
        among = np.flatnonzero(fine)
        for row, detail in misfits.items():
            rejected[int(places[among[row]])] = _said(output, int(among[row]), detail)
        rows = rows.filter(pyarrow().array(~np.isin(places[fine], list(rejected))))
    return SampledBatch(rows, tuple(_rejects(batch, rejected)))


def _said(output: RecordBatch, row: int, misfit: str | None) -> tuple[str, str, str, str | None]:
    """Give reason, detail, language and name of a row that is rejected."""
    reason, detail, language, name = (
        output.column(column)[row].as_py() for column in ("reason", "detail", "language", "row_id")
    )
    if misfit is not None:
        reason, detail = MIXED_SCHEMA, misfit
    return reason, detail or "", language or "", name


def _rejects(
    batch: Batch, rejected: dict[int, tuple[str, str, str, str | None]]
) -> Iterator[Rejected]:
    places = sorted(rejected)
    if not places:
        return
    rows = Batch(batch.rows.take(pyarrow().array(places)), batch.source, 0).decoded()
    for place, row in zip(places, rows, strict=True):
        index = batch.first + place
        reason, detail, language, name = rejected[place]
        where = replace(row, line=index + 1, index=index)
        yield Rejected(where, Reject(reason, detail, language), name)


def _numbers(column: Array) -> npt.NDArray[Any]:
    numbers: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return numbers
