"""What the terminal can show: colours, safe text, and a line of progress."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

    from lintseq.run.work import Stand

__all__ = ["Palette", "Progress", "visible"]

_BAR_WIDTH = 24
_SECONDS_TO_TELL = 2.0

# Programs are data: they may hold escape sequences, and marks that reorder what one sees.
_CONTROL = {code: 0x2400 + code for code in range(32) if code != ord("\t")}
_CONTROL |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_CONTROL |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


def visible(text: str) -> str:
    """Give a line of a program as it can be shown: without its line end and control characters."""
    return text.removesuffix("\n").removesuffix("\r").translate(_CONTROL)


class Palette:
    """Colours, if they are wanted: not with ``NO_COLOR``, nor where output is no terminal.

    Args:
        when: ``"always"``, ``"never"`` or ``"auto"``.
        stream: Where the text goes.
    """

    def __init__(self, when: str, stream: TextIO) -> None:
        self.on = when == "always" or (
            when == "auto"
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
            and stream.isatty()
        )

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text

    def title(self, text: str) -> str:
        """Paint what a reader looks for first."""
        return self._paint("1", text)

    def accent(self, text: str) -> str:
        """Paint a heading."""
        return self._paint("1;36", text)

    def new(self, text: str) -> str:
        """Paint what was inserted."""
        return self._paint("32", text)

    def faint(self, text: str) -> str:
        """Paint what surrounds."""
        return self._paint("2", text)

    def bad(self, text: str) -> str:
        """Paint what went wrong."""
        return self._paint("31", text)


class Progress:
    """One line on standard error that is rewritten; only if that is a terminal.

    Args:
        quiet: Show nothing in any case.
    """

    _interval = 0.1

    def __init__(self, *, quiet: bool) -> None:
        self._on = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._due = 0.0
        self._start = time.perf_counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._on:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show_stand(self, stand: Stand) -> None:
        """Show how far a run to a directory is, unless that was shown just now."""
        self.show(stand.fraction, before=stand.before, rows=stand.rows)

    def show(self, fraction: float | None, *, before: int = 0, **counts: int) -> None:
        """Show how far a run is, unless that was shown just now.

        Args:
            fraction: The part that is done, from 0 to 1; None if unknown.
            before: How much of the first count another process did, before this one began.
            **counts: What was counted; the first count is also shown per second.
        """
        if not self._on or (now := time.perf_counter()) < self._due:
            return
        self._due = now + self._interval
        bar = ""
        if fraction is not None:
            full = round(_BAR_WIDTH * fraction)
            bar = f"[{'=' * full}{' ' * (_BAR_WIDTH - full)}] {fraction:4.0%}  "
        listed = "  ".join(f"{number:,} {name}" for name, number in counts.items())
        name, number = next(iter(counts.items()))
        done = number - before
        rate = done / max(now - self._start, 1e-9)
        # What was done before took no time of this process.
        begun = (fraction or 0) * before / max(number, 1)
        left = _time_left(now - self._start, fraction, begun)
        sys.stderr.write(f"\r{bar}{listed}  {rate:,.0f} {name}/s{left}\x1b[K")
        sys.stderr.flush()


def _time_left(seconds: float, fraction: float | None, begun: float) -> str:
    """Say how long it will take, once that can be told."""
    if not fraction or seconds < _SECONDS_TO_TELL or fraction <= begun:
        return ""
    left = max(0, round(seconds * (1 - fraction) / (fraction - begun)))
    hours, minutes = divmod(left // 60, 60)
    clock = f"{hours}:{minutes:02}:{left % 60:02}" if hours else f"{minutes}:{left % 60:02}"
    return f"  {clock} left"
