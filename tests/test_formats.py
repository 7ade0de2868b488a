from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PROGRAM
from lintseq import Config, ConfigError, EditSequence, Reject, apply, formats, sample, sample_batch
from strategies import python_programs, texts

if TYPE_CHECKING:
    from pathlib import Path


def test_names() -> None:
    assert formats() == ("unified",)


def test_unified_has_no_trailing_newline_and_no_headers() -> None:
    seq = EditSequence("a\nb\nc", "python", [1, 0, 1])
    assert seq.render() == [
        "@@ -0,0 +1 @@\n+b",
        "@@ -0,0 +1 @@\n+a\n@@ -1,0 +3 @@\n+c\n\\ No newline at end of file",
    ]


def test_unified_with_context() -> None:
    seq = EditSequence("a\nb\nc\n", "python", [0, 1, 0])
    assert seq.render(context=1)[1] == "@@ -1,2 +1,3 @@\n a\n+b\n c"


@given(texts(), st.integers(0, 4), st.integers(0, 99))
def test_any_context_round_trips(program: str, context: int, seed: int) -> None:
    result = sample_batch([program], seed=seed, config=Config(strategy="random"))[0]
    if not isinstance(result, Reject):
        assert apply(result[0].render(context=context)) == program
        assert apply(result[0].render(context=context, path="a b/c.py")) == program


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"context": -1}, ConfigError),
        ({"context": "1"}, ConfigError),
        ({"path": ""}, ConfigError),
        ({"path": "a\nb"}, ConfigError),
        ({"colour": 1}, TypeError),
    ],
)
def test_wrong_option(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        sample(PROGRAM)[0].render(**options)


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("context", [0, 3])
def test_tools_accept_headers(tmp_path: Path, tool: str, context: int) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")

    @settings(max_examples=15)
    @given(python_programs(), st.integers(0, 99))
    def check(program: str, seed: int) -> None:
        seq = sample(program, seed=seed)[0]
        target = tmp_path / "program.py"
        target.unlink(missing_ok=True)
        for edit in seq.render(context=context, path="program.py"):
            _apply_with(tool, edit, tmp_path)
        assert target.read_bytes() == program.encode()

    check()


def _apply_with(tool: str, edit: str, folder: Path) -> None:
    commands = {
        "git": ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
        "patch": ["patch", "--binary", "-p1", "--silent", "--fuzz=0"],
    }
    subprocess.run(commands[tool], input=edit.encode(), cwd=folder, check=True, capture_output=True)
