"""Any tool that reads files and prints what is wrong with them."""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lintseq.adapters.output import UnreadableError
from lintseq.adapters.position import line_of
from lintseq.adapters.process import Finished, Limits, PrivateFolder, find_tool, run, tool_version
from lintseq.adapters.suppression import defuse
from lintseq.diagnostic import Diagnostic
from lintseq.errors import ConfigError, LinterError
from lintseq.language import extension_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from lintseq.adapters.output import Found, Output

__all__ = ["CommandLinter"]

_EACH = Path(__file__).with_name("each.py")
_MOST_FINDINGS = 10_000
"""Findings of one state above which the tool counts as failed."""
_MARGIN = 10.0


class CommandLinter:
    r"""A command as a linter.

    The states become files of a private folder, with names that no program can guess, and the
    command runs in it, with the limits and without the environment of the user (see
    `lintseq.adapters.process`). It must not run the programs: whether that is so nobody but you
    can tell. Options that make it heed no configuration, no plug-in and no comment are yours to
    give, too.

    Args:
        name: The name of the linter.
        languages: The languages that it lints.
        command: The command, in words. ``{files}`` as a word of its own stands for the files of
            all states, which one process lints together. ``{file}`` in a word stands for one of
            them: each state gets a process of its own then, several at a time.
        output: How to read what it prints.
        stream: Where it prints that.
        install: How to install it, for whoever has not.
        version: The words that make it tell its version, after its name; or the version.
        extensions: The extension of the files, for languages where it is not the usual one.
        statuses: The exit statuses of a command that did its work. Where one that is not 0 comes
            without any finding, the command failed nevertheless.
        count: Says which diagnostics count; None for all.
        syntax: Says which diagnostics are errors of syntax. Of a state that has some only the first
            counts: the others may be its echo.
        blocking: Whether a state with an error of syntax keeps the tool from checking the others
            of its batch; these are linted again then.
        stopped: The exit statuses of a command that did not check all states because of what it
            found in some. All are linted again then: those with findings one by one.
        severities: The severities that count, as the tool calls them; None for all.
        suppressions: Patterns of what makes the tool silent, such as comments. Letters in it (in
            its first group, if it has one) are replaced by ``x``.
        environment: Variables for the command.
        states: How many states one process gets at most.
        limits: What a process may use.

    Raises:
        ConfigError: If the command has neither ``{file}`` nor ``{files}``.
        LinterError: If the tool is not installed, or does not tell its version.

    Example:
        >>> from lintseq.adapters.output import TextOutput
        >>> linter = CommandLinter(
        ...     "json.tool", ["json"], ["python3", "-Im", "json.tool", "{file}", "/dev/null"],
        ...     TextOutput(r"(?P<message>.*?): line (?P<line>\d+) column (?P<column>\d+)"),
        ...     stream="stderr", install="install Python", version=["--version"],
        ... )  # doctest: +SKIP
    """

    def __init__(
        self,
        name: str,
        languages: Iterable[str],
        command: Sequence[str],
        output: Output,
        *,
        stream: Literal["stdout", "stderr", "both"] = "stdout",
        install: str = "",
        version: Sequence[str] | str = ("--version",),
        extensions: Mapping[str, str] | None = None,
        statuses: Collection[int] = (0, 1),
        count: Callable[[Diagnostic], bool] | None = None,
        syntax: Callable[[Diagnostic], bool] | None = None,
        blocking: bool = False,
        stopped: Collection[int] = (),
        severities: Collection[str] | None = None,
        suppressions: Iterable[str] = (),
        environment: Mapping[str, str] | None = None,
        states: int = 512,
        limits: Limits | None = None,
    ) -> None:
        self.name = name
        self.languages = frozenset(languages)
        self._together = "{files}" in command
        if self._together == any("{file}" in word for word in command):
            raise ConfigError(f"the command of {name!r} needs either {{file}} or {{files}}")
        self._install = install or f"install {command[0]}"
        self._command = [find_tool(command[0], self._install), *command[1:]]
        self._output = output
        self._stream = stream
        self._extensions = dict(extensions or {})
        self._statuses = frozenset(statuses)
        self._count = count
        self._syntax = syntax
        self._blocking = blocking
        self._stopped = frozenset(stopped)
        self._severities = None if severities is None else frozenset(severities)
        self._suppressions = [re.compile(pattern) for pattern in suppressions]
        self._environment = dict(environment or {})
        self._states = states
        self._limits = limits or Limits()
        self._folder: tuple[int, PrivateFolder] | None = None
        self.version = (
            version
            if isinstance(version, str)
            else f"{name} {tool_version(self._command[0], self._install, *version)}"
        )

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        """Give the diagnostics of each state, or the error that the tool failed with on it.

        Raises:
            LinterError: If it failed on a batch and does not tell on which state.
        """
        reports: list[list[Diagnostic] | LinterError] = []
        for first in range(0, len(states), self._states):
            reports += self._lint(states[first : first + self._states], language)
        return reports

    def close(self) -> None:
        """Remove the private folder."""
        if self._folder is not None:
            self._folder[1].close()
            self._folder = None

    # --- What an adapter may change ---

    def prepare(self, text: str, language: str) -> str:
        """Make a text harmless; lines stay where they are."""
        del language
        return defuse(text, self._suppressions)

    def file(self, stem: str, language: str) -> str:
        """Give the path of a state's file below the folder of work."""
        extension = self._extensions.get(language) or extension_of(language)
        return f"{stem}.{extension or 'txt'}"

    def furnish(self, work: Path, files: Sequence[str], language: str) -> None:
        """Put beside the states what the tool needs, such as a configuration of our own."""
        del work, files, language

    def words(self, language: str) -> Sequence[str]:
        """Give the command for a language."""
        del language
        return self._command

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give what a process found.

        Args:
            done: How it ended.
            files: The files that it was given.

        Raises:
            UnreadableError: If its output cannot be read.
        """
        del files
        streams = {"stdout": done.stdout, "stderr": done.stderr, "both": done.stdout + done.stderr}
        return self._output.read(streams[self._stream].decode("utf-8", "replace"))

    # --- How it works ---

    def _lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        folder = self._private()
        token = "s" + secrets.token_hex(8)
        texts = [self.prepare(state, language) for state in states]
        files = [self.file(f"{token}{number}", language) for number in range(len(texts))]
        try:
            for file, text in zip(files, texts, strict=True):
                path = folder.work / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("utf-8", "surrogatepass"))
            self.furnish(folder.work, files, language)
            if self._together:
                return self._lint_together(folder, files, texts, language)
            return self._lint_each(folder, files, texts, language)
        finally:
            folder.empty()

    def _lint_together(
        self, folder: PrivateFolder, files: list[str], texts: list[str], language: str
    ) -> list[list[Diagnostic] | LinterError]:
        words: list[str] = []
        for word in self.words(language):
            words += files if word == "{files}" else [word]
        done = run(words, folder, self._limits, environment=self._environment)
        reports: list[list[Diagnostic] | LinterError] = [*self._reports(done, files, texts)]
        everyone = range(len(files))
        broken = [n for n in everyone if self._blocking and self.broken(reports[n])]
        groups = [[n for n in everyone if n not in broken]] if broken else []
        if done.status in self._stopped:
            broken = [n for n in everyone if reports[n]]
            groups = [[n for n in everyone if n not in broken], *([n] for n in broken)]
        for group in groups:
            if 0 < len(group) < len(files):
                some = [files[n] for n in group]
                self.furnish(folder.work, some, language)
                again = self._lint_together(folder, some, [texts[n] for n in group], language)
                for number, report in zip(group, again, strict=True):
                    reports[number] = report
        return reports

    def _lint_each(
        self, folder: PrivateFolder, files: list[str], texts: list[str], language: str
    ) -> list[list[Diagnostic] | LinterError]:
        template = self.words(language)
        asked = {
            "jobs": [[word.replace("{file}", file) for word in template] for file in files],
            "seconds": self._limits.seconds,
            "parallel": os.cpu_count() or 1,
        }
        longest = self._limits.seconds * len(files) + _MARGIN
        done = run(
            [sys.executable, "-I", "-S", str(_EACH)],
            folder,
            self._limits,
            environment=self._environment,
            text=json.dumps(asked).encode(),
            seconds=longest,
        )
        if done.status != 0:
            said = done.stderr.decode(errors="replace").strip()
            raise LinterError(f"{self.name} cannot be run: {said[-500:]}")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return [
            self._report(status, out.encode(), err.encode(), file, text)
            for (status, out, err), file, text in zip(answers, files, texts, strict=True)
        ]

    def _report(
        self, status: int | None, out: bytes, err: bytes, file: str, text: str
    ) -> list[Diagnostic] | LinterError:
        if status is None:
            return LinterError(f"{self.name} took longer than {self._limits.seconds:g} seconds")
        try:
            return self._reports(Finished(status, out, err), [file], [text])[0]
        except LinterError as error:
            return error

    def _reports(
        self, done: Finished, files: Sequence[str], texts: Sequence[str]
    ) -> list[list[Diagnostic]]:
        if done.status not in self._statuses:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            how = f"signal {-done.status}" if done.status < 0 else f"status {done.status}"
            raise LinterError(f"{self.name} failed ({how}): {said[-500:]}")
        numbers = {os.path.normpath(file): number for number, file in enumerate(files)}
        base = self._private().work
        reports: list[list[Diagnostic]] = [[] for _ in files]
        any_found = False
        try:
            for found in self.read(done, files):
                any_found = True
                number = self._number(found, numbers, base)
                if self._severities is None or found.severity in self._severities:
                    reports[number].append(_diagnostic(found, files[number], texts[number]))
                if len(reports[number]) > _MOST_FINDINGS:
                    raise LinterError(f"{self.name} found over {_MOST_FINDINGS:,} problems at once")
        except UnreadableError as error:
            raise LinterError(f"{self.name}'s answer cannot be read: {error}") from None
        if done.status != 0 and not any_found:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            raise LinterError(f"{self.name} failed without a finding: {said[-500:]}")
        return [self._counted(report) for report in reports]

    def broken(self, report: list[Diagnostic] | LinterError) -> bool:
        """Say whether a report holds an error of syntax."""
        return (
            self._syntax is not None
            and not isinstance(report, LinterError)
            and any(map(self._syntax, report))
        )

    def _counted(self, report: list[Diagnostic]) -> list[Diagnostic]:
        """Choose what counts of the findings of one state."""
        if self._syntax is not None and self.broken(report):
            return [min(filter(self._syntax, report))]
        return report if self._count is None else [one for one in report if self._count(one)]

    def _number(self, found: Found, numbers: Mapping[str, int], base: Path) -> int:
        if found.file is None:
            if len(numbers) == 1:
                return 0
            raise UnreadableError(f"a finding names no file: {found.message[:200]}")
        path = found.file
        if Path(path).is_absolute():
            # Some tools tell the real path of the folder, which may stand behind a link.
            path = os.path.relpath(os.path.realpath(path), os.path.realpath(base))
        try:
            return numbers[os.path.normpath(path)]
        except KeyError:
            raise UnreadableError(f"a finding is about {found.file!r}, not about a state") from None

    def _private(self) -> PrivateFolder:
        """Give the folder of this process: a child after a fork makes one of its own."""
        if self._folder is None or self._folder[0] != os.getpid():
            self._folder = (os.getpid(), PrivateFolder())
        return self._folder[1]


def _diagnostic(found: Found, file: str, text: str) -> Diagnostic:
    # Where a state lies must not make two of its messages differ.
    message = found.message.replace(file, f"program{Path(file).suffix}")
    message = message.replace(Path(file).stem, "program")
    return Diagnostic(line_of(text, found.line), found.code, message, found.column)
