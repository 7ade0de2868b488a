"""Arrow: imported where it is used, and its values as JSON has them."""

from __future__ import annotations

import base64
import importlib
from typing import Any, TypeAlias

from lintseq.errors import MissingExtraError

__all__ = [
    "Array",
    "ArrowSchema",
    "ArrowType",
    "RecordBatch",
    "compute",
    "is_text",
    "plain_rows",
    "pyarrow",
    "pyarrow_parquet",
]

RecordBatch: TypeAlias = Any
"""A ``pyarrow.RecordBatch``; pyarrow brings no types."""
ArrowSchema: TypeAlias = Any
"""A ``pyarrow.Schema``."""
ArrowType: TypeAlias = Any
"""A ``pyarrow.DataType``."""
Array: TypeAlias = Any
"""A ``pyarrow.Array``."""


def _imported(name: str) -> Any:  # noqa: ANN401 - a module
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtraError("pyarrow", "parquet") from None


def pyarrow() -> Any:  # noqa: ANN401 - a module
    """Give pyarrow.

    Raises:
        MissingExtraError: If it is not installed.
    """
    return _imported("pyarrow")


def compute() -> Any:  # noqa: ANN401 - a module
    """Give ``pyarrow.compute``.

    Raises:
        MissingExtraError: If it is not installed.
    """
    return _imported("pyarrow.compute")


def pyarrow_parquet() -> Any:  # noqa: ANN401 - a module
    """Give ``pyarrow.parquet``.

    Raises:
        MissingExtraError: If it is not installed.
    """
    return _imported("pyarrow.parquet")


def is_text(kind: ArrowType) -> bool:
    """Tell whether values of a type are text."""
    pa = pyarrow()
    return kind in (pa.string(), pa.large_string())


def plain_rows(batch: RecordBatch) -> list[dict[str, Any]]:
    """Give rows with the values that JSON has.

    Times become ISO 8601 text, decimals and lengths of time text, and bytes base64 text.

    Args:
        batch: The rows; all text in it has to be UTF-8.
    """
    names = batch.schema.names
    columns = [_plain(column).to_pylist() for column in batch.columns]
    if not columns:
        return [{} for _ in range(batch.num_rows)]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(array: Array) -> Array:  # noqa: PLR0911 - one for each kind of type
    pa = pyarrow()
    types = pa.types
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        return _plain(array.storage)
    if types.is_dictionary(kind):
        return _plain(array.dictionary_decode())
    if types.is_timestamp(kind):
        return compute().replace_substring(array.cast(pa.string()), " ", "T", max_replacements=1)
    if types.is_temporal(kind) or types.is_decimal(kind):
        return array.cast(pa.string())
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
        texts = [
            None if value is None else base64.b64encode(value).decode()
            for value in array.to_pylist()
        ]
        return pa.array(texts, pa.large_string())
    if types.is_struct(kind):
        fields = [_plain(array.field(place)) for place in range(kind.num_fields)]
        names = [kind.field(place).name for place in range(kind.num_fields)]
        return pa.StructArray.from_arrays(fields, names, mask=array.is_null()) if names else array
    if types.is_map(kind):
        return _plain(array.cast(pa.list_(pa.struct([kind.key_field, kind.item_field]))))
    if types.is_list(kind) or types.is_large_list(kind):
        return _plain_list(array)
    if types.is_fixed_size_list(kind):
        return _plain_list(array.cast(pa.large_list(kind.value_type)))
    return array


def _plain_list(array: Array) -> Array:
    pa = pyarrow()
    lengths = compute().fill_null(array.value_lengths(), 0)
    values = _plain(array.flatten())  # without what lies below nulls
    offsets = [0, *compute().cumulative_sum(lengths).to_pylist()]
    return pa.LargeListArray.from_arrays(
        pa.array(offsets, pa.int64()), values, mask=array.is_null()
    )
