"""rustc as the judge of Rust: one process a text, several at a time.

Each text is checked as a library of its own, up to and without code generation. Crates that it
uses are not there: the finished program has these errors as well, and rustc goes on after them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Finding, JudgeError, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIMEOUT = 120.0
# A text as it is named in messages, where it is read from the standard input.
_TEXT = "<anon>"
# What types without a name are called by: the place where they stand.
_PLACE = re.compile(r"@[^\s{}<>]*:\d+:\d+(?:: \d+:\d+)?|<anon>:\d+:\d+(?:: \d+:\d+)?")
# What reads files: the text stays in the folder of the judge.
_READS = re.compile(
    r"""(?P<head>\b(?:include|include_str|include_bytes)\s*!\s*[(\[{]\s*r?\#*"|\bpath\s*=\s*r?\#*")
        (?P<path>[^"]*)""",
    re.VERBOSE,
)
# Errors without a code that are not the parser's.
_LATER = re.compile(
    r"^(cannot |environment variable |macro|no rules expected|unexpected end of macro"
    r"|local ambiguity|recursion limit|format argument|invalid format string"
    r"|\d+ positional argument|multiple unused|argument never used|named argument|"
    r"couldn't read|unused |requires |`?[#\w]+`? attribute|the `|attribute |use of |"
    r"lifetime may not live|implementation of |higher-ranked |captured variable|can't |"
    r"unconstrained |queries overflow|aborting due|unresolved |reached the recursion|"
    r"`\w+` is not |`derive` |duplicate |variable `|repetition |`impl|only |a non-|the type of)"
)


class Judge:
    """Runs rustc over many texts.

    Attributes:
        version: The compiler and its version.
    """

    def __init__(self, folder: Path) -> None:
        """Find rustc; what it writes goes to ``folder``.

        Raises:
            Unavailable: If rustc is not installed or does not work.
        """
        command = shutil.which("rustc")
        if command is None:
            raise Unavailable("rustc is not installed")
        try:
            # What is found first may be a wrapper that chooses a version each time.
            root = _output([command, "--print", "sysroot"])
            own = Path(root, "bin", "rustc")
            self._command = str(own) if own.is_file() else command
            self.version = " ".join(_output([self._command, "--version"]).split()[:2])
        except (OSError, subprocess.SubprocessError) as error:
            raise Unavailable(f"rustc does not work: {error}") from error
        self._folder = (folder / "empty").resolve()
        self._results = (folder / "results").resolve()
        for made in (self._folder, self._results):
            made.mkdir(parents=True, exist_ok=True)
        self._environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If rustc died, hung or answered nonsense.
        """
        return list(self._pool.map(self._lint_one, texts))

    def _lint_one(self, text: str) -> list[Finding]:
        # Each worker writes to a file of its own.
        result = self._results / f"{threading.get_ident()}.rmeta"
        arguments = [
            "--edition=2021",
            "--crate-type=lib",
            "--crate-name=text",
            "--error-format=json",
        ]
        arguments += [f"--emit=metadata={result}", "--cap-lints=deny", "-Awarnings", "-"]
        try:
            done = subprocess.run(
                [self._command, *arguments],
                input=_private(text),
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                cwd=self._folder,
                env=self._environment,
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise JudgeError(f"rustc did not end in {_TIMEOUT:.0f} s") from error
        if done.returncode not in (0, 1):
            raise JudgeError(f"rustc failed: {done.stderr[-500:]}")
        found = findings(done.stderr)
        if bool(found) != bool(done.returncode):
            raise JudgeError(f"rustc was not understood: {done.stderr[-500:]}")
        return found

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(cancel_futures=True)


def findings(output: str) -> list[Finding]:
    """Read what rustc wrote, one JSON object a line."""
    found = []
    for line in output.splitlines():
        try:
            told = json.loads(line)
        except ValueError as error:
            raise JudgeError(f"rustc was not understood: {line[-500:]}") from error
        message = told.get("message", "")
        if told.get("level") != "error" or message.startswith("aborting due to"):
            continue
        code = (told.get("code") or {}).get("code", "")
        syntax = not code and not _LATER.match(message)
        plain = _PLACE.sub("@place", message)
        found.append(Finding(_line(told["spans"]), code or "error", plain, syntax))
    return found


def _line(spans: Sequence[dict[str, Any]]) -> int:
    """Give the line of the text that an error is about; what macros made counts at their use."""
    for span in sorted(spans, key=lambda span: not span["is_primary"]):
        at: dict[str, Any] | None = span
        while at is not None:
            expansion = at["expansion"]
            if at["file_name"] == _TEXT and expansion is None:
                return int(at["line_start"])
            at = expansion["span"] if expansion else None
    return 1


def _private(text: str) -> str:
    """Keep a text from reading other files; lines keep their lengths."""

    def kept(found: re.Match[str]) -> str:
        path = found["path"].replace("/", "_").replace("..", "__")
        return found["head"] + path

    return _READS.sub(kept, text)


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=True)
    return done.stdout.strip()
