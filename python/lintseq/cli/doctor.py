"""Say what is installed, and whether it works."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.application import apply
from lintseq.errors import LintSeqError
from lintseq.language import languages
from lintseq.linting import verify
from lintseq.sampling import sample

if TYPE_CHECKING:
    import argparse

__all__ = ["add_arguments", "run"]

_PROGRAM = (
    "import math\n\n\ndef area(radius):\n    return math.pi * radius**2\n\n\nprint(area(2))\n"
)


_EXTRAS = {"zstandard": "zstd", "pyarrow": "parquet", "fsspec": "fsspec"}
"""Packages that files may need, and the extras that install them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help="write the report as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command: 1 if the self test fails."""
    problem = _self_test()
    report: dict[str, Any] = {
        "lintseq": _core.__version__,
        "stream": _core.STREAM_VERSION,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": _cores(),
        "numpy": _version("numpy"),
        **{package: _version(package) for package in _EXTRAS},
        "grammars": _core.grammars(),
        "self_test": problem or "ok",
    }
    if options.json:
        print(json.dumps(report, indent=2))
        return 1 if problem else 0
    for package, extra in _EXTRAS.items():
        report[package] = report[package] or f"not installed (pip install 'lintseq[{extra}]')"
    report["grammars"] = ", ".join(f"{name} {of}" for name, of in report["grammars"].items())
    report["stream"] = f"version {report['stream']}"
    for name, value in report.items():
        print(f"{name.replace('_', ' '):<10} {value}")
    return 1 if problem else 0


def _self_test() -> str:
    """Sample, verify and rebuild a program; give what goes wrong, or nothing."""
    try:
        sequence = sample(_PROGRAM, "python", n=1, seed=0)[0]
        if apply(sequence.render()) != _PROGRAM:
            return "the edits do not give back the program"
        if verify(sequence):
            return "a state is not lint-correct"
    except LintSeqError as error:
        return str(error)
    return "" if languages() else "there is no language"


def _cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
