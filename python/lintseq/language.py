"""The languages that the engine knows, and how their names are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.errors import UnknownLanguageError

if TYPE_CHECKING:
    from os import PathLike

__all__ = [
    "Language",
    "find_language",
    "language_of_file",
    "language_of_tag",
    "languages",
    "require_language",
]


@dataclass(frozen=True, slots=True)
class Language:
    """A language that programs can be written in.

    Attributes:
        name: The name to use everywhere, such as ``"python"``.
        aliases: Other names for it, such as ``"py"``.
        extensions: The file extensions without the dot, such as ``"py"``.
        fences: The tags of code fences that hold it, besides its names.
        grammar: The name and version of the grammar that parses it.
    """

    name: str
    aliases: tuple[str, ...]
    extensions: tuple[str, ...]
    fences: tuple[str, ...]
    grammar: str


def languages() -> tuple[Language, ...]:
    """List the languages that can be sampled, sorted by name."""
    return _languages()


@lru_cache(maxsize=1)
def _languages() -> tuple[Language, ...]:
    return tuple(
        sorted(
            (
                Language(
                    name=_text(entry, "name"),
                    aliases=_texts(entry, "aliases"),
                    extensions=tuple(ext.removeprefix(".") for ext in _texts(entry, "extensions")),
                    fences=_texts(entry, "fences"),
                    grammar=_text(entry, "grammar"),
                )
                for entry in _core.languages()
            ),
            key=lambda language: language.name,
        )
    )


def _text(entry: dict[str, str | list[str]], key: str) -> str:
    value = entry.get(key, "")
    return value if isinstance(value, str) else ", ".join(value)


def _texts(entry: dict[str, str | list[str]], key: str) -> tuple[str, ...]:
    value = entry.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Map each name and alias, in lower case, to the language's name."""
    aliases = {a.lower(): language.name for language in _languages() for a in language.aliases}
    return aliases | {language.name.lower(): language.name for language in _languages()}


def find_language(name: str) -> str | None:
    """Give the language's own name for a name, alias or tag in any case; None if unknown."""
    return _names().get(name.strip().lower())


@lru_cache(maxsize=1)
def _tags() -> dict[str, str]:
    """Map each tag of code fences, in lower case, to the language's name."""
    return {tag.lower(): entry.name for entry in _languages() for tag in entry.fences} | _names()


def language_of_tag(tag: str) -> str | None:
    """Tell the language of a code fence from its tag; None if no language has it."""
    return _tags().get(tag.strip().lower())


def require_language(name: str) -> str:
    """Like `find_language`, for a name that has to be known.

    Raises:
        UnknownLanguageError: If no language has this name.
    """
    if not isinstance(name, str):
        raise TypeError(f"a language is named by a str, not {type(name).__name__}")
    found = find_language(name)
    if found is None:
        raise UnknownLanguageError(name, (language.name for language in _languages()))
    return found


def language_of_file(path: str | PathLike[str]) -> str | None:
    """Tell a file's language from its extension; None if no language has it."""
    suffix = PurePath(path).suffix.removeprefix(".").lower()
    for language in _languages():
        if suffix and suffix in language.extensions:
            return language.name
    return None
