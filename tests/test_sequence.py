from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq import EditSequence, SequenceError, UnknownFormatError
from lintseq.sequence import split_lines
from lintseq.testing.adversarial import texts


@st.composite
def sequences(draw: st.DrawFn) -> EditSequence:
    program = draw(texts())
    lines = len(split_lines(program))
    steps = draw(st.lists(st.integers(0, 5), min_size=lines, max_size=lines))
    order = {step: place for place, step in enumerate(sorted(set(steps)))}
    return EditSequence(program, "python", np.array([order[step] for step in steps], np.int32))


def test_states_and_edits() -> None:
    seq = EditSequence("a\nb\nc", "python", [1, 0, 1])
    assert len(seq) == 2
    assert seq.states() == ["", "b\n", "a\nb\nc"]
    assert [(edit.step, edit.lines, edit.text) for edit in seq.edits] == [
        (0, (1,), "b\n"),
        (1, (0, 2), "a\nc"),
    ]


def test_empty_program_has_no_edits() -> None:
    seq = EditSequence("", "python", [])
    assert (len(seq), seq.states(), seq.edits, seq.render()) == (0, [""], (), [])


@given(texts())
def test_only_line_feed_ends_a_line(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert all(line.endswith("\n") for line in lines[:-1])
    assert all("\n" not in line[:-1] for line in lines)
    assert all(lines)


@given(sequences())
def test_edits_and_states_agree(seq: EditSequence) -> None:
    states = seq.states()
    assert states[0] == ""
    assert states[-1] == seq.program
    assert len(states) == len(seq) + 1 == len(seq.edits) + 1
    assert sorted(line for edit in seq.edits for line in edit.lines) == list(range(seq.steps.size))
    assert all(len(edit) > 0 for edit in seq.edits)


@given(sequences())
def test_from_states_gives_the_states_back(seq: EditSequence) -> None:
    assert EditSequence.from_states(seq.states(), "python").states() == seq.states()


@given(sequences())
def test_pickle_equality_and_hash(seq: EditSequence) -> None:
    copy = pickle.loads(pickle.dumps(seq))  # noqa: S301
    assert copy == seq
    assert hash(copy) == hash(seq)
    assert not copy.steps.flags.writeable
    assert seq != EditSequence(seq.program + "\nx", "python", [*seq.steps, *[0] * _new_lines(seq)])
    assert seq != "a"


def _new_lines(seq: EditSequence) -> int:
    return len(split_lines(seq.program + "\nx")) - seq.steps.size


def test_is_frozen_and_steps_are_its_own() -> None:
    steps = np.array([0, 1], dtype=np.int32)
    seq = EditSequence("a\nb\n", "python", steps)
    steps[0] = 1
    assert seq.steps.tolist() == [0, 1]
    assert seq.steps.dtype == np.int32
    with pytest.raises(ValueError, match="read-only"):
        seq.steps[0] = 1
    with pytest.raises(FrozenInstanceError):
        seq.program = ""  # type: ignore[misc]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([0], "the program has 2 lines, but there are 1 steps"),
        ([0, 2], "the last step is 2, but no line has step 1"),
        ([1, 2], "no line has step 0"),
        ([0, -1], "line 2 has step -1"),
        ([[0, 1]], r"one-dimensional array of integers, not int64 with shape \(1, 2\)"),
        ([0.0, 1.0], "array of integers, not float64"),
        (["a", "b"], "array of integers"),
        ([0, [1]], "array of integers"),
        (None, "array of integers"),
        ([0, 2**40], "no line has step 1"),
    ],
)
def test_wrong_steps_are_explained(steps: object, message: str) -> None:
    with pytest.raises(SequenceError, match=message):
        EditSequence("a\nb\n", "python", steps)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "message"),
    [
        (["a\n", "b\n"], r"edit 2 removes or moves 'a\\n'"),
        (["a\n", "a\n"], "edit 2 inserts nothing"),
        (["a\nb\n", "b\na\n"], "edit 2 removes or moves"),
        (["a", "a\n"], "edit 2 removes or moves 'a'"),
    ],
)
def test_states_may_only_grow(states: list[str], message: str) -> None:
    with pytest.raises(SequenceError, match=message):
        EditSequence.from_states(["", *states], "python")


def test_wrong_format_lists_the_right_ones() -> None:
    with pytest.raises(
        UnknownFormatError, match=r"unknown edit format 'unifed', did you mean 'uni"
    ):
        EditSequence("a", "python", [0]).render("unifed")


def test_repr_is_short() -> None:
    seq = EditSequence("a\n" * 1000, "python", range(1000), sample=2, seed=7)
    assert repr(seq) == "<EditSequence python 1000 edits, 1000 lines, sample 2, seed 7>"
