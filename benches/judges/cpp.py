"""clang as a judge of C++: the library, in processes that are kept, with precompiled headers.

The compiler is that of the package ``libclang``; the standard library and the headers of the
compiler are those of g++, which must be installed. Most of the time goes into these headers: what a
text includes at its top is precompiled once and read before the text, whose own includes are then
blanked. All lines stay where they are, and the compiler sees the same declarations.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from . import Finding, JudgeError, Unavailable
from .c import unsuppressed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PACKAGE = "libclang==18.1.1"
# As g++ takes it where nothing is said.
_DIALECT = "gnu++17"
_TIMEOUT = 300.0
# What may stand among the includes at the top without a meaning for them.
_TOP = re.compile(
    r"[ \t]*(?:(?P<include>\#[ \t]*include[ \t]*<(?P<header>[\w./+-]+)>)[ \t]*(?://.*)?"
    r"|using[ \t]+namespace[ \t]+std[ \t]*;[ \t]*|//[^\\]*|/\*(?:[^*\\]|\*(?!/))*\*/[ \t]*)?\r?"
)
# Texts that must share their headers to make precompiling pay.
_WORTH = 4
# How many texts a process gets at a time.
_CHUNK = 25
# What libclang is asked for: to go on after a missing header; to make a header for others.
_KEEP_GOING = 0x200
_FOR_OTHERS = 0x02 | 0x10
_ERROR = 3
_SUGGESTION = re.compile(r"; did you mean .*$")
_SYNTAX = frozenset({"Parse Issue", "Lexical or Preprocessor Issue"})


class Judge:
    """The judge of C++.

    Attributes:
        version: The compiler and its version.
    """

    def __init__(self, folder: Path) -> None:
        """Install the library into ``folder``, which holds precompiled headers as well.

        Raises:
            Unavailable: If the library or the headers cannot be had.
        """
        library = folder / "library"
        if not library.exists():
            _install(library)
        includes = _includes()
        workers = os.cpu_count() or 1
        self._pool = ProcessPoolExecutor(
            workers, get_context("spawn"), _start, (folder, library, includes)
        )
        self.version = f"clang {_PACKAGE.rpartition('=')[2]} with the headers of g++"

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If clang died, hung or answered nonsense.
        """
        # Texts of one set of headers follow each other.
        sets = [_headers(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda index: sets[index])
        chunks = [order[start : start + _CHUNK] for start in range(0, len(order), _CHUNK)]
        # One process makes a header; the other finds it made.
        found: list[list[Finding]] = [[] for _ in texts]
        try:
            for headers, count in sorted(Counter(sets).items()):
                if count >= _WORTH:
                    self._pool.submit(_precompile, headers).result(_TIMEOUT)
            tasks = [self._pool.submit(_lint, [texts[at] for at in chunk]) for chunk in chunks]
            for chunk, task in zip(chunks, tasks, strict=True):
                for at, result in zip(chunk, task.result(_TIMEOUT), strict=True):
                    found[at] = [Finding(*entry) for entry in result]
        except TimeoutError as error:
            raise JudgeError(f"clang did not end in {_TIMEOUT:.0f} s") from error
        except BrokenProcessPool as error:
            raise JudgeError("clang died") from error
        return found

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)


def _install(library: Path) -> None:
    part = library.with_suffix(".part")
    command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(part), _PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{_PACKAGE} cannot be installed: {done.stderr[-300:].strip()}")
    part.rename(library)


def _includes() -> list[str]:
    """Ask g++ where its headers are."""
    path = shutil.which("g++")
    if path is None:
        raise Unavailable("g++, whose headers are needed, is not installed")
    done = subprocess.run(
        [path, "-E", "-v", "-x", "c++", "-"],
        input="",
        capture_output=True,
        text=True,
        env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
        check=True,
    )
    part = done.stderr.partition("search starts here:\n")[2].partition("End of search list")[0]
    return [line.strip() for line in part.splitlines() if line.startswith(" ")]


