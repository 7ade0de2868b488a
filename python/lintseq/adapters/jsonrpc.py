"""JSON-RPC with a process that cannot be trusted to follow it, framed as language servers do.

Nothing here waits for the process: what is sent is written by a thread of its own, and what comes
is read by another, up to a bound.
"""

from __future__ import annotations

import contextlib
import json
import threading
from queue import Empty, Full, Queue, SimpleQueue
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from lintseq.adapters.process import end
from lintseq.errors import LinterError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

__all__ = ["Connection", "Message"]

Message: TypeAlias = "dict[str, Any]"

_HEADERS = (b"content-length", b"content-type")
_MOST_HEADERS = 16
_LONGEST_HEADER = 4096
_MOST_UNSENT = 4096
_LONGEST_COMPLAINT = 500
_SECONDS_TO_STOP = 1.0


class Connection:
    """Messages to and from a process; not for two threads at once.

    Args:
        process: A process with pipes for all three streams. The connection ends it.
        most: Bytes of one message, and of messages that were not received yet.

    Raises:
        LinterError: If the process lacks a pipe.
    """

    def __init__(self, process: subprocess.Popen[bytes], most: int) -> None:
        stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
        if stdin is None or stdout is None or stderr is None:
            raise LinterError("has no pipes")
        process.stdin = None  # its thread closes it: nobody else may wait for that
        self._process = process
        self._most = most
        self._inbox: SimpleQueue[bytes | LinterError] = SimpleQueue()
        self._outbox: Queue[bytes | None] = Queue(_MOST_UNSENT)
        self._failure: LinterError | None = None
        self._unread = 0
        self._lock = threading.Lock()
        self._complaint = b""
        # A process that left the session may hold the pipes open: do not wait for it at the exit.
        self._threads = [
            threading.Thread(target=target, args=(stream,), daemon=True)
            for target, stream in (
                (self._write, stdin),
                (self._read, stdout),
                (self._listen, stderr),
            )
        ]
        for thread in self._threads:
            thread.start()

    @property
    def complaint(self) -> str:
        """The end of what the process wrote to its standard error."""
        return self._complaint.decode(errors="replace").strip()

    def send(self, message: Mapping[str, object]) -> None:
        """Send a message, sooner or later.

        Raises:
            LinterError: If the process has not read what it was sent before.
        """
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self._outbox.put_nowait(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        except Full:
            raise LinterError("does not read what it is sent") from None

    def receive(self, seconds: float) -> Message | None:
        """Give the next message; None if none comes in time.

        Raises:
            LinterError: If there can be no more messages.
        """
        if self._failure is not None:
            raise self._failure
        try:
            body = self._inbox.get(timeout=max(seconds, 0.0))
        except Empty:
            return None
        if isinstance(body, LinterError):
            self._failure = body
            raise body
        with self._lock:
            self._unread -= len(body)
        try:
            message = json.loads(body)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict):
            raise LinterError("printed what is no message")
        return message

    def close(self) -> None:
        """End the process and all that it started."""
        end(self._process)
        with contextlib.suppress(Full):  # then the thread is at a pipe that broke just now
            self._outbox.put_nowait(None)
        for thread in self._threads:
            thread.join(_SECONDS_TO_STOP)

    def _write(self, stream: IO[bytes]) -> None:
        # That the process is gone is for the reader to say, after what it printed before.
        with contextlib.suppress(OSError), stream:
            while (data := self._outbox.get()) is not None:
                stream.write(data)
                stream.flush()

    def _read(self, stream: IO[bytes]) -> None:
        try:
            with stream:
                while True:
                    body = _next_body(stream, self._most)
                    with self._lock:
                        self._unread += len(body)
                        too_many = self._unread > self._most
                    if too_many:
                        raise LinterError("printed more than it may")  # noqa: TRY301
                    self._inbox.put(body)
        except LinterError as error:
            self._inbox.put(error)
        except OSError:
            self._inbox.put(LinterError("ended"))

    def _listen(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError), stream:
            while line := stream.readline(_LONGEST_HEADER):
                self._complaint = (self._complaint + line)[-_LONGEST_COMPLAINT:]


def _next_body(stream: IO[bytes], most: int) -> bytes:
    """Read a message.

    Raises:
        LinterError: If there is none.
    """
    size = b""
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_HEADER)
        if not line:
            raise LinterError("ended")
        if not line.strip():
            break
        name, colon, value = line.partition(b":")
        if not colon or name.lower() not in _HEADERS:
            raise LinterError("printed what is no header")
        if name.lower() == _HEADERS[0]:
            size = value.strip()
    if not size.isdigit():
        raise LinterError("printed what is no header")
    if len(size) > len(str(most)) or int(size) > most:
        raise LinterError("printed more than it may")
    body = stream.read(int(size))
    if len(body) < int(size):
        raise LinterError("ended")
    return body
