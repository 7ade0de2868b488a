"""A state machine over one edit sequence, beside a model that is plain lists of lines."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lintseq.application import try_apply
from lintseq.errors import FormatError
from lintseq.formats import find_format
from lintseq.formats.native import NATIVE_FORMATS
from lintseq.sequence import EditSequence
from lintseq.testing.edit_text import joined
from lintseq.testing.format_options import format_options
from lintseq.testing.oracle import BrokenPromise, BrokenPromiseError
from lintseq.testing.programs import programs
from lintseq.testing.sequences import without_gaps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["EditSequenceMachine"]

_MOST_STEPS = 8


def _own(
    strategy: Callable[[EditSequenceMachine], st.SearchStrategy[Any]],
) -> st.SearchStrategy[Any]:
    """Give what a machine draws by its own state."""
    return st.runner().flatmap(strategy)


class EditSequenceMachine(RuleBasedStateMachine):
    """Works on one edit sequence in any way there is, and knows what must come of it.

    Edits are applied, through any format, and taken back; the sequence is written and read, cut,
    reordered, copied. Beside it stands a model: the lines of the program and the step of each. What
    breaks a promise raises `BrokenPromiseError`; hypothesis shrinks it to the shortest way there.

    For a format or a language of your own, set the class attributes; its ``TestCase`` is what
    pytest runs.

    Attributes:
        language: The language of the programs.
        formats: The names of the edit formats to go through; None is those that come with lintseq.
        program_strategy: The programs; None is `programs` of the language.
        sequence: The edit sequence.
        text: The state that it has come to, as the edits gave it.

    Example:
        >>> class MyFormatMachine(EditSequenceMachine):
        ...     formats = ("unified",)
        >>> TestMyFormat = MyFormatMachine.TestCase
    """

    language: ClassVar[str] = "python"
    formats: ClassVar[Sequence[str] | None] = None
    program_strategy: ClassVar[st.SearchStrategy[str] | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.sequence = _sequence("", self.language, [])
        self.text = ""
        self._lines: list[str] = []
        self._steps: list[int] = []
        self._position = 0

    @initialize(
        program=_own(lambda machine: machine._programs()),  # noqa: SLF001
        drawn=st.lists(st.integers(0, _MOST_STEPS), min_size=1, max_size=40),
    )
    def begin(self, program: str, drawn: list[int]) -> None:
        """Take a program, and any order of its lines: the drawn steps, again and again."""
        pieces = program.split("\n")
        self._lines = [f"{piece}\n" for piece in pieces[:-1]] + [pieces[-1]] * bool(pieces[-1])
        steps = [drawn[number % len(drawn)] for number in range(len(self._lines))]
        self._steps = without_gaps(steps).tolist()
        self.sequence = _sequence(program, self.language, self._steps)

    @precondition(lambda self: self._position < self._count)
    @rule(way=_own(lambda machine: machine._ways()))  # noqa: SLF001
    def apply_next(self, way: tuple[str, dict[str, Any]]) -> None:
        """Apply the next edit to the state, through a format."""
        texts = self._render(way)
        if texts is None:
            return
        before, after = self._state(self._position), self._state(self._position + 1)
        result = try_apply([texts[self._position]], self.text, format=way[0])
        if result.failures:
            raise _broken("formats", f"{way[0]}: {before!r}: {result.failures[0]}")
        if result.text != after:
            raise _broken("formats", f"{way[0]}: from {before!r} to {result.text!r}, not {after!r}")
        self.text = result.text
        self._position += 1

    @precondition(lambda self: self._position > 0)
    @rule()
    def undo(self) -> None:
        """Take the lines of the last edit out of the state."""
        edit = self.sequence.edits[self._position - 1]
        present = [
            line for line, step in enumerate(self.sequence.steps.tolist()) if step <= edit.step
        ]
        texts = self.text.split("\n")
        ends = [*(f"{text}\n" for text in texts[:-1]), texts[-1]]
        kept = [
            text for line, text in zip(present, ends, strict=False) if line not in set(edit.lines)
        ]
        self.text = "".join(kept)
        self._position -= 1

    @precondition(lambda self: self._count > 0)
    @rule(edits=_own(lambda machine: st.integers(1, machine._count)))  # noqa: SLF001
    def cut(self, edits: int) -> None:
        """Leave all but the first edits out: the last state is the program then."""
        wanted = [self._state(number) for number in range(edits + 1)]
        self.sequence = EditSequence.from_states(self.sequence.states()[: edits + 1], self.language)
        self._lines = [
            line for line, step in zip(self._lines, self._steps, strict=True) if step < edits
        ]
        # Which of equal lines an edit inserts may be told otherwise; the states tell it all.
        self._steps = self.sequence.steps.tolist()
        if [self._state(number) for number in range(edits + 1)] != wanted:
            raise _broken("insert-only", f"from_states does not give the states {wanted!r}")
        if self._position > edits:
            self._position, self.text = edits, wanted[-1]

    @precondition(lambda self: self._count > 1)
    @rule(
        applied=_own(lambda machine: st.permutations(range(machine._position))),  # noqa: SLF001
        pending=_own(
            lambda machine: st.permutations(range(machine._position, machine._count))  # noqa: SLF001
        ),
    )
    def reorder(self, applied: list[int], pending: list[int]) -> None:
        """Give the edits another order, on both sides of the state that was come to."""
        new = [*applied, *pending]
        before = self.sequence
        self._steps = [new[step] for step in self._steps]
        self.sequence = _sequence(before.program, self.language, self._steps)
        if (self.sequence == before) != (new == sorted(new)):
            raise _broken("partition", "sequences are equal if and only if their steps are")
        old, moved = before.edits, self.sequence.edits
        if any(old[step].lines != moved[place].lines for step, place in enumerate(new)):
            raise _broken("edits", "in another order edits have other lines")

    @rule(way=_own(lambda machine: machine._ways()))  # noqa: SLF001
    def write_and_read(self, way: tuple[str, dict[str, Any]]) -> None:
        """Write the whole sequence, as one text, and read it."""
        texts = self._render(way)
        if texts is None:
            return
        name = way[0]
        if texts != self._render(way):
            raise _broken("reproducible", f"{name} writes other edits when it is asked again")
        if find_format(name).split(joined(texts)) != texts:
            raise _broken("formats", f"{name} does not find its edits again: {joined(texts)!r}")
        result = try_apply(joined(texts), format=name)
        if result.failures or result.text != self._state(self._count):
            found = result.failures[0] if result.failures else repr(result.text)
            raise _broken("formats", f"{name}: the edits do not give the program: {found}")

    @rule()
    def copy(self) -> None:
        """Go on with a copy."""
        copied = pickle.loads(pickle.dumps(self.sequence))  # noqa: S301 - written just now
        if copied != self.sequence or hash(copied) != hash(self.sequence):
            raise _broken("pickle", "a copy by pickle is another sequence")
        self.sequence = copied

    @invariant()
    def agrees(self) -> None:
        """Hold the sequence, and the state that was come to, to the model."""
        states = [self._state(number) for number in range(self._count + 1)]
        if self.sequence.steps.tolist() != self._steps or len(self.sequence) != self._count:
            raise _broken("partition", f"the steps are not {self._steps}")
        if self.sequence.states() != states or self.sequence.program != states[-1]:
            raise _broken("insert-only", f"the states are not {states!r}")
        for edit in self.sequence.edits:
            own = [number for number, step in enumerate(self._steps) if step == edit.step]
            if list(edit.lines) != own or edit.text != "".join(self._lines[at] for at in own):
                raise _broken("edits", f"edit {edit.step + 1} is {edit!r}, its lines are {own}")
        if self.text != states[self._position]:
            raise _broken(
                "insert-only", f"the state is {self.text!r}, not {states[self._position]!r}"
            )

    @property
    def _count(self) -> int:
        return max(self._steps, default=-1) + 1

    def _state(self, number: int) -> str:
        pairs = zip(self._lines, self._steps, strict=True)
        return "".join(line for line, step in pairs if step < number)

    def _programs(self) -> st.SearchStrategy[str]:
        chosen = type(self).program_strategy
        return programs(self.language) if chosen is None else chosen

    def _ways(self) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
        """Give formats, each with options of its own."""
        names = tuple(NATIVE_FORMATS if self.formats is None else self.formats)
        return st.sampled_from(names).flatmap(
            lambda name: st.tuples(st.just(name), format_options(name))
        )

    def _render(self, way: tuple[str, dict[str, Any]]) -> list[str] | None:
        """Write the edits; None where the format cannot hold the program, and says why."""
        name, options = way
        try:
            texts = self.sequence.render(name, **options)
        except FormatError as error:
            if not error.reason or not error.detail:
                raise _broken(
                    "formats", f"{name} refuses the program and does not say why"
                ) from error
            return None
        if len(texts) != self._count:
            raise _broken("formats", f"{name} gives {len(texts)} texts of {self._count} edits")
        return texts


def _sequence(program: str, language: str, steps: Sequence[int]) -> EditSequence:
    return EditSequence(program, language, np.array(steps, np.int32))


def _broken(promise: str, detail: str) -> BrokenPromiseError:
    return BrokenPromiseError([BrokenPromise(promise, detail)])
