"""Edit sequences: those that are sampled, and any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import reject
from hypothesis import strategies as st

from lintseq.errors import RejectedError
from lintseq.language import require_language
from lintseq.sampling import sample
from lintseq.sequence import Edit, EditSequence, split_lines
from lintseq.testing.programs import programs

if TYPE_CHECKING:
    import numpy.typing as npt

    from lintseq.config import Config
    from lintseq.sequence import Steps

__all__ = ["edit_sequences", "edits", "without_gaps"]

_SEEDS = st.integers(0, 2**64 - 1)


def edit_sequences(
    program: str | st.SearchStrategy[str] | None = None,
    *,
    language: str = "python",
    sampled: bool | None = None,
    config: Config | None = None,
) -> st.SearchStrategy[EditSequence]:
    """Give edit sequences.

    Args:
        program: The program, or a strategy for programs; None is `programs` of the language.
        language: The language of the program.
        sampled: Whether they are drawn by `lintseq.sample`, and so lint-correct as the
            configuration has it; with False they are any ordered partition of the lines; None gives
            both.
        config: How to sample; None is ``Config()``.

    Raises:
        UnknownLanguageError: If no language has this name.
    """
    name = require_language(language)
    if program is None:
        # Few texts of the wild kinds can be sampled.
        wanted = programs(name)
    elif isinstance(program, str):
        wanted = st.just(program)
    else:
        wanted = program
    kinds = []
    if sampled is not True:
        kinds.append(_partitions(wanted, name))
    if sampled is not False:
        kinds.append(_samples(wanted, name, config))
    return st.one_of(kinds)


@st.composite
def _samples(
    draw: st.DrawFn, wanted: st.SearchStrategy[str], language: str, config: Config | None
) -> EditSequence:
    text, seed = draw(wanted), draw(_SEEDS)
    try:
        found = sample(text, language, n=draw(st.integers(1, 3)), seed=seed, config=config)
    except RejectedError:
        reject()
    return draw(st.sampled_from(found))


@st.composite
def _partitions(draw: st.DrawFn, wanted: st.SearchStrategy[str], language: str) -> EditSequence:
    text = draw(wanted)
    count = len(split_lines(text))
    highest = draw(st.integers(0, 8))
    drawn = draw(st.lists(st.integers(0, highest), min_size=count, max_size=count))
    return EditSequence(text, language, without_gaps(drawn))


def without_gaps(drawn: npt.ArrayLike) -> Steps:
    """Turn any numbers, one a line, into steps: in the same order, from 0, leaving out none."""
    return np.unique(np.asarray(drawn), return_inverse=True)[1].astype(np.int32)


def edits(
    sequences: st.SearchStrategy[EditSequence] | None = None,
) -> st.SearchStrategy[Edit]:
    """Give edits, each of some sequence.

    Args:
        sequences: The sequences to take them from; None is `edit_sequences`.
    """
    source = edit_sequences() if sequences is None else sequences
    return source.map(lambda sequence: sequence.edits).filter(bool).flatmap(st.sampled_from)
