"""The formats that come with lintseq. The engine writes and reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.errors import ConfigError, FormatError
from lintseq.sampling import check_int

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lintseq.sequence import EditSequence

__all__ = ["NATIVE_FORMATS"]


class NativeFormat:
    """A format of the engine.

    Attributes:
        name: Its name.
    """

    name = ""
    # Options do not matter for reading.
    _reader: _core.Format
    _make: Callable[..., _core.Format]

    def engine(self, **options: int) -> _core.Format:
        """Give the engine's form of the format, for programs of any language.

        Raises:
            ConfigError: If an option has a value that is not allowed.
        """
        return self._make(**{name: _check_context(value) for name, value in options.items()})

    def split(self, text: str) -> list[str]:
        """Split a model's output at ``<|diff|>``."""
        return self._reader.split(text)

    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, list[tuple[int, int, int, str, str]]]:
        """Apply edits as far as possible."""
        return self._reader.apply(base, edits)

    def _write(self, writer: _core.Format, sequence: EditSequence) -> list[str]:
        """Write each edit.

        Raises:
            FormatError: If the format cannot hold the program.
        """
        texts = writer.render(sequence.program, sequence.language, sequence.steps)
        if isinstance(texts, tuple):
            raise FormatError(self.name, *texts)
        return texts


class UnifiedFormat(NativeFormat):
    """Unified diffs, which ``git apply`` and ``patch`` read when they have file headers."""

    name = "unified"
    _reader = _core.Format.unified()
    _make = staticmethod(_core.Format.unified)

    def render(
        self, sequence: EditSequence, *, context: int = 0, path: str | None = None
    ) -> list[str]:
        """Write each edit as a unified diff.

        Args:
            sequence: The edit sequence.
            context: Lines to show around an insertion.
            path: Write file headers with this path; None writes none.
        """
        if path is not None:
            _check_line("path", path)
        return self._write(_core.Format.unified(_check_context(context), path), sequence)


class UnnumberedFormat(NativeFormat):
    """Unified diffs whose hunks are placed by their context."""

    name = "unified-unnumbered"
    _reader = _core.Format.unnumbered()
    _make = staticmethod(_core.Format.unnumbered)

    def render(self, sequence: EditSequence, *, context: int = 0) -> list[str]:
        """Write each edit as a unified diff without numbers.

        Args:
            sequence: The edit sequence.
            context: The least lines to show around an insertion.
        """
        return self._write(_core.Format.unnumbered(_check_context(context)), sequence)


class SearchReplaceFormat(NativeFormat):
    """Blocks of lines to find, and of lines to put in their place."""

    name = "search-replace"
    _reader = _core.Format.search_replace()
    _make = staticmethod(_core.Format.search_replace)

    def render(self, sequence: EditSequence, *, context: int = 0) -> list[str]:
        """Write each edit as blocks of search and replace.

        Args:
            sequence: The edit sequence.
            context: The least lines to show around an insertion.
        """
        return self._write(_core.Format.search_replace(_check_context(context)), sequence)


class V4aFormat(NativeFormat):
    """The text that ``apply_patch`` takes."""

    name = "v4a"
    _reader = _core.Format.v4a()
    _make = staticmethod(_core.Format.v4a)

    def render(
        self, sequence: EditSequence, *, context: int = 3, path: str | None = None
    ) -> list[str]:
        """Write each edit as a patch.

        Args:
            sequence: The edit sequence.
            context: The least lines to show around an insertion.
            path: The path of the file; None is ``program`` with an extension of its language.
        """
        if path is not None:
            _check_line("path", path)
        return self._write(_core.Format.v4a(_check_context(context), path), sequence)


class AnchoredFormat(NativeFormat):
    """JSON objects: which lines to insert after which."""

    name = "anchored"
    _reader = _core.Format.anchored()
    _make = staticmethod(_core.Format.anchored)

    def render(self, sequence: EditSequence) -> list[str]:
        """Write each edit as a JSON object."""
        return self._write(self._reader, sequence)


class WholeFormat(NativeFormat):
    """The whole file after each edit."""

    name = "whole"
    _reader = _core.Format.whole()
    _make = staticmethod(_core.Format.whole)

    def render(self, sequence: EditSequence, *, tag: str | None = None) -> list[str]:
        """Write the file after each edit in a code fence.

        Args:
            sequence: The edit sequence.
            tag: What stands behind the fence, such as a language.
        """
        if tag is not None and "`" in _check_line("tag", tag):
            raise ConfigError(f"tag must have no backtick: {tag!r}")
        return self._write(_core.Format.whole(tag), sequence)


def _check_context(context: int) -> int:
    return check_int("context", context, 0, 2**31 - 1)


def _check_line(name: str, value: str) -> str:
    """Give a text if it is one line.

    Raises:
        ConfigError: If it is not.
    """
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        raise ConfigError(f"{name} must be one line of text or None, not {value!r}")
    return value


NATIVE_FORMATS = {
    format_.name: format_
    for format_ in (
        UnifiedFormat(),
        UnnumberedFormat(),
        SearchReplaceFormat(),
        V4aFormat(),
        AnchoredFormat(),
        WholeFormat(),
    )
}
