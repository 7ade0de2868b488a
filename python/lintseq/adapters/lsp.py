"""Any language server as a linter, over its standard input and output.

A server that answers requests for diagnostics (``textDocument/diagnostic``) is asked; of one that
does not, the diagnostics that it pushes are awaited. A state is never taken as clean because a
server said nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from lintseq.adapters.jsonrpc import Connection, Message
from lintseq.adapters.position import line_of
from lintseq.adapters.process import Limits, PrivateFolder, find_tool, run, start
from lintseq.adapters.suppression import defuse
from lintseq.diagnostic import Diagnostic
from lintseq.errors import ConfigError, LinterError
from lintseq.language import languages as known_languages
from lintseq.language import require_language
from lintseq.linter import unlinted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["LspLinter"]

Report: TypeAlias = "list[Diagnostic] | LinterError"
Answer: TypeAlias = "list[Any] | LinterError"

ERROR = 1
"""The severity of errors in the protocol; 2 are warnings, 3 information and 4 hints."""

_MOST_OPEN = 16
_STARTS = 2
_SECONDS_OF_VERSION = 10.0
_LONGEST_VERSION = 200
_STEM = "lintseq_state"

_METHOD_NOT_FOUND = -32601
# The server could not tell this time, and wants to be asked again.
_AGAIN = (-32801, -32802)
_SECONDS_TO_AGAIN = 0.05

# Requests that are granted without doing anything.
_GRANTED = (
    "client/registerCapability",
    "client/unregisterCapability",
    "window/showMessageRequest",
    "window/workDoneProgress/create",
    "workspace/diagnostic/refresh",
)
_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-32", "utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "synchronization": {"dynamicRegistration": False},
        "publishDiagnostics": {"versionSupport": True},
        "diagnostic": {"dynamicRegistration": False, "relatedDocumentSupport": False},
    },
}

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
        self._options = _Options(
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
        self._servers: dict[int, _Server] = {}
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
    ) -> Iterator[tuple[str, _Kind]]:
        first = {entry.name: entry.extensions[:1] for entry in known_languages()}
        for language in self.languages:
            (extension,) = first.get(language) or (language,)
            yield (
                language,
                _Kind(
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
        return line[:_LONGEST_VERSION]

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

    def _started(self) -> _Server:
        """Give the server that runs; start one if there is none.

        Raises:
            LinterError: If it cannot be started, or does not answer.
        """
        process = os.getpid()
        for left in reversed(range(_STARTS)):
            if process in self._servers:
                break
            try:
                self._servers[process] = _Server(self._options)
            except LinterError:
                if not left:
                    raise
        return self._servers[process]

    def _report(self, answer: Answer, text: str, server: _Server) -> Report:
        if isinstance(answer, LinterError):
            return LinterError(f"{self.name} {answer}")
        lines = _ANY_END.split(text)
        try:
            found = [self._diagnostic(item, text, lines, server) for item in answer]
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            return LinterError(f"{self.name} gave a diagnostic that cannot be read: {error!r}")
        return [diagnostic for diagnostic in found if diagnostic is not None]

    def _diagnostic(
        self, item: Message, text: str, lines: Sequence[str], server: _Server
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


@dataclass(frozen=True, slots=True)
class _Options:
    """How a server is started and asked."""

    name: str
    command: tuple[str, ...]
    limits: Limits
    settings: dict[str, Any] | None
    settle: float
    documents: int | None


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the documents of a language are called."""

    language_id: str
    extension: str


@dataclass(slots=True)
class _Document:
    """A document that is open in the server.

    Attributes:
        folder: Where it would be.
        uri: What it is called.
        version: Which of its texts the server has; they are counted from 1.
        answer: What the server said of that text so far.
        final_at: When that counts as final.
        again_at: When to ask again; None if that is not needed.
    """

    folder: Path
    uri: str
    version: int = 1
    answer: Answer | None = None
    final_at: float = 0.0
    again_at: float | None = None


