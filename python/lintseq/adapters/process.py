"""Running tools over programs that nobody trusts.

Every process gets a private, empty folder for its work, its home and its temporary files, none of
the variables of the user but the path, limits on memory, processor time and the size of files, no
network where the system lets an ordinary user do without, and a session of its own, which ends as
a whole when time is up.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from typing_extensions import Self

__all__ = [
    "Finished",
    "Limits",
    "PrivateFolder",
    "alarm",
    "dismiss",
    "end",
    "find_package",
    "find_tool",
    "run",
    "start",
    "tool_version",
]

_VERSION = re.compile(r"\d+(?:\.\d+)+[\w.+-]*")
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")

# Sets the limits and becomes the tool; a function between fork and exec is not safe with threads.
# A shell starts ten times as fast as Python. What cannot be set has a lower limit already.
# Shells differ in the letter for processes.
_LAUNCH = """
exec 3>&2 2>/dev/null
ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; ulimit -u "$4" || ulimit -p "$4"; ulimit -c 0
shift 4
exec "$@" 2>&3 3>&-
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a process may use.

    Attributes:
        seconds: Seconds until it is ended.
        memory: Bytes of address space; None for no bound, which some runtimes need.
        file_size: Bytes of each file that it writes.
        output: Bytes of what it prints.
        processes: Processes and threads at once, where they can be counted apart from those of
            the user: in the namespace that has no network.
    """

    seconds: float = 60.0
    memory: int | None = 4 << 30
    file_size: int = 64 << 20
    output: int = 256 << 20
    processes: int = 512


@dataclass(frozen=True, slots=True)
class Finished:
    """How a process ended.

    Attributes:
        status: The exit status; negative for the signal that ended it.
        stdout: What it printed.
        stderr: What it complained of.
    """

    status: int
    stdout: bytes
    stderr: bytes


class PrivateFolder:
    """A folder that only this user can enter, removed at the end.

    Attributes:
        work: Where the tool runs and finds the programs.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lintseq-", ignore_cleanup_errors=True)
        root = Path(self._folder.name)
        self.work = root / "work"
        self.home = root / "home"
        self.temporary = root / "tmp"
        for folder in (self.work, self.home, self.temporary):
            folder.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove it with all that is in it."""
        self._folder.cleanup()

    def empty(self) -> None:
        """Remove what is in the folder of work."""
        for path in self.work.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Give the variables of a process that runs in it."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        home, temporary = str(self.home), str(self.temporary)
        return {
            **kept,
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_CACHE_HOME": home,
            "TMPDIR": temporary,
            "LC_ALL": "C.UTF-8",
            **(more or {}),
        }


def find_tool(name: str, install: str) -> str:
    """Give the path of a tool.

    It is looked for beside the interpreter, where packages put what they install, then on the path.

    Raises:
        LinterError: If it is not installed. The message says how to install it.
    """
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    found = beside or shutil.which(name)
    if found is None:
        raise LinterError(f"{name} is not installed: {install}")
    return str(Path(found).absolute())


def find_package(name: str, install: str) -> str:
    """Give a tool that is a Python package, with its version.

    Raises:
        LinterError: If it is not installed. The message says how to install it.
    """
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        raise LinterError(f"{name} is not installed: {install}") from None


def tool_version(tool: str, install: str, *words: str) -> str:
    """Ask a tool for its version.

    Args:
        tool: Its path.
        install: How to install it.
        words: What makes it tell the version; ``--version`` if there are none.

    Raises:
        LinterError: If it does not tell.
    """
    with PrivateFolder() as folder:
        done = run([tool, *(words or ("--version",))], folder, Limits(memory=None))
    said = (done.stdout + b"\n" + done.stderr).decode(errors="replace")
    found = _VERSION.search(said)
    if found is None:
        raise LinterError(f"{tool} does not tell its version ({said.strip()[:200]!r}): {install}")
    return found[0]


def start(
    command: Sequence[str],
    folder: PrivateFolder,
    limits: Limits,
    *,
    stdout: int | IO[bytes],
    stderr: int | IO[bytes],
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a tool in a private folder and a session of its own.

    Raises:
        LinterError: If it cannot be started.
    """
    memory = "unlimited" if limits.memory is None else str(limits.memory >> 10)
    alone = _without_network()
    processes = str(limits.processes) if alone else "unlimited"
    bounds = [memory, str(int(limits.seconds) + 1), str(limits.file_size >> 9), processes]
    launch = ["sh", "-c", _LAUNCH, "sh", *bounds] if os.name == "posix" else []
    try:
        return subprocess.Popen(  # noqa: S603 - this is where tools are run
            [*alone, *launch, *command],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            cwd=folder.work,
            env=folder.environment(environment),
            start_new_session=True,
        )
    except OSError as error:
        raise LinterError(f"{command[0]} cannot be started: {error}") from None


def run(
    command: Sequence[str],
    folder: PrivateFolder,
    limits: Limits,
    *,
    environment: Mapping[str, str] | None = None,
    text: bytes = b"",
    seconds: float | None = None,
) -> Finished:
    """Run a tool to its end.

    What it prints goes through files, so that a flood of it fills no memory of ours.

    Args:
        command: The tool and its words.
        folder: Where it runs.
        limits: What it may use.
        environment: More variables for it.
        text: Its standard input.
        seconds: How long it may take, if that is not as in ``limits``.

    Raises:
        LinterError: If it cannot be started, takes too long or prints too much.
    """
    name = Path(command[0]).name
    seconds = limits.seconds if seconds is None else seconds
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = start(command, folder, limits, stdout=out, stderr=err, environment=environment)
        try:
            with alarm(process, seconds) as late:
                process.communicate(text)
        finally:
            end(process)
        if late.is_set():
            raise LinterError(f"{name} took longer than {seconds:g} seconds")
        size = out.seek(0, os.SEEK_END)
        if size >= min(limits.output, limits.file_size):
            raise LinterError(f"{name} printed more than it may ({size} bytes)")
        out.seek(0)
        err.seek(0)
        return Finished(process.returncode, out.read(), err.read(1 << 20))


@contextlib.contextmanager
def alarm(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill a process and all that it started if the block takes too long; gives whether it did.

    Whoever waits with a time-out looks 20 times a second whether the process has ended.
    """
    late = threading.Event()

    def ring() -> None:
        if process.poll() is None:
            late.set()
            _kill(process)

    timer = threading.Timer(seconds, ring)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    _kill(process)
    if process.stdin is not None:
        with contextlib.suppress(OSError):  # it may hold what nobody reads any more
            process.stdin.close()
    process.wait()


def dismiss(process: subprocess.Popen[bytes] | None, folder: PrivateFolder | None) -> None:
    """End a process that answers through a pipe, and remove its folder, if there are any."""
    if process is not None:
        end(process)
        if process.stdout is not None:
            process.stdout.close()
    if folder is not None:
        folder.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            process.kill()
    else:
        process.kill()


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """The words that take the network from a command; none where the system does not let us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    words = (unshare, "--user", "--map-current-user", "--net", "--")
    try:
        done = subprocess.run(  # noqa: S603 - constant words
            [*words, "true"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if done.returncode == 0 else ()
