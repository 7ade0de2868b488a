"""Check rows of edit sequences against the promises, and their states by any linter.

Every edit of every row is applied again: it has to apply, to insert and never delete, to agree
with edit_steps, and to give the program; every state has to be lint-correct under the linters that
are named, else under the native one. Rows without texts of edits are read from edit_steps.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import ExitStack, closing, redirect_stdout
from itertools import islice
from typing import TYPE_CHECKING, Any

from lintseq.cli.arguments import (
    add_schema_arguments,
    check_output,
    require_files,
    schema_of,
)
from lintseq.cli.terminal import Palette, Progress
from lintseq.dataset import Dataset
from lintseq.errors import InputError
from lintseq.files import OutputFile
from lintseq.linter import NATIVE, find_linter, require_linter
from lintseq.location import STANDARD_STREAM
from lintseq.row import encode_columns
from lintseq.verification import CHECKS, check_rows

if TYPE_CHECKING:
    import argparse

    from lintseq.row import BadRow, Row
    from lintseq.verification import RowVerdict

__all__ = ["add_arguments", "run"]

_BATCH = 64
"""Rows whose states linters get together."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "input", metavar="ROWS", help="rows of generate, JSON lines or Parquet; - is standard input"
    )
    parser.add_argument(
        "--linter",
        action="append",
        metavar="NAME",
        help="a linter that judges the states; may be given again (default: native)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write the rows that pass all checks as JSON lines, and drop the others",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="check N rows at most")
    parser.add_argument(
        "--show", type=int, default=20, metavar="N", help="list N failures (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="write the report as JSON")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    add_schema_arguments(parser)


class _Report:
    """What was found so far."""

    def __init__(self, linters: list[str], show: int) -> None:
        self._linters = linters
        self._show = show
        self._failed: Counter[str] = Counter()
        self._codes: Counter[str] = Counter()
        self._examples: list[dict[str, Any]] = []
        self._findings: dict[str, dict[str, Any]] = {}
        self.rows = self.rejected = self.failed_rows = 0
        self._states = self._unclean = 0

    def add(self, row: Row | BadRow, verdict: RowVerdict) -> None:
        self.failed_rows += bool(verdict.failures)
        self._failed.update({failure.check for failure in verdict.failures})
        self._examples += [
            {"line": row.line, "check": failure.check, "detail": failure.detail}
            for failure in verdict.failures[: max(0, self._show - len(self._examples))]
        ]
        self._states += verdict.states
        self._unclean += len(verdict.violations)
        for violation in verdict.violations:
            self._codes.update({found.code for found in violation.diagnostics})
            for found in violation.diagnostics:
                example = {"line": row.line, "state": violation.state, "message": found.message}
                self._findings.setdefault(found.code, example)

    def values(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "checked": self.rows - self.rejected,
            "rejected": self.rejected,
            "failed_rows": self.failed_rows,
            "failed": {check: self._failed[check] for check in CHECKS},
            "linters": self._linters,
            "states": self._states,
            "clean_states": self._states - self._unclean,
            "clean_share": 1 - self._unclean / self._states if self._states else 1.0,
            "findings": {
                code: {"states": count, "example": self._findings[code]}
                for code, count in self._codes.most_common()
            },
            "examples": self._examples,
        }


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if a row fails a check."""
    schema = schema_of(options)
    names = list(dict.fromkeys(map(require_linter, options.linter or [NATIVE])))
    versions = [name if name == NATIVE else find_linter(name).version for name in names]
    report = _Report(versions, options.show)
    with ExitStack() as stack:
        require_files([options.input])
        reader = stack.enter_context(closing(Dataset((options.input,), options.limit).reader()))
        output = None
        if options.output is not None:
            check_output(options.output, [options.input])
            output = stack.enter_context(OutputFile(options.output))
        progress = stack.enter_context(Progress(quiet=options.quiet))
        rows = reader.take(sys.maxsize)
        while batch := list(islice(rows, _BATCH)):
            kept = [row for row in batch if row.columns.get("status") != "rejected"]
            report.rows += len(batch)
            report.rejected += len(batch) - len(kept)
            for row, verdict in zip(kept, check_rows(kept, schema, names), strict=True):
                report.add(row, verdict)
                if output is not None and not verdict.failures:
                    output.write(encode_columns(row.columns) + b"\n")
            progress.show(reader.fraction, rows=report.rows, failed=report.failed_rows)
        if output is not None:
            output.commit()
    # Where rows go to standard output, the report must not.
    stream = sys.stderr if options.output == STANDARD_STREAM else sys.stdout
    with redirect_stdout(stream):
        if options.json:
            print(json.dumps(report.values(), indent=2))
        else:
            _print(report.values(), options.input)
    if reader.damage:  # what could be read was checked
        raise InputError("; ".join(reader.damage))
    return 1 if report.failed_rows else 0


def _print(report: dict[str, Any], source: str) -> None:
    palette = Palette("auto", sys.stdout)
    for example in report["examples"]:
        print(f"{source}, line {example['line']}: {example['check']}: {example['detail']}")
    for check, meaning in CHECKS.items():
        number = report["failed"][check]
        mark = palette.bad(f"{number:,} rows failed") if number else palette.new("ok")
        print(f"{check:<12} {meaning}: {mark}")
    print(
        f"{report['clean_share']:.2%} of {report['states']:,} states are clean by "
        f"{', '.join(report['linters'])}"
    )
    for code, found in report["findings"].items():
        example = found["example"]
        print(
            f"  {code}: {found['states']:,} states, such as line {example['line']}, "
            f"state {example['state']}: {example['message']}"
        )
    print(
        f"{report['checked']:,} rows checked, {report['failed_rows']:,} failed, "
        f"{report['rejected']:,} rejected rows passed over"
    )
