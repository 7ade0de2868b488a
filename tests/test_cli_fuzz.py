"""The command fuzz: it finds what is planted, makes it small, keeps it, and survives."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import pytest

from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import RunCommand

FORMAT = """
import lintseq

@lintseq.register_format
class Mine:
    name = "mine"

    def render(self, sequence):
        {render}
        return [state for state in sequence.states()[1:]]

    def split(self, text):
        return text.split("<|diff|>")

    def apply(self, base, edits):
        return (edits[-1] if edits else base), ()
"""
LINTER = """
import lintseq

@lintseq.register_linter
class Mine:
    name = "mine"
    languages = frozenset({"python"})
    version = "mine 1"

    def lint(self, states, language):
        found = lintseq.Diagnostic(LINE, "late", "too many", None)
        return [[found] if WHEN else [] for number, state in enumerate(states)]

    def close(self):
        pass
"""


@pytest.fixture
def fuzz(run_command: RunCommand, tmp_path: Path) -> RunCommand:
    def run(*words: str, **options: object) -> object:
        defaults = ("--cases", "60", "--seed", "1", "--corpus", str(tmp_path / "corpus"))
        return run_command("fuzz", *defaults, *words, **options)

    return run  # type: ignore[return-value]


def plugin(folder: Path, source: str) -> str:
    (folder / "mine.py").write_text(textwrap.dedent(source))
    return "mine.py"


def test_what_is_built_in_is_clean(fuzz: RunCommand, tmp_path: Path) -> None:
    done = fuzz("--language", "lua", "--format", "anchored", "--json")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b""), done.stdout.decode()
    report = json.loads(done.stdout)
    assert [(one["kind"], one["subject"], one["language"]) for one in report["targets"]] == [
        ("format", "anchored", "lua")
    ]
    assert report["seed"] == 1
    assert report["cases"] > 0
    assert list((tmp_path / "corpus" / "findings").iterdir()) == []


def test_programs_that_show_something_new_are_kept(fuzz: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "real.lua").write_text("local of_my_own = 1\nprint(of_my_own)\n")
    done = fuzz("--language", "lua", "--programs", "real.lua", "--json")
    assert done.returncode == ExitCode.DONE, done.stdout.decode()
    kept = json.loads(done.stdout)["programs_kept"]["lua"]
    assert kept == len(list((tmp_path / "corpus" / "programs" / "lua").iterdir())) > 0
    features = json.loads((tmp_path / "corpus" / "features.json").read_bytes())["lua"]
    assert any(name.startswith("finding ") for name in features)


def test_a_planted_bug_is_found_made_small_and_tried_again(
    fuzz: RunCommand, run_command: RunCommand, tmp_path: Path
) -> None:
    bug = 'return [state.replace("\\t", " ") for state in sequence.states()[1:]]'
    name = plugin(tmp_path, FORMAT.format(render=bug))
    done = fuzz(name, "--format", "mine", "--cases", "400")
    assert done.returncode == ExitCode.FAILED_CHECK
    path = next((tmp_path / "corpus" / "findings").iterdir())
    finding = json.loads(path.read_bytes())
    assert len(str(finding["case"])) < 200
    assert "\t" in finding["case"]["program"]
    shown = done.stdout.decode()
    assert "  formats: " in shown
    assert f"lintseq fuzz --replay {path}" in shown
    replayed = run_command("fuzz", "--replay", path)
    assert replayed.returncode == ExitCode.FAILED_CHECK
    assert b"formats: " in replayed.stdout
    plugin(tmp_path, FORMAT.format(render="pass"))
    assert run_command("fuzz", "--replay", path).returncode == ExitCode.DONE
    after = fuzz(name, "--format", "mine")
    assert after.returncode == ExitCode.DONE
    assert b"breaks nothing any more, removed" in after.stdout
    assert not path.exists()


@pytest.mark.parametrize(
    ("victim", "says"),
    [("import os; os._exit(7)", "exit code 7"), ("import time; time.sleep(600)", "longer than 4")],
)
def test_what_takes_the_process_down_is_a_finding(
    fuzz: RunCommand, tmp_path: Path, victim: str, says: str
) -> None:
    render = f'if "print" in sequence.program: {victim}'
    name = plugin(tmp_path, FORMAT.format(render=render))
    done = fuzz(name, "--format", "mine", "--case-seconds", "4", "--json")
    assert done.returncode == ExitCode.FAILED_CHECK
    first = json.loads(done.stdout)["findings"][0]
    assert first["broken"][0]["promise"] == "survives"
    assert says in first["broken"][0]["detail"]
    assert "print" in first["case"]["program"]


@pytest.mark.parametrize(
    ("line", "when", "promise"),
    [
        ("1", "number == 2", "repeatable"),
        ("9999", "'print' in state", "contract"),
        ("1", "len(states) > 1", "repeatable"),
    ],
)
def test_a_linter_is_held_to_its_contract(
    fuzz: RunCommand, tmp_path: Path, line: str, when: str, promise: str
) -> None:
    name = plugin(tmp_path, LINTER.replace("LINE", line).replace("WHEN", when))
    done = fuzz(name, "--linter", "mine", "--json")
    assert done.returncode == ExitCode.FAILED_CHECK, done.stderr.decode()
    found = {
        one["promise"]
        for finding in json.loads(done.stdout)["findings"]
        for one in finding["broken"]
    }
    assert promise in found


def test_a_folder_is_the_target(fuzz: RunCommand, tmp_path: Path) -> None:
    folder = tmp_path / "script"
    folder.mkdir()
    (folder / "language.toml").write_text('name = "script"\nextends = "javascript"\n[grammar]\n')
    (folder / "programs.toml").write_text("[[program]]\ntext = 'let x = = 1;'\n")
    done = fuzz("script", "--json")
    assert done.returncode == ExitCode.FAILED_CHECK, done.stderr.decode()
    findings = json.loads(done.stdout)["findings"]
    assert {one["promise"] for one in findings[0]["broken"]} == {"accepted"}
    (folder / "programs.toml").write_text("[[program]]\ntext = 'let x = 1;'\n")
    assert fuzz("script", "--corpus", "another").returncode == ExitCode.DONE


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--language", "klingon"), ExitCode.WRONG_USE, b"unknown language 'klingon'"),
        (("--format", "odd"), ExitCode.WRONG_USE, b"unknown edit format 'odd'"),
        (("--linter", "lynt"), ExitCode.WRONG_USE, b"unknown linter 'lynt'"),
        (("--linter", "mypy", "--language", "lua"), ExitCode.WRONG_USE, b"lints python only"),
        (("no_such_plugin",), ExitCode.WRONG_USE, b"no folder with a language.toml"),
        (("--seconds", "0"), ExitCode.WRONG_USE, b"must be above 0"),
        (("--replay", "gone.json"), ExitCode.INPUT_OUTPUT, b"gone.json is no finding"),
        (("--programs", "gone.lua"), ExitCode.INPUT_OUTPUT, b"gone.lua"),
        (("--programs", "x.unknown"), ExitCode.INPUT_OUTPUT, b"its extension tells no language"),
    ],
)
def test_wrong_use(fuzz: RunCommand, words: tuple[str, ...], code: ExitCode, says: bytes) -> None:
    done = fuzz(*words)
    assert done.returncode == code
    assert says in done.stderr
