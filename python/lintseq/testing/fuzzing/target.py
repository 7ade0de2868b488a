"""What can be fuzzed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from lintseq.testing.oracle import BrokenPromise

__all__ = ["Case", "Outcome", "Target"]

Case: TypeAlias = dict[str, Any]
"""The arguments of one trial, as JSON can hold them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one trial.

    Attributes:
        broken: The promises that were broken.
        features: What happened on the way; a program that shows a new feature is kept.
    """

    broken: tuple[BrokenPromise, ...]
    features: frozenset[str] = frozenset()


class Target(Protocol):
    """Something that makes promises, and cases to try them with.

    Attributes:
        kind: What it is: ``"language"``, ``"format"``, ``"linter"`` or ``"rows"``.
        subject: Which one.
        language: The language of the programs that it is tried with.
    """

    kind: str
    subject: str
    language: str

    def cases(self, sources: Sequence[str]) -> SearchStrategy[Case]:
        """Give cases; sources are programs to start from, besides those of the language."""

    def check(self, case: Case) -> Outcome:
        """Try one case. Anything that it raises is a broken promise, too."""
