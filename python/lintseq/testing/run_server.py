"""A process that has loaded lintseq, and forks one that runs a command in a few milliseconds.

It has no threads, unlike a process that tests: what is forked from it is sound.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import multiprocessing
import os
import subprocess
import sys
import threading
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.testing.crash import Crash, FileOperations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Self

__all__ = ["Ending", "RunServer", "serve"]

_INTERNAL = 4
_PRELOADED = ("lintseq.cli", "lintseq.run.work", "multiprocessing.popen_fork")
_PRELOADED_IF_THERE = ("pyarrow.parquet", "pyarrow.compute", "zstandard")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command ended.

    Attributes:
        code: Its exit code; the negative number of a signal that killed it.
        said: What it wrote to standard output and standard error.
    """

    code: int
    said: str


class RunServer:
    """A process that forks others, each of which runs one command.

    Args:
        modules: What it imports at first: where plug-ins register themselves.
        warming: The command line of a command that it then runs itself: what this has loaded,
            no other has to load. It should write nothing.

    Raises:
        OSError: If the system cannot fork, as Windows.
    """

    def __init__(self, modules: Sequence[str] = (), warming: Sequence[str] = ()) -> None:
        if not hasattr(os, "fork"):
            raise OSError(
                "processes can only be killed at a file operation where they can be forked"
            )
        self._process = subprocess.Popen(  # noqa: S603 - this program
            [sys.executable, "-m", __name__, json.dumps([*modules]), json.dumps([*warming])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # One thread: those of numpy's libraries would not survive a fork.
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
            },
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()

    def run(
        self,
        folder: Path,
        arguments: Sequence[str],
        *,
        crash: Crash | None = None,
        checkpoint_seconds: float | None = None,
    ) -> Ending:
        """Run a command of lintseq.

        Args:
            folder: Where it runs.
            arguments: Its command line, without the program's name.
            crash: Where it is killed: which operation below ``folder``.
            checkpoint_seconds: How often a shard that is written gets a checkpoint; None leaves
                that alone.

        Raises:
            RuntimeError: If the process is gone.
        """
        request = {
            "folder": str(folder),
            "arguments": list(arguments),
            "crash": None if crash is None else asdict(crash),
            "checkpoint_seconds": checkpoint_seconds,
        }
        streams = self._process.stdin, self._process.stdout
        if streams[0] is None or streams[1] is None:
            raise RuntimeError("the process of runs has no pipes")
        streams[0].write(json.dumps(request).encode() + b"\n")
        streams[0].flush()
        answer = streams[1].readline()
        if not answer:
            raise RuntimeError(f"the process of runs ended with exit code {self._process.wait()}")
        return Ending(**json.loads(answer))


def serve(modules: Sequence[str], warming: Sequence[str] = ()) -> None:
    """Answer requests from standard input until it ends.

    Args:
        modules: What to import at first.
        warming: A command line to run then.
    """
    for name in (*_PRELOADED, *modules):
        importlib.import_module(name)
    for name in _PRELOADED_IF_THERE:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if warming:
        importlib.import_module("lintseq.cli").execute(warming)
        for thread in threading.enumerate():
            if thread is not threading.main_thread():
                thread.join()
    # Not through sys.stdin and sys.stdout: these are for the commands.
    with (
        os.fdopen(os.dup(0), "rb") as requests,
        os.fdopen(os.dup(1), "wb", 0) as answers,
        contextlib.suppress(BrokenPipeError),  # nobody asks any more
    ):
        for line in requests:
            answers.write(json.dumps(asdict(_ending(json.loads(line)))).encode() + b"\n")


def _ending(request: dict[str, Any]) -> Ending:
    """Run a command in a process of its own, and wait for all that it started."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        _become(request, writes)
    os.close(writes)
    with open(reads, "rb") as pipe:  # noqa: PTH123 - a number
        said = pipe.read()  # it ends with the last process that could write to it
    _, status = os.waitpid(child, 0)
    return Ending(os.waitstatus_to_exitcode(status), said.decode("utf-8", "replace"))


def _become(request: dict[str, Any], output: int) -> None:
    """Be the process that runs a command."""
    code = _INTERNAL
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(source, target)
        os.close(output)
        # Python's own streams know what these numbers were before.
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            for number, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        os.chdir(request["folder"])
        code = _execute(request)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - this process must not go on as the one that forks
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _execute(request: dict[str, Any]) -> int:
    from lintseq.cli import program  # noqa: PLC0415 - loaded before, in the process that forks
    from lintseq.run import shard  # noqa: PLC0415

    if request["checkpoint_seconds"] is not None:
        shard._CHECKPOINT_SECONDS = request["checkpoint_seconds"]  # noqa: SLF001 - time is no input
    # Workers are forked, too, and count on; they would take a second to begin else.
    forked = multiprocessing.get_context("fork")
    multiprocessing.get_context = lambda *_: forked  # type: ignore[assignment]
    crash = None if request["crash"] is None else Crash(**request["crash"])
    FileOperations(Path(request["folder"]), crash).watch()
    return program.execute(request["arguments"])


if __name__ == "__main__":
    serve(*map(json.loads, sys.argv[1:]))
