"""`lintseq generate` to a directory: shards, resumed where they were left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.cli.arguments import UsageError
from lintseq.cli.terminal import Progress
from lintseq.dataset import Dataset, Fingerprint
from lintseq.files import STANDARD_STREAM
from lintseq.run.directory import MANIFEST, RunDirectory
from lintseq.run.manifest import Manifest
from lintseq.run.work import Run, RunResult

if TYPE_CHECKING:
    import argparse

    from lintseq.generation import Generation

__all__ = ["ENDINGS", "add_arguments", "is_directory", "run"]

ENDINGS = ("jsonl", "jsonl.gz", "jsonl.zst")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of runs that go to a directory."""
    group = parser.add_argument_group("directories", "where OUT is a directory or ends in /")
    group.add_argument(
        "--shard-rows",
        type=int,
        default=10_000,
        metavar="N",
        help="rows of the input for each shard (default: %(default)s)",
    )
    group.add_argument(
        "--shard-format",
        choices=ENDINGS,
        default="jsonl.gz",
        help="what shards are (default: %(default)s)",
    )
    group.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help="processes that share the shards out; never changes the output (default: %(default)s)",
    )
    group.add_argument(
        "--resume", action="store_true", help="go on with the run that is in the directory"
    )


def is_directory(output: str) -> bool:
    """Tell whether an output is a directory of shards: it ends in a slash, or holds a run."""
    if output == STANDARD_STREAM:
        return False
    return output.endswith("/") or (Path(output) / MANIFEST).is_file()


def run(options: argparse.Namespace, inputs: tuple[str, ...], generation: Generation) -> RunResult:
    """Generate into a directory.

    Raises:
        UsageError: If an option makes no sense here.
        InputError: If an input cannot be read at all.
        OutputError: If the directory holds another run, or cannot be written.
    """
    for name, least in (("shard_rows", 1), ("workers", 1)):
        if getattr(options, name) < least:
            raise UsageError(f"--{name.replace('_', '-')} must be {least} or more")
    if options.rejects is not None:
        raise UsageError("--rejects is for a single output file; a directory has its own rejects")
    directory = RunDirectory(options.output, options.shard_format)
    dataset = Dataset(inputs, options.limit)
    work = Run(directory, dataset, generation, options.shard_rows, options.preset)
    manifest = Manifest.of(
        generation,
        [Fingerprint.of(path) for path in inputs],
        limit=options.limit,
        shard_rows=options.shard_rows,
        ending=options.shard_format,
        preset=options.preset,
    )
    with directory, Progress(quiet=options.quiet) as progress:
        work.start(manifest, resume=options.resume)
        return work.work(options.workers, lambda rows, fraction: progress.show(fraction, rows=rows))
