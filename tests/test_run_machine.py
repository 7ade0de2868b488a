"""Runs that are disturbed in all ways at once end with the bytes of one undisturbed."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from conftest import PROGRAM
from lintseq.cli import ExitCode
from lintseq.testing.crash import PARTS, Crash
from lintseq.testing.run_machine import RunMachine, files_of
from lintseq.testing.run_server import RunServer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="runs are forked")

KILLED = -9

TestRuns = RunMachine.TestCase
TestRuns.settings = settings(
    settings(), max_examples=settings().max_examples // 4, stateful_step_count=12
)


@pytest.mark.parametrize("ending", ["jsonl.gz", "parquet"])
def test_killed_at_many_of_its_file_operations_a_run_ends_with_the_same_bytes(
    tmp_path: Path, ending: str
) -> None:
    rows = [json.dumps({"program": PROGRAM, "id": number}) for number in range(4)]
    (tmp_path / "rows.jsonl").write_text("\n".join([*rows, "{no json"]))
    command = ["generate", f"{tmp_path}/rows.jsonl", "--language", "python", "--quiet", "--resume"]
    command += ["--shard-rows", "3", "--shard-format", ending, "--batch-size", "2", "-o"]
    sizes: set[int] = set()
    with RunServer(warming=[*command[:5], "--dry-run"]) as server:
        server.run(tmp_path, [*command, f"{tmp_path}/whole/"])
        whole = files_of(tmp_path / "whole")
        operation = 0
        while True:
            killed = server.run(
                tmp_path,
                [*command, "run/"],
                crash=Crash(operation, operation % PARTS),
                checkpoint_seconds=0,
            )
            if killed.code != KILLED:
                break
            sizes |= {len(content) for content in files_of(tmp_path / "run").values()}
            done = server.run(tmp_path, [*command, "run/"])
            assert (done.code, done.said) == (ExitCode.DONE, ""), operation
            assert files_of(tmp_path / "run") == whole, operation
            shutil.rmtree(tmp_path / "run")
            operation += 5  # each would take too long
    assert (killed.code, killed.said) == (ExitCode.DONE, "")
    assert files_of(tmp_path / "run") == whole
    assert operation > 40  # folders, a manifest, two shards, a summary
    # Killed inside a write, it leaves files that no whole one is like.
    assert sizes - set(map(len, whole.values()))


def test_a_worker_that_is_killed_alone_is_started_again(tmp_path: Path) -> None:
    rows = [json.dumps({"program": PROGRAM, "id": number}) for number in range(4)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    command = ["generate", "rows.jsonl", "--language", "python", "--quiet"]
    command += ["--shard-rows", "2", "--shard-format", "jsonl", "-o"]
    with RunServer() as server:
        server.run(tmp_path, [*command, "whole/"])
        # The manifest is there by then, and only workers write.
        crash = Crash(30, 4, alone=True)
        done = server.run(tmp_path, [*command, "run/", "--workers", "2"], crash=crash)
    assert (done.code, done.said) == (ExitCode.DONE, "")
    assert files_of(tmp_path / "run") == files_of(tmp_path / "whole")
