"""Checking rows that were generated, by us or by others, against the promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lintseq.application import try_apply
from lintseq.config import Config
from lintseq.detection import detect_language
from lintseq.errors import LintSeqError, SequenceError, UnknownNameError
from lintseq.language import require_language
from lintseq.linting import verify
from lintseq.markdown import extract_program
from lintseq.row import BadRow, Row
from lintseq.sequence import EditSequence, split_lines

if TYPE_CHECKING:
    from lintseq.schema import Schema

__all__ = ["CHECKS", "RowFailure", "check_row"]

CHECKS = {
    "row": "the row can be read and has edits",
    "apply": "every edit applies",
    "insert-only": "every edit only inserts, and inserts something",
    "steps": "edit_steps and n_edits agree with the edits",
    "round-trip": "the edits give the program",
    "lint": "every state is lint-correct under the native linter",
}
"""What is checked, in order. A row that fails one of the first four is not checked further."""


_MOST = 2**32 - 1
# Whatever the limits were when the rows were made, they are no reason to pass over one now.
_NO_LIMITS = Config(
    max_bytes=_MOST, max_lines=_MOST, max_line_bytes=_MOST, max_nesting=_MOST, max_seconds=600
)


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A check that a row fails.

    Attributes:
        check: The check, one of `CHECKS`.
        detail: What was found, for a reader.
    """

    check: str
    detail: str


class _FailedCheck(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, check: str, detail: str) -> None:
        super().__init__(check, detail)
        self.failure = RowFailure(check, detail)


def check_row(row: Row | BadRow, schema: Schema) -> list[RowFailure]:
    """Check one row.

    Args:
        row: The row.
        schema: Which columns hold program and language; the program may be absent.

    Returns:
        The checks that it fails; empty if it passes all.
    """
    try:
        edits = _edits(row)
        sequence = _sequence(row, edits, schema)
    except _FailedCheck as error:
        return [error.failure]
    failures = [_round_trip(row, sequence, schema), *_lint(sequence)]
    return [failure for failure in failures if failure is not None]


def _edits(row: Row | BadRow) -> list[str]:
    if isinstance(row, BadRow):
        raise _FailedCheck("row", f"{row.reason}: {row.detail}")
    edits = row.columns.get("edit_path")
    if not isinstance(edits, list) or not all(isinstance(edit, str) for edit in edits):
        raise _FailedCheck("row", "column 'edit_path' is missing or no list of text")
    return edits


def _sequence(row: Row | BadRow, edits: list[str], schema: Schema) -> EditSequence:
    language = row.columns.get(schema.language) or schema.default_language
    states = _states(edits)
    if language is None and (language := detect_language(states[-1])) is None:
        raise _FailedCheck(
            "row", f"no column {schema.language!r} tells the language; name it (--language)"
        )
    try:
        language = require_language(language)
        sequence = EditSequence.from_states(states, language)
    except SequenceError as error:
        raise _FailedCheck("insert-only", str(error)) from None
    except (UnknownNameError, TypeError) as error:
        raise _FailedCheck("row", str(error)) from None
    return _agreeing(row, sequence, states)


def _states(edits: list[str]) -> list[str]:
    states = [""]
    for number, edit in enumerate(edits, 1):
        result = try_apply([edit], states[-1])
        if result.failures:
            first = result.failures[0]
            raise _FailedCheck(
                "apply", f"edit {number}, line {first.line}: {first.reason}: {first.detail}"
            )
        states.append(result.text)
    return states


def _agreeing(row: Row | BadRow, sequence: EditSequence, states: list[str]) -> EditSequence:
    """Give the sequence with the row's own steps, where it has some."""
    count = row.columns.get("n_edits", len(sequence))
    if count != len(sequence):
        raise _FailedCheck("steps", f"n_edits is {count}, but there are {len(sequence)} edits")
    steps = row.columns.get("edit_steps")
    if steps is None:
        return sequence
    try:
        own = EditSequence(sequence.program, sequence.language, steps)
    except SequenceError as error:
        raise _FailedCheck("steps", str(error)) from None
    for number, (wanted, found) in enumerate(zip(own.states(), states, strict=False)):
        if wanted != found:
            raise _FailedCheck("steps", f"state {number} of edit_steps is not what edits give")
    return own


def _round_trip(row: Row | BadRow, sequence: EditSequence, schema: Schema) -> RowFailure | None:
    if isinstance(row, BadRow):
        return None
    program = row.columns.get(schema.program_column(row))
    if not isinstance(program, str) or program == sequence.program:
        return None
    fenced = extract_program(program, sequence.language, lambda _: False)
    if fenced == sequence.program:
        return None
    wanted, found = split_lines(program), split_lines(sequence.program)
    same = 0
    while same < min(len(wanted), len(found)) and wanted[same] == found[same]:
        same += 1
    return RowFailure("round-trip", f"the edits give another program from line {same + 1} on")


def _lint(sequence: EditSequence) -> list[RowFailure]:
    try:
        violations = verify(sequence, config=_NO_LIMITS)
    except LintSeqError as error:
        return [RowFailure("lint", str(error))]
    return [
        RowFailure("lint", f"state {violation.state}: {violation.diagnostics[0]}")
        for violation in violations
    ]
