"""The real tools that judge states, one module a language, each with a class ``Judge``.

A judge lints many texts at once: it starts its tool once for a batch, or keeps it running. It
installs what it needs into its folder, reports errors only, and never takes a crash for a clean
text. Findings of a state count where the finished program does not have the same: they are
compared by code, message and line of the finished program.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Protocol

from findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Finding", "Judge", "JudgeError", "Unavailable", "judged_languages", "open_judge"]

# Languages that the judge of another one handles too.
_SHARED = {"tsx": "typescript"}


class Unavailable(Exception):  # noqa: N818 - it says that something is missing, not wrong
    """The tool is not on this machine and cannot be installed; the message says why."""


class JudgeError(Exception):
    """The tool died, hung or answered nonsense."""


class Judge(Protocol):
    """A tool that lints texts of one language."""

    version: str

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If the tool died, hung or answered nonsense.
        """

    def close(self) -> None:
        """End the tool."""


def judged_languages() -> list[str]:
    """Name the languages that have a judge."""
    return sorted([entry.name for entry in pkgutil.iter_modules(__path__)] + list(_SHARED))


def open_judge(language: str, folder: Path) -> Judge:
    """Start the judge of a language.

    Args:
        language: The language.
        folder: Where its tool may install itself and work; kept from run to run.

    Raises:
        Unavailable: If the tool cannot be had on this machine, or the language has no judge.
    """
    if language not in judged_languages():
        raise Unavailable(f"no judge for {language}")
    module = importlib.import_module(f"judges.{_SHARED.get(language, language)}")
    folder.mkdir(parents=True, exist_ok=True)
    judge: Judge = module.Judge(folder)
    return judge
