r"""Training rows: from edits to what trainers read, with loss masks and token budgets.

Example:
    >>> from lintseq.training import Export, make_shape
    >>> export = Export(shape=make_shape("text", eos="</s>"), identify=False)
    >>> row = {"instruction": "Set a.", "edit_path": ["@@ -0,0 +1 @@\n+a = 1"]}
    >>> export.convert(row).rows[0].columns
    {'text': 'Set a.\n<|diff|>@@ -0,0 +1 @@\n+a = 1\n<|diff|>\n<|diff|></s>'}
"""

from __future__ import annotations

from lintseq.training.budget import Budget
from lintseq.training.dataset_info import write_dataset_info
from lintseq.training.export import Converted, Export, TrainingRow
from lintseq.training.mask import IGNORED, Labels, Mask, View, token_mask
from lintseq.training.passage import Passage
from lintseq.training.registry import (
    UnknownShapeError,
    find_shape,
    make_shape,
    register_shape,
    shapes,
)
from lintseq.training.separator import DIFF, PLAIN, Separator, Split
from lintseq.training.shape import ChatShape, PlainShape, Shape
from lintseq.training.shapes.steps import step_prompt
from lintseq.training.source import REASONS, Source
from lintseq.training.template import ChatMl, ChatTemplate, TokenizerTemplate
from lintseq.training.trainer import TRAINERS, UnknownTrainerError, setup_lines

__all__ = [
    "DIFF",
    "IGNORED",
    "PLAIN",
    "REASONS",
    "TRAINERS",
    "Budget",
    "ChatMl",
    "ChatShape",
    "ChatTemplate",
    "Converted",
    "Export",
    "Labels",
    "Mask",
    "Passage",
    "PlainShape",
    "Separator",
    "Shape",
    "Source",
    "Split",
    "TokenizerTemplate",
    "TrainingRow",
    "UnknownShapeError",
    "UnknownTrainerError",
    "View",
    "find_shape",
    "make_shape",
    "register_shape",
    "setup_lines",
    "shapes",
    "step_prompt",
    "token_mask",
    "write_dataset_info",
]
