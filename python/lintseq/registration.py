"""Languages that are not built in: registered by call, by folder, by plug-in, or from a pack."""

from __future__ import annotations

import importlib
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.metadata import EntryPoint
    from os import PathLike

__all__ = [
    "ENTRY_POINTS",
    "folder_of",
    "is_from_pack",
    "load_plugins",
    "pack_languages",
    "parse_toml",
    "register_from_pack",
    "register_language",
    "register_language_folder",
]

ENTRY_POINTS = "lintseq.languages"
"""The group of entry points: each is a function without arguments that registers its language."""

_PACK = "tree_sitter_language_pack"
_folders: dict[str, Path] = {}
_ENDLESS = frozenset({"cobol"})
"""Grammars of the pack whose scanner does not end on some texts; no limit stops it."""


def register_language(
    name: str,
    grammar: object | None = None,
    *,
    units: str = "",
    names: str = "",
    aliases: Iterable[str] = (),
    extensions: Iterable[str] = (),
    fences: Iterable[str] = (),
    shebangs: Iterable[str] = (),
    syntax: Mapping[str, Any] | None = None,
    builtins: Iterable[str] = (),
    members: Iterable[str] = (),
    modules: Mapping[str, Iterable[str]] | None = None,
    rules: Iterable[str] = (),
    extends: str | None = None,
    version: str | None = None,
    replace: bool = False,
) -> str:
    """Add a language for the rest of the process.

    Without queries its lines are units, and the linter checks syntax only.

    Args:
        name: The name to use everywhere.
        grammar: What parses it: the capsule that the ``language()`` of a grammar package gives, or
            the package itself. None takes the grammar of the language that this one extends.
        units: The query of ``units.scm``: what is a unit, and what structure demands.
        names: The query of ``names.scm``: scopes, definitions, references.
        aliases: Other names.
        extensions: File extensions, with or without the dot.
        fences: Tags of code fences, besides the names.
        shebangs: Interpreters in ``#!`` lines.
        syntax: The table ``[syntax]`` of ``language.toml``, such as
            ``{"line_comment": "#", "closed_units": True}``.
        builtins: Names that need no definition.
        members: Names of members that objects have anyway.
        modules: For each module, the names that it gives to those who import all of it.
        rules: The named rules to switch on.
        extends: A language whose queries and tables are the ground for these.
        version: What the outputs record as its grammar; found by itself for a package.
        replace: Whether it may take the place of a language of the same name.

    Returns:
        The name.

    Raises:
        LanguageError: If the name is taken, the grammar is no grammar or has an ABI that cannot be
            read, or a query or a table does not fit. The message says where.
    """
    manifest: dict[str, Any] = {
        "name": name,
        "aliases": list(aliases),
        "extensions": ["." + extension.removeprefix(".") for extension in extensions],
        "fences": list(fences),
        "shebangs": list(shebangs),
    }
    if extends is not None:
        manifest["extends"] = extends
    tables = {
        "syntax": dict(syntax or {}),
        "names": {"builtins": list(builtins), "members": list(members)},
        "modules": {module: list(given) for module, given in (modules or {}).items()},
        "rules": {"enabled": list(rules)},
    }
    for table, content in tables.items():
        if filled := {key: value for key, value in content.items() if value not in ([], None)}:
            manifest[table] = filled
    return _register(_toml(manifest), units, names, grammar, version, replace=replace)


def register_language_folder(
    folder: str | PathLike[str], grammar: object | None = None, *, replace: bool = False
) -> str:
    """Add the language of a folder that is laid out like those of ``grammars/``.

    Args:
        folder: Holds ``language.toml`` and, if the language has them, ``units.scm`` and
            ``names.scm``.
        grammar: As for `register_language`. None takes what ``[grammar]`` names: a crate that is
            built in, or a Python package (``module = "tree_sitter_zig"``).
        replace: Whether it may take the place of a language of the same name.

    Returns:
        The language's name.

    Raises:
        LanguageError: If a file is missing or wrong; see `register_language`.
    """
    folder = Path(folder)
    manifest, units, names = (
        _read(folder / file, needed=file == "language.toml")
        for file in ("language.toml", "units.scm", "names.scm")
    )
    try:
        wanted = parse_toml(manifest).get("grammar", {})
    except ValueError as error:
        raise LanguageError(f"{folder / 'language.toml'}: {error}") from None
    version = None
    if grammar is None and isinstance(wanted, dict) and "module" in wanted:
        grammar = _import(str(wanted["module"]), str(folder))
        if function := wanted.get("function"):
            version = _version_of(str(wanted["module"]))
            grammar = getattr(grammar, str(function))()
    name = _register(manifest, units, names, grammar, version, replace=replace)
    _folders[name] = folder
    return name


