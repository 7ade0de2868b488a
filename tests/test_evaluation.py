"""Evaluation: pass@k."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq import ConfigError
from lintseq.evaluation import Estimate, estimate_pass_at_k, pass_at_k


@given(st.data())
def test_pass_at_k_is_the_part_of_choices_that_hold_a_correct_sample(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 300))
    c = data.draw(st.integers(0, n))
    k = data.draw(st.integers(1, n))
    exact = 1 - Fraction(comb(n - c, k), comb(n, k))
    assert pass_at_k(n, c, k) == pytest.approx(float(exact), rel=1e-9, abs=1e-12)


def test_pass_at_k_of_arrays_is_that_of_their_numbers() -> None:
    values = pass_at_k([[5, 6], [7, 8]], 2, 3)
    assert isinstance(values, np.ndarray)
    assert values.tolist() == [
        [pass_at_k(5, 2, 3), pass_at_k(6, 2, 3)],
        [pass_at_k(7, 2, 3), pass_at_k(8, 2, 3)],
    ]


@pytest.mark.parametrize(
    ("n", "c", "k"), [(3, 1, 4), (3, 1, 0), (3, 4, 1), (3, -1, 1), (3.0, 1, 1), ([3, 9], 1, 4)]
)
def test_what_is_no_count_is_refused(n: object, c: object, k: int) -> None:
    with pytest.raises(ConfigError):
        pass_at_k(n, c, k)  # type: ignore[call-overload]


def test_the_interval_holds_the_value_and_hangs_on_the_seed_alone() -> None:
    correct = [0, 1, 2, 5, 10, 10, 3, 0, 0, 7]
    one, ten = estimate_pass_at_k(10, correct, [1, 10], seed=3)
    assert one.value == pytest.approx(np.mean(correct) / 10)
    assert ten.value == 0.7
    for found in (one, ten):
        assert 0 <= found.low < found.value < found.high <= 1
    assert [one, ten] == estimate_pass_at_k(10, correct, [1, 10], seed=3)
    assert one != estimate_pass_at_k(10, correct, 1, seed=4)[0]


def test_the_interval_has_the_width_of_the_normal_approximation() -> None:
    correct = [0, 1] * 200
    found = estimate_pass_at_k(1, correct, 1)[0]
    half = 1.96 * 0.5 / np.sqrt(len(correct))
    assert found.high - found.low == pytest.approx(2 * half, rel=0.1)


def test_problems_that_are_alike_leave_no_doubt() -> None:
    assert estimate_pass_at_k(4, [2, 2, 2], 2) == [
        Estimate(2, pytest.approx(5 / 6), pytest.approx(5 / 6), pytest.approx(5 / 6), 3)  # type: ignore[arg-type]
    ]
    with pytest.raises(ConfigError, match="not empty"):
        estimate_pass_at_k(4, [], 2)
