"""Programs in Perl from Debian packages: Perl's own modules and tools, plug-ins, scripts.

Programs are files of 10 to 300 lines that the judge finds nothing wrong with: what asks for a
module that is not installed stops the compiler at once, and hides all else.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from typing import TYPE_CHECKING

from judges.perl import Judge

from . import Program

if TYPE_CHECKING:
    from pathlib import Path

# How many files of a package to look at.
_DRAWN = {
    "autoconf": 10,
    "automake": 20,
    "awstats": 20,
    "debconf": 30,
    "dpkg-dev": 10,
    "latex2html": 20,
    "libdate-manip-perl": 10,
    "libdpkg-perl": 25,
    "logwatch": 40,
    "moreutils": 10,
    "munin-plugins-core": 60,
    "perl": 20,
    "perl-modules-5.36": 70,
    "rxvt-unicode": 30,
    "texlive-font-utils": 20,
    "weechat-scripts": 60,
}
_SUFFIXES = frozenset({".pl", ".pm", ".t"})
_MIN_LINES = 10
_MAX_LINES = 300


def programs(cache: Path) -> list[Program]:
    """Give the programs, in a fixed order; packages are fetched into ``cache`` once."""
    found: list[Program] = []
    judge = Judge(cache)
    try:
        for package, count in _DRAWN.items():
            folder = _unpacked(package, cache)
            texts = [
                Program(f"{package}/{path.relative_to(folder).as_posix()}", text)
                for path in sorted(folder.rglob("*"))
                if path.is_file() and not path.is_symlink()
                if (text := _program(path)) is not None
            ]
            source = random.Random(package)  # noqa: S311 - a draw, not a secret
            drawn = source.sample(texts, min(count, len(texts)))
            said = judge.lint([program.text for program in drawn])
            found += sorted(
                program for program, findings in zip(drawn, said, strict=True) if not findings
            )
    finally:
        judge.close()
    return found


def _program(path: Path) -> str | None:
    """Read a program in Perl, unless it is too short or too long."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    head = text.partition("\n")[0]
    if path.suffix not in _SUFFIXES and not (head.startswith("#!") and "perl" in head):
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
