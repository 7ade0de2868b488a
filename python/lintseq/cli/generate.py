"""Turn rows of programs into rows of edit sequences.

Input rows are JSON lines, plain, .gz or .zst, or Parquet, told by their content, in files, URLs
and patterns of them; - is standard input. The columns of a row stay; added are edit_path,
edit_steps, n_edits, sample, language, row_id, status and reason. Programs may stand in Markdown
code fences. Rows that yield no sequence go to the rejects file with the reason.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.cli import directory
from lintseq.cli.arguments import (
    UsageError,
    add_config_arguments,
    add_schema_arguments,
    check_paths,
    config_of,
    rejects_path_of,
    require_files,
    schema_of,
)
from lintseq.cli.terminal import Progress
from lintseq.columnar.row_groups import TableFile
from lintseq.dataset import Dataset, expand_inputs
from lintseq.errors import InputError
from lintseq.files import OutputFile
from lintseq.formats import formats
from lintseq.generation import Generation
from lintseq.location import STANDARD_STREAM
from lintseq.output import LineRows, RowWriter, TableRows
from lintseq.pipeline import results
from lintseq.record import PRESETS
from lintseq.summary import Summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from lintseq.output import Rows

__all__ = ["add_arguments", "run"]

_TRIED_ROWS = 1_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("input", nargs="+", metavar="INPUT", help="rows; - is standard input")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="where the rows go: a file (.gz and .zst compress, .parquet is Parquet), - for "
        "standard output, or a directory of shards, whose name ends in /",
    )
    parser.add_argument(
        "--rejects",
        metavar="PATH",
        help="where rejected rows go (default: OUT.rejects.jsonl; with -o -, they go to standard "
        'output, too, with the status "rejected")',
    )
    parser.add_argument(
        "--preset",
        choices=PRESETS,
        default="lintseq",
        help="columns to write: ours, or exactly those of pylintseq (default: %(default)s)",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="read N rows at most (default: all)")
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="read the first 1,000 rows (or --limit), say what comes of them, and write nothing",
    )
    parser.add_argument("--json", action="store_true", help="write the summary as JSON")
    parser.add_argument("--quiet", action="store_true", help="write no progress and no summary")
    directory.add_arguments(parser)
    add_schema_arguments(parser)
    engine = parser.add_argument_group("engine")
    for name, default, explained in (
        ("samples", 1, "edit sequences for each program"),
        ("seed", 0, "the same seed gives the same sequences, anywhere"),
        ("threads", None, "cores to use; never changes the output"),
        ("batch-size", 1024, "rows for each call of the engine; never changes the output"),
        ("context", 0, "lines of context around each insertion"),
    ):
        shown = "all" if default is None else default
        engine.add_argument(
            f"--{name}",
            type=int,
            default=default,
            metavar="N",
            help=f"{explained} (default: {shown})",
        )
    engine.add_argument(
        "--format",
        choices=formats(),
        default="unified",
        help="the format of the edits (default: %(default)s)",
    )
    add_config_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if there were rows, but no sequence came out."""
    generation = Generation(
        schema=schema_of(options),
        samples=options.samples,
        seed=options.seed,
        threads=options.threads,
        batch_size=options.batch_size,
        context=options.context,
        format=options.format,
        config=config_of(options),
    )
    inputs = expand_inputs(options.input)
    require_files(list(inputs))
    if options.dry_run:
        return _try(options, inputs, generation)
    if options.output is None:
        raise UsageError("-o OUT is missing: where should the rows go?")
    if directory.is_directory(options.output):
        return _fill_directory(options, inputs, generation)
    return _write_file(options, inputs, generation)


