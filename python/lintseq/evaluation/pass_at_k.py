"""pass@k: how likely one of k samples solves a problem, estimated from n samples of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

__all__ = ["Estimate", "estimate_pass_at_k", "pass_at_k"]

_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Estimate:
    """pass@k over problems, with a confidence interval.

    Attributes:
        k: How many samples one may take.
        value: The mean over the problems, from 0 to 1.
        low: The lower end of the interval.
        high: Its upper end.
        problems: How many problems there were.
    """

    k: int
    value: float
    low: float
    high: float
    problems: int


@overload
def pass_at_k(n: int, c: int, k: int) -> float: ...
@overload
def pass_at_k(n: npt.ArrayLike, c: npt.ArrayLike, k: int) -> npt.NDArray[np.float64] | float: ...
def pass_at_k(n: npt.ArrayLike, c: npt.ArrayLike, k: int) -> npt.NDArray[np.float64] | float:
    """Estimate without bias how likely at least one of k samples is correct.

    It is the part of all choices of k out of the n samples that hold a correct one: 1 - C(n-c, k) /
    C(n, k), as Chen et al. (2021) have it.

    Args:
        n: How many samples there are; a number, or an array of one for each problem.
        c: How many of them are correct; a number, or an array.
        k: How many are taken, from 1 to n.

    Returns:
        A number from 0 to 1; an array of them if ``n`` or ``c`` is one.

    Raises:
        ConfigError: If something is no whole number, or not 1 <= k <= n and 0 <= c <= n.

    Example:
        >>> pass_at_k(10, 5, 1)
        0.5
        >>> pass_at_k([2, 4], 1, 2).tolist()
        [1.0, 0.5]
    """
    totals, correct = np.broadcast_arrays(_whole("n", n), _whole("c", c))
    taken = _whole("k", k)
    if taken.ndim:
        raise ConfigError(f"k is one number, not {k!r}")
    if taken < 1 or (totals.size and taken > totals.min()):
        raise ConfigError(f"k is from 1 to n, the number of samples, not {k!r}")
    if (correct < 0).any() or (correct > totals).any():
        raise ConfigError("c, the number of correct samples, is from 0 to n")
    values = np.empty(totals.shape)
    pairs = zip(totals.ravel().tolist(), correct.ravel().tolist(), strict=True)
    values.ravel()[:] = [_chance(total, good, int(taken)) for total, good in pairs]
    return values if values.ndim else float(values)


def _chance(n: int, c: int, k: int) -> float:
    """Both products are C(n-c, k) / C(n, k); the shorter one is taken."""
    if c > n - k:
        return 1.0
    fewer, more = sorted((c, k))
    factors = 1.0 - more / np.arange(n - fewer + 1, n + 1)
    return float(1.0 - np.prod(factors))


def estimate_pass_at_k(
    n: npt.ArrayLike,
    c: npt.ArrayLike,
    k: int | Sequence[int],
    *,
    seed: int = 0,
    resamples: int = 10_000,
    level: float = 0.95,
) -> list[Estimate]:
    """Estimate pass@k over problems, with confidence intervals.

    The intervals are percentiles of the bootstrap: the problems are drawn anew, with replacement.
    They tell how much the result owes to the choice of problems.

    Args:
        n: For each problem, how many samples there are; one number for all of the same.
        c: For each problem, how many of them are correct.
        k: How many samples are taken, or several such numbers.
        seed: The same seed gives the same intervals.
        resamples: How often the problems are drawn.
        level: How much of the distribution an interval covers.

    Returns:
        One estimate for each k.

    Raises:
        ConfigError: If there is no problem, or a number is not in its range; a k must not be
            larger than the least number of samples.

    Example:
        >>> estimate_pass_at_k(10, [10, 10, 10], 1)
        [Estimate(k=1, value=1.0, low=1.0, high=1.0, problems=3)]
    """
    correct = _whole("c", c)
    if correct.ndim != 1 or not correct.size:
        raise ConfigError("c is a list with one number for each problem, and not empty")
    if not 0 < level < 1 or resamples < 1:
        raise ConfigError("level is between 0 and 1, and resamples is 1 or more")
    ks = [k] if isinstance(k, int) else list(k)
    values = np.stack([np.atleast_1d(pass_at_k(n, correct, one)) for one in ks])
    means = resampled_means(values, resamples, seed)
    edges = ((1 - level) / 2, (1 + level) / 2)
    lows, highs = np.quantile(means, edges, axis=1)
    return [
        Estimate(one, float(row.mean()), float(low), float(high), correct.size)
        for one, row, low, high in zip(ks, values, lows, highs, strict=True)
    ]


def resampled_means(
    values: npt.NDArray[np.float64], resamples: int, seed: int
) -> npt.NDArray[np.float64]:
    """Give the means of all rows of values, each over the same draws of columns.

    Args:
        values: Of shape (rows, problems).
        resamples: How often the problems are drawn, with replacement.
        seed: The same seed gives the same draws.

    Returns:
        The means, of shape (rows, resamples).
    """
    generator = np.random.default_rng(seed)
    problems = values.shape[1]
    means = np.empty((values.shape[0], resamples))
    step = max(1, _CHUNK // problems)
    for start in range(0, resamples, step):
        stop = min(start + step, resamples)
        drawn = generator.integers(problems, size=(stop - start, problems))
        for row, mean in zip(values, means, strict=True):
            mean[start:stop] = row[drawn].mean(axis=1)
    return means


def _whole(name: str, value: npt.ArrayLike) -> npt.NDArray[np.int64]:
    array = np.asarray(value)
    if array.size and array.dtype.kind not in "iu":
        raise ConfigError(f"{name} holds whole numbers, not {value!r}")
    return array.astype(np.int64)
