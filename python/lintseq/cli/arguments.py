"""Command-line arguments that several commands share."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.config import Config
from lintseq.detection import DETECTORS
from lintseq.errors import LintSeqError
from lintseq.files import InputFile
from lintseq.location import STANDARD_STREAM, is_url, missing
from lintseq.schema import Schema

if TYPE_CHECKING:
    import argparse
    from dataclasses import Field

__all__ = [
    "UsageError",
    "add_config_arguments",
    "add_schema_arguments",
    "check_output",
    "config_of",
    "open_input",
    "require_files",
    "schema_of",
]


class UsageError(LintSeqError):
    """The command line asks for something that makes no sense."""


def add_schema_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which columns to read."""
    group = parser.add_argument_group("columns")
    group.add_argument(
        "--program-column",
        metavar="NAME",
        help="column with the program (default: program, or else the only one of code, response, "
        "output, canonical_solution, completion, content)",
    )
    group.add_argument(
        "--instruction-column",
        metavar="NAME",
        help="column with the instruction (default: instruction or prompt, where there is one)",
    )
    group.add_argument(
        "--language-column",
        metavar="NAME",
        default="language",
        help="column with the language (default: %(default)s)",
    )
    group.add_argument(
        "--path-column",
        metavar="NAME",
        help="column with the path of the program's file, whose extension tells the language of "
        "rows that do not say (default: path, file_path, filename, file_name or "
        "max_stars_repo_path, where there is one)",
    )
    group.add_argument(
        "--language",
        metavar="NAME",
        help="language of rows that do not say (default: by code fence, path or #! line; what "
        "these leave open is rejected)",
    )
    group.add_argument(
        "--detector",
        choices=sorted(DETECTORS),
        help="asked about rows that nothing else decides (needs the extra of its name)",
    )
    group.add_argument(
        "--prose",
        choices=("drop", "keep"),
        default="drop",
        help="drop what stands around code fences, or keep it in a column prose "
        "(default: %(default)s)",
    )


def schema_of(options: argparse.Namespace) -> Schema:
    """Give the schema that the options describe."""
    return Schema(
        program=options.program_column,
        instruction=options.instruction_column,
        language=options.language_column,
        path=options.path_column,
        default_language=options.language,
        detector=options.detector,
        prose=options.prose,
    )


def add_config_arguments(parser: argparse.ArgumentParser) -> None:
    """Add one option for each field of `Config`, and ``--paper``."""
    group = parser.add_argument_group("sampling")
    group.add_argument(
        "--paper",
        action="store_true",
        help="sample as the paper's implementation does; the options below still count",
    )
    for option in fields(Config):
        _add_option(group, option)


def _add_option(group: argparse._ArgumentGroup, option: Field[Any]) -> None:
    if "names" in option.metadata:
        group.add_argument(
            "--" + option.name.removesuffix("s"),
            dest=option.name,
            action="append",
            metavar="NAME",
            help=f"{option.metadata['help']} (may be repeated)",
        )
        return
    name = "--" + option.name.replace("_", "-")
    default = "no bound" if option.default is None else option.default
    explained = f"{option.metadata['help']} (default: {default})"
    if option.default is False:
        explained = option.metadata["help"]
        group.add_argument(name, action="store_true", default=None, help=explained)
    elif "allowed" in option.metadata:
        group.add_argument(name, choices=option.metadata["allowed"], help=explained)
    else:
        kind = float if isinstance(option.default, float) else int
        group.add_argument(name, type=kind, metavar="N", help=explained)


def config_of(options: argparse.Namespace) -> Config:
    """Give the configuration that the options describe."""
    base = Config.paper() if options.paper else Config()
    given = {option.name: getattr(options, option.name) for option in fields(Config)}
    return replace(base, **{name: value for name, value in given.items() if value is not None})


def require_files(paths: list[str]) -> None:
    """Check that inputs are there before any work begins.

    Raises:
        UsageError: If one is missing, or is a directory.
    """
    for path in paths:
        if path != STANDARD_STREAM and (said := missing(path)):
            raise UsageError(said)


def open_input(path: str) -> InputFile:
    """Open an input.

    Raises:
        UsageError: If that is not possible.
    """
    require_files([path])
    try:
        return InputFile(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None


def check_output(path: str, inputs: list[str]) -> None:
    """Refuse an output that cannot be written, or would overwrite an input.

    Raises:
        UsageError: If it is so.
    """
    if path == STANDARD_STREAM:
        return
    if is_url(path):
        raise UsageError(f"{path}: output goes to a local file; copy it afterwards")
    output = Path(path)
    folder = output.resolve().parent
    if not folder.is_dir():
        raise UsageError(f"{output}: there is no directory {folder}")
    if output.is_dir():
        raise UsageError(f"{output}: is a directory; with / at its end it is filled with shards")
    for name in inputs:
        local = name != STANDARD_STREAM and not is_url(name)
        if local and output.is_file() and output.samefile(name):
            raise UsageError(f"{output}: is an input, too; name another output")


def rejects_path_of(options: argparse.Namespace) -> str:
    """Give where rejected rows go: beside the output, or along with it to standard output."""
    if options.rejects is not None:
        return str(options.rejects)
    if options.output == STANDARD_STREAM:
        return STANDARD_STREAM
    return f"{options.output}.rejects.jsonl"


def check_paths(options: argparse.Namespace, inputs: tuple[str, ...], rejects_path: str) -> None:
    """Refuse what would lose rows.

    Raises:
        UsageError: If an input would be overwritten or read twice, or two outputs are one by
            different names.
    """
    if inputs.count(STANDARD_STREAM) > 1:
        raise UsageError("standard input can be read only once")
    if options.limit is not None and options.limit < 0:
        raise UsageError(f"--limit must be 0 or more, not {options.limit}")
    for output in (options.output, rejects_path):
        check_output(output, list(inputs))
    if (
        options.output != rejects_path
        and Path(options.output).resolve() == Path(rejects_path).resolve()
    ):
        raise UsageError(f"{rejects_path}: output and rejects are the same file")
