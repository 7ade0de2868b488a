"""Texts of C and C++, kept from reading other files and from hiding their errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lintseq.adapters.output import Found, UnreadableError
from lintseq.adapters.suppression import defuse

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["harmless", "own_findings"]

# A directive's start, however it is spelled: with digraph or trigraph, comments, or spliced lines.
_BETWEEN = r"(?:[ \t]|/\*[^\n]*?\*/|(?:\\|\?\?/)\r?\n)*"
_HASH = rf"^{_BETWEEN}(?:\#|%:|\?\?=){_BETWEEN}"
# Headers stay if they are plain names: no macro, no absolute path, no step to the folder above.
_PLAIN = r"(?:<(?![^>\n]*\.\.)[\w][^>\n]*>|\"(?![^\"\n]*\.\.)[\w][^\"\n]*\")"
_BLANKED = (
    re.compile(
        rf"{_HASH}(?:include(?:_next)?|import|embed)\b(?!{_BETWEEN}{_PLAIN})[^\n]*", re.MULTILINE
    ),
    # A directive whose name goes on in the next line.
    re.compile(rf"{_HASH}\w+(?:\\|\?\?/)\r?\n[^\n]*", re.MULTILINE),
    # Markers that move what is reported to other lines or files.
    re.compile(rf"{_HASH}(?:line\b|\d)[^\n]*", re.MULTILINE),
)
_PATTERNS = (
    re.compile(
        rf"{_HASH}pragma{_BETWEEN}(?:GCC|clang){_BETWEEN}"
        r"(diagnostic|system_header|warning|error|dependency)",
        re.MULTILINE,
    ),
    re.compile(r"\b(?:_Pragma|__pragma)\s*\(\s*[LuU8]*R?\"?[^\"\n]*?\b(GCC|clang)\b"),
    re.compile(rf"__has_(?:include|embed)(?:_next)?{_BETWEEN}\((?!{_BETWEEN}{_PLAIN})([^\n]*)"),
)


def harmless(text: str) -> str:
    """Keep a text from reading files that it names by path, and from hiding or moving errors.

    What does so becomes blank, since a directive that fails would hide what comes after it.
    """
    for pattern in _BLANKED:
        text = pattern.sub(lambda found: re.sub(r"[^\s\\]", " ", found[0]), text)
    return defuse(text, _PATTERNS)


_INCLUDED = re.compile(r"(?:In file included| +) from (?P<file>[^:\n]+):(?P<line>\d+)")
_PLACED = re.compile(
    r"(?P<file>[^:\n]+):(?:(?P<line>\d+):)?(?:(?P<column>\d+):)? (?P<message>[^\n]*)"
)
_ERROR = re.compile(
    r"(?:fatal )?error: (?P<message>.*?)(?: \[-W(?:error=|error,-W)?(?P<code>[\w+-]+)\])?$"
)
_SUGGESTION = re.compile(r"; did you mean .*$")


def own_findings(text: str, file: str) -> Iterator[Found]:
    """Read what gcc or clang says of a file.

    An error in a header counts where the file asks for it: where it includes it, or uses its
    template.

    Args:
        text: What the compiler printed, without colours and carets.
        file: The file that it was given.

    Raises:
        UnreadableError: If the compiler itself failed.
    """
    asked_from: int | None = None
    elsewhere: str | None = None
    for row in text.split("\n"):
        included = _INCLUDED.match(row)
        placed = None if included else _PLACED.match(row)
        if included is not None:
            asked_from = int(included["line"]) if included["file"] == file else asked_from
        elif placed is not None:
            if placed["line"] is None and _ERROR.match(placed["message"]):
                raise UnreadableError(row[:300])  # the compiler speaks of itself
            own = placed["file"] == file and placed["line"] is not None
            error = _ERROR.match(placed["message"])
            if own and error is None and elsewhere is not None:
                yield Found(file, int(placed["line"]), *_named(elsewhere))
                elsewhere = None
            if error is None:
                asked_from = int(placed["line"]) if own else asked_from
            elif own:
                column = int(placed["column"]) if placed["column"] else None
                yield Found(file, int(placed["line"]), *_named(placed["message"]), column)
            elif asked_from is not None:
                yield Found(file, asked_from, *_named(placed["message"]))
            else:
                elsewhere = placed["message"]
    if elsewhere is not None:
        yield Found(file, 1, *_named(elsewhere))


def _named(message: str) -> tuple[str, str]:
    found = _ERROR.match(message)
    if found is None:
        return "error", message
    return found["code"] or "error", _SUGGESTION.sub("", found["message"])
