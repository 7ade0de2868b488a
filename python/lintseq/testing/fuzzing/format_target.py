"""An edit format: what it writes it reads, and whatever it is given it says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from lintseq.formats import find_format
from lintseq.language import require_language
from lintseq.sequence import EditSequence
from lintseq.testing.fuzzing.target import Case, Outcome
from lintseq.testing.oracle import broken_promises
from lintseq.testing.sequences import edit_sequences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

__all__ = ["FormatTarget"]


class FormatTarget:
    """An edit format.

    Args:
        subject: The format.
        language: The language of the programs.
    """

    kind = "format"

    def __init__(self, subject: str, language: str) -> None:
        self.subject = find_format(subject).name
        self.language = require_language(language)

    def cases(self, sources: Sequence[str]) -> SearchStrategy[Case]:
        """Give sequences, lint-correct or not."""
        del sources
        return st.builds(_case, edit_sequences(language=self.language))

    def check(self, case: Case) -> Outcome:
        """Write the sequence and read it."""
        steps = np.array(case["steps"], np.int32)
        sequence = EditSequence(case["program"], self.language, steps)
        return Outcome(broken_promises(sequence, linter=None, formats=[self.subject]))


def _case(sequence: EditSequence) -> Case:
    return {"program": sequence.program, "steps": sequence.steps.tolist()}
