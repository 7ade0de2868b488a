"""How much memory ``lintseq generate`` needs for a million rows, beside a tenth of them.

    python benches/memory.py [--language NAME ...] [--rows N] [--samples N] [--folder PATH]

The rows cycle through the programs of a language (HumanEval for Python, or modules of the standard
library where that is missing); a comment makes each program a different one. Input and output are
files in a temporary folder, about 1 and 2 gigabytes for a million rows.

Exit status: 0 if the bar is met, 1 if not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpora
import lintseq

MAX_RESIDENT_MB = 500
# What ten times the rows may add: allocators and thread timing differ from run to run.
MAX_GROWTH = 1.25
_MAX_LINES_OF_MODULE = 60


def main() -> int:
    """Measure, print, and say whether a bar was missed."""
    options = _options()
    return max([_measure(language, options) for language in options.language])


def _measure(language: str, options: argparse.Namespace) -> int:
    """Measure one language."""
    print(f"language    {language}")
    few = _peak(language, max(options.rows // 10, 1), options)
    peak = _peak(language, options.rows, options)
    if few is None or peak is None:
        return 1
    print(f"growth      {peak / few:.2f} times for ten times the rows (bar {MAX_GROWTH})")
    return int(peak >= MAX_RESIDENT_MB or peak > MAX_GROWTH * few)


def _peak(language: str, count: int, options: argparse.Namespace) -> float | None:
    """Generate from so many rows; give the peak of resident memory in MB."""
    with tempfile.TemporaryDirectory(prefix="lintseq-memory-", dir=options.folder) as folder:
        rows, out = Path(folder, "rows.jsonl"), Path(folder, "out.jsonl")
        _write_rows(rows, count, language, options.cache)
        command = [sys.executable, "-m", "lintseq", "generate", str(rows), "-o", str(out)]
        command += ["--samples", str(options.samples), "--json"]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        summary = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        code = process.returncode = os.waitstatus_to_exitcode(status)
        sizes = [path.stat().st_size / 1e6 for path in (rows, out) if path.is_file()]
    if code:
        print(f"lintseq generate ended with status {code}")
        return None
    # Linux counts kibibytes, macOS bytes.
    resident = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    told = json.loads(summary)
    print(f"rows        {told['rows']:,}, of which {told['rows_rejected']:,} were rejected")
    print(f"files       {' MB in, '.join(f'{size:,.0f}' for size in sizes)} MB out")
    print(f"speed       {count / seconds:,.0f} rows a second ({seconds:.1f} s)")
    print(f"peak memory {resident:,.0f} MB resident for {count:,} rows (bar {MAX_RESIDENT_MB})")
    return resident


def _write_rows(path: Path, count: int, language: str, cache: Path) -> None:
    comments = {entry.name: entry.line_comment for entry in lintseq.languages()}
    try:
        if language == "python":
            programs = corpora.programs("humaneval")
        else:
            programs = corpora.programs_in(language, cache / language / "programs")
    except corpora.MissingCorpusError as error:
        if language != "python":
            raise SystemExit(str(error)) from None
        print(f"humaneval: {error}; modules of the standard library instead")
        programs = [
            program
            for program in corpora.programs("stdlib")
            if program.text.count("\n") <= _MAX_LINES_OF_MODULE
        ]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            program = programs[number % len(programs)]
            text = f"{program.text.rstrip()}\n\n{comments[language]} row {number}\n"
            row = {"instruction": f"Write {program.name}.", "program": text, "number": number}
            row["language"] = language
            file.write(json.dumps(row) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    add("--language", nargs="+", default=["python"], metavar="NAME", help="languages (python)")
    add("--cache", type=Path, default=Path("build/languages"), help="where packages are kept")
    add("--rows", type=int, default=1_000_000, metavar="N", help="rows to generate from (1000000)")
    add("--samples", type=int, default=1, metavar="N", help="sequences a row (1)")
    add("--folder", metavar="PATH", help="where the files go (default: the system's for such)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
