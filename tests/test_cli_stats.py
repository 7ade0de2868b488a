"""Statistics: they are what one counts by hand, whatever the rows hold."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lintseq
from conftest import PROGRAM, read_rows
from lintseq.cli import ExitCode, execute
from lintseq.statistics.distinct_count import DistinctCount, hash_of
from lintseq.statistics.histogram import bars

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import RunCommand

GO = "package main\n\nfunc add(a int, b int) int {\n\tc := a + b\n\treturn c\n}\n"
HOSTILE = (
    "x = '</script><script>alert(1)</script>'\n"
    "y = '<!-- <script>'\n"
    "z = ']]> \u2028 \u2029 \u202e \x1b[31m &lt;'\n"
    "w = '{{script}} {{data}} \\u003c/script>'\n"
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run_here(*arguments: object) -> Done:
    """Run ``lintseq`` in this process."""
    out, error = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = execute([str(argument) for argument in arguments])
        out.flush()
        error.flush()
    streams = [stream.buffer.getvalue() for stream in (out, error)]  # type: ignore[attr-defined]
    assert b"Traceback" not in streams[1]
    return Done(code, *streams)


def statistics(*arguments: str | Path, code: int = 0) -> dict[str, Any]:
    done = run_here("stats", *arguments, "--json")
    assert done.returncode == code, done.stderr.decode()
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


class PageReader(HTMLParser):
    """What a browser would find in a page: its elements, and what scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.comments: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.tags[-1][0] if self.tags else "", []).append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def data(self) -> dict[str, Any]:
        found = json.loads(self.texts["script"][0])
        assert isinstance(found, dict)
        return found


@pytest.fixture
def run_folder(write_rows: Callable[..., Path]) -> Path:
    """A run over two languages, with rejects, a program twice, and rows without sense."""
    rows: list[dict[str, Any] | bytes] = [
        {"program": PROGRAM + f"x_{n} = {n}\n", "id": f"p{n}", "instruction": f"Write {n}."}
        for n in range(30)
    ]
    rows += [{"program": GO, "language": "go", "id": f"g{n}"} for n in range(2)]
    rows += [{"program": "def (:\n", "id": "broken"}, b"{no json\n", {"id": "nothing"}]
    inputs = write_rows(*rows, name="input.jsonl")
    options = ("--samples", 3, "--shard-rows", 10, "--language", "python", "--quiet")
    assert run_here("generate", "input.jsonl", "-o", "run/", *options).returncode == 0
    return inputs.parent / "run"


def rows_of(run: Path) -> list[dict[str, Any]]:
    shards = sorted((run / "shards").iterdir())
    return [row for path in shards for row in read_rows(gzip.decompress(path.read_bytes()))]


def test_numbers_are_those_of_a_recount(run_folder: Path) -> None:
    found = statistics("run/")
    rows = rows_of(run_folder)
    programs = [lintseq.apply(row["edit_path"]) for row in rows]
    assert (found["rows"], found["rows_sampled"], found["rows_rejected"]) == (35, 32, 3)
    assert found["coverage"] == 32 / 35
    assert found["sequences"] == len(rows)
    assert found["edits"] == sum(row["n_edits"] for row in rows)
    assert found["program_bytes"] == sum(len(program.encode()) for program in programs)
    texts = [text for row in rows for text in row["edit_path"]]
    assert found["edit_bytes"] == sum(len(text.encode()) for text in texts)
    distinct = {(p, tuple(row["edit_steps"])) for p, row in zip(programs, rows, strict=True)}
    assert found["distinct"] == {
        "programs": len(set(programs)),
        "sequences": len(distinct),
        "exact": True,
    }
    distributions = found["distributions"]
    edits = Counter(row["n_edits"] for row in rows)
    assert distributions["edits_per_sequence"]["histogram"] == sorted(map(list, edits.items()))
    lines = Counter(n for row in rows for n in Counter(row["edit_steps"]).values())
    assert distributions["lines_per_edit"]["histogram"] == sorted(map(list, lines.items()))
    assert distributions["lines_per_edit"]["count"] == found["edits"]
    first = [program for program, row in zip(programs, rows, strict=True) if row["sample"] == 0]
    heights = Counter(program.count("\n") for program in first)
    assert distributions["lines_per_program"]["histogram"] == sorted(map(list, heights.items()))
    python, go = found["languages"]["python"], found["languages"]["go"]
    assert (python["rows_sampled"], go["rows_sampled"], go["rows_rejected"]) == (30, 2, 0)
    assert go["sequences"] == sum(row["language"] == "go" for row in rows)
    assert (go["lines"], go["bytes"]) == (2 * GO.count("\n"), 2 * len(GO))
    assert python["lines"] == sum(p.count("\n") for p in first) - go["lines"]
    counts = {name: reason["rows"] for name, reason in found["rejects"].items()}
    assert counts == {"syntax-error": 1, "invalid-json": 1, "missing-column": 1}
    [example] = found["rejects"]["syntax-error"]["examples"]
    assert example["place"] == "input.jsonl, line 33"
    assert found["damage"] == []
    [source] = found["sources"]
    assert (source["done"], source["shards_done"], source["samples"]) == (True, 4, 3)
    assert source["versions"]["lintseq"] == lintseq.__version__


