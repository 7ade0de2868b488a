"""Parquet and URLs through the command line."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import PROGRAM, read_rows
from lintseq.cli import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import RunCommand

    WriteRows = Callable[..., Path]

PYTHON = ("--language", "python")
WHEN = dt.datetime(2020, 2, 3, 4, 5, 6)  # noqa: DTZ001 - Parquet has such, too


def good(number: int, **columns: Any) -> dict[str, Any]:
    return {"id": number, "program": f"{PROGRAM}\nx = {number}\n", **columns}


def write_table(
    folder: Path, rows: list[dict[str, Any]], name: str, schema: pa.Schema | None = None
) -> None:
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / name, row_group_size=100)


def shards(run: Path) -> list[dict[str, Any]]:
    return [
        row
        for path in sorted((run / "shards").iterdir())
        for row in pq.read_table(path).to_pylist()
    ]


def rejects(run: Path) -> list[dict[str, Any]]:
    return [row for path in sorted((run / "rejects").iterdir()) for row in read_rows(path)]


@pytest.fixture
def mixed(tmp_path: Path, write_rows: WriteRows) -> Path:
    """Parquet and JSON lines whose columns go together."""
    rows = [good(number, language="py", note=None) for number in range(250)]
    rows[9]["program"] = None
    rows[99]["program"] = "def (:\n"
    rows[120]["language"] = "klingon"
    write_table(tmp_path, rows, "a.parquet")
    write_rows(good(1000, note="text", reason={"why": [1]}), b"oops\n", good(1001, id=0.5))
    return tmp_path


@pytest.mark.parametrize("samples", [1, 3])
def test_one_file_holds_what_json_lines_hold(
    run_command: RunCommand, mixed: Path, samples: int
) -> None:
    inputs = ("a.parquet", f"file://{mixed}/row*.jsonl")
    options = (*inputs, *PYTHON, "--samples", samples)
    done = run_command("generate", *options, "-o", "out.parquet", "--json")
    run_command("generate", *options, "-o", "out.jsonl")
    rows = pq.read_table(mixed / "out.parquet").to_pylist()
    lines = read_rows(mixed / "out.jsonl")
    assert json.loads(done.stdout)["rows"] == 253
    assert len(rows) == samples * (253 - 4) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert row == {**dict.fromkeys(row), **line}
    first, second = (mixed / f"out.{end}.rejects.jsonl" for end in ("parquet", "jsonl"))
    assert first.read_bytes() == second.read_bytes()
    assert [(row["id"], row["reason"], row["line"]) for row in read_rows(first)[:3]] == [
        (9, "not-text", 10),
        (99, "syntax-error", 100),
        (120, "unknown-language", 121),
    ]
    done = run_command("verify", "out.parquet", "--json")
    assert done.returncode == ExitCode.DONE
    assert json.loads(done.stdout)["checked"] == len(rows)
    applied = run_command("apply", "out.parquet", "--row", "2")
    assert applied.stdout.decode() == rows[1]["program"]


def test_parquet_becomes_parquet_shards(run_command: RunCommand, mixed: Path) -> None:
    done = run_command("generate", "a.parquet", "-o", "run/", "--shard-rows", 60, *PYTHON)
    assert done.returncode == ExitCode.DONE
    run_command("generate", "a.parquet", "-o", "lines/", "--shard-format", "jsonl", *PYTHON)
    lines = [row for path in sorted((mixed / "lines/shards").iterdir()) for row in read_rows(path)]
    assert [path.name for path in sorted((mixed / "run/shards").iterdir())] == [
        f"{number:05}.parquet" for number in range(5)
    ]
    assert shards(mixed / "run") == lines
    assert rejects(mixed / "run") == rejects(mixed / "lines")
    one, other = (
        json.loads((mixed / name / "summary.json").read_bytes()) for name in ("run", "lines")
    )
    for name in ("shards", "files"):
        del one[name], other[name]
    assert one == other
    manifest = json.loads((mixed / "run/manifest.json").read_bytes())
    assert manifest["columns"]["id"] == "int64"
    assert manifest["columns"]["edit_steps"].startswith("list<")
    assert manifest["versions"]["pyarrow"] == pa.__version__
    again = run_command(
        "generate", "a.parquet", "-o", "run/", "--shard-rows", 60, *PYTHON, "--resume", "--json"
    )
    assert json.loads(again.stdout)["rows"] == 250
    assert json.loads(again.stdout)["rows_per_second"] == 0  # of this process


def test_what_does_not_fit_is_a_reject(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    """One layout holds for the whole run: that of the first 1,000 rows of each file."""
    small = [{"program": f"a = {number}\n", "id": number} for number in range(1010)]
    small[500]["id"] = "text"
    small[1005]["id"] = "later"
    small[1006]["new"] = 1
    small[1007]["new"] = None
    small[1008]["id"] = 2.0
    write_rows(*small)
    done = run_command("generate", "rows.jsonl", "-o", "run/", "--shard-format", "parquet", *PYTHON)
    assert done.returncode == ExitCode.DONE
    found = rejects(tmp_path / "run")
    assert [(row["line"], row["reason"], row["detail"]) for row in found] == [
        (501, "mixed-schema", "column 'id' holds text, not int64"),
        (1006, "mixed-schema", "column 'id' holds text, not int64"),
        (1007, "mixed-schema", "there is no column 'new' in the first rows of any file"),
        (1009, "mixed-schema", "column 'id' holds a float, not int64"),
    ]
    assert found[2]["new"] == 1
    assert len(shards(tmp_path / "run")) == 1006


def test_types_of_several_files_go_together(run_command: RunCommand, tmp_path: Path) -> None:
    rows = [good(number) for number in range(3)]
    for name, kind in (("a", pa.int16()), ("b", pa.int64()), ("c", pa.float64())):
        schema = pa.schema([("id", kind), ("program", pa.string())])
        write_table(tmp_path, rows, f"{name}.parquet", schema)
    write_table(tmp_path, [good(2**60 + 1), good(7, extra="x")][1:], "d.parquet")
    write_table(tmp_path, [good(2**60 + 1), good(8)], "e.parquet")
    place = f"file://{tmp_path}/[a-e].parquet"
    run_command("generate", place, "-o", "run/", *PYTHON, "--samples", 2, "--workers", 2)
    found = shards(tmp_path / "run")
    ids = [row["id"] for row in found]
    assert ids == [number for number in [0.0, 1, 2] * 3 + [7, 8] for _ in range(2)]
    assert {row["extra"] for row in found} == {None, "x"}
    (reject,) = rejects(tmp_path / "run")
    assert (reject["id"], reject["reason"]) == (2**60 + 1, "mixed-schema")
    assert reject["row_id"]
    summary = json.loads((tmp_path / "run/summary.json").read_bytes())
    assert (summary["rows"], summary["rows_sampled"], summary["sequences"]) == (12, 11, 22)


def test_types_that_do_not_go_together_are_an_error(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_table(tmp_path, [good(1)], "a.parquet")
    write_rows(good(2, id="text"))
    for output in ("run/", "out.parquet"):
        options = ("--shard-format", "parquet") if output == "run/" else ()
        done = run_command("generate", "a.parquet", "rows.jsonl", "-o", output, *PYTHON, *options)
        assert done.returncode == ExitCode.INPUT_OUTPUT
        said = b"column 'id' is int64 in a.parquet, but string in rows.jsonl"
        assert said in done.stderr
        assert b"write --shard-format jsonl.gz, or make two runs" in done.stderr
    assert run_command("generate", "a.parquet", "rows.jsonl", "-o", "run/", *PYTHON).returncode == 0


def test_bad_columns_are_rejects(run_command: RunCommand, tmp_path: Path) -> None:
    write_table(tmp_path, [good(1)], "a.parquet")
    write_table(tmp_path, [{"id": 2, "program": 5}], "b.parquet")
    write_table(tmp_path, [{"id": 3}], "c.parquet")
    pq.write_table(pa.table({"id": [4], "program": _invalid()}), tmp_path / "d.parquet")
    done = run_command("generate", "[a-d].parquet", "-o", "run/", *PYTHON)
    assert done.returncode == ExitCode.DONE
    assert [row["id"] for row in shards(tmp_path / "run")] == [1]
    assert [(row["id"], row["reason"]) for row in rejects(tmp_path / "run")] == [
        (2, "not-text"),
        (3, "missing-column"),
        (4, "invalid-utf8"),
    ]


def _invalid() -> pa.Array:
    valid, offsets, data = pa.array([b"\xff"]).buffers()
    return pa.StringArray.from_buffers(1, offsets, data, valid)


def test_damage_counts_every_row(run_command: RunCommand, tmp_path: Path) -> None:
    rows = [good(number) for number in range(300)]
    table = pa.Table.from_pylist(rows)
    path = tmp_path / "a.parquet"
    pq.write_table(table, path, row_group_size=100, write_page_checksum=True, use_dictionary=False)
    column = pq.ParquetFile(path).metadata.row_group(1).column(1)
    content = bytearray(path.read_bytes())
    middle = column.data_page_offset + column.total_compressed_size // 2
    content[middle : middle + 9] = b"\xaa" * 9
    path.write_bytes(content)
    (tmp_path / "cut.parquet").write_bytes(content[: len(content) // 2])
    found = []
    for workers in (1, 2):
        options = ("--shard-rows", 40, "--workers", workers, *PYTHON)
        done = run_command("generate", "a.parquet", "cut.parquet", "-o", f"run{workers}/", *options)
        assert done.returncode == ExitCode.INPUT_OUTPUT
        assert b"a.parquet: damaged after row 100" in done.stderr
        assert b"cut.parquet: damaged, no row can be read" in done.stderr
        run = tmp_path / f"run{workers}"
        assert len(shards(run)) == 200
        assert [row["line"] for row in rejects(run)] == list(range(101, 201))
        assert {row["reason"] for row in rejects(run)} == {"damaged"}
        files = [path for path in sorted(run.rglob("*")) if path.is_file()]
        found.append([(path.relative_to(run), path.read_bytes()) for path in files])
    assert found[0] == found[1]
    done = run_command("generate", "a.parquet", "-o", "out.jsonl", *PYTHON)
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert len(read_rows(tmp_path / "out.jsonl")) == 200


def test_huge_rows_are_rejects(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    huge = "x = 1\n" * 8_400_000
    write_rows(good(1), {"id": 2, "program": huge}, good(3))
    write_table(tmp_path, [good(1), {"id": 2, "program": huge}, good(3)], "a.parquet")
    done = run_command(
        "generate", "rows.jsonl", "a.parquet", "-o", "run/", "--shard-format", "parquet", *PYTHON
    )
    assert done.returncode == ExitCode.DONE
    assert [row["id"] for row in shards(tmp_path / "run")] == [1, 3, 1, 3]
    assert [row["reason"] for row in rejects(tmp_path / "run")] == ["too-many-bytes"] * 2


def test_columns_of_our_names_are_renamed(run_command: RunCommand, tmp_path: Path) -> None:
    row = good(1, n_edits="theirs", language="py", when=WHEN)
    write_table(tmp_path, [row], "a.parquet")
    run_command("generate", "a.parquet", "-o", "run/")
    run_command("generate", "a.parquet", "-o", "out.jsonl")
    (found,) = shards(tmp_path / "run")
    assert (found["source_n_edits"], found["language"]) == ("theirs", "python")
    assert "source_language" not in found
    assert found["when"] == WHEN
    (line,) = read_rows(tmp_path / "out.jsonl")
    assert line == {**found, "when": "2020-02-03T04:05:06.000000"}
    run_command("generate", "a.parquet", "-o", "other/", *PYTHON, "--language-column", "lang")
    assert shards(tmp_path / "other")[0]["source_language"] == "py"


def test_names_that_files_share_by_chance_stay_apart(
    run_command: RunCommand, write_rows: WriteRows, tmp_path: Path
) -> None:
    write_table(tmp_path, [good(1, reason="a", detail="b")], "a.parquet")
    write_table(tmp_path, [good(2, source_reason="c")], "b.parquet")
    write_rows(good(3, reason="d", detail="e"))
    names = ("a.parquet", "b.parquet", "rows.jsonl")
    run_command("generate", *names, "-o", "run/", "--shard-format", "parquet", *PYTHON)
    columns = ("source_source_reason", "source_reason", "source_detail", "reason")
    assert [tuple(row[name] for name in columns) for row in shards(tmp_path / "run")] == [
        ("a", None, "b", None),
        (None, "c", None, None),
        ("d", None, "e", None),
    ]


def test_no_rows_and_limits(run_command: RunCommand, mixed: Path) -> None:
    run_command("generate", "a.parquet", "-o", "run/", "--limit", 0)
    assert shards(mixed / "run") == []
    assert pq.read_table(mixed / "run/shards/00000.parquet").schema.names[:2] == ["id", "program"]
    run_command("generate", "a.parquet", "-o", "some/", "--limit", 105, "--shard-rows", 50)
    assert len(shards(mixed / "some")) == 105 - 2
    dry = run_command("generate", "a.parquet", "--dry-run", "--json")
    assert json.loads(dry.stdout)["rows"] == 250


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("a.parquet", "-o", "run/", "--preset", "peer", "--shard-format", "parquet"),
            b"JSON lines",
        ),
        (("a.parquet", "-o", "x.parquet", "--preset", "peer"), b"JSON lines"),
        (("a.parquet", "-o", "x.jsonl", "--rejects", "y.parquet"), b"rejects are JSON lines"),
        (("-", "-o", "x.parquet"), b"can be read only once"),
        (("a.parquet", "-o", "s3://bucket/run/"), b"local directory"),
        (("a.parquet", "-o", "memory://x.jsonl"), b"local file"),
        (("memory://no.parquet", "-o", "x.jsonl"), b"memory://no.parquet: no such file"),
        (("memory://no*.parquet", "-o", "x.jsonl"), b"no file has such a name"),
        (("nothing://no.parquet", "-o", "x.jsonl"), b"nothing"),
        (("*.parquet", "-o", "a.parquet"), b"is an input, too"),
    ],
)
def test_wrong_use(
    run_command: RunCommand, mixed: Path, words: tuple[str, ...], said: bytes
) -> None:
    done = run_command("generate", *words)
    assert done.returncode in (ExitCode.WRONG_USE, ExitCode.INPUT_OUTPUT)
    assert said in done.stderr
    assert sorted(path.name for path in mixed.iterdir()) == ["a.parquet", "rows.jsonl"]


def test_parquet_on_standard_input_is_damage(run_command: RunCommand, mixed: Path) -> None:
    content = (mixed / "a.parquet").read_bytes()
    done = run_command("generate", "-", "-o", "-", stdin=content)
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert b"cannot be read from standard input" in done.stderr


def test_a_full_disk_leaves_no_file(run_command: RunCommand, mixed: Path) -> None:
    resource = pytest.importorskip("resource", reason="only Unix limits files")
    done = run_command(
        *("generate", "a.parquet", "-o", "out.parquet", *PYTHON),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
    )
    assert done.returncode == ExitCode.INPUT_OUTPUT
    assert b"cannot write out.parquet: File too large" in done.stderr
    assert sorted(path.name for path in mixed.iterdir()) == ["a.parquet", "rows.jsonl"]
