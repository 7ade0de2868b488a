from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import zstandard

import lintseq
from conftest import PROGRAM, read_rows
from lintseq import Config, apply, sample
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import RunCommand

    WriteRows = Callable[..., Path]

GOOD = {"id": 1, "program": PROGRAM, "instruction": "Draw."}


def test_rows_become_edit_sequences(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows(GOOD, {"id": 2, "program": "def f(:\n"}, {"id": 3, "program": "a = 1\n"})
    done = run_command(
        "generate",
        "--language",
        "python",
        "rows.jsonl",
        "-o",
        "out.jsonl",
        "--samples",
        2,
        "--seed",
        5,
    )
    assert done.returncode == ExitCode.DONE
    assert done.stdout == b""
    rows = read_rows(tmp_path / "out.jsonl")
    assert [(row["id"], row["sample"]) for row in rows] == [(1, 0), (1, 1), (3, 0), (3, 1)]
    assert all(apply(row["edit_path"]) == row["program"] for row in rows)
    assert rows[1]["edit_steps"] == sample(PROGRAM, n=2, seed=5)[1].steps.tolist()
    (reject,) = read_rows(tmp_path / "out.jsonl.rejects.jsonl")
    assert (reject["id"], reject["reason"], reject["line"]) == (2, "syntax-error", 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "out.jsonl",
        "out.jsonl.rejects.jsonl",
        "rows.jsonl",
    ]
    text = done.stderr.decode()
    assert "3 rows in, 4 sequences out, 1 rejected\n         1  syntax-error\n" in text
    assert "rejected rows: out.jsonl.rejects.jsonl" in text
    assert "\x1b" not in text


def test_standard_streams(run_command: RunCommand) -> None:
    rows = b"".join(json.dumps(row).encode() + b"\n" for row in (GOOD, {"id": 2}, GOOD))
    done = run_command("generate", "--language", "python", "-", "-o", "-", stdin=rows)
    first, reject, last = read_rows(done.stdout)
    assert first == last
    assert (reject["status"], reject["reason"], reject["id"]) == ("rejected", "missing-column", 2)
    assert b"3 rows in, 2 sequences out, 1 rejected" in done.stderr


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_compressed_files(run_command: RunCommand, tmp_path: Path, suffix: str) -> None:
    squeeze = {".gz": gzip.compress, ".zst": zstandard.compress}[suffix]
    expand = {
        ".gz": gzip.decompress,
        ".zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }[suffix]
    (tmp_path / f"rows{suffix}").write_bytes(squeeze(json.dumps(GOOD).encode()))
    done = run_command(
        "generate",
        "--language",
        "python",
        f"rows{suffix}",
        "-o",
        f"out{suffix}",
        "--rejects",
        f"bad{suffix}",
    )
    assert done.returncode == ExitCode.DONE
    (row,) = read_rows(expand((tmp_path / f"out{suffix}").read_bytes()))
    assert apply(row["edit_path"]) == PROGRAM
    assert expand((tmp_path / f"bad{suffix}").read_bytes()) == b""


def test_several_inputs(run_command: RunCommand, write_rows: WriteRows) -> None:
    write_rows(GOOD, name="a.jsonl")
    write_rows({"id": 2}, {"id": 3, "program": "a = 1\n"}, name="b.jsonl")
    rows = read_rows(
        run_command("generate", "--language", "python", "a.jsonl", "b.jsonl", "-o", "-").stdout
    )
    assert [(row["id"], row["status"]) for row in rows] == [(1, "ok"), (2, "rejected"), (3, "ok")]
    assert (rows[1]["file"], rows[1]["line"]) == ("b.jsonl", 1)


def test_every_kind_of_bad_row_is_kept(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows(
        GOOD,
        b"\n",
        b'{"program": "\xff"}\n',
        b"[1]\n",
        {"code": "a", "output": "b"},
        {"program": 1},
        {"program": ""},
        {"program": "a = '\ud800'"},
        {"program": "a = 1\n", "language": "klingon"},
        {"program": "x = " + "(" * 50_000 + ")" * 50_000},
        {"program": "x = '" + "y" * 10_000_000 + "'"},
        {"program": "a = '\x00'\n# \u2028\r\n"},
        b'{"program": "a = ',
    )
    done = run_command(
        "generate", "--language", "python", "rows.jsonl", "-o", "out.jsonl", "--json"
    )
    assert done.returncode == ExitCode.DONE
    report = json.loads(done.stdout)
    rejects = read_rows(tmp_path / "out.jsonl.rejects.jsonl")
    rows = read_rows(tmp_path / "out.jsonl")
    assert report["rows"] == 12 == len(rows) + len(rejects)
    reasons = [(reject["line"], reject["reason"]) for reject in rejects]
    assert reasons[:8] == [
        (3, "invalid-utf8"),
        (4, "not-an-object"),
        (5, "missing-column"),
        (6, "not-text"),
        (7, "empty"),
        (8, "invalid-utf8"),
        (9, "unknown-language"),
        (10, reasons[7][1]),
    ]
    assert reasons[7][1] in {"line-too-long", "nested-too-deep"}
    assert reasons[8] == (11, "too-many-bytes")
    assert reasons[-1] == (13, "invalid-json")
    assert rejects[-1]["raw"] == '{"program": "a = '
    assert rejects[2]["detail"] == "no column 'program'; there are: code, output"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_empty_file(run_command: RunCommand, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rows.jsonl").write_bytes(content)
    done = run_command("generate", "--language", "python", "rows.jsonl", "-o", "out.jsonl")
    assert done.returncode == ExitCode.DONE
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    assert b"0 rows in, 0 sequences out, 0 rejected" in done.stderr


def test_nothing_but_rejects_fails(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows({"instruction": "Draw.", "solution": PROGRAM})
    done = run_command(
        "generate", "--language", "python", "rows.jsonl", "-o", "out.jsonl", "--quiet"
    )
    assert done.returncode == ExitCode.FAILED_CHECK
    assert done.stderr.decode() == (
        "lintseq: no row gave a sequence; first: rows.jsonl, line 1: missing-column: "
        "no column 'program'; there are: instruction, solution\n"
    )
    assert len(read_rows(tmp_path / "out.jsonl.rejects.jsonl")) == 1


def test_damaged_input_keeps_what_can_be_read(run_command: RunCommand, tmp_path: Path) -> None:
    lines = [json.dumps(GOOD | {"id": number}) + "\n" for number in range(2000)]
    packed = gzip.compress("".join(lines).encode())
    (tmp_path / "rows.gz").write_bytes(packed[: len(packed) // 2])
    done = run_command("generate", "--language", "python", "rows.gz", "-o", "out.jsonl", "--json")
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert b"lintseq: rows.gz: damaged after line " in done.stderr
    rows = read_rows(tmp_path / "out.jsonl")
    rejects = read_rows(tmp_path / "out.jsonl.rejects.jsonl")
    assert len(rows) > 10
    assert len(rows) + len(rejects) == json.loads(done.stdout)["rows"]


def test_markdown_and_candidate_columns(run_command: RunCommand, write_rows: WriteRows) -> None:
    write_rows({"prompt": "Draw.", "response": f"It is:\n\n```python\n{PROGRAM}```\nDone."})
    (row,) = read_rows(
        run_command("generate", "--language", "python", "rows.jsonl", "-o", "-").stdout
    )
    assert apply(row["edit_path"]) == PROGRAM
    assert row["response"].startswith("It is:")


def test_named_columns(run_command: RunCommand, write_rows: WriteRows) -> None:
    write_rows({"p": "a = 1\n", "i": "Set a.", "l": "py", "program": "x", "language": "x"})
    columns = ("--program-column", "p", "--instruction-column", "i", "--language-column", "l")
    (row,) = read_rows(
        run_command("generate", "--language", "python", "rows.jsonl", "-o", "-", *columns).stdout
    )
    assert (row["edit_path"], row["language"]) == (["@@ -0,0 +1 @@\n+a = 1"], "python")
    assert row["source_language"] == "x"


def test_columns_of_the_peer(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_rows({}, GOOD)
    done = run_command(
        "generate", "--language", "python", "rows.jsonl", "-o", "out.jsonl", "--preset", "peer"
    )
    assert done.returncode == ExitCode.DONE
    (row,) = read_rows(tmp_path / "out.jsonl")
    assert list(row) == [
        "edit_path",
        "index",
        "source_file",
        "source_program",
        "source_instruction",
    ]
    assert (row["index"], row["source_file"]) == (1, "rows.jsonl")
    done = run_command(
        "generate", "--language", "python", "rows.jsonl", "-o", "-", "--preset", "peer"
    )
    assert done.returncode == ExitCode.WRONG_USE
    assert b"name a file with --rejects" in done.stderr


def test_output_never_depends_on_batches_and_threads(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    rows: list[Any] = [{"id": n, "program": PROGRAM.replace("10", str(n))} for n in range(100)]
    write_rows(*rows[:50], b"oops\n", *rows[50:])
    write_rows(*reversed(rows[50:]), b"oops\n", *reversed(rows[:50]), name="reversed.jsonl")
    contents = set()
    for batch_size, threads in ((1, 1), (7, 8), (1000, 2)):
        run_command(
            *("generate", "--language", "python", "rows.jsonl", "-o", "out.jsonl", "--samples", 3),
            *("--batch-size", batch_size, "--threads", threads),
        )
        contents.add((tmp_path / "out.jsonl").read_bytes())
    assert len(contents) == 1
    done = run_command(
        "generate",
        "--language",
        "python",
        "reversed.jsonl",
        "-o",
        "-",
        "--rejects",
        "bad",
        "--samples",
        3,
    )
    assert sorted(done.stdout.splitlines()) == sorted(contents.pop().splitlines())


def test_limit(run_command: RunCommand, write_rows: WriteRows) -> None:
    write_rows(*[GOOD] * 10)
    assert (
        len(
            read_rows(
                run_command(
                    "generate", "--language", "python", "rows.jsonl", "-o", "-", "--limit", 3
                ).stdout
            )
        )
        == 3
    )
    assert (
        run_command(
            "generate", "--language", "python", "rows.jsonl", "-o", "-", "--limit", 0
        ).stdout
        == b""
    )
    assert (
        run_command(
            "generate", "--language", "python", "rows.jsonl", "-o", "-", "--limit", -1
        ).returncode
        == 2
    )


def test_options_of_the_configuration(run_command: RunCommand, write_rows: WriteRows) -> None:
    write_rows(GOOD)
    options = ("--paper", "--max-edits", 3, "--distinct", "--max-seconds", 5, "--context", 1)
    done = run_command(
        "generate", "--language", "python", "rows.jsonl", "-o", "-", "--samples", 4, *options
    )
    rows = read_rows(done.stdout)
    config = replace(Config.paper(), max_edits=3, distinct=True, max_seconds=5)
    wanted = sample(PROGRAM, n=4, config=config)
    assert [row["edit_path"] for row in rows] == [seq.render(context=1) for seq in wanted]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "out", "--samples", "0"), "samples must be an int from 1"),
        (("-o", "out", "--max-edits", "0"), "max_edits must be an int from 1"),
        (("-o", "out", "--language", "pythn"), "unknown language 'pythn', did you mean 'python'?"),
        (("-o", "nowhere/out"), "nowhere/out: there is no directory"),
        (("-o", "."), ".: is a directory"),
        (("-o", "rows.jsonl"), "rows.jsonl: is an input, too"),
        (("-o", "out", "--rejects", "rows.jsonl"), "rows.jsonl: is an input, too"),
        (("-o", "out", "--rejects", "./out"), "out: output and rejects are the same file"),
        (("-", "-", "-o", "out"), "standard input can be read only once"),
    ],
)
def test_wrong_use_touches_nothing(
    run_command: RunCommand,
    write_rows: WriteRows,
    tmp_path: Path,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    path = write_rows(GOOD)
    before = path.read_bytes()
    done = run_command("generate", "--language", "python", "rows.jsonl", *arguments)
    assert done.returncode == ExitCode.WRONG_USE
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["rows.jsonl"]
    assert path.read_bytes() == before


def test_output_that_cannot_grow(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    write_rows(*[GOOD] * 3000)
    (tmp_path / "out.jsonl").write_bytes(b"old")
    limit = 1 << 20
    done = run_command(
        *("generate", "--language", "python", "rows.jsonl", "-o", "out.jsonl"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert done.stderr == b"lintseq: cannot write out.jsonl: File too large\n"
    assert (tmp_path / "out.jsonl").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "rows.jsonl"]


def test_summary_as_json_names_versions(run_command: RunCommand, write_rows: WriteRows) -> None:
    write_rows(GOOD)
    report = json.loads(
        run_command("generate", "--language", "python", "rows.jsonl", "-o", "out", "--json").stdout
    )
    # Languages that this process registered would be part of its hash.
    program = "import lintseq; print(lintseq.Config().hash, end='')"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert report["config_hash"].encode() == told.stdout
    assert "python" in report["versions"]["grammars"]
    done = run_command("generate", "--language", "python", "rows.jsonl", "-o", "-", "--json")
    assert json.loads(done.stderr)["sequences"] == 1


def test_real_rows(
    run_command: RunCommand, real_rows: Callable[[str], list[dict[str, Any]]], tmp_path: Path
) -> None:
    rows = real_rows("mbxp")
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = run_command(
        "generate",
        "--language",
        "python",
        "rows.jsonl",
        "-o",
        "out.jsonl",
        "--json",
        "--samples",
        2,
    )
    report = json.loads(done.stdout)
    assert report["rows"] == len(rows)
    assert report["rows_sampled"] > 0.99 * len(rows)
    assert run_command("verify", "out.jsonl", "--quiet").returncode == ExitCode.DONE


@pytest.mark.parametrize("name", lintseq.formats())
def test_every_format_is_written_and_verified(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path, name: str
) -> None:
    odd = {"program": "a = 1\r\nb = 2", "language": "python", "id": 1}
    held = {"program": 'text = """\n<|diff|>\n"""\nprint(text)\n', "language": "python", "id": 2}
    rows = [{**GOOD, "language": "python", "id": 0}, odd, held]
    write_rows(*rows)
    run_command("generate", "rows.jsonl", "-o", "out.jsonl", "--format", name, "--samples", 2)
    written = read_rows(tmp_path / "out.jsonl")
    assert {row["edit_format"] for row in written} == {name}
    for row in written:
        assert lintseq.apply(row["edit_path"], format=name) == row["program"]
    done = run_command("verify", "out.jsonl")
    assert done.returncode == ExitCode.DONE, done.stdout
    rejected = read_rows(tmp_path / "out.jsonl.rejects.jsonl")
    assert [row["reason"] for row in rejected] in ([], ["unrenderable"])
    assert len({row["id"] for row in written}) + len(rejected) == 3


def test_context_is_for_formats_that_show_it(
    run_command: RunCommand, write_rows: WriteRows
) -> None:
    write_rows(GOOD)
    done = run_command("generate", "rows.jsonl", "-o", "-", "--format", "whole", "--context", 2)
    assert done.returncode == ExitCode.WRONG_USE
    assert b"no context" in done.stderr
