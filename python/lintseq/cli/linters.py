"""List the linters, whether they can be used here, and how to install those that cannot."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from lintseq.linter import linters

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="write the list as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    found = linters()
    if options.json:
        print(json.dumps([asdict(linter) for linter in found], indent=2))
        return 0
    width = max(len(linter.name) for linter in found)
    for linter in found:
        if linter.problem is not None:
            told = f"not usable: {linter.problem}"
        elif len(linter.languages) > 1:
            told = f"{linter.version} ({len(linter.languages)} languages)"
        else:
            told = f"{linter.version} ({', '.join(linter.languages)})"
        print(f"{linter.name.ljust(width)}  {told}")
    return 0
