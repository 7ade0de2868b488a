"""Files of lines: compressed or not, standard streams, and outputs that are whole or absent."""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import os
import stat
import sys
import tempfile
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TextIO, cast

from lintseq.errors import InputError, MissingExtraError, OutputError
from lintseq.location import STANDARD_STREAM, is_url, open_bytes, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from typing_extensions import Self

__all__ = ["STANDARD_STREAM", "InputFile", "OutputFile", "compressed"]

_CHUNK_BYTES = 1 << 20
_MAX_LINE_BYTES = 1 << 28  # a longer one is no row but a file that is not JSON lines
_GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_PARQUET_MAGIC = b"PAR1"


class InputFile:
    """A file to read line by line; its first bytes tell whether it is compressed.

    Args:
        path: The file, by path or URL, or ``-`` for standard input.

    Raises:
        OSError: If it cannot be opened.
        InputError: If it is a URL that cannot be opened.
        MissingExtraError: If it is a URL and fsspec is not installed, or it is compressed with
            zstd and zstandard is not installed.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._raw: io.BufferedReader
        if path == STANDARD_STREAM:
            self._raw = cast("io.BufferedReader", _standard(sys.stdin, "standard input"))
            self._size = None
        else:
            self._raw = open_bytes(path)
            self._size = size_of(self._raw)
        try:
            self._parquet = self._raw.peek(4)[:4] == _PARQUET_MAGIC
            self._stream = _decompressed(self._raw)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, unless it is standard input."""
        if self.path != STANDARD_STREAM:
            self._raw.close()

    @property
    def fraction(self) -> float | None:
        """The part that has been read, from 0 to 1; None if the size is not known."""
        return self._raw.tell() / self._size if self._size else None

    @property
    def is_parquet(self) -> bool:
        """Whether it is a Parquet file, and has no lines."""
        return self._parquet

    def lines(self) -> Iterator[bytes]:
        r"""Give the lines, each with its ``\n``; the last one may lack it.

        Raises:
            InputError: After the last line that could be read, if the file is damaged.
        """
        damage: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, *_zstd_errors())
        if is_url(self.path):
            damage = (Exception,)  # the libraries behind fsspec raise what they like
        pieces: list[bytes] = []
        number = 1
        while True:
            try:
                chunk = self._stream.read1(_CHUNK_BYTES)
            except damage as error:
                if any(pieces):
                    yield b"".join(pieces)
                raise InputError(f"{self.path}: damaged after line {number}: {error}") from error
            if not chunk:
                break
            first, *others = chunk.split(b"\n")
            pieces.append(first)
            for other in others:
                yield b"".join(pieces) + b"\n"
                pieces = [other]
                number += 1
            if sum(map(len, pieces)) > _MAX_LINE_BYTES:
                raise InputError(
                    f"{self.path}: line {number} is longer than 256 MiB, is it JSON lines?"
                )
        if any(pieces):
            yield b"".join(pieces)


