"""What statistics are made of: the directory of a run, or a file of rows."""

from __future__ import annotations

import errno
import json
import math
import re
import sys
from contextlib import closing
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from lintseq.columnar.arrow import pyarrow
from lintseq.columnar.parquet import Batch
from lintseq.dataset import Dataset
from lintseq.errors import InputError
from lintseq.record import PRESETS
from lintseq.row import decode_rows
from lintseq.run.directory import MANIFEST
from lintseq.run.manifest import Manifest
from lintseq.schema import Schema
from lintseq.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lintseq.row import BadRow, Row
    from lintseq.statistics.survey import Survey

    Show = Callable[[float | None], None]

__all__ = ["RowsSource", "RunSource", "Source", "find_source"]

_SHARDS, _REJECTS = PurePosixPath("shards"), PurePosixPath("rejects")
_ROWS_BETWEEN_SHOWS = 50
_STATISTICS = re.compile(r"([0-9]{5,})\.json")
_CHECKPOINT = re.compile(r"([0-9]{5,})\.checkpoint\.json")


class Source(Protocol):
    """Something to make statistics of.

    Attributes:
        path: Where it is.
        damage: What could not be read of it so far.
    """

    path: str
    damage: list[str]

    def read(self, survey: Survey, show: Show) -> None:
        """Count all of it.

        Args:
            survey: Where it is counted.
            show: Is told which part has been read, from 0 to 1, if it is known.
        """

    def facts(self) -> dict[str, Any]:
        """Say what it is, once it has been read."""


def find_source(path: str, given: dict[str, Any]) -> Source:
    """Give what is at a path.

    Args:
        path: The directory of a run, or a file of rows.
        given: Fields of the schema that a user names.

    Raises:
        InputError: If it is a directory without a run, or with one whose manifest is broken.
    """
    if not Path(path).is_dir():
        return RowsSource(path, Schema(**given))
    if not (Path(path) / MANIFEST).exists():
        raise InputError(
            f"{path}: is a directory without a run: it has no {MANIFEST}; "
            "if it holds files of rows, name them"
        )
    return RunSource(path, given)


class RowsSource:
    """A file of rows."""

    def __init__(self, path: str, schema: Schema) -> None:
        self.path = path
        self.damage: list[str] = []
        self._schema = schema

    def read(self, survey: Survey, show: Show) -> None:
        """Count all rows."""
        survey.count(_rows(self.path, self.damage, show), self._schema)

    def facts(self) -> dict[str, Any]:
        """Say what it is."""
        return {"path": self.path, "kind": "rows"}


