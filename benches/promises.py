"""Whether finished sequences hold what lintseq promises, checked without lintseq's linter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import corpora
import lintseq

if TYPE_CHECKING:
    from lintseq import EditSequence


class Outcome(NamedTuple):
    """What the checks of one sequence found.

    Attributes:
        round_trip: Why the edits' text does not give back the program, or None.
        insertions: Why a step is no pure insertion, or None.
        refused: The states that CPython refuses although it accepts the program: their numbers
            and errors.
    """

    round_trip: str | None
    insertions: str | None
    refused: list[tuple[int, str]]


def check(sequence: EditSequence) -> Outcome:
    """Check one sequence: promises 1 and 2, and the syntax of every state."""
    states = sequence.states()
    edits = sequence.render("unified")
    return Outcome(
        _round_trip(sequence.program, edits), _insertions(states, edits), _refused(states)
    )


def broken(sequence: EditSequence) -> str | None:
    """Say how a sequence breaks promises 1 or 2, in any language; None if it keeps them."""
    edits = sequence.render("unified")
    return _round_trip(sequence.program, edits) or _insertions(sequence.states(), edits)


def _round_trip(program: str, edits: list[str]) -> str | None:
    try:
        text = lintseq.apply(edits)
    except lintseq.LintSeqError as error:
        return str(error)
    return None if text == program else f"{len(edits)} edits give {len(text)} other characters"


def _insertions(states: list[str], edits: list[str]) -> str | None:
    """Follow the edits' text from state to state; each has to add lines and take none."""
    if states[0] != "" or len(states) != len(edits) + 1:
        return f"{len(edits)} edits lead through {len(states)} states, from {states[0]!r}"
    for number, (edit, state, after) in enumerate(zip(edits, states, states[1:], strict=False)):
        if any(line[:1] not in ("+", "@", "\\") for line in edit.split("\n")):
            return f"the text of edit {number} does more than insert"
        if lintseq.apply([edit], state) != after:
            return f"edit {number} does not lead to state {number + 1}"
        rest = iter(after.split("\n"))
        if len(after) <= len(state) or not all(line in rest for line in state.split("\n")[:-1]):
            return f"state {number} is no subsequence of state {number + 1}"
    return None


def _refused(states: list[str]) -> list[tuple[int, str]]:
    if corpora.parses(states[-1]) is not None:
        return []
    errors = ((number, corpora.parses(state)) for number, state in enumerate(states))
    return [(number, str(error)) for number, error in errors if error is not None]
