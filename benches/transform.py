"""What part of the engine's throughput `lintseq.transform` keeps.

    python benches/transform.py [--rounds N] [--samples N] [--threads N]

Both get the same programs, in batches of the same size, in turns: the engine as lists of text, with
the texts of the edits as lists of text, `transform` as Arrow tables with all columns of the data
set. The rows are those of HumanEval, HumanEval-X and MBXP. Times are those of the process's own
processors, so that others on the machine count less. The bar is 90 %.

Exit status: 0 if the bar is met, 1 if it is missed, 2 if the rows are missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from lintseq import Config, Transform, _core
from lintseq.config import engine_options

if TYPE_CHECKING:
    from collections.abc import Callable

MIN_SHARE = 0.90
_NAMES = ("humaneval", "humaneval_x", "mbxp")
_BATCH_ROWS = 1024


def main() -> int:
    """Measure, print, and say whether the bar was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    parser.add_argument("--samples", type=int, default=1, metavar="N")
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    options = parser.parse_args()
    folder = Path(os.environ.get("LINTSEQ_DATA", "build/data"))
    paths = [path for name in _NAMES if (path := folder / f"{name}.jsonl.gz").is_file()]
    if not paths:
        print(f"no rows in {folder}: set LINTSEQ_DATA to the folder with them", file=sys.stderr)
        return 2
    rows = [row for path in paths for row in _rows(path)]
    batches = [rows[start : start + _BATCH_ROWS] for start in range(0, len(rows), _BATCH_ROWS)]
    tables = [pa.Table.from_pylist(batch) for batch in batches]
    made = Transform(samples=options.samples, threads=options.threads)

    def engine() -> None:
        for batch in batches:
            _core.generate_batch(
                [row["program"] for row in batch],
                [row["language"] for row in batch],
                engine_options(Config()),
                options.samples,
                0,
                options.threads,
                _core.Format.unified(),
            )

    def transform() -> None:
        for table in tables:
            made(table)

    shares = []
    for _ in range(options.rounds):
        raw, whole = _seconds(engine), _seconds(transform)
        shares.append(raw / whole)
        print(f"  engine {len(rows) / raw:,.0f} rows/s, transform {len(rows) / whole:,.0f} rows/s")
    share = statistics.median(shares)
    print(f"{share:.0%} of the engine's throughput is kept (bar {MIN_SHARE:.0%})")
    return int(share < MIN_SHARE)


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
