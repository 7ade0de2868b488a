"""Apply edits and write the program that they give.

EDITS is one of: a JSON list of edit texts; rows with a column edit_path, as generate writes them;
text with <|diff|> between edits, as a model writes it. The program is written as it is. Rows are
written as rows, with the columns applied and failures added; --row N writes the program of one.
What cannot be applied is left out, and reported on standard error.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from lintseq.application import ApplyResult, try_apply
from lintseq.cli.arguments import UsageError, open_input
from lintseq.dataset import Dataset
from lintseq.errors import InputError, LintSeqError
from lintseq.files import OutputFile
from lintseq.formats import find_format
from lintseq.location import STANDARD_STREAM
from lintseq.row import BadRow, Row, decode_rows, encode_columns

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("edits", metavar="EDITS", help="the edits; - is standard input")
    parser.add_argument("--base", metavar="FILE", help="text to start from (default: empty)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        default=STANDARD_STREAM,
        help="where to write (default: standard output)",
    )
    parser.add_argument(
        "--format",
        metavar="NAME",
        default="unified",
        help="the edit format of the edits (default: %(default)s)",
    )
    parser.add_argument("--row", type=int, metavar="N", help="apply row N of the rows, from 1")


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if something could not be applied."""
    if options.base == options.edits == STANDARD_STREAM:
        raise UsageError("standard input can be read only once")
    find_format(options.format)
    base = "" if options.base is None else _read_base(options.base)
    with open_input(options.edits) as file, OutputFile(options.output) as output:
        lines = iter(()) if file.is_parquet else file.lines()
        start = _first_line(lines)
        if file.is_parquet:
            good = _apply_table(options, base, output)
        elif _is_row(start[-1:]):
            rows = decode_rows(chain(start, lines), options.edits)
            good = _apply_rows(rows, base, options, output)
        elif options.row is not None:
            raise UsageError(f"--row: {options.edits} holds no rows")
        else:
            text = _decode(b"".join(chain(start, lines)), options.edits)
            result = try_apply(_edits(text), base, format=options.format)
            good = _report(result, options.edits)
            output.write(result.text.encode(errors="replace"))
        output.commit()
    return 0 if good else 1


def _first_line(lines: Iterator[bytes]) -> list[bytes]:
    """Take lines up to the first that is not blank."""
    taken: list[bytes] = []
    for line in lines:
        taken.append(line)
        if not line.isspace():
            break
    return taken


def _is_row(lines: list[bytes]) -> bool:
    if not lines or not lines[0].lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    row = next(decode_rows(lines, ""))
    # An edit may be a JSON object, too.
    return not isinstance(row, BadRow) and (row.columns.keys() != {"insert"})


def _edits(text: str) -> str | list[str]:
    """Read a JSON list of edits; any other text is a model's output."""
    if text.lstrip().startswith("["):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return text
        if not isinstance(value, list) or not all(isinstance(edit, str) for edit in value):
            raise UsageError("the JSON list of edits holds something that is not text")
        return value
    return text


def _apply_table(options: argparse.Namespace, base: str, output: OutputFile) -> bool:
    """Apply the rows of a Parquet file."""
    with closing(Dataset((options.edits,)).reader()) as reader:
        good = _apply_rows(reader.take(sys.maxsize), base, options, output)
        if reader.damage:
            raise InputError("; ".join(reader.damage))
    return good


def _apply_rows(
    rows: Iterable[Row | BadRow], base: str, options: argparse.Namespace, output: OutputFile
) -> bool:
    """Apply all rows, or write the program of one; tell whether all could be applied."""
    number: int | None = options.row
    good = True
    for row in rows:
        if number not in (None, row.index + 1):
            continue
        place = f"{row.source}, row {row.index + 1}"
        edits = row.columns.get("edit_path")
        applied: ApplyResult | None = None
        problem = ""
        if isinstance(row, BadRow):
            problem = f"{row.reason}: {row.detail}"
        elif not isinstance(edits, list) or not all(isinstance(edit, str) for edit in edits):
            problem = "column 'edit_path' is missing or no list of text"
        else:
            applied = try_apply(edits, base, format=options.format)
            good &= _report(applied, place)
        if problem:
            good = False
            print(f"{place}: {problem}", file=sys.stderr)
        if number is not None:
            output.write(applied.text.encode(errors="replace") if applied else b"")
            return good
        failures: list[Any] = [asdict(failure) for failure in applied.failures] if applied else []
        added = {
            "applied": applied.text if applied else None,
            "failures": [problem] if problem else failures,
        }
        output.write(encode_columns({**row.columns, **added}) + b"\n")
    if number is not None:
        raise UsageError(f"--row {number}: there is no such row")
    return good


def _report(result: ApplyResult, place: str) -> bool:
    for failure in result.failures:
        print(f"{place}: {failure}", file=sys.stderr)
    return not result.failures


def _read_base(path: str) -> str:
    with open_input(path) as file:
        return _decode(b"".join(file.lines()), path)


def _decode(content: bytes, path: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise LintSeqError(f"{path}: not UTF-8, bad byte at offset {error.start}") from None
