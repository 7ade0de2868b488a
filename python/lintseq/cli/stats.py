"""Say what is in a run, or in files of rows: numbers, plots, and a page to look at.

Counted are rows and rejects with their reasons, languages, sequences, edits, and their sizes. Of a
run that is not done, what is there so far is counted. Beside a file ROWS, ROWS.rejects.jsonl is
read, too, where generate has left one. --html writes a page that needs no network,
with plots and a player that steps through real sequences.
"""

from __future__ import annotations

import json
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.cli.arguments import UsageError, check_output, require_files
from lintseq.cli.stats_text import StatisticsText
from lintseq.cli.terminal import Palette, Progress
from lintseq.dataset import expand_inputs
from lintseq.errors import InputError
from lintseq.files import STANDARD_STREAM, OutputFile
from lintseq.statistics.page import page_of
from lintseq.statistics.report import report_of
from lintseq.statistics.selection import Selection
from lintseq.statistics.source import find_source
from lintseq.statistics.survey import Survey

if TYPE_CHECKING:
    import argparse

    from lintseq.statistics.source import Source

__all__ = ["add_arguments", "run"]

_MOST_PLAYERS = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "input",
        nargs="+",
        metavar="RUN_OR_ROWS",
        help="directories of runs, or files of rows; - is standard input",
    )
    parser.add_argument("--json", action="store_true", help="write the numbers as JSON")
    parser.add_argument("--html", metavar="PAGE.html", help="write a page of HTML, too")
    parser.add_argument(
        "--players",
        type=int,
        default=24,
        metavar="N",
        help="sequences to step through in the page (default: %(default)s)",
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="which ones (default: %(default)s)"
    )
    parser.add_argument(
        "--program-column",
        metavar="NAME",
        help="column with the program, for rows that hold edit_steps but no texts of edits",
    )
    parser.add_argument(
        "--instruction-column",
        metavar="NAME",
        help="column with the instruction (default: that of the run, or instruction or prompt)",
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if a row holds no sequence and is no reject."""
    if not 0 <= options.players <= _MOST_PLAYERS:
        raise UsageError(f"--players must be from 0 to {_MOST_PLAYERS:,}")
    if abs(options.seed) >= 1 << 64:
        raise UsageError("--seed must have 64 bits at most")
    sources = _sources(options)
    if options.html is not None:
        files = [source.path for source in sources]
        check_output(options.html, files)
    survey = Survey(Selection(options.players if options.html is not None else 0, options.seed))
    with Progress(quiet=options.quiet) as progress:
        for number, source in enumerate(sources):

            def show(part: float | None, number: int = number) -> None:
                whole = None if part is None else (number + part) / len(sources)
                progress.show(whole, sequences=survey.n_sequences, rejected=survey.n_rejects)

            source.read(survey, show)
    report = report_of(sources, survey)
    if options.html is not None:
        with OutputFile(options.html) as output:
            output.write(page_of(report, survey.selection))
            output.commit()
    # Where the page goes to standard output, the report must not.
    stream = sys.stderr if options.html == STANDARD_STREAM else sys.stdout
    with redirect_stdout(stream):
        if options.json:
            print(json.dumps(report, indent=2))
        else:
            width = shutil.get_terminal_size().columns
            text = StatisticsText(report, Palette("auto", stream), width, stream.encoding)
            print("\n".join(text.lines()))
    if report["damage"]:
        raise InputError("; ".join(report["damage"]))
    return 1 if report["unreadable"] else 0


def _sources(options: argparse.Namespace) -> list[Source]:
    """Find all inputs.

    Raises:
        UsageError: If one is missing, or is a directory without a run.
        InputError: If a pattern stands for no file, or the manifest of a run is broken.
    """
    given = {"program": options.program_column, "instruction": options.instruction_column}
    given = {name: value for name, value in given.items() if value is not None}
    paths = expand_inputs(options.input)
    if paths.count(STANDARD_STREAM) > 1:
        raise UsageError("standard input can be read only once")
    rejects = [f"{path}.rejects.jsonl" for path in paths]
    sources = []
    for path in dict.fromkeys((*paths, *(path for path in rejects if Path(path).is_file()))):
        if not Path(path).is_dir():
            require_files([path])
        sources.append(find_source(path, given))
    return sources
