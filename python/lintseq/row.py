"""Rows: lines of JSON on the way in and out, and what makes one unreadable."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "BadRow",
    "Columns",
    "RawRow",
    "Row",
    "decode_row",
    "decode_rows",
    "encode_columns",
    "numbered_lines",
]

Columns: TypeAlias = dict[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False).encode
_encode_ascii = json.JSONEncoder().encode


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read.

    Attributes:
        source: The file it comes from.
        line: Its line in the file, from 1.
        index: Its place among the rows of the file, from 0.
        columns: Its content.
    """

    source: str
    line: int
    index: int
    columns: Columns


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line, or a row of a Parquet file, that holds no row.

    Attributes:
        source: The file it comes from.
        line: Its line in the file, from 1.
        index: Its place among the rows of the file, from 0.
        raw: Its bytes.
        reason: A short stable name of what is wrong.
        detail: What was found, for a reader.
        given: Its columns, if there are some after all.
    """

    source: str
    line: int
    index: int
    raw: bytes
    reason: str
    detail: str
    given: Columns | None = None

    @property
    def columns(self) -> Columns:
        """The bytes as a column: text where they are text, base64 where not."""
        if self.given is not None:
            return self.given
        try:
            return {"raw": self.raw.decode()}
        except UnicodeDecodeError:
            return {"raw_base64": base64.b64encode(self.raw).decode()}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A line that should hold a row, before it is decoded.

    Attributes:
        raw: Its bytes.
        source: The file it comes from.
        line: Its line in the file, from 1.
        index: Its place among the rows of the file, from 0.
    """

    raw: bytes
    source: str
    line: int
    index: int


def numbered_lines(lines: Iterable[bytes], source: str) -> Iterator[RawRow]:
    """Find the rows among the lines of a file; blank lines are no rows.

    Args:
        lines: The lines, with or without their line ends.
        source: Where they come from, for messages.
    """
    index = 0
    for number, line in enumerate(lines, 1):
        raw = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if raw and not raw.isspace():
            yield RawRow(raw, source, number, index)
            index += 1


def decode_rows(lines: Iterable[bytes], source: str) -> Iterator[Row | BadRow]:
    """Decode lines of JSON; blank lines are no rows.

    Args:
        lines: The lines, with or without their line ends.
        source: Where they come from, for messages.
    """
    return map(decode_row, numbered_lines(lines, source))


def decode_row(row: RawRow) -> Row | BadRow:
    """Decode a line of JSON."""
    raw, source, line, index = row.raw, row.source, row.line, row.index
    reason = "invalid-json"
    try:
        value = json.loads(raw.decode())
    except UnicodeDecodeError as error:
        reason, detail = "invalid-utf8", f"bad byte 0x{raw[error.start]:02x} at {error.start}"
    except json.JSONDecodeError as error:
        detail = f"{error.msg} at character {error.pos}"
        if not raw.endswith(b"\n"):
            detail += "; the line has no end, it may be half-written"
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 100,000 brackets
        detail = str(error)
    else:
        if isinstance(value, dict):
            return Row(source, line, index, value)
        reason, detail = "not-an-object", f"the line holds {_kind(value)}, not an object"
    return BadRow(source, line, index, raw.rstrip(b"\r\n"), reason, detail)


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list (a JSON array has to become JSON lines first: jq -c '.[]')"
    return {str: "a string", bool: "a boolean", type(None): "null"}.get(type(value), "a number")


def encode_columns(columns: Columns) -> bytes:
    """Write columns as one line of JSON, without its line end."""
    try:
        return _encode(columns).encode()
    except UnicodeEncodeError:  # half of a surrogate pair can only be written as an escape
        return _encode_ascii(columns).encode()
