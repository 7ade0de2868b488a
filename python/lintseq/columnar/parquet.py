"""Parquet files as inputs: read batch by batch, entered at any row."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from lintseq.columnar.arrow import (
    ArrowSchema,
    ArrowType,
    RecordBatch,
    plain_rows,
    pyarrow,
    pyarrow_parquet,
)
from lintseq.columnar.column_types import normal_type
from lintseq.errors import InputError, LintSeqError
from lintseq.location import is_url, open_bytes
from lintseq.row import BadRow, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DAMAGED", "Batch", "ParquetInput"]

DAMAGED = "damaged"
"""The reason of rows that a damaged file counts, but does not give."""

_BUFFER_BYTES = 1 << 18
_URL_BUFFER_BYTES = 1 << 22  # each buffer that is read is a request
_BATCH_ROWS = 1 << 10
_BATCH_BYTES = 1 << 23


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of a Parquet file, one after the other.

    Attributes:
        rows: The rows; their text is UTF-8.
        source: The file.
        first: The place of the first of them among the rows of the file, from 0.
    """

    rows: RecordBatch
    source: str
    first: int

    def decoded(self) -> Iterator[Row]:
        """Give them as rows of JSON."""
        for index, columns in enumerate(plain_rows(self.rows), self.first):
            yield Row(self.source, index + 1, index, columns)


