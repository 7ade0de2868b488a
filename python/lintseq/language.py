"""The languages that the engine knows, and how their names are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from os import fspath
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.errors import UnknownLanguageError
from lintseq.registration import load_plugins, register_from_pack

if TYPE_CHECKING:
    from os import PathLike

__all__ = [
    "Language",
    "extension_of",
    "find_language",
    "forget_languages",
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
        shebangs: The interpreters in ``#!`` lines that run it.
        line_comment: What starts a comment to the end of the line; None if nothing does.
        grammar: The name and version of the grammar that parses it.
        checks: What the native linter checks: ``"syntax"``, ``"structure"``, ``"names"``, and the
            rules that are switched on.
        built_in: Whether it comes with lintseq.
    """

    name: str
    aliases: tuple[str, ...]
    extensions: tuple[str, ...]
    fences: tuple[str, ...]
    shebangs: tuple[str, ...]
    line_comment: str | None
    grammar: str
    checks: tuple[str, ...]
    built_in: bool


def languages() -> tuple[Language, ...]:
    """List the languages that can be sampled, sorted by name.

    Those that plug-ins register are among them; those of the extra ``all-languages`` once they
    have been used.

    Raises:
        LanguageError: If a plug-in cannot register its language.
    """
    load_plugins()
    return _languages()


@lru_cache(maxsize=1)
def _languages() -> tuple[Language, ...]:
    return tuple(
        Language(
            name=entry["name"],
            aliases=tuple(entry["aliases"]),
            extensions=tuple(ending.removeprefix(".") for ending in entry["extensions"]),
            fences=tuple(entry["fences"]),
            shebangs=tuple(entry["shebangs"]),
            line_comment=entry["line_comment"],
            grammar=entry["grammar"],
            checks=tuple(entry["checks"]),
            built_in=entry["built_in"],
        )
        for entry in _core.languages()
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Map each name and alias, in lower case, to the language's name."""
    aliases = {a.lower(): language.name for language in _languages() for a in language.aliases}
    return aliases | {language.name.lower(): language.name for language in _languages()}


def forget_languages() -> None:
    """Forget what was looked up, after a language was registered."""
    for cached in (_languages, _names):
        cached.cache_clear()


def find_language(name: str) -> str | None:
    """Give the language's own name for a name, alias or tag in any case; None if unknown.

    A name that is not built in is looked for among the plug-ins, and among the grammars of
    tree-sitter-language-pack where that is installed.

    Raises:
        LanguageError: If a plug-in cannot register its language.
    """
    key = name.strip().lower()
    if (found := _names().get(key)) is not None:
        return found
    load_plugins()
    return _names().get(key) or register_from_pack(key)


def language_of_tag(tag: str) -> str | None:
    """Tell the language of a code fence from its tag; None if no language has it."""
    key = tag.strip().lower()
    if not key:
        return None
    return _core.language_of_tag(key) or find_language(key)


def extension_of(language: str) -> str | None:
    """Give the usual extension of a language's files, without the dot; None if it has none."""
    known = (entry.extensions for entry in languages() if entry.name == language)
    return next(iter(next(known, ())), None)


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
    load_plugins()
    return _core.language_of_path(fspath(path))
