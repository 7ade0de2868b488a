"""Scala programs: source files of two libraries, one in each style of the language.

Pekko's actors are written with braces, the compiler of Scala 3 by indentation. A file stands alone
beside the compiled library that it is a part of; those with errors even so are left out.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import maven
from judges.scala import Judge

from . import Program

if TYPE_CHECKING:
    from pathlib import Path

_SOURCES = [
    "org.apache.pekko:pekko-actor_3:1.1.2:sources",
    "org.scala-lang:scala3-compiler_3:3.3.6:sources",
]
_MIN_LINES = 10
_MAX_LINES = 160
_BATCH = 50


def programs(cache: Path) -> list[Program]:
    """Give the programs, sorted by name; the sources are fetched into ``cache`` once."""
    candidates = []
    for jar in maven.jars(cache / "sources", _SOURCES):
        with zipfile.ZipFile(jar) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".scala"):
                    text = archive.read(name).decode("utf-8")
                    if _MIN_LINES <= text.count("\n") <= _MAX_LINES:
                        candidates.append(Program(name, text))
    # Which ones have no errors is remembered.
    list_ = cache / "clean"
    if not list_.exists():
        list_.write_text("\n".join(_clean(candidates, cache / "judge")), encoding="utf-8")
    clean = set(list_.read_text(encoding="utf-8").split("\n"))
    return sorted(program for program in candidates if program.name in clean)


def _clean(candidates: list[Program], folder: Path) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    judge = Judge(folder)
    try:
        found = []
        for start in range(0, len(candidates), _BATCH):
            batch = candidates[start : start + _BATCH]
            findings = judge.lint([program.text for program in batch])
            found += [p.name for p, errors in zip(batch, findings, strict=True) if not errors]
        return found
    finally:
        judge.close()
