from __future__ import annotations

import io
import sys
import time

import pytest

from lintseq.cli.terminal import Progress
from lintseq.run.work import Stand


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_resumed_run_counts_what_it_did_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows per second, and the time that is left, are not those of the run before."""
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(time, "perf_counter", lambda: 100.0)
    with Progress(quiet=False) as progress:
        monkeypatch.setattr(time, "perf_counter", lambda: 110.0)
        progress.show_stand(Stand(rows=6_000, before=5_000, fraction=0.6))
    shown = terminal.getvalue()
    assert " 60%" in shown
    assert "6,000 rows  100 rows/s  0:40 left" in shown


@pytest.mark.parametrize("fraction", [None, 0.0, 1.0])
def test_progress_of_any_kind(fraction: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(quiet=False) as progress:
        progress.show(fraction, rows=0, rejected=0)
    assert ("%" in terminal.getvalue()) == (fraction is not None)
    assert "0 rows  0 rejected" in terminal.getvalue()
