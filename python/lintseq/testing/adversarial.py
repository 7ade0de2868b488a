"""Texts that are hard on a parser: deep, long, ambiguous, or none of its business."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lintseq.testing.generated import generated_programs
from lintseq.testing.markers import ENDS, MARKERS, ODD_CHARACTERS
from lintseq.testing.mutated import written_programs

if TYPE_CHECKING:
    from lintseq.testing.material import Material

__all__ = ["adversarial_programs", "texts", "token_soups"]

_TOKEN = re.compile(r"\w+|[^\w\s]{1,3}|\n[ \t]*")
_BETWEEN = st.sampled_from((" ", " ", "", "\n"))
_PAIRS = ("()", "[]", "{}", "<>")
_OPENERS = (
    "(",
    "[",
    "{",
    "<",
    "/*",
    '"',
    "'",
    "`",
    '"""',
    "#{",
    "${",
    "<<EOF\n",
    "@(",
    "if ",
    "not ",
)


def texts() -> st.SearchStrategy[str]:
    """Give any text, rich in line ends, in what looks like them, and in marks of formats."""
    pieces = st.one_of(
        st.sampled_from(("\n", *ENDS, *ODD_CHARACTERS, *MARKERS)),
        st.text(max_size=8),
    )
    return st.lists(pieces, max_size=30).map("".join)


@st.composite
def token_soups(draw: st.DrawFn, material: Material) -> str:
    """Give the words and signs of programs in any order."""
    tokens = _tokens(material.sources)
    chosen = draw(st.lists(st.tuples(st.integers(0, len(tokens) - 1), _BETWEEN), max_size=40))
    return "".join(tokens[number] + between for number, between in chosen)


@lru_cache(maxsize=32)
def _tokens(sources: tuple[str, ...]) -> list[str]:
    return sorted({token for source in sources for token in _TOKEN.findall(source)}) or ["x"]


def adversarial_programs(material: Material) -> st.SearchStrategy[str]:
    """Give texts that are hard on the parser of a language."""
    kinds = [_nested(), _unclosed(), _enormous(), texts()]
    if material.sources:
        kinds += [token_soups(material), _chimeras(material)]
    if material.grammar is not None:
        kinds.append(generated_programs(material.grammar, depth=40, size=60))
    return st.one_of(kinds)


@st.composite
def _nested(draw: st.DrawFn) -> str:
    """Give one expression with many levels, on one line or on many."""
    levels = draw(st.integers(1, 300))
    pairs = draw(st.lists(st.sampled_from(_PAIRS), min_size=1, max_size=3))
    end = draw(st.sampled_from(("", "\n", " ")))
    chosen = [pairs[level % len(pairs)] for level in range(levels)]
    opened = end.join(pair[0] for pair in chosen)
    return f"{draw(_heads())}{opened}{end}1{end}{end.join(pair[1] for pair in reversed(chosen))}\n"


@st.composite
def _unclosed(draw: st.DrawFn) -> str:
    """Give what opens and never closes."""
    openers = draw(st.lists(st.sampled_from(_OPENERS), min_size=1, max_size=4))
    return draw(_heads()) + "".join(openers) * draw(st.integers(1, 60))


@st.composite
def _enormous(draw: st.DrawFn) -> str:
    """Give a literal that is very long, or has very many parts."""
    head, count = draw(_heads()), draw(st.integers(1, 3_000))
    match draw(st.integers(0, 3)):
        case 0:
            return f"{head}{'7' * count}\n"
        case 1:
            return f'{head}"{"x" * count}"\n'
        case 2:
            return f"{head}[{'1, ' * count}1]\n"
        case _:
            return f"{head}{' + '.join(['x'] * (count // 4 + 1))}\n"


@st.composite
def _chimeras(draw: st.DrawFn, material: Material) -> str:
    """Give the head of one program and the tail of another, cut anywhere."""
    head, tail = (draw(written_programs(material)) for _ in range(2))
    kept = draw(st.integers(0, len(tail)))
    return head[: draw(st.integers(0, len(head)))] + tail[len(tail) - kept :]


def _heads() -> st.SearchStrategy[str]:
    return st.sampled_from(("", "x = ", "f(a)\n", "let x = ", "return ", "a < b > "))
