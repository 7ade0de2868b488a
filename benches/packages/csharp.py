"""Programs in C#: those of MBXP, completed, and the tests of Mono's compiler.

MBXP's end before the braces that close the class and the namespace around their method, which its
tests add; so do we. The tests of the compiler come with Debian's source package of Mono. They
show what no data set of functions has: classes, interfaces, generics, events, iterators.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
from lintseq import _core
from packages import Program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHECKOUT = Path(__file__).resolve().parents[2]
_PACKAGE = "mono"
_TESTS = "/mcs/tests/"
_SOURCES = "deb-src http://deb.debian.org/debian bookworm main\n"
_KEPT = 150
_MIN_LINES = 25
_MAX_LINES = 300
_CLOSERS = ("\n    }\n}\n", "\n}\n")


def programs(cache: Path) -> list[Program]:
    """Give the completed programs of MBXP and 150 tests of the compiler."""
    return [*_completed(), *_tests(cache)]


def _completed() -> Iterator[Program]:
    folder = Path(os.environ.get("LINTSEQ_DATA") or _CHECKOUT.parent / "shared" / "data")
    path = folder / "mbxp.jsonl.gz"
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["language"] == "csharp"]
    for closers in ("", *_CLOSERS):
        texts = [row["program"].rstrip("\n") + (closers or "\n") for row in rows]
        fit = _parse(texts)
        yield from (
            Program(row["task_id"], text)
            for row, text, good in zip(rows, texts, fit, strict=True)
            if good
        )
        rows = [row for row, good in zip(rows, fit, strict=True) if not good]


def _tests(cache: Path) -> list[Program]:
    """Give tests spread evenly over all that are neither short nor long and that parse."""
    kept = cache / "tests.json"
    if not kept.is_file():
        found = sorted(_unpacked(_download(cache)))
        fit = _parse([text for _, text in found])
        found = [program for program, good in zip(found, fit, strict=True) if good]
        kept.write_text(json.dumps(found[:: max(1, len(found) // _KEPT)]), encoding="utf-8")
    return [Program(name, text) for name, text in json.loads(kept.read_text(encoding="utf-8"))]


def _parse(texts: Sequence[str]) -> list[bool]:
    """Say of each text whether it parses."""
    return _core.parses(list(texts), "csharp", _core.Options())


def _unpacked(archive: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as packed:
        for member in packed:
            if _TESTS not in member.name or not member.name.endswith(".cs"):
                continue
            content = packed.extractfile(member)
            data = content.read() if content else b""
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue
            if _MIN_LINES <= text.count("\n") <= _MAX_LINES:
                yield Path(member.name).name, text


def _download(cache: Path) -> Path:
    """Fetch the source package with apt, in a folder of its own."""
    found = next(cache.glob(f"{_PACKAGE}_*.orig.tar.*"), None)
    if found:
        return found
    folder = cache / "apt"
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "sources.list").write_text(_SOURCES, encoding="utf-8")
    settings = {
        "Dir::Etc::sourcelist": str(folder / "sources.list"),
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::Lists": str(folder / "lists"),
        "Dir::Cache": str(folder / "cache"),
    }
    options = [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]
    try:
        for command in (["update"], ["source", "--download-only", "--tar-only", _PACKAGE]):
            subprocess.run(
                ["apt-get", *options, *command],
                cwd=cache,
                check=True,
                capture_output=True,
                text=True,
                timeout=600,
            )
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error)
        raise corpora.MissingCorpusError(f"apt-get: {said.strip()[-300:]}") from error
    return next(cache.glob(f"{_PACKAGE}_*.orig.tar.*"))
