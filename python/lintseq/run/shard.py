"""One shard of a run: written row by row, and resumed where it was left at any moment.

While it is written, its rows go to two journals. Every few rows a checkpoint says how long they are
and what was counted. Who resumes cuts the journals to the last checkpoint and goes on. When all
rows are there, the journals become the shard and its rejects; the statistics come last and say that
it is done.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from contextlib import ExitStack, suppress
from typing import IO, TYPE_CHECKING, Any, cast

from lintseq.errors import OutputError
from lintseq.files import compressed
from lintseq.record import output_lines, reject_line
from lintseq.run.directory import encode_numbers, replace_file
from lintseq.sequence import Reject
from lintseq.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typing_extensions import Self

    from lintseq.generation import Outcome
    from lintseq.record import Preset
    from lintseq.run.directory import RunDirectory

__all__ = ["ShardWriter", "read_statistics"]

_CHUNK_BYTES = 1 << 20


def read_statistics(run: RunDirectory, number: int) -> dict[str, Any] | None:
    """Give the statistics of a shard that is done; None if it is not, or its files are not there.

    The files' sizes are compared with what the statistics say, not their contents.
    """
    try:
        statistics = json.loads(run.statistics(number).read_text(encoding="utf-8"))
        files = {name: run.path / name for name in statistics["files"]}
        for name, path in files.items():
            if path.stat().st_size != statistics["files"][name]["bytes"]:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return cast("dict[str, Any]", statistics)


class ShardWriter:
    """A shard that is being written.

    Attributes:
        rows: How many rows of it are in the journals.
        summary: What was counted so far.

    Args:
        run: The run's directory.
        number: Which shard it is, from 0.
        preset: The columns to write.
        linters: The versions of the linters that guide.
        edit_format: The format of the edits.

    Raises:
        OutputError: If its journals cannot be written.
    """

    def __init__(
        self,
        run: RunDirectory,
        number: int,
        preset: Preset,
        linters: Sequence[str],
        edit_format: str,
    ) -> None:
        self._run = run
        self._number = number
        self._preset: Preset = preset
        self._linters = linters
        self._format = edit_format
        self.summary = Summary()
        self._checkpoint = run.progress(number, "checkpoint.json")
        self._files: dict[str, IO[bytes]] = {}
        sizes = self._resume()
        try:
            for name in ("rows", "rejects"):
                path = run.progress(number, f"{name}.jsonl")
                path.touch()
                self._files[name] = file = path.open("r+b")
                file.truncate(sizes.get(name, 0))
                file.seek(0, io.SEEK_END)
        except OSError as error:
            self.close()
            raise _failure(error) from error

    @property
    def rows(self) -> int:
        """How many rows are in the journals."""
        return self.summary.rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the journals; what they hold since the last checkpoint is written again later."""
        for file in self._files.values():
            with suppress(OSError):  # what it still holds cannot be written, and will be again
                file.close()

    def write(self, outcome: Outcome) -> None:
        """Write what became of a row.

        Raises:
            OutputError: If that is not possible.
        """
        self.summary.count(outcome)
        try:
            if isinstance(outcome.result, Reject):
                self._files["rejects"].write(reject_line(outcome))
            for line in output_lines(outcome, self._preset, self._linters, self._format):
                self._files["rows"].write(line)
        except OSError as error:
            raise _failure(error) from error

    def checkpoint(self) -> None:
        """Make what was written so far stay.

        Raises:
            OutputError: If that is not possible.
        """
        try:
            for file in self._files.values():
                file.flush()
            state = {
                "sizes": {name: file.tell() for name, file in self._files.items()},
                "summary": self.summary.state(),
            }
        except OSError as error:
            raise _failure(error) from error
        replace_file(self._checkpoint, json.dumps(state).encode())

    def finish(self, damage: Sequence[str]) -> dict[str, Any]:
        """Give the shard its files, the statistics last.

        Args:
            damage: What could not be read of the inputs while its rows were read.

        Returns:
            The statistics.

        Raises:
            OutputError: If that is not possible.
        """
        self.checkpoint()
        targets = {
            "rows": self._run.shard(self._number),
            "rejects": self._run.rejects(self._number),
        }
        files = {}
        for name, target in targets.items():
            journal = self._run.progress(self._number, f"{name}.jsonl")
            files[target.relative_to(self._run.path).as_posix()] = _publish(journal, target)
        statistics = {**self.summary.state(), "damage": list(damage), "files": files}
        replace_file(self._run.statistics(self._number), encode_numbers(statistics))
        self.close()
        for name in ("rows.jsonl", "rejects.jsonl", "checkpoint.json"):
            self._run.progress(self._number, name).unlink(missing_ok=True)
        return statistics

    def _resume(self) -> dict[str, int]:
        """Take up the last checkpoint, if there is one that fits; gives the journals' sizes."""
        try:
            state = json.loads(self._checkpoint.read_text(encoding="utf-8"))
            sizes: dict[str, int] = state["sizes"]
            for name, size in sizes.items():
                if self._run.progress(self._number, f"{name}.jsonl").stat().st_size < size:
                    return {}
            summary = Summary()
            summary.add_state(state["summary"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        self.summary = summary
        return sizes


def _publish(journal: Path, target: Path) -> dict[str, Any]:
    """Copy a journal to its place, compressed as the name says; gives size and hash."""
    partial = target.with_name(f".{target.name}.part")
    try:
        with ExitStack() as stack:
            source = stack.enter_context(journal.open("rb"))
            raw = stack.enter_context(partial.open("wb"))
            stream = compressed(raw, target.name)
            shutil.copyfileobj(source, stream, _CHUNK_BYTES)
            if stream is not raw:
                stream.close()
        digest = hashlib.blake2b(digest_size=16)
        with partial.open("rb") as written:
            while chunk := written.read(_CHUNK_BYTES):
                digest.update(chunk)
        size = partial.stat().st_size
        partial.replace(target)
    except OSError as error:
        raise _failure(error) from error
    return {"bytes": size, "blake2b": digest.hexdigest()}


def _failure(error: OSError) -> OutputError:
    return OutputError(f"cannot write {error.filename or 'a shard'}: {error.strerror or error}")
