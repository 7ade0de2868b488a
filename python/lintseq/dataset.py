"""Data sets: the rows of many files, as one stream that can be entered anywhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from lintseq.columnar.parquet import Batch, ParquetInput
from lintseq.errors import InputError
from lintseq.files import InputFile
from lintseq.location import STANDARD_STREAM, expand_inputs, is_stream, open_bytes
from lintseq.row import decode_row, numbered_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lintseq.row import BadRow, RawRow, Row

__all__ = ["Dataset", "Fingerprint", "RowReader", "expand_inputs", "is_parquet"]

_SAMPLED_BYTES = 1 << 20


def is_parquet(path: str) -> bool:
    """Tell by its first bytes whether a file is a Parquet file.

    Raises:
        InputError: If it cannot be read.
        MissingExtraError: If it is a URL and fsspec is not installed, or it is compressed with
            zstd and zstandard is not installed.
    """
    try:
        with InputFile(path) as file:
            return file.is_parquet
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether a file is still the same, without reading all of it.

    Attributes:
        path: The file, by path or URL.
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
            MissingExtraError: If it is a URL and fsspec is not installed.
        """
        if path == STANDARD_STREAM:
            raise InputError("a run that can be resumed cannot read standard input")
        digest = hashlib.blake2b(digest_size=16)
        try:
            with open_bytes(path) as file:
                size = file.seek(0, 2)
                for start in (0, max(0, size - _SAMPLED_BYTES)):
                    file.seek(start)
                    digest.update(file.read(_SAMPLED_BYTES))
        except OSError as error:
            raise InputError(f"{path}: {error.strerror or error}") from None
        return cls(path, size, digest.hexdigest())


@dataclass(frozen=True, slots=True)
class Dataset:
    """Files of rows, read one after the other.

    Attributes:
        paths: The files, by path or URL: JSON lines or Parquet, told by their first bytes.
        limit: How many rows to read at most; None for all.
    """

    paths: tuple[str, ...]
    limit: int | None = None

    def reader(self) -> RowReader:
        """Begin to read."""
        return RowReader(self)

    def count(self) -> int | None:
        """Give the number of rows that will be read; None if not all files are Parquet files."""
        total = 0
        for path in self.paths:
            if is_stream(path) or not is_parquet(path):
                return None
            try:
                file = ParquetInput(path)
            except (InputError, OSError):
                continue  # it gives no rows, and who reads it says so
            total += file.count
            file.close()
        return total if self.limit is None else min(total, self.limit)


class _Source(Protocol):
    """A file of rows."""

    @property
    def fraction(self) -> float | None: ...
    def skip(self, count: int) -> int: ...
    def take(self, count: int) -> Iterator[Batch | Row | BadRow]: ...
    def close(self) -> None: ...


class _Lines:
    """A file of JSON lines; what is wrong with it is added to a list."""

    def __init__(self, file: InputFile, damage: list[str]) -> None:
        self._file = file
        self._damage = damage
        self._rows = self._read()

    @property
    def fraction(self) -> float | None:
        return self._file.fraction

    def skip(self, count: int) -> int:
        return sum(1 for _ in islice(self._rows, count))

    def take(self, count: int) -> Iterator[Row | BadRow]:
        return map(decode_row, islice(self._rows, count))

    def close(self) -> None:
        self._file.close()

    def _read(self) -> Iterator[RawRow]:
        try:
            yield from numbered_lines(self._file.lines(), self._file.path)
        except InputError as error:  # what could be read still counts
            self._damage.append(str(error))


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
    _source: _Source | None = None
    _files_done: int = 0

    def skip(self, count: int) -> int:
        """Pass over rows without decoding them; gives how many there were."""
        skipped = 0
        wanted = self._within_limit(count)
        while skipped < wanted and (source := self._open()) is not None:
            skipped += source.skip(wanted - skipped)
            if skipped < wanted:
                self._close()
        self.position += skipped
        return skipped

    def take(self, count: int) -> Iterator[Row | BadRow]:
        """Give the next rows, at most so many."""
        for piece in self.take_batches(count):
            if isinstance(piece, Batch):
                yield from piece.decoded()
            else:
                yield piece

    def take_batches(self, count: int) -> Iterator[Batch | Row | BadRow]:
        """Give the next rows, at most so many; those of Parquet files in batches."""
        wanted = self._within_limit(count)
        while wanted > 0 and (source := self._open()) is not None:
            for piece in source.take(wanted):
                rows = piece.rows.num_rows if isinstance(piece, Batch) else 1
                self.position += rows
                wanted -= rows
                yield piece
            if wanted > 0:
                self._close()

    @property
    def fraction(self) -> float | None:
        """The part that has been read, from 0 to 1, files counting alike; None if unknown."""
        part = 0.0 if self._source is None else self._source.fraction
        return None if part is None else (self._files_done + part) / len(self.dataset.paths)

    def close(self) -> None:
        """Close what is open."""
        if self._source is not None:
            self._source.close()
            self._source = None

    def _within_limit(self, count: int) -> int:
        if self.dataset.limit is None:
            return count
        return min(count, self.dataset.limit - self.position)

    def _close(self) -> None:
        """Be done with a file."""
        self.close()
        self._files_done += 1

    def _open(self) -> _Source | None:
        """Give the file that is read, or begin the next one; None if there is none left."""
        while self._source is None and self._files_done < len(self.dataset.paths):
            path = self.dataset.paths[self._files_done]
            try:
                self._source = self._opened(path)
            except InputError as error:
                self.damage.append(str(error))
                self._files_done += 1
            except OSError as error:
                self.damage.append(f"{path}: {error.strerror or error}")
                self._files_done += 1
        return self._source

    def _opened(self, path: str) -> _Source:
        file = InputFile(path)
        if not file.is_parquet:
            return _Lines(file, self.damage)
        file.close()
        if path == STANDARD_STREAM:
            raise InputError("a Parquet file cannot be read from standard input: name the file")
        return ParquetInput(path)
