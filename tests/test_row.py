from __future__ import annotations

import base64
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq.row import BadRow, Row, decode_rows, encode_columns

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def decode(*lines: bytes) -> list[Row | BadRow]:
    return list(decode_rows(lines, "rows.jsonl"))


def test_rows_have_place_and_columns() -> None:
    assert decode(b'{"a": 1}\n', b" \n", b'{"b": 2}') == [
        Row("rows.jsonl", 1, 0, {"a": 1}),
        Row("rows.jsonl", 3, 1, {"b": 2}),
    ]


def test_byte_order_mark_and_carriage_return() -> None:
    rows = decode(b'\xef\xbb\xbf{"a": 1}\r\n', b'{"a": 2}\r\n')
    assert [row.columns for row in rows] == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b'{"a": "xy', "invalid-json", "it may be half-written"),
        (b'{"a": }\n', "invalid-json", "Expecting value at character 6"),
        (b'{"a": "\xff"}\n', "invalid-utf8", "bad byte 0xff at 7"),
        (b"[1]\n", "not-an-object", "jq -c '.[]'"),
        (b'"text"\n', "not-an-object", "a string"),
        (b"null\n", "not-an-object", "null"),
        (b"true\n", "not-an-object", "a boolean"),
        (b"1.5\n", "not-an-object", "a number"),
        (b"[" * 100_000 + b"\n", "invalid-json", ""),
        (b'{"a": ' + b"1" * 10_000 + b"}\n", "invalid-json", "digit"),
        (b"\x00\n", "invalid-json", ""),
    ],
)
def test_bad_row_says_what_is_wrong(line: bytes, reason: str, detail: str) -> None:
    (row,) = decode(line)
    assert isinstance(row, BadRow)
    assert row.reason == reason
    assert detail in row.detail
    assert row.raw == line.rstrip(b"\n")


def test_bad_row_keeps_its_bytes() -> None:
    text, data = decode(b"oops\n", b"\xff\xfe\n")
    assert text.columns == {"raw": "oops"}
    assert base64.b64decode(data.columns["raw_base64"]) == b"\xff\xfe"


@given(st.dictionaries(st.text(st.characters()), VALUES))
def test_columns_round_trip(columns: dict[str, object]) -> None:
    line = encode_columns(columns)
    assert b"\n" not in line
    (row,) = decode(line)
    assert row.columns == json.loads(json.dumps(columns))


def test_numbers_without_json_form_stay() -> None:
    (row,) = decode(b'{"a": NaN, "b": 1e999}')
    assert math.isnan(row.columns["a"])
    assert encode_columns(row.columns) == b'{"a": NaN, "b": Infinity}'
