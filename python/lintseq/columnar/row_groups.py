"""Parquet files whose bytes depend on their rows alone, not on the batches that these came in."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np

from lintseq.columnar.arrow import ArrowSchema, RecordBatch, compute, pyarrow, pyarrow_parquet

if TYPE_CHECKING:
    import numpy.typing as npt
    from typing_extensions import Self

    from lintseq.files import OutputFile

__all__ = ["RowGroupWriter", "TableFile"]

_GROUP_ROWS = 10_000
_GROUP_BYTES = 1 << 25


class RowGroupWriter:
    """A Parquet file that is written group by group.

    A row group ends after 10,000 rows, or with the row whose text makes it 32 MiB. Each is
    written from one chunk.

    Args:
        file: A file to write to.
        schema: The columns.

    Raises:
        MissingExtraError: If pyarrow is not installed.
    """

    def __init__(self, file: Any, schema: ArrowSchema) -> None:  # noqa: ANN401 - what has write()
        self._schema = schema
        self._writer = pyarrow_parquet().ParquetWriter(
            file, schema, compression="zstd", write_page_checksum=True
        )
        self._held: list[RecordBatch] = []
        self._rows = 0
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # a file that could not be written is dropped
            self._writer.close()

    def write(self, rows: RecordBatch) -> None:
        """Add some rows.

        Raises:
            OSError: If they cannot be written.
        """
        sizes = np.cumsum(_text_bytes(rows))
        begin = 0
        while begin < rows.num_rows:
            before = int(sizes[begin - 1]) if begin else 0
            full = int(np.searchsorted(sizes, _GROUP_BYTES - self._bytes + before)) + 1
            end = min(rows.num_rows, full, begin + _GROUP_ROWS - self._rows)
            self._held.append(rows.slice(begin, end - begin))
            self._rows += end - begin
            self._bytes += int(sizes[end - 1]) - before
            begin = end
            if self._rows >= _GROUP_ROWS or self._bytes >= _GROUP_BYTES:
                self._write_group()

    def close(self) -> None:
        """Write what is left, and the footer.

        Raises:
            OSError: If they cannot be written.
        """
        if self._rows:
            self._write_group()
        self._writer.close()

    def _write_group(self) -> None:
        held, self._held = self._held, []
        table = pyarrow().Table.from_batches(held, self._schema).combine_chunks()
        del held
        self._writer.write_table(table, row_group_size=max(1, self._rows))
        self._rows = self._bytes = 0


class TableFile:
    """A Parquet file in place of the lines of an output file.

    Args:
        output: The file.
        schema: The columns.

    Raises:
        OutputError: If it cannot be written.
    """

    def __init__(self, output: OutputFile, schema: ArrowSchema) -> None:
        self._output = output
        with output.raw() as file:
            self._groups = RowGroupWriter(file, schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._groups.__exit__()

    def write(self, rows: RecordBatch) -> None:
        """Write some rows.

        Raises:
            OutputError: If that is not possible.
        """
        with self._output.raw():
            self._groups.write(rows)

    def finish(self) -> None:
        """Write what is left; the output file is not committed.

        Raises:
            OutputError: If that is not possible.
        """
        with self._output.raw() as file:
            self._groups.close()
            file.flush()


def _text_bytes(rows: RecordBatch) -> npt.NDArray[np.int64]:
    """Give how many bytes of text each row has in its columns and in its edits."""
    pa, kernels = pyarrow(), compute()
    sizes = np.zeros(rows.num_rows, np.int64)
    for column in rows.columns:
        if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
            lengths = np.cumsum(_lengths(kernels.binary_length(column.flatten())))
            ends = np.cumsum(_lengths(kernels.list_value_length(column)))
            sizes += np.diff(np.concatenate([[0], lengths])[ends], prepend=0)
        elif _is_bytes(column.type):
            sizes += _lengths(kernels.binary_length(column))
    return sizes


def _is_bytes(kind: Any) -> bool:  # noqa: ANN401 - a type of pyarrow
    types = pyarrow().types
    return any(
        test(kind)
        for test in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    )


def _lengths(column: Any) -> npt.NDArray[np.int64]:  # noqa: ANN401 - an array of pyarrow
    filled = compute().fill_null(column, 0)
    lengths: npt.NDArray[np.int64] = filled.to_numpy(zero_copy_only=False).astype(np.int64)
    return lengths
