"""The directory of a run: where everything is, and whose it is."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lintseq.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typing_extensions import Self

__all__ = ["MANIFEST", "RunDirectory", "encode_numbers", "finished_shards", "replace_file"]

MANIFEST = "manifest.json"
"""The name of the file that says what a run reads, and how."""

_FOLDERS = ("shards", "rejects", "statistics")
_LOCK = ".lock"
_WORKERS = ".workers"
_SECONDS_TO_END = 10.0
_SECONDS_BETWEEN_TRIES = 0.05


def encode_numbers(values: Mapping[str, object]) -> bytes:
    """Write JSON with a line for each name, however long its value is."""
    rows = [
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
    ]
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode("utf-8", "surrogatepass")


def replace_file(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all.

    Raises:
        OutputError: If that is not possible.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from error


def finished_shards(path: Path) -> list[Path]:
    """Give the shards of a run that is done, in order.

    Raises:
        InputError: If the run is not done.
    """
    if not (path / "summary.json").is_file():
        raise InputError(f"{path}: the run is not done; lintseq generate --resume goes on with it")
    shards = (shard for shard in (path / "shards").iterdir() if shard.name[0].isdecimal())
    return sorted(shards, key=lambda shard: (len(shard.name), shard.name))


class RunDirectory:
    """The files of a run.

    ::

        manifest.json           what is read, and how; written first
        shards/00000.jsonl      the rows
        rejects/00000.jsonl     the rejected rows, with reasons
        statistics/00000.json   numbers and hashes of a shard; written last: the shard is done
        progress/00000.*        a shard that is being written
        summary.json            all numbers; written when all shards are done

    Args:
        path: The directory; it is made if it is missing.
        ending: The ending of shards, such as ``"jsonl.gz"``.
        seal: That of the manifest of its run: files with another one do not belong to it.

    Raises:
        OutputError: If it cannot be made.
    """

    def __init__(self, path: str | Path, ending: str, seal: str = "") -> None:
        self.path = Path(path)
        self.ending = ending
        self.seal = seal
        self._lock: IO[bytes] | None = None

    @property
    def manifest(self) -> Path:
        """The manifest."""
        return self.path / MANIFEST

    @property
    def summary(self) -> Path:
        """The summary of a run that is done."""
        return self.path / "summary.json"

    def shard(self, number: int) -> Path:
        """A shard of rows."""
        return self.path / "shards" / f"{number:05}.{self.ending}"

    def rejects(self, number: int) -> Path:
        """The rejected rows of a shard."""
        return self.path / "rejects" / f"{number:05}.jsonl"

    def statistics(self, number: int) -> Path:
        """The numbers of a shard that is done."""
        return self.path / "statistics" / f"{number:05}.json"

    def progress(self, number: int, what: str) -> Path:
        """A file of a shard that is being written."""
        return self.path / "progress" / f"{number:05}.{what}"

    def make(self) -> None:
        """Make the directory and its folders.

        Raises:
            OutputError: If that is not possible.
        """
        try:
            for name in (*_FOLDERS, "progress"):
                (self.path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot make {error.filename}: {error.strerror}") from error

    def __enter__(self) -> Self:
        """Take the directory for this process; nobody else may write to it meanwhile.

        Raises:
            OutputError: If another process writes to it.
        """
        self.make()
        self._lock = (self.path / _LOCK).open("ab")
        try:
            _lock(self._lock)
            self._await_workers()
        except OSError:
            self._lock.close()
            raise OutputError(f"{self.path}: another run is writing to this directory") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            for name in (_LOCK, _WORKERS):
                with contextlib.suppress(OSError):
                    (self.path / name).unlink()
            self._lock.close()

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Be a worker of the process that has the directory."""
        with (self.path / _WORKERS).open("ab") as file:
            _lock(file, shared=True)
            yield

    def _await_workers(self) -> None:
        """Wait until the workers of a run that was killed have noticed it.

        Raises:
            OSError: If they do not.
        """
        late = time.monotonic() + _SECONDS_TO_END
        with (self.path / _WORKERS).open("ab") as file:
            while not _try_to_lock(file):
                if time.monotonic() > late:
                    raise OSError(errno.EWOULDBLOCK, "workers are still there")
                time.sleep(_SECONDS_BETWEEN_TRIES)

    def clear(self) -> None:
        """Remove what a run that is done does not need any more."""
        for folder in (self.path, *(self.path / name for name in _FOLDERS)):
            with contextlib.suppress(OSError):
                for path in folder.glob(".*.part"):  # was killed while it was written
                    path.unlink()
        folder = self.path / "progress"
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()


def _try_to_lock(file: IO[bytes]) -> bool:
    try:
        _lock(file)
    except OSError:
        return False
    return True


def _lock(file: IO[bytes], *, shared: bool = False) -> None:
    """Lock a file until it is closed, or its process ends.

    Raises:
        OSError: If another process holds it.
    """
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - Windows only

        if not shared:  # it has no shared locks
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(file.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
