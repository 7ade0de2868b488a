"""C programs from Debian: the examples of the manual pages of Linux, and the tests of tcc.

The pages mark where the source of a program begins and ends, and which file it is; what is between
is text for troff, which is read back into C. The tests of the compiler are one program a file.
Programs that the judge finds an error in are left out: a header that is missing hides all that
comes after it.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from judges.c import Judge

from . import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = ("manpages", "manpages-dev")
_SOURCE_PACKAGE = "tcc"
_TESTS = re.compile(r"(?:[^/]+/)*tests/(tests2/[^/]+\.c)")
_MIN_LINES = 10
_MAX_LINES = 300
_SOURCE = re.compile(
    r'^\.\\" SRC BEGIN \((?P<name>[^)\n]+\.c)\)\n(?P<text>.*?)^\.\\" SRC END',
    re.MULTILINE | re.DOTALL,
)
# What the pages write for characters that troff would change.
_ESCAPES = {
    r"\e": "\\",
    r"\-": "-",
    r"\&": "",
    r"\(aq": "'",
    r"\[aq]": "'",
    r"\(dq": '"',
    r"\[dq]": '"',
    r"\(ti": "~",
    r"\[ti]": "~",
    r"\(ha": "^",
    r"\[ha]": "^",
    r"\(rs": "\\",
    r"\[rs]": "\\",
    r"\(bu": "*",
    r"\[bu]": "*",
    r"\(ga": "`",
    r"\[ga]": "`",
    r"\ ": " ",
    "\\\\": "\\",
}
_ESCAPE = re.compile(r"\\(?:\([a-z]{2}|\[[a-z]+\]|f[A-Z]|.)")


def programs(cache: Path) -> list[Program]:
    """Give the programs, in a fixed order; the packages are fetched into ``cache`` once."""
    folder = cache.resolve() / "debian"
    if not folder.exists():
        part = folder.with_suffix(".part")
        part.mkdir(exist_ok=True)
        _fetch_pages(part)
        _fetch_source(part)
        part.rename(folder)
    found = [
        program
        for program in (*_pages(folder), *_tests(folder))
        if _MIN_LINES <= program.text.count("\n") <= _MAX_LINES
    ]
    judge = Judge(cache)
    results = judge.lint([program.text for program in found])
    judge.close()
    return [program for program, errors in zip(found, results, strict=True) if not errors]


def _pages(folder: Path) -> Iterator[Program]:
    for page in sorted((folder / "usr/share/man").glob("man[1-9]/*.gz")):
        if page.is_symlink():
            continue
        with gzip.open(page, "rt", encoding="utf-8") as file:
            source = file.read()
        section = page.name.removesuffix(".gz")
        for match in _SOURCE.finditer(source):
            yield Program(f"{section}/{match['name']}", _plain(match["text"]))


def _tests(folder: Path) -> Iterator[Program]:
    archive = next(folder.glob(f"{_SOURCE_PACKAGE}_*.orig.tar.*"))
    with tarfile.open(archive) as files:
        for member in sorted(files.getmembers(), key=lambda member: member.name):
            name = _TESTS.fullmatch(member.name)
            content = files.extractfile(member) if name else None
            if name and content:
                yield Program(name[1], content.read().decode("utf-8", "replace"))


def _fetch_pages(folder: Path) -> None:
    _apt("download", *_PACKAGES, folder=folder)
    unpack = shutil.which("dpkg-deb") or "dpkg-deb"
    for archive in folder.glob("*.deb"):
        subprocess.run([unpack, "-x", str(archive), str(folder)], check=True, capture_output=True)


def _fetch_source(folder: Path) -> None:
    """Fetch a source package, with lists of sources of its own: most machines lack them."""
    etc = Path("/etc/apt")
    parts = folder / "sources"
    lists = folder / "lists"
    parts.mkdir(exist_ok=True)
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    for path in (etc / "sources.list", *sorted((etc / "sources.list.d").glob("*.*"))):
        if path.is_file():
            text = re.sub(
                r"^(deb|Types:[ \t]*deb)(?=\s)", r"\1-src", path.read_text(), flags=re.MULTILINE
            )
            parts.joinpath(path.name).write_text(text)
    options = (
        "-oDir::Etc::SourceList=/dev/null",
        f"-oDir::Etc::SourceParts={parts}",
        f"-oDir::State::Lists={lists}",
    )
    # A repository without sources is an error, but not of those that have them.
    _apt("update", *options, folder=folder, check=False)
    _apt("source", "--download-only", _SOURCE_PACKAGE, *options, folder=folder)


def _apt(command: str, *arguments: str, folder: Path, check: bool = True) -> None:
    apt = shutil.which("apt-get") or "apt-get"
    subprocess.run([apt, "-q", command, *arguments], cwd=folder, check=check, capture_output=True)


def _plain(source: str) -> str:
    """Turn an example from troff into the text that a reader sees."""
    lines = []
    for line in source.split("\n"):
        if line.startswith((".", "'")):
            # A request, such as those that switch filling off, or a comment.
            continue
        lines.append(_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], ""), line))
    return "\n".join(lines).strip("\n") + "\n"
