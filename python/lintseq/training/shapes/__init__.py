"""The shapes of training rows, each in a file of its own."""

from __future__ import annotations

from lintseq.training.shapes.alpaca import Alpaca
from lintseq.training.shapes.axolotl import Axolotl
from lintseq.training.shapes.conversational import Conversational
from lintseq.training.shapes.messages import Messages
from lintseq.training.shapes.prompt_completion import PromptCompletion
from lintseq.training.shapes.sharegpt import ShareGpt
from lintseq.training.shapes.steps import Steps
from lintseq.training.shapes.text import Text

__all__ = [
    "Alpaca",
    "Axolotl",
    "Conversational",
    "Messages",
    "PromptCompletion",
    "ShareGpt",
    "Steps",
    "Text",
]
