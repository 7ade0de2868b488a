"""Where files are: paths of this machine, and URLs of whatever fsspec reaches."""

from __future__ import annotations

import glob
import importlib
import io
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.errors import InputError, LintSeqError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "STANDARD_STREAM",
    "expand_inputs",
    "is_stream",
    "is_url",
    "missing",
    "open_bytes",
    "size_of",
]

STANDARD_STREAM = "-"
"""The path that means standard input or standard output."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?:::[A-Za-z][A-Za-z0-9+.-]*)*://")
_GLOB = frozenset("*?[")
_CHUNK_BYTES = 1 << 20


def is_url(name: str) -> bool:
    """Tell whether a name is a URL, such as ``s3://bucket/rows.parquet``."""
    return _URL.match(name) is not None


def open_bytes(name: str) -> io.BufferedReader:
    """Open a file to read.

    Raises:
        OSError: If a path cannot be opened.
        InputError: If a URL cannot be opened.
        MissingExtraError: If it is a URL and fsspec is not installed.
    """
    if not is_url(name):
        return Path(name).open("rb")
    try:
        system, path = _system(name)
        raw: Any = system.open(path, "rb")
        file = io.BufferedReader(raw, _CHUNK_BYTES)
        file.peek(1)  # some notice only now that nothing is there
    except LintSeqError:
        raise
    except Exception as error:  # noqa: BLE001 - the libraries behind fsspec raise what they like
        raise InputError(f"{name}: {_said(error)}") from None
    return file


def size_of(file: io.BufferedReader) -> int | None:
    """Give the size of an open file in bytes; None if it has none, as pipes do."""
    with suppress(OSError):  # what fsspec opens has no descriptor
        status = os.fstat(file.fileno())
        return status.st_size if stat.S_ISREG(status.st_mode) else None
    size = getattr(file.raw, "size", None)
    if isinstance(size, int):
        return size
    with suppress(OSError, ValueError):
        place = file.tell()
        end = file.seek(0, io.SEEK_END)
        file.seek(place)
        return end
    return None


def is_stream(name: str) -> bool:
    """Tell whether a file can be read only once: standard input, or a pipe."""
    return name == STANDARD_STREAM or (
        not is_url(name) and Path(name).exists() and not Path(name).is_file()
    )


def missing(name: str) -> str | None:
    """Say why a file is not one that can be read; None if it can, as far as one sees."""
    if is_url(name):
        try:
            system, path = _system(name)
            return None if system.exists(path) else f"{name}: no such file"
        except LintSeqError:
            raise
        except Exception as error:  # noqa: BLE001 - the libraries behind fsspec raise what they like
            return f"{name}: {_said(error)}"
    if not Path(name).exists():
        return f"{name}: no such file"
    return f"{name}: is a directory" if Path(name).is_dir() else None


def expand_inputs(names: Iterable[str]) -> tuple[str, ...]:
    """Turn patterns into the files that they stand for, in the order of their names.

    A path that exists is taken as it is, even if it looks like a pattern. ``**`` stands for any
    folders.

    Raises:
        InputError: If a pattern stands for no file, or a URL's place cannot be listed.
        MissingExtraError: If one is a URL with a pattern and fsspec is not installed.
    """
    found: list[str] = []
    for name in names:
        if name == STANDARD_STREAM or not _GLOB & set(name):
            found.append(name)
        elif is_url(name):
            found += _matched(name, _urls(name))
        elif Path(name).exists():
            found.append(name)
        else:
            paths = glob.glob(name, recursive=True)  # noqa: PTH207 - absolute patterns, too
            found += _matched(name, [path for path in paths if Path(path).is_file()])
    return tuple(found)


def _matched(name: str, files: list[str]) -> list[str]:
    if not files:
        raise InputError(f"{name}: no file has such a name")
    return sorted(files)


def _urls(pattern: str) -> list[str]:
    try:
        system, path = _system(pattern)
        found = system.glob(path, detail=True)
        files = [name for name, about in found.items() if about.get("type") != "directory"]
        return [system.unstrip_protocol(name) for name in files]
    except LintSeqError:
        raise
    except Exception as error:  # noqa: BLE001 - the libraries behind fsspec raise what they like
        raise InputError(f"{pattern}: {_said(error)}") from None


def _system(url: str) -> tuple[Any, str]:
    """Give the file system of a URL, and its path there.

    Raises:
        MissingExtraError: If fsspec is not installed.
        ImportError: If what it needs for such URLs is not installed.
        ValueError: If it knows no such URLs.
    """
    try:
        core = importlib.import_module("fsspec.core")
    except ImportError:
        raise MissingExtraError("fsspec", "fsspec") from None
    system, path = core.url_to_fs(url)
    return system, str(path)


def _said(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return str(error) or type(error).__name__
