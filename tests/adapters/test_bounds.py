"""Texts and tools that go wrong: each has a verdict or an error, and the others their own."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tools import EVERY, TOOLS, Tool

import lintseq
from lintseq import Config, LinterError, Reject
from lintseq.adapters import process
from lintseq.adapters.process import Limits
from lintseq.linter import find_linter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lintseq import Linter

ENDLESS = [name for name, tool in TOOLS.items() if tool.endless and name != "govet"]
ODD = [
    "",
    "\n",
    "\r",
    "x\r\ny\r\n",
    "x\ry\n",
    "x\0y\n",
    "\ufeffx\n",
    "é = 'ü'\n",
    "x" * 20_000 + "\n",
    "x = '\udc80'\n",
    "x\u2028y\n",
    "/*\n",
    "'\n",
]


def bounded(tool: Tool, limits: Limits) -> Linter:
    """Make another linter of a kind, with other limits and another name."""
    kind: Any = type(tool.require())
    linter: Linter = kind(limits=limits)
    linter.name = f"bounded-{tool.linter}"
    return linter


@pytest.fixture
def closing() -> Iterator[list[Linter]]:
    opened: list[Linter] = []
    yield opened
    for linter in opened:
        linter.close()


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_text_fails_alone(name: str, closing: list[Linter]) -> None:
    tool = TOOLS[name]
    # Those that lint states together, or load for long, need more time for what is well.
    seconds = {"eslint": 60, "go": 60, "javac": 12, "kotlinc": 25, "mypy": 60, "tsc": 60}
    linter = bounded(tool, Limits(seconds=seconds.get(tool.linter, 4), memory=2 << 30))
    closing.append(linter)
    lintseq.register_linter(linter, replace=True)
    started = time.monotonic()
    for report in tool.reports(tool.endless, linter):
        assert isinstance(report, LinterError) or all(found.line >= 1 for found in report)
    # Where lintseq itself does not refuse it before, the row alone is a reject.
    config = Config(linters=(linter.name,), syntax_errors="keep", max_line_bytes=1_000_000)
    programs = [*tool.endless, tool.program]
    *_, good = lintseq.sample_batch(programs, tool.language, config=config)
    assert time.monotonic() - started < 240
    assert not isinstance(good, Reject), good


@EVERY
def test_too_little_time_is_an_error_never_clean(tool: Tool, closing: list[Linter]) -> None:
    linter = bounded(tool, Limits(seconds=0.01, memory=None))
    closing.append(linter)
    for report in tool.reports([tool.broken, tool.broken + "\n"], linter):
        assert isinstance(report, LinterError) or report


@EVERY
def test_odd_texts_have_a_verdict(tool: Tool) -> None:
    for text, report in zip(ODD, tool.reports(ODD), strict=True):
        if not isinstance(report, LinterError):
            for diagnostic in report:
                assert diagnostic.line >= 1, text
                assert diagnostic.line <= text.count("\n") + 2, text
                assert diagnostic.code


def _children() -> list[int]:
    found: list[int] = []
    for task in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended
            found += map(int, task.read_text().split())
    return found


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir() or not list(Path("/proc/self/task").glob("*/children")),
    reason="the system does not tell the children of a process",
)
@EVERY
def test_a_tool_that_is_killed_is_an_error_or_asked_again(tool: Tool) -> None:
    linter = tool.require()
    if tool.linter in {"javac", "kotlinc"}:
        linter.close()  # the worker starts again
    before = set(_children())
    killed: list[int] = []

    def kill() -> None:
        while not killed and not stop.is_set():
            for child in set(_children()) - before:
                try:
                    os.killpg(child, signal.SIGKILL)
                except (ProcessLookupError, PermissionError):
                    continue
                killed.append(child)
            time.sleep(0.001)

    stop = threading.Event()
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        reports = linter.lint([tool.broken] * 3, tool.language)
    except LinterError:
        reports = []
    finally:
        stop.set()
        killer.join()
    assert killed
    assert all(isinstance(report, LinterError) or report for report in reports)
    assert all(tool.reports([tool.broken]))


@EVERY
def test_a_tool_that_is_missing_says_what_to_install(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool.require()
    kind: Any = type(find_linter(tool.linter))
    monkeypatch.setattr(process.shutil, "which", lambda *_, **__: None)
    with pytest.raises(LinterError, match=r"is not installed: .*install"):
        kind()


def test_linters_lists_those_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    linter = importlib.import_module("lintseq.linter")
    monkeypatch.setattr(linter, "_open", {})
    monkeypatch.setattr(process.shutil, "which", lambda *_, **__: None)
    found = {entry.name: entry for entry in lintseq.linters()}
    for tool in TOOLS.values():
        assert found[tool.linter].version is None
        assert "install" in (found[tool.linter].problem or "")