def _write_file(
    options: argparse.Namespace, inputs: tuple[str, ...], generation: Generation
) -> int:
    rejects_path = rejects_path_of(options)
    _check_paths(options, inputs, rejects_path)
    is_table = options.output.endswith(f".{directory.PARQUET}")
    layout = directory.layout_of(inputs, generation) if is_table else None
    dataset = Dataset(inputs, options.limit)
    total = dataset.count()
    summary = Summary()
    with ExitStack() as stack:
        reader = stack.enter_context(closing(dataset.reader()))
        output = stack.enter_context(OutputFile(options.output))
        rejects = output
        if rejects_path != options.output:
            rejects = stack.enter_context(OutputFile(rejects_path))
        rows: Rows = LineRows(output.write, generation, options.preset)
        if layout is not None:
            table = stack.enter_context(TableFile(output, layout.outputs))
            rows = TableRows(table.write, generation, layout)
        writer = RowWriter(rows, rejects.write, summary)
        progress = stack.enter_context(Progress(quiet=options.quiet))
        for result in results(generation, reader, sys.maxsize, layout):
            writer.write(result)
            progress.show(
                summary.rows / total if total else reader.fraction,
                rows=summary.rows,
                sequences=summary.sequences,
                rejected=summary.rejects.total(),
            )
        writer.flush()
        if layout is not None:
            table.finish()
        if rejects is not output:
            rejects.commit()
        output.commit()
    _report(options, generation, summary, rejects_path)
    return _ending(summary, [*reader.damage, *writer.damage])


def _ending(summary: Summary, damage: Sequence[str]) -> int:
    """Give the exit code.

    Raises:
        InputError: If an input is damaged.
    """
    if damage:
        raise InputError("; ".join(damage))
    return 1 if summary.rows and not summary.sequences else 0


def _fill_directory(
    options: argparse.Namespace, inputs: tuple[str, ...], generation: Generation
) -> int:
    start = time.perf_counter()
    result = directory.run(options, inputs, generation)
    result.summary.start = start
    _report(options, generation, result.summary, None)
    return _ending(result.summary, result.damage)


def _try(options: argparse.Namespace, inputs: tuple[str, ...], generation: Generation) -> int:
    """Say what would come of the first rows."""
    summary = Summary()
    with closing(Dataset(inputs, options.limit).reader()) as reader:
        for outcome in generation.run(reader.take(options.limit or _TRIED_ROWS)):
            summary.count(outcome)
    _report(options, generation, summary, None)
    return _ending(summary, reader.damage)


def _check_paths(options: argparse.Namespace, inputs: tuple[str, ...], rejects_path: str) -> None:
    """Refuse what would lose rows.

    Raises:
        UsageError: If an input is missing, or would be overwritten, or two outputs are one.
    """
    if options.output.endswith(f".{directory.PARQUET}"):
        directory.check_preset(options.preset)
    if rejects_path.endswith(f".{directory.PARQUET}"):
        raise UsageError(f"{rejects_path}: rejects are JSON lines; name them another way")
    if options.preset == "peer" and rejects_path == options.output:
        raise UsageError("the peer's columns cannot hold rejects: name a file with --rejects")
    check_paths(options, inputs, rejects_path)


def _report(
    options: argparse.Namespace, generation: Generation, summary: Summary, rejects_path: str | None
) -> None:
    if options.json:
        report = summary.report() | {
            "output": options.output,
            "rejects_file": rejects_path,
            "seed": generation.seed,
            "samples": generation.samples,
            "config_hash": generation.config.hash,
            "versions": {
                "lintseq": _core.__version__,
                "stream": _core.STREAM_VERSION,
                "grammars": _core.grammars(),
                "linters": generation.config.linter_versions,
            },
        }
        stream = sys.stderr if options.output == STANDARD_STREAM else sys.stdout
        print(json.dumps(report, indent=2), file=stream)
    elif not options.quiet:
        print(summary.text(), file=sys.stderr)
        if summary.rejects and rejects_path not in (None, STANDARD_STREAM):
            print(f"rejected rows: {rejects_path}", file=sys.stderr)
    if summary.rows and not summary.sequences:
        print(f"lintseq: no row gave a sequence; first: {summary.first_reject}", file=sys.stderr)
