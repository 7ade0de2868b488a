"""Bar charts with a logarithmic scale, as SVG that reads well on light and dark pages."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 720
_LEFT = 210
_RIGHT = 110
_TOP = 56
_ROW = 44
_BAR = 26
_BOTTOM = 34

_STYLE = """
    text { font: 14px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
    text, .value { fill: #24292f; }
    .title { font-size: 16px; font-weight: 600; }
    .tick { font-size: 12px; fill: #57606a; }
    .grid { stroke: #d0d7de; }
    .other { fill: #8c959f; }
    .ours { fill: #0969da; }
    @media (prefers-color-scheme: dark) {
      text, .value { fill: #e6edf3; }
      .tick { fill: #9198a1; }
      .grid { stroke: #3d444d; }
      .other { fill: #818b98; }
      .ours { fill: #4493f8; }
    }
"""


class Bar(NamedTuple):
    """One bar: what it stands for, a value above 0, and what stands behind the value."""

    label: str
    value: float
    is_ours: bool
    note: str = ""


def draw(title: str, bars: Sequence[Bar]) -> str:
    """Draw horizontal bars, one below the other, on a scale of whole decades."""
    low = math.floor(math.log10(min(bar.value for bar in bars)))
    high = max(low + 1, math.ceil(math.log10(max(bar.value for bar in bars))))
    foot = _TOP + _ROW * len(bars)

    def place(value: float) -> float:
        share = (math.log10(value) - low) / (high - low)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    description = "; ".join(f"{bar.label}: {number(bar.value)}" for bar in bars)
    height = foot + _BOTTOM
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'  <title id="title">{escape(title)}</title>',
        f'  <desc id="desc">{escape(description)}</desc>',
        f"  <style>{_STYLE}  </style>",
        f'  <text class="title" x="16" y="30">{escape(title)}</text>',
    ]
    for decade in range(low, high + 1):
        x = place(10.0**decade)
        parts.append(f'  <line class="grid" x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{foot}"/>')
        label = number(10.0**decade)
        parts.append(
            f'  <text class="tick" x="{x}" y="{foot + 18}" text-anchor="middle">{label}</text>'
        )
    for row, bar in enumerate(bars):
        top = _TOP + _ROW * row
        text = top + _BAR / 2 + 5
        width = round(max(2.0, place(bar.value) - _LEFT), 1)
        kind = "ours" if bar.is_ours else "other"
        value = f"{number(bar.value)} {bar.note}".rstrip()
        box = f'x="{_LEFT}" y="{top}" width="{width}" height="{_BAR}" rx="3"'
        parts += [
            f'  <text x="{_LEFT - 10}" y="{text}" text-anchor="end">{escape(bar.label)}</text>',
            f'  <rect class="{kind}" {box}/>',
            f'  <text class="value" x="{_LEFT + width + 8}" y="{text}">{escape(value)}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def number(value: float) -> str:
    """Write a number with two digits that count, or all of a whole one."""
    if value >= 100:
        digits = 1 - math.floor(math.log10(value))
        return f"{round(value, digits):,.0f}"
    return f"{value:.2g}"
