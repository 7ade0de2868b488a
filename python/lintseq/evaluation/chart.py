"""Coverage over compute as SVG that reads well on light and dark pages."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.evaluation.pass_at_k import Estimate

__all__ = ["Curve", "coverage_chart"]

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 30, 56, 60
_LEGEND_LINE, _LEGEND_SAMPLE = 24, 28
_QUARTERS = 4
_TOPS = (0.02, 0.04, 0.08, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the ordinate may end, in shares that have quarters of few digits."""

_LIGHT = ("#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989", "#57606a")
_DARK = ("#4493f8", "#f0883e", "#3fb950", "#ab7df8", "#db61a2", "#9198a1")
_DASHES = ("none", "7 4", "2 3", "9 3 2 3", "12 4", "4 2")
"""So that curves differ without colours, too."""


@dataclass(frozen=True, slots=True)
class Curve:
    """pass@k of one model.

    Attributes:
        name: What the legend says.
        estimates: The estimates, at least one.
        flops: The operations that one sample costs; None or 0 where that is not known.

    Raises:
        ConfigError: If there is no estimate.
    """

    name: str
    estimates: Sequence[Estimate]
    flops: float | None = None

    def __post_init__(self) -> None:
        if not self.estimates:
            raise ConfigError("there is no estimate to draw")


def coverage_chart(curves: Sequence[Curve], title: str = "Coverage") -> str:
    """Draw pass@k with its confidence intervals.

    The abscissa is logarithmic. It shows what the k samples cost, if that is known of all curves,
    else their number. The ordinate ends at a round share above all intervals.

    Args:
        curves: What to draw, at least one; a legend names them where there are several.
        title: What stands above.

    Returns:
        The text of an SVG file.

    Raises:
        ConfigError: If there is no curve.
    """
    if not curves:
        raise ConfigError("there is no curve to draw")
    by_cost = all(curve.flops for curve in curves)
    frame = _frame(curves, by_cost=by_cost)
    size = f'viewBox="0 0 {_WIDTH} {frame.height}" width="{_WIDTH}" height="{frame.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'  <title id="title">{escape(title)}</title>',
        f'  <desc id="desc">{escape(_said(curves))}</desc>',
        f"  <style>{_style(len(curves))}  </style>",
        f'  <text class="title" x="16" y="30">{escape(title)}</text>',
        *_axes(frame, by_cost=by_cost),
    ]
    for number, curve in enumerate(curves):
        parts += _curve(frame, curve, number, (curve.flops or 1.0) if by_cost else 1.0)
    if len(curves) > 1:
        parts += _legend(frame, curves)
    return "\n".join([*parts, "</svg>", ""])


class _Frame(NamedTuple):
    """Where things are: decades of the abscissa, top of the ordinate, and pixels."""

    low: int
    high: int
    top: float
    begin: int
    height: int

    def across(self, cost: float) -> float:
        """Give the pixel of a cost."""
        share = (math.log10(cost) - self.low) / (self.high - self.low)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def down(self, share: float) -> float:
        """Give the pixel of a share."""
        whole = self.height - self.begin - _BOTTOM
        return round(self.height - _BOTTOM - share / self.top * whole, 1)


def _frame(curves: Sequence[Curve], *, by_cost: bool) -> _Frame:
    costs = [
        one.k * ((curve.flops or 1.0) if by_cost else 1.0)
        for curve in curves
        for one in curve.estimates
    ]
    highest = max(one.high for curve in curves for one in curve.estimates)
    low = math.floor(math.log10(min(costs)))
    high = max(low + 1, math.ceil(math.log10(max(costs))))
    begin = _TOP + (_LEGEND_LINE if len(curves) > 1 else 0)
    top = next(top for top in _TOPS if top >= min(highest, 1.0))
    return _Frame(low, high, top, begin, _HEIGHT + begin - _TOP)


