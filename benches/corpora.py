"""The real programs that the benches run on.

``humaneval``, ``humaneval_x`` and ``mbxp`` are read from the folder named by the environment
variable LINTSEQ_DATA (default: ``../shared/data`` beside the checkout): gzipped JSON lines with
``task_id``, ``language`` and ``program``; `programs` takes the rows in Python.

``stdlib`` is every module of the running interpreter's standard library of 20 to 800 lines that
``ast.parse`` accepts, except installed packages and the folders of tests, which belong to the
interpreter and not to its library and are missing from many distributions. ``stdlib_tests`` is
those folders, under the same bounds.
"""

from __future__ import annotations

import ast
import gzip
import json
import os
import random
import subprocess
import sysconfig
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packages import Program, packaged_languages, packaged_programs

if TYPE_CHECKING:
    from collections.abc import Iterator

DATASETS = ("humaneval", "humaneval_x", "mbxp")
LIBRARIES = ("stdlib", "stdlib_tests")
NAMES = (*DATASETS, *LIBRARIES)
MEASURED = (*DATASETS, "stdlib")

_CHECKOUT = Path(__file__).resolve().parent.parent
_TEST_FOLDERS = frozenset({"test", "tests", "idle_test"})
_FOREIGN_FOLDERS = frozenset({"site-packages", "dist-packages", "__pycache__"})
_MIN_LINES = 20
_MAX_LINES = 800


class MissingCorpusError(Exception):
    """The data of a corpus is not on this machine; the message says where it was looked for."""


def programs(corpus: str) -> list[Program]:
    """Read all programs of a corpus, in a fixed order.

    Raises:
        MissingCorpusError: If the folder of data does not hold it.
        ValueError: If no corpus has this name.
    """
    if corpus in DATASETS:
        return list(_rows(corpus, "python"))
    if corpus in LIBRARIES:
        return list(_modules(tests=corpus == "stdlib_tests"))
    raise ValueError(f"no corpus is called {corpus!r}; there are {', '.join(NAMES)}")


def rows(corpus: str) -> list[dict[str, Any]]:
    """Read all rows of a data set, in all languages.

    Raises:
        MissingCorpusError: If the folder of data does not hold it.
    """
    folder = Path(os.environ.get("LINTSEQ_DATA") or _CHECKOUT.parent / "shared" / "data")
    path = folder / f"{corpus}.jsonl.gz"
    if not path.is_file():
        raise MissingCorpusError(f"{path} is missing; set LINTSEQ_DATA to the folder of data")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def programs_in(language: str, cache: Path) -> list[Program]:
    """Read all programs of a language: those of the data sets, or of a package where these lack it.

    Args:
        language: The language.
        cache: Where packages are kept from run to run.

    Raises:
        MissingCorpusError: If there are none on this machine; the message says why.
    """
    if language in packaged_languages():
        try:
            return packaged_programs(language, cache)
        except (OSError, subprocess.SubprocessError) as error:
            raise MissingCorpusError(f"its package cannot be had: {error}") from error
    found = [
        program
        for corpus in DATASETS
        for program in _rows(corpus, language)
        if program.text.strip()
    ]
    if not found:
        raise MissingCorpusError(f"the data sets have no program in {language}")
    return found


def sample_of_stdlib(count: int = 60, seed: int = 0) -> list[Program]:
    """Draw modules of ``stdlib``, the same for the same interpreter and seed, sorted by name."""
    return draw(programs("stdlib"), count, seed)


def draw(programs: list[Program], count: int, seed: int) -> list[Program]:
    """Draw some programs, the same for the same programs and seed, sorted by name."""
    source = random.Random(seed)  # noqa: S311 - a draw, not a secret
    return sorted(source.sample(programs, min(count, len(programs))))


def parses(text: str) -> SyntaxError | ValueError | None:
    """Give the error with which CPython refuses a text, or None if it is a module."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text.encode())
    except (SyntaxError, ValueError) as error:
        return error
    return None


def _rows(corpus: str, language: str) -> Iterator[Program]:
    for row in rows(corpus):
        if row["language"] == language:
            yield Program(row["task_id"], row["program"])


def _modules(*, tests: bool) -> Iterator[Program]:
    root = Path(sysconfig.get_path("stdlib"))
    for path in sorted(root.rglob("*.py")):
        folders = set(path.relative_to(root).parts[:-1])
        if folders & _FOREIGN_FOLDERS or bool(folders & _TEST_FOLDERS) != tests:
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        count = text.count("\n") + (not text.endswith("\n"))
        if _MIN_LINES <= count <= _MAX_LINES and parses(text) is None:
            yield Program(path.relative_to(root).as_posix(), text)
