"""The columns of Parquet output: one layout for a whole run, whatever its inputs are."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from lintseq.columnar.arrow import Array, ArrowSchema, ArrowType, RecordBatch, is_text, pyarrow
from lintseq.columnar.column_types import (
    Misfit,
    fitting,
    inferred_schema,
    normal_type,
    storable_type,
    united_type,
)
from lintseq.columnar.parquet import ParquetInput
from lintseq.dataset import is_parquet
from lintseq.errors import InputError
from lintseq.files import InputFile
from lintseq.location import STANDARD_STREAM, is_stream
from lintseq.record import added_columns, free_name
from lintseq.row import Row, decode_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lintseq.row import Columns
    from lintseq.schema import Schema

__all__ = ["Layout"]

_TRIED_ROWS = 1_000
"""How many rows of each file of JSON lines tell the types of its columns."""


@dataclass(frozen=True)
class Layout:
    """The columns that rows come with, and those that they leave with.

    Attributes:
        inputs: The columns of the input.
        schema: Which of them are read.
    """

    inputs: ArrowSchema
    schema: Schema

    def __reduce__(self) -> tuple[type[Layout], tuple[ArrowSchema, Schema]]:
        return Layout, (self.inputs, self.schema)  # what is derived is derived again

    @classmethod
    def of(cls, paths: Sequence[str], schema: Schema) -> Layout:
        """Find out what holds the rows of all files.

        The types of JSON lines are those of the first 1,000 rows of each file.

        Args:
            paths: The files.
            schema: Which columns are read. Where one of them should be text and is a number, say,
                the file gives rejects, and has no say in the layout.

        Raises:
            InputError: If a column has types that do not go together. The message names the files
                and what one can do.
            MissingExtraError: If pyarrow is not installed.
        """
        types: dict[str, ArrowType] = {}
        told: dict[str, str] = {}
        texts = {schema.program or "program", schema.instruction or "instruction", schema.language}
        for path in paths:
            for field in _schema_of(path):
                before = types.get(field.name, pyarrow().null())
                both = united_type(before, field.type)
                if both is None and field.name in texts and not _hold_chats(before, field.type):
                    both = next(filter(is_text, (before, field.type)), None)
                if both is None:
                    raise InputError(
                        f"column {field.name!r} is {before} in {told[field.name]}, but "
                        f"{field.type} in {path}, and a column of Parquet has one type: write "
                        "--shard-format jsonl.gz, or make two runs"
                    )
                if both != before or field.name not in told:
                    told[field.name] = path
                types[field.name] = both
        fields = [(name, storable_type(kind)) for name, kind in types.items()]
        return cls(pyarrow().schema(fields), schema)

    @classmethod
    def read(cls, text: str, schema: Schema) -> Layout:
        """Read what `text` wrote.

        Raises:
            InputError: If it is something else.
        """
        pa = pyarrow()
        try:
            inputs = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(text, validate=True)))
        except (ValueError, OSError) as error:
            raise InputError(f"the manifest holds no layout of columns: {error}") from None
        return cls(inputs, schema)

    def text(self) -> str:
        """Write it as text, for a manifest."""
        return base64.b64encode(self.inputs.serialize().to_pybytes()).decode()

    @cached_property
    def outputs(self) -> ArrowSchema:
        """The columns of the output."""
        pa = pyarrow()
        texts, numbers = pa.list_(pa.string()), pa.list_(pa.int32())
        own = {"edit_path": texts, "linters": texts, "edit_steps": numbers}
        own |= dict.fromkeys(("n_edits", "sample"), pa.int32())
        kept = [
            pa.field(name, self.inputs.field(before).type)
            for before, name in self.names.items()
            if name is not None
        ]
        added = [(name, own.get(name, pa.string())) for name in self._added]
        return pa.schema([*kept, *added])

    @cached_property
    def names(self) -> Mapping[str, str | None]:
        """What each column of the input is called in the output; None if it is replaced."""
        names = self.inputs.names
        return {
            name: None
            if name == "language" == self.schema.language and is_text(self.inputs.field(name).type)
            else free_name(name, names, self._added)
            for name in names
        }

    @property
    def _added(self) -> tuple[str, ...]:
        return added_columns(self.schema)

    def misfit(self, columns: Columns) -> str:
        """Say what of a row of JSON does not fit; ``""`` if it fits."""
        for name, value in columns.items():
            check = self._checks.get(name)
            try:
                if check is not None:
                    check(value)
                elif value is not None:
                    return f"there is no column {name!r} in the first rows of any file"
            except Misfit as error:
                return f"column {name!r} {error}"
        return ""

    @cached_property
    def _checks(self) -> dict[str, Callable[[Any], None]]:
        return {field.name: fitting(field.type) for field in self.inputs}

    def batch(self, rows: Sequence[Columns]) -> RecordBatch:
        """Give rows of JSON that fit as a batch."""
        pa = pyarrow()
        columns = [
            pa.nulls(len(rows))
            if pa.types.is_null(field.type)
            else pa.array([row.get(field.name) for row in rows], field.type)
            for field in self.inputs
        ]
        return pa.RecordBatch.from_arrays(columns, schema=self.inputs)

    def fitted(self, rows: RecordBatch, names: Sequence[str]) -> tuple[RecordBatch, dict[int, str]]:
        """Give output rows exactly the columns of the output.

        Args:
            rows: The rows of a batch that have sequences.
            names: The columns that the batch came with.

        Returns:
            The rows, and what does not fit, by row. Such rows have to be dropped.
        """
        given = {self.names[name]: free_name(name, names, self._added) for name in names}
        columns = []
        misfits: dict[int, str] = {}
        for field in self.outputs:
            added = field.name in self._added
            name = field.name if added else given.get(field.name)
            if name is None:
                columns.append(pyarrow().nulls(rows.num_rows, field.type))
            elif added:
                columns.append(rows.column(name).cast(field.type))
            else:
                column, bad = _cast(rows.column(name), field)
                columns.append(column)
                misfits |= bad
        return pyarrow().RecordBatch.from_arrays(columns, schema=self.outputs), misfits


def _cast(column: Array, field: Any) -> tuple[Array, dict[int, str]]:  # noqa: ANN401 - a field
    """Give a column another type, and say which rows cannot have it."""
    pa = pyarrow()
    if column.type == field.type:
        return column, {}
    possible = united_type(field.type, normal_type(column.type)) == field.type
    if possible:
        try:
            return column.cast(field.type), {}
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            pass
    pieces, bad = [], {}
    for row in range(len(column)):
        piece = column.slice(row, 1)
        try:
            fitted = piece.cast(field.type) if possible or piece.null_count else None
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            fitted = None
        if fitted is None and not piece.null_count:
            bad[row] = f"column {field.name!r} holds {column.type} that is no {field.type}"
        pieces.append(pa.nulls(1, field.type) if fitted is None else fitted)
    return pa.concat_arrays(pieces) if pieces else pa.nulls(0, field.type), bad


def _hold_chats(*types: ArrowType) -> bool:
    """Tell whether one of some types may be that of chats."""
    known = pyarrow().types
    return any(known.is_list(kind) or known.is_large_list(kind) for kind in types)


def _schema_of(path: str) -> ArrowSchema:
    """Give the columns of a file; none of one that cannot be read, which gives no rows."""
    if is_stream(path):
        name = "standard input" if path == STANDARD_STREAM else path
        raise InputError(
            f"{name} can be read only once, and Parquet output has to know its columns before it "
            "begins: name a file, or write JSON lines"
        )
    try:
        if is_parquet(path):
            file = ParquetInput(path)
            file.close()
            return file.schema
        with InputFile(path) as lines:
            return inferred_schema(islice(_columns(lines), _TRIED_ROWS))
    except (OSError, InputError):
        return pyarrow().schema([])


def _columns(file: InputFile) -> Iterator[Columns]:
    try:
        for row in decode_rows(file.lines(), file.path):
            if isinstance(row, Row):
                yield row.columns
    except InputError:
        return  # who reads it says so
