"""List the languages that can be sampled, or check the folder of one.

A check loads the folder as it is on disk, compiles its queries against the grammar, and holds the
engine to the annotated cases in its folder cases/.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.language import languages
from lintseq.registration import pack_languages, register_language_folder

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="write the list as JSON")
    parser.add_argument(
        "--check",
        metavar="FOLDER",
        type=Path,
        nargs="+",
        help="check folders laid out like those of grammars/, in this order",
    )


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    if options.check:
        return max([_check(folder) for folder in options.check])
    if options.json:
        print(json.dumps([asdict(language) for language in languages()], indent=2))
        return 0
    table = [("LANGUAGE", "ALIASES", "EXTENSIONS", "GRAMMAR", "CHECKS")]
    table += [
        (
            entry.name,
            ", ".join(entry.aliases),
            ", ".join(entry.extensions),
            entry.grammar,
            ", ".join(entry.checks),
        )
        for entry in languages()
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        print("  ".join(cells).rstrip())
    if more := pack_languages() - {entry.name for entry in languages()}:
        print(f"and {len(more)} of tree-sitter-language-pack, by lines: {', '.join(sorted(more))}")
    return 0


def _check(folder: Path) -> int:
    """Check one folder; 1 if a claim of a case does not hold."""
    name = register_language_folder(folder, replace=True)
    claims, faults = 0, []
    cases = sorted(path for path in (folder / "cases").glob("*") if path.is_file())
    for path in cases:
        try:
            count, wrong = _core.check_case(name, str(path), path.read_bytes().decode("utf-8"))
        except ValueError as error:
            count, wrong = 0, [str(error)]
        claims += count
        faults += wrong
    for fault in faults:
        print(fault)
    print(f"{name}: queries fit, {claims} claims in {len(cases)} cases, {len(faults)} do not hold")
    return 1 if faults else 0
