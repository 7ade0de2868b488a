"""From edits, ours or a model's, back to the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lintseq.errors import ApplyError
from lintseq.formats import find_format

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ApplyResult", "Failure", "apply", "try_apply"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something in a list of edits that could not be applied.

    Attributes:
        edit: Which edit, from 0.
        hunk: Which hunk of the edit, from 0.
        line: Which line of the edit's text, from 1.
        reason: A short stable name of what is wrong.
        detail: What was found, for a reader.
    """

    edit: int
    hunk: int
    line: int
    reason: str
    detail: str

    def __str__(self) -> str:
        return f"edit {self.edit + 1}, line {self.line}: {self.reason}: {self.detail}"


@dataclass(frozen=True, slots=True)
class ApplyResult:
    """What came of applying edits.

    Attributes:
        text: What the edits that could be applied give.
        failures: What could not be applied, in order; empty if all could.
    """

    text: str
    failures: tuple[Failure, ...]


def apply(edits: str | Iterable[str], base: str = "", *, format: str = "unified") -> str:  # noqa: A002
    r"""Apply edits to a text.

    Args:
        edits: The edits in order, or one text with ``<|diff|>`` between them, as a model
            trained on such texts writes it.
        base: The text to start from.
        format: The edit format, see `lintseq.formats`.

    Returns:
        The text after all edits.

    Raises:
        ApplyError: If something could not be applied. It says what, and carries the text that
            the other edits give.
        UnknownFormatError: If no format has this name.

    Example:
        >>> apply(["@@ -0,0 +1 @@\n+a = 1", "@@ -1,0 +2 @@\n+b = 2"])
        'a = 1\nb = 2\n'
    """
    result = try_apply(edits, base, format=format)
    if result.failures:
        raise ApplyError(result.failures, result.text)
    return result.text


def try_apply(
    edits: str | Iterable[str],
    base: str = "",
    *,
    format: str = "unified",  # noqa: A002
) -> ApplyResult:
    """Apply edits to a text as far as possible; like `apply`, but no content makes it raise.

    Raises:
        TypeError: If something is no str.
        UnknownFormatError: If no format has this name.
    """
    chosen = find_format(format)
    if isinstance(edits, str):
        texts = chosen.split(edits) if _is_unicode(edits) else [edits]
    else:
        texts = list(edits)
    for text in (base, *texts):
        if not isinstance(text, str):
            raise TypeError(f"edits and base are str, not {type(text).__name__}")
    if not _is_unicode(base):
        return ApplyResult(base, (_surrogate(0, "the base"),))
    broken = [_surrogate(n, "the edit") for n, text in enumerate(texts) if not _is_unicode(text)]
    usable = [n for n, text in enumerate(texts) if _is_unicode(text)]
    result, found = chosen.apply(base, [texts[n] for n in usable])
    failures = [
        Failure(usable[edit], hunk, line, reason, detail)
        for edit, hunk, line, reason, detail in found
    ]
    return ApplyResult(result, tuple(sorted(broken + failures, key=_place)))


def _is_unicode(text: str) -> bool:
    """Tell whether a str can be encoded: JSON can bring in halves of surrogate pairs."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _surrogate(edit: int, what: str) -> Failure:
    return Failure(edit, 0, 1, "invalid-utf8", f"{what} holds half of a surrogate pair")


def _place(failure: Failure) -> tuple[int, int, int]:
    return (failure.edit, failure.hunk, failure.line)
