"""What is written for each row: columns of ours, columns of the peer, rejects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lintseq.row import BadRow, Columns, encode_columns
from lintseq.sequence import Reject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lintseq.generation import Outcome
    from lintseq.row import Row
    from lintseq.schema import Schema
    from lintseq.transformation import Transform

__all__ = [
    "ADDED_COLUMNS",
    "PRESETS",
    "Preset",
    "Rejected",
    "added_columns",
    "free_name",
    "output_lines",
    "output_rows",
    "refused",
    "reject_line",
    "rejected",
]

Preset: TypeAlias = Literal["lintseq", "peer"]

PRESETS: tuple[Preset, ...] = ("lintseq", "peer")
"""Sets of output columns: ours, or exactly those that pylintseq writes."""

ADDED_COLUMNS = (
    "edit_path",
    "edit_steps",
    "n_edits",
    "sample",
    "language",
    "row_id",
    "status",
    "reason",
    "detail",
    "linters",
    "edit_format",
)
"""The columns that output rows have besides those of the input."""

PROSE_COLUMN = "prose"
"""The column that rows of both kinds have besides, where prose is kept."""

REJECT_COLUMNS = ("language", "row_id", "status", "reason", "detail", "file", "line")
"""The columns that rejected rows have besides those of the input."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was rejected.

    Attributes:
        row: The row.
        reject: Why.
        row_id: Its stable name, if it could be read that far.
        schema: Which columns were read.
        prose: What stood around its program.
    """

    row: Row | BadRow
    reject: Reject
    row_id: str | None
    schema: Schema
    prose: str | None = None

    def line(self) -> bytes:
        """Write it as a line of JSON: its columns, the reason, and where it was."""
        row, reject = self.row, self.reject
        added: dict[str, Any] = {
            "language": reject.language or None,
            "row_id": self.row_id,
            "status": "rejected",
            "reason": reject.reason,
            "detail": reject.detail,
            "file": row.source,
            "line": row.line,
        }
        if self.schema.prose == "keep":
            added[PROSE_COLUMN] = self.prose
        kept = _kept(row.columns, self.schema, REJECT_COLUMNS)
        return encode_columns({**kept, **added}) + b"\n"


def rejected(outcome: Outcome) -> Rejected | None:
    """Give the row of an outcome if it was rejected."""
    if not isinstance(outcome.result, Reject):
        return None
    return _rejected(outcome, outcome.result)


def refused(outcome: Outcome, reason: str, detail: str) -> Rejected:
    """Reject a row that has sequences."""
    language = outcome.prepared.language if outcome.prepared else ""
    return _rejected(outcome, Reject(reason, detail, language))


def _rejected(outcome: Outcome, reject: Reject) -> Rejected:
    name, prose = None, None
    if outcome.prepared is not None:
        name, prose = outcome.prepared.row_id, outcome.prepared.prose
    return Rejected(outcome.row, reject, name, outcome.schema, prose)


def output_lines(
    outcome: Outcome,
    preset: Preset = "lintseq",
    linters: Sequence[str] = (),
    edit_format: str = "unified",
) -> Iterator[bytes]:
    """Write one line of JSON for each sample of a row; none for a rejected row.

    Args:
        outcome: What became of the row.
        preset: Which columns to write.
        linters: The versions of the linters that guided, besides the native one.
        edit_format: The format of the edits.
    """
    prepared, result = outcome.prepared, outcome.result
    if prepared is None or isinstance(result, Reject):
        return
    if preset == "peer":
        source = _peer_columns(outcome)
        for _, texts in result:
            yield encode_columns({"edit_path": texts, **source}) + b"\n"
        return
    kept = encode_columns(_kept(outcome.row.columns, outcome.schema, ADDED_COLUMNS))
    start = b"{" if kept == b"{}" else kept[:-1] + b", "
    name = prepared.row_id
    prose = {PROSE_COLUMN: prepared.prose} if outcome.schema.prose == "keep" else {}
    for sample, (steps, texts) in enumerate(result):
        added = {
            "edit_path": texts,
            "edit_steps": steps.tolist(),
            "n_edits": len(texts),
            "sample": sample,
            "language": prepared.language,
            "row_id": name,
            "status": "ok",
            "reason": None,
            "detail": None,
            "linters": list(linters),
            "edit_format": edit_format,
            **prose,
        }
        yield start + encode_columns(added)[1:] + b"\n"


def output_rows(outcome: Outcome, transform: Transform) -> Iterator[Columns]:
    """Give the rows that `lintseq.transform` makes of a row: for each sample, or for the reject.

    Args:
        outcome: What became of the row.
        transform: What made it.
    """
    prepared, result = outcome.prepared, outcome.result
    kept = _kept(outcome.row.columns, outcome.schema, ADDED_COLUMNS)
    added: Columns = dict.fromkeys(added_columns(outcome.schema))
    if prepared is not None:
        added |= {"row_id": prepared.row_id, "language": prepared.language}
        if outcome.schema.prose == "keep":
            added[PROSE_COLUMN] = prepared.prose
    if isinstance(result, Reject):
        added |= {"language": result.language or None, "status": "rejected"}
        yield {**kept, **added, "reason": result.reason, "detail": result.detail}
        return
    added |= {"status": "ok", "linters": [*transform.config.linter_versions.values()]}
    added |= {"edit_format": transform.format}
    for sample, (steps, texts) in enumerate(result):
        made = {"edit_path": texts, "edit_steps": steps.tolist(), "n_edits": len(texts)}
        yield {**kept, **added, **made, "sample": sample}


def reject_line(outcome: Outcome) -> bytes:
    """Write a rejected row as a line of JSON: its columns, the reason, and where it was."""
    found = rejected(outcome)
    if found is None:
        raise TypeError("the row was not rejected")
    return found.line()


def added_columns(schema: Schema) -> tuple[str, ...]:
    """Give the columns that output rows have besides those of the input."""
    return (*ADDED_COLUMNS, PROSE_COLUMN) if schema.prose == "keep" else ADDED_COLUMNS


def free_name(name: str, names: Collection[str], added: Collection[str]) -> str:
    """Give the name that a column of the input has in the output.

    Args:
        name: Its name in the input; one with a name of ours becomes ``source_<name>``.
        names: The names of all columns of the input.
        added: The names of ours.
    """
    if name not in added:
        return name
    free = f"source_{name}"
    while free in names:
        free = f"source_{free}"
    return free


def _kept(columns: Columns, schema: Schema, added: tuple[str, ...]) -> Columns:
    """Give the input's columns; one with a name of ours becomes ``source_<name>``.

    The text that says the language is simply replaced. `lintseq.transform` does the same.
    """
    if schema.prose == "keep":
        added = (*added, PROSE_COLUMN)
    if not any(name in columns for name in added):
        return columns
    kept: Columns = {}
    for name, value in columns.items():
        says_language = name == "language" == schema.language
        if says_language and (value is None or isinstance(value, str)):
            continue
        kept[free_name(name, columns, added)] = value
    return kept


def _peer_columns(outcome: Outcome) -> Columns:
    prepared, row = outcome.prepared, outcome.row
    if prepared is None or isinstance(row, BadRow):
        return {}
    columns: Columns = {
        "index": row.index,
        "source_file": row.source,
        f"source_{prepared.program_column}": row.columns[prepared.program_column],
    }
    if prepared.instruction_column is not None:
        columns[f"source_{prepared.instruction_column}"] = prepared.instruction
    return columns
