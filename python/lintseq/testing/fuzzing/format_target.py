"""An edit format: what it writes it reads, and of whatever a model writes it says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from lintseq.application import ApplyResult, apply, try_apply
from lintseq.errors import ApplyError, FormatError
from lintseq.formats import find_format
from lintseq.language import require_language
from lintseq.sequence import EditSequence
from lintseq.testing.adversarial import texts
from lintseq.testing.edit_text import EditText, malformed_edit_text
from lintseq.testing.format_options import format_options
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
        """Give sequences, lint-correct or not, with options; and what models write of some."""
        del sources
        language = self.language
        sequences = edit_sequences(language=language)
        # What a format stumbles over needs no program around it.
        plain = edit_sequences(texts(), language=language, sampled=False)
        malformed = malformed_edit_text(self.subject, sequences=sequences)
        options = format_options(self.subject)
        return st.builds(_sequence, sequences | plain, options) | st.builds(_text, malformed)

    def check(self, case: Case) -> Outcome:
        """Write the sequence and read it, or read what a model wrote."""
        if "text" in case:
            return Outcome(tuple(self._read(case["text"], case["base"])))
        steps = np.array(case["steps"], np.int32)
        sequence = EditSequence(case["program"], self.language, steps)
        broken = broken_promises(sequence, linter=None, formats=[self.subject])
        return Outcome((*broken, *self._with_options(sequence, case["options"])))

    def _with_options(
        self, sequence: EditSequence, options: dict[str, Any]
    ) -> Iterator[BrokenPromise]:
        try:
            texts = sequence.render(self.subject, **options)
        except FormatError:
            return
        states = sequence.states()
        for number, (text, before, after) in enumerate(
            zip(texts, states, states[1:], strict=False)
        ):
            if try_apply([text], before, format=self.subject) != ApplyResult(after, ()):
                yield BrokenPromise("formats", f"with {options}: edit {number + 1} is lost")
                return

    def _read(self, text: str, base: str) -> Iterator[BrokenPromise]:
        result = try_apply(text, base, format=self.subject)
        if try_apply(text, base, format=self.subject) != result:
            yield BrokenPromise("reproducible", "applied again the text gives something else")
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


def _sequence(sequence: EditSequence, options: dict[str, Any]) -> Case:
    return {"program": sequence.program, "steps": sequence.steps.tolist(), "options": options}


def _text(written: EditText) -> Case:
    return {"base": written.base, "text": written.text}
