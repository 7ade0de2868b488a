from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lintseq
from lintseq import Config, ConfigError, Diagnostic, LinterError, Reject, UnknownLinterError
from lintseq.adapters import process, ruff
from lintseq.adapters.process import Limits
from lintseq.adapters.pyflakes import Pyflakes
from lintseq.adapters.worker import Worker, python_worker
from lintseq.linter import find_linter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TOOLS = ("pyflakes", "pylint", "ruff")
PROGRAM = """\
import os
from math import *


class Box:
    def __init__(self, size):
        self.size = size

    def area(self):
        side = self.size
        return side * self.depth

    def deepen(self):
        self.depth = floor(3.5)


def show(box):
    names = [name for name in os.environ]
    for name in names:
        print(name, box.area())


show(Box(2))
"""


def guided(program: str, *linters: str, n: int = 6) -> list[lintseq.EditSequence]:
    return lintseq.sample(program, "python", n=n, seed=3, config=Config(linters=linters))


@pytest.mark.parametrize("tool", TOOLS)
def test_every_state_is_clean_by_the_tool(tool: str) -> None:
    for sequence in guided(PROGRAM, tool):
        assert lintseq.apply(sequence.render()) == PROGRAM
        assert lintseq.verify(sequence, tool) == []
        assert lintseq.verify(sequence) == []


def test_all_of_several_linters_guide() -> None:
    for sequence in guided(PROGRAM, *TOOLS):
        for tool in TOOLS:
            assert lintseq.verify(sequence, tool) == []


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), distinct=st.booleans())
def test_a_linter_that_finds_nothing_changes_nothing(*, seed: int, distinct: bool) -> None:
    lintseq.register_linter(name="blind", languages=["python"], replace=True)(lambda _: ())
    native = lintseq.sample(PROGRAM, "python", n=3, seed=seed, config=Config(distinct=distinct))
    config = Config(distinct=distinct, linters=("native", "blind"))
    assert lintseq.sample(PROGRAM, "python", n=3, seed=seed, config=config) == native


def test_a_stricter_linter_is_obeyed() -> None:
    @lintseq.register_linter(name="together", languages=["python"], version="1")
    def together(text: str) -> list[int]:
        """The import of os and the class go together."""
        lines = text.split("\n")
        marks = [n for n, line in enumerate(lines, 1) if line in {"import os", "class Box:"}]
        return marks if len(marks) == 1 else []

    lines = PROGRAM.split("\n")
    first, second = lines.index("import os"), lines.index("class Box:")
    for sequence in guided(PROGRAM, "together"):
        assert sequence.steps[first] == sequence.steps[second]
        assert lintseq.verify(sequence, "together") == []


def test_findings_of_the_finished_program_are_nobodys_fault() -> None:
    program = "import os\n\n\ndef f():\n    return undefined_name\n\n\nprint(f(), os)\n"
    for sequence in guided(program, "ruff", "pyflakes"):
        assert lintseq.verify(sequence, "ruff") == []
        assert len(sequence) > 1


def test_what_is_past_the_end_of_both_is_nobodys_fault() -> None:
    @lintseq.register_linter(name="past", languages=["python"], version="1", replace=True)
    def past(text: str) -> list[int]:
        """A finding in the line after the last one, always."""
        return [text.count("\n") + 1]

    config = Config(linters=("past",))
    found = lintseq.sample(PROGRAM, "python", n=3, seed=3, config=config)
    assert found == lintseq.sample(PROGRAM, "python", n=3, seed=3)
    assert [lintseq.verify(sequence, "past") for sequence in found] == [[]] * 3


def test_the_empty_state_is_correct_whatever_a_compiler_says() -> None:
    @lintseq.register_linter(name="clause", languages=["python"], version="1", replace=True)
    def clause(text: str) -> list[int]:
        """Wants the first line in every state, as Go does with its package clause."""
        return [] if text.startswith("import os") else [1]

    for sequence in guided(PROGRAM, "clause"):
        assert sequence.steps[0] == 0
        assert lintseq.verify(sequence, "clause") == []


def test_states_are_asked_once_and_in_batches() -> None:
    calls: list[int] = []
    seen: list[str] = []

    class Counting:
        name = "counting"
        languages = frozenset({"python"})
        version = "1"

        def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic]]:
            assert language == "python"
            calls.append(len(states))
            seen.extend(states)
            return [[] for _ in states]

        def close(self) -> None:
            pass

    lintseq.register_linter(Counting())
    programs = [PROGRAM, PROGRAM.replace("Box", "Bag")]
    lintseq.sample_batch(programs, "python", n=16, config=Config(linters=("counting",)))
    assert len(seen) == len(set(seen))
    assert max(calls) > 16


