"""A language server that runs: its documents, what it is told, and what it says of them.

It is spoken to over its standard input and output, as the Language Server Protocol has it
(https://microsoft.github.io/language-server-protocol).
"""

from __future__ import annotations

import contextlib
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
from lintseq.adapters.process import Limits, PrivateFolder, start
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LONGEST_VERSION", "Answer", "DocumentKind", "LanguageServer", "ServerOptions"]

Answer: TypeAlias = "list[Any] | LinterError"

LONGEST_VERSION = 200
_STEM = "lintseq_state"
_MOST_OPEN = 16
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


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How a server is started and asked."""

    name: str
    command: tuple[str, ...]
    limits: Limits
    settings: dict[str, Any] | None
    settle: float
    documents: int | None


@dataclass(frozen=True, slots=True)
class DocumentKind:
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


class LanguageServer:
    """A server that runs, with its documents.

    Attributes:
        version: What it says it is; None if it does not.
        encoding: What it counts the characters of a line in.
        broken: Whether it is good for nothing any more.
    """

    def __init__(self, options: ServerOptions) -> None:
        self.version: str | None = None
        self.encoding = "utf-16"
        self.broken = False
        self._options = options
        self._folder = PrivateFolder()
        self._root = self._folder.work.resolve()
        self._places = re.compile(rf"(?:file://)?{re.escape(str(self._root))}(?:/\d+)?/?")
        self._kind: DocumentKind | None = None
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
            self.version = said.partition("\n")[0][:LONGEST_VERSION]
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

    def check(self, texts: Mapping[int, str], kind: DocumentKind) -> dict[int, Answer]:
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

    def _put(self, number: int, text: str, kind: DocumentKind) -> None:
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
