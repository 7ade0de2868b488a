"""Look for programs that break a promise: of a language, a linter, an edit format or a plug-in.

Programs are generated, mutated and made up to be hard, by turns for each target, until the time is
up. What breaks a promise is made as small as possible, shown, and kept with the command that tries
it again. Without a name of anything, all that is built in is tried: every language, with the native
linter, and every edit format. Needs lintseq[hypothesis].
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.cli.arguments import UsageError
from lintseq.cli.terminal import Palette, Progress, visible
from lintseq.errors import InputError
from lintseq.language import language_of_file

if TYPE_CHECKING:
    import argparse

    from lintseq.testing.fuzzing.campaign import Report
    from lintseq.testing.fuzzing.finding import Finding

__all__ = ["add_arguments", "run"]

_SHOWN_LINES = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "plugins",
        nargs="*",
        metavar="PLUGIN",
        help="what registers something of your own: a folder with language.toml, which is the "
        "target then, a file of Python or a module",
    )
    for name in ("language", "linter", "format"):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="NAME",
            help=f"try this {name}; may be given again",
        )
    parser.add_argument(
        "--seconds", type=float, default=60, metavar="N", help="how long (default: %(default)s)"
    )
    parser.add_argument(
        "--cases",
        type=int,
        metavar="N",
        help="try about N cases instead, however long it takes; with --seed and a new corpus "
        "always the same ones",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="draw the same cases again")
    parser.add_argument(
        "--case-seconds",
        type=float,
        default=60,
        metavar="N",
        help="a case that takes longer is a finding (default: %(default)s)",
    )
    parser.add_argument(
        "--programs",
        action="append",
        default=[],
        metavar="PATH",
        help="a file, or a folder of files, with real programs to start from; may be given again",
    )
    parser.add_argument(
        "--corpus",
        default="fuzz-corpus",
        metavar="DIR",
        help="where programs and findings are kept (default: %(default)s)",
    )
    parser.add_argument("--replay", metavar="FINDING", help="try one finding again, and no more")
    parser.add_argument("--json", action="store_true", help="write the report as JSON")
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if a promise is broken."""
    for name in ("seconds", "case_seconds", "cases"):
        if (value := getattr(options, name)) is not None and value <= 0:
            raise UsageError(f"--{name.replace('_', '-')} must be above 0")
    # Only this command needs hypothesis.
    from lintseq.testing.fuzzing.plugin import load_plugin  # noqa: PLC0415

    if options.replay is not None:
        return _replay(Path(options.replay), options)
    folders = [name for name in map(load_plugin, options.plugins) if name is not None]
    from lintseq.testing.fuzzing.campaign import Campaign  # noqa: PLC0415
    from lintseq.testing.fuzzing.corpus import Corpus  # noqa: PLC0415
    from lintseq.testing.fuzzing.selection import targets_of  # noqa: PLC0415

    languages = [*options.language, *folders]
    targets = targets_of(languages, options.linter, options.format)
    corpus = Corpus(Path(options.corpus))
    seed = random.getrandbits(32) if options.seed is None else options.seed
    campaign = Campaign(
        targets,
        corpus,
        seed=seed,
        case_seconds=options.case_seconds,
        plugins=options.plugins,
        sources=_sources(options.programs),
    )
    for path, finding in corpus.kept_findings():
        campaign.try_again(path, finding)
    with Progress(quiet=options.quiet) as progress:
        report = campaign.run(
            options.seconds,
            options.cases,
            lambda fraction, so_far: progress.show(
                fraction, cases=so_far.examples.total(), findings=len(so_far.findings)
            ),
        )
    if options.json:
        print(json.dumps(_values(report), indent=2))
    else:
        _print(report)
    return 1 if report.findings else 0


def _replay(path: Path, options: argparse.Namespace) -> int:
    from lintseq.testing.fuzzing.finding import Finding, attempt  # noqa: PLC0415
    from lintseq.testing.fuzzing.plugin import load_plugin  # noqa: PLC0415
    from lintseq.testing.fuzzing.selection import find_target  # noqa: PLC0415

    finding = Finding.read(path)
    for plugin in dict.fromkeys([*options.plugins, *finding.plugins]):
        load_plugin(plugin)
    target = find_target(finding.kind, finding.subject, finding.language)
    broken, _ = attempt(target, finding.case)
    if options.json:
        print(json.dumps({"broken": [str(one) for one in broken]}, indent=2))
    else:
        _print_case(finding)
        for one in broken:
            print(one)
        print(f"{len(broken)} promises broken" if broken else "no promise is broken")
    return 1 if broken else 0


def _sources(paths: list[str]) -> dict[str, list[str]]:
    """Read real programs, by language.

    Raises:
        InputError: If a file cannot be read, or its name does not tell its language.
    """
    found: dict[str, list[str]] = {}
    for name in paths:
        path = Path(name)
        listed = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in listed:
            language = language_of_file(file)
            if language is None or file.is_dir():
                if not path.is_dir():
                    raise InputError(f"{file}: its extension tells no language")
                continue
            try:
                found.setdefault(language, []).append(file.read_bytes().decode())
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(f"{file}: {error}") from None
    return found


def _values(report: Report) -> dict[str, Any]:
    return {
        "seed": report.seed,
        "seconds": round(report.seconds, 1),
        "cases": report.examples.total(),
        "targets": [
            {"kind": kind, "subject": subject, "language": language, "cases": count}
            for (kind, subject, language), count in sorted(report.examples.items())
        ],
        "programs_kept": dict(sorted(report.kept.items())),
        "mended": [str(path) for path in report.mended],
        "findings": [{"file": str(path), **finding.told} for path, finding in report.findings],
    }


def _print(report: Report) -> None:
    for (kind, subject, language), count in sorted(report.examples.items()):
        beside = "" if subject == language else f" in {language}"
        print(f"{kind:<9} {subject + beside:<30} {count:>9,} cases")
    for path in report.mended:
        print(f"breaks nothing any more, removed: {path}")
    for path, finding in report.findings:
        print()
        _print_case(finding)
        for one in finding.broken:
            print(f"  {one}")
        print(f"  to try it again: lintseq fuzz --replay {path}")
    print(
        f"\n{report.examples.total():,} cases in {report.seconds:,.0f} s, "
        f"{report.kept.total():,} programs kept, {len(report.findings)} findings, "
        f"seed {report.seed}"
    )


def _print_case(finding: Finding) -> None:
    palette = Palette("auto", sys.stdout)
    print(palette.title(f"{finding.kind} {finding.subject}, {finding.language}:"))
    for name, value in finding.case.items():
        if not isinstance(value, str) or "\n" not in value:
            print(f"  {name}: {json.dumps(value)}")
            continue
        print(f"  {name}:")
        lines = value.split("\n")
        for number, line in enumerate(lines[:_SHOWN_LINES], 1):
            print(f"  {number:>4} {visible(line)}")
        if len(lines) > _SHOWN_LINES:
            print(f"       and {len(lines) - _SHOWN_LINES} more")
