"""Distributions as a reader wants them: a few numbers, and bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lintseq.summary import Distribution

__all__ = ["Bar", "bars", "quantile", "summarize"]

_MOST = 0.995
_MOST_BY_SINGLES = 0.9


@dataclass(frozen=True, slots=True)
class Bar:
    """How many values are in a range.

    Attributes:
        low: The smallest value.
        high: The largest one; None if there is no bound.
        count: How many there are.
    """

    low: int
    high: int | None
    count: int


def quantile(histogram: list[list[int]], share: float) -> int:
    """Give the smallest value that at least this share of all values does not exceed.

    Args:
        histogram: Values, ascending, each with how often it occurred; not empty.
        share: From 0 to 1.
    """
    left = share * sum(count for _, count in histogram)
    for value, count in histogram:
        left -= count
        if left <= 0:
            return value
    return histogram[-1][0]


def summarize(distribution: Distribution) -> dict[str, Any]:
    """Give the numbers of a distribution, and all of its values."""
    histogram = distribution.histogram()
    if not histogram:
        return {"count": 0, "histogram": []}
    return {
        "count": distribution.counts.total(),
        "mean": distribution.mean,
        "median": distribution.median,
        "p10": quantile(histogram, 0.1),
        "p90": quantile(histogram, 0.9),
        "min": histogram[0][0],
        "max": histogram[-1][0],
        "histogram": histogram,
    }


def bars(histogram: list[list[int]], most: int) -> list[Bar]:
    """Gather values in ranges; the last 0.5 % may share a bar.

    Where single values can show 90 %, they do, and the others share the last bar. Otherwise ranges
    have one width, a round number; where the first one would hold more than half, each is twice as
    wide as the one before.

    Args:
        histogram: Values from 0 on, ascending, each with how often it occurred.
        most: How many bars there may be, 3 or more.
    """
    if not histogram:
        return []
    starts, end = _ranges(histogram, most)
    counts = [0] * len(starts)
    beyond = place = 0
    for value, count in histogram:
        while place + 1 < len(starts) and value >= starts[place + 1]:
            place += 1
        if value < end:
            counts[place] += count
        else:
            beyond += count
    found = [
        Bar(low, high - 1, count)
        for low, high, count in zip(starts, [*starts[1:], end], counts, strict=True)
    ]
    return [*found, Bar(end, None, beyond)] if beyond else found


def _ranges(histogram: list[list[int]], most: int) -> tuple[list[int], int]:
    """Give where ranges start, and where the last one ends."""
    low, high = histogram[0][0], histogram[-1][0]
    if high - low < most:
        return list(range(low, high + 1)), high + 1
    if quantile(histogram, _MOST_BY_SINGLES) <= low + most - 2:
        return list(range(low, low + most - 1)), low + most - 1
    last = quantile(histogram, _MOST)
    width = _width(low, last, most - (last < high))
    start = low // width * width
    if quantile(histogram, 0.5) < start + width:
        doubling = [low, *(low + 2**n for n in range(most - 1))]
        number = min(sum(value <= last for value in doubling), most - 1)
        return doubling[:number], doubling[number]
    starts = list(range(start, last + 1, width))
    return starts, starts[-1] + width


def _width(low: int, high: int, most: int) -> int:
    """Give the least of 1, 2, 5, 10, 20, ... by which so many ranges are enough."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            width = unit * factor
            if high // width - low // width < most:
                return width
        unit *= 10