def test_a_run_and_its_files_give_the_same_numbers(run_folder: Path) -> None:
    whole = statistics("run/")
    files = statistics("run/shards/*", "run/rejects/*")
    assert {**files, "sources": None} == {**whole, "sources": None}
    assert {source["kind"] for source in files["sources"]} == {"rows"}
    assert run_folder.is_dir()


def test_parquet_files_give_the_same_numbers(run_folder: Path) -> None:
    options = ("--samples", 3, "--shard-rows", 10, "--language", "python", "--quiet")
    run_here("generate", "input.jsonl", "-o", "table/", *options, "--shard-format", "parquet")
    assert (run_folder.parent / "table" / "shards" / "00003.parquet").is_file()
    lines = statistics("run/")
    for inputs in (["table/"], ["table/shards/*", "table/rejects/*"]):
        assert {**statistics(*inputs), "sources": None} == {**lines, "sources": None}


def test_rejects_beside_rows_count(write_rows: Callable[..., Path]) -> None:
    write_rows({"program": "a = 1\n"}, {"program": "a = (\n"}, name="input.jsonl")
    run_here("generate", "input.jsonl", "-o", "out.jsonl", "--language", "python")
    found = statistics("out.jsonl")
    assert [source["path"] for source in found["sources"]] == [
        "out.jsonl",
        "out.jsonl.rejects.jsonl",
    ]
    assert (found["rows"], found["rows_rejected"]) == (2, 1)
    assert statistics("out.jsonl", "out.jsonl.rejects.jsonl") == found


def test_rows_of_the_peer(write_rows: Callable[..., Path]) -> None:
    write_rows({"program": PROGRAM}, {"program": PROGRAM}, name="input.jsonl")
    common = ("generate", "input.jsonl", "--language", "python", "--samples", 2, "--quiet")
    run_here(*common, "-o", "ours.jsonl")
    run_here(*common, "-o", "peer.jsonl", "--preset", "peer")
    ours, peer = (statistics(f"{name}.jsonl") for name in ("ours", "peer"))
    assert (peer["rows"], peer["sequences"]) == (ours["rows"], ours["sequences"]) == (2, 4)
    assert set(peer["languages"]) == {""}
    for name in ("edits_per_sequence", "lines_per_program", "text_percent", "edit_position"):
        assert peer["distributions"][name] == ours["distributions"][name]


