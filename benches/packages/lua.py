"""Programs in Lua from Debian packages: libraries, tools, a server, a window manager, scripts.

Programs are files of 10 to 300 lines that the judge's compiler accepts, which is that of Lua 5.4.
The packages were written for Lua 5.1 to 5.4; the little that only the others accept is left out.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from typing import TYPE_CHECKING

from judges.lua import Judge

from . import Program

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGES = (
    "awesome",
    "lua-busted",
    "lua-http",
    "lua-ldoc",
    "lua-luassert",
    "lua-penlight",
    "luarocks",
    "nmap-common",
    "prosody",
)
_DRAWN_FROM_EACH = 30
_SUFFIXES = frozenset({".lua", ".nse"})
_MIN_LINES = 10
_MAX_LINES = 300


def programs(cache: Path) -> list[Program]:
    """Give the programs, in a fixed order; packages are fetched into ``cache`` once."""
    found: list[Program] = []
    judge = Judge(cache)
    try:
        for package in _PACKAGES:
            folder = _unpacked(package, cache)
            texts = [
                Program(f"{package}/{path.relative_to(folder).as_posix()}", text)
                for path in sorted(folder.rglob("*"))
                if path.suffix in _SUFFIXES and path.is_file() and not path.is_symlink()
                if (text := _text(path)) is not None
            ]
            source = random.Random(package)  # noqa: S311 - a draw, not a secret
            drawn = source.sample(texts, min(_DRAWN_FROM_EACH, len(texts)))
            said = judge.lint([program.text for program in drawn])
            found += sorted(
                program
                for program, findings in zip(drawn, said, strict=True)
                if not any(finding.syntax for finding in findings)
            )
    finally:
        judge.close()
    return found


def _text(path: Path) -> str | None:
    """Read a file, unless it is too short, too long, or no text."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if _MIN_LINES <= text.count("\n") <= _MAX_LINES else None


def _unpacked(package: str, cache: Path) -> Path:
    """Give the folder of a package's files."""
    folder = cache / package
    if folder.exists():
        return folder
    apt = shutil.which("apt-get") or "apt-get"
    unpack = shutil.which("dpkg-deb") or "dpkg-deb"
    subprocess.run([apt, "-q", "download", package], cwd=cache, check=True, capture_output=True)
    archive = next(cache.glob(f"{package}_*.deb"))
    part = cache / f"{package}.part"
    subprocess.run([unpack, "-x", str(archive), str(part)], check=True, capture_output=True)
    part.rename(folder)
    return folder
