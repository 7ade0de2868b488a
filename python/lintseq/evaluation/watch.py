"""One process of a job, watched from its start to its end.

The watch is the first process of its process namespace: nothing in there can end it, and all that
is in there ends with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

from lintseq.evaluation.frames import read_frame, write_frame
from lintseq.evaluation.subject import run_python

if TYPE_CHECKING:
    from lintseq.evaluation.isolation import Isolation

__all__ = ["Watch", "abandoned"]

_LOOK = 0.02  # seconds between two looks at what a program uses
_KEPT_OUTPUT = 4096
_MOST_SAID = 1 << 16
_LAST_PARTS = 32


class Watch:
    """One process and all that come of it, watched until the end.

    It hears what the process says, looks at what it uses, and ends it with all of its children.
    """

    def __init__(
        self,
        order: dict[str, Any],
        step: dict[str, Any],
        isolation: Isolation | None,
        ours: set[str],
    ) -> None:
        self.order = order
        self.limits: dict[str, Any] = order["limits"]
        self.step = step
        self.isolation = isolation
        self.ours = ours  # processes of the warden, by their names in /proc
        self.output = b""
        self.printed = 0
        self.said = b""
        self.pending = b""
        self.over: str | None = None
        self._silent: set[int] = set()
        self._heard = -1

    def run(self) -> dict[str, Any]:
        """Run the step."""
        if self.isolation:
            self.isolation.untraced()
            self.ours.add(os.readlink("/proc/self"))  # noqa: PTH115
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        output, output_end = os.pipe()
        said, said_end = os.pipe()
        heard_end, self._heard = os.pipe()
        start = time.monotonic()
        child = os.fork()
        if not child:
            for descriptor in (output, said, self._heard):
                os.close(descriptor)
            self._become(output_end, heard_end, said_end)
        for descriptor in (output_end, said_end, heard_end):
            os.close(descriptor)
        os.set_blocking(self._heard, False)
        if self.step["command"] and self.step["tests"]:
            self._ask()
        status = self._attend(child, output, said, start + self.step["seconds"])
        return {
            "status": status,
            "over": self.over,
            "said": self.said.decode("utf-8", "replace"),
            "output": self.output.decode("utf-8", "replace"),
            "seconds": time.monotonic() - start,
        }

    def _attend(self, child: int, output: int, said: int, deadline: float) -> int:
        status: int | None = None
        due = time.monotonic() + _LOOK
        while status is None and self.over is None and not self._decided():
            self._hear(output, said, _LOOK / 2)
            status = _ended(child)
            now = time.monotonic()
            if now > deadline:
                self.over = "time"
            elif now > due:
                due = now + _LOOK
                if abandoned():
                    self.over = "abandoned"
                else:
                    self._look()
        _end(child)
        if status is None:
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for _ in range(_LAST_PARTS):  # not without end: who has left its session may still write
            if not self._hear(output, said, 0):
                break
        return status

    def _hear(self, output: int, said: int, seconds: float) -> bool:
        """Take what there is to read, and write what is to be heard; tell whether there was any."""
        sources = [one for one in (output, said) if one not in self._silent]
        writing = [self._heard] if self.pending else []
        if not sources and not writing:
            time.sleep(seconds)
        ready, writable, _ = select.select(sources, writing, [], seconds)
        for source in ready:
            if not self._take(source, said):
                self._silent.add(source)
        if writable:
            self._tell()
        return bool(ready)

    def _decided(self) -> bool:
        """Tell whether a program of Python has said how it went."""
        lines = self.said.split(b"\n")[:-1]
        return self._is_python and any(line.startswith((b"token ", b"error ")) for line in lines)

    @property
    def _is_python(self) -> bool:
        return self.step["command"] is None

    def _take(self, source: int, said: int) -> bool:
        part = os.read(source, 1 << 16)
        if source == said:
            before = self.said
            self.said = (self.said + part)[:_MOST_SAID]
            if len(self.said) == _MOST_SAID:
                self.over = "output"
            if self._is_python and b"\n" not in before and b"\n" in self.said:
                self._ask()
        else:
            self.printed += len(part)
            self.output = (self.output + part)[-_KEPT_OUTPUT:]
            if self.printed > self.limits["output"]:
                self.over = "output"
        return bool(part)

    def _ask(self) -> None:
        """Get the tests and the token, which this process has not known, nor its child."""
        try:
            write_frame(1, {"ask": True})
            answer = read_frame(0)
        except BrokenPipeError:
            answer = None
        if answer is None:
            self.over = "abandoned"
            return
        content = json.dumps(answer) if self._is_python else answer["token"]
        self.pending = content.encode() + b"\n"

    def _tell(self) -> None:
        try:
            self.pending = self.pending[os.write(self._heard, self.pending) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self.pending = b""
        if not self.pending:
            os.close(self._heard)

    def _look(self) -> None:
        """Count processes and memory in use, where those of the job can be told."""
        if not self.isolation:
            return
        names = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
        theirs = [name for name in names if name not in self.ours]
        if len(theirs) > self.limits["processes"]:
            self.over = "processes"
            return
        used = [_usage(name) for name in theirs]
        if sum(threads for threads, _ in used) > self.limits["processes"]:
            self.over = "processes"
        elif sum(memory for _, memory in used) > self.limits["memory"]:
            self.over = "memory"

    def _become(self, output: int, heard: int, said: int) -> NoReturn:
        """Become the program; what is open besides is closed."""
        try:
            os.setsid()  # whoever ends its group ends nothing of ours
            # Above what is put in place next, so that nothing is overwritten.
            high = [os.dup2(one, 100 + n) for n, one in enumerate((heard, said, output))]
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for place, source in ((1, high[2]), (2, high[2]), (3, high[0]), (4, high[1])):
                os.dup2(source, place, inheritable=True)
            os.closerange(5, 4096)
            self._limit()
            if self.isolation:
                self.isolation.unprivileged()
            command = self.step["command"]
            if command is None:
                self._python()
            if not self.step["tests"]:
                os.closerange(3, 5)
            os.execvp(command[0], command)  # noqa: S606
        except BaseException as error:  # noqa: BLE001 - it must not go on as its parent does
            os.write(2, f"{error}\n".encode())
        os._exit(127)

    def _limit(self) -> None:
        limits = self.limits
        bounds = {
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: limits["file_size"],
            resource.RLIMIT_CPU: int(self.step["seconds"]) + 1,
            resource.RLIMIT_NOFILE: 256,
        }
        if self.step["bound"]:
            bounds[resource.RLIMIT_AS] = limits["memory"]
        if self.isolation:  # elsewhere all processes of the user would count
            bounds[resource.RLIMIT_NPROC] = limits["processes"]
        for kind, bound in bounds.items():
            hard = resource.getrlimit(kind)[1]
            bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)  # noqa: PLW2901
            resource.setrlimit(kind, (bound, bound))

    def _python(self) -> NoReturn:
        program, entry_point = self.order["program"], self.order["entry_point"]
        self.order.clear()
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        run_python(program, entry_point)


def abandoned() -> bool:
    """Tell whether nobody is there any more who could ask for programs to be run."""
    poll = select.poll()
    poll.register(0, 0)  # asked for nothing, it tells of the other end alone
    return bool(poll.poll(0))


def _ended(child: int) -> int | None:
    """Give how a child ended, if it has; take leave of orphans, which come to the first process."""
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            if found[0] == child:
                return os.waitstatus_to_exitcode(found[1])
    return None


def _end(child: int) -> None:
    """End a process, its session, and all there is in a process namespace of ours."""
    if os.getpid() == 1:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _usage(name: str) -> tuple[int, int]:
    """Give the threads of a process, and the bytes of memory that it uses."""
    try:
        threads = os.stat(f"/proc/{name}/task").st_nlink - 2  # noqa: PTH116
        with open(f"/proc/{name}/statm", "rb") as file:  # noqa: PTH123
            return threads, int(file.read().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):  # it is gone
        return 0, 0