def positions(steps: list[int]) -> list[int]:
    """Count by hand where each edit begins in the state that it is applied to."""
    found = []
    for step in range(1, max(steps, default=-1) + 1):
        before = [other for other in steps if other < step]
        above = [other for other in steps[: steps.index(step)] if other < step]
        found.append(100 * len(above) // len(before))
    return found


step_arrays = st.lists(st.integers(0, 5), min_size=1, max_size=12).map(
    lambda steps: [sorted(set(steps)).index(step) for step in steps]
)


@given(st.lists(st.lists(step_arrays, min_size=1, max_size=4), max_size=5))
def test_any_steps_are_counted(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[list[int]]]
) -> None:
    path = tmp_path_factory.mktemp("steps") / "rows.jsonl"
    written = []
    for number, samples in enumerate(rows):
        for sample, steps in enumerate(samples):
            program = "".join(f"{number}, {line}\n" for line in range(len(steps)))
            row = {"program": program, "edit_steps": steps, "sample": sample, "row_id": str(number)}
            written.append((row, program, steps))
    path.write_text("".join(json.dumps(row) + "\n" for row, _, _ in written))
    found = statistics(path)
    assert found["rows"] == len(rows)
    assert found["sequences"] == len(written)
    assert found["distinct"]["programs"] == len({program for _, program, _ in written})
    assert found["distinct"]["sequences"] == len({(p, tuple(s)) for _, p, s in written})
    wanted = {
        "edits_per_sequence": [max(steps) + 1 for _, _, steps in written],
        "lines_per_edit": [n for _, _, steps in written for n in Counter(steps).values()],
        "edit_position": [place for _, _, steps in written for place in positions(steps)],
        "sequences_per_row": list(map(len, rows)),
    }
    for name, values in wanted.items():
        numbers = found["distributions"][name]
        assert numbers["histogram"] == sorted(map(list, Counter(values).items())), name
        if values:
            assert numbers["mean"] == pytest.approx(sum(values) / len(values))
            assert numbers["p90"] == sorted(values)[-(-9 * len(values) // 10) - 1]


def test_the_page_holds_hostile_programs_as_data(write_rows: Callable[..., Path]) -> None:
    instruction = "</script><img src=x onerror=alert(2)> \ud800 <!--"
    name = "</option><script>alert(3)</script>"
    folder = write_rows({"program": HOSTILE, "id": name}, name="input.jsonl").parent
    run_here("generate", "input.jsonl", "-o", "made.jsonl", "--language", "python")
    [row] = read_rows(folder / "made.jsonl")
    write_rows({**row, "instruction": instruction})
    reject = {"status": "rejected", "reason": "<b>", "detail": "<script>", "language": "<i>"}
    write_rows(reject, name="rejects.jsonl")
    done = run_here("stats", "rows.jsonl", "rejects.jsonl", "--html", "page.html")
    assert done.returncode == ExitCode.DONE
    content = (folder / "page.html").read_bytes()
    page = PageReader(content.decode())
    tags = Counter(tag for tag, _ in page.tags)
    assert (tags["script"], tags["img"], tags["b"], tags["i"]) == (2, 0, 0, 0)
    assert page.comments == []
    [player] = page.data["players"]
    assert "".join(player["lines"]) == HOSTILE
    assert player["instruction"] == instruction
    assert player["name"] == name
    assert set(page.data["rejects"]) == {"<b>"}


def test_the_page_allows_its_own_script_only(run_folder: Path) -> None:
    assert run_here("stats", "run/", "--html", "page.html").returncode == ExitCode.DONE
    text = (run_folder.parent / "page.html").read_text(encoding="utf-8")
    page = PageReader(text)
    [policy] = [
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    script = text[text.rindex("<script>") + len("<script>") : text.rindex("</script>")]
    style = text[text.index("<style>") + len("<style>") : text.index("</style>")]
    assert policy is not None
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for rule, inside in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    # Nothing is fetched: no element has an address, no style a url.
    assert not any({"src", "href", "style"} & set(attributes) for _, attributes in page.tags)
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b", script
    )


def test_players_are_drawn_by_the_seed(run_folder: Path) -> None:
    folder = run_folder.parent
    rows = rows_of(run_folder)
    random.Random(7).shuffle(rows)  # noqa: S311 - only an order
    (folder / "shuffled.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    def players(*arguments: str) -> list[dict[str, Any]]:
        done = run_here("stats", *arguments, "--html", "-", "--players", 6)
        found = PageReader(done.stdout.decode()).data["players"]
        assert isinstance(found, list)
        return [{**player, "place": ""} for player in found]

    drawn = players("run/")
    assert drawn == players("run/", "--seed", "0") == players("shuffled.jsonl")
    assert drawn != players("run/", "--seed", "1")
    assert len({"".join(player["lines"]) for player in drawn}) == len(drawn) == 6
    # The one program in Go has the same right to be seen as all those in Python.
    assert Counter(player["language"] for player in drawn) == {"go": 1, "python": 5}
    known = {(lintseq.apply(row["edit_path"]), tuple(row["edit_steps"])) for row in rows}
    for player in drawn:
        assert ("".join(player["lines"]), tuple(player["steps"])) in known
        assert lintseq.apply(player["edits"]) == "".join(player["lines"])


def test_the_page_goes_to_standard_output_alone(run_command: RunCommand, run_folder: Path) -> None:
    assert run_folder.is_dir()
    done = run_command("stats", "run/", "--html", "-", "--json")
    assert done.stdout.startswith(b"<!DOCTYPE html>")
    assert json.loads(done.stderr)["rows"] == 35
    assert b'"players":[]' in run_command("stats", "run/", "--html", "-", "--players", 0).stdout


def test_text_fits_the_terminal(run_command: RunCommand, run_folder: Path) -> None:
    assert run_folder.is_dir()
    texts = {}
    for encoding in ("utf-8", "ascii"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding, "COLUMNS": "80"}
        done = run_command("stats", "run/", env=environment)
        assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")
        texts[encoding] = done.stdout.decode()
        assert max(map(len, texts[encoding].splitlines()[1:])) <= 80
    assert "█" in texts["utf-8"]
    assert texts["ascii"].isascii()
    assert "##" in texts["ascii"]
    for text in texts.values():
        assert re.search(r"^  rejected +3 ", text, re.MULTILINE)
        assert "input.jsonl, line 33: " in text


@pytest.mark.parametrize("ending", ["jsonl.gz", "parquet"])
def test_a_killed_run_tells_what_is_there_so_far(
    write_rows: Callable[..., Path], ending: str
) -> None:
    rows = [{"program": PROGRAM + f"x = {n}\n"} if n % 50 else {"none": n} for n in range(6000)]
    folder = write_rows(*rows, name="input.jsonl").parent
    words = [sys.executable, "-m", "lintseq", "generate", "input.jsonl", "-o", "run/"]
    words += ["--language", "python", "--shard-rows", "2000", "--shard-format", ending]
    words += ["--samples", "8"]
    process = subprocess.Popen(words, cwd=folder)
    checkpoint = folder / "run" / "progress" / "00001.checkpoint.json"
    while process.poll() is None and not checkpoint.exists():
        time.sleep(0.002)
    process.kill()
    process.wait()
    state = json.loads(checkpoint.read_bytes())["summary"]
    found = statistics("run/")
    [source] = found["sources"]
    assert (source["done"], source["shards_done"], source["shards_begun"]) == (False, 1, 1)
    assert found["rows"] == 2000 + state["rows"] < 4000
    assert found["rows_sampled"] == 1960 + state["rows_sampled"]
    assert found["sequences"] == 8 * found["rows_sampled"]
    assert found["damage"] == []
    text = run_here("stats", "run/", "--html", "page.html").stdout
    assert b"not done: generate --resume goes on" in text


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "there are no rows"),
        ([{"program": "def (:\n"}, {"none": 1}], "no sequences: all 2 rows were rejected"),
    ],
)
def test_runs_without_sequences(
    write_rows: Callable[..., Path],
    rows: list[dict[str, Any]],
    told: str,
) -> None:
    write_rows(*rows, name="input.jsonl")
    run_here("generate", "input.jsonl", "-o", "run/", "--language", "python", "--quiet")
    done = run_here("stats", "run/", "--html", "page.html")
    assert (done.returncode, done.stderr) == (ExitCode.DONE, b"")
    assert told in done.stdout.decode()
    found = statistics("run/")
    assert (found["rows"], found["sequences"]) == (len(rows), 0)
    assert (found["text_ratio"], found["edits_at_end"]) == (None, None)


