"""Rows of Alpaca, for LLaMA-Factory and others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lintseq.training.shape import ChatShape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.separator import Split

__all__ = ["Alpaca"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpaca(ChatShape):
    """``{"instruction", "input", "output"}``; the input is empty.

    LLaMA-Factory writes instruction and output by its chat template, and trains on the output
    (https://llamafactory.readthedocs.io/en/latest/getting_started/data_preparation.html).
    """

    name: ClassVar[str] = "alpaca"
    dataset_info: ClassVar[Mapping[str, Any] | None] = {
        "formatting": "alpaca",
        "columns": {"prompt": "instruction", "query": "input", "response": "output"},
    }

    def columns(self, passage: Passage) -> Columns:
        """Give the three columns."""
        return {
            "instruction": passage.source.instruction,
            "input": "",
            "output": self.answer(passage),
        }

    def split(self, columns: Columns) -> Split:
        """Read the edits back; prose is what stands before them."""
        return self.read_answer(columns["output"])
