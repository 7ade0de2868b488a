"""The command `lintseq export`."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import zstandard

from conftest import PROGRAM, read_rows
from lintseq.cli import ExitCode, execute
from lintseq.training import Export, make_shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import RunCommand

    WriteRows = Callable[..., Path]
    Command = Callable[..., "Ended"]


class Ended(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


FIRST, SECOND = "@@ -0,0 +1 @@\n+a = 1", "@@ -1,0 +2 @@\n+b = a"
ROW = {
    "instruction": "Set both.",
    "edit_path": [FIRST, SECOND],
    "edit_format": "unified",
    "row_id": "0f",
    "sample": 0,
    "language": "python",
}
BOTH = f"\n<|diff|>{FIRST}\n<|diff|>{SECOND}\n<|diff|>\n<|diff|>"


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run ``lintseq`` in an empty directory and in this process."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | int) -> Ended:
        code = execute(list(map(str, arguments)))
        return Ended(code, *capsys.readouterr())

    return run


def test_rows_become_training_rows_or_rejects(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    late = {**ROW, "edit_path": [], "file": "a.py", "reason": None, "status": "ok"}
    write_rows(ROW, late, b"{\n", ROW)
    done = run_command(
        "export", "rows.jsonl", "-o", "out.jsonl", "--shape", "text", "--eos", "</s>"
    )
    assert (done.returncode, done.stdout) == (ExitCode.DONE, b"")
    row = {"text": f"Set both.{BOTH}</s>", "row_id": "0f", "sample": 0, "language": "python"}
    assert read_rows(tmp_path / "out.jsonl") == [row, row]
    where = {"file": "rows.jsonl", "status": "rejected"}
    empty, broken = read_rows(tmp_path / "out.jsonl.rejects.jsonl")
    assert empty == {
        **late,
        **where,
        "reason": "no-edits",
        "detail": "column 'edit_path' is empty",
        "line": 2,
        "source_file": "a.py",
    }
    assert (broken["raw"], broken["reason"], broken["line"]) == ("{", "invalid-json", 3)
    text = done.stderr.decode()
    assert "4 rows in, 2 training rows out, 2 rejected\n" in text
    assert "rejected rows: out.jsonl.rejects.jsonl" in text


def test_what_generate_writes_can_be_exported(
    command: Command, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows(*({"program": f"{PROGRAM}print({n})\n", "prompt": f"Task {n}"} for n in range(5)))
    options = ("--language", "python", "--samples", 2, "--quiet")
    command("generate", "rows.jsonl", "-o", "run/", *options, "--shard-rows", 2)
    command("generate", "rows.jsonl", "-o", "one.jsonl.zst", *options)
    outputs = []
    for number, name in enumerate(("run", "run/shards/*.gz", "one.jsonl.zst")):
        done = command(
            "export", name, "-o", f"{number}.jsonl.gz", "--shape", "prompt-completion", "--json"
        )
        report = json.loads(done.out)
        assert (report["rows"], report["training_rows"], report["rejected"]) == (10, 10, 0)
        outputs.append(gzip.decompress((tmp_path / f"{number}.jsonl.gz").read_bytes()))
    assert outputs[0] == outputs[1] == outputs[2]
    rows = read_rows(outputs[0])
    assert [row["prompt"] for row in rows] == [f"Task {n // 2}" for n in range(10)]
    packed = (tmp_path / "one.jsonl.zst").read_bytes()
    sources = read_rows(zstandard.ZstdDecompressor().decompressobj().decompress(packed))
    export = Export(shape=make_shape("prompt-completion"))
    assert rows == [export.convert(source).rows[0].columns for source in sources]


def test_standard_streams(run_command: RunCommand, tmp_path: Path) -> None:
    done = run_command(
        "export",
        *("-", "-o", "-", "--shape", "messages", "--rejects", "bad.jsonl", "--no-ids"),
        *("--next-turn", "More.", "--last-turn", ""),
        stdin=json.dumps(ROW).encode(),
    )
    (row,) = read_rows(done.stdout)
    assert row == {
        "messages": [
            {"role": "user", "content": "Set both."},
            {"role": "assistant", "content": FIRST},
            {"role": "user", "content": "More."},
            {"role": "assistant", "content": SECOND},
        ]
    }
    assert (tmp_path / "bad.jsonl").read_bytes() == b""
    done = run_command("export", "-", "-o", "-", "--shape", "text", stdin=b"")
    assert done.returncode == ExitCode.WRONG_USE
    assert b"name --rejects" in done.stderr


@pytest.mark.parametrize("shape", ["alpaca", "sharegpt"])
def test_data_sets_are_described_for_llama_factory(
    command: Command, write_rows: WriteRows, tmp_path: Path, shape: str
) -> None:
    write_rows(ROW)
    other = {"theirs": {"file_name": "theirs.json"}}
    (tmp_path / "dataset_info.json").write_text(json.dumps(other))
    done = command("export", "rows.jsonl", "-o", "edits.jsonl", "--shape", shape)
    assert "described in dataset_info.json" in done.err
    info = json.loads((tmp_path / "dataset_info.json").read_bytes())
    ours = info.pop("edits")
    assert info == other
    assert (ours["file_name"], ours["formatting"]) == ("edits.jsonl", shape)
    assert set(ours["columns"].values()) <= set(read_rows(tmp_path / "edits.jsonl")[0])
    (tmp_path / "dataset_info.json").write_text("[")
    before = (tmp_path / "edits.jsonl").stat()
    done = command("export", "rows.jsonl", "-o", "edits.jsonl", "--shape", shape)
    assert done.code == ExitCode.INPUT_OUTPUT
    assert "dataset_info.json: cannot be added to" in done.err
    assert (tmp_path / "edits.jsonl").stat() == before
    done = command("export", "rows.jsonl", "-o", "edits.jsonl.gz", "--shape", shape)
    assert done.code == ExitCode.WRONG_USE
    assert "name it .jsonl" in done.err


def test_options_reach_the_shape(command: Command, write_rows: WriteRows, tmp_path: Path) -> None:
    whole = {**ROW, "edit_path": ["```\na = 1\n```"], "edit_format": "whole", "task": "T"}
    write_rows(ROW | {"task": "T"}, whole)

    def run(*arguments: str | int) -> list[dict[str, Any]]:
        done = command("export", "rows.jsonl", "-o", "out.jsonl", "--no-ids", *arguments)
        assert done.code == ExitCode.DONE, done.err
        return read_rows(tmp_path / "out.jsonl")

    (first, second) = run(
        *("--shape", "axolotl", "--bos", "<s>", "--eos", "</s>", "--separator", "### edit"),
        *("--instruction-column", "task"),
    )
    assert [part["text"] for part in first["segments"]] == [
        "<s>T",
        f"\n### edit\n{FIRST}\n### edit\n{SECOND}\n### edit\n### edit</s>",
    ]
    assert second["segments"][1]["text"].startswith("\n### edit\n```\n")
    assert len(run("--shape", "text", "--format", "whole")) == 1
    assert len(run("--shape", "text", "--limit", 1)) == 1
    steps = run("--shape", "steps", "--draw", "each")
    assert [row["program_start"] for row in steps] == ["", "a = 1\n", ""]
    drawn = {json.dumps(run("--shape", "steps", "--seed", seed)) for seed in range(4)}
    assert len(drawn) > 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--shape", "tex"), "invalid choice"),
        (("--shape", "messages", "--eos", "</s>"), "its chat template ends the turns"),
        (("--shape", "text", "--seed", "1"), "no option 'seed'"),
        (("--shape", "text", "--max-tokens", "9"), "needs a --tokenizer"),
        (("--shape", "text", "--tokenizer", "t.json"), "need --max-tokens"),
        (("--shape", "text", "--over", "cut"), "need --max-tokens"),
        (("--shape", "text", "--max-tokens", "9", "--tokenizer", "t.json"), "no such tokenizer"),
        (("--shape", "text", "--separator", " a"), "one line of text"),
        (("--shape", "text", "--limit", "-1"), "--limit must be 0 or more"),
        (("--shape", "text", "--rejects", "out.jsonl"), "are the same file"),
        (("--shape", "text", "--rejects", "rows.jsonl"), "is an input, too"),
        (("missing.jsonl", "--shape", "text"), "no such file"),
        (("folder", "--shape", "text"), "is a directory"),
    ],
)
def test_wrong_use(
    command: Command,
    write_rows: WriteRows,
    tmp_path: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    write_rows(ROW)
    (tmp_path / "folder").mkdir()
    done = command("export", "rows.jsonl", *arguments, "-o", "out.jsonl")
    assert done.code == ExitCode.WRONG_USE
    assert message in done.err
    assert not (tmp_path / "out.jsonl").exists()


def test_inputs_that_cannot_be_used(
    command: Command, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows({"program": "a = 1\n"})
    command("generate", "rows.jsonl", "-o", "run/", "--language", "python", "--quiet")
    (tmp_path / "run" / "summary.json").unlink()
    done = command("export", "run", "-o", "out.jsonl", "--shape", "text")
    assert done.code == ExitCode.INPUT_OUTPUT
    assert "the run is not done; lintseq generate --resume goes on with it" in done.err
    done = command("export", "rows.jsonl", "-o", "out.jsonl", "--shape", "text")
    assert done.code == ExitCode.FAILED_CHECK
    assert "no row gave a training row; first: rows.jsonl, line 1: missing-column" in done.err
    packed = gzip.compress(b"".join(json.dumps(ROW | {"n": n}).encode() + b"\n" for n in range(99)))
    (tmp_path / "cut.gz").write_bytes(packed[:-20])
    done = command("export", "cut.gz", "-o", "out.jsonl", "--shape", "text")
    assert done.code == ExitCode.INPUT_OUTPUT
    assert "damaged after line" in done.err
    assert read_rows(tmp_path / "out.jsonl")
