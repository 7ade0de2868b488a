"""An edit format: what it writes it reads, and of whatever a model writes it says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from lintseq.application import ApplyResult, apply, try_apply
from lintseq.errors import ApplyError
from lintseq.formats import find_format
from lintseq.language import require_language
from lintseq.sequence import EditSequence
from lintseq.testing.adversarial import texts
from lintseq.testing.edit_text import EditText, edit_text, malformed_edit_text
from lintseq.testing.fuzzing.target import Case, Outcome
from lintseq.testing.oracle import BrokenPromise, broken_promises
from lintseq.testing.sequences import edit_sequences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        """Give sequences, lint-correct or not, and what models write of some."""
        del sources
        language = self.language
        sequences = edit_sequences(language=language)
        # What a format stumbles over needs no program around it.
        plain = edit_sequences(texts(), language=language, sampled=False)
        written = edit_text(self.subject, sequences=sequences)
        malformed = malformed_edit_text(self.subject, sequences=sequences)
        return st.builds(_sequence, sequences | plain) | st.builds(_text, written | malformed)

    def check(self, case: Case) -> Outcome:
        """Write the sequence and read it, or read what a model wrote."""
        if "text" in case:
            return Outcome(tuple(self._read(case)))
        steps = np.array(case["steps"], np.int32)
        sequence = EditSequence(case["program"], self.language, steps)
        return Outcome(broken_promises(sequence, linter=None, formats=[self.subject]))

    def _read(self, case: Case) -> Iterator[BrokenPromise]:
        text, base = case["text"], case["base"]
        result = try_apply(text, base, format=self.subject)
        if try_apply(text, base, format=self.subject) != result:
            yield BrokenPromise("reproducible", "applied again the text gives something else")
        if case["wanted"] is not None and result != ApplyResult(case["wanted"], ()):
            what = str(result.failures[0]) if result.failures else f"it gives {result.text!r}"
            yield BrokenPromise("formats", f"what is well formed is not applied: {what}")
        for failure in result.failures:
            if not failure.reason or not failure.detail or failure.line < 1:
                yield BrokenPromise("told", f"a failure without what or where: {failure!r}")
        try:
            applied = apply(text, base, format=self.subject)
        except ApplyError as error:
            if (error.failures, error.text) != (result.failures, result.text):
                yield BrokenPromise("told", "apply and try_apply do not agree")
        else:
            if result.failures or applied != result.text:
                yield BrokenPromise("told", "apply passes over failures")


def _sequence(sequence: EditSequence) -> Case:
    return {"program": sequence.program, "steps": sequence.steps.tolist()}


def _text(written: EditText) -> Case:
    wanted = None if written.mutations else written.wanted
    return {"base": written.base, "text": written.text, "wanted": wanted}