@pytest.mark.parametrize("how", ["raises", "returns", "miscounts"])
def test_a_failure_rejects_only_the_rows_that_it_hits(how: str) -> None:
    class Failing:
        name = "failing"
        languages = frozenset({"python"})
        version = "1"

        def lint(
            self, states: Sequence[str], language: str
        ) -> list[list[Diagnostic] | LinterError]:
            del language
            bad = [index for index, state in enumerate(states) if "poison" in state]
            if bad and how == "raises":
                raise RuntimeError("it broke")
            if bad and how == "miscounts":
                return []
            return [LinterError("it broke") if index in bad else [] for index in range(len(states))]

        def close(self) -> None:
            pass

    lintseq.register_linter(Failing(), replace=True)
    programs = ["a = 1\nb = 2\n", "a = 1\npoison = 2\n", "c = 3\nd = 4\n"]
    results = lintseq.sample_batch(programs, "python", config=Config(linters=("failing",)))
    assert [isinstance(result, Reject) for result in results] == [False, True, False]
    assert isinstance(results[1], Reject)
    assert results[1].reason == "linter-failed"


def test_a_language_that_the_linter_does_not_know_is_a_reject() -> None:
    config = Config(linters=("ruff",))
    found = lintseq.sample_batch(["x = 1\n", "x = 1;\n"], ["python", "javascript"], config=config)
    assert isinstance(found[1], Reject)
    assert found[1].reason == "unlinted-language"
    assert "it lints: python" in found[1].detail
    assert not isinstance(found[0], Reject)


def test_wrong_use() -> None:
    with pytest.raises(UnknownLinterError, match="did you mean 'ruff'"):
        Config(linters=("ruf",))
    with pytest.raises(ConfigError, match="list of names"):
        Config(linters=3)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="random"):
        lintseq.sample("x = 1\n", "python", config=Config(linters=("ruff",), strategy="random"))
    with pytest.raises(ConfigError, match="tree search"):
        lintseq.sample("x = 1\n", "python", config=Config(linters=("ruff",), top_k=2))
    with pytest.raises(ConfigError, match="replace=True"):
        lintseq.register_linter(name="ruff", languages=["python"])(lambda _: ())
    with pytest.raises(ConfigError, match="built-in"):
        lintseq.register_linter(name="native", languages=["python"])(lambda _: ())


def test_the_hash_knows_linters_and_their_versions() -> None:
    def hash_of(version: str) -> str:
        lintseq.register_linter(
            name="versioned", languages=["python"], version=version, replace=True
        )(lambda _: ())
        return Config(linters=("versioned",)).hash

    assert len({hash_of("1"), hash_of("2"), Config().hash}) == 3
    assert hash_of("1") == hash_of("1")


HOSTILE = {
    "suppressions": (
        "# pylint: skip-file\n# pylint: disable=all\n# ruff: noqa\n# flake8: noqa\n"
        "import os  # noqa\n\n\ndef f():\n    value = os.sep  # noqa  # pylint: disable=E0602\n"
        "    return value  # noqa: F821  # pylint:disable=undefined-variable\n\n\n"
        "print(f())  # noqa\n"
    ),
    "imports": "import canary\n\n\ndef f():\n    return canary.value\n\n\nprint(f())\n",
}


@pytest.mark.parametrize("tool", TOOLS)
def test_comments_that_silence_fool_no_tool(tool: str) -> None:
    broken = (
        "# pylint: skip-file\n# ruff: noqa\n# flake8: noqa\n"
        "print(nothing)  # noqa  # pylint: disable=undefined-variable\n"
    )
    assert lintseq.lint(broken, "python", tool) != []
    for sequence in guided(HOSTILE["suppressions"], tool):
        assert lintseq.verify(sequence, tool) == []
        assert lintseq.verify(sequence) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_beside_is_read_or_run(tool: str, tmp_path: Path) -> None:
    """A configuration that silences all, and a module with side effects, in the folder of work."""
    (tmp_path / "canary.py").write_text(
        "from pathlib import Path\nPath('touched').write_text('x')\nvalue = 1\n"
    )
    (tmp_path / "pyproject.toml").write_text(
        '[tool.ruff.lint]\nignore = ["ALL"]\n[tool.pylint.main]\ndisable = "all"\n'
        "init-hook = \"open('touched', 'w')\"\n"
    )
    (tmp_path / ".pylintrc").write_text("[MAIN]\ndisable=all\ninit-hook=open('touched', 'w')\n")
    (tmp_path / "ruff.toml").write_text('lint.ignore = ["ALL"]\n')
    code = (
        "import lintseq, sys\n"
        f"found = lintseq.lint('print(nothing)\\n', 'python', {tool!r})\n"
        f"lintseq.sample({HOSTILE['imports']!r}, 'python', "
        f"config=lintseq.Config(linters=({tool!r},)))\n"
        "sys.exit(0 if found else 5)\n"
    )
    before = sorted(path.name for path in tmp_path.iterdir())
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=120)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    "text", ["", "\n", "\r", "x = 1\r\ny = 2\r\n", "x = '\0'\n", "\ufeffx = 1\n", "é = 'ü'\n", "("]
)
def test_odd_texts_have_a_verdict(tool: str, text: str) -> None:
    for diagnostic in lintseq.lint(text, "python", tool):
        assert diagnostic.line >= 1
        assert diagnostic.code