class _Compiler:
    """clang in one of the processes."""

    def __init__(self, folder: Path, library: Path, includes: Sequence[str]) -> None:
        sys.path.insert(0, str(library))
        self._clang: Any = importlib.import_module("clang.cindex")
        self._index = self._clang.Index.create()
        self._headers = folder / "headers"
        self._headers.mkdir(exist_ok=True)
        empty = folder / "empty"
        empty.mkdir(exist_ok=True)
        self._text = str(empty / "text.cpp")
        self._arguments = [
            f"-std={_DIALECT}",
            "-nostdinc",
            "-w",
            "-ferror-limit=0",
            "-fno-spell-checking",
            "-D_GNU_SOURCE",
            *(part for include in includes for part in ("-isystem", include)),
        ]

    def precompiled(self, headers: tuple[str, ...]) -> str:
        """Give the file of ``headers`` precompiled; nothing if there is none."""
        path = self._place(headers)
        return str(path) if headers and path.exists() else ""

    def _place(self, headers: tuple[str, ...]) -> Path:
        name = hashlib.sha256(f"{_PACKAGE} {headers}".encode()).hexdigest()[:16]
        return self._headers / f"{name}.pch"

    def precompile(self, headers: tuple[str, ...]) -> None:
        """Precompile ``headers``, once, if there are some and none is missing."""
        path = self._place(headers)
        failed = path.with_suffix(".failed")
        if not headers or path.exists() or failed.exists():
            return
        text = "".join(f"#include <{header}>\n" for header in headers)
        source = path.with_suffix(".h")
        source.write_text(text, encoding="utf-8")
        arguments = ["-x", "c++-header", "-fpch-instantiate-templates", *self._arguments]
        unit = self._index.parse(str(source), arguments, options=_FOR_OTHERS)
        if any(found.severity >= _ERROR for found in unit.diagnostics):
            failed.touch()
            return
        part = path.with_suffix(f".{os.getpid()}")
        unit.save(str(part))
        part.rename(path)

    def lint(self, text: str) -> list[tuple[int, str, str, bool]]:
        """Give the findings in a text."""
        header = self.precompiled(_headers(text))
        text = unsuppressed(text)
        arguments = ["-x", "c++", *self._arguments]
        if header:
            text = _without_headers(text)
            arguments += ["-include-pch", header]
        unit = self._index.parse(
            self._text, arguments, unsaved_files=[(self._text, text)], options=_KEEP_GOING
        )
        return [self._finding(found) for found in unit.diagnostics if found.severity >= _ERROR]

    def _finding(self, found: Any) -> tuple[int, str, str, bool]:  # noqa: ANN401 - has no types
        line = self._own_line(found)
        if line is None:
            # The fault shows in a header; the text asks for it where the last note says.
            notes = [self._own_line(note) for note in found.children]
            line = next((at for at in reversed(notes) if at is not None), 1)
        message = _SUGGESTION.sub("", found.spelling).replace(self._text, "the text")
        code = found.category_name.removesuffix(" Issue").lower().replace(" ", "-") or "error"
        syntax = found.category_name in _SYNTAX and not message.endswith("file not found")
        return line, code, message, syntax

    def _own_line(self, found: Any) -> int | None:  # noqa: ANN401 - has no types
        place = found.location
        own = place.file is not None and place.file.name == self._text
        return max(int(place.line), 1) if own else None


_compilers: list[_Compiler] = []


def _start(folder: Path, library: Path, includes: Sequence[str]) -> None:
    """Begin a process."""
    _compilers.append(_Compiler(folder, library, includes))


def _precompile(headers: tuple[str, ...]) -> None:
    _compilers[0].precompile(headers)


def _lint(texts: Sequence[str]) -> list[list[tuple[int, str, str, bool]]]:
    return [_compilers[0].lint(text) for text in texts]


def _headers(text: str) -> tuple[str, ...]:
    """Name what a text includes at its top, sorted: the order of standard headers is free."""
    return tuple(sorted({found["header"] for found in _top(text) if found["header"]}))


def _without_headers(text: str) -> str:
    blanked = list(text)
    at = 0
    for found in _top(text):
        start, end = found.span("include")
        if start >= 0:
            blanked[at + start : at + end] = " " * (end - start)
        at += len(found.string) + 1
    return "".join(blanked)


def _top(text: str) -> Iterator[re.Match[str]]:
    for line in text.split("\n"):
        found = _TOP.fullmatch(line)
        if found is None:
            return
        yield found
