"""What goes wrong when models write edits: with the edits, with their lines, with the whole text.

Nothing here knows an edit format: formats that are not built in are spoiled as well.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from lintseq.testing.markers import ENDS, MARKERS, ODD_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    Edits = list[str]
    Lines = list[str]

__all__ = ["OF_EDITS", "OF_LINES", "OF_TEXT", "SEPARATOR"]

SEPARATOR = "\n<|diff|>"
"""What stands between edits in a training text."""

_NUMBER = re.compile(r"[0-9]+")
_CLOSER = re.compile(r"[}\]]")
_FENCES = ("```", "```diff", "````python", "~~~")
_SIGNS = ("+", "-", " ", "\\", "@", "")
_PROSE = ("Here is the edit:", "I add a line to the loop.", "Done!", "# Note: @@", "")
_INDENTS = ("", " ", "    ", "\t", "\u3000")
_OTHER_ENDS = ("\r\n", "\r", "\n\n", "\u2028", "\\n", "")
_VALUES: tuple[Any, ...] = (None, True, -1, 0, 1.5, 2**64, "", "1", "a\nb", "\ud800", [], {}, [[]])
_LOOK_ALIKES = {
    " ": "\u00a0\u2009\u200b",
    '"': "\u201c\u201d\uff02",
    "'": "\u2018\u2019",
    "`": "\u2018\uff40",
    "-": "\u2212\u2013\u2014",
    "+": "\uff0b",
    "@": "\uff20",
    "<": "\uff1c\u2039",
    ">": "\uff1e\u203a",
    "=": "\uff1d",
    "*": "\u2217",
    "{": "\uff5b",
    "}": "\uff5d",
    ":": "\uff1a",
    ",": "\uff0c",
    "|": "\uff5c",
    "\\": "\uff3c",
    "0": "\u0660\uff10",
    "1": "\u0661\uff11l",
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
}


def _index(draw: st.DrawFn, items: Edits) -> int:
    return draw(st.integers(0, max(0, len(items) - 1)))


def _cut(draw: st.DrawFn, text: str) -> int:
    return draw(st.integers(0, len(text)))


# What happens to a list, be it of edits or of the lines of one.


def _drop(draw: st.DrawFn, items: Edits) -> None:
    at = _index(draw, items)
    del items[at : at + 1]


def _double(draw: st.DrawFn, items: Edits) -> None:
    at = _index(draw, items)
    items[at:at] = items[at : at + 1]


def _move(draw: st.DrawFn, items: Edits) -> None:
    at = _index(draw, items)
    taken = items[at : at + 1]
    del items[at : at + 1]
    target = draw(st.integers(0, len(items)))
    items[target:target] = taken


def _join(draw: st.DrawFn, items: Edits) -> None:
    at = _index(draw, items)
    items[at : at + 2] = [draw(st.sampled_from(("\n", "", " "))).join(items[at : at + 2])]


# What happens to one edit as a whole.


def _blank(draw: st.DrawFn, edits: Edits) -> None:
    at = draw(st.integers(0, len(edits)))
    edits.insert(at, draw(st.sampled_from(("", "\n", "  ", "\t\n"))))


def _fence(draw: st.DrawFn, edits: Edits) -> None:
    at = _index(draw, edits)
    edits[at : at + 1] = [_fenced(draw, edit) for edit in edits[at : at + 1]]


def _explain(draw: st.DrawFn, edits: Edits) -> None:
    at = _index(draw, edits)
    edits[at : at + 1] = [_among_prose(draw, edit) for edit in edits[at : at + 1]]


def _number(draw: st.DrawFn, edits: Edits) -> None:
    """Miscount: one number of an edit is another, or is written otherwise."""
    at = _index(draw, edits)
    found = list(_NUMBER.finditer("".join(edits[at : at + 1])))
    if found:
        match = found[draw(st.integers(0, len(found) - 1))]
        number = int(match[0][:20])
        wrong = (number + 1, number - 1, 0, number + 10, 10 * number, -number, 2**63, 2**64)
        written = (*map(str, wrong), f"0{number}", f"{number}.0", "", "x", "\u0661")
        edits[at] = (
            edits[at][: match.start()] + draw(st.sampled_from(written)) + (edits[at][match.end() :])
        )


def _value(draw: st.DrawFn, edits: Edits) -> None:
    """Spoil one value or key of an edit that is JSON."""
    at = _index(draw, edits)
    try:
        tree = json.loads("".join(edits[at : at + 1]))
    except ValueError:
        return
    places = list(_places(tree))
    if places:
        inner, key = places[draw(st.integers(0, len(places) - 1))]
        match draw(st.integers(0, 2)):
            case 0:
                inner[key] = draw(st.sampled_from(_VALUES))
            case 1:
                del inner[key]
            case _ if isinstance(inner, dict):
                inner[draw(st.sampled_from(("comment", key.upper(), "")))] = inner[key]
            case _:
                inner.insert(key, inner[key])
    edits[at] = json.dumps(
        tree, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from((None, 2)))
    )


def _places(tree: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    """Give the places of all values, each as what holds it and the key or index."""
    found: list[tuple[Any, Any]] = []
    left = [tree]
    while left:
        inner = left.pop()
        if isinstance(inner, dict | list):
            keys = list(inner) if isinstance(inner, dict) else range(len(inner))
            found += [(inner, key) for key in keys]
            left += [inner[key] for key in keys]
    return found


def _comma(draw: st.DrawFn, edits: Edits) -> None:
    """Leave a comma in front of what closes."""
    at = _index(draw, edits)
    found = list(_CLOSER.finditer("".join(edits[at : at + 1])))
    if found:
        place = found[draw(st.integers(0, len(found) - 1))].start()
        edits[at] = f"{edits[at][:place]},{edits[at][place:]}"


# What happens to one line of an edit.


def _change(draw: st.DrawFn, lines: Lines, change: Callable[[str], str]) -> None:
    at = _index(draw, lines)
    lines[at : at + 1] = [change(line) for line in lines[at : at + 1]]


def _sign(draw: st.DrawFn, lines: Lines) -> None:
    sign = draw(st.sampled_from(_SIGNS))
    _change(draw, lines, lambda line: sign + line[1:])


def _unsign(draw: st.DrawFn, lines: Lines) -> None:
    """Leave out the first character of all lines, as of some context or of indentation."""
    del draw
    lines[:] = [line[1:] for line in lines]


def _indent(draw: st.DrawFn, lines: Lines) -> None:
    indent = draw(st.sampled_from(_INDENTS))
    kept = draw(st.integers(0, 1))
    _change(draw, lines, lambda line: line[:kept] + indent + line[kept:].lstrip())


def _deepen(draw: st.DrawFn, lines: Lines) -> None:
    indent = draw(st.sampled_from(_INDENTS))
    lines[:] = [indent + line for line in lines]


def _space(draw: st.DrawFn, lines: Lines) -> None:
    """Change white space that a reader does not see."""
    old, new = draw(
        st.sampled_from(((" ", "  "), ("    ", "\t"), ("\t", "    "), (" ", ""), ("$", " $")))
    )
    if old == "$":
        _change(draw, lines, lambda line: line + " ")
    else:
        _change(draw, lines, lambda line: line[:1] + line[1:].replace(old, new))


def _case(draw: st.DrawFn, lines: Lines) -> None:
    _change(draw, lines, str.swapcase)


def _mark(draw: st.DrawFn, lines: Lines) -> None:
    """Put a mark of some format between lines, or behind a sign."""
    sign = draw(st.sampled_from(("", "+", " ", "-")))
    marker = draw(st.one_of(st.sampled_from(MARKERS), st.text(max_size=9)))
    lines.insert(draw(st.integers(0, len(lines))), sign + marker)


def _shorten(draw: st.DrawFn, lines: Lines) -> None:
    at = _index(draw, lines)
    lines[at : at + 1] = [line[: _cut(draw, line)] for line in lines[at : at + 1]]


def _elide(draw: st.DrawFn, lines: Lines) -> None:
    """Leave lines out and say so, as models do."""
    at = _index(draw, lines)
    said = draw(st.sampled_from(("...", "# ... rest of the code ...", " ...", "+...")))
    lines[at : at + draw(st.integers(1, 3))] = [said]


# What happens to text.


def _fenced(draw: st.DrawFn, text: str) -> str:
    fence = draw(st.sampled_from(_FENCES))
    end = draw(st.sampled_from((f"\n{fence[:4].rstrip('d')}", "", f"\n{fence}")))
    return f"{fence}\n{text}{end}"


def _among_prose(draw: st.DrawFn, text: str) -> str:
    above, below = draw(st.sampled_from(_PROSE)), draw(st.sampled_from(_PROSE))
    return f"{above}\n{text}\n{below}"


def _truncate(draw: st.DrawFn, text: str) -> str:
    return text[: len(text) - _cut(draw, text)]


def _behead(draw: st.DrawFn, text: str) -> str:
    return text[_cut(draw, text) :]


def _loop(draw: st.DrawFn, text: str) -> str:
    """Write the same end again and again."""
    return text + text[_cut(draw, text) :] * draw(st.integers(1, 5))


def _go_on(draw: st.DrawFn, text: str) -> str:
    more = ("</s>", "<|im_end|>", SEPARATOR, SEPARATOR[1:], "\n", "\n\nThat is all.", "\x00")
    return text + draw(st.sampled_from(more))


def _instruct(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from(("Write it.", "", "@@", "{", "```"))) + SEPARATOR + text


def _separate(draw: st.DrawFn, text: str) -> str:
    at = _cut(draw, text)
    return text[:at] + draw(st.sampled_from((SEPARATOR, SEPARATOR[1:], " <|diff|>"))) + text[at:]


def _unseparate(draw: st.DrawFn, text: str) -> str:
    new = draw(st.sampled_from(("\n", "", SEPARATOR[1:], "\n <|diff|>", "\n<|Diff|>", "\n---\n")))
    return text.replace(SEPARATOR, new, draw(st.integers(1, 3)))


def _line_ends(draw: st.DrawFn, text: str) -> str:
    new = draw(st.sampled_from(_OTHER_ENDS))
    if draw(st.booleans()):
        return text.replace("\n", new)
    at = text.find("\n", _cut(draw, text))
    return text if at < 0 else text[:at] + new + text[at + 1 :]


def _look_alike(draw: st.DrawFn, text: str) -> str:
    """Write a character as another one that looks like it."""
    places = [at for at, character in enumerate(text) if character in _LOOK_ALIKES]
    if not places:
        return text
    at = places[draw(st.integers(0, len(places) - 1))]
    old, new = text[at], draw(st.sampled_from(_LOOK_ALIKES[text[at]]))
    return text.replace(old, new) if draw(st.booleans()) else text[:at] + new + text[at + 1 :]


def _spoil(draw: st.DrawFn, text: str) -> str:
    """Put in, or in the place of a character, what hardly anybody types."""
    at = _cut(draw, text)
    odd = draw(st.one_of(st.sampled_from((*ODD_CHARACTERS, *ENDS, "\ud800")), st.characters()))
    return text[:at] + odd + text[at + draw(st.integers(0, 1)) :]


def _named(functions: tuple[Any, ...], what: str) -> dict[str, Any]:
    return {f"{function.__name__.strip('_')} {what}": function for function in functions}


OF_EDITS: dict[str, Callable[[st.DrawFn, Edits], None]] = _named(
    (_drop, _double, _move, _join, _blank, _fence, _explain, _number, _value, _comma), "edit"
)
"""What happens to the edits, by name."""

OF_LINES: dict[str, Callable[[st.DrawFn, Lines], None]] = _named(
    (
        _drop,
        _double,
        _move,
        _join,
        _sign,
        _unsign,
        _indent,
        _deepen,
        _space,
        _case,
        _mark,
        _shorten,
        _elide,
    ),
    "line",
)
"""What happens to the lines of one edit, by name."""

OF_TEXT: dict[str, Callable[[st.DrawFn, str], str]] = _named(
    (
        _truncate,
        _behead,
        _loop,
        _go_on,
        _instruct,
        _separate,
        _unseparate,
        _line_ends,
        _look_alike,
        _spoil,
        _fenced,
        _among_prose,
    ),
    "text",
)
"""What happens to the whole text, by name."""
