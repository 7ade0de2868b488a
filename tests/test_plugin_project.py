"""A project of somebody else finds the bug in its own plug-in by a property of three lines."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = """
import json


class Placed:
    name = "placed"

    def render(self, sequence):
        texts = []
        for edit in sequence.edits:
            after = [line for line, step in enumerate(sequence.steps) if step <= edit.step]
            lines = LINES(edit.text)
            places = [after.index(line) for line in edit.lines]
            texts.append(json.dumps(list(zip(places, lines))))
        return texts

    def split(self, text):
        return [part for part in text.split("\\n<|diff|>") if part]

    def apply(self, base, edits):
        lines = base.split("\\n")
        lines = [line + "\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
        for edit in edits:
            for place, line in json.loads(edit):
                lines.insert(place, line)
        return "".join(lines), ()
"""
RIGHT = "(lambda text: [line for line in re.split(r'(?<=\\n)', text) if line])"
WRONG = "(lambda text: text.splitlines(keepends=True))"  # as if a form feed ended a line
TEST = """
from hypothesis import given
from lintseq.testing import check_sequence, edit_sequences

@given(edit_sequences(sampled=False))
def test_my_format(sequence):
    check_sequence(sequence, linter=None, formats=["placed"])
"""


@pytest.mark.parametrize(("lines", "fails"), [(RIGHT, False), (WRONG, True)])
def test_a_planted_bug_is_found(tmp_path: Path, lines: str, *, fails: bool) -> None:
    source = FORMAT.replace("import json\n", "import json\nimport re\n").replace("LINES", lines)
    (tmp_path / "placed.py").write_text(source)
    info = tmp_path / "placed-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: placed\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[lintseq.formats]\nplaced = placed:Placed\n")
    (tmp_path / "test_placed.py").write_text(TEST)
    profile = "balanced" if fails else "fast"
    (tmp_path / "conftest.py").write_text(
        f"from lintseq.testing import register_profiles\nregister_profiles({profile!r})\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--hypothesis-seed=0", "test_placed.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == int(fails), done.stdout
    assert ("formats: placed: edit" in done.stdout) == fails
