"""What the tests of engines share. `make engines` installs what they need and runs them."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import lintseq

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Nothing here may look for anything in the network.
os.environ |= {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_RUNNER": "native",  # else it takes Ray where that runs
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_DRIVER_PYTHON": sys.executable,
    "SPARK_LOCAL_IP": "127.0.0.1",
}

WHY = "`make engines` installs it"
TRANSFORM = lintseq.Transform(samples=2, seed=3)
ROWS = ("made", "rejects", "empty", "humaneval_x")
_DATA = Path(
    os.environ.get("LINTSEQ_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")
)

PROGRAMS = {
    "python": 'import math\n\n\ndef area(r):\n    """Größe."""\n    return math.pi * r * r\n',
    "py": "words = ['Grüße', '中文', '😀']\r\nfor word in words:\r\n    print(word)\r\n",
    "javascript": "const a = 1;\nfunction f(x) {\n  return `${x}\u2028`;\n}\nf(a);",
    "go": 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("a")\n}\n',
    "rust": 'fn one() -> i32 {\n    1\n}\n\nfn main() {\n    println!("{}", one());\n}\n',
    "java": "class A {\n    int one() {\n        return 1;\n    }\n}\n",
    "c": "int one(void) {\n    return 1;\n}\n\nint two(void) {\n    return one() + 1;\n}\n",
    "": "Look:\n\n```python\none = 1\nprint(one)\n```\n\nThat is all.\n",
}
COMMENTS = {"python": "#", "py": "#", "": "#"}
BAD = (
    {"program": "def f(:\n", "language": "python"},
    {"program": "", "language": "go"},
    {"program": " \n\t\n", "language": "python"},
    {"program": None, "language": "python"},
    {"program": "a = 1\n", "language": "klingon"},
    {"program": "a = 1\n", "language": None},
    {"program": "a = 1\n\0", "language": "python"},
)


def row(number: int, program: str | None, language: str | None) -> dict[str, Any]:
    """Make a row with columns of many kinds, some with names of ours."""
    return {
        "id": number,
        "instruction": f"Schreibe № {number}." if number % 3 else None,
        "program": program,
        "language": language,
        "status": "new" if number % 2 else None,
        "sample": number * 2**33,
        "größe in m": number / 7,
        "seen": number % 5 == 0,
        "tags": [None, "", "ä\n"][: number % 4],
        "meta": {"name": f"n{number}", "deep": [{"x": number, "y": None}] * (number % 2)},
    }


def _made() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for turn in range(30):
        for language, program in PROGRAMS.items():
            ending = f"\n{COMMENTS.get(language, '//')} {turn}"
            text = program if language == "" else program + ending
            rows.append(row(len(rows), text, language))
        bad = BAD[turn % len(BAD)]
        rows.append(row(len(rows), bad["program"], bad["language"]))
    return rows


def rows_named(name: str) -> list[dict[str, Any]]:
    """Give rows by their name in `ROWS`; skip where the data is absent."""
    if name == "humaneval_x":
        path = _DATA / f"{name}.jsonl.gz"
        if not path.is_file():
            pytest.skip(f"{path} is absent: set LINTSEQ_DATA to the folder with the data sets")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines][::4]
    if name == "rejects":
        return [row(n, bad["program"], bad["language"]) for n, bad in enumerate(BAD * 3)]
    return _made() if name == "made" else []


def table_of(rows: list[dict[str, Any]]) -> Any:
    """Give rows as an Arrow table, whose columns have types even where it is empty."""
    import pyarrow as pa

    schema = pa.Table.from_pylist(rows or _made()).schema
    return pa.Table.from_pylist(rows, schema=schema)


def canonical(rows: list[dict[str, Any]]) -> list[str]:
    """Give rows as texts that are the same if and only if the rows are, sorted.

    Engines give rows in any order.
    """
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


_NULL_IN_REJECTS = ("edit_path", "edit_steps", "n_edits", "sample", "linters", "edit_format")


@pytest.fixture(scope="session")
def by_command_line(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """Give what `lintseq generate` makes of rows, as canonical texts.

    Its rejects have the columns ``file`` and ``line`` besides, and lack those of ours that are
    null in all of them; one of theirs with such a name so stays as it is called. All else is
    compared as it was written.
    """
    made: dict[str, list[str]] = {}

    def generate(name: str) -> list[str]:
        if name in made:
            return made[name]
        lines = "".join(json.dumps(row) + "\n" for row in rows_named(name))
        command = [sys.executable, "-m", "lintseq", "generate", "-", "-o", "-", "--quiet"]
        command += ["--samples", str(TRANSFORM.samples), "--seed", str(TRANSFORM.seed)]
        done = subprocess.run(
            command,
            input=lines.encode(),
            stdout=subprocess.PIPE,
            cwd=tmp_path_factory.mktemp("command"),
            check=name in ("made", "humaneval_x"),  # without a sequence it says so by its status
        )
        rows = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
        for told in rows:
            if told["status"] == "rejected":
                del told["file"], told["line"]
                if "sample" in told:
                    told["source_sample"] = told.pop("sample")
                told.update(dict.fromkeys(_NULL_IN_REJECTS))
        made[name] = canonical(rows)
        return made[name]

    return generate


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Give a session of Spark on two cores, which ends with the tests."""
    sql = pytest.importorskip("pyspark.sql", reason=WHY)
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("lintseq")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    gateway = session.sparkContext._gateway
    yield session
    session.stop()
    gateway.shutdown()
    if gateway.proc is not None:  # it outlives the session else
        gateway.proc.stdin.close()
        gateway.proc.wait(30)


@pytest.fixture(scope="session")
def ray() -> Iterator[Any]:
    """Give Ray on two cores, whose processes end with the tests."""
    module = pytest.importorskip("ray", reason=WHY)
    pytest.importorskip("ray.data", reason=WHY)
    module.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        object_store_memory=200_000_000,
    )
    yield module
    module.shutdown()
