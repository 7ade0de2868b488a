"""What models write: the text of edits, as it should be and as it should not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hypothesis import reject
from hypothesis import strategies as st

from lintseq.errors import FormatError
from lintseq.formats import find_format
from lintseq.formats.native import NATIVE_FORMATS
from lintseq.testing.edit_mutations import OF_EDITS, OF_LINES, OF_TEXT, SEPARATOR
from lintseq.testing.format_options import format_options
from lintseq.testing.sequences import edit_sequences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.sequence import EditSequence

__all__ = ["EditText", "edit_text", "joined", "malformed_edit_text"]


@dataclass(frozen=True, slots=True)
class EditText:
    """What a model writes that was asked for the next edits of a sequence.

    Attributes:
        format: The edit format that it was asked for.
        base: The text before the edits: a state of the sequence.
        wanted: The text after them: a later state, or the same if there are no edits.
        edits: The edits as they should be written.
        text: What it writes, all in one, as `lintseq.apply` takes it. Where nothing went wrong that
            is the edits with ``<|diff|>`` between them and the marks of the end behind them.
        mutations: What went wrong, in order; empty if nothing did.
        sequence: The edit sequence.
    """

    format: str
    base: str
    wanted: str
    edits: tuple[str, ...]
    text: str
    mutations: tuple[str, ...]
    sequence: EditSequence


def edit_text(
    format: str = "unified",  # noqa: A002
    *,
    sequences: st.SearchStrategy[EditSequence] | None = None,
    **options: Any,  # noqa: ANN401
) -> st.SearchStrategy[EditText]:
    r"""Give what a model writes that makes no mistake.

    It writes the edits of a sequence from any state to any later one. They shrink to all edits of a
    short sequence, from nothing. Sequences that the format cannot hold are passed over.

    Args:
        format: An edit format, see `lintseq.formats`.
        sequences: The sequences to write; None is `edit_sequences`.
        **options: Options of the format; without any they are drawn, where their names are known.

    Raises:
        UnknownFormatError: If no format has this name.

    Example:
        >>> import lintseq
        >>> from hypothesis import given
        >>> @given(edit_text("v4a"))
        ... def test_text(written):
        ...     assert lintseq.apply(written.text, written.base, format="v4a") == written.wanted
    """
    find_format(format)
    wanted = edit_sequences() if sequences is None else sequences
    drawn = st.just(options) if options else format_options(format)
    return _written(format, wanted, drawn)


def malformed_edit_text(
    format: str = "unified",  # noqa: A002
    *,
    sequences: st.SearchStrategy[EditSequence] | None = None,
    most: int = 4,
    **options: Any,  # noqa: ANN401
) -> st.SearchStrategy[EditText]:
    """Give what a model writes that makes mistakes.

    Edits are lost, doubled, out of order, in another format, in fences and among prose; lines are
    lost, doubled, altered, and not what they look like; numbers are wrong; the whole is cut off or
    goes on and on. Some of it can be applied all the same, and some is not even wrong.
    They shrink to few mistakes, and to none: then it is as `edit_text` has it.

    Args:
        format: An edit format, see `lintseq.formats`.
        sequences: The sequences to write; None is `edit_sequences`.
        most: How many mistakes there are at most in the edits, and how many more in the whole.
        **options: Options of the format; without any they are drawn, where their names are known.

    Raises:
        UnknownFormatError: If no format has this name.
    """
    return _spoiled(edit_text(format, sequences=sequences, **options), most)


def joined(edits: Sequence[str]) -> str:
    """Join edits as in a training text: what follows the prompt, without an end of sequence."""
    return SEPARATOR.join((*edits, "", ""))


@st.composite
def _written(
    draw: st.DrawFn,
    format: str,  # noqa: A002
    sequences: st.SearchStrategy[EditSequence],
    options: st.SearchStrategy[dict[str, Any]],
) -> EditText:
    sequence = draw(sequences)
    try:
        texts = sequence.render(format, **draw(options))
    except FormatError:
        reject()
    first = draw(st.integers(0, len(texts)))
    # From the same range always: with a shorter one for a late start they would shrink to that.
    last = max(first, len(texts) - draw(st.integers(0, len(texts))))
    states = sequence.states()
    edits = tuple(texts[first:last])
    return EditText(format, states[first], states[last], edits, joined(edits), (), sequence)


@st.composite
def _spoiled(draw: st.DrawFn, written: st.SearchStrategy[EditText], most: int) -> EditText:
    right = draw(written)
    edits = list(right.edits)
    done: list[str] = []
    # Drawn where there are no edits, too: that must not be the simplest.
    if draw(st.integers(0, 3)) == 3 and edits:  # noqa: PLR2004
        edits = _foreign(draw, right)
        done += ["foreign edit"] * (edits != list(right.edits))
    in_edits = st.sampled_from([*OF_EDITS, *OF_LINES])
    for chosen in draw(st.lists(in_edits, max_size=most)):
        before = list(edits)
        if chosen in OF_EDITS:
            OF_EDITS[chosen](draw, edits)
        elif edits:
            place = draw(st.integers(0, len(edits) - 1))
            lines = edits[place].split("\n")
            OF_LINES[chosen](draw, lines)
            edits[place] = "\n".join(lines)
        done += [chosen] * (edits != before)
    text = joined(edits)
    for chosen in draw(st.lists(st.sampled_from(list(OF_TEXT)), max_size=most)):
        spoiled = OF_TEXT[chosen](draw, text)
        done += [chosen] * (spoiled != text)
        text = spoiled
    return replace(right, text=text, mutations=tuple(done))


def _foreign(draw: st.DrawFn, right: EditText) -> list[str]:
    """Write one edit in another format, or all of them."""
    other = draw(st.sampled_from([name for name in NATIVE_FORMATS if name != right.format]))
    states = right.sequence.states()
    first = states.index(right.base)
    try:
        edits = right.sequence.render(other)[first : first + len(right.edits)]
    except FormatError:
        return list(right.edits)
    if draw(st.booleans()):
        return edits
    place = draw(st.integers(0, len(edits) - 1))
    return [*right.edits[:place], edits[place], *right.edits[place + 1 :]]
