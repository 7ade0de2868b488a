"""The state machine over edit sequences, on what holds and on what does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from lintseq import EditSequence, FormatError, register_format
from lintseq.formats import find_format, registry
from lintseq.testing import BrokenPromise, BrokenPromiseError, EditSequenceMachine, programs

if TYPE_CHECKING:
    from collections.abc import Sequence

Failures = list[tuple[int, int, int, str, str]]
SETTINGS = settings(
    max_examples=30,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# A bug that is planted is found in each run, or in none.
SURE = settings(
    SETTINGS, max_examples=200, derandomize=True, database=None, phases=[Phase.generate]
)


class GoMachine(EditSequenceMachine):
    language = "go"
    program_strategy = programs("go")


TestEditSequence = EditSequenceMachine.TestCase
TestEditSequence.settings = SETTINGS
TestGo = GoMachine.TestCase
TestGo.settings = settings(SETTINGS, max_examples=10)


class Careful:
    """A format that holds, made of one that is there."""

    name = "mine"

    def render(self, sequence: EditSequence) -> list[str]:
        return sequence.render("anchored")

    def split(self, text: str) -> list[str]:
        return find_format("anchored").split(text)

    def apply(self, base: str, edits: Sequence[str]) -> tuple[str, Failures]:
        text, failures = find_format("anchored").apply(base, edits)
        return text, list(failures)


class LosesReturns(Careful):
    def apply(self, base: str, edits: Sequence[str]) -> tuple[str, Failures]:
        text, failures = super().apply(base, edits)
        return text.replace("\r\n", "\n"), failures


class LosesTheLast(Careful):
    def render(self, sequence: EditSequence) -> list[str]:
        texts = super().render(sequence)
        return texts[:-1] if len(texts) > 2 else texts


class Fails(Careful):
    def apply(self, base: str, edits: Sequence[str]) -> tuple[str, Failures]:
        text, failures = super().apply(base, edits)
        odd = [(0, 0, 1, "odd", "no tabs here")] * ("\t" in text)
        return text, [*failures, *odd]


class RefusesInSilence(Careful):
    def render(self, sequence: EditSequence) -> list[str]:
        if len(sequence) > 1:
            raise FormatError(self.name, "", "")
        return super().render(sequence)


class Forgets(Careful):
    """Writes other edits when it is asked again."""

    def __init__(self) -> None:
        self._last: EditSequence | None = None

    def render(self, sequence: EditSequence) -> list[str]:
        again, self._last = self._last is sequence, sequence
        texts = super().render(sequence)
        return [f"\n{text}" for text in texts] if again else texts


class MineMachine(EditSequenceMachine):
    formats = ("mine",)


class ShortMachine(MineMachine):
    program_strategy = st.lists(
        st.sampled_from(("a = 1\n", "\tb = 2\n", "\n", "c = 3\r\n")), max_size=8
    ).map("".join)


def find_bug(machine: type[EditSequenceMachine]) -> BrokenPromise:
    with pytest.raises(BrokenPromiseError) as caught:
        run_state_machine_as_test(machine, settings=SURE)
    (broken,) = caught.value.broken
    return broken


@pytest.mark.parametrize(
    ("bug", "promise", "detail"),
    [
        (LosesReturns, "formats", r"c = 3\\n"),
        (LosesTheLast, "formats", r"^mine gives \d texts of \d edits$"),
        (Fails, "formats", "line 1: odd: no tabs here$"),
        (RefusesInSilence, "formats", "^mine refuses the program and does not say why$"),
        (Forgets, "reproducible", "^mine writes other edits when it is asked again$"),
    ],
)
def test_a_bug_of_a_format_is_found(
    monkeypatch: pytest.MonkeyPatch, bug: type[Any], promise: str, detail: str
) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    register_format(bug)
    found = find_bug(ShortMachine)
    assert found.promise == promise
    assert re.search(detail, found.detail)


def test_a_lost_return_is_found_by_usual_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    register_format(LosesReturns)
    found = find_bug(MineMachine)
    assert found.promise == "formats"
    assert re.search(r"^mine: (from |the edits do not give the program: )", found.detail)


def test_a_format_without_bugs_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    register_format(Careful)
    run_state_machine_as_test(MineMachine, settings=settings(SURE, max_examples=20))
