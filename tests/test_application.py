from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lintseq
from conftest import PROGRAM
from lintseq import ApplyError, Config, Failure, UnknownFormatError, apply, sample, try_apply
from lintseq.testing import programs
from lintseq.testing.adversarial import texts

EDITS = sample(PROGRAM, seed=4)[0].render()


def test_edits_give_the_program() -> None:
    assert apply(EDITS) == PROGRAM
    assert apply(iter(EDITS)) == PROGRAM
    assert apply([]) == ""
    assert apply([], "base") == "base"


@given(programs())
def test_training_text_gives_the_program(program: str) -> None:
    result = lintseq.sample_batch([program], config=Config(syntax_errors="keep"))[0]
    if isinstance(result, lintseq.Reject):
        return
    edits = result[0].render()
    text = "".join(f"\n<|diff|>{edit}" for edit in edits) + "\n<|diff|>\n<|diff|>"
    assert apply(text) == program


def test_base_is_the_text_before() -> None:
    seq = sample(PROGRAM, seed=4)[0]
    half = seq.states()[2]
    assert apply(EDITS[2:], half) == PROGRAM


def test_failure_says_where_and_why() -> None:
    result = try_apply([EDITS[0], "@@ -900,0 +901 @@\n+x = 1", *EDITS[1:]])
    assert result.text == PROGRAM
    (failure,) = result.failures
    assert (failure.edit, failure.hunk) == (1, 0)
    assert failure.line >= 1
    assert failure.reason
    assert failure.detail
    assert str(failure).startswith(f"edit 2, line {failure.line}: {failure.reason}: ")


def test_error_carries_failures_and_text() -> None:
    with pytest.raises(ApplyError, match=r"^edit 1, line .* \(and 1 more\)$") as caught:
        apply(["nonsense", EDITS[0], "@@ -900,0 +901 @@\n+x = 1"])
    assert [failure.edit for failure in caught.value.failures] == [0, 2]
    assert caught.value.text == sample(PROGRAM, seed=4)[0].states()[1]
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (copy.failures, copy.text) == (caught.value.failures, caught.value.text)


@given(st.lists(texts(), max_size=5), texts())
def test_no_content_makes_it_fail(edits: list[str], base: str) -> None:
    assert isinstance(try_apply(edits, base).text, str)
    assert isinstance(try_apply("<|diff|>".join(edits), base).text, str)


@given(st.integers(0, 2000))
def test_truncated_output_gives_what_is_whole(length: int) -> None:
    text = "".join(f"\n<|diff|>{edit}" for edit in EDITS)[:length]
    lines = set(PROGRAM.split("\n"))
    cut = [line for line in try_apply(text).text.split("\n") if line not in lines]
    assert len(cut) <= 1


@given(st.lists(st.text(st.characters(), max_size=30), max_size=4), st.text(max_size=20))
def test_surrogates_are_failures(edits: list[str], base: str) -> None:
    try_apply(edits, base)
    result = try_apply([*EDITS, "+\ud800"])
    assert result.text == PROGRAM
    assert result.failures == (
        Failure(len(EDITS), 0, 1, "invalid-utf8", "the edit holds half of a surrogate pair"),
    )
    assert try_apply("\ud800").failures[0].reason == "invalid-utf8"
    assert try_apply([], "\ud800").failures[0].detail.startswith("the base holds")


def test_wrong_format_lists_the_right_ones() -> None:
    with pytest.raises(UnknownFormatError, match=r"did you mean 'search-replace'\? \(known: .*"):
        apply([], format="search/replace")


def test_only_text_is_applied() -> None:
    with pytest.raises(TypeError):
        apply([b"x"])  # type: ignore[list-item]
