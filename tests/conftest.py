from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lintseq.evaluation import Sandbox, UnprotectedError
from lintseq.schema import Schema
from lintseq.testing import register_profiles

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = list[dict[str, Any]]
    RunCommand = Callable[..., subprocess.CompletedProcess[bytes]]

PYTHON = Schema(default_language="python")
register_profiles(os.environ.get("LINTSEQ_TESTING_PROFILE", "fast"))

_DATA = Path(
    os.environ.get("LINTSEQ_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)


def _load(name: str) -> Rows:
    path = _DATA / f"{name}.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"{path} is absent: set LINTSEQ_DATA to the folder with the data sets")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def real_rows() -> Callable[[str], Rows]:
    """Give the Python rows of a data set; skip where the data is absent."""

    def load(name: str) -> Rows:
        return [row for row in _load(name) if row["language"] == "python"]

    return load


@pytest.fixture(scope="session")
def all_rows() -> Callable[[str], Rows]:
    """Give the rows of a data set in all languages; skip where the data is absent."""
    return _load


@pytest.fixture(scope="session")
def protected() -> None:
    """Skip where the system cannot keep programs from doing harm, so that none is run."""
    try:
        Sandbox().close()
    except UnprotectedError as error:
        pytest.skip(str(error))


@pytest.fixture
def run_command(tmp_path: Path) -> RunCommand:
    """Run ``lintseq`` in an empty directory. It may never show a traceback."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", **options: Any
    ) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(
            [sys.executable, "-m", "lintseq", *map(str, arguments)],
            input=stdin,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            timeout=120,
            check=False,
            **options,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert b"Exception ignored" not in done.stderr, done.stderr.decode()
        return done

    return run


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as JSON lines; bytes are written as they are."""

    def write(*rows: dict[str, Any] | bytes, name: str = "rows.jsonl") -> Path:
        path = tmp_path / name
        lines = [
            row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows
        ]
        path.write_bytes(b"".join(lines))
        return path

    return write


def read_rows(content: bytes | Path) -> Rows:
    """Read JSON lines."""
    text = content.read_bytes() if isinstance(content, Path) else content
    return [json.loads(line) for line in text.decode().split("\n") if line]


PROGRAM = '''\
import math

RADIUS = 2


class Circle:
    """A circle."""

    def __init__(self, radius):
        self.radius = radius

    def area(self):
        # Pi times the square.
        square = self.radius**2
        return math.pi * square


def main():
    circle = Circle(RADIUS)
    if circle.area() > 10:
        print("large")
    else:
        print("small")


if __name__ == "__main__":
    main()
'''
