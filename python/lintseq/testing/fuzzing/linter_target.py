"""A linter: it keeps its contract, and what it guides is clean by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from lintseq.config import Config
from lintseq.errors import LinterError
from lintseq.language import require_language
from lintseq.linter import NATIVE, find_linter, reports_of, require_linter
from lintseq.linting import lint
from lintseq.sampling import sample_batch
from lintseq.sequence import EditSequence, Reject, split_lines
from lintseq.testing.fuzzing.target import Case, Outcome
from lintseq.testing.oracle import BrokenPromise, broken_promises
from lintseq.testing.programs import programs
from lintseq.testing.sequences import without_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

    from lintseq.diagnostic import Diagnostic

__all__ = ["LinterTarget"]

_STATES = 3


class LinterTarget:
    """A linter, with programs in one of its languages.

    Args:
        subject: The linter.
        language: The language.
    """

    kind = "linter"

    def __init__(self, subject: str, language: str) -> None:
        self.subject = require_linter(subject)
        self.language = require_language(language)

    def cases(self, sources: Sequence[str]) -> SearchStrategy[Case]:
        """Give programs and seeds."""
        return st.fixed_dictionaries(
            {
                "program": programs(self.language, sources=sources),
                "seed": st.integers(0, 2**64 - 1),
            }
        )

    def check(self, case: Case) -> Outcome:
        """Lint parts of the program alone and together, and let the linter guide."""
        program, seed = case["program"], case["seed"]
        states = _parts(program)
        reports = self._lint(states)
        broken = [*_well_formed(states, reports), *self._same_elsewhere(states, reports)]
        config = Config(
            linters=() if self.subject == NATIVE else (self.subject,),
            syntax_errors="keep",
            reparse="always",
        )
        result = sample_batch([program], self.language, seed=seed, config=config)[0]
        if not isinstance(result, Reject):
            for sequence in result:
                broken += broken_promises(
                    sequence, program, linter=self.subject, config=config, formats=()
                )
        codes = {
            found.code for report in reports if not isinstance(report, str) for found in report
        }
        return Outcome(tuple(broken), frozenset(f"finding {code}" for code in codes))

    def _lint(self, states: Sequence[str]) -> list[Sequence[Diagnostic] | str]:
        """Lint the states together; a failure is told by its text."""
        if self.subject == NATIVE:
            return [self._lint_natively(state) for state in states]
        try:
            reports = reports_of(find_linter(self.subject), states, self.language)
        except LinterError as error:
            return [str(error)] * len(states)
        return [str(report) if isinstance(report, LinterError) else report for report in reports]

    def _lint_natively(self, state: str) -> Sequence[Diagnostic] | str:
        try:
            return lint(state, self.language)
        except LinterError as error:
            return str(error)

    def _same_elsewhere(
        self, states: Sequence[str], reports: Sequence[Sequence[Diagnostic] | str]
    ) -> Iterator[BrokenPromise]:
        again = self._lint(list(reversed(states)))[::-1]
        alone = [self._lint([state])[0] for state in states]
        for number, (first, second, third) in enumerate(zip(reports, again, alone, strict=True), 1):
            if any(isinstance(one, str) for one in (first, second, third)):
                continue  # of a failure the text may differ
            for other, how in ((second, "in another order"), (third, "alone")):
                if set(first) != set(other):
                    odd = min(map(str, set(first) ^ set(other)))
                    yield BrokenPromise("repeatable", f"part {number} {how} differs in: {odd}")


def _parts(program: str) -> list[str]:
    """Give the program, and what is left when each other or each third line is gone."""
    steps = without_gaps(np.arange(len(split_lines(program))) % _STATES)
    return EditSequence(program, "python", steps).states()[1:] or [""]


def _well_formed(
    states: Sequence[str], reports: Sequence[Sequence[Diagnostic] | str]
) -> Iterator[BrokenPromise]:
    for number, (state, report) in enumerate(zip(states, reports, strict=True), 1):
        if isinstance(report, str):
            if not report:
                yield BrokenPromise("contract", f"part {number}: a failure that says nothing")
            continue
        # A finding at the end of the file may be on the line behind it.
        last = len(split_lines(state)) + 1
        for found in report:
            if not 1 <= found.line <= last or not found.code:
                yield BrokenPromise("contract", f"part {number} of {last - 1} lines: {found!r}")
