"""The sandbox: a warden process, and what it is asked and answers."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.adapters.process import PrivateFolder, alarm, dismiss
from lintseq.errors import ConfigError, LintSeqError
from lintseq.evaluation.frames import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typing_extensions import Self

__all__ = ["RunLimits", "Sandbox", "SandboxError", "Step", "StepEnd", "UnprotectedError"]

_PATIENCE = 30.0  # seconds beyond those of a job, after which the warden itself is given up

# A package of the same name without what `lintseq` imports: programs inherit the memory.
_BEGIN = """
import json, sys, types
start = json.loads(sys.argv[1])
for name, path in (("lintseq", start["package"]), ("lintseq.evaluation", start["room"])):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [path]
from lintseq.evaluation.warden import serve
serve(**start["serve"])
"""


class SandboxError(LintSeqError):
    """The sandbox cannot be used. This never means that a program failed."""


class UnprotectedError(SandboxError):
    """The system cannot keep programs from doing harm. The message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLimits:
    """What a program and its tests may use.

    Attributes:
        seconds: Seconds until they are ended.
        memory: Bytes of memory of all of their processes.
        processes: Processes and threads at once.
        file_size: Bytes of all files that they write.
        output: Bytes that they print.

    Raises:
        ConfigError: If a limit is not above 0.
    """

    seconds: float = 10.0
    memory: int = 1 << 30
    processes: int = 128
    file_size: int = 64 << 20
    output: int = 1 << 20

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not value > 0:
                raise ConfigError(f"the limit of {name} is above 0, not {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One command of a job.

    Attributes:
        command: The command; None for the program of Python, in a fork of the warden.
        seconds: How long it may take.
        tests: Whether it runs the tests, and has to show the token at their end.
        bound: Whether its address space is bound, which some runtimes do not bear.
    """

    command: Sequence[str] | None
    seconds: float
    tests: bool = True
    bound: bool = True


@dataclass(frozen=True, slots=True)
class StepEnd:
    """How a step ended.

    Attributes:
        status: The exit status; negative for the signal that ended it.
        over: The limit that it went over: ``time``, ``memory``, ``processes``, ``output`` or None.
        proven: Whether the token was shown, that only comes to who has passed the tests.
        error: What a program of Python or its tests raised: ``kind``, ``text`` and ``in``.
        loaded: Whether a program of Python came to its end, so that its tests could begin.
        output: The end of what was printed.
        seconds: How long it took.
    """

    status: int
    over: str | None
    proven: bool
    error: Mapping[str, str] | None
    loaded: bool
    output: str
    seconds: float


class Sandbox:
    """Runs programs that nobody trusts; not for two threads at once.

    Each has a folder in memory of its own and sees the other files without being able to change
    one. There is no network, and neither a process nor a socket of others. Limits hold for all of
    its processes together, and all end with it.

    Args:
        limits: What a program may use.
        needed: Folders that programs need, such as those of compilers.
        prepared: Folders of which programs see that of work; if this process is killed, they are
            removed.
        unprotected: Run programs also where the system offers none of this: with limits for each
            process, but with the network, with all files of the user, and with processes that may
            stay. This is for who is protected otherwise, in a container of its own.

    Raises:
        UnprotectedError: If programs cannot be kept from doing harm, and ``unprotected`` is False.
    """

    def __init__(
        self,
        limits: RunLimits | None = None,
        *,
        needed: Sequence[str] = (),
        prepared: Sequence[PrivateFolder] = (),
        unprotected: bool = False,
    ) -> None:
        if not hasattr(os, "fork"):
            raise SandboxError("programs are run where processes can fork: on Linux, or macOS")
        self.limits = limits or RunLimits()
        self.protected = True
        self._unprotected = unprotected
        self._needed = [sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable))]
        self._needed += [str(Path(__file__).parents[1]), *needed]
        self._prepared = list(prepared)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: PrivateFolder | None = None
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run_python(self, program: str, tests: str, entry_point: str | None = None) -> StepEnd:
        """Run a program of Python and then its tests.

        Raises:
            SandboxError: If the sandbox itself failed.
        """
        step = Step(command=None, seconds=self.limits.seconds)
        (ended,) = self.run({}, [step], program=program, tests=tests, entry_point=entry_point)
        return ended

    def run(
        self,
        files: Mapping[str, str],
        steps: Sequence[Step],
        *,
        program: str = "",
        tests: str = "",
        entry_point: str | None = None,
    ) -> list[StepEnd]:
        """Run commands in a new folder, until one fails.

        Args:
            files: Names and texts of the files in the folder.
            steps: The commands.
            program: The program, for a step of Python.
            tests: Its tests. It does not get them before it has been loaded.
            entry_point: What ``check`` of the tests is called with.

        Raises:
            SandboxError: If the sandbox itself failed.
        """
        token = secrets.token_hex(16)
        order = {
            "files": dict(files),
            "steps": [asdict(step) for step in steps],
            "limits": asdict(self.limits),
            "program": program,
            "entry_point": entry_point,
        }
        answer = {"tests": tests, "token": token}
        result = self._converse(order, answer, sum(step.seconds for step in steps))
        return [_ended(found, token) for found in result["ends"]]

    def close(self) -> None:
        """End it."""
        dismiss(self._process, self._folder)
        self._process = self._folder = None

    def _converse(self, order: object, answer: object, seconds: float) -> Any:  # noqa: ANN401
        process = self._process or self._start()
        if process.stdin is None or process.stdout is None:
            raise SandboxError("the warden has no pipes")
        reply: dict[str, Any] | None = {}
        with alarm(process, seconds + _PATIENCE) as late:
            try:
                write_frame(process.stdin.fileno(), order)
                while reply is not None and "result" not in reply:
                    reply = read_frame(process.stdout.fileno())
                    if reply is not None and "ask" in reply:
                        write_frame(process.stdin.fileno(), answer)
            except (OSError, ValueError):
                reply = None
        died = {"broken": "it hung" if late.is_set() else "it died"}
        result: dict[str, Any] = reply["result"] if reply else died
        broken = result.get("broken") or next(
            (one["broken"] for one in result["ends"] if "broken" in one), None
        )
        if broken:
            self.close()
            raise SandboxError(f"the warden of programs failed: {broken}")
        return result

    def _start(self) -> subprocess.Popen[bytes]:
        reply = self._begin(isolated=self.protected)
        if reply and "problem" in reply:
            self.close()
            if not self._unprotected:
                raise UnprotectedError(
                    f"programs cannot be kept from network, files and processes here "
                    f"({reply['problem']}): Linux 5.12 with user namespaces is needed, in a "
                    "container the right to make them; where nothing can be harmed, run unprotected"
                )
            self.protected = False
            reply = self._begin(isolated=False)
        if not reply or self._process is None:
            self.close()
            raise SandboxError("the warden of programs does not start")
        return self._process

    def _begin(self, *, isolated: bool) -> dict[str, Any] | None:
        self._folder = PrivateFolder()
        work = str(self._folder.work)
        home = {"HOME": work, "TMPDIR": work, "XDG_CONFIG_HOME": work, "XDG_CACHE_HOME": work}
        start = {
            "package": str(Path(__file__).parents[1]),
            "room": str(Path(__file__).parent),
            "serve": {
                "folder": work,
                "needed": self._needed,
                "shown": [str(one.work) for one in self._prepared],
                "folders": [str(one.work.parent) for one in (self._folder, *self._prepared)],
                "isolated": isolated,
            },
        }
        self._process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-s", "-B", "-c", _BEGIN, json.dumps(start)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=work,
            env=self._folder.environment({**home, "PYTHONHASHSEED": "0"}),
            start_new_session=True,
        )
        if self._process.stdout is None:
            return None
        reply: dict[str, Any] | None = read_frame(self._process.stdout.fileno())
        return reply


def _ended(found: Mapping[str, Any], token: str) -> StepEnd:
    lines = found["said"].split("\n")
    errors = [line.removeprefix("error ") for line in lines if line.startswith("error ")]
    error = None
    if errors:
        try:
            error = {name: str(json.loads(errors[0])[name]) for name in ("kind", "text", "in")}
        except (ValueError, KeyError, TypeError):  # the program wrote it
            error = {"kind": "unknown", "text": errors[0][:200], "in": "the program"}
    return StepEnd(
        status=found["status"],
        over=found["over"],
        proven=not errors and f"token {token}" in lines,
        error=error,
        loaded="loaded" in lines,
        output=found["output"],
        seconds=found["seconds"],
    )
