"""The files of pylintseq: read, written, and taken where theirs were."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from lintseq import apply

pd = pytest.importorskip("pandas")
pytest.importorskip("pylintseq")

AREA = "import math\n\n\ndef area(r):\n    square = r * r\n    return math.pi * square\n"
ADD = "So:\n```python\ndef add(a, b):\n    total = a + b\n    return total\n```\nDone."
ROWS = [
    {"instruction": "Write area.", "response": AREA},
    {"instruction": "Add.", "response": ADD},
]


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def lintseq(folder: Path, *arguments: str) -> None:
    run(folder, sys.executable, "-m", "lintseq", *arguments)


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let pylintseq itself make a file."""
    folder = tmp_path_factory.mktemp("peer")
    (folder / "data.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    program = Path(sysconfig.get_path("scripts")) / "pylintseq"
    run(folder, str(program), "-p", "data.jsonl", "-d", ".", "-c", "1", "-s", "2")
    (made,) = folder.glob("data_*.jsonl")
    return made.rename(folder / "theirs.jsonl")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_theirs_convert(peer: Path) -> None:
    lintseq(peer.parent, "convert", "theirs.jsonl", "-o", "ours.jsonl", "--language", "python")
    lintseq(peer.parent, "verify", "ours.jsonl", "--linter", "native")
    theirs, ours = read(peer), read(peer.parent / "ours.jsonl")
    assert len(ours) == len(theirs) == 4
    for row, origin in zip(ours, theirs, strict=True):
        assert apply(row["edit_path"]) == apply(origin["edit_path"])
        assert len(row["edit_steps"]) == len(apply(row["edit_path"]).splitlines())
    lintseq(peer.parent, "convert", "ours.jsonl", "-o", "back.jsonl", "--preset", "peer")
    assert read(peer.parent / "back.jsonl") == theirs


def test_ours_load_where_theirs_did(peer: Path) -> None:
    """The columns, the types and the training text that the authors' code makes of a file."""
    options = ("--preset", "peer", "--language", "python", "--samples", "2")
    lintseq(peer.parent, "generate", "data.jsonl", "-o", "own.jsonl", *options)
    theirs = pd.read_json(peer, lines=True)
    ours = pd.read_json(peer.parent / "own.jsonl", lines=True)
    assert list(ours.columns) == list(theirs.columns)
    assert list(ours.dtypes) == list(theirs.dtypes)
    for name in ("index", "source_file", "source_response", "source_instruction"):
        assert list(ours[name]) == list(theirs[name])
    for row in ours.itertuples():
        text = row.source_instruction + "".join(f"\n<|diff|>{edit}" for edit in row.edit_path)
        program = apply(text.removeprefix(row.source_instruction).split("\n<|diff|>")[1:])
        assert program in row.source_response
