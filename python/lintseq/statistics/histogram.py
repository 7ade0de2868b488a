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
    """Gather values in ranges of one width, a round number; the last 0.5 % may share a bar.

    Where single values can show 90 %, they do, and the others share the last bar.

    Args:
        histogram: Values from 0 on, ascending, each with how often it occurred.
        most: How many bars there may be, 2 or more.
    """
    if not histogram:
        return []
    low, high = histogram[0][0], histogram[-1][0]
    end = high
    if high - low >= most:
        end = quantile(histogram, _MOST)
        if quantile(histogram, _MOST_BY_SINGLES) <= low + most - 2:
            end = min(end, low + most - 2)
    width = _width(low, end, most - (end < high))
    start = low // width * width
    number = (end - start) // width + 1
    counts = [0] * number
    beyond = 0
    for value, count in histogram:
        place = (value - start) // width
        if place < number:
            counts[place] += count
        else:
            beyond += count
    found = [
        Bar(start + place * width, start + (place + 1) * width - 1, count)
        for place, count in enumerate(counts)
    ]
    if beyond:
        found.append(Bar(start + number * width, None, beyond))
    return found


def _width(low: int, high: int, most: int) -> int:
    """Give the least of 1, 2, 5, 10, 20, ... by which so many ranges are enough."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            width = unit * factor
            if high // width - low // width < most:
                return width
        unit *= 10