@pytest.mark.parametrize("tool", ["pyflakes", "pylint"])
def test_a_worker_that_is_killed_is_started_again(tool: str) -> None:
    linter = find_linter(tool)
    assert linter.lint(["print(nothing)\n"], "python")[0]
    linter._worker._process.kill()  # type: ignore[attr-defined]  # noqa: SLF001
    assert linter.lint(["print(nothing)\n"], "python")[0]


def test_the_memory_of_a_worker_is_its_own() -> None:
    large = b"x" * 200_000_000  # as in a process that holds a data set
    command = python_worker("lintseq.adapters.pyflakes")
    worker = Worker("pyflakes", command, Limits(), largest=150_000_000)
    try:
        assert worker.lint("print(nothing)\n")
        first = worker._process  # noqa: SLF001
        assert first is not None
        assert worker.lint("print(nothing)\n")
        assert worker._process is first  # noqa: SLF001
    finally:
        worker.close()
    assert large


def test_a_text_that_ends_the_worker_is_an_error_not_clean() -> None:
    linter = Pyflakes(limits=Limits(seconds=0.001))
    try:
        assert isinstance(linter.lint(["x = 1\n"], "python")[0], LinterError)
    finally:
        linter.close()
    small = Pyflakes(limits=Limits(memory=1 << 20))
    try:
        assert isinstance(small.lint(["x = 1\n"], "python")[0], LinterError)
    finally:
        small.close()


def test_a_linter_of_another_package(tmp_path: Path) -> None:
    (tmp_path / "shouting.py").write_text(
        "import lintseq\n"
        "class Shouting:\n"
        "    name = 'shouting'\n"
        "    languages = frozenset({'python', 'lua'})\n"
        "    version = 'shouting 1.2'\n"
        "    def lint(self, states, language):\n"
        "        return [\n"
        "            [lintseq.Diagnostic(n, 'LOUD', 'too loud')\n"
        "             for n, line in enumerate(state.split('\\n'), 1) if line.isupper()]\n"
        "            for state in states\n"
        "        ]\n"
        "    def close(self):\n"
        "        pass\n"
        "def broken():\n"
        "    raise OSError('no disk')\n"
    )
    info = tmp_path / "shouting-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(
        "[lintseq.linters]\nshouting = shouting:Shouting\nsilent = shouting:broken\n"
    )
    code = (
        "import lintseq\n"
        "listed = {one.name: one for one in lintseq.linters()}\n"
        "assert listed['shouting'].version == 'shouting 1.2'\n"
        "assert 'silent' in listed and 'no disk' in listed['silent'].problem\n"
        "assert [d.line for d in lintseq.lint('a\\nA\\n', 'python', 'shouting')] == [2]\n"
        "config = lintseq.Config(linters=('shouting',))\n"
        "(one,) = lintseq.sample('x = 1\\nprint(x)\\n', 'python', config=config)\n"
        "assert lintseq.verify(one, 'shouting') == []\n"
        "try:\n"
        "    lintseq.register_linter(name='shouting', languages=['lua'])(len)\n"
        "except lintseq.ConfigError as error:\n"
        "    print('taken', error)\n"
    )
    run = {"cwd": tmp_path, "env": {**os.environ, "PYTHONPATH": str(tmp_path)}, "timeout": 120}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, **run)
    assert done.stdout.startswith(b"taken")


def test_linters_lists_what_there_is() -> None:
    found = {entry.name: entry for entry in lintseq.linters()}
    assert next(iter(found)) == "native"
    for tool in TOOLS:
        assert found[tool].languages == ("python",)
        assert found[tool].version is not None
        assert found[tool].version.startswith(tool)


def test_a_tool_that_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.shutil, "which", lambda *_, **__: None)
    with pytest.raises(LinterError, match=r"pip install 'lintseq\[linters\]'"):
        ruff.Ruff()


def test_command_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"program": "x = 1\\nprint(x)\\n", "language": "python"}\n')
    target = tmp_path / "out.jsonl"
    run = [sys.executable, "-m", "lintseq"]
    subprocess.run(
        [*run, "generate", str(source), "-o", str(target), "--linter", "ruff"],
        check=True,
        timeout=120,
    )
    (row,) = map(json.loads, target.read_text().splitlines())
    assert row["status"] == "ok"
    listed = subprocess.run([*run, "linters"], check=True, capture_output=True, text=True)
    assert "ruff " in listed.stdout
