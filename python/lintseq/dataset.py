"""Data sets: the rows of many files, as one stream that can be entered anywhere."""

from __future__ import annotations

import glob
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.errors import InputError
from lintseq.files import STANDARD_STREAM, InputFile
from lintseq.row import decode_row, numbered_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lintseq.row import BadRow, RawRow, Row

__all__ = ["Dataset", "Fingerprint", "RowReader", "expand_inputs"]

_SAMPLED_BYTES = 1 << 20
_GLOB = frozenset("*?[")


def expand_inputs(inputs: Iterable[str]) -> tuple[str, ...]:
    """Turn patterns into the files that they stand for, in the order of their names.

    A name that exists is taken as it is, even if it looks like a pattern. ``**`` stands for any
    folders.

    Raises:
        InputError: If a pattern stands for no file.
    """
    found: list[str] = []
    for name in inputs:
        if name == STANDARD_STREAM or not _GLOB & set(name) or Path(name).exists():
            found.append(name)
            continue
        matched = sorted(path for path in glob.glob(name, recursive=True) if Path(path).is_file())  # noqa: PTH207 - absolute patterns, too
        if not matched:
            raise InputError(f"{name}: no file has such a name")
        found += matched
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether a file is still the same, without reading all of it.

    Attributes:
        path: The file.
        bytes: Its size.
        digest: The 128-bit BLAKE2b digest, in hex, of its first and last MiB.
    """

    path: str
    bytes: int
    digest: str

    @classmethod
    def of(cls, path: str) -> Fingerprint:
        """Look at a file.

        Raises:
            InputError: If it cannot be read, or is a stream.
        """
        if path == STANDARD_STREAM:
            raise InputError("a run that can be resumed cannot read standard input")
        digest = hashlib.blake2b(digest_size=16)
        try:
            with Path(path).open("rb") as file:
                size = file.seek(0, 2)
                for start in (0, max(0, size - _SAMPLED_BYTES)):
                    file.seek(start)
                    digest.update(file.read(_SAMPLED_BYTES))
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}") from None
        return cls(path, size, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Dataset:
    """Files of rows, read one after the other.

    Attributes:
        paths: The files.
        limit: How many rows to read at most; None for all.
    """

    paths: tuple[str, ...]
    limit: int | None = None

    def reader(self) -> RowReader:
        """Begin to read."""
        return RowReader(self)


@dataclass(slots=True)
class RowReader:
    """One pass over a data set.

    Attributes:
        dataset: The data set.
        position: How many rows were taken or skipped.
        damage: What could not be read so far.
    """

    dataset: Dataset
    position: int = 0
    damage: list[str] = field(default_factory=list)
    _raw: Iterator[RawRow] | None = None
    _file: InputFile | None = None
    _files_done: int = 0

    def skip(self, count: int) -> int:
        """Pass over rows without decoding them; gives how many there were."""
        return sum(1 for _ in self._take(count))

    def take(self, count: int) -> Iterator[Row | BadRow]:
        """Give the next rows, at most so many."""
        return map(decode_row, self._take(count))

    @property
    def fraction(self) -> float | None:
        """The part that has been read, from 0 to 1, files counting alike; None if unknown."""
        part = 0.0 if self._file is None else self._file.fraction
        return None if part is None else (self._files_done + part) / len(self.dataset.paths)

    def _take(self, count: int) -> Iterator[RawRow]:
        if self._raw is None:
            self._raw = self._rows()
        if self.dataset.limit is not None:
            count = min(count, self.dataset.limit - self.position)
        while count > 0 and (row := next(self._raw, None)) is not None:
            self.position += 1
            count -= 1
            yield row

    def _rows(self) -> Iterator[RawRow]:
        for path in self.dataset.paths:
            try:
                with InputFile(path) as file:
                    self._file = file
                    yield from numbered_lines(file.lines(), path)
            except InputError as error:  # what could be read still counts
                self.damage.append(str(error))
            except OSError as error:
                self.damage.append(f"{path}: {error.strerror}")
            finally:
                self._file = None
            self._files_done += 1
