"""`lintseq generate` to a directory: shards, resumed where they were left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.cli.arguments import UsageError
from lintseq.cli.terminal import Progress
from lintseq.columnar.layout import Layout
from lintseq.dataset import Dataset, Fingerprint, is_parquet
from lintseq.location import STANDARD_STREAM, is_url
from lintseq.run.directory import MANIFEST, RunDirectory
from lintseq.run.manifest import Manifest
from lintseq.run.work import Run, RunResult

if TYPE_CHECKING:
    import argparse

    from lintseq.generation import Generation

__all__ = [
    "ENDINGS",
    "PARQUET",
    "add_arguments",
    "check_preset",
    "is_directory",
    "layout_of",
    "run",
]

PARQUET = "parquet"
"""The ending of Parquet files."""

ENDINGS = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")


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
        help="what shards are (default: parquet if all inputs are, else jsonl.gz)",
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
    if is_url(options.output):
        raise UsageError(f"{options.output}: a run goes to a local directory; copy it afterwards")
    fingerprints = [Fingerprint.of(path) for path in inputs]
    ending = _ending(options, inputs)
    layout = layout_of(inputs, generation, options.output) if ending == PARQUET else None
    directory = RunDirectory(options.output, ending)
    dataset = Dataset(inputs, options.limit)
    work = Run(directory, dataset, generation, options.shard_rows, options.preset, layout)
    manifest = Manifest.of(
        generation,
        fingerprints,
        limit=options.limit,
        shard_rows=options.shard_rows,
        ending=ending,
        preset=options.preset,
        layout=layout,
    )
    with directory, Progress(quiet=options.quiet) as progress:
        work.start(manifest, resume=options.resume)
        return work.work(options.workers, progress.show_stand)


def _ending(options: argparse.Namespace, inputs: tuple[str, ...]) -> str:
    """Give the ending of shards.

    Raises:
        UsageError: If Parquet files cannot have the columns that are asked for.
    """
    ending: str | None = options.shard_format
    if ending is None:
        fits = options.preset == "lintseq" and all(map(is_parquet, inputs))
        return PARQUET if fits else "jsonl.gz"
    if ending == PARQUET:
        check_preset(options.preset)
    return ending


def check_preset(preset: str) -> None:
    """Refuse Parquet files with the columns of the peer.

    Raises:
        UsageError: If these are asked for.
    """
    if preset != "lintseq":
        raise UsageError(f"--preset {preset} writes JSON lines, as its programs read; not Parquet")


def layout_of(
    inputs: tuple[str, ...], generation: Generation, directory: str | None = None
) -> Layout:
    """Give the columns of Parquet output: those that the run has if it is there already.

    Raises:
        InputError: If the inputs have columns that do not go together.
        MissingExtraError: If pyarrow is not installed.
    """
    schema = generation.schema
    manifest = Path(directory or "") / MANIFEST
    if directory is not None and (before := Manifest.read_whole(manifest)) is not None:
        told = before.settings.get("layout_of_columns")
        if isinstance(told, str):
            return Layout.read(told, schema)
    return Layout.of(inputs, schema)
