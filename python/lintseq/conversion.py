"""Rows of edits to rows of edits: in another format, with our columns or with the peer's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.errors import FormatError
from lintseq.record import ADDED_COLUMNS, Preset, Rejected
from lintseq.row import BadRow, Columns, Row, encode_columns
from lintseq.schema import INSTRUCTION_COLUMNS
from lintseq.sequence import Reject
from lintseq.transformation import UNRENDERABLE, Transform
from lintseq.verification import read_row

if TYPE_CHECKING:
    from lintseq.sequence import EditSequence

__all__ = ["Conversion"]

FAILED_CHECK = "failed-check"
"""The reason of rows whose edits cannot be read, or do not give the program."""

_PEER_PREFIX = "source_"


@dataclass(slots=True)
class Conversion:
    """Converts the rows of a file, one after the other.

    Attributes:
        transform: Which columns to read, and in which format to write the edits.
        preset: The columns to write: ours, or exactly those that pylintseq writes.
    """

    transform: Transform
    preset: Preset = "lintseq"
    _last: tuple[object, int] = field(default=("", -1))

    def convert(self, row: Row | BadRow) -> bytes | Rejected:
        """Give a row as a line of JSON, or say why its edits cannot be written.

        A row that does not tell which sample it is counts on from the one before, if that has the
        same program.
        """
        schema = self.transform.schema
        if isinstance(row, BadRow):
            return Rejected(row, Reject(row.reason, row.detail, ""), None, schema)
        if row.columns.get("status") == "rejected":
            told = (row.columns.get("reason"), row.columns.get("detail"))
            reason, detail = (value if isinstance(value, str) else "" for value in told)
            return Rejected(row, Reject(reason or FAILED_CHECK, detail, ""), None, schema)
        sequence, failures = read_row(row, schema)
        if sequence is None or failures:
            detail = f"{failures[0].check}: {failures[0].detail}"
            return Rejected(row, Reject(FAILED_CHECK, detail, ""), None, schema)
        try:
            texts = self.transform.render(sequence)
        except FormatError as error:
            reject = Reject(UNRENDERABLE, error.detail, sequence.language)
            return Rejected(row, reject, None, schema)
        columns = self._columns(row, sequence, texts)
        return encode_columns(columns) + b"\n"

    def _columns(self, row: Row, sequence: EditSequence, texts: list[str]) -> Columns:
        program_column = self._program_column(row)
        instruction_column = self._instruction_column(row)
        if self.preset == "peer":
            return self._peer_columns(row, sequence, texts, program_column, instruction_column)
        kept = {name: row.columns[name] for name in row.columns if name not in ADDED_COLUMNS}
        told = row.columns.get(instruction_column) if instruction_column else None
        instruction = told if isinstance(told, str) else ""
        name = row.columns.get("row_id")
        if not isinstance(name, str):
            name = _core.row_id(sequence.program, sequence.language, instruction)
        sample = row.columns.get("sample")
        if isinstance(sample, bool) or not isinstance(sample, int):
            sample = self._last[1] + 1 if self._last[0] == name else 0
        self._last = (name, sample)
        if program_column is None:
            kept["program"] = sequence.program
        linters = row.columns.get("linters")
        return kept | {
            "edit_path": texts,
            "edit_steps": sequence.steps.tolist(),
            "n_edits": len(texts),
            "sample": sample,
            "language": sequence.language,
            "row_id": name,
            "status": "ok",
            "reason": None,
            "detail": None,
            "linters": linters if isinstance(linters, list) else [],
            "edit_format": self.transform.format,
        }

    def _peer_columns(
        self,
        row: Row,
        sequence: EditSequence,
        texts: list[str],
        program_column: str | None,
        instruction_column: str | None,
    ) -> Columns:
        index, source = row.columns.get("index"), row.columns.get("source_file")
        columns: dict[str, Any] = {
            "edit_path": texts,
            "index": index if isinstance(index, int) else row.index,
            "source_file": source if isinstance(source, str) else row.source,
        }
        program = sequence.program if program_column is None else row.columns[program_column]
        columns[_peer_name(program_column or "program")] = program
        if instruction_column is not None:
            columns[_peer_name(instruction_column)] = row.columns[instruction_column]
        return columns

    def _program_column(self, row: Row) -> str | None:
        """Give the column with the program, which the rows of the peer call by its origin."""
        schema = self.transform.schema
        column = schema.program_column(row)
        found = (name for name in (column, *_peer_columns_of(row)) if name in row.columns)
        instruction = self._instruction_column(row)
        return next((name for name in found if name != instruction), None)

    def _instruction_column(self, row: Row) -> str | None:
        named = self.transform.schema.instruction
        names = (named,) if named is not None else INSTRUCTION_COLUMNS
        both = (*names, *(_peer_name(name) for name in names))
        return next((name for name in both if name in row.columns), None)


def _peer_name(column: str) -> str:
    return column if column.startswith(_PEER_PREFIX) else _PEER_PREFIX + column


def _peer_columns_of(row: Row) -> list[str]:
    """Give the columns that may be the peer's of the program."""
    ours = {"source_file", *(_PEER_PREFIX + name for name in ADDED_COLUMNS)}
    return [name for name in row.columns if name.startswith(_PEER_PREFIX) and name not in ours]