class OutputFile:
    """A file that appears under its name only when it is whole.

    It is written beside its target and renamed by `commit`; leaving the block without one
    removes it. Standard output and devices are written at once. ``.gz`` and ``.zst`` at the end
    of the name compress.

    Args:
        path: The file, or ``-`` for standard output.

    Raises:
        OutputError: If it cannot be created.
        MissingExtraError: If it is to be compressed with zstd and zstandard is not installed.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._partial: Path | None = None
        self._target = Path(path).resolve()  # through links: the file is replaced, not the link
        try:
            self._raw = self._open()
        except OSError as error:
            self._fail(error)
        self._stream: Any = self._raw
        try:
            self._stream = compressed(self._raw, path)
        except MissingExtraError:
            self.abort()
            raise

    def _open(self) -> IO[bytes]:
        if self.path == STANDARD_STREAM:
            return _standard(sys.stdout, "standard output")
        if self._target.exists() and not self._target.is_file():
            return self._target.open("wb")
        handle, partial = tempfile.mkstemp(
            prefix=f".{self._target.name[:200]}.", suffix=".part", dir=self._target.parent
        )
        self._partial = Path(partial)
        return os.fdopen(handle, "wb", _CHUNK_BYTES)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.abort()

    def write(self, content: bytes) -> None:
        """Write some more.

        Raises:
            BrokenPipeError: If nobody reads the output any more.
            OutputError: If it cannot be written.
        """
        try:
            self._stream.write(content)
        except OSError as error:
            self._fail(error)

    @contextlib.contextmanager
    def raw(self) -> Iterator[IO[bytes]]:
        """Give the file itself, to what writes into it without `write`.

        Raises:
            BrokenPipeError: If nobody reads the output any more.
            OutputError: If it cannot be written.
        """
        try:
            yield self._raw
        except OSError as error:
            self._fail(error)

    def commit(self) -> None:
        """Write what is left and give the file its name.

        Raises:
            BrokenPipeError: If nobody reads the output any more.
            OutputError: If that is not possible; the file does not appear then.
        """
        try:
            if self._stream is not self._raw:
                self._stream.close()
            self._raw.flush()
            if self._partial is not None:
                os.fsync(self._raw.fileno())
                self._raw.close()
                self._partial.chmod(_mode_for(self._target))
                self._partial.replace(self._target)
                self._partial = None
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError) -> NoReturn:
        if isinstance(error, BrokenPipeError):
            raise error
        name = "standard output" if self.path == STANDARD_STREAM else self.path
        raise OutputError(f"cannot write {name}: {error.strerror}") from error

    def abort(self) -> None:
        """Drop what was written, unless it was committed."""
        if self.path != STANDARD_STREAM:
            for stream in (self._stream, self._raw):  # the first would flush into the second later
                with contextlib.suppress(OSError, ValueError):  # it is dropped anyway
                    stream.close()
        if self._partial is not None:
            self._partial.unlink(missing_ok=True)
            self._partial = None


def _standard(stream: TextIO | None, name: str) -> IO[bytes]:
    if stream is None:  # the process was started without it
        raise OSError(errno.EBADF, f"{name} is closed")
    return stream.buffer


def _mode_for(target: Path) -> int:
    """Give the permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _decompressed(raw: io.BufferedReader) -> Any:  # noqa: ANN401 - what they share is read1()
    magic = raw.peek(4)[:4]
    if magic.startswith(_GZIP_MAGIC):
        return gzip.GzipFile(fileobj=raw)
    if magic == _ZSTD_MAGIC:
        return _ZstdStream(raw)
    return raw


class _ZstdStream:
    """What a zstd file holds. Unlike zstandard's own reader it notices a file that is cut."""

    _chunk_bytes = 1 << 14  # each may grow a thousandfold

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._decompressor = _zstandard().ZstdDecompressor(max_window_size=2**31)
        self._frame: Any = None
        self._packed = b""

    def read1(self, _size: int) -> bytes:
        """Give some bytes; none at the end.

        Raises:
            EOFError: If the file ends inside a frame.
        """
        while True:
            packed = self._packed or self._raw.read1(self._chunk_bytes)
            self._packed = b""
            if not packed:
                if self._frame is not None:
                    raise EOFError("the compressed file ends too early")
                return b""
            if self._frame is None:
                self._frame = self._decompressor.decompressobj()
            content: bytes = self._frame.decompress(packed)
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = None
            if content:
                return content


def compressed(raw: IO[bytes], path: str) -> Any:  # noqa: ANN401 - write() and close()
    """Give what compresses into a file as the end of its name says; the file itself if it does not.

    The same content gives the same bytes.

    Raises:
        MissingExtraError: If it is to be compressed with zstd and zstandard is not installed.
    """
    if path.endswith(".gz"):
        # No name and no time in the header: the same rows give the same bytes.
        packed = gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0)
        return io.BufferedWriter(cast("io.RawIOBase", packed), _CHUNK_BYTES)
    if path.endswith(".zst"):
        return _zstandard().ZstdCompressor(level=3).stream_writer(raw, closefd=False)
    return raw


def _zstandard() -> Any:  # noqa: ANN401 - imported only where it is needed
    try:
        import zstandard  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("zstandard", "zstd") from None
    return zstandard


def _zstd_errors() -> tuple[type[Exception], ...]:
    module = sys.modules.get("zstandard")
    return (module.ZstdError,) if module else ()
