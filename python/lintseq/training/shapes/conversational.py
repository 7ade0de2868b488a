"""Prompt and completion as messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lintseq.training.shape import ChatShape
from lintseq.training.template import answer_span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.separator import Split
    from lintseq.training.template import ChatTemplate

__all__ = ["Conversational"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversational(ChatShape):
    """``{"prompt": [message], "completion": [message]}``, all edits in one message.

    TRL trains on all that the completion adds to the prompt
    (https://huggingface.co/docs/trl/dataset_formats).
    """

    name: ClassVar[str] = "conversational"

    def columns(self, passage: Passage) -> Columns:
        """Give both columns."""
        user, assistant = self.messages(passage)
        return {"prompt": [user], "completion": [assistant]}

    def spans(self, passage: Passage, template: ChatTemplate) -> Sequence[tuple[int, int]]:
        """Give what the answer adds to the prompt."""
        user, assistant = self.messages(passage)
        return [answer_span(template, [user], [assistant])]

    def split(self, columns: Columns) -> Split:
        """Read the edits back; prose is what stands before them."""
        return self.read_answer(columns["completion"][0]["content"])
