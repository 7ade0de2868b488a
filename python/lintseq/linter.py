"""Linters: the protocol, and those that have a name."""

from __future__ import annotations

import atexit
import importlib
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeAlias, overload, runtime_checkable

from lintseq.diagnostic import Diagnostic
from lintseq.errors import ConfigError, LinterError, UnknownLinterError
from lintseq.language import require_language

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = [
    "NATIVE",
    "Linter",
    "LinterInfo",
    "find_linter",
    "linters",
    "register_linter",
    "reports_of",
    "require_linter",
    "unlinted",
]

NATIVE = "native"
"""The name of the built-in linter, which is no object: the engine runs it."""

ENTRY_POINTS = "lintseq.linters"
"""The group of entry points of linters; each is a `Linter`, or what makes one when it is called."""

# What comes with lintseq, by name: the module and class of each. Imported when used.
_ADAPTERS = {
    "bash": "lintseq.adapters.bash:Bash",
    "clang": "lintseq.adapters.clang:Clang",
    "eslint": "lintseq.adapters.eslint:Eslint",
    "gcc": "lintseq.adapters.gcc:Gcc",
    "go": "lintseq.adapters.go:Go",
    "govet": "lintseq.adapters.go:GoVet",
    "javac": "lintseq.adapters.javac:Javac",
    "kotlinc": "lintseq.adapters.kotlinc:Kotlinc",
    "luacheck": "lintseq.adapters.luacheck:Luacheck",
    "mypy": "lintseq.adapters.mypy:Mypy",
    "oxlint": "lintseq.adapters.oxlint:Oxlint",
    "php": "lintseq.adapters.php:Php",
    "pyflakes": "lintseq.adapters.pyflakes:Pyflakes",
    "pylint": "lintseq.adapters.pylint:Pylint",
    "ruby": "lintseq.adapters.ruby:Ruby",
    "ruff": "lintseq.adapters.ruff:Ruff",
    "rustc": "lintseq.adapters.rustc:Rustc",
    "shellcheck": "lintseq.adapters.shellcheck:Shellcheck",
    "tsc": "lintseq.adapters.tsc:Tsc",
}


@runtime_checkable
class Linter(Protocol):
    """Anything that maps states to diagnostics.

    Attributes:
        name: A short stable name.
        languages: The languages that it lints.
        version: What it is and in which version, such as ``"ruff 0.15.1"``; sequences that it
            guides depend on it.
    """

    name: str
    languages: frozenset[str]
    version: str

    def lint(
        self, states: Sequence[str], language: str
    ) -> Sequence[Sequence[Diagnostic] | LinterError]:
        """Give the diagnostics of each state, in order, or the error that it failed with.

        Raises:
            LinterError: If it failed and does not know on which state: it is asked again for
                fewer. A failure never means clean.
        """

    def close(self) -> None:
        """Free what the linter holds; it is not used again."""


Factory: TypeAlias = Callable[[], Linter]
LintFunction: TypeAlias = Callable[[str], Iterable["int | Diagnostic"]]


@dataclass(frozen=True, slots=True)
class LinterInfo:
    """What is known about a linter without running it.

    Attributes:
        name: What it is called.
        languages: The languages that it lints; empty if it cannot be told.
        version: What it is and in which version; None if it cannot be used here.
        problem: Why it cannot be used, with the remedy; None if it can.
    """

    name: str
    languages: tuple[str, ...]
    version: str | None
    problem: str | None


_registered: dict[str, Factory] = {}
# Linters at work, by process: a child after a fork must not talk to the workers of its parent.
_open: dict[tuple[int, str], Linter] = {}
_lock = threading.RLock()
_locks: dict[str, threading.Lock] = {}


@overload
def register_linter(
    linter: Linter | type[Linter], *, replace: bool = ...
) -> Linter | type[Linter]: ...
@overload
def register_linter(
    *, name: str, languages: Iterable[str], version: str = ..., replace: bool = ...
) -> Callable[[LintFunction], LintFunction]: ...
def register_linter(
    linter: Linter | type[Linter] | None = None,
    *,
    name: str | None = None,
    languages: Iterable[str] = (),
    version: str = "",
    replace: bool = False,
) -> Linter | type[Linter] | Callable[[LintFunction], LintFunction]:
    r"""Add a linter for the rest of the process.

    Called with a `Linter`, or with a class of them that needs no arguments, it registers that; a
    class may be decorated with it. Called with a name it decorates a function that maps a text to
    the lines, from 1, or the diagnostics that are wrong with it.

    Args:
        linter: The linter, or its class.
        name: The name of a decorated function.
        languages: The languages of a decorated function.
        version: The version of a decorated function; change it when its findings change.
        replace: Whether to take the place of a linter with the same name.

    Returns:
        What was given, or a decorator.

    Raises:
        ConfigError: If the name is taken, or the linter lacks something.
        UnknownLanguageError: If a decorated function is for a language that does not exist.

    Example:
        >>> @register_linter(name="tabs", languages=["python"], version="1", replace=True)
        ... def tabs(text):
        ...     return [n for n, line in enumerate(text.split("\n"), 1) if "\t" in line]
    """
    if linter is not None:
        own = getattr(linter, "name", None)
        make: Factory = linter if isinstance(linter, type) else _shared(linter)
        if not isinstance(own, str):
            raise ConfigError(f"a linter needs a name: {linter!r}")
        _add(own, make, replace=replace)
        return linter
    if name is None:
        raise ConfigError("give a linter, or the name and languages of a function to decorate")
    known = frozenset(require_language(language) for language in languages)
    if not known:
        raise ConfigError(f"linter {name!r} needs at least one language")

    def decorate(function: LintFunction) -> LintFunction:
        _add(name, _shared(_Function(name, known, version, function)), replace=replace)
        return function

    return decorate


