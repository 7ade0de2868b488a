"""Checking rows that were generated, by us or by others, against the promises."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.application import try_apply
from lintseq.config import Config
from lintseq.detection import detect_language
from lintseq.errors import LinterError, LintSeqError, SequenceError, UnknownNameError
from lintseq.language import require_language
from lintseq.linter import NATIVE
from lintseq.linting import Violation, verify, violations_of
from lintseq.panel import Panel
from lintseq.row import BadRow, Row
from lintseq.sequence import EditSequence, split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.diagnostic import Diagnostic
    from lintseq.panel import Report
    from lintseq.schema import Schema

__all__ = ["CHECKS", "RowFailure", "RowVerdict", "check_row", "check_rows", "read_row"]

CHECKS = {
    "row": "the row can be read and has edits",
    "apply": "every edit applies",
    "insert-only": "every edit only inserts, and inserts something",
    "steps": "edit_steps and n_edits agree with the edits",
    "round-trip": "the edits give the program",
    "lint": "every state is lint-correct",
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


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What was found of a row.

    Attributes:
        failures: The checks that it fails; empty if it passes all.
        states: How many of its states were linted.
        violations: Those of them that are not lint-correct.
    """

    failures: tuple[RowFailure, ...]
    states: int = 0
    violations: tuple[Violation, ...] = ()


class _FailedCheck(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, check: str, detail: str) -> None:
        super().__init__(check, detail)
        self.failure = RowFailure(check, detail)


def check_row(row: Row | BadRow, schema: Schema) -> list[RowFailure]:
    """Check one row, its states by the native linter.

    Args:
        row: The row.
        schema: Which columns hold program and language; the program may be absent.

    Returns:
        The checks that it fails; empty if it passes all.
    """
    return list(check_rows([row], schema)[0].failures)


def check_rows(
    rows: Sequence[Row | BadRow], schema: Schema, linters: Sequence[str] = (NATIVE,)
) -> list[RowVerdict]:
    """Check rows together: a linter that is not the native one gets all their states at once.

    Args:
        rows: The rows.
        schema: Which columns hold program and language; the program may be absent.
        linters: The names of the linters that judge the states; all have to find them correct.

    Returns:
        What was found of each row.

    Raises:
        UnknownLinterError: If no linter has one of the names.
        LinterError: If one of them cannot be used here.
    """
    read = [read_row(row, schema) for row in rows]
    sequences = [sequence for sequence, _ in read if sequence is not None]
    judged = iter(_judge(sequences, linters))
    verdicts = []
    for sequence, failed in read:
        found = next(judged) if sequence is not None else []
        if isinstance(found, LintSeqError):
            verdicts.append(RowVerdict((*failed, RowFailure("lint", str(found)))))
            continue
        failed += [
            RowFailure("lint", f"state {violation.state}: {violation.diagnostics[0]}")
            for violation in found
        ]
        # The empty text and the finished program are not judged.
        states = max(0, len(sequence) - 1) if sequence is not None else 0
        verdicts.append(RowVerdict(tuple(failed), states, tuple(found)))
    return verdicts


def read_row(row: Row | BadRow, schema: Schema) -> tuple[EditSequence | None, list[RowFailure]]:
    """Read the edits of a row.

    Args:
        row: The row, with ``edit_path`` in any format, or with ``edit_steps`` and the program.
        schema: Which columns hold program and language; the program may be absent.

    Returns:
        Its sequence, if it can be read, and the checks that it fails so far.
    """
    try:
        sequence = _sequence(row, schema)
    except _FailedCheck as error:
        return None, [error.failure]
    broken = _round_trip(row, sequence, schema)
    return sequence, [] if broken is None else [broken]


def _edits(row: Row | BadRow) -> list[str] | None:
    """Give the texts of the edits; None where only edit_steps tells them."""
    if isinstance(row, BadRow):
        raise _FailedCheck("row", f"{row.reason}: {row.detail}")
    edits = row.columns.get("edit_path")
    if edits is None and row.columns.get("edit_steps") is not None:
        return None
    if not isinstance(edits, list) or not all(isinstance(edit, str) for edit in edits):
        raise _FailedCheck("row", "column 'edit_path' is missing or no list of text")
    return edits


