"""Shapes of training rows: what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lintseq.errors import ConfigError
from lintseq.training.mask import Mask, View
from lintseq.training.passage import Passage
from lintseq.training.separator import DIFF, Separator, Split
from lintseq.training.source import UnusableRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lintseq.row import Columns
    from lintseq.training.source import Source
    from lintseq.training.template import ChatTemplate, Message

__all__ = ["ChatShape", "PlainShape", "Shape"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A way to write edits as training rows. Shapes derive from it.

    Attributes:
        separator: What stands between edits, see `Separator`.

    Raises:
        ConfigError: If the separator is not allowed.
    """

    name: ClassVar[str]
    """A short stable name."""

    needs_instruction: ClassVar[bool] = False
    """Whether a row without an instruction makes no sense."""

    dataset_info: ClassVar[Mapping[str, Any] | None] = None
    """How LLaMA-Factory has to read the rows, if it can."""

    separator: str = DIFF

    def __post_init__(self) -> None:
        Separator(self.separator)

    def passages(self, source: Source) -> Sequence[Passage]:
        """Give the parts of a row that become training rows, at least one.

        Raises:
            UnusableRow: If the shape cannot hold the row.
        """
        self.check(source)
        return [Passage(source, source.edits)]

    def columns(self, passage: Passage) -> Columns:
        """Give the columns of a training row."""
        raise NotImplementedError

    def view(self, passage: Passage, template: ChatTemplate) -> View:
        """Give what a trainer sees of a training row.

        Args:
            passage: What is in the row.
            template: What the trainer makes of messages, for shapes that have some.
        """
        raise NotImplementedError

    def spans(self, passage: Passage, template: ChatTemplate) -> Sequence[tuple[int, int]]:
        """Give start and end, in characters, of what has loss in the text of `view`.

        Raises:
            ConfigError: If the chat template does not tell.
        """
        raise NotImplementedError

    def mask(self, passage: Passage, template: ChatTemplate) -> Mask:
        """Give what a trainer sees of a training row, and where there is loss.

        Raises:
            ConfigError: If the chat template does not tell.
        """
        return Mask(self.view(passage, template), tuple(self.spans(passage, template)))

    def split(self, columns: Columns) -> Split:
        """Read the edits of a training row back."""
        raise NotImplementedError

    def check(self, source: Source) -> None:
        """See whether the shape can hold a row.

        Raises:
            UnusableRow: If not.
        """
        if self.needs_instruction and not source.instruction.strip():
            raise UnusableRow("no-instruction", f"the shape {self.name!r} needs an instruction")
        separator = Separator(self.separator)
        for number, edit in enumerate(source.edits, 1):
            self._check_text(separator, f"edit {number}", edit)
        self._check_text(separator, "the prose", source.prose)

    def _check_text(self, separator: Separator, name: str, text: str) -> None:
        if separator.occurs(text):
            raise UnusableRow(
                "ambiguous-separator", f"a line of {name} reads like {self.separator!r}"
            )

    def completion(self, passage: Passage) -> str:
        """Write prose and edits; it starts with a newline."""
        prose = f"\n{passage.prose}" if passage.prose else ""
        edits = Separator(self.separator).join(passage.edits, finished=passage.finished)
        return prose + edits


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainShape(Shape):
    """A shape that a trainer takes as it is.

    Attributes:
        separator: What stands between edits, see `Separator`.
        eos: The tokenizer's end of sequence, which ends what is finished; ``""`` leaves it out.

    Raises:
        ConfigError: If the separator is not allowed.
    """

    eos: str = ""

    def prompt(self, passage: Passage) -> str:
        """Write what stands before the completion."""
        return passage.source.instruction

    def ended(self, passage: Passage) -> str:
        """Write the completion with its end.

        What was cut has none: the model must not learn to stop there.
        """
        return self.completion(passage) + (self.eos if passage.finished else "")

    def read_ended(self, text: str) -> Split:
        """Read what `ended` wrote."""
        text = text.removesuffix(self.eos) if self.eos else text
        return Separator(self.separator).split(text.removeprefix("\n"))

    def view(self, passage: Passage, template: ChatTemplate) -> View:  # noqa: ARG002 - has no messages
        """Give prompt and completion."""
        return View.whole(self.prompt(passage) + self.ended(passage), special_tokens=True)

    def spans(
        self,
        passage: Passage,
        template: ChatTemplate,  # noqa: ARG002 - has no messages
    ) -> Sequence[tuple[int, int]]:
        """Give where the completion is."""
        start = len(self.prompt(passage))
        return [(start, start + len(self.ended(passage)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatShape(Shape):
    """A shape of messages, which a trainer writes by a chat template. That ends the turns."""

    needs_instruction: ClassVar[bool] = True

    def messages(self, passage: Passage) -> list[Message]:
        """Write an instruction, and all edits in one answer."""
        return [
            {"role": "user", "content": passage.source.instruction},
            {"role": "assistant", "content": self.answer(passage)},
        ]

    def answer(self, passage: Passage) -> str:
        """Write the answer; it starts a message and needs no newline before."""
        return self.completion(passage).removeprefix("\n")

    def read_answer(self, text: str) -> Split:
        """Read what `answer` wrote."""
        return Separator(self.separator).split(text)

    def view(self, passage: Passage, template: ChatTemplate) -> View:
        """Give all messages."""
        return View.whole(template.render(self.messages(passage)), special_tokens=False)

    def spans(self, passage: Passage, template: ChatTemplate) -> Sequence[tuple[int, int]]:
        """Give where the assistant speaks."""
        return template.spans(self.messages(passage))


def check_text(name: str, value: object) -> None:
    """See that an option is text.

    Raises:
        ConfigError: If it is not.
    """
    if not isinstance(value, str):
        raise ConfigError(f"{name} must be text, not {value!r}")