def find_linter(name: str) -> Linter:
    """Give a linter by its name; the process keeps it until it ends.

    Raises:
        UnknownLinterError: If no linter has this name, or it is the native one.
        LinterError: If it cannot be used here. The message says what to install.
    """
    with _lock:
        key = (os.getpid(), name)
        if key not in _open:
            _open[key] = _checked(_factory(name)(), name)
        return _open[key]


def require_linter(name: str) -> str:
    """Give the name of a linter if there is one, whether it can be used here or not.

    Raises:
        UnknownLinterError: If there is none.
    """
    if name != NATIVE and name not in _names():
        raise UnknownLinterError(name, {NATIVE, *_names()})
    return name


def _lock_of(name: str) -> threading.Lock:
    """Give the lock to hold while a linter works: it serves one thread at a time."""
    with _lock:
        return _locks.setdefault(name, threading.Lock())


def unlinted(linter: Linter, language: str) -> str | None:
    """Say why a linter cannot lint a language; None if it can."""
    if language in linter.languages:
        return None
    known = ", ".join(sorted(linter.languages))
    return f"linter {linter.name!r} does not lint {language} (it lints: {known})"


def reports_of(
    linter: Linter, states: Sequence[str], language: str
) -> list[Sequence[Diagnostic] | LinterError]:
    """Ask a linter, one thread at a time, and hold it to its contract.

    Raises:
        LinterError: If it does not give one report for each state.
    """
    with _lock_of(linter.name):
        reports = list(linter.lint(states, language))
    if len(reports) != len(states):
        raise LinterError(
            f"linter {linter.name!r} was given {len(states)} states "
            f"and gave {len(reports)} lists of diagnostics"
        )
    return reports


def linters() -> tuple[LinterInfo, ...]:
    """List the linters, those that cannot be used here as well.

    Returns:
        The native one, then the others by name.
    """
    from lintseq.language import languages  # noqa: PLC0415 - only this needs them all

    native = tuple(language.name for language in languages())
    return (LinterInfo(NATIVE, native, NATIVE, None), *map(_info, sorted(_names())))


def _info(name: str) -> LinterInfo:
    try:
        linter = find_linter(name)
    except (LinterError, ConfigError) as error:
        return LinterInfo(name, (), None, str(error))
    return LinterInfo(name, tuple(sorted(linter.languages)), linter.version, None)


class _Function:
    """A decorated function as a linter."""

    def __init__(
        self, name: str, languages: frozenset[str], version: str, function: LintFunction
    ) -> None:
        self.name = name
        self.languages = languages
        self.version = f"{name} {version}".rstrip()
        self._function = function

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic]]:
        del language
        return [self._lint(state) for state in states]

    def close(self) -> None:
        pass

    def _lint(self, state: str) -> list[Diagnostic]:
        try:
            found = list(self._function(state))
        except Exception as error:
            raise LinterError(f"linter {self.name!r} failed: {error!r}") from error
        return [
            Diagnostic(item, self.name, f"found by {self.name}") if isinstance(item, int) else item
            for item in found
        ]


def _shared(linter: Linter) -> Factory:
    return lambda: linter


def _add(name: str, make: Factory, *, replace: bool) -> None:
    with _lock:
        if name == NATIVE:
            raise ConfigError(f"{NATIVE!r} is the built-in linter; choose another name")
        if not replace and name in _names():
            raise ConfigError(f"there is a linter {name!r} already; replace=True takes its place")
        _registered[name] = make
        _open.pop((os.getpid(), name), None)


def _names() -> set[str]:
    return {*_registered, *_ADAPTERS, *_entry_points()}


def _factory(name: str) -> Factory:
    if name in _registered:
        return _registered[name]
    if name in _ADAPTERS:
        module, _, attribute = _ADAPTERS[name].partition(":")
        adapter: Factory = getattr(importlib.import_module(module), attribute)
        return adapter
    if name in _entry_points():
        return lambda: _load(_entry_points()[name])
    raise UnknownLinterError(name, {NATIVE, *_names()})


def _load(entry: EntryPoint) -> Linter:
    owner = entry.dist.name if entry.dist else entry.value
    try:
        found = entry.load()
        made: Linter = found
        if isinstance(found, type) or not isinstance(found, Linter):
            made = found()
    except Exception as error:
        raise LinterError(f"the linter {entry.name!r} of {owner} failed: {error}") from error
    return made


@lru_cache(maxsize=1)
def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - it is slow to import

    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}


def _checked(linter: Linter, name: str) -> Linter:
    if not isinstance(linter, Linter):
        raise ConfigError(f"linter {name!r} lacks attributes or methods of lintseq.Linter")
    return linter


@atexit.register
def _close_all() -> None:
    for (process, _), linter in _open.items():
        if process == os.getpid():
            linter.close()
