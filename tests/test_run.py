"""Runs to a directory: whatever happens to them, they end with the bytes of one undisturbed."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import PROGRAM, read_rows
from lintseq.cli import ExitCode
from lintseq.testing.crash import Crash
from lintseq.testing.run_server import RunServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import RunCommand

ROWS = 700
OPTIONS = ("--shard-rows", "200", "--samples", "2", "--seed", "5", "--language", "python")
TABLES = ("--shard-format", "parquet")


@pytest.fixture
def inputs(write_rows: Callable[..., Path]) -> Path:
    """Rows of which some are rejected and some are none."""
    rows: list[dict[str, object] | bytes] = []
    for number in range(ROWS):
        program = PROGRAM.replace("square", f"square_{number}") + f"\nx_{number} = {number}\n"
        rows.append({"program": program, "id": number})
    rows[7] = b"{no json\n"
    rows[300] = {"program": "def (:\n", "id": -1}
    rows[601] = {"id": -2}
    write_rows(*rows[:400], name="b.jsonl")
    return write_rows(*rows[400:], name="c.jsonl")


@pytest.fixture(params=["jsonl.gz", "parquet"])
def command(request: pytest.FixtureRequest, inputs: Path) -> tuple[str, ...]:
    """Give a command that writes shards of a kind: Parquet from both Parquet and JSON lines."""
    if request.param != "parquet":
        return ("generate", "b.jsonl", "c.jsonl", *OPTIONS)
    lines = (inputs.parent / "b.jsonl").read_bytes().splitlines()
    lines[7] = b'{"id": 7}'
    table = pa.Table.from_pylist([json.loads(line) for line in lines])
    pq.write_table(table, inputs.parent / "b.parquet", row_group_size=130)
    return ("generate", "b.parquet", "c.jsonl", *OPTIONS, *TABLES)


def files_of(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_run_loses_nothing(run_command: RunCommand, inputs: Path) -> None:
    done = run_command("generate", "[bc].jsonl", "-o", "run/", *OPTIONS, "--json")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")
    run = inputs.parent / "run"
    shards = [gzip.decompress(path.read_bytes()) for path in sorted((run / "shards").iterdir())]
    rejects = [path.read_bytes() for path in sorted((run / "rejects").iterdir())]
    sampled = [row for shard in shards for row in read_rows(shard)]
    rejected = [row for shard in rejects for row in read_rows(shard)]
    assert len(shards) == len(rejects) == 4
    assert len(sampled) == 2 * (ROWS - 3)
    assert [row["reason"] for row in rejected] == ["invalid-json", "syntax-error", "missing-column"]
    summary = json.loads((run / "summary.json").read_bytes())
    assert (summary["rows"], summary["rows_sampled"], summary["sequences"]) == (
        ROWS,
        ROWS - 3,
        len(sampled),
    )
    assert summary["edits_per_sequence"] == sorted(
        [count, sum(row["n_edits"] == count for row in sampled)]
        for count in {row["n_edits"] for row in sampled}
    )
    manifest = json.loads((run / "manifest.json").read_bytes())
    assert [entry["path"] for entry in manifest["inputs"]] == ["b.jsonl", "c.jsonl"]
    assert not (run / "progress").exists()
    single = run_command("generate", "b.jsonl", "c.jsonl", "-o", "-", *OPTIONS[2:])
    assert [row for row in read_rows(single.stdout) if row["status"] == "ok"] == sampled


def test_workers_and_batches_change_nothing(
    run_command: RunCommand, inputs: Path, command: tuple[str, ...]
) -> None:
    folder = inputs.parent
    run_command(*command, "-o", "one/")
    run_command(*command, "-o", "three/", "--workers", 3, "--batch-size", 17)
    assert files_of(folder / "one") == files_of(folder / "three")
    again = run_command(*command, "-o", "three/", "--resume")
    assert again.returncode == ExitCode.DONE
    assert files_of(folder / "one") == files_of(folder / "three")


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals")
@pytest.mark.parametrize(("workers", "moments"), [(1, 12), (2, 8)])
def test_killed_at_any_moment_a_run_ends_with_the_same_bytes(
    run_command: RunCommand, inputs: Path, command: tuple[str, ...], workers: int, moments: int
) -> None:
    folder = inputs.parent
    if workers == 1:  # one long shard, which is resumed inside
        command = (*command, "--shard-rows", str(ROWS), "--samples", "12")
    run_command(*command, "-o", "whole/")
    start = time.perf_counter()
    run_command(*command, "-o", "other/", "--workers", workers, "--batch-size", 16)
    seconds = time.perf_counter() - start
    words = [sys.executable, "-m", "lintseq", *command, "-o", "killed/", "--resume"]
    words += ["--batch-size", "16"]
    source = random.Random(workers)  # noqa: S311 - it only chooses moments
    if "parquet" in command:
        moments //= 2
    kills = tries = 0
    while kills < moments and tries < 3 * moments:
        tries += 1
        process = subprocess.Popen(
            [*words, "--workers", str(workers)],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        time.sleep(source.uniform(0.1, 1) * seconds)
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        assert process.returncode in (0, -signal.SIGKILL), said.decode()
        kills += process.returncode != 0
        if process.returncode == 0:
            seconds *= 0.8  # the machine was busier before
            assert files_of(folder / "whole") == files_of(folder / "killed")
            run = folder / "killed"
            for path in [run / "summary.json", *(run / "statistics").glob("0000[023]*")]:
                path.unlink()  # begin again in the middle
    assert kills == moments
    done = run_command(*command, "-o", "killed/", "--resume", "--workers", workers)
    assert (done.returncode, done.stdout) == (ExitCode.DONE, b"")
    assert files_of(folder / "whole") == files_of(folder / "killed")


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals")
def test_a_run_goes_on_inside_a_shard(
    run_command: RunCommand, inputs: Path, command: tuple[str, ...]
) -> None:
    folder = inputs.parent
    command = (*command, "--shard-rows", str(ROWS), "--samples", "12")
    run_command(*command, "-o", "whole/")
    checkpoint = folder / "killed" / "progress" / "00000.checkpoint.json"
    words = [sys.executable, "-m", "lintseq", *command, "-o", "killed/", "--resume", "--quiet"]
    for _ in range(10):
        process = subprocess.Popen([*words, "--batch-size", "16"], cwd=folder)
        while process.poll() is None and not checkpoint.exists():
            time.sleep(0.001)
        process.kill()
        process.wait()
        if checkpoint.exists():
            break
        shutil.rmtree(folder / "killed")  # it was done before it could be killed
    assert json.loads(checkpoint.read_bytes())["summary"]["rows"] > 0
    done = run_command(*command, "-o", "killed/", "--resume")
    assert (done.returncode, done.stdout) == (ExitCode.DONE, b"")
    assert files_of(folder / "whole") == files_of(folder / "killed")


@pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals")
def test_a_worker_that_is_killed_is_started_again(
    run_command: RunCommand, inputs: Path, command: tuple[str, ...]
) -> None:
    folder = inputs.parent
    run_command(*command, "-o", "whole/")
    words = [sys.executable, "-m", "lintseq", *command, "-o", "run/", "--workers", "2"]
    process = subprocess.Popen(words, cwd=folder, stderr=subprocess.PIPE)
    killed = 0
    deadline = time.monotonic() + 60
    while process.poll() is None and killed < 2 and time.monotonic() < deadline:
        for child in _children(process.pid):
            if b"spawn_main" in child[1] and killed < 2:
                os.kill(child[0], signal.SIGKILL)
                killed += 1
        time.sleep(0.05)
    _, said = process.communicate(timeout=120)
    assert killed
    assert process.returncode == ExitCode.DONE, said.decode()
    assert files_of(folder / "whole") == files_of(folder / "run")


def _children(parent: int) -> list[tuple[int, bytes]]:
    listed = subprocess.run(
        ["ps", "-ww", "--ppid", str(parent), "-o", "pid=,args="], capture_output=True, check=False
    )
    lines = [line.split(maxsplit=1) for line in listed.stdout.splitlines()]
    return [(int(number), words) for number, words in lines]


def test_what_vanished_or_was_damaged_is_made_again(
    run_command: RunCommand, inputs: Path, command: tuple[str, ...]
) -> None:
    folder = inputs.parent
    command = (*command, "-o", "run/")
    run_command(*command)
    whole = files_of(folder / "run")
    first, second = sorted((folder / "run/shards").iterdir())[1:3]
    first.unlink()
    second.write_bytes(b"cut")
    (folder / "run/statistics/00003.json").write_bytes(b"{")
    assert run_command(*command, "--resume").returncode == ExitCode.DONE
    assert files_of(folder / "run") == whole


def spoil(path: Path) -> None:
    """Change a byte: of JSON a digit, which is one still."""
    content = path.read_bytes()
    place = content.index(b"0") if path.suffix == ".json" else len(content) // 2
    path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


@pytest.fixture(scope="module")
def server() -> Iterator[RunServer]:
    """Give what runs commands in processes that are soon there, and can be killed anywhere."""
    if os.name == "nt":
        pytest.skip("processes are forked")
    with RunServer() as server:
        yield server


def test_a_byte_that_changed_is_as_it_was_again(
    server: RunServer, inputs: Path, command: tuple[str, ...]
) -> None:
    folder, run = inputs.parent, inputs.parent / "run"
    command = (*command, "-o", "run/", "--limit", "450", "--quiet", "--resume")
    assert server.run(folder, command).code == ExitCode.DONE
    whole = files_of(run)
    folders = (run / name for name in ("shards", "rejects", "statistics"))
    for path in (
        run / "manifest.json",
        run / "summary.json",
        *map(min, map(Path.iterdir, folders)),
    ):
        spoil(path)
        assert files_of(run) != whole
        assert server.run(folder, command).code == ExitCode.DONE
        assert files_of(run) == whole, path


@pytest.mark.parametrize("what", ["rows", "rejects", "checkpoint"])
def test_a_byte_that_changed_in_a_shard_that_is_begun_is_written_again(
    server: RunServer, inputs: Path, command: tuple[str, ...], what: str
) -> None:
    folder = inputs.parent
    command = (*command, "--limit", "190", "--batch-size", "16", "--quiet", "-o")
    assert server.run(folder, [*command, "whole/"]).code == ExitCode.DONE
    crash = Crash(60)
    killed = server.run(folder, [*command, "run/"], crash=crash, checkpoint_seconds=0)
    assert killed.code == -signal.SIGKILL, killed
    (path,) = (folder / "run" / "progress").glob(f"00000.{what}.*")
    assert path.stat().st_size > 0
    spoil(path)
    assert server.run(folder, [*command, "run/", "--resume"]).code == ExitCode.DONE
    assert files_of(folder / "whole") == files_of(folder / "run")


def test_shards_of_a_run_whose_manifest_is_lost(server: RunServer, inputs: Path) -> None:
    folder, run = inputs.parent, inputs.parent / "run"
    command = ("generate", "b.jsonl", *OPTIONS, "-o", "run/", "--resume", "--quiet")
    assert server.run(folder, command).code == ExitCode.DONE
    whole = files_of(run)
    for lose in (Path.unlink, spoil):
        lose(run / "manifest.json")
        before = files_of(run)
        other = server.run(folder, [*command, "--seed", "6"])
        assert other.code == ExitCode.INPUT_OUTPUT
        assert "holds shards of another run" in other.said
        assert files_of(run) == before
        assert server.run(folder, command).code == ExitCode.DONE
        assert files_of(run) == whole


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_that_is_no_text(run_command: RunCommand, inputs: Path) -> None:
    name = os.fsdecode(b"odd-\xff.jsonl")
    (inputs.parent / name).write_bytes(b"{no json\n" + (inputs.parent / "b.jsonl").read_bytes())
    command = ("generate", name, *OPTIONS, "-o", "run/", "--resume")
    for _ in range(2):
        done = run_command(*command)
        assert done.returncode == ExitCode.DONE, done.stderr
    summary = json.loads((inputs.parent / "run/summary.json").read_bytes())
    assert (summary["rows"], summary["shards"]) == (401, 3)


def test_another_run_is_refused_and_says_what_changed(
    run_command: RunCommand, inputs: Path
) -> None:
    command = ("generate", "b.jsonl", "c.jsonl", *OPTIONS, "-o", "run/")
    run_command(*command)
    again = run_command(*command)
    assert again.returncode == ExitCode.INPUT_OUTPUT
    assert b"--resume goes on with it" in again.stderr
    other = run_command(*command, "--resume", "--seed", 6, "--comments", "own")
    assert other.returncode == ExitCode.INPUT_OUTPUT
    assert b"seed: was 5, is 6" in other.stderr
    assert b'config.comments: was "attach", is "own"' in other.stderr
    with inputs.open("ab") as file:
        file.write(b'{"program": "new = 1\\n"}\n')
    assert b"inputs" in run_command(*command, "--resume").stderr


def test_two_runs_in_one_directory(run_command: RunCommand, inputs: Path) -> None:
    run_command("generate", "b.jsonl", *OPTIONS, "-o", "run/", "--limit", 1)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import sys\nfrom lintseq.run.directory import RunDirectory\n"
                "with RunDirectory('run', 'jsonl.gz'):\n print('in', flush=True); sys.stdin.read()"
            ),
        ],
        cwd=inputs.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"in\n"
    done = run_command("generate", "b.jsonl", *OPTIONS, "-o", "run/", "--limit", 1, "--resume")
    holder.communicate()
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert b"another run is writing" in done.stderr


def test_damaged_inputs_are_read_as_far_as_they_go(run_command: RunCommand, inputs: Path) -> None:
    folder = inputs.parent
    packed = gzip.compress((folder / "b.jsonl").read_bytes())
    (folder / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    for workers in (1, 2):
        done = run_command(
            "generate",
            "a.jsonl.gz",
            "c.jsonl",
            *OPTIONS,
            "-o",
            f"run{workers}/",
            "--workers",
            workers,
        )
        assert done.returncode == ExitCode.INPUT_OUTPUT
        assert b"a.jsonl.gz: damaged after line" in done.stderr
    assert files_of(folder / "run1") == files_of(folder / "run2")
    summary = json.loads((folder / "run1/summary.json").read_bytes())
    assert ROWS - 400 < summary["rows"] < ROWS
    assert len(summary["damage"]) == 1


def test_a_dry_run_writes_nothing(run_command: RunCommand, inputs: Path) -> None:
    before = files_of(inputs.parent)
    done = run_command("generate", "*.jsonl", "--dry-run", "--language", "python", "--json")
    assert done.returncode == ExitCode.DONE
    assert json.loads(done.stdout)["rows"] == ROWS
    assert files_of(inputs.parent) == before


def test_a_full_disk_is_an_error_and_can_be_resumed(
    run_command: RunCommand, inputs: Path, command: tuple[str, ...]
) -> None:
    """A limit on the size of files stands for it: writes fail in the middle."""
    resource = pytest.importorskip("resource", reason="only Unix limits files")
    folder = inputs.parent
    run_command(*command, "-o", "whole/")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = run_command(*command, "-o", "run/", preexec_fn=limit)
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert b"cannot write" in done.stderr
    assert run_command(*command, "-o", "run/", "--resume").returncode == ExitCode.DONE
    assert files_of(folder / "whole") == files_of(folder / "run")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no*.jsonl", "-o", "run/"), b"no file has such a name"),
        (("b.jsonl", "-o", "run/", "--shard-rows", "0"), b"--shard-rows must be 1 or more"),
        (("b.jsonl", "-o", "run/", "--rejects", "x"), b"--rejects is for a single output file"),
        (("-", "-o", "run/"), b"standard input"),
        (("b.jsonl",), b"-o OUT is missing"),
        (("gone.jsonl", "-o", "run/"), b"gone.jsonl"),
    ],
)
def test_wrong_use(
    run_command: RunCommand, inputs: Path, words: tuple[str, ...], said: bytes
) -> None:
    done = run_command("generate", *words)
    assert done.returncode in (ExitCode.WRONG_USE, ExitCode.INPUT_OUTPUT)
    assert said in done.stderr
    assert inputs.exists()
