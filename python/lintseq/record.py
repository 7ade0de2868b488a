"""What is written for each row: columns of ours, columns of the peer, rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lintseq.row import BadRow, Columns, encode_columns
from lintseq.sequence import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lintseq.generation import Outcome
    from lintseq.transformation import Transform

__all__ = ["PRESETS", "Preset", "output_lines", "output_rows", "reject_line"]

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
    kept = encode_columns(_kept(outcome, ADDED_COLUMNS))
    start = b"{" if kept == b"{}" else kept[:-1] + b", "
    name = prepared.row_id
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
            **_prose(outcome),
        }
        yield start + encode_columns(added)[1:] + b"\n"


def reject_line(outcome: Outcome) -> bytes:
    """Write a rejected row as a line of JSON: its columns, the reason, and where it was."""
    row, reject = outcome.row, outcome.result
    if not isinstance(reject, Reject):
        raise TypeError("the row was not rejected")
    added: dict[str, Any] = {
        "language": reject.language or None,
        "row_id": outcome.prepared.row_id if outcome.prepared else None,
        "status": "rejected",
        "reason": reject.reason,
        "detail": reject.detail,
        "file": row.source,
        "line": row.line,
        **_prose(outcome),
    }
    kept = _kept(outcome, REJECT_COLUMNS)
    return encode_columns({**kept, **added}) + b"\n"


def output_rows(outcome: Outcome, transform: Transform) -> Iterator[Columns]:
    """Give the rows that `lintseq.transform` makes of a row: for each sample, or for the reject.

    Args:
        outcome: What became of the row.
        transform: What made it.
    """
    prepared, result = outcome.prepared, outcome.result
    kept = _kept(outcome, ADDED_COLUMNS)
    added: Columns = dict.fromkeys(ADDED_COLUMNS)
    added["row_id"] = prepared.row_id if prepared else None
    if isinstance(result, Reject):
        added |= {"language": result.language or None, "status": "rejected"}
        added |= {"reason": result.reason, "detail": result.detail}
        yield {**kept, **added, **_prose(outcome)}
        return
    added |= {"language": prepared.language if prepared else None, "status": "ok"}
    added |= {"linters": [*transform.config.linter_versions.values()]}
    added |= {"edit_format": transform.format}
    for sample, (steps, texts) in enumerate(result):
        made = {"edit_path": texts, "edit_steps": steps.tolist(), "n_edits": len(texts)}
        yield {**kept, **added, **made, "sample": sample, **_prose(outcome)}


def _prose(outcome: Outcome) -> Columns:
    """Give what stood around the program, where it is kept."""
    if outcome.schema.prose == "drop":
        return {}
    return {PROSE_COLUMN: outcome.prepared.prose if outcome.prepared else None}


def _kept(outcome: Outcome, added: tuple[str, ...]) -> Columns:
    """Give the input's columns; one with a name of ours becomes ``source_<name>``.

    The text that says the language is simply replaced. `lintseq.transform` does the same.
    """
    columns = outcome.row.columns
    if outcome.schema.prose == "keep":
        added = (*added, PROSE_COLUMN)
    if not any(name in columns for name in added):
        return columns
    kept: Columns = {}
    for name, value in columns.items():
        says_language = name == "language" == outcome.schema.language
        if says_language and (value is None or isinstance(value, str)):
            continue
        free = name
        if name in added:
            free = f"source_{name}"
            while free in columns:
                free = f"source_{free}"
        kept[free] = value
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
