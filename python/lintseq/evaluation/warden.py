"""The process that runs programs which nobody trusts, one after the other.

It runs without the rest of lintseq, so that nothing of it is in the memory that programs inherit.
After each job comes the frame `{"result": ...}`; before it may come `{"ask": true}`, which is
answered with the tests and the token: what a program starts with does not hold them.

Around all jobs: no network, no file that can be written, processes that are counted and end as a
whole. Around each job: a folder in memory, limits, no privileges. Programs of Python run in a fork
of this process, which has loaded what most of them import.

The warden may be left alone: whoever asks it can be killed. Then what runs is ended, and a keeper
outside of the namespaces removes the folders that stay behind.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Any

from lintseq.evaluation.child import in_child
from lintseq.evaluation.frames import read_frame, write_frame
from lintseq.evaluation.isolation import NEW_PIDS, Isolation
from lintseq.evaluation.watch import Watch, abandoned

__all__ = ["serve"]

_PRELOADED = (
    "bisect", "collections", "copy", "dataclasses", "datetime", "decimal", "fractions",
    "functools", "hashlib", "heapq", "itertools", "math", "operator", "random", "re",
    "statistics", "string", "sys", "typing",
)  # fmt: skip


class Job:
    """One program: what to run, and within which limits."""

    def __init__(self, order: dict[str, Any], folder: str, isolation: Isolation | None) -> None:
        self.order = order
        self.folder = folder
        self.isolation = isolation
        self.ours: set[str] = set()  # processes of the warden, by their names in /proc

    def run(self) -> dict[str, Any]:
        """Run the steps, until one fails; give how each ended."""
        self.ours = {"1", str(os.getpid())}
        if self.isolation:
            self.isolation.room(self.order["limits"]["file_size"])
        os.chdir(self.folder)
        for name, text in self.order["files"].items():
            if "/" in name:
                os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120
            with open(name, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
                file.write(text)
        ends = []
        for step in self.order["steps"]:
            end = in_child(lambda step=step: self._begin(step))  # type: ignore[misc]
            ends.append(end or {"broken": "the process that watches the program died"})
            if "broken" in ends[-1] or ends[-1]["over"] or (ends[-1]["status"] and step["command"]):
                break
        return {"ends": ends, "steps": len(self.order["steps"])}

    def _begin(self, step: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        self.ours.add(str(os.getpid()))
        if self.isolation:
            self.isolation.unshare(NEW_PIDS)
        return in_child(lambda: Watch(self.order, step, self.isolation, self.ours).run())


def serve(
    folder: str, needed: list[str], shown: list[str], folders: list[str], *, isolated: bool
) -> None:
    """Answer jobs until there are no more, or nobody asks.

    Args:
        folder: Where programs run.
        needed: What they have to see, as `Isolation` has it.
        shown: What they may see, too.
        folders: What is removed at the end, if nobody is there who would do so.
        isolated: Whether to keep programs from network, files and processes.
    """
    _leave_keeper(folders)
    isolation = Isolation(folder, needed, shown) if isolated else None
    if isolation:
        try:
            isolation.enclose()
        except OSError as error:
            write_frame(1, {"problem": error.strerror})
            return
    sys.path[:] = [path for path in sys.path if path]
    for name in [name for name in sys.modules if name.partition(".")[0] == "lintseq"]:
        del sys.modules[name]  # a program that imports lintseq gets all of it
    for name in _PRELOADED:
        __import__(name)
    write_frame(1, {"ready": True})
    while True:
        order = read_frame(0)
        if order is None:
            return
        result = in_child(Job(order, folder, isolation).run)
        with contextlib.suppress(BrokenPipeError):  # the next look for an order ends it
            write_frame(1, {"result": result or {"broken": "the warden of the program died"}})


def _leave_keeper(folders: list[str]) -> None:
    """Go on in a child; its parent sees the files as they are, and waits for the end."""
    child = os.fork()
    if not child:
        return
    _, status = os.waitpid(child, 0)
    if abandoned():
        for folder in folders:
            _remove(folder)
    os._exit(os.waitstatus_to_exitcode(status) & 255)


def _remove(folder: str) -> None:
    """Remove a folder, and end what is at work to prepare something in it."""
    import shutil  # noqa: PLC0415 - programs inherit what is loaded before the fork

    with contextlib.suppress(OSError, ValueError):
        with open(f"{folder}/group", encoding="ascii") as file:  # noqa: PTH123
            group = int(file.read())
        os.killpg(group, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)
