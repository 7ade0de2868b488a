"""The mutations: one deliberate breakage each, by the promise that it breaks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if sys.version_info >= (3, 11):
    import tomllib
else:  # the standard library reads TOML from Python 3.11 on
    import tomli as tomllib

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PROMISES", "CatalogueError", "Mutation", "read_catalogue"]

PROMISES = {
    1: "the edits give the program",
    2: "edits only insert",
    3: "states are lint-correct",
    4: "same input, same bytes",
    5: "nothing disappears",
    6: "nothing runs, tools are confined",
    7: "no silent fallback",
}
"""The promises of lintseq, in few words, by their numbers."""

_KEYS = {"name", "promise", "file", "old", "new", "breaks", "tests"}


class CatalogueError(Exception):
    """A mutation cannot be read, or does not fit the code."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A breakage, and who has to notice it.

    Attributes:
        name: Its name.
        promise: The number of the promise that it breaks.
        file: The file that it changes, from the root of the checkout.
        old: What stands in the file, once.
        new: What takes its place.
        breaks: What it breaks, in a line.
        tests: The node ids of the tests that must notice it, or what they begin with.
    """

    name: str
    promise: int
    file: str
    old: str
    new: str
    breaks: str
    tests: tuple[str, ...]

    @property
    def is_native(self) -> bool:
        """Whether the native module has to be built again."""
        return not self.file.endswith(".py")

    def applied(self, text: str) -> str:
        """Give the text of the file with the breakage.

        Raises:
            CatalogueError: If what it changes does not stand there once.
        """
        count = text.count(self.old)
        if count != 1:
            raise CatalogueError(f"{self.name}: its text occurs {count} times in {self.file}")
        return text.replace(self.old, self.new)


def read_catalogue(folder: Path) -> list[Mutation]:
    """Read all mutations: those of Python first, then by file, so that builds are few.

    Raises:
        CatalogueError: If one is not well formed, or two have the same name.
    """
    found: dict[str, Mutation] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["mutation"]:
            mutation = _read(entry, path.name)
            if mutation.name in found:
                raise CatalogueError(f"{path.name}: there are two mutations {mutation.name}")
            found[mutation.name] = mutation
    return sorted(found.values(), key=lambda one: (one.is_native, one.promise, one.name))


def _read(entry: dict[str, Any], where: str) -> Mutation:
    if set(entry) != _KEYS or entry["promise"] not in PROMISES or not entry["tests"]:
        raise CatalogueError(f"{where}: a mutation has the keys {sorted(_KEYS)}: {entry}")
    return Mutation(**{**entry, "tests": tuple(entry["tests"])})