def test_inputs_that_are_none(write_rows: Callable[..., Path]) -> None:
    folder = write_rows(b"", name="empty.jsonl").parent
    (folder / "folder").mkdir()
    (folder / "broken").mkdir()
    (folder / "broken" / "manifest.json").write_text("{")
    for arguments, code, told in (
        (["absent/"], ExitCode.WRONG_USE, "absent/: no such file"),
        (["folder"], ExitCode.INPUT_OUTPUT, "folder: is a directory without a run"),
        (["broken"], ExitCode.INPUT_OUTPUT, "no manifest of a run"),
        (["*.parq"], ExitCode.INPUT_OUTPUT, "no file has such a name"),
        (["-", "-"], ExitCode.WRONG_USE, "standard input can be read only once"),
        (["empty.jsonl", "--html", "empty.jsonl"], ExitCode.WRONG_USE, "is an input, too"),
        (["empty.jsonl", "--html", "no/page.html"], ExitCode.WRONG_USE, "there is no directory"),
        (["empty.jsonl", "--players", "-1"], ExitCode.WRONG_USE, "--players must be"),
    ):
        done = run_here("stats", *arguments)
        assert (done.returncode, done.stdout) == (code, b""), arguments
        assert told in done.stderr.decode()


def test_damage_is_told_and_the_rest_is_counted(run_folder: Path) -> None:
    whole = statistics("run/")
    shard = run_folder / "shards" / "00001.jsonl.gz"
    content = shard.read_bytes()

    shard.write_bytes(content[: len(content) // 2])
    cut = statistics("run/", code=ExitCode.INPUT_OUTPUT)
    assert 60 <= cut["sequences"] < whole["sequences"]
    told = "\n".join(cut["damage"])
    assert "00001.jsonl.gz: damaged after line" in told
    assert re.search(r"00001.json: counts \d+ sequences, but \d+ were read", told)
    assert run_here("stats", "run/").stdout.decode().count("damaged: ") == 2

    lines = gzip.decompress(content).splitlines(keepends=True)
    shard.write_bytes(gzip.compress(b"".join(lines[:-1])))
    [told] = statistics("run/", code=ExitCode.INPUT_OUTPUT)["damage"]
    assert f"counts {len(lines)} sequences, but {len(lines) - 1} were read" in told

    shard.unlink()
    assert "No such file" in "".join(statistics("run/", code=ExitCode.INPUT_OUTPUT)["damage"])
    (run_folder / "statistics" / "00001.json").unlink()
    [told] = statistics("run/", code=ExitCode.INPUT_OUTPUT)["damage"]
    assert "shards are missing: 00001; generate --resume" in told

    (run_folder / "statistics" / "00002.json").write_text('{"files": {"../../x": {}}}')
    told = "".join(statistics("run/", code=ExitCode.INPUT_OUTPUT)["damage"])
    assert "00002.json: no statistics of a shard" in told
    shutil.rmtree(run_folder / "statistics")
    assert statistics("run/", code=ExitCode.INPUT_OUTPUT)["rows"] == 0


def test_rows_that_hold_no_sequence(write_rows: Callable[..., Path]) -> None:
    write_rows(
        {"edit_path": ["@@ -0,0 +1 @@\n+a"], "edit_steps": [0]},
        {"edit_path": ["@@ -0,0 +1 @@\n+a"], "edit_steps": [0, 1]},
        {"edit_path": ["@@ -0,0 +1 @@\n+a", "@@ -1,0 +2 @@\n+b"], "edit_steps": [0, 0]},
        {"edit_path": ["@@ -7,0 +8 @@\n+a"]},
        {"edit_path": ["@@ -0,0 +1 @@\n+a", "@@ -1 +1 @@\n-a\n+b"]},
        {"edit_path": ["a"], "edit_format": "none"},
        {"prompt": "a", "completion": "b"},
        {"program": "a = '\ud800'\n", "edit_steps": [0]},
        b"[]\n",
    )
    found = statistics("rows.jsonl", code=ExitCode.FAILED_CHECK)
    assert found["sequences"] == 1
    counts = {name: reason["rows"] for name, reason in found["unreadable"].items()}
    assert counts == {
        "steps": 2,
        "no-edits": 1,
        "apply": 1,
        "insert-only": 1,
        "unknown-format": 1,
        "not-an-object": 1,
        "invalid-utf8": 1,
    }
    text = run_here("stats", "rows.jsonl").stdout
    assert b"rows that hold no sequence" in text


def test_rows_without_edits_count_by_what_the_run_counted(run_folder: Path) -> None:
    """A preset may hold texts of another kind."""
    whole = statistics("run/")
    manifest = run_folder / "manifest.json"
    settings = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps({**settings, "preset": "some-trainer"}))
    found = statistics("run/")
    for name in ("rows", "rows_sampled", "sequences", "edits", "rejects"):
        assert found[name] == whole[name], name
    assert found["unread_sequences"] == found["sequences"]
    for name in ("edits_per_sequence", "lines_per_edit"):
        assert found["distributions"][name] == whole["distributions"][name]
    assert run_here("stats", "run/", "--html", "page.html").returncode == ExitCode.DONE


def test_distinct_programs_are_estimated_in_bounded_memory() -> None:
    count = DistinctCount(most=1024)
    for number in range(40_000):
        count.add(hash_of(str(number % 20_000).encode()))
        assert count.exact == (number < 1023)
    assert count.number == pytest.approx(20_000, rel=0.1)


@given(
    st.lists(st.integers(0, 30) | st.integers(0, 5000) | st.just(100), min_size=1),
    st.integers(3, 30),
)
def test_bars_hold_all_values_in_ranges_without_gaps(values: list[int], most: int) -> None:
    histogram = sorted(map(list, Counter(values).items()))
    found = bars(histogram, most)
    assert 1 <= len(found) <= most
    assert sum(bar.count for bar in found) == len(values)
    for bar, after in pairwise(found):
        assert bar.high is not None
        assert after.low == bar.high + 1
    for bar in found:
        high = max(values) if bar.high is None else bar.high
        assert bar.count == sum(bar.low <= value <= high for value in values)
    assert found[-1].high is None or found[-1].high >= max(values)