class RunSource:
    """The directory of a run, done or not.

    Shards that are done are read as they are, and compared with what the run counted. Of those that
    are being written, what stands up to the last checkpoint is read.

    Args:
        path: The directory.
        given: Fields of the schema that a user names; the others are those of the run.

    Raises:
        InputError: If its manifest cannot be read.
    """

    def __init__(self, path: str, given: dict[str, str]) -> None:
        self.path = path
        self.damage: list[str] = []
        self._folder = Path(path)
        self._settings = Manifest.read(self._folder / MANIFEST).settings
        known = {field.name for field in fields(Schema)} - {"detector", "default_language"}
        kept = self._settings.get("schema")
        kept = kept if isinstance(kept, dict) else {}
        usable = {name: value for name, value in kept.items() if name in known and value}
        self._schema = Schema(**{**usable, **given})
        self._shards_done = self._shards_begun = 0

    def read(self, survey: Survey, show: Show) -> None:
        """Count all rows and rejects, and compare them with what the run counted."""
        done = self._numbers("statistics", _STATISTICS)
        begun = [n for n in self._numbers("progress", _CHECKPOINT) if n not in done]
        for index, number in enumerate(done):

            def show_part(part: float | None, index: int = index) -> None:
                show(None if part is None else (index + part) / len(done))

            self._read_shard(number, survey, show_part)
        for number in begun:
            self._read_journals(number, survey)
        self._shards_done, self._shards_begun = len(done), len(begun)
        self._check_summary(done)

    def facts(self) -> dict[str, Any]:
        """Say what it is: its state, and what the manifest tells."""
        settings = self._settings
        names = ["samples", "seed", "format", "context", "preset", "limit", "shard_rows"]
        names += ["inputs", "config", "config_hash", "versions"]
        return {
            "path": self.path,
            "kind": "run",
            "done": self._is_done,
            "shards_done": self._shards_done,
            "shards_begun": self._shards_begun,
            **{name: _finite(settings.get(name)) for name in names},
        }

    @property
    def _is_done(self) -> bool:
        return (self._folder / "summary.json").exists()

    @property
    def _holds_edits(self) -> bool:
        return self._settings.get("preset") in PRESETS

    def _numbers(self, folder: str, pattern: re.Pattern[str]) -> list[int]:
        path = self._folder / folder
        names = [entry.name for entry in path.iterdir()] if path.is_dir() else []
        return sorted(int(found[1]) for name in names if (found := pattern.fullmatch(name)))

    def _read_shard(self, number: int, survey: Survey, show: Show) -> None:
        path = self._folder / "statistics" / f"{number:05}.json"
        try:
            statistics = json.loads(path.read_bytes())
            told = Summary()
            told.add_state(statistics)
            files = [PurePosixPath(name) for name in statistics["files"]]
            self.damage += [str(damage) for damage in statistics["damage"]]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            self.damage.append(f"{path}: no statistics of a shard: {error}")
            return
        before = (survey.n_sequences, survey.n_rejects)
        for file in files:
            if file.parent == _SHARDS and not self._holds_edits:
                survey.add_summary(told)
            elif file.parent in (_SHARDS, _REJECTS):
                rows = _rows(str(self._folder / file), self.damage, show)
                survey.count(rows, self._schema)
        wanted = (told.sequences, told.rejects.total())
        found = (survey.n_sequences - before[0], survey.n_rejects - before[1])
        kinds = ("sequences", "rejects")
        for kind, count, read in zip(kinds, wanted, found, strict=True):
            if count != read:
                self.damage.append(f"{path}: counts {count:,} {kind}, but {read:,} were read")

    def _read_journals(self, number: int, survey: Survey) -> None:
        """Count what a shard that is being written holds up to its last checkpoint."""
        start = self._folder / "progress" / f"{number:05}"
        try:
            checkpoint = json.loads(start.with_suffix(".checkpoint.json").read_bytes())
            sizes = {name: int(size) for name, size in checkpoint["sizes"].items()}
            told = Summary()
            told.add_state(checkpoint["summary"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return  # the shard was done just now, or has not come as far as that
        if not self._holds_edits:
            survey.add_summary(told)
        for name in ("rows", "rejects") if self._holds_edits else ("rejects",):
            lines, table = (
                start.with_suffix(f".{name}.{ending}") for ending in ("jsonl", "arrows")
            )
            read, path = (_first_batches, table) if table.exists() else (_first_rows, lines)
            try:
                survey.count(read(path, sizes.get(name, 0)), self._schema)
            except OSError:
                survey.close()  # as above

    def _check_summary(self, done: list[int]) -> None:
        """See that a run that is done still has all its shards."""
        if not self._is_done:
            return
        path = self._folder / "summary.json"
        try:
            shards = int(json.loads(path.read_bytes())["shards"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.damage.append(f"{path}: no summary of a run: {error}")
            return
        missing = [number for number in range(shards) if number not in set(done)]
        if missing:
            listed = ", ".join(f"{number:05}" for number in missing)
            self.damage.append(
                f"{self.path}: shards are missing: {listed}; generate --resume makes them again"
            )


def _finite(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Give a value without numbers that JSON has no words for, such as a limit that is infinite."""
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_finite(inner) for inner in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _rows(path: str, damage: list[str], show: Show) -> Iterator[Row | BadRow]:
    """Give the rows of a file; what could not be read is told at the end."""
    with closing(Dataset((path,)).reader()) as reader:
        for row in reader.take(sys.maxsize):
            yield row
            if reader.position % _ROWS_BETWEEN_SHOWS == 0:
                show(reader.fraction)
        damage += reader.damage


def _first_rows(path: Path, size: int) -> Iterator[Row | BadRow]:
    """Give the rows in the first bytes of a journal of lines."""

    def lines() -> Iterator[bytes]:
        left = size
        with path.open("rb") as file:
            for line in file:
                left -= len(line)
                if left < 0:
                    return
                yield line

    return decode_rows(lines(), str(path))


def _first_batches(path: Path, size: int) -> Iterator[Row | BadRow]:
    """Give the rows in the first bytes of a journal of Arrow batches.

    Raises:
        OSError: If these are not there any more.
    """
    pa = pyarrow()
    first = 0
    try:
        with pa.memory_map(str(path)) as file:
            for rows in pa.ipc.open_stream(file.read_buffer(size)):
                yield from Batch(rows, str(path), first).decoded()
                first += rows.num_rows
    except pa.ArrowInvalid as error:
        raise OSError(errno.EIO, str(error)) from error
