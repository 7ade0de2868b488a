"""Journals: the rows of a shard while it is written, and the file that they become."""

from __future__ import annotations

import io
import shutil
from contextlib import ExitStack, suppress
from typing import IO, TYPE_CHECKING, Any

from lintseq.columnar.arrow import ArrowSchema, RecordBatch, pyarrow
from lintseq.columnar.row_groups import RowGroupWriter
from lintseq.errors import OutputError
from lintseq.files import compressed
from lintseq.run.seal import new_digest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Journal", "TableJournal", "digest_of", "failure"]

_CHUNK_BYTES = 1 << 20


class Journal:
    """Lines that are appended to a file, which is cut where a checkpoint says.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None
        self._digest = new_digest()

    @property
    def digest(self) -> str:
        """The digest of all that was written, in hex."""
        return self._digest.hexdigest()

    def begins_with(self, size: int, digest: str) -> bool:
        """Tell whether the file has so many bytes, at least, and the first ones this digest.

        Raises:
            OSError: If that cannot be told.
        """
        self._digest = new_digest()
        with self.path.open("rb") as file:
            while size and (chunk := file.read(min(size, _CHUNK_BYTES))):
                self._digest.update(chunk)
                size -= len(chunk)
        return not size and self.digest == digest

    def open(self, size: int) -> None:
        """Go on after so many bytes, and drop what follows them.

        Args:
            size: 0, or what `begins_with` was asked about.

        Raises:
            OSError: If that is not possible.
        """
        if not size:
            self._digest = new_digest()
        self.path.touch()
        self._file = self.path.open("r+b")
        self._file.truncate(size)
        self._file.seek(0, io.SEEK_END)

    def write(self, content: bytes) -> None:
        """Append some bytes.

        Raises:
            OutputError: If that is not possible.
        """
        try:
            self._opened.write(content)
        except OSError as error:
            raise failure(error) from error
        self._digest.update(content)

    def flush(self) -> int:
        """Hand all to the system; gives the size.

        Raises:
            OSError: If that is not possible.
        """
        self._opened.flush()
        return self._opened.tell()

    def close(self) -> None:
        """Close the file; what it holds since the last checkpoint is written again later."""
        if self._file is not None:
            with suppress(OSError):  # what it still holds cannot be written, and will be again
                self._file.close()

    def publish(self, target: Path) -> dict[str, Any]:
        """Write the file that the journal becomes; gives its size and hash.

        Raises:
            OutputError: If that is not possible.
        """
        partial = target.with_name(f".{target.name}.part")
        try:
            self._convert(partial, target.name)
            size = partial.stat().st_size
            digest = digest_of(partial)
            partial.replace(target)
        except OSError as error:
            raise failure(error) from error
        return {"bytes": size, "blake2b": digest}

    def _convert(self, partial: Path, name: str) -> None:
        """Copy the journal, compressed as the name says."""
        with ExitStack() as stack:
            source = stack.enter_context(self.path.open("rb"))
            raw = stack.enter_context(partial.open("wb"))
            stream = compressed(raw, name)
            shutil.copyfileobj(source, stream, _CHUNK_BYTES)
            if stream is not raw:
                stream.close()

    @property
    def _opened(self) -> IO[bytes]:
        if self._file is None:
            raise ValueError(f"{self.path} is not open")
        return self._file


class TableJournal(Journal):
    """A journal of Arrow batches that becomes a Parquet file.

    It is a stream of Arrow's IPC format without its end. It can be cut after any batch.

    Args:
        path: The file.
        schema: The columns.
    """

    def __init__(self, path: Path, schema: ArrowSchema) -> None:
        super().__init__(path)
        self._schema = schema

    def open(self, size: int) -> None:
        """Go on after so many bytes, and drop what follows them.

        Raises:
            OSError: If that is not possible.
        """
        super().open(size)
        if size == 0:
            self.write(self._schema.serialize())

    def write_batch(self, rows: RecordBatch) -> None:
        """Append some rows.

        Raises:
            OutputError: If that is not possible.
        """
        self.write(rows.serialize())

    def _convert(self, partial: Path, name: str) -> None:  # noqa: ARG002 - other journals need it
        pa = pyarrow()
        with (
            self.path.open("rb") as source,
            partial.open("wb") as raw,
            RowGroupWriter(raw, self._schema) as writer,
        ):
            for rows in pa.ipc.open_stream(source):
                writer.write(rows)
            writer.close()


def digest_of(path: Path) -> str:
    """Give the digest of a file, in hex.

    Raises:
        OSError: If it cannot be read.
    """
    digest = new_digest()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def failure(error: OSError) -> OutputError:
    """Say that a shard cannot be written."""
    return OutputError(f"cannot write {error.filename or 'a shard'}: {error.strerror or error}")
