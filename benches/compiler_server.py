"""A compiler that stays running and lints batches of texts, as judges of several languages need.

A batch goes to its standard input: a line with the number of texts, then for each text a line with
its length in bytes and the bytes. The answer comes on standard output: a line with its length in
bytes, then one line for each finding, with tabs between the number of the text in the batch, the
line, ``1`` for an error of syntax and ``0`` for others, the code and the message.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import time
from typing import TYPE_CHECKING

from findings import Finding
from judges import JudgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_CHUNK = 1 << 16
_FIELDS = 5


class CompilerServer:
    """A running compiler.

    Attributes:
        greeting: The first line that it said, which tells its version.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str] | None = None,
        seconds: float = 300,
    ) -> None:
        """Start the compiler.

        Args:
            command: What starts it.
            folder: Where it works.
            environment: All variables that it sees, apart from the path of programs.
            seconds: How long it may take for one batch.
        """
        self._seconds = seconds
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=folder,
                env={"PATH": os.environ["PATH"], "HOME": str(folder), **(environment or {})},
            )
        self._received = b""
        self.greeting = self._line(time.monotonic() + seconds)

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If the compiler died, hung or answered nonsense.
        """
        deadline = time.monotonic() + self._seconds
        parts = [b"%d\n" % len(texts)]
        for text in texts:
            data = text.encode("utf-8", "surrogatepass")
            parts += [b"%d\n" % len(data), data]
        pipe = self._process.stdin
        try:
            if pipe:
                pipe.write(b"".join(parts))
                pipe.flush()
        except OSError as error:
            raise self._failure("died") from error
        try:
            size = int(self._line(deadline))
        except ValueError as error:
            raise self._failure("answered nonsense") from error
        rows = self._take(size, deadline).decode("utf-8", "replace").split("\n")
        findings: list[list[Finding]] = [[] for _ in texts]
        for row in filter(None, rows):
            cells = row.split("\t")
            if len(cells) != _FIELDS:
                raise self._failure("answered nonsense")
            findings[int(cells[0])].append(
                Finding(int(cells[1]), cells[3], cells[4], syntax=cells[2] == "1")
            )
        return findings

    def close(self) -> None:
        """End the compiler."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _line(self, deadline: float) -> str:
        while b"\n" not in self._received:
            self._receive(deadline)
        line, _, self._received = self._received.partition(b"\n")
        return line.decode("utf-8", "replace").strip()

    def _take(self, size: int, deadline: float) -> bytes:
        while len(self._received) < size:
            self._receive(deadline)
        taken, self._received = self._received[:size], self._received[size:]
        return taken

    def _receive(self, deadline: float) -> None:
        pipe = self._process.stdout
        if pipe is None:
            raise self._failure("has no output")
        if not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
            raise self._failure("hung")
        data = os.read(pipe.fileno(), _CHUNK)
        if not data:
            raise self._failure("died")
        self._received += data

    def _failure(self, what: str) -> JudgeError:
        self.close()
        said = self._log.read_text(encoding="utf-8", errors="replace")[-2000:].strip()
        return JudgeError(f"the compiler {what}" + (f": {said}" if said else ""))
