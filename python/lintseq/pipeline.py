"""From rows to results: row by row where rows are JSON, in Arrow batches where they are Arrow."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING

from lintseq.columnar.parquet import Batch
from lintseq.columnar.samples import SampledBatch, part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lintseq.columnar.layout import Layout
    from lintseq.dataset import RowReader
    from lintseq.generation import Generation, Outcome

__all__ = ["results"]

_BATCH_BYTES = 1 << 22
_OUTPUT_BYTES = 1 << 26
"""How many bytes of input, repeated for each sample, an output batch should not exceed by far."""


def results(
    generation: Generation, reader: RowReader, count: int, layout: Layout | None
) -> Iterator[Outcome | SampledBatch]:
    """Sample the next rows of a data set.

    While one batch is in the engine, the one before is consumed and the one after is read.

    Args:
        generation: What to make of them.
        reader: Where they come from.
        count: How many, at most.
        layout: The columns of Parquet output. None makes all rows outcomes.

    Yields:
        What became of each row or batch, in order.
    """
    if layout is None:
        yield from generation.run(reader.take(count))
        return
    for is_batch, pieces in groupby(reader.take_batches(count), lambda piece: type(piece) is Batch):
        if is_batch:
            yield from _sampled(generation, pieces, layout)  # type: ignore[arg-type]
        else:
            yield from generation.run(pieces)  # type: ignore[arg-type]


def _sampled(
    generation: Generation, batches: Iterable[Batch], layout: Layout
) -> Iterator[SampledBatch]:
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lintseq-arrow")
    running: Future[SampledBatch] | None = None

    def sample(batch: Batch) -> SampledBatch:
        return part(batch, generation(batch.rows), layout)

    try:
        most_bytes = min(_BATCH_BYTES, _OUTPUT_BYTES // generation.samples)
        for batch in _cut(batches, generation.batch_size, most_bytes):
            submitted = pool.submit(sample, batch)
            if running is not None:
                yield running.result()
            running = submitted
        if running is not None:
            yield running.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _cut(batches: Iterable[Batch], most_rows: int, most_bytes: int) -> Iterator[Batch]:
    """Cut batches that have more than an engine call should get; each gets a row at least."""
    for batch in batches:
        rows = batch.rows.num_rows
        step = max(1, min(most_rows, rows * most_bytes // max(1, batch.rows.nbytes)))
        for begin in range(0, rows, step):
            yield Batch(batch.rows.slice(begin, step), batch.source, batch.first + begin)
