"""Types of columns: what JSON values need, what holds two of them, and what does not fit."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from lintseq.columnar.arrow import ArrowSchema, ArrowType, is_text, pyarrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Misfit", "fitting", "inferred_schema", "normal_type", "storable_type", "united_type"]

_MOST_INT = 2**63


class Misfit(ValueError):  # noqa: N818 - it is caught where rows are rejected
    """A value does not fit the type of its column. The message names both."""


def normal_type(kind: ArrowType) -> ArrowType:  # noqa: PLR0911 - one for each kind of type
    """Give the type of the same values without dictionaries and views, which files differ in."""
    pa = pyarrow()
    types = pa.types
    if types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        return normal_type(kind.value_type)
    if types.is_string_view(kind):
        return pa.string()
    if types.is_binary_view(kind):
        return pa.binary()
    if types.is_list(kind):
        return pa.list_(_field("element", normal_type(kind.value_type)))
    if types.is_large_list(kind):
        return pa.large_list(_field("element", normal_type(kind.value_type)))
    if types.is_struct(kind):
        return pa.struct([_field(field.name, normal_type(field.type)) for field in kind])
    return kind


def united_type(  # noqa: PLR0911 - one for each kind of type
    one: ArrowType, other: ArrowType
) -> ArrowType | None:
    """Give the type that holds the values of two normal types; None if there is none.

    Whole numbers and fractions give float64.
    """
    pa = pyarrow()
    types = pa.types
    if one == other or types.is_null(other):
        return one
    if types.is_null(one):
        return other
    if types.is_integer(one) and types.is_integer(other):
        return _united_ints(one, other)
    if _is_number(one) and _is_number(other):
        is_small = _are(types.is_floating, one, other) and pa.float64() not in (one, other)
        return pa.float32() if is_small else pa.float64()
    for small, large, is_one in (
        (pa.string(), pa.large_string(), is_text),
        (pa.binary(), pa.large_binary(), lambda kind: kind in (pa.binary(), pa.large_binary())),
    ):
        if is_one(one) and is_one(other):
            return large if large in (one, other) else small
    if types.is_struct(one) and types.is_struct(other):
        return _united_structs(one, other)
    if _are(_is_list, one, other):
        inner = united_type(one.value_type, other.value_type)
        large = any(map(types.is_large_list, (one, other)))
        made = pa.large_list if large else pa.list_
        return None if inner is None else made(_field("element", inner))
    if _are(types.is_timestamp, one, other) and (one.tz is None) == (other.tz is None):
        units = ("s", "ms", "us", "ns")
        return pa.timestamp(max(one.unit, other.unit, key=units.index), one.tz)
    return None


def _united_ints(one: ArrowType, other: ArrowType) -> ArrowType | None:
    pa = pyarrow()
    signed = pa.types.is_signed_integer
    if signed(one) == signed(other):
        return max(one, other, key=lambda kind: kind.bit_width)
    unsigned = other if signed(one) else one
    return pa.int64() if unsigned.bit_width < 64 else None  # noqa: PLR2004 - bits


def _united_structs(one: ArrowType, other: ArrowType) -> ArrowType | None:
    fields = {field.name: field.type for field in one}
    for field in other:
        kind = united_type(fields.get(field.name, pyarrow().null()), field.type)
        if kind is None:
            return None
        fields[field.name] = kind
    return pyarrow().struct([_field(name, kind) for name, kind in fields.items()])


def _field(name: str, kind: ArrowType) -> Any:  # noqa: ANN401 - a field of pyarrow
    return pyarrow().field(name, kind)


def _are(test: Callable[[ArrowType], bool], *kinds: ArrowType) -> bool:
    return all(map(test, kinds))


def _is_number(kind: ArrowType) -> bool:
    types = pyarrow().types
    return bool(types.is_integer(kind) or types.is_floating(kind))


def _is_list(kind: ArrowType) -> bool:
    types = pyarrow().types
    return bool(types.is_list(kind) or types.is_large_list(kind))


def inferred_schema(rows: Iterable[Mapping[str, Any]]) -> ArrowSchema:
    """Give the types of the columns of rows of JSON.

    Where the values of one column do not go together, the type that most rows have wins.
    """
    pa = pyarrow()
    found: dict[str, Counter[ArrowType]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, Counter())[_type_of(value)] += 1
    columns = {}
    for name, counts in found.items():
        kind = pa.null()
        for other, _ in counts.most_common():
            both = united_type(kind, other)
            kind = kind if both is None else both
        columns[name] = kind
    return pa.schema(list(columns.items()))


def _type_of(value: Any) -> ArrowType:  # noqa: ANN401 - JSON
    pa = pyarrow()
    if isinstance(value, dict):
        return pa.struct([_field(name, _type_of(inner)) for name, inner in value.items()])
    if isinstance(value, list):
        kind = pa.null()
        for other in dict.fromkeys(map(_type_of, value)):
            both = united_type(kind, other)
            kind = kind if both is None else both
        return pa.list_(_field("element", kind))
    scalars = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
    return scalars.get(type(value), pa.null())


def storable_type(kind: ArrowType) -> ArrowType:
    """Give the type that a file gets: where there was nothing but null, text may still come.

    An object that never has a field becomes null: Parquet has no such objects.
    """
    pa = pyarrow()
    types = pa.types
    if types.is_null(kind):
        return pa.string()
    if types.is_struct(kind):
        stored = {field.name: storable_type(field.type) for field in kind}
        fields = [_field(name, inner) for name, inner in stored.items() if not types.is_null(inner)]
        return pa.struct(fields) if fields else pa.null()
    if _is_list(kind):
        inner = storable_type(kind.value_type)
        made = pa.large_list if types.is_large_list(kind) else pa.list_
        return made(_field("element", pa.string() if types.is_null(inner) else inner))
    return kind


def fitting(kind: ArrowType) -> Callable[[Any], None]:
    """Give what checks that a value of JSON fits a type: it raises `Misfit` if not.

    Null always fits. Nothing is rounded or cut to make it fit.
    """
    pa = pyarrow()
    types = pa.types
    if types.is_struct(kind):
        inner = {field.name: fitting(field.type) for field in kind}
        return lambda value: _fit_object(value, kind, inner)
    if _is_list(kind):
        return _fitting_list(kind)
    tests: tuple[tuple[bool, Callable[[Any], bool]], ...] = (
        (is_text(kind), lambda value: isinstance(value, str) and _is_utf8(value)),
        (types.is_boolean(kind), lambda value: isinstance(value, bool)),
        (types.is_integer(kind), lambda value: type(value) is int and _fits_int(value, kind)),
        (
            types.is_floating(kind),
            lambda value: type(value) in (int, float) and _exact(value, kind),
        ),
        (types.is_null(kind), _is_hollow),
    )
    test = next((test for is_it, test in tests if is_it), None)

    def check(value: Any) -> None:  # noqa: ANN401 - JSON
        if value is not None and (test is None or not test(value)):
            raise Misfit(f"holds {_named(value)}, not {kind}")

    return check


def _fitting_list(kind: ArrowType) -> Callable[[Any], None]:
    inner = fitting(kind.value_type)

    def check(value: Any) -> None:  # noqa: ANN401 - JSON
        if value is None:
            return
        if not isinstance(value, list):
            raise Misfit(f"holds {_named(value)}, not {kind}")
        for element in value:
            inner(element)

    return check


def _fit_object(
    value: Any,  # noqa: ANN401 - JSON
    kind: ArrowType,
    inner: Mapping[str, Callable[[Any], None]],
) -> None:
    if value is None:
        return
    if not isinstance(value, dict):
        raise Misfit(f"holds {_named(value)}, not {kind}")
    for name, element in value.items():
        check = inner.get(name)
        if check is not None:
            check(element)
        elif not _is_hollow(element):
            raise Misfit(f"holds an object with {name!r}, which is not in {kind}")


def _is_utf8(text: str) -> bool:
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def _is_hollow(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether a value is null, or an object of nothing but such values."""
    return value is None or (isinstance(value, dict) and all(map(_is_hollow, value.values())))


def _fits_int(value: int, kind: ArrowType) -> bool:
    bits: int = kind.bit_width
    if pyarrow().types.is_signed_integer(kind):
        return -(1 << bits - 1) <= value < 1 << bits - 1
    return 0 <= value < 1 << bits


def _exact(value: float, kind: ArrowType) -> bool:
    number = np.dtype(kind.to_pandas_dtype()).type
    if isinstance(value, int):  # above that, not all of them have a fraction's form
        return abs(value) <= 1 << np.finfo(number).nmant + 1
    with np.errstate(over="ignore"):
        return math.isnan(value) or float(number(value)) == value


def _named(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return "text" if _is_utf8(value) else "text with half of a surrogate pair"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _MOST_INT:
        return "an int of more than 64 bits"
    return {dict: "an object", list: "a list", bool: "a bool", int: "an int", float: "a float"}.get(
        type(value), type(value).__name__
    )
