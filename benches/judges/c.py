"""gcc as a judge: one process a text, several at a time.

The errors are those of ``gcc -fsyntax-only`` in its own dialect (``gnu17``), and those that newer
versions of gcc count as errors without being asked: what C99 took out of the language, such as
functions that are called without a declaration.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from . import Finding, JudgeError, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# What gcc 14 refuses and earlier versions warn of.
_C99_ERRORS = (
    "implicit-function-declaration",
    "implicit-int",
    "int-conversion",
    "incompatible-pointer-types",
)
_TIMEOUT = 120.0
# A text as it is named in messages, where it is read from the standard input.
_TEXT = "<stdin>"
_MESSAGE = re.compile(
    r"(?P<file>[^:\n]+):(?:(?P<line>\d+):)?(?:\d+:)? "
    r"(?:(?P<kind>error|fatal error): (?P<message>.*)|required from here.*|\s*required from .*)"
)
_OPTION = re.compile(r" \[-W(?:error=)?([\w+-]+)\]$")
_SUGGESTION = re.compile(r"; did you mean .*$")
# Pragmas and markers that change what is reported, or where. Their lines stay.
_SUPPRESSION = re.compile(
    r"""^(?P<head>[ \t]*(?:\#|%:|\?\?=)[ \t]*)
        (?:(?P<pragma>pragma[ \t]+)(?P<tool>GCC|clang)
            (?=[ \t]+(?:diagnostic|system_header|warning|error))
          |(?P<marker>(?:line[ \t]+)?\d+\b.*))""",
    re.MULTILINE | re.VERBOSE,
)
_OPERATOR = re.compile(r'(?P<head>_Pragma[ \t]*\([ \t]*L?")(?P<tool>[ \t]*GCC)(?=[ \t]+diag)')
_SYNTAX = re.compile(
    r"^(expected |stray |missing terminating|unterminated|#\w+ without|missing '|extra '"
    r"|'else' without|case label not within|break statement not within"
    r"|continue statement not within|'default' label not within|a label can only"
    r"|label at end|invalid preprocessing directive|macro names must be|no macro name"
    r"|a function-definition is not allowed|.*before .* token$|qualified-id in declaration)"
)


class Gcc:
    """Runs one of gcc's compilers over many texts.

    Attributes:
        version: The compiler and its version.
    """

    def __init__(self, command: str, language: str, options: Sequence[str], folder: Path) -> None:
        """Find the compiler.

        Args:
            command: The name of the compiler.
            language: What gcc calls the language.
            options: Options beyond the common ones.
            folder: The working directory of the compiler, where includes are looked for.

        Raises:
            Unavailable: If the compiler is not installed.
        """
        path = shutil.which(command)
        if path is None:
            raise Unavailable(f"{command} is not installed")
        self._folder = folder / "empty"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._command = [
            path,
            "-fdiagnostics-plain-output",
            "-fmax-errors=0",
            *options,
            "-x",
            language,
        ]
        self._environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "LC_ALL": "C",
            "TMPDIR": str(self._folder),
        }
        dumped = self.run(["-dumpfullversion", "-"], "")
        self.version = f"{command} {dumped.stdout.strip()}"
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)

    def run(self, arguments: Sequence[str], text: str) -> subprocess.CompletedProcess[str]:
        """Run the compiler with the common options and more.

        Raises:
            JudgeError: If it hangs.
        """
        try:
            return subprocess.run(
                [*self._command, *arguments],
                input=text,
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                cwd=self._folder,
                env=self._environment,
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise JudgeError(f"{self._command[0]} did not end in {_TIMEOUT:.0f} s") from error

    def lint(self, texts: Sequence[str], headers: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text.

        Args:
            texts: The texts.
            headers: For each text a header that is read before it, or nothing.
        """
        return list(self._pool.map(self._lint_one, texts, headers))

    def _lint_one(self, text: str, header: str) -> list[Finding]:
        before = ["-include", header] if header else []
        done = self.run([*before, "-fsyntax-only", "-"], unsuppressed(text))
        if "internal compiler error" in done.stderr or done.returncode not in (0, 1):
            raise JudgeError(f"{self._command[0]} failed: {done.stderr[-500:]}")
        found = findings(done.stderr)
        if bool(found) != bool(done.returncode):
            raise JudgeError(f"{self._command[0]} was not understood: {done.stderr[-500:]}")
        return found

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(cancel_futures=True)


def unsuppressed(text: str) -> str:
    """Take out of a text what hides errors or moves them; lines keep their lengths."""

    def directive(found: re.Match[str]) -> str:
        if found["marker"] is not None:
            return found["head"] + " " * len(found["marker"])
        return found["head"] + found["pragma"] + "X" * len(found["tool"])

    text = _SUPPRESSION.sub(directive, text)
    return _OPERATOR.sub(lambda found: found["head"] + "X" * len(found["tool"]), text)


def findings(output: str) -> list[Finding]:
    """Read what gcc wrote; errors in headers count where the text asks for them."""
    found = []
    asked_from = 0
    for line in output.splitlines():
        parts = _MESSAGE.match(line)
        if parts is None:
            if asked := re.search(rf"from {re.escape(_TEXT)}:(\d+)", line):
                asked_from = int(asked[1])
            continue
        own = parts["file"] == _TEXT
        if parts["kind"] is None:
            if own and parts["line"]:
                asked_from = int(parts["line"])
            continue
        at = int(parts["line"] or 1) if own else (asked_from or 1)
        message = parts["message"]
        option = _OPTION.search(message)
        code = option[1] if option else parts["kind"].replace(" ", "-")
        message = _SUGGESTION.sub("", _OPTION.sub("", message)).replace(_TEXT, "the text")
        found.append(Finding(at, code, message, _SYNTAX.match(message) is not None))
    return found


class Judge:
    """The judge of C.

    Attributes:
        version: The compiler and its version.
    """

    def __init__(self, folder: Path) -> None:
        """Find gcc; ``folder`` is its working directory.

        Raises:
            Unavailable: If gcc is not installed.
        """
        options = [f"-Werror={name}" for name in _C99_ERRORS]
        self._gcc = Gcc("gcc", "c", options, folder)
        self.version = self._gcc.version

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If gcc died, hung or answered nonsense.
        """
        return self._gcc.lint(texts, [""] * len(texts))

    def close(self) -> None:
        """End the tool."""
        self._gcc.close()
