"""Turn rows of edit sequences into training rows.

Input rows are those of generate: files, or its directories of shards. Each shape is what a kind of
trainer reads. Edits stand behind <|diff|>, or behind a separator of ordinary text. Rows that give
no training row go to the rejects file with the reason. alpaca and sharegpt come with the
dataset_info.json of LLaMA-Factory.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.cli.arguments import UsageError, check_paths, rejects_path_of, require_files
from lintseq.cli.terminal import Progress
from lintseq.dataset import Dataset, expand_inputs
from lintseq.errors import InputError
from lintseq.files import STANDARD_STREAM, OutputFile
from lintseq.formats import formats
from lintseq.row import BadRow, encode_columns
from lintseq.run.directory import MANIFEST, finished_shards
from lintseq.training.budget import OVER, Budget
from lintseq.training.dataset_info import check_dataset_info, write_dataset_info
from lintseq.training.export import Export
from lintseq.training.registry import make_shape, shapes
from lintseq.training.separator import DIFF, PLAIN
from lintseq.training.shapes.steps import DRAWS
from lintseq.training.summary import ExportSummary

if TYPE_CHECKING:
    import argparse

    from lintseq.row import Columns, Row
    from lintseq.sequence import Reject

__all__ = ["add_arguments", "run"]

REJECT_COLUMNS = ("status", "reason", "detail", "file", "line")
"""The columns that rejected rows have besides their own."""

_SHAPE_OPTIONS = ("separator", "eos", "bos", "next_turn", "last_turn", "draw", "seed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "input",
        nargs="+",
        metavar="INPUT",
        help="rows of generate: files, or directories of shards; - is standard input",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="where the training rows go, JSON lines (.gz and .zst compress); - is standard output",
    )
    parser.add_argument(
        "--shape", required=True, choices=shapes(), help="the shape of the training rows"
    )
    parser.add_argument(
        "--rejects",
        metavar="PATH",
        help="where rows go that give no training row (default: OUT.rejects.jsonl)",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="read N rows at most (default: all)")
    parser.add_argument(
        "--no-ids",
        dest="identify",
        action="store_false",
        help="leave the columns row_id, sample and language out",
    )
    parser.add_argument("--json", action="store_true", help="write the summary as JSON")
    parser.add_argument("--quiet", action="store_true", help="write no progress and no summary")
    columns = parser.add_argument_group("rows")
    columns.add_argument(
        "--instruction-column",
        metavar="NAME",
        help="column with the instruction (default: instruction or prompt, where there is one)",
    )
    columns.add_argument(
        "--format", choices=formats(), help="reject rows in another edit format (default: any)"
    )
    _add_shape_arguments(parser)
    tokens = parser.add_argument_group("tokens")
    tokens.add_argument(
        "--tokenizer",
        metavar="PATH",
        help="a tokenizer.json (needs the extra training), or a folder with a tokenizer of "
        "transformers, whose chat template counts, too (needs transformers)",
    )
    tokens.add_argument(
        "--max-tokens", type=int, metavar="N", help="tokens a training row may have"
    )
    tokens.add_argument(
        "--over",
        choices=OVER,
        help="reject rows with more tokens, or cut them after the last edit that fits "
        "(default: reject)",
    )


def _add_shape_arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("shapes")
    group.add_argument(
        "--separator",
        metavar="TEXT",
        help=f"what stands between edits; any but {DIFF} has a line of its own, such as {PLAIN!r} "
        f"(default: {DIFF})",
    )
    group.add_argument(
        "--eos",
        metavar="TEXT",
        help="the tokenizer's end of sequence, behind each finished text (default: none)",
    )
    group.add_argument(
        "--bos",
        metavar="TEXT",
        help="of axolotl: the tokenizer's beginning of sequence (default: none)",
    )
    group.add_argument(
        "--next-turn",
        metavar="TEXT",
        help="of messages and sharegpt: how the user asks for another edit (default: Continue.)",
    )
    group.add_argument(
        "--last-turn",
        metavar="TEXT",
        help="of messages and sharegpt: what the assistant says at the end; empty for nothing "
        "(default: Done.)",
    )
    group.add_argument(
        "--draw",
        choices=DRAWS,
        help="of steps: draw consecutive edits of each row, or take each edit (default: span)",
    )
    group.add_argument(
        "--seed",
        type=int,
        metavar="N",
        help="of steps: the same seed draws the same edits (default: 0)",
    )


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if there were rows, but no training row came out."""
    export = _export_of(options)
    inputs = _inputs(options.input)
    rejects_path = _rejects_path(options)
    _check_paths(options, inputs, rejects_path)
    describes = export.shape.dataset_info is not None and options.output != STANDARD_STREAM
    if describes:
        check_dataset_info(Path(options.output))
    summary = ExportSummary()
    with ExitStack() as stack:
        reader = stack.enter_context(closing(Dataset(inputs, options.limit).reader()))
        output = stack.enter_context(OutputFile(options.output))
        rejects = stack.enter_context(OutputFile(rejects_path))
        progress = stack.enter_context(Progress(quiet=options.quiet))
        for row in reader.take(sys.maxsize):
            converted = export.convert(row)
            summary.count(converted, f"{row.source}, line {row.line}")
            for made in converted.rows:
                output.write(encode_columns(made.columns) + b"\n")
            for reject in converted.rejects:
                rejects.write(_reject_line(row, reject))
            progress.show(
                reader.fraction,
                rows=summary.rows,
                written=summary.training_rows,
                rejected=summary.rejects.total(),
            )
        rejects.commit()
        output.commit()
    info = write_dataset_info(Path(options.output), export.shape) if describes else None
    _report(options, summary, rejects_path, info)
    if reader.damage:
        raise InputError("; ".join(reader.damage))
    return 1 if summary.rows and not summary.training_rows else 0


