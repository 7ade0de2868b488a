"""What runs one process for each state: a script of its own, inside the sandbox.

Its standard input is one JSON object: ``jobs`` (lists of words), ``seconds`` and ``parallel``. For
each job, in order, it prints a line of JSON: the exit status (null if time was up), what the
process printed, and what it complained of. It imports nothing of lintseq, so that it starts fast,
and ends with the process that started it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor

_MOST_OUTPUT = 4 << 20
_SECONDS_BETWEEN_LOOKS = 1.0


def _run(words: list[str], seconds: float) -> list[object]:
    # Files, not pipes: a process that goes on after its parent was ended holds nothing up.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            process = subprocess.Popen(  # noqa: S603 - this is where tools are run
                words, stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )
        except OSError as error:
            return [127, "", str(error)]
        status: int | None = None
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read(_MOST_OUTPUT + 1).decode("utf-8", "replace"))
        if max(map(len, texts)) > _MOST_OUTPUT:
            return [127, "", f"more than {_MOST_OUTPUT} bytes were printed"]
        return [status, *texts]


def _end_with_parent(parent: int) -> None:
    """End this process, and the tools that it started, when nobody waits for them any more."""
    while os.getppid() == parent:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os.killpg(0, signal.SIGKILL)


def _main() -> None:
    if os.name == "posix":
        parent = os.getppid()
        threading.Thread(target=_end_with_parent, args=(parent,), daemon=True).start()
    asked = json.load(sys.stdin)
    with ThreadPoolExecutor(asked["parallel"]) as pool:
        for answer in pool.map(lambda words: _run(words, asked["seconds"]), asked["jobs"]):
            print(json.dumps(answer))  # noqa: T201 - this is its answer


if __name__ == "__main__":
    _main()
