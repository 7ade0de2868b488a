"""Conversations of ShareGPT, for LLaMA-Factory and others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lintseq.training.shapes.messages import TurnShape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lintseq.row import Columns
    from lintseq.training.passage import Passage
    from lintseq.training.separator import Split

__all__ = ["ShareGpt"]

_NAMES = {"user": "human", "assistant": "gpt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareGpt(TurnShape):
    """``{"conversations": [{"from", "value"}, ...]}``, one edit a turn.

    LLaMA-Factory trains on what ``gpt`` says, unless ``mask_history`` is set
    (https://llamafactory.readthedocs.io/en/latest/getting_started/data_preparation.html).
    """

    name: ClassVar[str] = "sharegpt"
    dataset_info: ClassVar[Mapping[str, Any] | None] = {
        "formatting": "sharegpt",
        "columns": {"messages": "conversations"},
        "tags": {
            "role_tag": "from",
            "content_tag": "value",
            "user_tag": _NAMES["user"],
            "assistant_tag": _NAMES["assistant"],
        },
    }

    def columns(self, passage: Passage) -> Columns:
        """Give the one column."""
        return {
            "conversations": [
                {"from": _NAMES[message["role"]], "value": message["content"]}
                for message in self.messages(passage)
            ]
        }

    def split(self, columns: Columns) -> Split:
        """Read the edits back; prose is what stands before the first."""
        turns: list[dict[str, str]] = columns["conversations"]
        return self.read_turns([t["value"] for t in turns if t["from"] == _NAMES["assistant"]])
