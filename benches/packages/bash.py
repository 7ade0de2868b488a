"""Bash scripts from packages of Debian: tools for Git, boot images and packaging.

Scripts that the judge cannot parse are left out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from judges.bash import Judge

from . import Program

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGES = (
    "bash-doc",
    "devscripts",
    "dracut-core",
    "dracut-network",
    "git-extras",
    "pbuilder",
)
_MIN_LINES = 10
_MAX_LINES = 300
_FIRST_LINE = re.compile(rb"#! ?/(?:usr/)?bin/(?:env )?bash\b")


def programs(cache: Path) -> list[Program]:
    """Give the scripts, sorted by name; the packages are fetched into ``cache`` once."""
    folder = cache / "packages"
    if not folder.exists():
        _fetch(cache, folder)
    found: dict[str, Program] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        if not _FIRST_LINE.match(data) or not _MIN_LINES <= data.count(b"\n") <= _MAX_LINES:
            continue
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        found.setdefault(text, Program(path.relative_to(folder).as_posix(), text))
    judge = Judge(cache)
    results = judge.lint(list(found))
    judge.close()
    return [
        program
        for program, findings in zip(found.values(), results, strict=True)
        if not any(finding.syntax for finding in findings)
    ]


def _fetch(cache: Path, folder: Path) -> None:
    apt = shutil.which("apt-get") or "apt-get"
    unpack = shutil.which("dpkg-deb") or "dpkg-deb"
    part = cache / "packages.part"
    subprocess.run([apt, "-q", "download", *_PACKAGES], cwd=cache, check=True, capture_output=True)
    for package in _PACKAGES:
        archive = next(cache.glob(f"{package}_*.deb"))
        subprocess.run([unpack, "-x", str(archive), str(part)], check=True, capture_output=True)
    part.rename(folder)
