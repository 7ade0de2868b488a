"""Write rows of edits in another format, or with other columns.

ROWS hold edits, in any format: those of generate, or of pylintseq. Each row's edits are applied
again; those that cannot be, or that do not give the program, go to the rejects with the reason.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from lintseq.cli.arguments import (
    UsageError,
    add_schema_arguments,
    check_paths,
    rejects_path_of,
    require_files,
    schema_of,
)
from lintseq.cli.terminal import Progress
from lintseq.conversion import Conversion
from lintseq.dataset import Dataset, expand_inputs
from lintseq.errors import InputError
from lintseq.files import OutputFile
from lintseq.formats import formats
from lintseq.record import PRESETS
from lintseq.transformation import Transform

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("input", nargs="+", metavar="ROWS", help="rows; - is standard input")
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="where the rows go, as JSON lines (.gz and .zst compress); - for standard output",
    )
    parser.add_argument(
        "--rejects",
        metavar="PATH",
        help="where rows go that cannot be converted (default: OUT.rejects.jsonl; with -o -, they "
        "go to standard output, too)",
    )
    parser.add_argument(
        "--format",
        choices=formats(),
        default="unified",
        help="the format to write the edits in (default: %(default)s)",
    )
    parser.add_argument(
        "--context", type=int, default=0, metavar="N", help="lines of context around each insertion"
    )
    parser.add_argument(
        "--preset",
        choices=PRESETS,
        default="lintseq",
        help="columns to write: ours, or exactly those of pylintseq (default: %(default)s)",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="read N rows at most (default: all)")
    parser.add_argument("--quiet", action="store_true", help="write no progress and no summary")
    add_schema_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if there were rows, but none could be converted."""
    transform = Transform(schema=schema_of(options), format=options.format, context=options.context)
    conversion = Conversion(transform, options.preset)
    inputs = expand_inputs(options.input)
    require_files(list(inputs))
    rejects_path = rejects_path_of(options)
    if options.preset == "peer" and rejects_path == options.output:
        raise UsageError("the peer's columns cannot hold rejects: name a file with --rejects")
    check_paths(options, inputs, rejects_path)
    converted = rejected = 0
    with ExitStack() as stack:
        reader = stack.enter_context(closing(Dataset(inputs, options.limit).reader()))
        output = stack.enter_context(OutputFile(options.output))
        rejects = output
        if rejects_path != options.output:
            rejects = stack.enter_context(OutputFile(rejects_path))
        progress = stack.enter_context(Progress(quiet=options.quiet))
        for row in reader.take(sys.maxsize):
            made = conversion.convert(row)
            if isinstance(made, bytes):
                output.write(made)
                converted += 1
            else:
                rejects.write(made.line())
                rejected += 1
            progress.show(reader.fraction, rows=converted + rejected, rejected=rejected)
        if rejects is not output:
            rejects.commit()
        output.commit()
    if not options.quiet:
        print(f"{converted:,} rows converted, {rejected:,} rejected", file=sys.stderr)
    if reader.damage:
        raise InputError("; ".join(reader.damage))
    return 1 if rejected and not converted else 0
