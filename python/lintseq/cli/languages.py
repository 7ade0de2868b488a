"""List the languages that can be sampled."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from lintseq.language import languages

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="write the list as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    if options.json:
        print(json.dumps([asdict(language) for language in languages()], indent=2))
        return 0
    table = [("LANGUAGE", "ALIASES", "EXTENSIONS", "GRAMMAR")]
    table += [
        (entry.name, ", ".join(entry.aliases), ", ".join(entry.extensions), entry.grammar)
        for entry in languages()
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        print("  ".join(cells).rstrip())
    return 0
