"""Warm workers: a process that loads a linter once and then answers one text after the other.

Linters that are Python packages, and compilers of a virtual machine, take a second to load, hold
global state and leak. The worker is started when it is first needed, and again when it died, hung
or grew too large.

A text goes to its standard input as a line of base64. The answer is a line of JSON on its standard
output: ``findings``, a list of `Finding`, and ``resident``, the bytes of memory in use; or
``failure``, why there is no verdict.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lintseq.adapters.process import Limits, PrivateFolder, alarm, dismiss, start
from lintseq.diagnostic import Diagnostic
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Finding", "Worker", "python_worker", "serve"]

Finding: TypeAlias = tuple[int, str, str, "int | None"]
"""``(line, code, message, column)``, lines and columns from 1."""

_TRIES = 2


class Worker:
    """One process that answers texts with findings; not for two threads at once.

    Args:
        name: The linter's name, for messages.
        command: What starts it. `python_worker` gives that of a module which calls `serve`.
        limits: What one answer may take; ``memory`` is of the whole process.
        largest: Bytes of memory in use above which the process is replaced after an answer.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        limits: Limits,
        *,
        largest: int = 700_000_000,
    ) -> None:
        self._name = name
        self._command = list(command)
        self._limits = limits
        self._largest = largest
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: PrivateFolder | None = None

    def lint(self, text: str) -> list[Diagnostic] | LinterError:
        """Give the diagnostics of a text, or why there are none to be had."""
        problem = "died"
        for _ in range(_TRIES):
            reply, problem = self._ask(text)
            if reply is not None:
                return reply
        return LinterError(f"{self._name} {problem}, {_TRIES} times, on a text of {len(text)}")

    def close(self) -> None:
        """End the process, if there is one."""
        dismiss(self._process, self._folder)
        self._process = self._folder = None

    def _ask(self, text: str) -> tuple[list[Diagnostic] | None, str]:
        process = self._process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            return None, "has no pipes"
        line = b""
        with alarm(process, self._limits.seconds) as late, contextlib.suppress(OSError):
            # If it dies here, its answer is missing.
            process.stdin.write(b64encode(text.encode("utf-8", "surrogatepass")) + b"\n")
            process.stdin.flush()
            line = process.stdout.readline(self._limits.output)
        try:
            reply = json.loads(line)
            if "failure" in reply:
                return None, f"failed ({reply['failure']})"
            found = [Diagnostic(*finding) for finding in reply["findings"]]
        except (ValueError, KeyError, TypeError):
            self.close()
            seconds = self._limits.seconds
            return None, f"took longer than {seconds:g} seconds" if late.is_set() else "died"
        if reply["resident"] > self._largest:
            self.close()
        return found, ""

    def _start(self) -> subprocess.Popen[bytes]:
        self._folder = PrivateFolder()
        # The time is that of one answer, not of the process.
        limits = Limits(seconds=1e9, memory=self._limits.memory, file_size=self._limits.file_size)
        return start(
            self._command,
            self._folder,
            limits,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def python_worker(module: str) -> list[str]:
    """Give the command of a worker that is a module of Python."""
    return [sys.executable, "-I", "-m", module]


def serve(lint: Callable[[str], Iterable[Finding]]) -> None:
    """Answer the lines of standard input until it ends; what runs in a worker."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what others print is no reply
    for line in sys.stdin.buffer:
        text = b64decode(line).decode("utf-8", "surrogatepass")
        findings = [list(finding) for finding in lint(text)]
        replies.write(json.dumps({"findings": findings, "resident": _resident()}) + "\n")
        replies.flush()


def _resident() -> int:
    """The memory of this process, in bytes; 0 where it cannot be told."""
    if sys.platform == "win32":
        return 0
    try:
        # The most that getrusage tells of a new process is its parent's.
        pages = Path("/proc/self/statm").read_bytes().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        pass  # only Linux has it
    import resource  # noqa: PLC0415 - Windows has none

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
