"""The paper's training text: instruction and edits in one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lintseq.training.separator import Separator, Split
from lintseq.training.shape import PlainShape

if TYPE_CHECKING:
    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.source import Source

__all__ = ["Text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(PlainShape):
    r"""``{"text": instruction + edits}``, as the paper has it (arXiv 2410.02749).

    The text is ``instruction + "".join("\n<|diff|>" + edit for edit in edits) +
    "\n<|diff|>\n<|diff|>" + eos``. Trainers cannot see where the instruction ends: the loss is
    theirs to choose, and `Mask` says where it should be.
    """

    name: ClassVar[str] = "text"

    def columns(self, passage: Passage) -> Columns:
        """Give the one column."""
        return {"text": self.prompt(passage) + self.ended(passage)}

    def split(self, columns: Columns) -> Split:
        """Read the edits back; instruction and prose are what stands before them."""
        text: str = columns["text"]
        return Separator(self.separator).split(text.removesuffix(self.eos) if self.eos else text)

    def check(self, source: Source) -> None:
        """See that the instruction, too, has no line that reads like a separator.

        Raises:
            UnusableRow: If it has.
        """
        super(Text, self).check(source)
        self._check_text(Separator(self.separator), "the instruction", source.instruction)
