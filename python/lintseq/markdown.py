"""Code fences: getting the program out of a model's or a dataset's prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lintseq.language import language_of_tag

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Fence", "extract_program", "fences"]

# CommonMark: up to three spaces, three or more backticks or tildes, then the info string, in
# which a backtick fence has no backtick. A fence that is indented further is code.
_OPENING = re.compile(r"^( {0,3})(`{3,}(?=[^`\n]*$)|~{3,})[ \t]*([^\n]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of code.

    Attributes:
        tag: The first word after the fence, in lower case; ``""`` if there is none.
        code: The text between the fences.
        start: Where the opening fence starts in the text, in characters.
        closed: Whether there is a closing fence; if not, the code goes to the end of the text.
    """

    tag: str
    code: str
    start: int
    closed: bool


def fences(text: str) -> list[Fence]:
    """Find the fenced blocks of a text, in order."""
    found: list[Fence] = []
    position = 0
    while opening := _OPENING.search(text, position):
        indent, mark, info = opening.groups()
        start = opening.end() + 1
        closing = _closing(mark).search(text, start) if start <= len(text) else None
        code = text[start : closing.start() if closing else len(text)]
        if indent:
            code = re.sub(rf"^ {{1,{len(indent)}}}", "", code, flags=re.MULTILINE)
        words = info.strip().strip("{}.").split()
        tag = words[0].lower() if words else ""
        found.append(Fence(tag, code, opening.start(), closing is not None))
        if closing is None:
            break
        position = closing.end()
    return found


def _closing(mark: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*\r?$", re.MULTILINE)


def extract_program(text: str, language: str, is_program: Callable[[str], bool]) -> str | None:
    r"""Take the program out of a text that may be Markdown.

    Blocks whose tag names the language are joined with an empty line between them; if there are
    none, blocks without a tag are. A text without fences is the program itself. So is one with
    fences below other text that is a program as it stands: a docstring may hold fences, too.

    Args:
        text: The text.
        language: The language that the program has to be in.
        is_program: Tells whether a text is a program without syntax errors.

    Returns:
        The program, or None if all fences hold other languages.
    """
    if "```" not in text and "~~~" not in text:
        return text
    blocks = fences(text)
    if not blocks or (text[: blocks[0].start].strip() and is_program(text)):
        return text
    tagged = [block.code for block in blocks if language_of_tag(block.tag) == language]
    chosen = tagged or [block.code for block in blocks if not block.tag]
    return "\n".join(chosen) if chosen else None


def fenced_language(text: str, preferred: str | None) -> str | None:
    """Tell the language of a text from the tags of its fences.

    Args:
        text: The text.
        preferred: The language to give if a fence holds it, or if no tag names a language.
    """
    if "```" not in text and "~~~" not in text:
        return preferred
    found = [language for block in fences(text) if (language := language_of_tag(block.tag))]
    return found[0] if found and preferred not in found else preferred
