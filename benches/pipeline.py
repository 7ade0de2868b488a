"""How fast Parquet goes through ``lintseq generate``, and how much memory that takes.

    python benches/pipeline.py [--rows N] [--speed-rows N] [--rounds N] [--workers N] [--samples N]

The rows cycle through the programs of HumanEval; a comment makes each a different one. Two bars:

- a million rows, once in a file with a single row group and once with groups of 10,000, take less
  than 1 GB of resident memory, all processes together;
- Parquet in and Parquet shards out by two workers keep 80 % of what the engine alone does on as
  many threads, over the same programs, in turns. Both are measured in processors' time, starts of
  processes included, so that others on the machine count less.

Exit status: 0 if both bars are met, 1 if one is missed, 2 if the programs are missing.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

import corpora
from lintseq import Config, _core
from lintseq.config import engine_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpora import Program

MAX_RESIDENT_MB = 1000
MIN_SHARE = 0.80
GROUP_ROWS = 10_000
_SHARD_ROWS = 10_000
_WRITTEN_ROWS = 1 << 14
_SECONDS_BETWEEN_LOOKS = 0.1


def main() -> int:
    """Measure, print, and say whether a bar was missed."""
    options = _options()
    try:
        programs = corpora.programs("humaneval")
    except corpora.MissingCorpusError as error:
        print(error, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="lintseq-pipeline-", dir=options.folder) as name:
        folder = Path(name)
        peaks = [
            _peak(folder, programs, options, group_rows)
            for group_rows in (options.rows, GROUP_ROWS)
        ]
        share = _share(folder, programs, options)
    return int(max(peaks) >= MAX_RESIDENT_MB or share < MIN_SHARE)


def _peak(
    folder: Path, programs: list[Program], options: argparse.Namespace, group_rows: int
) -> float:
    """Generate from all rows; give the peak of resident memory in MB."""
    source = folder / "rows.parquet"
    _write(source, programs, options.rows, group_rows)
    seconds, _, peak = _generate(source, folder / "run", options)
    size = source.stat().st_size / 1e6
    groups = pq.ParquetFile(source).metadata.num_row_groups
    print(f"{options.rows:,} rows in {groups} row groups, {size:,.0f} MB of Parquet")
    print(f"  speed       {options.rows / seconds:,.0f} rows a second ({seconds:.1f} s)")
    print(f"  peak memory {peak:,.0f} MB resident in all processes (bar {MAX_RESIDENT_MB})")
    return peak


def _share(folder: Path, programs: list[Program], options: argparse.Namespace) -> float:
    """Give the part of the engine's throughput that the whole pipeline keeps."""
    source = folder / "rows.parquet"
    _write(source, programs, options.speed_rows, GROUP_ROWS)
    texts = [row["program"] for row in _rows(programs, options.speed_rows)]
    shares = []
    for _ in range(options.rounds):
        engine = _engine(texts, options)
        _, pipeline, _ = _generate(source, folder / "run", options)
        shares.append(engine / pipeline)
        print(
            f"  rows a second of one processor: engine {options.speed_rows / engine:,.0f}, "
            f"pipeline {options.speed_rows / pipeline:,.0f}"
        )
    share = statistics.median(shares)
    print(f"{share:.0%} of the engine's throughput is kept (bar {MIN_SHARE:.0%})")
    return share


def _engine(texts: list[str], options: argparse.Namespace) -> float:
    """Give the processor's seconds that the engine alone takes, texts of edits included."""
    start = time.process_time()
    for begin in range(0, len(texts), 1024):
        batch = texts[begin : begin + 1024]
        languages = ["python"] * len(batch)
        asked = (
            engine_options(Config()),
            options.samples,
            0,
            options.workers,
            _core.Format.unified(),
        )
        _core.generate_batch(batch, languages, *asked)
    return time.process_time() - start


def _generate(source: Path, run: Path, options: argparse.Namespace) -> tuple[float, float, float]:
    """Run the command; give its seconds, those of all its processors, and its peak in MB."""
    command = [sys.executable, "-m", "lintseq", "generate", str(source), "-o", f"{run}/"]
    command += ["--shard-rows", str(_SHARD_ROWS), "--workers", str(options.workers), "--json"]
    command += ["--threads", str(options.workers), "--samples", str(options.samples)]
    start, used = time.perf_counter(), _used()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    seconds = time.perf_counter() - start
    told = json.loads(process.stdout.read()) if process.stdout else {}
    if process.returncode or told["rows_rejected"]:
        raise SystemExit(f"lintseq generate ended with {process.returncode}: {told}")
    for path in sorted(run.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    return seconds, _used() - used, peak


def _used() -> float:
    """Give the processor's seconds of all processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _resident(pid: int) -> float:
    """Give the resident memory of a process and those that it started, in MB."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return sum(one.memory_info().rss for one in family) / 1e6
    except psutil.Error:  # one of them has just ended
        return 0.0


def _write(path: Path, programs: list[Program], count: int, group_rows: int) -> None:
    schema = pa.schema(
        [(name, pa.string()) for name in ("instruction", "program", "language")]
        + [("number", pa.int64())]
    )
    with pq.ParquetWriter(path, schema) as writer:
        rows = _rows(programs, count)
        tables = []
        for begin in range(0, count, _WRITTEN_ROWS):
            piece = [next(rows) for _ in range(min(_WRITTEN_ROWS, count - begin))]
            tables.append(pa.Table.from_pylist(piece, schema))
        writer.write_table(pa.concat_tables(tables), row_group_size=group_rows)


def _rows(programs: list[Program], count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        program = programs[number % len(programs)]
        yield {
            "instruction": f"Write {program.name}.",
            "program": f"{program.text.rstrip()}\n\n# row {number}\n",
            "language": "python",
            "number": number,
        }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    add("--rows", type=int, default=1_000_000, metavar="N", help="rows for memory (1000000)")
    add("--speed-rows", type=int, default=200_000, metavar="N", help="rows for speed (200000)")
    add("--rounds", type=int, default=3, metavar="N", help="how often speed is measured (3)")
    add("--workers", type=int, default=2, metavar="N", help="processes, and threads (2)")
    add("--samples", type=int, default=1, metavar="N", help="sequences a row (1)")
    add("--folder", metavar="PATH", help="where the files go (default: the system's for such)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
