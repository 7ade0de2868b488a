"""The pipeline from rows to edit sequences: streaming, in order, nothing lost."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lintseq.row import BadRow
from lintseq.sampling import check_int
from lintseq.schema import Prepared, Schema
from lintseq.sequence import Reject
from lintseq.transformation import Samples, Transform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lintseq.row import Row

__all__ = ["Generation", "Outcome", "Samples"]

_BATCH_CHARACTERS = 1 << 22


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row.

    Attributes:
        row: The row.
        prepared: What it asks for, if that could be told.
        result: Steps and edit texts of each sample, or why there are none.
        schema: Which columns were read.
    """

    row: Row | BadRow
    prepared: Prepared | None
    result: Samples | Reject
    schema: Schema = field(default_factory=Schema)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation(Transform):
    """A run over rows that are no Arrow data: a `Transform` of one row after the other.

    Attributes:
        batch_size: Rows for each call of the engine. Never changes the output.

    Raises:
        ConfigError: If a value is not allowed.
        UnknownFormatError: If no format has this name.
    """

    batch_size: int = 1024

    def __post_init__(self) -> None:
        super(Generation, self).__post_init__()
        check_int("batch size", self.batch_size, 1, 1_000_000)

    def run(self, rows: Iterable[Row | BadRow]) -> Iterator[Outcome]:
        """Sample each row.

        One batch is in the engine, on its threads and without the GIL, while the one before is
        consumed and the one after is read. Memory holds no more than these.

        Yields:
            One outcome a row, in the order of the rows.
        """
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lintseq-engine")
        running: Future[list[Outcome]] | None = None
        try:
            for batch in self._batches(rows):
                submitted = pool.submit(self._sample, batch)
                if running is not None:
                    yield from running.result()
                running = submitted
            if running is not None:
                yield from running.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _batches(self, rows: Iterable[Row | BadRow]) -> Iterator[list[Row | BadRow]]:
        batch: list[Row | BadRow] = []
        characters = 0
        for row in rows:
            batch.append(row)
            characters += _characters(row)
            if len(batch) >= self.batch_size or characters >= _BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
        if batch:
            yield batch

    def _sample(self, batch: list[Row | BadRow]) -> list[Outcome]:
        asked = self.schema.prepare_all(batch, self.threads)
        usable = [prepared for prepared in asked if isinstance(prepared, Prepared)]
        results = iter(
            self.sample([row.program for row in usable], [row.language for row in usable])
        )
        outcomes: list[Outcome] = []
        for row, prepared in zip(batch, asked, strict=True):
            if isinstance(prepared, Reject):
                outcomes.append(Outcome(row, None, prepared, self.schema))
                continue
            result = next(results)
            if isinstance(result, tuple):
                rejected = Reject(*result, prepared.language)
                outcomes.append(Outcome(row, prepared, rejected, self.schema))
            else:
                outcomes.append(Outcome(row, prepared, result, self.schema))
        return outcomes


def _characters(row: Row | BadRow) -> int:
    """Give about how long a row is, by the texts that are columns."""
    if isinstance(row, BadRow):
        return len(row.raw)
    return sum(len(value) for value in row.columns.values() if isinstance(value, str))