def folder_of(language: str) -> Path | None:
    """Give the folder that a language was registered from; None if it was not from one."""
    return _folders.get(language)


@lru_cache(maxsize=1)
def load_plugins() -> None:
    """Let all installed plug-ins register their languages, once.

    Raises:
        LanguageError: If one cannot. It names the plug-in.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - it is slow to import

    for entry in entry_points(group=ENTRY_POINTS):
        _load_plugin(entry)


def _load_plugin(entry: EntryPoint) -> None:
    try:
        entry.load()()
    except Exception as error:
        owner = entry.dist.name if entry.dist else entry.value
        raise LanguageError(f"the plug-in {entry.name!r} of {owner} failed: {error}") from error


@lru_cache(maxsize=1)
def pack_languages() -> frozenset[str]:
    """Name the languages of tree-sitter-language-pack; none where it is not installed."""
    try:
        pack = importlib.import_module(_PACK)
    except ImportError:
        return frozenset()
    known = getattr(pack, "SupportedLanguage", None)
    return frozenset(getattr(known, "__args__", ()))


def register_from_pack(name: str) -> str | None:
    """Register a language of tree-sitter-language-pack; None if it is not there.

    Raises:
        LanguageError: If its grammar cannot be used.
    """
    if not name.isidentifier() or name not in pack_languages():
        return None
    if name in _ENDLESS:
        raise LanguageError(
            f"the grammar of {name} does not end on some texts, so it is not registered by itself; "
            f"to use it all the same: lintseq.register_language({name!r}, "
            f"{_PACK}.get_binding({name!r}))"
        )
    pack = importlib.import_module(_PACK)
    return register_language(name, pack.get_binding(name), version=_version_of(_PACK))


def is_from_pack(grammar: str) -> bool:
    """Tell whether a grammar, as outputs record it, is one of tree-sitter-language-pack."""
    return grammar == _version_of(_PACK)


def _register(
    manifest: str, units: str, names: str, grammar: object, version: str | None, *, replace: bool
) -> str:
    if hasattr(grammar, "language") and hasattr(grammar, "__name__"):
        version = version or _version_of(str(grammar.__name__))
        grammar = grammar.language()
    try:
        name = _core.register_language(
            manifest, units, names, grammar, version or "unknown", replace
        )
    except (TypeError, ValueError) as error:
        raise LanguageError(str(error)) from None
    _folders.pop(name, None)
    from lintseq.language import forget_languages  # noqa: PLC0415 - it needs this module, too

    forget_languages()
    return name


def parse_toml(text: str) -> dict[str, Any]:
    """Read TOML.

    Raises:
        ValueError: If it is none.
    """
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 - few need it
    else:  # the standard library reads TOML from Python 3.11 on
        import tomli as tomllib  # noqa: PLC0415
    return tomllib.loads(text)


def _read(path: Path, *, needed: bool) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if needed:
            raise LanguageError(f"{path} is missing: it says what the language is") from None
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageError(f"{path}: {error}") from None


def _import(module: str, owner: str) -> object:
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.replace("_", "-")
        raise LanguageError(
            f"{owner} needs the grammar package {module}: pip install {package}"
        ) from None


@lru_cache
def _version_of(module: str) -> str:
    """Say which package a grammar module comes from."""
    from importlib.metadata import packages_distributions, version  # noqa: PLC0415 - slow to import

    for package in packages_distributions().get(module.partition(".")[0], ()):
        return f"{package} {version(package)}"
    return module


def _toml(table: Mapping[str, Any]) -> str:
    """Write a table of strings, numbers, lists of strings and tables of these as TOML."""
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    lines = [f"{json.dumps(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in table.items():
        if isinstance(value, dict):
            lines.append(f"[{json.dumps(key)}]")
            lines += [f"{json.dumps(name)} = {_value(entry)}" for name, entry in value.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """Write one value; JSON's strings, numbers, truth values and lists are TOML's, too."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
