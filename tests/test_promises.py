"""The promises, held by the testing kit in every language, format and kind of row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

import lintseq
from lintseq import Config, EditSequence, RejectedError, sample
from lintseq.testing import check_sequence, configs, edit_sequences, programs
from lintseq.testing.adversarial import texts
from lintseq.testing.fuzzing.finding import attempt
from lintseq.testing.fuzzing.selection import targets_of

if TYPE_CHECKING:
    from lintseq.testing.fuzzing.target import Target

TARGETS = targets_of()
BUILT_IN = [language.name for language in lintseq.languages() if language.built_in]


# `lintseq fuzz` tries them for longer.
@settings(max_examples=settings.default.max_examples // 4)
@pytest.mark.parametrize("target", TARGETS, ids=lambda one: f"{one.kind}-{one.subject}")
@given(st.data())
def test_targets_break_no_promise(target: Target, data: st.DataObject) -> None:
    broken, _ = attempt(target, data.draw(target.cases(())))
    assert broken == ()


@settings(max_examples=settings.default.max_examples // 2)
@pytest.mark.parametrize("language", BUILT_IN)
@given(st.data())
def test_generated_programs_are_accepted(language: str, data: st.DataObject) -> None:
    program = data.draw(programs(language, valid=True))
    for sequence in sample(program, language, n=2):
        check_sequence(sequence, program, config=Config(), formats=("unified",))


@given(edit_sequences(sampled=False))
def test_any_partition_keeps_what_does_not_depend_on_linters(sequence: EditSequence) -> None:
    check_sequence(sequence, linter=None)


@given(edit_sequences(texts(), sampled=False))
def test_any_text_may_be_inserted_in_any_parts(sequence: EditSequence) -> None:
    check_sequence(sequence, linter=None)


@given(configs(), programs())
def test_configurations(config: Config, program: str) -> None:
    try:
        sequences = sample(program, n=2, config=config)
    except RejectedError:
        reject()
    for sequence in sequences:
        linter = "native" if config.strategy == "lintseq" else None
        check_sequence(sequence, program, linter=linter, config=config, formats=())