class _Server:
    """A server that runs, with its documents.

    Attributes:
        version: What it says it is; None if it does not.
        encoding: What it counts the characters of a line in.
        broken: Whether it is good for nothing any more.
    """

    def __init__(self, options: _Options) -> None:
        self.version: str | None = None
        self.encoding = "utf-16"
        self.broken = False
        self._options = options
        self._folder = PrivateFolder()
        self._root = self._folder.work.resolve()
        self._places = re.compile(rf"(?:file://)?{re.escape(str(self._root))}(?:/\d+)?/?")
        self._kind: _Kind | None = None
        self._made = 0
        self._open: dict[str, _Document] = {}
        self._free: list[_Document] = []
        self._busy: dict[int, _Document] = {}
        self._last_id = 0
        self._asked: dict[int, _Document] = {}
        try:
            # The time is that of one answer, not of the process.
            endless = with_changes(options.limits, seconds=1e9)
            pipe = subprocess.PIPE
            process = start(options.command, self._folder, endless, stdout=pipe, stderr=pipe)
        except LinterError:
            self._folder.close()
            raise
        self._connection = Connection(process, options.limits.output)
        try:
            result = self._initialize()
        except LinterError as error:
            self.close()
            why = f"{options.name} does not start: it {error}\n{self._connection.complaint}"
            raise LinterError(why.strip()) from None
        info, can = _table(result.get("serverInfo")), _table(result.get("capabilities"))
        if info.get("name"):
            said = f"{info['name']} {info.get('version') or ''}".strip()
            self.version = said.partition("\n")[0][:_LONGEST_VERSION]
        self.encoding = can.get("positionEncoding") or self.encoding
        pull = can.get("diagnosticProvider")
        self._pulls = pull is not None and pull is not False
        self._identifier = _table(pull).get("identifier")
        sync = can.get("textDocumentSync")
        self._changes = bool(sync.get("change") if isinstance(sync, dict) else sync)
        # Whether it says which text it speaks of; it has not spoken yet.
        self._stamps = False
        alone = _table(pull).get("interFileDependencies") is False
        self._most_open = options.documents or (_MOST_OPEN if alone else 1)

    def close(self) -> None:
        """End it, and remove its folder."""
        self._connection.close()
        self._folder.close()

    def check(self, texts: Mapping[int, str], kind: _Kind) -> dict[int, Answer]:
        """Give what the server says of each text.

        Where it breaks, the texts that it worked on have errors, and those after them no answers.
        """
        answers: dict[int, Answer] = {}
        rest = deque(texts.items())
        late = self._late()
        try:
            if kind != self._kind:
                while self._free:
                    self._shut(self._free.pop())
                self._kind = kind
            while rest or self._busy:
                while rest and len(self._busy) < self._most_open:
                    self._put(*rest.popleft(), kind)
                self._take(late)
                final = self._take_final()
                if final:
                    answers |= final
                    late = self._late()
                elif time.monotonic() > late:
                    raise LinterError(self._took_long())  # noqa: TRY301
        except LinterError as error:
            self.broken = True
            answers |= dict.fromkeys(self._busy, error)
        return answers

    def without_places(self, message: Any) -> str:  # noqa: ANN401 - whatever it says
        """Give a message without the folder, which has another name each time."""
        text = message["value"] if isinstance(message, dict) else message
        return self._places.sub("", text)

    def _late(self) -> float:
        return time.monotonic() + self._options.limits.seconds

    def _took_long(self) -> str:
        return f"took longer than {self._options.limits.seconds:g} seconds"

    def _initialize(self) -> Message:
        uri = self._root.as_uri()
        wanted = self._request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootPath": str(self._root),
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": self._root.name}],
                "initializationOptions": self._options.settings,
                "capabilities": _CAPABILITIES,
            },
        )
        late = self._late()
        while True:
            message = self._connection.receive(late - time.monotonic())
            if message is None or time.monotonic() > late:
                raise LinterError(self._took_long())
            if "method" not in message and message.get("id") == wanted:
                break
            self._handle(message)
        if not isinstance(message.get("result"), dict):
            raise LinterError(f"answered: {_table(message.get('error')).get('message')}")
        self._notify("initialized", {})
        if self._options.settings is not None:
            self._notify("workspace/didChangeConfiguration", {"settings": self._options.settings})
        return _table(message["result"])

    def _notify(self, method: str, params: Mapping[str, object]) -> None:
        self._connection.send({"method": method, "params": params})

    def _request(self, method: str, params: Mapping[str, object]) -> int:
        self._last_id += 1
        self._connection.send({"id": self._last_id, "method": method, "params": params})
        return self._last_id

    def _put(self, number: int, text: str, kind: _Kind) -> None:
        """Have the server look at a text."""
        # What a push without a version is about can be told only if a document has one text.
        keeps = self._changes and (self._pulls or self._stamps)
        document = self._free.pop() if self._free else None
        if document is not None and not keeps:
            self._shut(document)
            document = None
        if document is None:
            folder = self._root / str(self._made)
            folder.mkdir()
            uri = (folder / f"{_STEM}.{kind.extension}").as_uri()
            document = _Document(folder, uri)
            self._made += 1
            self._open[unquote(uri)] = document
            method = "textDocument/didOpen"
            more: dict[str, object] = {
                "textDocument": {
                    "uri": uri,
                    "languageId": kind.language_id,
                    "version": document.version,
                    "text": text,
                }
            }
        else:
            document.version += 1
            document.answer = None
            method = "textDocument/didChange"
            more = {
                "textDocument": {"uri": document.uri, "version": document.version},
                "contentChanges": [{"text": text}],
            }
        self._busy[number] = document
        self._notify(method, more)
        if self._pulls:
            self._pull(document)

    def _pull(self, document: _Document) -> None:
        params: dict[str, object] = {"textDocument": {"uri": document.uri}}
        if self._identifier is not None:
            params["identifier"] = self._identifier
        document.again_at = None
        self._asked[self._request("textDocument/diagnostic", params)] = document

    def _shut(self, document: _Document) -> None:
        del self._open[unquote(document.uri)]
        self._notify("textDocument/didClose", {"textDocument": {"uri": document.uri}})
        with contextlib.suppress(OSError):  # the server may have put something there
            document.folder.rmdir()

    def _take(self, late: float) -> None:
        """Wait for one message, or until something is due."""
        due = [late]
        for document in self._busy.values():
            if document.answer is not None:
                due.append(document.final_at)
            elif document.again_at is not None:
                due.append(document.again_at)
        message = self._connection.receive(min(due) - time.monotonic())
        if message is not None:
            self._handle(message)
        now = time.monotonic()
        for document in self._busy.values():
            if document.again_at is not None and document.again_at <= now:
                self._pull(document)

    def _take_final(self) -> dict[int, Answer]:
        """Give the answers that will not change, and let go of their documents."""
        now = time.monotonic()
        final: dict[int, Answer] = {}
        for number, document in list(self._busy.items()):
            if document.answer is not None and document.final_at <= now:
                final[number] = document.answer
                self._free.append(self._busy.pop(number))
        return final

    def _handle(self, message: Message) -> None:
        method, params = message.get("method"), message.get("params")
        if method is None:
            self._hear_answer(message)
        elif "id" in message:
            self._connection.send({"id": message["id"], **self._reply(method, _table(params))})
        elif method == "textDocument/publishDiagnostics" and not self._pulls:
            self._hear_push(_table(params))

    def _hear_push(self, params: Message) -> None:
        document = self._open.get(unquote(str(params.get("uri"))))
        if document is None:
            return
        version = params.get("version")
        self._stamps = version is not None
        if document.version != (version if self._stamps else 1):
            return
        items = params.get("diagnostics")
        if not isinstance(items, list):
            raise LinterError("pushed what is no list of diagnostics")
        document.answer = items
        document.final_at = time.monotonic() + self._options.settle

    def _hear_answer(self, message: Message) -> None:
        number = message.get("id")
        document = self._asked.pop(number, None) if isinstance(number, int) else None
        if document is None:
            return
        error = _table(message.get("error"))
        items = _table(message.get("result")).get("items")
        if error.get("code") in _AGAIN:
            document.again_at = time.monotonic() + _SECONDS_TO_AGAIN
        elif isinstance(items, list):
            document.answer = items
            document.final_at = 0.0
        else:
            document.answer = LinterError(f"gave no diagnostics: {error.get('message')}")

    def _reply(self, method: object, params: Message) -> Message:
        if method == "workspace/configuration":
            asked = params.get("items")
            items = asked if isinstance(asked, list) else []
            return {"result": [self._section(_table(item).get("section")) for item in items]}
        if method == "workspace/workspaceFolders":
            return {"result": [{"uri": self._root.as_uri(), "name": self._root.name}]}
        if method in _GRANTED:
            return {"result": None}
        return {"error": {"code": _METHOD_NOT_FOUND, "message": f"{method} is not supported"}}

    def _section(self, name: object) -> object:
        """Give a part of the settings, by its dotted name; None if there is none."""
        found: object = self._options.settings
        for word in str(name).split(".") if name else ():
            found = _table(found).get(word)
        return found


def _table(value: object) -> dict[str, Any]:
    """Give a value if it is a table, else an empty one."""
    return dict(value) if isinstance(value, Mapping) else {}