def _sequence(row: Row | BadRow, schema: Schema) -> EditSequence:
    edits = _edits(row)
    if edits is None:
        return _from_steps(row, schema)
    states = _states(edits, row.columns.get("edit_format") or "unified")
    language = _language(row, schema, states[-1])
    try:
        sequence = EditSequence.from_states(states, language)
    except SequenceError as error:
        raise _FailedCheck("insert-only", str(error)) from None
    return _agreeing(row, sequence, states)


def _from_steps(row: Row | BadRow, schema: Schema) -> EditSequence:
    """Give the sequence of a row without texts of edits, from its program and edit_steps."""
    program = row.columns.get(schema.program_column(row)) if isinstance(row, Row) else None
    if not isinstance(program, str):
        raise _FailedCheck("row", "there is neither a column 'edit_path' nor one with the program")
    language = _language(row, schema, program)
    extracted = _core.extract_program(program, language)
    program = program if extracted is None else extracted
    try:
        return EditSequence(program, language, row.columns["edit_steps"])
    except SequenceError as error:
        raise _FailedCheck("steps", str(error)) from None


def _language(row: Row | BadRow, schema: Schema, program: str) -> str:
    language = row.columns.get(schema.language) or schema.default_language
    if language is None and (language := detect_language(program)) is None:
        raise _FailedCheck(
            "row", f"no column {schema.language!r} tells the language; name it (--language)"
        )
    try:
        return require_language(language)
    except (UnknownNameError, TypeError) as error:
        raise _FailedCheck("row", str(error)) from None


def _states(edits: list[str], edit_format: object) -> list[str]:
    if not isinstance(edit_format, str):
        raise _FailedCheck("row", "column 'edit_format' is no text")
    states = [""]
    for number, edit in enumerate(edits, 1):
        try:
            result = try_apply([edit], states[-1], format=edit_format)
        except UnknownNameError as error:
            raise _FailedCheck("row", str(error)) from None
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
    fenced = _core.extract_program(program, sequence.language)
    if fenced == sequence.program:
        return None
    wanted, found = split_lines(program), split_lines(sequence.program)
    same = 0
    while same < min(len(wanted), len(found)) and wanted[same] == found[same]:
        same += 1
    return RowFailure("round-trip", f"the edits give another program from line {same + 1} on")


def _judge(
    sequences: Sequence[EditSequence], linters: Sequence[str]
) -> list[list[Violation] | LintSeqError]:
    """Give the states of each sequence that are not lint-correct, or why that cannot be told."""
    verdicts: list[list[Violation] | LintSeqError] = [[] for _ in sequences]
    if NATIVE in linters:
        verdicts = [_judge_natively(sequence) for sequence in sequences]
    others = [name for name in linters if name != NATIVE]
    if not others:
        return verdicts
    panel = Panel(others)
    for language in dict.fromkeys(sequence.language for sequence in sequences):
        those = [n for n, sequence in enumerate(sequences) if sequence.language == language]
        problem = panel.missing(language)
        if problem is not None:
            for number in those:
                verdicts[number] = LinterError(problem)
            continue
        states = [sequences[number].states()[1:] for number in those]
        reports = iter(panel.lint([text for texts in states for text in texts], language))
        for number, texts in zip(those, states, strict=True):
            own = list(islice(reports, len(texts)))
            verdicts[number] = _joined(verdicts[number], sequences[number], own)
    return verdicts


def _joined(
    native: list[Violation] | LintSeqError, sequence: EditSequence, reports: Sequence[Report]
) -> list[Violation] | LintSeqError:
    usable: list[Sequence[Diagnostic]] = []
    for state, report in enumerate(reports, 1):
        if isinstance(report, LinterError):
            return LinterError(f"state {state}: {report}")
        usable.append(report)
    if isinstance(native, LintSeqError):
        return native
    found: dict[int, tuple[Diagnostic, ...]] = {}
    for violation in [*native, *violations_of(sequence, usable)]:
        found[violation.state] = found.get(violation.state, ()) + violation.diagnostics
    return [Violation(state, diagnostics) for state, diagnostics in sorted(found.items())]


def _judge_natively(sequence: EditSequence) -> list[Violation] | LintSeqError:
    try:
        return verify(sequence, config=_NO_LIMITS)
    except LintSeqError as error:
        return error
