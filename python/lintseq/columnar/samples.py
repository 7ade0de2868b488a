"""Samples as Arrow batches: made of rows, counted, and parted from rejects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lintseq.columnar.arrow import Array, RecordBatch, compute, is_text, pyarrow
from lintseq.columnar.parquet import Batch
from lintseq.errors import LintSeqError
from lintseq.record import PROSE_COLUMN, Rejected, added_columns, free_name
from lintseq.sequence import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from lintseq.columnar.layout import Layout
    from lintseq.generation import Generation, Outcome
    from lintseq.schema import Schema

__all__ = ["MIXED_SCHEMA", "SampledBatch", "part", "sampled_rows"]

MIXED_SCHEMA = "mixed-schema"
"""The reason of rows that do not fit the columns of the run's Parquet files."""


@dataclass(frozen=True, slots=True)
class SampledBatch:
    """What became of a batch of rows.

    Attributes:
        rows: The rows of the output, with the columns of the run's layout.
        rejects: The rows that gave none, in order.
    """

    rows: RecordBatch
    rejects: tuple[Rejected, ...]


def sampled_rows(
    rows: RecordBatch, outcomes: Sequence[Outcome], generation: Generation
) -> RecordBatch:
    """Put rows and their samples together, as `lintseq.transform` does.

    Args:
        rows: The rows.
        outcomes: What became of each; none of them is rejected.
        generation: What made that of them.
    """
    pa = pyarrow()
    linters = list(generation.config.linter_versions.values())
    places: list[int] = []
    added: list[tuple[Any, ...]] = []
    steps: list[npt.NDArray[np.int32]] = []
    for place, outcome in enumerate(outcomes):
        result, prepared = outcome.result, outcome.prepared
        if isinstance(result, Reject) or prepared is None:
            raise TypeError("the row was rejected")
        said = (prepared.language, prepared.row_id, prepared.prose)
        for sample, (sampled, texts) in enumerate(result):
            places.append(place)
            steps.append(sampled)
            added.append((texts, len(texts), sample, *said))
    ends = np.cumsum([0, *map(len, steps)], dtype=np.int32)
    values = np.concatenate([np.empty(0, np.int32), *steps])
    columns = {
        "edit_steps": pa.ListArray.from_arrays(pa.array(ends), pa.array(values)),
        "linters": pa.array([linters] * len(places), pa.list_(pa.string())),
        "edit_format": pa.array([generation.format] * len(places), pa.string()),
        "status": pa.array(["ok"] * len(places), pa.string()),
        "reason": pa.nulls(len(places), pa.string()),
        "detail": pa.nulls(len(places), pa.string()),
    }
    types = [pa.list_(pa.string()), pa.int32(), pa.int32(), *[pa.string()] * 3]
    names = ("edit_path", "n_edits", "sample", "language", "row_id", PROSE_COLUMN)
    for name, kind, found in zip(names, types, zip(*added, strict=True), strict=True):
        columns[name] = pa.array(found, kind)
    schema = generation.schema
    if schema.prose == "drop":
        del columns[PROSE_COLUMN]
    kept = {}
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if name == "language" == schema.language and is_text(column.type):
            continue
        free = free_name(name, rows.schema.names, added_columns(schema))
        kept[free] = column.take(pa.array(places, pa.int64()))
    return pa.RecordBatch.from_pydict(kept | columns)


def part(batch: Batch, output: RecordBatch, layout: Layout) -> SampledBatch:
    """Part the output of a batch into rows that fit the layout, and rejects.

    Args:
        batch: The rows of the input.
        output: What `lintseq.transform` made of them.
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
    rejected: dict[int, tuple[int, str | None]] = {
        int(places[row]): (row, None) for row in np.flatnonzero(~fine).tolist()
    }
    if misfits:
        among = np.flatnonzero(fine)
        for row, detail in misfits.items():
            rejected[int(places[among[row]])] = (int(among[row]), detail)
        rows = rows.filter(pyarrow().array(~np.isin(places[fine], list(rejected))))
    return SampledBatch(rows, tuple(_rejects(batch, output, rejected, layout.schema)))


def _rejects(
    batch: Batch, output: RecordBatch, rejected: dict[int, tuple[int, str | None]], schema: Schema
) -> Iterator[Rejected]:
    """Give the rejected rows, in order.

    Args:
        batch: The rows of the input.
        output: What became of them.
        rejected: For each rejected row its place in the output, and what does not fit, if that is
            why.
        schema: Which columns were read.
    """
    places = sorted(rejected)
    if not places:
        return
    told = output.take(pyarrow().array([rejected[place][0] for place in places])).select(
        ["reason", "detail", "language", "row_id"]
        + ([PROSE_COLUMN] if schema.prose == "keep" else [])
    )
    rows = Batch(batch.rows.take(pyarrow().array(places)), batch.source, 0).decoded()
    for place, row, said in zip(places, rows, told.to_pylist(), strict=True):
        index = batch.first + place
        misfit = rejected[place][1]
        reason, detail = said["reason"], said["detail"] or ""
        if misfit is not None:
            reason, detail = MIXED_SCHEMA, misfit
        reject = Reject(reason, detail, said["language"] or "")
        where = replace(row, line=index + 1, index=index)
        yield Rejected(where, reject, said["row_id"], schema, said.get(PROSE_COLUMN))


def _numbers(column: Array) -> npt.NDArray[Any]:
    numbers: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return numbers