def _axes(frame: _Frame, *, by_cost: bool) -> list[str]:
    parts = []
    for quarter in range(_QUARTERS + 1):
        share = frame.top * quarter / _QUARTERS
        y, label = frame.down(share), f"{100 * share:g} %"
        parts += [
            f'  <line class="grid" x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}"/>',
            f'  <text class="tick" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{label}</text>',
        ]
    for decade in range(frame.low, frame.high + 1):
        label = f"1e{decade}" if by_cost else f"{10**decade:,}"
        parts.append(
            f'  <text class="tick" x="{frame.across(10.0**decade)}" '
            f'y="{frame.height - _BOTTOM + 20}" text-anchor="middle">{label}</text>'
        )
    name = "operations for a problem (FLOPs)" if by_cost else "samples of a problem (k)"
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'  <text x="{middle}" y="{frame.height - 14}" text-anchor="middle">{name}</text>')
    return parts


def _curve(frame: _Frame, curve: Curve, number: int, cost: float) -> list[str]:
    points = sorted(curve.estimates, key=lambda one: one.k)
    places = [frame.across(one.k * cost) for one in points]
    upper = [f"{x},{frame.down(one.high)}" for x, one in zip(places, points, strict=True)]
    lower = [f"{x},{frame.down(one.low)}" for x, one in zip(places, points, strict=True)]
    line = [f"{x},{frame.down(one.value)}" for x, one in zip(places, points, strict=True)]
    look = f"curve{number % len(_LIGHT)}"
    parts = [
        f'  <polygon class="band {look}" points="{" ".join(upper + lower[::-1])}"/>',
        f'  <polyline class="line {look}" points="{" ".join(line)}"/>',
    ]
    for x, one in zip(places, points, strict=True):
        parts.append(
            f'  <circle class="point {look}" cx="{x}" cy="{frame.down(one.value)}" r="3">'
            f"<title>{escape(_note(curve, one))}</title></circle>"
        )
    return parts


def _legend(frame: _Frame, curves: Sequence[Curve]) -> list[str]:
    """Name the curves in one line, each with a piece of its own."""
    width = (_WIDTH - _LEFT - _RIGHT) / len(curves)
    parts = []
    for number, curve in enumerate(curves):
        x, y = round(_LEFT + number * width, 1), frame.begin - 14
        look = f"curve{number % len(_LIGHT)}"
        end = x + _LEGEND_SAMPLE
        parts += [
            f'  <polyline class="line {look}" points="{x},{y - 4} {end},{y - 4}"/>',
            f'  <text class="tick" x="{end + 6}" y="{y}">{escape(curve.name)}</text>',
        ]
    return parts


def _said(curves: Sequence[Curve]) -> str:
    """Say the numbers for who does not see the chart."""
    notes = [
        _note(curve, one)
        for curve in curves
        for one in sorted(curve.estimates, key=lambda one: one.k)
    ]
    return "; ".join(notes)


def _note(curve: Curve, one: Estimate) -> str:
    named = f"{curve.name}, " if curve.name else ""
    return f"{named}pass@{one.k}: {100 * one.value:.1f} %"


def _style(curves: int) -> str:
    def colours(palette: Sequence[str], indent: str) -> str:
        return "".join(
            f"{indent}.band.curve{number}, .point.curve{number} {{ fill: {colour}; }}\n"
            f"{indent}.line.curve{number} {{ stroke: {colour}; }}\n"
            for number, colour in list(enumerate(palette))[:curves]
        )

    dashes = "".join(
        f"    .line.curve{number} {{ stroke-dasharray: {dash}; }}\n"
        for number, dash in list(enumerate(_DASHES))[:curves]
    )
    return f"""
    text {{ font: 14px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }}
    text {{ fill: #24292f; }}
    .title {{ font-size: 16px; font-weight: 600; }}
    .tick {{ font-size: 12px; fill: #57606a; }}
    .grid {{ stroke: #d0d7de; }}
    .band {{ opacity: {0.18 if curves == 1 else 0.1}; }}
    .line {{ fill: none; stroke-width: 2; }}
{dashes}{colours(_LIGHT, "    ")}    @media (prefers-color-scheme: dark) {{
      text {{ fill: #e6edf3; }}
      .tick {{ fill: #9198a1; }}
      .grid {{ stroke: #3d444d; }}
{colours(_DARK, "      ")}    }}
"""
