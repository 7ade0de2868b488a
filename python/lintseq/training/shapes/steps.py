"""From a state and an instruction to the next edits."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from lintseq.errors import ConfigError
from lintseq.sampling import check_int
from lintseq.sequence import split_lines
from lintseq.training.passage import Passage, states_of
from lintseq.training.shape import PlainShape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.row import Columns
    from lintseq.training.separator import Split
    from lintseq.training.source import Source

__all__ = ["DRAWS", "Draw", "Steps", "step_prompt"]

Draw: TypeAlias = Literal["span", "each"]

DRAWS: tuple[Draw, ...] = ("span", "each")
"""How many training rows a row gives: one, of edits that are drawn, or one for each edit."""

_TICKS = re.compile(r"`+")


def step_prompt(instruction: str, program: str, language: str | None = None) -> str:
    r"""Write the prompt of a step, for training and for inference.

    Args:
        instruction: The instruction.
        program: The program so far. If it is empty, the prompt is the instruction.
        language: What stands behind the code fence.

    Example:
        >>> print(step_prompt("Set both.", "a = 1", "python"), end="")
        Set both.
        <BLANKLINE>
        ```python
        a = 1
        \ No newline at end of file
        ```
    """
    if not program:
        return instruction
    ticks = max((len(run) for run in _TICKS.findall(program)), default=0)
    fence = "`" * max(3, ticks + 1)
    end = "" if program.endswith("\n") else "\n\\ No newline at end of file\n"
    return f"{instruction}\n\n{fence}{language or ''}\n{program}{end}{fence}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(PlainShape):
    r"""Prompt and completion like those of D3, from any state of a sequence to a later one.

    The columns are those of D3 (https://huggingface.co/datasets/upiter/d3): the prompt is the
    instruction, and below it the program so far in a code fence, if there is any; the completion
    is the edits that follow, and nothing else.

    A completion that ends where the program does ends in two separators; one that ends before has
    only one. Both end in ``eos``: the next step starts from the state that they lead to.

    Attributes:
        separator: What stands between edits, see `Separator`.
        eos: The tokenizer's end of sequence; ``""`` leaves it out.
        draw: ``"span"`` draws consecutive edits of each row: half of them start from the empty
            text, as in D3, the others from any other state, and they end anywhere behind.
            ``"each"`` makes a training row of each edit.
        seed: What spans are drawn with, from 0 to 2**64 - 1. They depend on it, on ``row_id`` and
            on ``sample`` alone, not on the order of rows.

    Raises:
        ConfigError: If a value is not allowed.
    """

    name: ClassVar[str] = "steps"

    draw: Draw = "span"
    seed: int = 0

    def __post_init__(self) -> None:
        super(Steps, self).__post_init__()
        check_int("seed", self.seed, 0, 2**64 - 1)
        if self.draw not in DRAWS:
            raise ConfigError(f"draw must be 'span' or 'each', not {self.draw!r}")

    def passages(self, source: Source) -> Sequence[Passage]:
        """Give the edits of each training row.

        Raises:
            UnusableRow: If an edit does not apply, or the shape cannot hold the row.
        """
        self.check(source)
        states = states_of(source)
        spans = [self._span(source)]
        if self.draw == "each":
            spans = [(place, place + 1) for place in range(len(source.edits))]
        return [
            Passage(source, source.edits[start:end], start, states[start : end + 1])
            for start, end in spans
        ]

    def _span(self, source: Source) -> tuple[int, int]:
        """Draw the first edit, and the one behind the last."""
        key = f"{self.seed}\0{source.row_id}\0{source.sample}"
        digest = hashlib.blake2b(key.encode(), digest_size=24, person=b"lintseq steps").digest()
        side, where, length = (
            int.from_bytes(digest[at : at + 8], "little") for at in range(0, 24, 8)
        )
        count = len(source.edits)
        start = 1 + where % (count - 1) if side % 2 and count > 1 else 0
        return start, start + 1 + length % (count - start)

    def prompt(self, passage: Passage) -> str:
        """Write the instruction, and the program so far."""
        source = passage.source
        return step_prompt(source.instruction, passage.states[0], source.language)

    def ended(self, passage: Passage) -> str:
        """Write the completion; its end ends the step, if not the program."""
        return self.completion(passage) + self.eos

    def columns(self, passage: Passage) -> Columns:
        """Give the columns of D3."""
        source = passage.source
        lines = [len(split_lines(passage.states[place])) for place in (0, -1)]
        return {
            "prompt": self.prompt(passage),
            "completion": self.ended(passage),
            "program_start": passage.states[0],
            "lines_changed": lines[1] - lines[0],
            "source_program_id": source.row_id,
            "metadata": {
                "edit_format": source.edit_format,
                "first_edit": passage.first,
                "sequence_edits": len(source.edits),
            },
        }

    def split(self, columns: Columns) -> Split:
        """Read the edits back; they apply to ``program_start``."""
        return self.read_ended(columns["completion"])
