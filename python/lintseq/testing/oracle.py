"""An oracle for edit sequences: which promises one breaks.

It works the states out by itself, from nothing but the program and the step array, so that it does
not repeat a mistake of what it judges.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lintseq.application import try_apply
from lintseq.errors import FormatError, LintSeqError, RejectedError
from lintseq.formats.native import NATIVE_FORMATS
from lintseq.linter import NATIVE
from lintseq.linting import verify
from lintseq.sampling import sample
from lintseq.sequence import EditSequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lintseq.config import Config
    from lintseq.linter import Linter

__all__ = ["PROMISES", "BrokenPromise", "BrokenPromiseError", "broken_promises", "check_sequence"]

PROMISES = {
    "program": "the sequence is of the program, byte for byte",
    "partition": "the steps are int32, read-only, one a line, from 0, and leave out none",
    "edits": "each edit holds the lines of its step and no others, and at least one",
    "insert-only": "each state is what the edits so far insert, nothing first, the program last",
    "formats": "each edit format gives back every state, or says what it cannot hold",
    "pickle": "a copy by pickle is equal, and so is one built from the states",
    "lint-correct": "no state has a diagnostic that the program does not have",
    "reproducible": "the same program, seed and configuration give the same sequence again",
}
"""What every edit sequence keeps, by short names."""


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A promise that something breaks.

    Attributes:
        promise: Its short name, such as one of `PROMISES`.
        detail: What was found, for a reader.
    """

    promise: str
    detail: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.detail}"


class BrokenPromiseError(AssertionError):
    """An edit sequence breaks promises.

    Attributes:
        broken: The promises, and what was found.
    """

    def __init__(self, broken: Sequence[BrokenPromise]) -> None:
        super().__init__(tuple(broken))
        self.broken = tuple(broken)

    def __str__(self) -> str:
        return "; ".join(map(str, self.broken))


def check_sequence(
    sequence: EditSequence,
    program: str | None = None,
    *,
    linter: str | Linter | None = NATIVE,
    config: Config | None = None,
    formats: Iterable[str] | None = None,
) -> None:
    r"""Hold an edit sequence to the promises.

    Args:
        sequence: The edit sequence.
        program: The program that it is to be of; None takes its own.
        linter: Whose diagnostics count; None leaves them out, as for sequences of the strategy
            ``"random"``.
        config: How the sequence was sampled; None does not sample it again.
        formats: The edit formats to try; None is those that come with lintseq.

    Raises:
        BrokenPromiseError: If it breaks a promise. It is an `AssertionError` and names them all.

    Example:
        >>> import lintseq
        >>> program = "a = 1\nprint(a)\n"
        >>> check_sequence(lintseq.sample(program)[0], program)
        >>> try:
        ...     check_sequence(lintseq.EditSequence(program, "python", [1, 0]), program)
        ... except BrokenPromiseError as error:
        ...     print(error.broken[0].promise)
        lint-correct
    """
    broken = broken_promises(sequence, program, linter=linter, config=config, formats=formats)
    if broken:
        raise BrokenPromiseError(broken)


def broken_promises(
    sequence: EditSequence,
    program: str | None = None,
    *,
    linter: str | Linter | None = NATIVE,
    config: Config | None = None,
    formats: Iterable[str] | None = None,
) -> tuple[BrokenPromise, ...]:
    """Like `check_sequence`, but give what is broken; empty if nothing is."""
    text = sequence.program if program is None else program
    lines = _lines_of(text)
    shape = list(_program(sequence, text)) or list(_partition(sequence, lines))
    if shape:  # nothing else can be told then
        return tuple(shape)
    states = _states_of(sequence, lines)
    found = [*_edits(sequence, lines), *_insert_only(sequence, states)]
    for name in NATIVE_FORMATS if formats is None else formats:
        found += _format(sequence, states, name)
    found += _copies(sequence, states)
    if linter is not None:
        found += _lint_correct(sequence, linter)
    if config is not None:
        found += _reproducible(sequence, config)
    return tuple(found)


