"""A row of edits, as `lintseq generate` writes it, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.errors import UnknownFormatError
from lintseq.formats import find_format
from lintseq.schema import INSTRUCTION_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["REASONS", "Source", "UnusableRow", "read_source"]

REASONS = {
    "missing-column": "a column is not there",
    "bad-column": "a column holds something else than it should",
    "rejected-row": "the row is a reject of `lintseq generate`",
    "no-edits": "there are no edits",
    "blank-edit": "an edit holds nothing but white space, which ends the edits",
    "no-instruction": "the shape needs an instruction, and there is none",
    "unknown-format": "there is no such edit format",
    "other-format": "the edits are in another format than the one that was asked for",
    "half-character": "a text holds half of a surrogate pair, which no tokenizer takes",
    "ambiguous-separator": "a line of an edit, or of the text before it, reads like the separator",
    "unappliable": "an edit does not apply, so that there is no state to start from",
    "too-many-tokens": "the row has more tokens than allowed",
}
"""Why a row gives no training row. Lines that hold no row have the reasons of `generate`."""

_NAMED_COLUMNS = 20


class UnusableRow(Exception):  # noqa: N818 - it never leaves this package
    """A row gives no training row.

    Attributes:
        reason: One of `REASONS`.
        detail: What was found, for a reader.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason, detail)


@dataclass(frozen=True, slots=True)
class Source:
    """What a row says.

    Attributes:
        instruction: The instruction, ``""`` if there is none.
        prose: Text that stood around the program; it goes before the first edit.
        edits: The texts of the edits.
        edit_format: Their format.
        language: The language of the program, if the row says it.
        row_id: The stable name of the row; a hash of edits, language and instruction if the row
            has none.
        sample: Which sample of its program the row is.
    """

    instruction: str
    prose: str
    edits: tuple[str, ...]
    edit_format: str
    language: str | None
    row_id: str
    sample: int


def read_source(columns: Mapping[str, Any], instruction_column: str | None = None) -> Source:
    """Read a row.

    Args:
        columns: Its columns.
        instruction_column: The column with the instruction. None takes ``instruction`` or
            ``prompt``, where one holds text.

    Raises:
        UnusableRow: If it is no row of edits.
    """
    if columns.get("status") == "rejected":
        raise UnusableRow("rejected-row", f"it was rejected: {columns.get('reason')}")
    instruction = _instruction(columns, instruction_column)
    edits = _edits(columns)
    edit_format = _text(columns, "edit_format") or "unified"
    try:
        find_format(edit_format)
    except UnknownFormatError as error:
        raise UnusableRow("unknown-format", str(error)) from None
    prose = _text(columns, "prose") or ""
    language = _text(columns, "language")
    numbered = [(f"edit {number}", edit) for number, edit in enumerate(edits, 1)]
    for name, text in (("the instruction", instruction), ("the prose", prose), *numbered):
        _check_characters(name, text)
    sample = columns.get("sample")
    if sample is None:
        sample = 0
    elif isinstance(sample, bool) or not isinstance(sample, int):
        raise UnusableRow("bad-column", f"column 'sample' holds {sample!r}, no whole number")
    own_id = _text(columns, "row_id") or _core.row_id("\0".join(edits), language or "", instruction)
    return Source(instruction, prose, edits, edit_format, language, own_id, sample)


def _instruction(columns: Mapping[str, Any], column: str | None) -> str:
    if column is None:
        found = (columns[name] for name in INSTRUCTION_COLUMNS if name in columns)
        return next((text for text in found if isinstance(text, str)), "")
    text = _text(columns, column, required=True)
    if text is None:
        raise UnusableRow("bad-column", f"column {column!r} holds null, not text")
    return text


def _edits(columns: Mapping[str, Any]) -> tuple[str, ...]:
    edits = _column(columns, "edit_path")
    if hasattr(edits, "tolist"):  # arrays of pandas and the like
        edits = edits.tolist()
    if not isinstance(edits, (list, tuple)) or not all(isinstance(edit, str) for edit in edits):
        raise UnusableRow("bad-column", "column 'edit_path' holds no list of text")
    if not edits:
        raise UnusableRow("no-edits", "column 'edit_path' is empty")
    for number, edit in enumerate(edits, 1):
        if not edit.strip():
            raise UnusableRow("blank-edit", f"edit {number} is {edit!r}")
    return tuple(edits)


def _text(columns: Mapping[str, Any], column: str, *, required: bool = False) -> str | None:
    value = _column(columns, column) if required else columns.get(column)
    if value is not None and not isinstance(value, str):
        raise UnusableRow("bad-column", f"column {column!r} holds {type(value).__name__}, not text")
    return value


def _column(columns: Mapping[str, Any], column: str) -> Any:  # noqa: ANN401 - whatever is in it
    if column not in columns:
        names = list(columns)
        listed = ", ".join(names[:_NAMED_COLUMNS]) + (", ..." if names[_NAMED_COLUMNS:] else "")
        raise UnusableRow("missing-column", f"no column {column!r}; there are: {listed or 'none'}")
    return columns[column]


def _check_characters(name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnusableRow(
            "half-character", f"{name} has half of a surrogate pair at character {error.start}"
        ) from None
