"""Crashes: a process that is killed at one of its file operations, in the middle of the bytes."""

from __future__ import annotations

import io
import mmap
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from typing_extensions import Buffer

__all__ = ["PARTS", "Crash", "FileOperations"]

PARTS = 8
"""Into how many parts a write can be cut."""

_CHANGES = frozenset({"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"})
_COUNTER_BYTES = 8


@dataclass(frozen=True, slots=True)
class Crash:
    """Where a run is killed.

    Attributes:
        operation: Which file operation it is killed at, from 0.
        part: How much of the bytes still arrives if it is a write, in eighths.
        alone: Whether only the process dies that is at work; else its whole group does.
    """

    operation: int
    part: int = 0
    alone: bool = False


class FileOperations:
    """Counts what a process and its children do to the files below a folder, and kills them there.

    Opening for writing, writing, cutting, renaming, removing and making folders are operations.
    A kill is a real one: no buffer is flushed, and no code is run to clean up. `watch` cannot be
    undone: it is for a process that was forked to end.

    Args:
        folder: The folder.
        crash: Where to kill; None only counts.
    """

    def __init__(self, folder: Path, crash: Crash | None) -> None:
        self._folder = os.path.join(os.path.abspath(folder), "")  # noqa: PTH100, PTH118 - not followed
        self._crash = crash
        # Processes that are forked from this one count on.
        self._counter = mmap.mmap(-1, _COUNTER_BYTES)

    @property
    def count(self) -> int:
        """How many there were."""
        return int.from_bytes(self._counter[:], sys.byteorder)

    def watch(self) -> None:
        """Begin to count, in this process and in those that it forks."""
        opened, synced = Path.open, os.fsync

        def open_path(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as Path.open
            # What is written to a run is bytes.
            writes = "b" in mode and ("+" in mode or not mode.startswith("r"))
            if not writes or not self._covers(path):
                return opened(path, mode, *rest, **named)
            raw = _WatchedFile(path, mode, self)
            return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

        def sync(file: int) -> None:
            self.pass_by()
            synced(file)

        Path.open = open_path  # type: ignore[method-assign, assignment]
        os.fsync = sync  # type: ignore[assignment]
        sys.addaudithook(self._hear)

    def pass_by(self, file: _WatchedFile | None = None, content: Buffer = b"") -> None:
        """Count an operation, and die if it is the one.

        Args:
            file: The file that is written.
            content: What is written.
        """
        now = self.count
        self._counter[:] = (now + 1).to_bytes(_COUNTER_BYTES, sys.byteorder)
        if self._crash is None or now != self._crash.operation:
            return
        if file is not None:
            arriving = memoryview(content).cast("B")
            file.write_through(arriving[: len(arriving) * self._crash.part // PARTS])
        _die(alone=self._crash.alone)

    def _covers(self, path: object) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False  # a number of an open file
        return os.path.abspath(os.fsdecode(path)).startswith(self._folder)  # noqa: PTH100 - not followed

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        changes = event in _CHANGES
        if event == "open":
            changes = bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        if changes and self._covers(arguments[0]):
            self.pass_by()


class _WatchedFile(io.FileIO):
    """A file whose writes are counted.

    Args:
        path: The file.
        mode: As for `open`.
        operations: Counts.
    """

    def __init__(self, path: Path, mode: str, operations: FileOperations) -> None:
        super().__init__(path, mode.replace("b", ""))
        self._operations = operations

    def write(self, content: Buffer, /) -> int:
        """Write, or die in the middle."""
        self._operations.pass_by(self, content)
        return super().write(content)

    def write_through(self, content: Buffer) -> None:
        """Write without counting."""
        super().write(content)

    def truncate(self, size: int | None = None, /) -> int:
        """Cut, or die before."""
        self._operations.pass_by()
        return super().truncate(size)


def _die(*, alone: bool) -> NoReturn:
    """End as by ``kill -9``."""
    if alone:
        os.kill(os.getpid(), signal.SIGKILL)
    os.killpg(os.getpgid(0), signal.SIGKILL)
    while True:  # another thread may have got the signal first
        signal.pause()
