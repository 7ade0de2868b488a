"""Prompt and completion, which TRL and others train with loss on the completion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lintseq.training.shape import PlainShape

if TYPE_CHECKING:
    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.separator import Split

__all__ = ["PromptCompletion"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptCompletion(PlainShape):
    """``{"prompt", "completion"}``; joined, they are the shape ``text``.

    TRL tokenizes both together, and puts the tokenizer's end of sequence behind a completion that
    does not end in it (https://huggingface.co/docs/trl/sft_trainer).
    """

    name: ClassVar[str] = "prompt-completion"

    def columns(self, passage: Passage) -> Columns:
        """Give both columns."""
        return {"prompt": self.prompt(passage), "completion": self.ended(passage)}

    def split(self, columns: Columns) -> Split:
        """Read the edits back; prose is what stands before them."""
        return self.read_ended(columns["completion"])
