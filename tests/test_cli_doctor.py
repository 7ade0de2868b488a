from __future__ import annotations

import json
from typing import TYPE_CHECKING

import lintseq
from lintseq.cli import ExitCode, execute

if TYPE_CHECKING:
    import pytest

    from conftest import RunCommand


def test_languages(run_command: RunCommand) -> None:
    text = run_command("languages").stdout.decode()
    assert text.split()[:2] == ["LANGUAGE", "ALIASES"]
    assert "tree-sitter-python" in text
    (python,) = [
        entry
        for entry in json.loads(run_command("languages", "--json").stdout)
        if entry["name"] == "python"
    ]
    assert "py" in python["extensions"]


def test_doctor(run_command: RunCommand) -> None:
    done = run_command("doctor", "--json")
    assert done.returncode == ExitCode.DONE
    report = json.loads(done.stdout)
    assert report["lintseq"] == lintseq.__version__
    assert report["self_test"] == "ok"
    assert report["cores"] >= 1
    assert "self test  ok" in run_command("doctor").stdout.decode()


def test_failed_self_test_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lintseq.cli.doctor.apply", lambda _: "")
    assert execute(["doctor"]) == ExitCode.FAILED_CHECK
    assert "self test  the edits do not give back the program" in capsys.readouterr().out
