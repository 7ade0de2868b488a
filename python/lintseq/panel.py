"""Several linters as one: each text is asked about once, and a failure stays with its text."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeAlias

from lintseq.errors import LinterError
from lintseq.linter import find_linter, reports_of, unlinted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.diagnostic import Diagnostic
    from lintseq.linter import Linter

__all__ = ["Panel", "Report"]

Report: TypeAlias = "Sequence[Diagnostic] | LinterError"

_MOST_STATES = 512
"""States that a linter gets at once."""
_MOST_REMEMBERED = 100_000


class Panel:
    """Linters that are asked together, with what they said so far.

    Args:
        names: The names of the linters.

    Raises:
        UnknownLinterError: If no linter has one of the names.
        LinterError: If one of them cannot be used here.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._linters = [find_linter(name) for name in names]
        self._known: dict[bytes, Report] = {}

    def missing(self, language: str) -> str | None:
        """Say why a language cannot be linted; None if it can."""
        problems = (unlinted(linter, language) for linter in self._linters)
        return next((problem for problem in problems if problem is not None), None)

    def lint(self, states: Sequence[str], language: str) -> list[Report]:
        """Give what all linters find in each state, or the error of one that could not tell."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        keys = [_key(state, language) for state in states]
        fresh = {
            key: state for key, state in zip(keys, states, strict=True) if key not in self._known
        }
        left = list(fresh)
        for first in range(0, len(left), _MOST_STATES):
            batch = left[first : first + _MOST_STATES]
            texts = [fresh[key] for key in batch]
            reports = [_ask(linter, texts, language) for linter in self._linters]
            for key, *found in zip(batch, *reports, strict=True):
                self._known[key] = _together(found)
        return [self._known[key] for key in keys]

    @property
    def versions(self) -> list[str]:
        """What the linters are, and in which versions."""
        return [linter.version for linter in self._linters]


def _key(state: str, language: str) -> bytes:
    """Stand for a state: the texts themselves would fill the memory."""
    text = f"{language}\0{state}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).digest()


def _together(reports: Sequence[Report]) -> Report:
    """Join what several linters say of one state."""
    found: list[Diagnostic] = []
    for report in reports:
        if isinstance(report, LinterError):
            return report
        found.extend(report)
    return found


def _ask(linter: Linter, states: Sequence[str], language: str) -> list[Report]:
    """Ask a linter. Where it fails on many states, find out which of them it is."""
    try:
        return reports_of(linter, states, language)
    except LinterError as error:
        problem = error
    except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its failure
        problem = LinterError(f"linter {linter.name!r} failed: {error!r}")
    if len(states) == 1:
        return [problem]
    half = len(states) // 2
    return [*_ask(linter, states[:half], language), *_ask(linter, states[half:], language)]
