"""Edit formats: how an edit is written as text. Renderer and parser are inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lintseq import _core
from lintseq.errors import ConfigError, UnknownFormatError
from lintseq.sampling import check_int

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lintseq.sequence import EditSequence

__all__ = ["Format", "find_format", "formats"]


class Format(Protocol):
    """A way to write edits as text.

    Attributes:
        name: A short stable name.
    """

    name: str

    @property
    def render(self) -> Callable[..., list[str]]:
        """What writes an `EditSequence` as texts; the format may have options of its own."""

    def split(self, text: str) -> list[str]:
        """Split a model's output into the texts of its edits."""

    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, Iterable[tuple[int, int, int, str, str]]]:
        """Apply edits as far as possible: the text, and the fields of each `Failure`."""


class UnifiedFormat:
    """Unified diffs, which ``git apply`` and ``patch`` read when they have file headers."""

    name = "unified"

    def render(
        self, sequence: EditSequence, *, context: int = 0, path: str | None = None
    ) -> list[str]:
        """Write each edit as a unified diff.

        Args:
            sequence: The edit sequence.
            context: Lines to show around an insertion.
            path: Write file headers with this path; None writes none.
        """
        check_int("context", context, 0, 2**31 - 1)
        if path is not None and (not isinstance(path, str) or not path or "\n" in path):
            raise ConfigError(f"path must be one line of text or None, not {path!r}")
        return _core.render_unified(sequence.program, sequence.steps, context, path)

    def split(self, text: str) -> list[str]:
        """Split a model's output at ``<|diff|>``."""
        return _core.split_edits(text)

    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, list[tuple[int, int, int, str, str]]]:
        """Apply unified diffs as far as possible."""
        return _core.apply_unified(base, edits)


_FORMATS: dict[str, Format] = {"unified": UnifiedFormat()}


def formats() -> tuple[str, ...]:
    """List the names of the edit formats."""
    return tuple(sorted(_FORMATS))


def find_format(name: str) -> Format:
    """Give an edit format.

    Raises:
        UnknownFormatError: If no format has this name.
    """
    found = _FORMATS.get(name)
    if found is None:
        raise UnknownFormatError(name, _FORMATS)
    return found