def _export_of(options: argparse.Namespace) -> Export:
    """Give what the options describe.

    Raises:
        UsageError: If they do not fit together.
    """
    given = {name: getattr(options, name) for name in _SHAPE_OPTIONS}
    shape = make_shape(
        options.shape, **{name: value for name, value in given.items() if value is not None}
    )
    budget = None
    if options.max_tokens is not None:
        if options.tokenizer is None:
            raise UsageError("--max-tokens needs a --tokenizer that counts them")
        budget = Budget(options.tokenizer, options.max_tokens, options.over or OVER[0])
    elif options.tokenizer is not None or options.over is not None:
        raise UsageError("--tokenizer and --over need --max-tokens")
    return Export(
        shape=shape,
        budget=budget,
        instruction_column=options.instruction_column,
        edit_format=options.format,
        identify=options.identify,
    )


def _inputs(names: list[str]) -> tuple[str, ...]:
    """Give the files of inputs; a directory of shards stands for its shards."""
    files: list[str] = []
    for name in expand_inputs(names):
        if name != STANDARD_STREAM and (Path(name) / MANIFEST).is_file():
            files += map(str, finished_shards(Path(name)))
        else:
            files.append(name)
    return tuple(files)


def _rejects_path(options: argparse.Namespace) -> str:
    if options.rejects is None and options.output == STANDARD_STREAM:
        raise UsageError("training rows and rejects cannot share standard output: name --rejects")
    return rejects_path_of(options)


def _check_paths(options: argparse.Namespace, inputs: tuple[str, ...], rejects_path: str) -> None:
    """Refuse what would lose rows.

    Raises:
        UsageError: If an input is missing, or would be overwritten, or two outputs are one.
    """
    require_files(list(inputs))
    check_paths(options, inputs, rejects_path)
    if options.output == rejects_path:
        raise UsageError(f"{rejects_path}: output and rejects are the same file")


def _reject_line(row: Row | BadRow, reject: Reject) -> bytes:
    """Write a row that gave no training row: its columns, the reason, and where it was."""
    added: Columns = {
        "status": "rejected",
        "reason": reject.reason,
        "detail": reject.detail,
        "file": row.source,
        "line": row.line,
    }
    ours = ("status", "reason")  # generate wrote them, and what they said is no news
    kept = {
        f"source_{name}" if name in added and name not in ours else name: value
        for name, value in row.columns.items()
    }
    return encode_columns({**kept, **added}) + b"\n"


def _report(
    options: argparse.Namespace, summary: ExportSummary, rejects_path: str, info: Path | None
) -> None:
    if options.json:
        report: dict[str, Any] = summary.report() | {
            "shape": options.shape,
            "output": options.output,
            "rejects_file": rejects_path,
            "dataset_info": None if info is None else str(info),
        }
        stream = sys.stderr if options.output == STANDARD_STREAM else sys.stdout
        print(json.dumps(report, indent=2), file=stream)
    elif not options.quiet:
        print(summary.text(), file=sys.stderr)
        if summary.rejects and rejects_path != STANDARD_STREAM:
            print(f"rejected rows: {rejects_path}", file=sys.stderr)
        if info is not None:
            print(f"described in {info}", file=sys.stderr)
    if summary.rows and not summary.training_rows:
        print(
            f"lintseq: no row gave a training row; first: {summary.first_reject}", file=sys.stderr
        )
