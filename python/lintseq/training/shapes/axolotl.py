"""Segments with and without loss, for Axolotl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lintseq.training.mask import View
from lintseq.training.shape import PlainShape, check_text

if TYPE_CHECKING:
    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.separator import Split
    from lintseq.training.template import ChatTemplate

__all__ = ["Axolotl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axolotl(PlainShape):
    """``{"segments": [{"label", "text"}, ...]}``, Axolotl's ``type: input_output``.

    Axolotl tokenizes each segment for itself and adds nothing, neither a beginning nor an end of
    sequence (https://docs.axolotl.ai/docs/dataset-formats/template_free.html).

    Attributes:
        separator: What stands between edits, see `Separator`.
        eos: The tokenizer's end of sequence; ``""`` leaves it out.
        bos: The tokenizer's beginning of sequence; ``""`` leaves it out.

    Raises:
        ConfigError: If a value is not allowed.
    """

    name: ClassVar[str] = "axolotl"

    bos: str = ""

    def __post_init__(self) -> None:
        super(Axolotl, self).__post_init__()
        check_text("bos", self.bos)

    def prompt(self, passage: Passage) -> str:
        """Write the instruction behind the beginning of sequence."""
        return self.bos + passage.source.instruction

    def columns(self, passage: Passage) -> Columns:
        """Give the one column."""
        return {
            "segments": [
                {"label": False, "text": self.prompt(passage)},
                {"label": True, "text": self.ended(passage)},
            ]
        }

    def view(self, passage: Passage, template: ChatTemplate) -> View:  # noqa: ARG002 - has no messages
        """Give both segments, each tokenized for itself."""
        prompt, completion = self.prompt(passage), self.ended(passage)
        place, end = len(prompt), len(prompt + completion)
        return View(prompt + completion, ((0, place), (place, end)), special_tokens=False)

    def split(self, columns: Columns) -> Split:
        """Read the edits back; prose is what stands before them."""
        return self.read_ended(columns["segments"][1]["text"])
