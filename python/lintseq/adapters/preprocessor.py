"""Texts of C and C++, kept from reading other files and from hiding their errors."""

from __future__ import annotations

import re

from lintseq.adapters.output import Found, UnreadableError

__all__ = ["NO_PRAGMAS_OF_MACROS", "harmless", "own_findings"]

NO_PRAGMAS_OF_MACROS = "-D_Pragma(x)="
"""An option that takes away the pragmas that macros can make."""

# Where lines go on; the second spelling is one in some standards only.
_SPLICES = (
    re.compile(r"\\[ \t\f\v]*(?:\r\n|\r|\n)"),
    re.compile(r"(?:\\|\?\?/)[ \t\f\v]*(?:\r\n|\r|\n)"),
)
_BLANK = r"[ \t\f\v\0]"
# What starts a directive, however it is spelled: the first in its line but for comments.
_HASH = re.compile(rf"(?:^\ufeff?|\r|\*/){_BLANK}*(\#|%:|\?\?=)", re.MULTILINE)
_NAME = re.compile(r"\w+")
_BLANKS = re.compile(rf"{_BLANK}*")
_LINE_END = re.compile(r"[\r\n]|\Z")
# Headers stay if they are plain names: no macro, no absolute path, no step to the folder above.
_PLAIN = re.compile(r"<(?![^>\r\n]*\.\.)\w[^>\r\n]*>|\"(?![^\"\r\n]*\.\.)\w[^\"\r\n]*\"")
_READING = frozenset({"include", "include_next", "import", "embed"})
_HIDING = re.compile(
    r"\s*(?:GCC|clang)\s+(?:diagnostic|system_header|warning|error|dependency|pch_preprocess)\b"
)
_ASKING = re.compile(r"__has_(?:include|embed)(?:_next)?\b")
_COMMENT = re.compile(r"/\*.*?\*/")
# What may hold or start a comment.
_PIECE = re.compile(r"\"[^\"]*\"|<[^>]*>|/\*.*?\*/|//|/\*")


def harmless(text: str) -> str:
    """Keep a text from reading files that it names by path, and from hiding or moving errors.

    What does so becomes blank, since a directive that fails would hide what comes after it.
    """
    for splice in _SPLICES:
        joined = _Joined(text, splice)
        _blank_directives(joined)
        _blank_questions(joined)
        text = "".join(joined.characters)
    return text


class _Joined:
    """A text with its spliced lines joined.

    Attributes:
        text: The joined text.
        characters: Those of the text as it was given, blanked in part.
    """

    def __init__(self, text: str, splice: re.Pattern[str]) -> None:
        self.characters = list(text)
        self._places: list[int] = []
        done = 0
        for found in splice.finditer(text):
            self._places += range(done, found.start())
            done = found.end()
        self._places += range(done, len(text))
        self.text = splice.sub("", text)

    def blank(self, start: int, stop: int) -> None:
        """Blank a part of the joined text."""
        for place in self._places[start:stop]:
            if not self.characters[place].isspace():
                self.characters[place] = " "

    def after_blanks(self, place: int) -> int:
        """Give the place behind blanks and comments."""
        while True:
            found = _BLANKS.match(self.text, place)
            place = place if found is None else found.end()
            closed = self.text.find("*/", place) if self.text.startswith("/*", place) else -1
            if closed < 0:
                return place
            place = closed + 2

    def line_end(self, place: int) -> int:
        """Give the end of a line, or where a comment starts that goes on in the next one."""
        ended = _LINE_END.search(self.text, place)
        end = len(self.text) if ended is None else ended.start()
        for found in _PIECE.finditer(self.text, place, end):
            if found[0] == "//":
                break
            if found[0] == "/*":
                return found.start()
        return end


def _blank_directives(joined: _Joined) -> None:
    text = joined.text
    for found in _HASH.finditer(text):
        named = _NAME.match(text, joined.after_blanks(found.end()))
        if named is None:
            continue
        end = joined.line_end(named.end())
        if named[0] in _READING:
            harmful = _PLAIN.match(text, joined.after_blanks(named.end())) is None
        elif named[0] == "pragma":
            harmful = _HIDING.match(_COMMENT.sub(" ", text[named.end() : end])) is not None
        elif named[0] == "define":
            asked = _ASKING.finditer(text, named.end(), end)
            harmful = any(not _asks_plainly(joined, question) for question in asked)
        else:
            # Markers move what is reported to other lines or files.
            harmful = named[0] == "line" or named[0][0].isdigit()
        if harmful:
            joined.blank(found.start(1), end)


def _blank_questions(joined: _Joined) -> None:
    """Blank what asks whether a file is there; the line is wrong then, whatever is there."""
    for question in _ASKING.finditer(joined.text):
        opened = joined.after_blanks(question.end())
        if joined.text.startswith("(", opened) and not _asks_plainly(joined, question):
            joined.blank(opened, joined.line_end(opened))


def _asks_plainly(joined: _Joined, question: re.Match[str]) -> bool:
    opened = joined.after_blanks(question.end())
    plain = _PLAIN.match(joined.text, joined.after_blanks(opened + 1))
    return joined.text.startswith("(", opened) and plain is not None


_INCLUDED = re.compile(r"(?:In file included| +) from (?P<file>[^:\n]+):(?P<line>\d+)")
_PLACED = re.compile(
    r"(?P<file>[^:\n]+):(?:(?P<line>\d+):)?(?:(?P<column>\d+):)? (?P<message>[^\n]*)"
)
_ERROR = re.compile(
    r"(?:fatal )?error: (?P<message>.*?)(?: \[-W(?:error=|error,-W)?(?P<code>[\w+-]+)\])?$"
)
_REQUESTED = "in instantiation of "
_SUGGESTION = re.compile(r"; did you mean .*$")


def own_findings(text: str, file: str) -> list[Found]:
    """Read what gcc or clang says of a file.

    An error in a header counts where the file asks for it: where it includes it, or uses its
    template.

    Args:
        text: What the compiler printed, without colours and carets.
        file: The file that it was given.

    Raises:
        UnreadableError: If the compiler itself failed.
    """
    findings: list[Found] = []
    asked_from = 1
    # Clang tells of an error in a header before it tells who asked, and not twice in a row.
    requested: int | None = None
    told_of_header = False
    for row in text.split("\n"):
        if (included := _INCLUDED.match(row)) is not None:
            asked_from = int(included["line"]) if included["file"] == file else asked_from
        elif (placed := _PLACED.match(row)) is not None:
            own = placed["file"] == file and placed["line"] is not None
            found = _error(placed, file, None if own else requested or asked_from)
            if found is not None:
                findings.append(found)
                told_of_header = not own
                requested = None if own else requested
            elif own:
                asked_from = int(placed["line"])
                if told_of_header and _REQUESTED in placed["message"]:
                    requested = asked_from
                    findings[-1] = findings[-1]._replace(line=requested)
                    told_of_header = False
    return findings


def _error(placed: re.Match[str], file: str, asked_from: int | None) -> Found | None:
    """Read what was said of one place, if it is an error."""
    error = _ERROR.match(placed["message"])
    if error is None:
        return None
    if placed["line"] is None:
        raise UnreadableError(placed[0][:300])  # the compiler speaks of itself
    line = int(placed["line"]) if asked_from is None else asked_from
    column = int(placed["column"]) if asked_from is None and placed["column"] else None
    message = _SUGGESTION.sub("", error["message"])
    return Found(file, line, error["code"] or "error", message, column)
