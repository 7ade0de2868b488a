"""A chat with one edit a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lintseq.errors import ConfigError
from lintseq.training.separator import Separator, Split
from lintseq.training.shape import ChatShape, check_text
from lintseq.training.source import UnusableRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.source import Source
    from lintseq.training.template import Message

__all__ = ["Messages", "TurnShape"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnShape(ChatShape):
    """A shape with one edit a turn.

    Attributes:
        separator: What stands between prose and the first edit, where there is prose.
        next_turn: What the user says to get another edit.
        last_turn: What the assistant says when there are no more edits; ``""`` leaves this turn
            out, and then nothing tells that the program is finished.

    Raises:
        ConfigError: If a value is not allowed.
    """

    next_turn: str = "Continue."
    last_turn: str = "Done."

    def __post_init__(self) -> None:
        super(TurnShape, self).__post_init__()
        check_text("next turn", self.next_turn)
        check_text("last turn", self.last_turn)
        if not self.next_turn.strip():
            raise ConfigError("next turn must say something")

    def check(self, source: Source) -> None:
        """See that no edit is what the assistant says at the end.

        Raises:
            UnusableRow: If one is.
        """
        super(TurnShape, self).check(source)
        if self.last_turn in source.edits:
            raise UnusableRow("ambiguous-separator", f"an edit is {self.last_turn!r}")

    def messages(self, passage: Passage) -> list[Message]:
        """Write the instruction, and then an edit and a request for the next in turn."""
        said = list(passage.edits)
        if passage.prose:
            said[0] = passage.prose + Separator(self.separator).lead(said[0])
        if passage.finished and self.last_turn:
            said.append(self.last_turn)
        asked = [passage.source.instruction] + [self.next_turn] * (len(said) - 1)
        return [
            {"role": role, "content": content}
            for turn in zip(asked, said, strict=True)
            for role, content in zip(("user", "assistant"), turn, strict=True)
        ]

    def read_turns(self, said: Sequence[str]) -> Split:
        """Read the edits from what the assistant says."""
        finished = bool(self.last_turn) and said[-1:] == [self.last_turn]
        edits = list(said[:-1] if finished else said)
        before = ""
        separator = Separator(self.separator)
        if edits and separator.occurs(edits[0]):
            first = separator.split(edits[0])
            before, edits[:1] = first.before, first.edits
        return Split(before, tuple(edits), finished)


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages(TurnShape):
    """``{"messages": [message, ...]}``: the instruction, an edit, a request for the next one.

    TRL trains on all messages, unless ``assistant_only_loss=True`` and a chat template with
    ``{% generation %}`` blocks tell what the assistant says
    (https://huggingface.co/docs/trl/sft_trainer).
    """

    name: ClassVar[str] = "messages"

    def columns(self, passage: Passage) -> Columns:
        """Give the one column."""
        return {"messages": self.messages(passage)}

    def split(self, columns: Columns) -> Split:
        """Read the edits back; prose is what stands before the first."""
        messages: list[Message] = columns["messages"]
        return self.read_turns([m["content"] for m in messages if m["role"] == "assistant"])
