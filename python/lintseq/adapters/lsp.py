"""Any language server as a linter, over its standard input and output.

A server that answers requests for diagnostics (``textDocument/diagnostic``) is asked; of one that
does not, the diagnostics that it pushes are awaited. A state is never taken as clean because a
server said nothing.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, TypeAlias

from lintseq.adapters.language_server import (
    LONGEST_VERSION,
    Answer,
    DocumentKind,
    LanguageServer,
    ServerOptions,
)
from lintseq.adapters.position import line_of
from lintseq.adapters.process import Limits, PrivateFolder, find_tool, run
from lintseq.adapters.suppression import defuse
from lintseq.diagnostic import Diagnostic
from lintseq.errors import ConfigError, LinterError
from lintseq.language import extension_of, require_language
from lintseq.linter import unlinted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from lintseq.adapters.jsonrpc import Message

__all__ = ["LspLinter"]

Report: TypeAlias = "list[Diagnostic] | LinterError"

ERROR = 1
"""The severity of errors in the protocol; 2 are warnings, 3 information and 4 hints."""

_STARTS = 2
_SECONDS_OF_VERSION = 10.0

_ANY_END = re.compile(r"\r\n|\r|\n")


class LspLinter:
    """A language server as a linter.

    The server runs in an empty private folder, where it finds nothing but what it is told, and is
    started when it is first needed, again when it died, hung or printed what is no message. A
    state on which it fails twice is a `LinterError`.

    Args:
        name: A short stable name.
        languages: The languages that it lints.
        command: The words that start it; the first is looked up beside the interpreter and on the
            path.
        install: How to install it, for the message when it is missing.
        version: What it is and in which version, or the words that print it. By default the
            server's program is asked with ``--version``, then the server itself. Give it where the
            program is an interpreter, or where settings that matter change.
        severities: The severities that count, as the protocol numbers them: 1 are errors, 2
            warnings, 3 information, 4 hints. What has no severity counts.
        codes: The codes that count, or what says whether one does. By default all do.
        settings: What the server gets as ``initializationOptions``, and section by section when it
            asks for its configuration.
        language_ids: What the protocol calls the languages, where that is not their name.
        extensions: The file extensions of the languages, where they are not their first ones.
        suppressions: What silences the server in comments; see `defuse`.
        limits: What one state may take; ``memory`` is of the whole server.
        settle: Seconds without news after which pushed diagnostics count as final, for servers
            that push several times.
        documents: How many documents may be open at once. By default one, and several where the
            server says that files do not depend on each other.

    Attributes:
        name: The name.
        languages: The languages.
        version: What it is and in which version.

    Raises:
        ConfigError: If an option has a value that is not allowed.
        UnknownLanguageError: If there is no such language.
        LinterError: If the server is not installed, or does not say its version.

    Example:
        >>> linter = LspLinter(
        ...     "ruff-server",
        ...     languages=["python"],
        ...     command=["ruff", "server"],
        ...     install="pip install ruff",
        ...     settings={"settings": {"configurationPreference": "editorOnly"}},
        ...     suppressions=[r"(?i)#.*(?:noqa|ruff|flake8).*"],
        ... )
        >>> [[str(one) for one in report] for report in linter.lint(["x = ("], "python")]
        [['1:6: invalid-syntax unexpected EOF while parsing']]
        >>> linter.close()
    """

    def __init__(
        self,
        name: str,
        *,
        languages: Iterable[str],
        command: Sequence[str],
        install: str,
        version: str | Sequence[str] | None = None,
        severities: Collection[int] = (ERROR,),
        codes: Collection[str] | Callable[[str], bool] | None = None,
        settings: Mapping[str, object] | None = None,
        language_ids: Mapping[str, str] | None = None,
        extensions: Mapping[str, str] | None = None,
        suppressions: Sequence[str | re.Pattern[str]] = (),
        limits: Limits | None = None,
        settle: float = 0.0,
        documents: int | None = None,
    ) -> None:
        self.name = name
        self.languages = frozenset(require_language(language) for language in languages)
        limits = limits or Limits()
        if not self.languages or not command:
            raise ConfigError(f"linter {name!r} needs at least one language, and a command")
        if not 0 <= settle < limits.seconds:
            raise ConfigError(f"settle must be from 0 to the seconds of the limits, not {settle}")
        if documents is not None and documents < 1:
            raise ConfigError(f"documents must be at least 1, not {documents}")
        try:
            own_settings = json.loads(json.dumps(settings and dict(settings)))
        except (TypeError, ValueError) as error:
            raise ConfigError(f"the settings of linter {name!r} are not JSON: {error}") from None
        self._options = ServerOptions(
            name,
            (find_tool(command[0], install), *command[1:]),
            limits,
            own_settings,
            settle,
            documents,
        )
        self._severities = frozenset(severities)
        self._counts = codes if callable(codes) or codes is None else frozenset(codes).__contains__
        self._kinds = dict(self._kinds_of(language_ids or {}, extensions or {}))
        self._suppressions = [re.compile(pattern) for pattern in suppressions]
        # By process: a child after a fork must not talk to the server of its parent.
        self._servers: dict[int, LanguageServer] = {}
        self.version = self._find_version(version, install)

    def lint(self, states: Sequence[str], language: str) -> list[Report]:
        """Give the diagnostics of each state, or the error that the server failed with on it.

        Raises:
            LinterError: If this is not one of its languages.
        """
        problem = unlinted(self, language)
        if problem is not None:
            raise LinterError(problem)
        reports: dict[int, Report] = {}
        try:
            rest = dict(enumerate(states))
            while rest:
                reports |= self._ask(rest, language)
                rest = {number: states[number] for number in rest if number not in reports}
            # Which of the states that were open at a failure is to blame shows when each is alone.
            for number, report in list(reports.items()):
                if isinstance(report, LinterError):
                    reports |= self._ask({number: states[number]}, language)
        except LinterError as error:
            # It does not start, whatever the state.
            for number in range(len(states)):
                if isinstance(reports.get(number, error), LinterError):
                    reports[number] = error
        return [reports[number] for number in range(len(states))]

    def close(self) -> None:
        """End the server, if it runs."""
        server = self._servers.pop(os.getpid(), None)
        if server is not None:
            server.close()

    def _kinds_of(
        self, language_ids: Mapping[str, str], extensions: Mapping[str, str]
    ) -> Iterator[tuple[str, DocumentKind]]:
        for language in self.languages:
            extension = extension_of(language) or language
            yield (
                language,
                DocumentKind(
                    language_ids.get(language, language),
                    extensions.get(language, extension).removeprefix("."),
                ),
            )

    def _find_version(self, version: str | Sequence[str] | None, install: str) -> str:
        if isinstance(version, str):
            return version
        if version is not None:
            return self._printed([find_tool(version[0], install), *version[1:]])
        try:
            return self._printed([self._options.command[0], "--version"])
        except LinterError:
            found = self._started().version
            self.close()
        if found is None:
            raise LinterError(f"{self.name} does not say its version; give one")
        return found

    def _printed(self, command: Sequence[str]) -> str:
        limits = self._options.limits
        limits = with_changes(limits, seconds=min(limits.seconds, _SECONDS_OF_VERSION))
        with PrivateFolder() as folder:
            done = run(command, folder, limits)
        line = done.stdout.decode(errors="replace").strip().partition("\n")[0].strip()
        if done.status != 0 or not line:
            raise LinterError(f"{' '.join(command)} says no version")
        return line[:LONGEST_VERSION]

    def _ask(self, states: Mapping[int, str], language: str) -> dict[int, Report]:
        """Ask for reports until all are there or the server failed.

        Raises:
            LinterError: If the server does not start.
        """
        server = self._started()
        texts = {number: defuse(state, self._suppressions) for number, state in states.items()}
        reports: dict[int, Report] = {}
        for number, answer in server.check(texts, self._kinds[language]).items():
            reports[number] = self._report(answer, texts[number], server)
        if server.broken:
            self.close()
        return reports

    def _started(self) -> LanguageServer:
        """Give the server that runs; start one if there is none.

        Raises:
            LinterError: If it cannot be started, or does not answer.
        """
        process = os.getpid()
        for left in reversed(range(_STARTS)):
            if process in self._servers:
                break
            try:
                self._servers[process] = LanguageServer(self._options)
            except LinterError:
                if not left:
                    raise
        return self._servers[process]

    def _report(self, answer: Answer, text: str, server: LanguageServer) -> Report:
        if isinstance(answer, LinterError):
            return LinterError(f"{self.name} {answer}")
        lines = _ANY_END.split(text)
        try:
            found = [self._diagnostic(item, text, lines, server) for item in answer]
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            return LinterError(f"{self.name} gave a diagnostic that cannot be read: {error!r}")
        return [diagnostic for diagnostic in found if diagnostic is not None]

    def _diagnostic(
        self, item: Message, text: str, lines: Sequence[str], server: LanguageServer
    ) -> Diagnostic | None:
        """Give what counts of what a server found."""
        severity = item.get("severity") or ERROR
        code = item.get("code")
        code = str(item.get("source") or self.name) if code is None else str(code)
        if severity not in self._severities or not (self._counts is None or self._counts(code)):
            return None
        place = item["range"]["start"]
        line, units = max(int(place["line"]), 0), int(place["character"])
        return Diagnostic(
            line_of(text, line + 1),
            code,
            server.without_places(item["message"]),
            _column(lines[line] if line < len(lines) else "", units, server.encoding),
            "error" if severity == ERROR else "warning",
        )


def _column(line: str, units: int, encoding: str) -> int:
    """Give the column from 1, in characters, after so many units of a line."""
    if encoding == "utf-32" or line.isascii():
        return units + 1
    before = line.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(before.decode("utf-16-le", "replace")) + 1
