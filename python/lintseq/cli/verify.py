"""Check rows of edit sequences against the promises.

Every edit of every row is applied again: it has to apply, to insert and never delete, to agree
with edit_steps, and to give the program; every state has to be lint-correct under the native
linter.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from lintseq.cli.arguments import add_schema_arguments, open_input, schema_of
from lintseq.cli.terminal import Palette, Progress
from lintseq.errors import InputError
from lintseq.row import decode_rows
from lintseq.verification import CHECKS, check_row

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("input", metavar="ROWS", help="rows of generate; - is standard input")
    parser.add_argument("--limit", type=int, metavar="N", help="check N rows at most")
    parser.add_argument(
        "--show", type=int, default=20, metavar="N", help="list N failures (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="write the report as JSON")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    add_schema_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if a row fails a check."""
    schema = schema_of(options)
    failed: Counter[str] = Counter()
    examples: list[dict[str, Any]] = []
    rows = rejected = bad_rows = 0
    damage = ""
    with open_input(options.input) as file, Progress(quiet=options.quiet) as progress:
        try:
            for row in islice(decode_rows(file.lines(), options.input), options.limit):
                rows += 1
                if row.columns.get("status") == "rejected":
                    rejected += 1
                    continue
                failures = check_row(row, schema)
                bad_rows += bool(failures)
                failed.update({failure.check for failure in failures})
                examples.extend(
                    {"line": row.line, "check": failure.check, "detail": failure.detail}
                    for failure in failures[: max(0, options.show - len(examples))]
                )
                progress.show(file.fraction, rows=rows, failed=bad_rows)
        except InputError as error:  # what could be read was checked
            damage = str(error)
    report = {
        "rows": rows,
        "checked": rows - rejected,
        "rejected": rejected,
        "failed_rows": bad_rows,
        "failed": {check: failed[check] for check in CHECKS},
        "examples": examples,
    }
    if options.json:
        print(json.dumps(report, indent=2))
    else:
        _print(report, options.input)
    if damage:
        raise InputError(damage)
    return 1 if bad_rows else 0


def _print(report: dict[str, Any], source: str) -> None:
    palette = Palette("auto", sys.stdout)
    for example in report["examples"]:
        print(f"{source}, line {example['line']}: {example['check']}: {example['detail']}")
    for check, meaning in CHECKS.items():
        number = report["failed"][check]
        mark = palette.bad(f"{number:,} rows failed") if number else palette.new("ok")
        print(f"{check:<12} {meaning}: {mark}")
    print(
        f"{report['checked']:,} rows checked, {report['failed_rows']:,} failed, "
        f"{report['rejected']:,} rejected rows passed over"
    )