class ParquetInput:
    """A Parquet file to read, with no more than a few batches in memory.

    A row keeps its place even if the file is damaged: what cannot be read of a row group comes as
    rows that say so.

    Args:
        path: The file, by path or URL.

    Raises:
        OSError: If it cannot be opened.
        InputError: If its footer cannot be read, or holds what cannot be told apart.
        MissingExtraError: If pyarrow is not installed, or fsspec for a URL.
    """

    def __init__(self, path: str) -> None:
        pa, parquet = pyarrow(), pyarrow_parquet()
        self.path = path
        self.position = 0
        self._raw: Any = open_bytes(path) if is_url(path) else pa.OSFile(path)
        try:
            self._file = parquet.ParquetFile(
                self._raw,
                buffer_size=_URL_BUFFER_BYTES if is_url(path) else _BUFFER_BYTES,
                pre_buffer=False,
                page_checksum_verification=True,
            )
            self.schema = _normal_schema(self._file.schema_arrow, path)
            plain_rows(_normal(_no_rows(self._file.schema_arrow), self.schema))
        except LintSeqError:
            self.close()
            raise
        except Exception as error:  # noqa: BLE001 - damaged bytes may be anything
            self.close()
            raise InputError(f"{path}: damaged, no row can be read: {_first_line(error)}") from None
        metadata = self._file.metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        self._starts: list[int] = [0, *accumulate(group.num_rows for group in groups)]
        self._batch_rows = [
            max(1, min(_BATCH_ROWS, _BATCH_BYTES * group.num_rows // (group.total_byte_size or 1)))
            for group in groups
        ]
        self._group = -1
        self._batches: Iterator[RecordBatch] = iter(())
        self._batch: RecordBatch | None = None
        self._begin = self._end = 0
        self._damage = ""

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    @property
    def count(self) -> int:
        """How many rows the file has."""
        return self._starts[-1]

    @property
    def fraction(self) -> float | None:
        """The part that has been read, from 0 to 1."""
        return self.position / self.count if self.count else 1.0

    def skip(self, count: int) -> int:
        """Pass over rows, without decoding those of whole row groups; gives how many."""
        count = min(count, self.count - self.position)
        self.position += count
        return count

    def take(self, count: int) -> Iterator[Batch | BadRow]:
        """Give the next rows, at most so many."""
        stop = min(self.count, self.position + count)
        while self.position < stop:
            self._find(self.position)
            first = self.position
            end = min(stop, self._end)
            self.position = end
            if self._batch is None:
                for index in range(first, end):
                    yield BadRow(self.path, index + 1, index, b"", DAMAGED, self._damage, {})
            else:
                yield from self._checked(self._batch.slice(first - self._begin, end - first), first)

    def _find(self, row: int) -> None:
        """Decode on, or again, until the batch that holds a row.

        A row group is always cut into the same batches. So what can be read of one that is damaged
        does not depend on where reading began.
        """
        group = bisect_right(self._starts, row) - 1
        if group != self._group or row < self._begin:
            self._group = group
            self._begin = self._end = self._starts[group]
            self._batches = self._file.iter_batches(
                self._batch_rows[group], row_groups=[group], use_threads=False
            )
        while row >= self._end:
            self._begin = self._end
            try:
                self._batch = _normal(next(self._batches), self.schema)
                self._end += self._batch.num_rows
            except Exception as error:  # noqa: BLE001 - damaged bytes may be anything
                said = "rows are missing" if isinstance(error, StopIteration) else error
                self._damage = f"{self.path}: damaged after row {self._end}: {_first_line(said)}"
                self._batch = None
                self._end = self._starts[group + 1]

    def _checked(self, batch: RecordBatch, first: int) -> Iterator[Batch | BadRow]:
        """Set rows apart whose text is not UTF-8."""
        bad = [] if _is_valid(batch) else _invalid_rows(batch)
        for before, after in pairwise([-1, *bad, batch.num_rows]):
            if after > before + 1:
                yield Batch(
                    batch.slice(before + 1, after - before - 1), self.path, first + before + 1
                )
            if after < batch.num_rows:
                yield self._without_text(batch.slice(after, 1), first + after)

    def _without_text(self, row: RecordBatch, index: int) -> BadRow:
        bad = [
            name
            for name, column in zip(row.schema.names, row.columns, strict=True)
            if not _is_valid(column)
        ]
        pa = pyarrow()
        columns = [
            column.cast(_bytes_for(column.type)) if name in bad else column
            for name, column in zip(row.schema.names, row.columns, strict=True)
        ]
        (given,) = plain_rows(pa.RecordBatch.from_arrays(columns, row.schema.names))
        detail = f"column {bad[0]!r} holds bytes that are no UTF-8; here they are base64"
        return BadRow(self.path, index + 1, index, b"", "invalid-utf8", detail, given)


def _normal_schema(schema: ArrowSchema, path: str) -> ArrowSchema:
    twice = [name for name, count in Counter(schema.names).items() if count > 1]
    if twice:
        raise InputError(f"{path}: two columns are named {twice[0]!r}; rename one")
    return pyarrow().schema([(field.name, normal_type(field.type)) for field in schema])


def _no_rows(schema: ArrowSchema) -> RecordBatch:
    pa = pyarrow()
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)


def _normal(batch: RecordBatch, schema: ArrowSchema) -> RecordBatch:
    """Give rows without dictionaries and without what a writer said about the columns."""
    columns = [
        column if column.type == field.type else column.cast(field.type)
        for column, field in zip(batch.columns, schema, strict=True)
    ]
    return pyarrow().RecordBatch.from_arrays(columns, schema=schema)


def _is_valid(values: Any) -> bool:  # noqa: ANN401 - an array or a batch
    try:
        values.validate(full=True)
    except pyarrow().ArrowInvalid:
        return False
    return True


def _invalid_rows(batch: RecordBatch) -> list[int]:
    return [row for row in range(batch.num_rows) if not _is_valid(batch.slice(row, 1))]


def _bytes_for(kind: ArrowType) -> ArrowType:
    """Give the type that has bytes where another one has text."""
    pa = pyarrow()
    types = pa.types
    if types.is_string(kind):
        return pa.binary()
    if types.is_large_string(kind):
        return pa.large_binary()
    if types.is_list(kind):
        return pa.list_(pa.field("element", _bytes_for(kind.value_type)))
    if types.is_large_list(kind):
        return pa.large_list(pa.field("element", _bytes_for(kind.value_type)))
    if types.is_struct(kind):
        return pa.struct([pa.field(field.name, _bytes_for(field.type)) for field in kind])
    return kind


def _first_line(said: object) -> str:
    return str(said).split("\n", 1)[0] or type(said).__name__
