"""What `lintseq stats` shows in the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lintseq.cli.terminal import visible
from lintseq.statistics.histogram import bars
from lintseq.statistics.survey import END

if TYPE_CHECKING:
    from lintseq.cli.terminal import Palette
    from lintseq.statistics.histogram import Bar

__all__ = ["StatisticsText", "amount_of_bytes"]

_BARS = 12
_LANGUAGES = 20
_GAP = 4
_LEAST_WIDTH, _MOST_WIDTH = 60, 110
_TWO_COLUMNS = 80
_KILO = 1000
_UNITS = ("bytes", "kB", "MB", "GB", "TB")

_DISTRIBUTIONS = {
    "edits_per_sequence": "edits per sequence",
    "lines_per_edit": "lines per edit",
    "text_percent": "edit text, % of the program",
    "edit_position": "where edits begin, % of what is there",
}


def amount_of_bytes(number: int) -> str:
    """Write a number of bytes with three digits or so."""
    amount = float(number)
    for unit in _UNITS:
        if amount < _KILO or unit == _UNITS[-1]:
            break
        amount /= _KILO
    digits = 0 if unit == _UNITS[0] or amount >= 100 else 1  # noqa: PLR2004 - three digits
    return f"{amount:.{digits}f} {unit}"


@dataclass(frozen=True, slots=True)
class _Signs:
    """What bars are made of; the parts of a whole, ascending."""

    parts: str
    dash: str
    at_least: str


_RICH = _Signs("▏▎▍▌▋▊▉█", "–", "≥ ")  # noqa: RUF001 - a range
_PLAIN = _Signs("#", "-", ">= ")


class StatisticsText:
    """Statistics as lines of text.

    Args:
        report: The numbers, see `lintseq.statistics.report`.
        palette: Colours.
        width: Columns of the terminal.
        encoding: What the terminal can show; bars are made of ``#`` where it has no blocks.
    """

    def __init__(
        self, report: dict[str, Any], palette: Palette, width: int, encoding: str | None
    ) -> None:
        self._report = report
        self._palette = palette
        self._width = min(max(width, _LEAST_WIDTH), _MOST_WIDTH)
        self._signs = _RICH
        try:
            f"{_RICH.parts}{_RICH.dash}{_RICH.at_least}".encode(encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            self._signs = _PLAIN

    def lines(self) -> list[str]:
        """Give all lines."""
        lines = [self._title(source) for source in self._report["sources"]]
        lines += ["", *self._numbers()]
        for section in (self._languages(), self._reasons("rejects"), self._reasons("unreadable")):
            if section:
                lines += ["", *section]
        lines += self._plots()
        if not self._report["sequences"]:
            lines += ["", self._palette.bad(self._emptiness())]
        for damage in self._report["damage"]:
            lines.append(self._palette.bad(f"damaged: {visible(damage)}"))
        return lines

    def _title(self, source: dict[str, Any]) -> str:
        path = self._palette.title(visible(source["path"]))
        if source["kind"] != "run":
            return path
        done, begun = source["shards_done"], source["shards_begun"]
        state = self._palette.new("done")
        if not source["done"]:
            state = self._palette.bad("not done: generate --resume goes on")
        facts = [f"{done:,} {_plural('shard', done)}"]
        if begun:
            facts.append(f"{begun:,} begun")
        if isinstance(source["samples"], int):
            facts.append(f"{source['samples']} {_plural('sample', source['samples'])} a row")
        facts += [f"{name} {source[name]}" for name in ("seed", "format", "preset")]
        versions = source["versions"]
        if isinstance(versions, dict):
            facts.append(f"lintseq {versions.get('lintseq')}")
        return f"{path}  {state}  {self._palette.faint(visible(', '.join(facts)))}"

    def _emptiness(self) -> str:
        rows, unreadable = self._report["rows"], self._report["unreadable"]
        if rows:
            return f"no sequences: all {rows:,} rows were rejected"
        return "no row holds a sequence" if unreadable else "there are no rows"

    def _numbers(self) -> list[str]:
        report = self._report
        rows = report["rows"]
        lines = [f"{'rows':<12}{rows:>12,}"]
        for name in ("sampled", "rejected"):
            number = report[f"rows_{name}"]
            share = number / rows if rows else 0.0
            bar = self._bar(share, 24)
            paint = self._palette.new if name == "sampled" else self._palette.bad
            lines.append(f"{'  ' + name:<12}{number:>12,}  {_percent(share):>7}  {paint(bar)}")
        distinct = report["distinct"]
        about = "" if distinct["exact"] else "about "
        facts = ""
        if report["sequences"] > report["unread_sequences"]:
            facts = (
                f"{about}{distinct['sequences']:,} distinct, of {about}{distinct['programs']:,} "
                f"distinct {_plural('program', distinct['programs'])}"
            )
        lines.append(f"{'sequences':<12}{report['sequences']:>12,}  {facts}".rstrip())
        facts = ""
        if report["edits_at_end"] is not None:
            share = _percent(report["edits_at_end"])
            facts = f"{share} of the later ones append at the end"
        lines.append(f"{'edits':<12}{report['edits']:>12,}  {facts}".rstrip())
        if report["text_ratio"] is not None:
            size = amount_of_bytes(report["edit_bytes"])
            formats = ", ".join(report["edit_formats"])
            lines.append(
                f"{'edit text':<12}{size:>12}  {_percent(report['text_ratio'])} of the "
                f"programs' {amount_of_bytes(report['program_bytes'])}, as {visible(formats)}"
            )
        return [line.rstrip() for line in lines]

    def _languages(self) -> list[str]:
        languages = list(self._report["languages"].items())
        if not languages:
            return []
        shown = languages[:_LANGUAGES]
        names = {name: visible(name) or "not told" for name, _ in shown}
        width = max(len("language"), *map(len, names.values()))
        head = f"{'language':<{width}}{'rows':>11}{'sampled':>10}{'sequences':>12}"
        head += f"{'lines':>12}{'bytes':>11}"
        most = max(tally["rows"] for _, tally in shown)
        room = min(24, self._width - len(head) - 2)
        lines = [self._palette.title(head)]
        for name, tally in shown:
            line = (
                f"{names[name]:<{width}}{tally['rows']:>11,}{_percent(tally['coverage']):>10}"
                f"{tally['sequences']:>12,}{tally['lines']:>12,}"
                f"{amount_of_bytes(tally['bytes']):>11}"
            )
            bar = self._bar(tally["rows"] / most, room) if most and room > 1 else ""
            lines.append(f"{line}  {self._palette.accent(bar)}".rstrip())
        if len(languages) > len(shown):
            lines.append(f"and {len(languages) - len(shown):,} more languages")
        return lines

    def _reasons(self, kind: str) -> list[str]:
        reasons = self._report[kind]
        if not reasons:
            return []
        title = "rejected rows" if kind == "rejects" else "rows that hold no sequence"
        width = max(len(title), *(len(visible(name)) for name in reasons)) + 1
        lines = [self._palette.title(f"{title:<{width}}{'rows':>11}")]
        for name, reason in reasons.items():
            line = f"{visible(name):<{width}}{reason['rows']:>11,}"
            if reason["examples"]:
                example = reason["examples"][0]
                room = max(20, self._width - len(line) - 2)
                told = visible(f"{example['place']}: {example['detail']}".replace("\n", " "))
                if len(told) > room:
                    told = told[: room - 3] + "..."
                line += f"  {self._palette.faint(told)}"
            lines.append(line)
        return lines

    def _plots(self) -> list[str]:
        """Draw the distributions, two beside each other where there is room."""
        columns = 2 if self._width >= _TWO_COLUMNS else 1
        width = (self._width - _GAP * (columns - 1)) // columns
        plots = [
            self._plot(name, title, width)
            for name, title in _DISTRIBUTIONS.items()
            if self._report["distributions"][name]["count"]
        ]
        lines: list[str] = []
        for start in range(0, len(plots), columns):
            beside = plots[start : start + columns]
            lines.append("")
            for place in range(max(map(len, beside))):
                cells = [plot[place] if place < len(plot) else ("", "") for plot in beside]
                line = "".join(
                    painted + " " * (width - len(plain) + _GAP) for plain, painted in cells
                )
                lines.append(line.rstrip())
        return lines

    def _plot(self, name: str, title: str, width: int) -> list[tuple[str, str]]:
        """Draw one distribution: each line as it is, and with its colours."""
        numbers = self._report["distributions"][name]
        found = bars(numbers["histogram"], _BARS)
        most = max(bar.count for bar in found)
        labels = [self._label(bar, name) for bar in found]
        label_width = max(map(len, labels))
        count_width = max(len(f"{bar.count:,}") for bar in found)
        room = width - label_width - count_width - 4
        facts = f"mean {numbers['mean']:.1f}, median {numbers['median']:g}"
        for fact in (f", p90 {numbers['p90']:,}", f", most {numbers['max']:,}"):
            if len(facts + fact) <= width:
                facts += fact
        lines = [(title, self._palette.title(title)), (facts, self._palette.faint(facts))]
        for bar, label in zip(found, labels, strict=True):
            start = f"{label:>{label_width}}  {bar.count:>{count_width},}  "
            drawn = self._bar(bar.count / most, room)
            lines.append((start + drawn, start + self._palette.accent(drawn)))
        return lines

    def _label(self, bar: Bar, name: str) -> str:
        if name == "edit_position" and bar.low == END:
            return "end"
        if bar.high is None:
            return f"{self._signs.at_least}{bar.low:,}"
        high = min(bar.high, END - 1) if name == "edit_position" else bar.high
        return f"{bar.low:,}" if bar.low == high else f"{bar.low:,}{self._signs.dash}{high:,}"

    def _bar(self, share: float, room: int) -> str:
        """Draw a part of the room; what is there at all is seen."""
        parts = self._signs.parts
        units = round(share * room * len(parts))
        if share > 0:
            units = max(units, 1)
        whole, rest = divmod(units, len(parts))
        return parts[-1] * whole + (parts[rest - 1] if rest else "")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
