"""Processes that answer JSON lines with JSON lines, started again when they die, hang or grow.

Both the judge and the peer run in such processes: they leak memory, hold global state, and read
configuration from the folder they are in.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from typing_extensions import Self

MAX_RESIDENT_BYTES = 700_000_000


class WorkerError(Exception):
    """A worker died or hung, twice, so there is no answer."""


class Worker:
    """One process; started when it is first needed.

    Args:
        program: The Python file to run; it calls `serve`.
        seconds: How long one answer may take.
    """

    def __init__(self, program: Path, seconds: float) -> None:
        self._program = program
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def ask(self, question: object) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Give the answer to a question.

        Raises:
            WorkerError: If the process died or hung on it, twice.
        """
        reply = self._try(question) or self._try(question)
        if reply is None:
            raise WorkerError(f"{self._program.name} died or hung on: {question!r:.2000}")
        if reply["resident"] > MAX_RESIDENT_BYTES:
            self.close()
        return reply["answer"]

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _try(self, question: object) -> dict[str, Any] | None:
        process = self._process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            return None
        alarm = threading.Timer(self._seconds, process.kill)
        alarm.start()
        reply = ""
        with contextlib.suppress(OSError):
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            reply = process.stdout.readline()
        alarm.cancel()
        if not reply.endswith("\n"):
            self.close()
            return None
        answer: dict[str, Any] = json.loads(reply)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        """Start the process in an empty folder that is private to it.

        It is isolated (-I), so that no import of a linted program finds a file of the benches.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="bench-")
        work = Path(self._folder.name, "work")
        work.mkdir()
        return subprocess.Popen(
            [sys.executable, "-I", "-c", _START, str(self._program)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=work,
            env={**os.environ, "PYLINTHOME": str(work.parent / "home")},
        )


_START = """
import pathlib, runpy, sys
sys.path.insert(0, str(pathlib.Path(sys.argv[1]).parent))
import findings, worker
del sys.path[0]
runpy.run_path(sys.argv[1], run_name="__main__")
"""


class Workers:
    """Several of the same kind."""

    def __init__(self, program: Path, seconds: float, jobs: int = 1) -> None:
        self._workers = [Worker(program, seconds) for _ in range(jobs)]
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def ask(self, questions: Iterable[object]) -> Iterator[Any]:
        """Give the answers, in order, as they come.

        Raises:
            WorkerError: If a process died or hung on a question, twice.
        """
        return self._threads.map(self._ask, questions)

    def _ask(self, question: object) -> Any:  # noqa: ANN401
        worker = self._idle.get()
        try:
            return worker.ask(question)
        finally:
            self._idle.put(worker)


def serve(answer: Callable[[Any], object]) -> None:
    """Answer the lines of standard input until it ends."""
    import psutil  # noqa: PLC0415 - only the worker needs it

    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what others print is no reply
    process = psutil.Process()
    for line in sys.stdin:
        reply = {"answer": answer(json.loads(line)), "resident": process.memory_info().rss}
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
