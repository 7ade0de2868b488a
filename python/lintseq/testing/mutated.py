"""Programs that somebody wrote, and what happens to programs: on disk, in transit, by models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lintseq.sequence import split_lines
from lintseq.testing.markers import ENDS, MARKERS, ODD_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lintseq.testing.material import Material

__all__ = ["mutated_programs", "written_programs"]

_INDENTS = ("", " ", "    ", "\t", " \t", "\u3000")
_LONG = 3_000
_KEPT = st.integers(0, 255)

_Lines = list[str]


@st.composite
def written_programs(draw: st.DrawFn, material: Material) -> str:
    """Give programs that somebody wrote, most of them whole.

    They shrink by lines: hypothesis takes for simple what needs few choices, so each line is one.
    """
    # Not sampled_from: hypothesis would write all of them out to describe it.
    source = material.sources[draw(st.integers(0, len(material.sources) - 1))]
    return "".join(line for line in split_lines(source) if draw(_KEPT))


@st.composite
def mutated_programs(draw: st.DrawFn, programs: st.SearchStrategy[str], most: int = 6) -> str:
    """Give programs with lines dropped, doubled, moved, re-indented, joined and spoiled.

    Args:
        draw: Of hypothesis.
        programs: What to mutate.
        most: How many changes a program has at most.
    """
    lines = draw(programs).split("\n")
    for _ in range(draw(st.integers(0, most))):
        place = draw(st.integers(0, max(0, len(lines) - 1)))
        change = _CHANGES[draw(st.integers(0, len(_CHANGES) - 1))]
        change(draw, lines, place)
    return draw(_endings(lines))


@st.composite
def _endings(draw: st.DrawFn, lines: Sequence[str]) -> str:
    """Put the lines together, in a way that some system or other does."""
    text = draw(st.sampled_from(("\n", "\n", "\n", "\r\n"))).join(lines)
    match draw(st.integers(0, 9)):
        case 7:
            text = text.rstrip("\n")
        case 8:
            text = "\ufeff" + text
        case 9:
            text += "\n\n"
    return text


def _drop(_draw: st.DrawFn, lines: _Lines, place: int) -> None:
    del lines[place : place + 1]


def _double(_draw: st.DrawFn, lines: _Lines, place: int) -> None:
    lines[place:place] = lines[place : place + 1]


def _move(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    taken = lines[place : place + 1]
    del lines[place : place + 1]
    target = draw(st.integers(0, len(lines)))
    lines[target:target] = taken


def _indent(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    width = draw(st.sampled_from(_INDENTS))
    count = draw(st.integers(1, 4))
    lines[place : place + count] = [
        width + line.lstrip(" \t") for line in lines[place : place + count]
    ]


def _deepen(_draw: st.DrawFn, lines: _Lines, place: int) -> None:
    lines[place:] = ["    " + line for line in lines[place:]]


def _tabs(_draw: st.DrawFn, lines: _Lines, _place: int) -> None:
    lines[:] = [line.replace("    ", "\t") for line in lines]


def _join(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    lines[place : place + 2] = [
        draw(st.sampled_from(("", " ", "; "))).join(lines[place : place + 2])
    ]


def _split(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    line = lines[place] if lines else ""
    cut = draw(st.integers(0, len(line)))
    lines[place : place + 1] = [line[:cut], line[cut:]]


def _cut(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    line = lines[place] if lines else ""
    start = draw(st.integers(0, len(line)))
    stop = draw(st.integers(start, len(line)))
    lines[place : place + 1] = [line[:start] + line[stop:]]


def _insert(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    lines.insert(place, draw(st.one_of(st.sampled_from(MARKERS), st.text(max_size=9))))


def _spoil(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    line = lines[place] if lines else ""
    at = draw(st.integers(0, len(line)))
    odd = draw(st.one_of(st.sampled_from(ODD_CHARACTERS), st.sampled_from(ENDS)))
    lines[place : place + 1] = (line[:at] + odd + line[at:]).split("\n")


def _lengthen(draw: st.DrawFn, lines: _Lines, place: int) -> None:
    line = lines[place] if lines else ""
    at = draw(st.integers(0, len(line)))
    lines[place : place + 1] = [line[:at] + draw(st.sampled_from("x0 ")) * _LONG + line[at:]]


_CHANGES: tuple[Callable[[st.DrawFn, _Lines, int], None], ...] = (
    _drop,
    _double,
    _move,
    _indent,
    _deepen,
    _tabs,
    _join,
    _split,
    _cut,
    _insert,
    _spoil,
    _lengthen,
)
