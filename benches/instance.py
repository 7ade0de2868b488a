"""A linter of lintseq in a process of its own: another instance than the one that guided.

Run as a program, this file is the process.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import worker
from findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typing_extensions import Self

MAX_SECONDS = 1_200.0
BATCH = 128


class _Question(TypedDict):
    linter: str
    language: str
    texts: list[str]


class Instance:
    """A linter that answers from another process, and remembers what it said of a text.

    Args:
        linter: Its name.
        language: The language of the texts.
    """

    def __init__(self, linter: str, language: str) -> None:
        self._linter = linter
        self._language = language
        self._said: dict[str, list[Finding]] = {}
        self._worker = worker.Worker(Path(__file__), MAX_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask([])  # it closes the linter
        self._worker.close()

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text.

        Raises:
            WorkerError: If the linter failed on one of them, or its process died or hung, twice.
        """
        fresh = [text for text in dict.fromkeys(texts) if text not in self._said]
        for first in range(0, len(fresh), BATCH):
            batch = fresh[first : first + BATCH]
            for text, found in zip(batch, self._ask(batch), strict=True):
                if isinstance(found, str):
                    raise worker.WorkerError(f"{self._linter} failed: {found}")
                self._said[text] = [Finding(*finding) for finding in found]
        return [self._said[text] for text in texts]

    def _ask(self, texts: list[str]) -> list[list[list[int | str]] | str]:
        question = _Question(linter=self._linter, language=self._language, texts=texts)
        answer: list[list[list[int | str]] | str] = self._worker.ask(question)
        return answer


def _linter() -> Callable[[_Question], list[list[Finding] | str]]:
    """Give a function that lints texts, and closes the linter where there are none."""
    from lintseq import LinterError  # noqa: PLC0415 - only the process needs it
    from lintseq.linter import find_linter  # noqa: PLC0415

    def lint(question: _Question) -> list[list[Finding] | str]:
        linter = find_linter(question["linter"])
        if not question["texts"]:
            linter.close()
            return []
        return [
            str(report)
            if isinstance(report, LinterError)
            else [Finding(one.line, one.code, one.message) for one in report]
            for report in linter.lint(question["texts"], question["language"])
        ]

    return lint


if __name__ == "__main__":
    worker.serve(_linter())
