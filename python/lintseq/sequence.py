"""Edit sequences: an ordered partition of a program's lines into edits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from lintseq.errors import SequenceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt
    from typing_extensions import Self

    Steps: TypeAlias = npt.NDArray[np.int32]

__all__ = ["Edit", "EditSequence", "Reject"]

# A line ends after "\n" or at the end of the text; "\r", "\f", "\u2028" and so on end none.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def split_lines(text: str) -> list[str]:
    """Split a text into its lines, each with its line end."""
    return _LINE.findall(text)


@dataclass(frozen=True, slots=True)
class Edit:
    r"""The lines that one step inserts.

    Attributes:
        step: Its place in the sequence, from 0.
        lines: Indices of the inserted lines in the program, from 0, ascending.
        text: The inserted lines, joined.
    """

    step: int
    lines: tuple[int, ...]
    text: str

    def __len__(self) -> int:
        """Count the inserted lines."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Reject:
    """A program that yields no edit sequence.

    Attributes:
        reason: A short stable name, such as ``"empty"`` or ``"syntax-error"``.
        detail: What was found, for a reader.
        language: The language that the program was read in.
    """

    reason: str
    detail: str
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class EditSequence:
    r"""A program and the step that inserts each of its lines.

    State 0 is the empty text, state i holds the lines with a step below i, and the last state is
    the program. Two sequences are equal if program, language and steps are.

    Attributes:
        program: The finished program, exactly.
        language: Its language.
        steps: int32 array, shape (n_lines,), read-only: the step that inserts each line. Every
            number from 0 to the last step is used.
        sample: Which sample of the program this is, from 0.
        seed: The seed that it was drawn with.

    Raises:
        SequenceError: If the steps do not fit the program.

    Example:
        >>> seq = EditSequence("a = 1\nb = 2\n", "python", [1, 0])
        >>> seq.states()
        ['', 'b = 2\n', 'a = 1\nb = 2\n']
    """

    program: str
    language: str
    steps: Steps
    sample: int = 0
    seed: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.program, str):
            raise SequenceError(f"program must be a str, not {type(self.program).__name__}")
        steps = _check_steps(self.steps, len(split_lines(self.program)))
        object.__setattr__(self, "steps", steps)

    @classmethod
    def from_states(cls, states: Sequence[str], language: str, **fields: int) -> Self:
        """Build a sequence from its states, of which each holds the lines of the one before.

        Where a line occurs several times, the first one that fits is taken as the old one.

        Args:
            states: The states in order; the last is the program. A first empty state may be
                left out.
            language: The language of the program.
            **fields: ``sample`` and ``seed``.

        Raises:
            SequenceError: If a state does not hold all lines of the one before, in order, or
                adds none.
        """
        lines: list[str] = []
        steps: list[int] = []
        for number, state in enumerate(states[1:] if states and not states[0] else states):
            lines, steps = _grow(lines, steps, split_lines(state), number)
        return cls("".join(lines), language, np.array(steps, dtype=np.int32), **fields)

    @classmethod
    def _of_engine(
        cls, program: str, language: str, steps: Steps, sample: int, seed: int
    ) -> EditSequence:
        """Build one from the engine's own steps, which need no check."""
        steps.flags.writeable = False
        sequence = object.__new__(cls)
        put = object.__setattr__
        put(sequence, "program", program)
        put(sequence, "language", language)
        put(sequence, "steps", steps)
        put(sequence, "sample", sample)
        put(sequence, "seed", seed)
        return sequence

    def __len__(self) -> int:
        """Count the edits."""
        return int(self.steps.max()) + 1 if self.steps.size else 0

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in order; built on each access."""
        lines = split_lines(self.program)
        members: list[list[int]] = [[] for _ in range(len(self))]
        for index, step in enumerate(self.steps.tolist()):
            members[step].append(index)
        return tuple(
            Edit(step, tuple(indices), "".join([lines[index] for index in indices]))
            for step, indices in enumerate(members)
        )

    def states(self) -> list[str]:
        """Give all states: ``""`` first, the program last; one more than there are edits."""
        lines = split_lines(self.program)
        steps = self.steps.tolist()
        return [
            "".join([line for line, step in zip(lines, steps, strict=True) if step < state])
            for state in range(len(self) + 1)
        ]

    def render(self, format: str = "unified", **options: Any) -> list[str]:  # noqa: A002, ANN401
        """Write each edit as text.

        Args:
            format: An edit format, see `lintseq.formats`.
            **options: Options of the format. ``unified``, ``unified-unnumbered``,
                ``search-replace`` and ``v4a`` take ``context`` (lines around the insertion),
                ``unified`` and ``v4a`` ``path``, ``whole`` ``tag``.

        Returns:
            One text an edit, in order.

        Raises:
            UnknownFormatError: If no format has this name.
            FormatError: If the format cannot hold the program.
        """
        from lintseq.formats import find_format  # noqa: PLC0415 - formats need sequences

        return find_format(format).render(self, **options)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EditSequence):
            return NotImplemented
        return (
            self.program == other.program
            and self.language == other.language
            and np.array_equal(self.steps, other.steps)
        )

    def __hash__(self) -> int:
        return hash((self.program, self.language, self.steps.tobytes()))

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, Steps, int, int]]:
        fields = (self.program, self.language, self.steps, self.sample, self.seed)
        return (type(self), fields)

    def __repr__(self) -> str:
        return (
            f"<EditSequence {self.language} {len(self)} edits, {self.steps.size} lines, "
            f"sample {self.sample}, seed {self.seed}>"
        )


def _check_steps(steps: Iterable[int], n_lines: int) -> Steps:
    """Give the steps as a read-only int32 array of their own.

    Raises:
        SequenceError: If they are not one whole step for each line, from 0, without gaps.
    """
    try:
        given = np.asarray(steps)
    except (TypeError, ValueError) as error:
        raise SequenceError(f"steps must be an array of integers: {error}") from None
    if given.size == 0:
        given = given.astype(np.int32)
    if given.ndim != 1 or given.dtype.kind not in "iu":
        raise SequenceError(
            f"steps must be a one-dimensional array of integers, "
            f"not {given.dtype} with shape {given.shape}"
        )
    if given.size != n_lines:
        raise SequenceError(f"the program has {n_lines} lines, but there are {given.size} steps")
    if given.size and int(given.min()) < 0:
        line = int(given.argmin())
        raise SequenceError(f"steps count from 0, but line {line + 1} has step {given[line]}")
    if given.size:
        used = np.unique(given)
        if int(used[-1]) != used.size - 1:
            missing = int(np.flatnonzero(used != np.arange(used.size))[0])
            raise SequenceError(f"the last step is {used[-1]}, but no line has step {missing}")
    checked = np.array(given, dtype=np.int32)
    checked.flags.writeable = False
    return checked


def _grow(
    lines: list[str], steps: list[int], state: list[str], number: int
) -> tuple[list[str], list[int]]:
    """Give the lines and steps after one more state.

    Raises:
        SequenceError: If the state lacks a line of the one before, or adds none.
    """
    grown: list[int] = []
    old = 0
    for line in state:
        if old < len(lines) and lines[old] == line:
            grown.append(steps[old])
            old += 1
        else:
            grown.append(number)
    if old < len(lines):
        raise SequenceError(
            f"edit {number + 1} removes or moves {lines[old]!r}: it may only insert"
        )
    if len(grown) == old:
        raise SequenceError(f"edit {number + 1} inserts nothing")
    return state, grown
