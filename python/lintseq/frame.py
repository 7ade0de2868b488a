"""Frames: rows in memory, of whichever library, by the Arrow PyCapsule interface.

None of these libraries is imported unless the frame comes from it.
https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lintseq.errors import FrameError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lintseq import _core

__all__ = ["Frame", "read_frame"]


class Frame:
    """Rows that come from any library, and go back to it.

    Args:
        rows: The rows.
    """

    def __init__(self, rows: Any) -> None:  # noqa: ANN401 - any kind of frame
        self.rows = rows

    def map(self, change: Callable[[object], _core.Table]) -> Any:  # noqa: ANN401
        """Change the rows, and give them as what they came as."""
        return self.back(change(self.rows))

    def back(self, table: _core.Table) -> Any:  # noqa: ANN401
        """Give changed rows as what they came as."""
        return table


class _PyarrowTable(Frame):
    def back(self, table: _core.Table) -> Any:  # noqa: ANN401
        import pyarrow as pa  # noqa: PLC0415

        return pa.table(table)


class _PyarrowBatch(Frame):
    def back(self, table: _core.Table) -> Any:  # noqa: ANN401
        import pyarrow as pa  # noqa: PLC0415

        made = pa.table(table)
        batches = made.to_batches()
        if len(batches) > 1:
            raise FrameError(
                "the output of this batch is too large for one: give a table, or fewer rows"
            )
        if batches:
            return batches[0]
        return pa.RecordBatch.from_pylist([], schema=made.schema)


class _PyarrowReader(Frame):
    """A stream: it is read, and changed, batch by batch."""

    def map(self, change: Callable[[object], _core.Table]) -> Any:  # noqa: ANN401
        import pyarrow as pa  # noqa: PLC0415

        empty = pa.RecordBatch.from_pylist([], schema=self.rows.schema)
        schema = pa.table(change(empty)).schema
        made = (batch for rows in self.rows for batch in pa.table(change(rows)).to_batches())
        return pa.RecordBatchReader.from_batches(schema, made)


class _PolarsFrame(Frame):
    def map(self, change: Callable[[object], _core.Table]) -> Any:  # noqa: ANN401
        # Polars gives columns of nulls a buffer, which Arrow forbids, so they take another type.
        kinds = {name: _fitting(kind) for name, kind in self.rows.schema.items()}
        return self.back(change(self.rows.cast(kinds)))

    def back(self, table: _core.Table) -> Any:  # noqa: ANN401
        import polars as pl  # noqa: PLC0415

        return pl.DataFrame(table)


def _fitting(kind: Any) -> Any:  # noqa: ANN401 - a data type of Polars
    """Give a type of Polars with truth values where it has nothing but nulls."""
    import polars as pl  # noqa: PLC0415

    if isinstance(kind, pl.Null):
        return pl.Boolean()
    if isinstance(kind, pl.List):
        return pl.List(_fitting(kind.inner))
    if isinstance(kind, pl.Array):
        return pl.Array(_fitting(kind.inner), kind.size)
    if isinstance(kind, pl.Struct):
        return pl.Struct({field.name: _fitting(field.dtype) for field in kind.fields})
    return kind


class _PandasFrame(Frame):
    def back(self, table: _core.Table) -> Any:  # noqa: ANN401
        import pandas as pd  # noqa: PLC0415
        import pyarrow as pa  # noqa: PLC0415 - without it there are no Arrow data of pandas

        made = pa.table(table)
        frame = made.to_pandas()
        # Of whole numbers that may be missing pandas would make floats.
        kinds = dict.fromkeys(("n_edits", "sample"), pd.Int32Dtype())
        kinds = {**self.rows.dtypes.to_dict(), **kinds}
        for name, kind in kinds.items():
            if name in frame.columns and hasattr(kind, "__from_arrow__"):
                frame[name] = kind.__from_arrow__(made[name])
        index = pa.Schema.from_pandas(self.rows).pandas_metadata["index_columns"]
        if index and all(name in frame.columns for name in index if isinstance(name, str)):
            names = [name for name in index if isinstance(name, str)]  # a range is no column
            frame = frame.set_index(names).rename_axis(self.rows.index.names) if names else frame
        return frame


class _DuckdbRelation(Frame):
    def map(self, change: Callable[[object], _core.Table]) -> Any:  # noqa: ANN401
        import duckdb  # noqa: PLC0415
        import pyarrow as pa  # noqa: PLC0415 - DuckDB takes Arrow data from it

        return duckdb.from_arrow(pa.table(change(self.rows.to_arrow_table())))


_KINDS: dict[tuple[str, str], type[Frame]] = {
    ("duckdb", "DuckDBPyRelation"): _DuckdbRelation,
    ("pandas", "DataFrame"): _PandasFrame,
    ("polars", "DataFrame"): _PolarsFrame,
    ("pyarrow", "RecordBatch"): _PyarrowBatch,
    ("pyarrow", "RecordBatchReader"): _PyarrowReader,
    ("pyarrow", "Table"): _PyarrowTable,
}


def read_frame(rows: Any) -> Frame:  # noqa: ANN401
    """Take rows of any library.

    Raises:
        FrameError: If they are nothing that holds Arrow data.
    """
    kind = type(rows)
    for base in kind.__mro__:
        package = base.__module__.partition(".")[0].removeprefix("_")
        if (found := _KINDS.get((package, base.__name__))) is not None:
            return found(rows)
    if hasattr(rows, "__arrow_c_stream__") or hasattr(rows, "__arrow_c_array__"):
        return Frame(rows)
    hint = {
        "list": "; pyarrow.Table.from_pylist makes a table of a list of dicts",
        "dict": "; pyarrow.table makes a table of a dict of columns",
        "LazyFrame": "; collect it first, or see lintseq.engines.polars",
    }.get(kind.__name__, "")
    raise FrameError(
        f"{kind.__name__} offers no Arrow data (__arrow_c_stream__ or __arrow_c_array__){hint}"
    )
