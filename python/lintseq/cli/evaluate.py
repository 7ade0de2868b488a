"""Run samples of a model against the tests of problems, and estimate pass@k.

SAMPLES are rows with task_id and one of: program, a whole one; completion, what follows the prompt
of the problem; edits or edit_path, in any edit format; text, as a model wrote it. Problems are rows
with task_id, test, and where there are any prompt, entry_point and language. Programs run in a
sandbox without network, with limits, in a folder of their own. Every sample comes out, with its
status and a reason.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from lintseq.cli.arguments import UsageError, check_output, require_files
from lintseq.cli.terminal import Progress
from lintseq.dataset import Dataset, expand_inputs
from lintseq.errors import ConfigError, InputError
from lintseq.evaluation import (
    Compute,
    Evaluator,
    Problem,
    Resolver,
    RunLimits,
    StaticErrors,
    Summary,
)
from lintseq.files import OutputFile
from lintseq.location import STANDARD_STREAM
from lintseq.row import BadRow, encode_columns

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from lintseq.dataset import RowReader

__all__ = ["add_arguments", "run"]

_LIMITS = RunLimits()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "samples", nargs="+", metavar="SAMPLES", help="files of samples; - is standard input"
    )
    parser.add_argument(
        "--problems", required=True, metavar="FILE", help="the problems with their tests"
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="where to write a row for each sample"
    )
    parser.add_argument(
        "-k",
        default="1,10,100",
        metavar="K,K...",
        help="numbers of samples for pass@k (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="write the summary as JSON")
    parser.add_argument("--limit", type=int, metavar="N", help="read this many samples at most")
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="of the confidence intervals (default: 0)"
    )
    parser.add_argument(
        "--quiet", action="store_true", help="write no progress and, without --json, no summary"
    )
    parser.add_argument(
        "--chart", metavar="OUT.svg", help="draw pass@k over what k samples cost, or over k"
    )
    parser.add_argument(
        "--linter",
        action="append",
        default=[],
        metavar="NAME",
        help="count programs in which this linter finds errors (may be repeated)",
    )
    parser.add_argument(
        "--tokenizer",
        metavar="PATH",
        help="counts tokens of samples that do not say theirs in a column tokens",
    )
    parser.add_argument(
        "--parameters",
        type=float,
        metavar="N",
        help="parameters of the model, for what its samples cost",
    )
    _add_reading(parser.add_argument_group("samples"))
    _add_running(parser.add_argument_group("running"))


def _add_reading(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--language",
        default="python",
        metavar="NAME",
        help="language of problems that do not say (default: %(default)s)",
    )
    group.add_argument(
        "--format",
        default="unified",
        metavar="NAME",
        help="edit format of samples that do not say (default: %(default)s)",
    )
    group.add_argument(
        "--base",
        choices=("empty", "prompt"),
        default="empty",
        help="what edits start from (default: %(default)s)",
    )
    group.add_argument(
        "--separator",
        default=Resolver().separator,
        metavar="TEXT",
        help="what stands between edits in a text (default: %(default)s)",
    )
    group.add_argument(
        "--stop",
        action="append",
        default=[],
        metavar="TEXT",
        help=r"cut samples off before it; \n is a line end (may be repeated)",
    )
    group.add_argument(
        "--partial", action="store_true", help="leave out edits that cannot be applied"
    )


def _add_running(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--seconds",
        type=float,
        default=_LIMITS.seconds,
        metavar="S",
        help="seconds for a program with its tests (default: %(default)g)",
    )
    group.add_argument(
        "--memory",
        type=int,
        default=_LIMITS.memory >> 20,
        metavar="MIB",
        help="memory of all its processes (default: %(default)s)",
    )
    group.add_argument(
        "--processes",
        type=int,
        default=_LIMITS.processes,
        metavar="N",
        help="its processes and threads at once (default: %(default)s)",
    )
    group.add_argument(
        "--workers", type=int, metavar="N", help="programs at once (default: all cores)"
    )
    group.add_argument("--reuse", action="store_true", help="run equal programs of a problem once")
    group.add_argument(
        "--unprotected",
        action="store_true",
        help="run programs also where the system offers no protection from them",
    )


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if a row is no sample, or a program could not be run."""
    ks = _numbers(options.k)
    inputs = tuple(expand_inputs(options.samples))
    _check_paths(options, [*inputs, options.problems])
    problems = _problems(options.problems, options.language)
    summary = Summary(
        compute=Compute(options.parameters, options.tokenizer, options.separator),
        static_errors=tuple(map(StaticErrors, options.linter)),
    )
    with ExitStack() as stack:
        evaluator = stack.enter_context(_evaluator(options, problems))
        reader = stack.enter_context(closing(Dataset(inputs, options.limit).reader()))
        output = None
        if options.output is not None:
            output = stack.enter_context(OutputFile(options.output))
        progress = stack.enter_context(Progress(quiet=options.quiet))
        for found in evaluator.evaluate(_samples(reader)):
            summary.count(found)
            if output is not None:
                output.write(encode_columns(found.row()) + b"\n")
            passed = summary.statuses["passed"]
            progress.show(reader.fraction, samples=summary.samples, passed=passed)
        if output is not None:
            output.commit()
    _draw(options, summary, ks)
    report = summary.report(ks, problems=len(problems), seed=options.seed)
    stream = sys.stderr if options.output == STANDARD_STREAM else sys.stdout
    if options.json:
        print(json.dumps(report, indent=2), file=stream)
    elif not options.quiet:
        print("\n".join(_text(report)), file=stream)
    if reader.damage:
        raise InputError("; ".join(reader.damage))
    return 1 if summary.statuses["unusable"] or summary.statuses["not-run"] else 0


