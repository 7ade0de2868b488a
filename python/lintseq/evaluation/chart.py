"""Coverage over compute as SVG that reads well on light and dark pages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.evaluation.pass_at_k import Estimate

__all__ = ["coverage_chart"]

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 30, 56, 60
_QUARTERS = 4

_STYLE = """
    text { font: 14px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
    text { fill: #24292f; }
    .title { font-size: 16px; font-weight: 600; }
    .tick { font-size: 12px; fill: #57606a; }
    .grid { stroke: #d0d7de; }
    .band { fill: #0969da; opacity: 0.18; }
    .line { fill: none; stroke: #0969da; stroke-width: 2; }
    .point { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .tick { fill: #9198a1; }
      .grid { stroke: #3d444d; }
      .band { fill: #4493f8; }
      .line { stroke: #4493f8; }
      .point { fill: #4493f8; }
    }
"""


def coverage_chart(
    estimates: Sequence[Estimate], flops: float | None = None, title: str = "Coverage"
) -> str:
    """Draw pass@k with its confidence intervals.

    Args:
        estimates: The estimates, at least one.
        flops: The operations that one sample costs. The abscissa then shows what the k samples
            cost, else their number. It is logarithmic.
        title: What stands above.

    Returns:
        The text of an SVG file.

    Raises:
        ConfigError: If there is no estimate.
    """
    if not estimates:
        raise ConfigError("there is no estimate to draw")
    flops = flops or None  # samples without tokens cost nothing, which has no logarithm
    points = sorted(estimates, key=lambda one: one.k)
    costs = [one.k * (flops or 1.0) for one in points]
    low = math.floor(math.log10(costs[0]))
    high = max(low + 1, math.ceil(math.log10(costs[-1])))

    def across(cost: float) -> float:
        share = (math.log10(cost) - low) / (high - low)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def down(share: float) -> float:
        return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)

    name = "samples of a problem (k)" if flops is None else "operations for a problem (FLOPs)"
    said = "; ".join(f"pass@{one.k}: {100 * one.value:.1f} %" for one in points)
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'  <title id="title">{escape(title)}</title>',
        f'  <desc id="desc">{escape(said)}</desc>',
        f"  <style>{_STYLE}  </style>",
        f'  <text class="title" x="16" y="30">{escape(title)}</text>',
    ]
    for quarter in range(_QUARTERS + 1):
        y, label = down(quarter / _QUARTERS), f"{100 * quarter // _QUARTERS} %"
        parts += [
            f'  <line class="grid" x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}"/>',
            f'  <text class="tick" x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{label}</text>',
        ]
    for decade in range(low, high + 1):
        label = f"{10**decade:,}" if flops is None else f"1e{decade}"
        parts.append(
            f'  <text class="tick" x="{across(10.0**decade)}" y="{_HEIGHT - _BOTTOM + 20}" '
            f'text-anchor="middle">{label}</text>'
        )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'  <text x="{middle}" y="{_HEIGHT - 14}" text-anchor="middle">{name}</text>')
    places = [across(cost) for cost in costs]
    upper = [f"{x},{down(one.high)}" for x, one in zip(places, points, strict=True)]
    lower = [f"{x},{down(one.low)}" for x, one in zip(places, points, strict=True)]
    line = [f"{x},{down(one.value)}" for x, one in zip(places, points, strict=True)]
    parts += [
        f'  <polygon class="band" points="{" ".join(upper + lower[::-1])}"/>',
        f'  <polyline class="line" points="{" ".join(line)}"/>',
    ]
    for x, one in zip(places, points, strict=True):
        note = f"pass@{one.k}: {100 * one.value:.1f} %"
        parts.append(
            f'  <circle class="point" cx="{x}" cy="{down(one.value)}" r="3">'
            f"<title>{note}</title></circle>"
        )
    return "\n".join([*parts, "</svg>", ""])
