"""What hypothesis calls when it is imported, wherever lintseq is installed.

It makes ``st.from_type(lintseq.EditSequence)`` work, and ``@given`` with annotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from lintseq.config import Config
    from lintseq.sequence import Edit, EditSequence

__all__ = ["register_types"]


def register_types() -> None:
    """Tell hypothesis how to make lintseq's types; strategies are built when they are asked for."""
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 - not before its time

    from lintseq.config import Config  # noqa: PLC0415
    from lintseq.sequence import Edit, EditSequence  # noqa: PLC0415

    register_type_strategy(EditSequence, _edit_sequences)
    register_type_strategy(Edit, _edits)
    register_type_strategy(Config, _configs)


def _edit_sequences(_type: type[EditSequence]) -> SearchStrategy[EditSequence]:
    from lintseq.testing.sequences import edit_sequences  # noqa: PLC0415

    return edit_sequences()


def _edits(_type: type[Edit]) -> SearchStrategy[Edit]:
    from lintseq.testing.sequences import edits  # noqa: PLC0415

    return edits()


def _configs(_type: type[Config]) -> SearchStrategy[Config]:
    from lintseq.testing.configs import configs  # noqa: PLC0415

    return configs()
