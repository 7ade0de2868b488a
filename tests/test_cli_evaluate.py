"""The command `lintseq evaluate`."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from conftest import read_rows
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import RunCommand

    WriteRows = Callable[..., Path]

PROBLEM = {
    "task_id": "double",
    "prompt": "def double(n):\n",
    "test": "def check(f):\n    assert f(2) == 4\n",
    "entry_point": "double",
}
pytestmark = pytest.mark.usefixtures("protected")

EDITS = ["@@ -0,0 +1 @@\n+def double(n):", "@@ -1,0 +2 @@\n+    return 2 * n"]


def sample(**columns: Any) -> dict[str, Any]:
    return {"task_id": "double", **columns}


def test_every_sample_comes_out_with_its_status(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows(PROBLEM, name="problems.jsonl")
    cases: list[tuple[dict[str, Any] | bytes, str, str | None]] = [
        (sample(completion="    return n + n\n", mine=[1]), "passed", None),
        (sample(program="double = lambda n: 2 * n"), "passed", None),
        (sample(edit_path=EDITS), "passed", None),
        (sample(edits="".join(f"\n<|diff|>{edit}" for edit in EDITS)), "passed", None),
        (sample(text="Sure:\n```python\ndouble = lambda n: 2 * n\n```\n"), "passed", None),
        (sample(completion="    return n\n"), "failed", "wrong-answer"),
        (sample(completion="    return m\n"), "failed", "raised"),
        (sample(completion="    return (\n"), "failed", "syntax-error"),
        (sample(program="triple = 3"), "failed", "no-entry-point"),
        (sample(completion="    import os\n    os._exit(0)\n"), "failed", "ended-early"),
        (sample(completion="    raise SystemExit\n"), "failed", "ended-early"),
        (sample(completion="    while True: pass\n"), "timed-out", "seconds"),
        (sample(completion="    while True: print(n)\n"), "over-limit", "output"),
        (sample(edits=EDITS[1:]), "unresolved", "out-of-range"),
        (sample(text="\n<|diff|>\n<|diff|>"), "unresolved", "no-edits"),
        (sample(program=7), "unresolved", "bad-column"),
        (sample(), "unresolved", "missing-column"),
        ({"task_id": "triple", "program": ""}, "unusable", "unknown-task"),
        (b"{\n", "unusable", "invalid-row"),
    ]
    write_rows(*[row for row, _, _ in cases], name="samples.jsonl")
    done = run_command(
        "evaluate", "samples.jsonl", "--problems", "problems.jsonl", "-o", "results.jsonl",
        "--seconds", 5, "--workers", 2, "--json",
    )  # fmt: skip
    rows = read_rows(tmp_path / "results.jsonl")
    found = [(row["status"], row["reason"]) for row in rows]
    assert found == [(status, reason) for _, status, reason in cases]
    assert [row["passed"] for row in rows] == [status == "passed" for _, status, _ in cases]
    assert rows[0]["mine"] == [1]
    assert rows[2]["program"] == "def double(n):\n    return 2 * n\n"
    assert rows[-1]["raw"] == "{"
    assert done.returncode == ExitCode.FAILED_CHECK
    report = json.loads(done.stdout)
    assert report["samples"] == len(cases)
    assert report["statuses"]["passed"] == 5
    assert report["pass_at_k"]["1"]["value"] == pytest.approx(5 / 17)
    assert report["pass_at_k"]["100"] is None


def test_a_text_is_cut_and_edits_may_start_from_the_prompt(
    run_command: RunCommand, write_rows: WriteRows
) -> None:
    write_rows(PROBLEM, name="problems.jsonl")
    write_rows(
        sample(text=f"\n<|diff|>{EDITS[1]}</s>garbage"),
        sample(completion="    return 2 * n  # twice\nprint(double(\n"),
        name="samples.jsonl",
    )
    done = run_command(
        "evaluate", "samples.jsonl", "--problems", "problems.jsonl", "-k", "1,2", "--base",
        "prompt", "--stop", "</s>", "--stop", "\\nprint",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "2 samples of 1 problems\n         2  passed\n"
        "pass@1: 100.0 % (95 %: 100.0 to 100.0)\npass@2: 100.0 % (95 %: 100.0 to 100.0)\n"
        "distinct programs of a problem: 100.0 %, distinct structures: 50.0 %\n"
    )


def test_diversity_errors_and_cost_are_counted(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows(PROBLEM, name="problems.jsonl")
    write_rows(
        sample(completion="    return 2 * n\n", tokens=10),
        sample(completion="    return 2 * n\n", tokens=[1] * 20),
        sample(completion="    return 4 * n\n", n_tokens=30),
        sample(completion="    return m\n"),
        sample(completion="    return (\n", tokens=0),
        name="samples.jsonl",
    )
    done = run_command(
        "evaluate", "samples.jsonl", "--problems", "problems.jsonl", "-k", "1,5", "--linter",
        "native", "--linter", "pyflakes", "--parameters", "1e6", "--json", "--chart", "chart.svg",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    report = json.loads(done.stdout)
    assert report["diversity"] == {
        "programs": 5,
        "distinct_programs": 4,
        "distinct_programs_share": 0.8,
        "parsed": 4,
        "distinct_structures": 2,
        "distinct_structures_share": 0.5,
    }
    assert report["compute"] == {
        "tokens": 60,
        "samples": 4,
        "uncounted": 1,
        "tokens_per_sample": 15,
        "parameters": 1e6,
        "flops_per_sample": 3e7,
    }
    assert [report["pass_at_k"][k]["flops"] for k in ("1", "5")] == [3e7, 1.5e8]
    native, pyflakes = report["static_errors"]
    for found in (native, pyflakes):
        assert (found["linted"], found["erroneous"], found["failed"]) == (5, 2, 0)
    assert (native["linter"], pyflakes["share"]) == ("native", 0.4)
    svg = ET.parse(tmp_path / "chart.svg")  # noqa: S314 - our own
    circles = list(svg.iter("{http://www.w3.org/2000/svg}circle"))
    assert [circle[0].text for circle in circles] == [
        "pass@1: 40.0 %",
        "pass@2: 70.0 %",
        "pass@4: 100.0 %",
        "pass@5: 100.0 %",
    ]
    heights = [float(circle.attrib["cy"]) for circle in circles]
    assert sorted(set(heights), reverse=True) == heights[:3]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["-k", "1,x"], ExitCode.WRONG_USE, "-k takes whole numbers"),
        (["-k", "0"], ExitCode.WRONG_USE, "-k takes whole numbers"),
        (["--workers", "0"], ExitCode.WRONG_USE, "workers is 1 or more"),
        (["--seconds", "0"], ExitCode.WRONG_USE, "seconds"),
        (["--separator", ""], ExitCode.WRONG_USE, "a separator is one line"),
        (["--format", "diff"], ExitCode.WRONG_USE, "unknown edit format"),
        (["--problems", "absent.jsonl"], ExitCode.WRONG_USE, "absent.jsonl"),
        (["--problems", "samples.jsonl"], ExitCode.INPUT_OUTPUT, "needs a column 'test'"),
        (["--problems", "twice.jsonl"], ExitCode.WRONG_USE, "two problems"),
        (["--problems", "empty.jsonl"], ExitCode.INPUT_OUTPUT, "there are no problems"),
        (["--chart", "-"], ExitCode.WRONG_USE, "--chart takes"),
        (["--parameters", "0"], ExitCode.WRONG_USE, "more than 0 parameters"),
        (["--tokenizer", "absent.json"], ExitCode.WRONG_USE, "no such tokenizer"),
        (["--linter", "absent"], ExitCode.WRONG_USE, "unknown linter"),
        (["-o", "samples.jsonl"], ExitCode.WRONG_USE, "is an input"),
    ],
)
def test_wrong_use_is_told(
    run_command: RunCommand, write_rows: WriteRows, options: list[str], code: int, said: str
) -> None:
    write_rows(PROBLEM, name="problems.jsonl")
    write_rows(PROBLEM, PROBLEM, name="twice.jsonl")
    write_rows(name="empty.jsonl")
    write_rows(sample(program=""), name="samples.jsonl")
    done = run_command("evaluate", "samples.jsonl", "--problems", "problems.jsonl", *options)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()


@pytest.mark.parametrize("language", ["python", "go"])
def test_nothing_stays_behind_when_the_command_is_killed(
    write_rows: WriteRows, tmp_path: Path, language: str
) -> None:
    """What hangs is the program or, of Go, the tool that is to prepare its libraries."""
    write_rows({**PROBLEM, "language": language}, name="problems.jsonl")
    seconds = 1_000_000 + os.getpid()
    hang = f"import os\nos.execvp('sleep', ['sleep', '{seconds}'])\n"
    write_rows(sample(program=hang), name="samples.jsonl")
    (tmp_path / "go").write_text(f"#!/bin/sh\nsleep {seconds}\n")
    (tmp_path / "go").chmod(0o700)
    folders = tmp_path / "folders"
    folders.mkdir()
    words = ["evaluate", "samples.jsonl", "--problems", "problems.jsonl", "--seconds", "300"]
    command = subprocess.Popen(
        [sys.executable, "-m", "lintseq", *words, "--workers", "1"],
        cwd=tmp_path,
        env={
            **os.environ,
            "TMPDIR": str(folders),
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        },
    )
    try:
        assert _comes_to_be(lambda: _running(seconds) and any(folders.iterdir()))
    finally:
        command.kill()
        command.wait()
    assert _comes_to_be(lambda: not _running(seconds) and not any(folders.iterdir()))


def _running(seconds: int) -> bool:
    wanted = f"sleep\0{seconds}\0".encode()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it has ended
            if path.read_bytes() == wanted:
                return True
    return False


def _comes_to_be(state: Callable[[], bool]) -> bool:
    for _ in range(1000):
        if state():
            return True
        time.sleep(0.02)
    return False
