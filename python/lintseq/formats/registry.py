"""The edit formats that have a name: those that come with lintseq, and any other."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from lintseq.errors import ConfigError, FormatError, UnknownFormatError
from lintseq.formats.native import NATIVE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from importlib.metadata import EntryPoint


__all__ = ["Format", "find_format", "formats", "register_format"]

ENTRY_POINTS = "lintseq.formats"
"""The group of entry points of formats; each is a `Format`, or what makes one when it is called."""


@runtime_checkable
class Format(Protocol):
    """A way to write edits as text.

    Attributes:
        name: A short stable name.
    """

    name: str

    @property
    def render(self) -> Callable[..., list[str]]:
        """What writes an `EditSequence` as texts; the format may have options of its own.

        It raises `FormatError` if the format cannot hold the program.
        """

    def split(self, text: str) -> list[str]:
        """Split a model's output into the texts of its edits."""

    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, Iterable[tuple[int, int, int, str, str]]]:
        """Apply edits as far as possible: the text, and the fields of each `Failure`."""


if TYPE_CHECKING:
    FormatT = TypeVar("FormatT", bound=Format | type[Format])

_registered: dict[str, Format] = {}
_lock = threading.RLock()


def register_format(format: FormatT, *, replace: bool = False) -> FormatT:  # noqa: A002
    """Add an edit format for the rest of the process.

    Args:
        format: A `Format`, or a class of them that needs no arguments; a class may be decorated
            with it.
        replace: Whether to take the place of a format with the same name.

    Returns:
        What was given.

    Raises:
        ConfigError: If the name is taken, or the format lacks something.

    Example:
        >>> class Lines:
        ...     name = "lines-only"
        ...
        ...     def render(self, sequence):
        ...         return [edit.text for edit in sequence.edits]
        ...
        ...     def split(self, text):
        ...         return text.split("<|diff|>")
        ...
        ...     def apply(self, base, edits):
        ...         return base + "".join(edits), ()
        >>> format = register_format(Lines(), replace=True)
        >>> "lines-only" in formats()
        True
    """
    made = format() if isinstance(format, type) else format
    if not isinstance(made, Format) or not isinstance(made.name, str):
        raise ConfigError(f"an edit format needs a name, render, split and apply: {made!r}")
    with _lock:
        if not replace and made.name in _names():
            raise ConfigError(
                f"there is an edit format {made.name!r} already; replace=True takes its place"
            )
        _registered[made.name] = made
    return format


def formats() -> tuple[str, ...]:
    """List the names of the edit formats."""
    return tuple(sorted(_names()))


def find_format(name: str) -> Format:
    """Give an edit format.

    Raises:
        UnknownFormatError: If no format has this name.
        FormatError: If a package that names one fails.
    """
    with _lock:
        if name in _registered:
            return _registered[name]
        if name in NATIVE_FORMATS:
            return NATIVE_FORMATS[name]
        if name in _entry_points():
            _registered[name] = _load(_entry_points()[name])
            return _registered[name]
    raise UnknownFormatError(name, _names())


def _names() -> set[str]:
    return {*_registered, *NATIVE_FORMATS, *_entry_points()}


@lru_cache(maxsize=1)
def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - it is slow to import

    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}


def _load(entry: EntryPoint) -> Format:
    owner = entry.dist.name if entry.dist else entry.value
    try:
        found = entry.load()
        made = found if isinstance(found, Format) and not isinstance(found, type) else found()
    except Exception as error:
        raise FormatError(entry.name, "failed", f"{owner} failed: {error}") from error
    if not isinstance(made, Format):
        raise FormatError(entry.name, "failed", f"{owner} gives no edit format: {made!r}")
    return made
