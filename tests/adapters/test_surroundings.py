"""Configurations, variables and files of the user, which no tool may read, run or change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools import EVERY, TOOLS, Tool

MARKER = "SECRETMARKER"
_LINT = """\
import json, sys
import lintseq
text, language, linter = json.loads(sys.argv[1])
print([str(found) for found in lintseq.lint(text, language, linter)])
"""


@EVERY
def test_nothing_of_the_user_counts(tool: Tool, tmp_path: Path) -> None:
    for name, content in tool.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.replace("{folder}", str(tmp_path)))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    own = {
        name: value.replace("{folder}", str(tmp_path)) for name, value in tool.environment.items()
    }
    tool.require()
    # Where rustup keeps the compilers is no configuration.
    rustup = os.environ.get("RUSTUP_HOME", str(Path.home() / ".rustup"))
    done = subprocess.run(
        [sys.executable, "-c", _LINT, json.dumps([tool.broken, tool.language, tool.linter])],
        cwd=tmp_path,
        env={
            **os.environ,
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
            "RUSTUP_HOME": rustup,
            **own,
        },
        stdout=subprocess.PIPE,
        text=True,
        timeout=250,
        check=True,
    )
    (report,) = tool.reports([tool.broken])
    assert done.stdout.strip() == str([str(found) for found in report])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


READING = [name for name, tool in TOOLS.items() if tool.reading]


@pytest.mark.parametrize("name", READING)
def test_no_file_is_read(name: str, tmp_path: Path) -> None:
    """What a text names is not read, and not even asked for."""
    tool = TOOLS[name]
    secret = tmp_path / "secret.h"
    names = {"{path}": str(secret), "{up}": "../" * 20 + str(secret).lstrip("/")}
    texts = list(tool.reading)
    for placeholder, path in names.items():
        texts = [text.replace(placeholder, path) for text in texts]
    absent = tool.reports(texts)
    secret.write_text(f"{MARKER} = (\n")
    present = tool.reports(texts)
    assert MARKER not in repr(present)
    assert list(map(repr, present)) == list(map(repr, absent))


ACTING = [name for name, tool in TOOLS.items() if tool.acting]


@pytest.mark.parametrize("name", ACTING)
def test_no_text_runs(name: str, tmp_path: Path) -> None:
    tool = TOOLS[name]
    mark = tmp_path / "mark"
    tool.reports([text.replace("{mark}", str(mark)) for text in tool.acting])
    assert list(tmp_path.iterdir()) == []
