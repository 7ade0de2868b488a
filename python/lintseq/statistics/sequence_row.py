"""A row that holds an edit sequence, as generate writes it, or the peer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lintseq.application import try_apply
from lintseq.errors import LintSeqError, SequenceError, UnknownNameError
from lintseq.row import BadRow, Row
from lintseq.schema import INSTRUCTION_COLUMNS
from lintseq.sequence import EditSequence

if TYPE_CHECKING:
    from lintseq.schema import Schema

__all__ = ["SequenceRow", "UnreadableRowError", "read_sequence"]

_NAMES = ("task_id", "id", "name", "path", "index", "source_index")
"""Columns by which people call their rows; the first counts."""


class UnreadableRowError(LintSeqError):
    """A row holds no edit sequence.

    Attributes:
        reason: A short stable name of what is wrong.
        detail: What was found, for a reader.
    """

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason, detail)

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


@dataclass(frozen=True, slots=True)
class SequenceRow:
    """An edit sequence and what its row says about it.

    Attributes:
        program: What the edits give.
        language: Its language; ``""`` if the row does not tell.
        steps: The step that inserts each line.
        n_edits: How many edits there are.
        edits: The texts of the edits; empty if the row holds none.
        edit_format: Their format.
        sample: Which sample of its row it is; None if the row does not tell.
        key: Equal for the samples of one row of the input.
        name: What its owner calls the row; ``""`` if that cannot be told.
        instruction: The instruction; ``""`` if there is none.
    """

    program: str
    language: str
    steps: list[int]
    n_edits: int
    edits: list[str]
    edit_format: str
    sample: int | None
    key: object
    name: str
    instruction: str


def read_sequence(row: Row | BadRow, schema: Schema) -> SequenceRow:
    """Read a row.

    Args:
        row: The row.
        schema: Which columns hold the program, where there are no texts of edits, and the
            instruction.

    Raises:
        UnreadableRowError: If it holds no edit sequence.
    """
    if isinstance(row, BadRow):
        raise UnreadableRowError(row.reason, row.detail)
    columns = row.columns
    language = columns.get(schema.language)
    language = language if isinstance(language, str) else ""
    edits = columns.get("edit_path")
    edit_format = columns.get("edit_format") or "unified"
    if edits is None and columns.get("edit_steps") is not None:
        program, steps = _from_steps(row, schema, language)
        edits = []
    elif not isinstance(edits, list) or not all(isinstance(edit, str) for edit in edits):
        raise UnreadableRowError("no-edits", "column 'edit_path' is missing or no list of text")
    elif not isinstance(edit_format, str):
        raise UnreadableRowError("no-edits", "column 'edit_format' is no text")
    else:
        program, steps = _from_edits(edits, edit_format, columns.get("edit_steps"), language)
    sample = columns.get("sample")
    return SequenceRow(
        program,
        language,
        steps,
        max(steps, default=-1) + 1,
        edits,
        edit_format,
        sample if isinstance(sample, int) else None,
        _key(columns, program),
        _name(columns),
        _instruction(columns, schema),
    )


def _from_steps(row: Row, schema: Schema, language: str) -> tuple[str, list[int]]:
    """Give program and steps of a row without texts of edits."""
    program = row.columns.get(schema.program_column(row))
    if not isinstance(program, str):
        raise UnreadableRowError(
            "no-edits", "there is neither a column 'edit_path' nor one with the program"
        )
    try:
        program.encode()
    except UnicodeEncodeError as error:
        raise UnreadableRowError("invalid-utf8", str(error)) from None
    return program, _checked(program, row.columns["edit_steps"], language)


def _from_edits(
    edits: list[str],
    edit_format: str,
    steps: Any,  # noqa: ANN401 - JSON
    language: str,
) -> tuple[str, list[int]]:
    """Apply edits, at once if the steps are known, else one by one; gives program and steps."""
    states = [""]
    for part in [edits] if steps is not None else [[edit] for edit in edits]:
        try:
            result = try_apply(part, states[-1], format=edit_format)
        except UnknownNameError as error:
            raise UnreadableRowError("unknown-format", str(error)) from None
        if result.failures:
            raise UnreadableRowError("apply", str(result.failures[0]))
        states.append(result.text)
    program = states[-1]
    if steps is None:
        try:
            steps = EditSequence.from_states(states, language).steps.tolist()
        except SequenceError as error:
            raise UnreadableRowError("insert-only", str(error)) from None
    steps = _checked(program, steps, language)
    told = max(steps, default=-1) + 1
    if told != len(edits):
        raise UnreadableRowError(
            "steps", f"edit_steps tells {told} edits, but there are {len(edits)}"
        )
    return program, steps


def _checked(program: str, steps: Any, language: str) -> list[int]:  # noqa: ANN401 - JSON
    """Give steps that fit the program."""
    if isinstance(steps, list) and set(map(type, steps)) == {int}:  # most do, and soon seen
        lines = program.count("\n") + (program[-1:] not in ("", "\n"))
        used = set(steps)
        if len(steps) == lines and min(used) == 0 and max(used) == len(used) - 1:
            return steps
    try:
        checked: list[int] = EditSequence(program, language, steps).steps.tolist()
    except SequenceError as error:
        raise UnreadableRowError("steps", str(error)) from None
    return checked


def _key(columns: dict[str, Any], program: str) -> object:
    if isinstance(name := columns.get("row_id"), str):
        return name
    if "index" in columns and "source_file" in columns:  # as the peer writes them
        return (str(columns["source_file"]), str(columns["index"]))
    return (program,)


def _name(columns: dict[str, Any]) -> str:
    for column in (*_NAMES, "row_id"):
        value = columns.get(column)
        if isinstance(value, str | int) and value != "":
            return str(value)
    return ""


def _instruction(columns: dict[str, Any], schema: Schema) -> str:
    names = INSTRUCTION_COLUMNS if schema.instruction is None else (schema.instruction,)
    for name in (*names, *(f"source_{name}" for name in names)):
        if isinstance(value := columns.get(name), str):
            return value
    return ""