def _check_paths(options: argparse.Namespace, inputs: list[str]) -> None:
    """Refuse inputs that are missing, and outputs that cannot be written.

    Raises:
        UsageError: If there is one.
    """
    require_files(inputs)
    if inputs.count(STANDARD_STREAM) > 1:
        raise UsageError("standard input can be read only once")
    for path in (options.output, options.chart):
        if path is not None:
            check_output(path, inputs)
    if options.chart == STANDARD_STREAM:
        raise UsageError("--chart takes the name of a file")


def _draw(options: argparse.Namespace, summary: Summary, ks: list[int]) -> None:
    chart = None if options.chart is None else summary.chart(ks, seed=options.seed)
    if chart is not None:
        with OutputFile(options.chart) as output:
            output.write(chart.encode())
            output.commit()


def _evaluator(options: argparse.Namespace, problems: list[Problem]) -> Evaluator:
    resolver = Resolver(
        format=options.format,
        base=options.base,
        stop=tuple(text.replace("\\n", "\n") for text in options.stop),
        separator=options.separator,
        partial=options.partial,
    )
    limits = RunLimits(
        seconds=options.seconds, memory=options.memory << 20, processes=options.processes
    )
    return Evaluator(
        problems, resolver, limits, options.workers, options.unprotected, options.reuse
    )


def _samples(reader: RowReader) -> Iterator[dict[str, Any]]:
    for row in reader.take(sys.maxsize):
        yield row.columns


def _problems(path: str, language: str) -> list[Problem]:
    """Read all problems.

    Raises:
        InputError: If a row is none, or there are none.
    """
    problems = []
    with closing(Dataset((path,)).reader()) as reader:
        for row in reader.take(sys.maxsize):
            place = f"{row.source}, line {row.line}"
            if isinstance(row, BadRow):
                raise InputError(f"{place}: {row.reason}: {row.detail}")
            try:
                problems.append(Problem.of(row.columns, language))
            except ConfigError as error:
                raise InputError(f"{place}: {error}") from None
        if reader.damage:
            raise InputError("; ".join(reader.damage))
    if not problems:
        raise InputError(f"{path}: there are no problems")
    return problems


def _numbers(text: str) -> list[int]:
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if not numbers or min(numbers) < 1:
        raise UsageError(f"-k takes whole numbers above 0 with commas between, not {text!r}")
    return sorted(set(numbers))


def _text(report: dict[str, Any]) -> list[str]:
    """Write the numbers for a reader."""
    problems, reached = report["problems"], report["problems_with_samples"]
    of = "" if reached == problems else f" of {problems:,}"
    lines = [f"{report['samples']:,} samples of {reached:,}{of} problems"]
    lines += [f"  {number:>8,}  {status}" for status, number in report["statuses"].items()]
    lines += [
        f"  {one['samples']:>8,}  {one['status']}: {one['reason']}" for one in report["reasons"]
    ]
    for k, found in report["pass_at_k"].items():
        if found is not None:
            value, low, high = (f"{100 * found[name]:.1f}" for name in ("value", "low", "high"))
            lines.append(f"pass@{k}: {value} % (95 %: {low} to {high})")
        else:
            fewest = report["fewest_samples"]
            lines.append(f"pass@{k}: a problem has fewer samples ({fewest:,})")
    return lines + _text_beside(report)


def _text_beside(report: dict[str, Any]) -> list[str]:
    lines = []
    diversity, compute = report["diversity"], report["compute"]
    if diversity["programs"]:
        said = f"distinct programs of a problem: {_percent(diversity['distinct_programs_share'])}"
        if diversity["parsed"]:
            said += f", distinct structures: {_percent(diversity['distinct_structures_share'])}"
        lines.append(said)
    for one in report["static_errors"]:
        said = f"programs with errors by {one['linter']}: {_percent(one['share'])}"
        failed = f", {one['failed']:,} could not be linted" if one["failed"] else ""
        lines.append(said + failed)
    if compute["tokens_per_sample"] is not None:
        said = f"tokens of a sample: {compute['tokens_per_sample']:,.1f}"
        if compute["flops_per_sample"] is not None:
            said += f", operations: {compute['flops_per_sample']:.3g}"
        lines.append(said)
    return lines


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{100 * share:.1f} %"