def _lines_of(text: str) -> list[str]:
    pieces = text.split("\n")
    lines = [piece + "\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines


def _states_of(sequence: EditSequence, lines: Sequence[str]) -> list[str]:
    steps = sequence.steps.tolist()
    count = max(steps, default=-1) + 1
    return [
        "".join(line for line, step in zip(lines, steps, strict=True) if step < state)
        for state in range(count + 1)
    ]


def _program(sequence: EditSequence, text: str) -> Iterator[BrokenPromise]:
    if sequence.program != text:
        yield BrokenPromise("program", f"it is of {_short(sequence.program)}, not {_short(text)}")


def _partition(sequence: EditSequence, lines: Sequence[str]) -> Iterator[BrokenPromise]:
    steps = sequence.steps
    if steps.dtype != np.int32 or steps.shape != (len(lines),) or steps.flags.writeable:
        state = "writeable" if steps.flags.writeable else "read-only"
        yield BrokenPromise(
            "partition",
            f"the steps of {len(lines)} lines are {steps.dtype}, shape {steps.shape}, {state}",
        )
    elif sorted(set(steps.tolist())) != list(range(len(set(steps.tolist())))):
        yield BrokenPromise("partition", f"the steps have gaps: {sorted(set(steps.tolist()))}")


def _edits(sequence: EditSequence, lines: Sequence[str]) -> Iterator[BrokenPromise]:
    steps = sequence.steps.tolist()
    edits = sequence.edits
    if len(edits) != len(sequence):
        yield BrokenPromise(
            "edits", f"there are {len(edits)} edits, but the length is {len(sequence)}"
        )
    for number, edit in enumerate(edits):
        own = tuple(index for index, step in enumerate(steps) if step == number)
        text = "".join(lines[index] for index in own)
        if not own or (edit.step, edit.lines, edit.text, len(edit)) != (
            number,
            own,
            text,
            len(own),
        ):
            yield BrokenPromise("edits", f"edit {number + 1} is {edit!r}, its lines are {own}")
            return


def _insert_only(sequence: EditSequence, states: list[str]) -> Iterator[BrokenPromise]:
    given = sequence.states()
    if given[:1] != [""] or given[-1] != sequence.program:
        yield BrokenPromise("insert-only", "the states are not from nothing to the program")
    elif given != states:
        first = next(
            n for n, (a, b) in enumerate(zip([*given, None], states, strict=False)) if a != b
        )
        yield BrokenPromise("insert-only", f"state {first} is not what its lines are")


def _format(sequence: EditSequence, states: list[str], name: str) -> Iterator[BrokenPromise]:
    try:
        texts = sequence.render(name)
    except FormatError as error:
        # A plug-in may refuse, too; what it says of itself is not for us to judge.
        if not error.reason or not error.detail:
            yield BrokenPromise("formats", f"{name} refuses the program and does not say why")
        return
    if len(texts) != len(states) - 1:
        yield BrokenPromise(
            "formats", f"{name} gives {len(texts)} texts of {len(states) - 1} edits"
        )
        return
    for number, (text, before, after) in enumerate(zip(texts, states, states[1:], strict=False), 1):
        result = try_apply([text], before, format=name)
        if result.failures:
            yield BrokenPromise("formats", f"{name}: edit {number} fails: {result.failures[0]}")
            return
        if result.text != after:
            yield BrokenPromise(
                "formats", f"{name}: edit {number} gives {_short(result.text)}, not {_short(after)}"
            )
            return
    together = try_apply(texts, format=name)
    if together.failures or together.text != sequence.program:
        yield BrokenPromise("formats", f"{name}: the edits together do not give the program")


def _copies(sequence: EditSequence, states: Sequence[str]) -> Iterator[BrokenPromise]:
    copy = pickle.loads(pickle.dumps(sequence))  # noqa: S301 - it was written just now
    if (copy, copy.sample, copy.seed) != (sequence, sequence.sample, sequence.seed) or hash(
        copy
    ) != hash(sequence):
        yield BrokenPromise("pickle", "a copy by pickle is another sequence")
    rebuilt = EditSequence.from_states(states, sequence.language)
    if rebuilt.states() != list(states):
        yield BrokenPromise("pickle", "what is built from the states has other states")


def _lint_correct(sequence: EditSequence, linter: str | Linter) -> Iterator[BrokenPromise]:
    try:
        violations = verify(sequence, linter)
    except LintSeqError as error:
        yield BrokenPromise("lint-correct", f"it cannot be told: {error}")
        return
    for violation in violations[:1]:
        diagnostic = violation.diagnostics[0]
        yield BrokenPromise("lint-correct", f"state {violation.state}: {diagnostic}")


def _reproducible(sequence: EditSequence, config: Config) -> Iterator[BrokenPromise]:
    try:
        again = sample(
            sequence.program,
            sequence.language,
            n=sequence.sample + 1,
            seed=sequence.seed,
            config=config,
        )
    except RejectedError as error:
        yield BrokenPromise("reproducible", f"sampled again the program is rejected: {error}")
        return
    if len(again) <= sequence.sample or again[sequence.sample] != sequence:
        yield BrokenPromise("reproducible", f"sample {sequence.sample} is another one now")


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:30]}…{text[-30:]}")  # noqa: PLR2004
