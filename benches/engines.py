"""How many rows a second the command line and each engine make on one core.

    python benches/engines.py [--rows N] [--samples N] [--engine NAME ...] [--stdlib]

The rows are those of mbxp and humaneval_x, or modules of the standard library, repeated with a
comment that makes each program a different one. Every engine runs in a process of its own, with one
task at a time of one thread, from rows in memory to rows in memory; the command line reads and
writes files. What an engine needs to start is not counted: it is given a few rows first.

Processor time is that of the engine with all of its processes, so it also counts what they do
beside lintseq. On a machine that is busy with other things it changes less than wall time does.

Exit status: 0, or 2 if the programs are missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pyarrow as pa
from pyarrow import json as pa_json
from pyarrow import parquet

import corpora
import lintseq

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[pa.Table], int]

DATASETS = ("mbxp", "humaneval_x")
_DATA = Path(os.environ.get("LINTSEQ_DATA") or Path(__file__).parents[2] / "shared" / "data")
_FEW = 200


def main() -> int:
    """Measure, and print a table."""
    options = _options()
    if options.alone:
        return _measure(options)
    if not options.stdlib and not all((_DATA / f"{name}.jsonl.gz").is_file() for name in DATASETS):
        print(f"{_DATA} has no data sets; set LINTSEQ_DATA to the folder")
        return 2
    with tempfile.TemporaryDirectory(prefix="lintseq-engines-") as folder:
        path = Path(folder, "rows.jsonl")
        programs = _library() if options.stdlib else _programs()
        size = _write_rows(path, programs, options.rows)
        print(
            f"{options.rows:,} rows, {size / 1e6:.1f} MB of programs, {options.samples} sequence(s)"
            f" each; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        )
        print(f"{'':<26}{'rows a core-second':>20}{'kB a core-second':>18}{'rows a second':>15}")
        for name in options.engine or ENGINES:
            command = [sys.executable, __file__, "--alone", name, "--folder", folder]
            command += ["--samples", str(options.samples)]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
            try:
                processor, wall = json.loads(done.stdout.splitlines()[-1])
            except (IndexError, ValueError):
                print(f"{name:<26}failed with status {done.returncode}")
                continue
            rate = options.rows / processor
            print(
                f"{name:<26}{rate:>20,.0f}{size / processor / 1e3:>18,.0f}"
                f"{options.rows / wall:>15,.0f}",
                flush=True,
            )
    return 0


def _measure(options: argparse.Namespace) -> int:
    """Run one engine, and print its processor and wall time in seconds."""
    os.chdir(options.folder)
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "RAY_DATA_DISABLE_PROGRESS_BARS": "1"}
    transform = lintseq.Transform(samples=options.samples, threads=1)
    work = ENGINES[options.alone](transform)
    table = pa_json.read_json("rows.jsonl")
    work(table.slice(0, _FEW))
    start, before = time.perf_counter(), _processor_seconds()
    made = work(table)
    wall, processor = time.perf_counter() - start, _processor_seconds() - before
    if made < len(table):
        raise SystemExit(f"{options.alone} made {made} rows of {len(table)}")
    print(json.dumps([processor, wall]))
    return 0


def _processor_seconds() -> float:
    """Give what this process and all that it started have used, those that ended included."""
    me = psutil.Process()
    times = [process.cpu_times() for process in (me, *me.children(recursive=True))]
    return sum(one.user + one.system + one.children_user + one.children_system for one in times)


def _programs() -> list[tuple[str, str]]:
    programs = []
    for name in DATASETS:
        with gzip.open(_DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            programs += [(row["language"], row["program"]) for row in map(json.loads, lines)]
    return programs


def _library() -> list[tuple[str, str]]:
    return [("python", program.text) for program in corpora.programs("stdlib")]


def _write_rows(path: Path, programs: list[tuple[str, str]], count: int) -> int:
    """Write so many rows; gives the bytes of their programs."""
    comments = {entry.name: entry.line_comment for entry in lintseq.languages()}
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            # Steps that have no factor in common with the number of programs mix the languages.
            language, program = programs[number * 3571 % len(programs)]
            text = f"{program.rstrip()}\n{comments[language]} {number}\n"
            size += len(text.encode())
            row = {"id": number, "language": language, "program": text}
            file.write(json.dumps(row) + "\n")
    return size


def _command_line(transform: lintseq.Transform) -> Work:
    def work(table: pa.Table) -> int:
        parquet.write_table(table, "part.parquet")
        rows = "rows.jsonl" if len(table) > _FEW else "part.parquet"
        command = [sys.executable, "-m", "lintseq", "generate", rows, "-o", "made.jsonl"]
        command += ["--threads", "1", "--samples", str(transform.samples), "--quiet"]
        subprocess.run(command, check=True)
        with Path("made.jsonl").open("rb") as lines:
            made = sum(1 for _ in lines)
        with Path("made.jsonl.rejects.jsonl").open("rb") as lines:
            return made + sum(1 for _ in lines)

    return work


def _transform(transform: lintseq.Transform) -> Work:
    return lambda table: len(transform(table))


def _datasets(transform: lintseq.Transform) -> Work:
    import datasets  # noqa: PLC0415 - each engine is imported in its own process

    from lintseq.engines.datasets import generate  # noqa: PLC0415

    datasets.disable_progress_bars()
    return lambda table: len(generate(datasets.Dataset(table), transform))


def _datatrove(transform: lintseq.Transform) -> Work:
    from datatrove.data import Document  # noqa: PLC0415

    from lintseq.engines.datatrove import generate  # noqa: PLC0415

    def work(table: pa.Table) -> int:
        rows = table.to_pylist()
        documents = [Document(row.pop("program"), str(row["id"]), metadata=row) for row in rows]
        return sum(1 for _ in generate(documents, transform))

    return work


def _daft(transform: lintseq.Transform) -> Work:
    import daft  # noqa: PLC0415

    from lintseq.engines.daft import generate  # noqa: PLC0415

    return lambda table: len(generate(daft.from_arrow(table), transform).to_arrow())


def _ray(transform: lintseq.Transform) -> Work:
    import ray  # noqa: PLC0415

    from lintseq.engines.ray import generate  # noqa: PLC0415

    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False, logging_level="ERROR")

    def work(table: pa.Table) -> int:
        blocks = [table.slice(start, 5000) for start in range(0, len(table), 5000)]
        made = generate(ray.data.from_arrow(blocks), transform)
        return sum(map(len, made.iter_batches(batch_format="pyarrow")))

    return work


def _spark(transform: lintseq.Transform) -> Work:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    from lintseq.engines.spark import generate  # noqa: PLC0415

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "2g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def work(table: pa.Table) -> int:
        session.createDataFrame(table).write.mode("overwrite").parquet("spark")
        return len(generate(session.read.parquet("spark"), transform).toArrow())

    return work


def _polars(transform: lintseq.Transform) -> Work:
    import polars as pl  # noqa: PLC0415

    from lintseq.engines.polars import generate  # noqa: PLC0415

    return lambda table: len(generate(pl.DataFrame(table), transform))


def _duckdb(transform: lintseq.Transform) -> Work:
    import duckdb  # noqa: PLC0415

    return lambda table: len(transform(duckdb.from_arrow(table)))


def _pandas(transform: lintseq.Transform) -> Work:
    return lambda table: len(transform(table.to_pandas()))


ENGINES: dict[str, Callable[[lintseq.Transform], Work]] = {
    "lintseq.transform": _transform,
    "lintseq generate": _command_line,
    "polars": _polars,
    "DuckDB": _duckdb,
    "pandas": _pandas,
    "datasets": _datasets,
    "datatrove": _datatrove,
    "Daft": _daft,
    "Ray Data": _ray,
    "Spark": _spark,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    add("--rows", type=int, default=20_000, metavar="N", help="rows to generate from (20000)")
    add("--samples", type=int, default=1, metavar="N", help="sequences a row (1)")
    add("--engine", nargs="+", choices=ENGINES, metavar="NAME", help="engines (all)")
    add("--stdlib", action="store_true", help="modules of the standard library instead")
    add("--alone", help=argparse.SUPPRESS)
    add("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
