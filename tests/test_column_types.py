"""Types of columns: whatever fits comes back as it was, and nothing else is let in."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import io
import json
import math
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lintseq.columnar.arrow import plain_rows
from lintseq.columnar.column_types import inferred_schema, storable_type, united_type
from lintseq.columnar.layout import Layout
from lintseq.columnar.row_groups import RowGroupWriter
from lintseq.schema import Schema

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**65), 2**65)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"), max_size=5)
    | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=6,
)
ROWS = st.lists(st.dictionaries(st.sampled_from("xyz"), VALUES, max_size=3), max_size=8)


def layout_of(rows: list[dict[str, Any]]) -> Layout:
    schema = inferred_schema(rows)
    return Layout(
        pa.schema([(field.name, storable_type(field.type)) for field in schema]), Schema()
    )


def same(value: Any, given: Any) -> bool:
    """Compare as Parquet has it: a field that is missing is null, an object without any, too."""
    if isinstance(given, dict):
        if value is None:
            return all(same(None, inner) for inner in given.values())
        return all(same(value.get(name), given.get(name)) for name in {*value, *given})
    if isinstance(given, list):
        return len(value) == len(given) and all(map(same, value, given))
    return bool(value == given) and isinstance(value, bool) == isinstance(given, bool)


@given(ROWS)
def test_rows_that_fit_come_back(rows: list[dict[str, Any]]) -> None:
    layout = layout_of(rows)
    fine = [row for row in rows if not layout.misfit(row)]
    file = io.BytesIO()
    with RowGroupWriter(file, layout.inputs) as writer:
        writer.write(layout.batch(fine))
        writer.close()
    back = pq.read_table(io.BytesIO(file.getvalue())).to_pylist()
    if layout.inputs.names:
        assert len(back) == len(fine)
        assert all(map(same, back, fine))


@given(ROWS.filter(bool))
def test_rows_of_one_kind_all_fit(rows: list[dict[str, Any]]) -> None:
    copies = [rows[0]] * 3
    misfit = layout_of(copies).misfit(copies[0])
    text = json.dumps(rows[0])
    unusual = "\\ud800" in text or any(abs(number) >= 2**63 for number in _ints(rows[0]))
    assert not misfit or unusual or "[" in text  # a list may hold values of several kinds


def _ints(value: Any) -> list[int]:
    if isinstance(value, dict):
        return _ints(list(value.values()))
    if isinstance(value, list):
        return [number for inner in value for number in _ints(inner)]
    return [value] if type(value) is int else []


@pytest.mark.parametrize(
    ("rows", "late", "said"),
    [
        ([{"a": 1}], {"a": "x"}, "column 'a' holds text, not int64"),
        ([{"a": 1}], {"a": True}, "column 'a' holds a bool, not int64"),
        ([{"a": 1}], {"a": 1.5}, "column 'a' holds a float, not int64"),
        ([{"a": 1}], {"a": 2**70}, "column 'a' holds an int of more than 64 bits, not int64"),
        ([{"a": 1}, {"a": 1.5}], {"a": 2**53 + 1}, "column 'a' holds an int, not double"),
        ([{"a": 1}, {"a": 1.5}], {"a": 2}, ""),
        ([{"a": "x"}], {"a": "\ud800"}, "half of a surrogate pair"),
        ([{"a": None}], {"a": "text"}, ""),
        ([{"a": []}], {"a": ["text"]}, ""),
        ([{"a": {"b": None}}], {"a": {"b": "text"}}, ""),
        (
            [{"a": {"b": 1}}],
            {"a": {"c": 1}},
            "an object with 'c', which is not in struct<b: int64>",
        ),
        ([{"a": {"b": 1}}], {"a": [1]}, "column 'a' holds a list, not struct<b: int64>"),
        ([{"a": [1]}], {"a": [1, "x"]}, "column 'a' holds text, not int64"),
        ([{"a": 1}], {"b": 1}, "there is no column 'b'"),
        ([{"a": 1}], {"b": None}, ""),
        ([{"a": {}}], {"a": {}}, ""),
        ([{"a": 1}, {"a": "x"}, {"a": "y"}], {"a": 1}, "column 'a' holds an int, not string"),
    ],
)
def test_what_does_not_fit_is_said(
    rows: list[dict[str, Any]], late: dict[str, Any], said: str
) -> None:
    found = layout_of(rows).misfit(late)
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (pa.int8(), pa.int32(), pa.int32()),
        (pa.uint32(), pa.int8(), pa.int64()),
        (pa.uint64(), pa.int8(), None),
        (pa.int64(), pa.float32(), pa.float64()),
        (pa.float16(), pa.float32(), pa.float32()),
        (pa.string(), pa.large_string(), pa.large_string()),
        (pa.string(), pa.int64(), None),
        (pa.bool_(), pa.int64(), None),
        (pa.null(), pa.date32(), pa.date32()),
        (pa.list_(pa.int8()), pa.large_list(pa.int64()), pa.large_list(pa.int64())),
        (pa.timestamp("s"), pa.timestamp("us"), pa.timestamp("us")),
        (pa.timestamp("s"), pa.timestamp("s", "UTC"), None),
        (
            pa.struct([("a", pa.int8())]),
            pa.struct([("b", pa.string())]),
            pa.struct([("a", pa.int8()), ("b", pa.string())]),
        ),
        (pa.struct([("a", pa.int8())]), pa.struct([("a", pa.string())]), None),
    ],
)
def test_types_that_go_together(one: Any, other: Any, both: Any) -> None:
    assert united_type(one, other) == both
    if both is not None and not pa.types.is_struct(both):
        assert united_type(other, one) == both


def test_values_that_json_lacks_become_text() -> None:
    day = dt.datetime(2020, 2, 3, 4, 5, 6, 7, tzinfo=dt.timezone.utc)
    nested = {"when": day, "raw": [b"\xff", None]}
    table = pa.table(
        {
            "time": pa.array([day, None], pa.timestamp("us", "UTC")),
            "nano": pa.array([1, None], pa.timestamp("ns")),
            "day": [day.date(), None],
            "raw": [b"\x00\xff", None],
            "price": [decimal.Decimal("1.50"), None],
            "nested": [nested, None],
            "map": pa.array([[("a", day)], None], pa.map_(pa.string(), pa.timestamp("us", "UTC"))),
            "kind": pa.array(["x", None]).dictionary_encode(),
        }
    )
    first, second = plain_rows(table.to_batches()[0])
    assert first == {
        "time": "2020-02-03T04:05:06.000007Z",
        "nano": "1970-01-01T00:00:00.000000001",
        "day": "2020-02-03",
        "raw": base64.b64encode(b"\x00\xff").decode(),
        "price": "1.50",
        "nested": {"when": "2020-02-03T04:05:06.000007Z", "raw": ["/w==", None]},
        "map": [{"key": "a", "value": "2020-02-03T04:05:06.000007Z"}],
        "kind": "x",
    }
    assert set(second.values()) == {None}
    assert plain_rows(table.slice(1).to_batches()[0]) == [second]
    assert json.loads(json.dumps(first)) == first


TABLE = pa.table(
    {
        "text": [("é" if n % 7 else None) and f"é{n}" * (n % 50) for n in range(25_000)],
        "edit_path": [[f"edit {n}"] * (n % 5) for n in range(25_000)],
        "n": [n if n % 3 else None for n in range(25_000)],
    }
)


def cut(sizes: list[int]) -> bytes:
    file = io.BytesIO()
    with RowGroupWriter(file, TABLE.schema) as writer:
        begin = 0
        for size in sizes:
            for batch in TABLE.slice(begin, size).to_batches():
                writer.write(batch)
            begin += size
        for batch in TABLE.slice(begin).to_batches():
            writer.write(batch)
        writer.close()
    return file.getvalue()


def test_bytes_do_not_depend_on_batches() -> None:
    whole = cut([])
    assert pq.read_table(io.BytesIO(whole)) == TABLE
    groups = pq.ParquetFile(io.BytesIO(whole)).metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [10_000] * 2 + [
        5_000
    ]
    for sizes in ([1] * 300, [9_999, 2, 9_998], [256] * 97, [10_000, 1], [24_999]):
        assert cut(sizes) == whole


@settings(max_examples=5)
@given(st.lists(st.integers(0, 6), max_size=8), st.integers(1, 4))
def test_row_groups_end_by_size(sizes: list[int], step: int) -> None:
    """Text of millions of bytes ends a row group, wherever batches are cut."""
    texts = ["x" * (size * 8_000_000) for size in sizes]
    schema = pa.schema([("text", pa.string())])
    batch = pa.record_batch({"text": pa.array(texts, pa.string())})
    contents = []
    for width in (step, len(texts) + 1):
        file = io.BytesIO()
        with RowGroupWriter(file, schema) as writer:
            for begin in range(0, len(texts), width):
                writer.write(batch.slice(begin, width))
            writer.close()
        contents.append(file.getvalue())
    assert contents[0] == contents[1]
    metadata = pq.ParquetFile(io.BytesIO(contents[0])).metadata
    assert metadata.num_row_groups <= math.ceil(sum(sizes) * 8_000_000 / (1 << 25)) + 1
