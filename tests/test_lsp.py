from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lintseq
from lintseq import Config, ConfigError, Diagnostic, LinterError, UnknownLanguageError
from lintseq.adapters.lsp import LspLinter
from lintseq.adapters.process import Limits
from lintseq.adapters.suppression import defuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Report = list[Diagnostic] | LinterError
    Make = Callable[..., LspLinter]

REAL: dict[str, dict[str, Any]] = {
    "ruff-server": {
        "command": ["ruff", "server"],
        "install": "pip install ruff",
        "settings": {
            "settings": {
                "configurationPreference": "editorOnly",
                "lint": {"select": ["E9", "F7", "F821", "F822", "F823"]},
            }
        },
        "severities": (1, 2),
        "suppressions": [r"(?i)#.*(?:noqa|ruff|flake8).*"],
    },
    "pylsp": {
        "command": ["pylsp"],
        "install": "pip install python-lsp-server",
        "settings": {"pylsp": {"plugins": {"pycodestyle": {"enabled": False}}}},
        "suppressions": [r"(?i)#.*noqa.*"],
        "documents": 32,
        "limits": Limits(seconds=30),
    },
}
PROGRAM = """\
import os


class Box:
    def __init__(self, size):
        self.size = size

    def area(self):
        side = self.size
        return side * self.size


def show(box):
    names = [name for name in os.environ]
    for name in names:
        print(name, box.area())


show(Box(2))
"""

# Reports each line with "bad" in it as an error. Other words make it misbehave.
SERVER = """\
import json, os, subprocess, sys, time

OPTIONS = json.loads(sys.argv[1])
OUT = sys.stdout.buffer
asked = {}
backlog = []


def read():
    size = 0
    while (line := sys.stdin.buffer.readline().strip()):
        size = int(line.partition(b":")[2])
    if not size:
        sys.exit()
    return json.loads(sys.stdin.buffer.read(size))


def send(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    OUT.write(b"Content-Length: %d\\r\\nContent-Type: x\\r\\n\\r\\n%b" % (len(body), body))
    OUT.flush()


def ask(method, params):
    send(id="s1", method=method, params=params)
    while "method" in (reply := read()):
        backlog.append(reply)
    return reply


def find(text):
    place = lambda n, line: {"line": n, "character": line.find(OPTIONS["word"])}
    return [
        {"range": {"start": place(n, line), "end": place(n, line)}, "message": "it is bad",
         **OPTIONS["more"]}
        for n, line in enumerate(text.replace("\\r", "\\n").split("\\n")) if OPTIONS["word"] in line
    ]


def misbehave(text):
    if "crash" in text:
        os._exit(3)
    if "once" in text and not os.path.exists(OPTIONS["mark"]):
        open(OPTIONS["mark"], "w").close()
        os._exit(3)
    if "hang" in text:
        time.sleep(1000)
    if "garbage" in text:
        OUT.write(b"Traceback\\n" * 3)
    if "text: of a log" in text:
        OUT.write(b"INFO: oh no\\n" * 3)
    if "unending" in text:
        while True:
            OUT.write(b"x" * 65536)
    if "chatter" in text:
        while True:
            send(method="window/logMessage", params={"type": 4, "message": "x" * 1000})
    if "demands" in text:
        while True:
            send(id=1, method="workspace/configuration", params={"items": [{}] * 10})
    if "huge" in text:
        OUT.write(b"Content-Length: 999999999999\\r\\n\\r\\n")
    if "negative" in text:
        OUT.write(b"Content-Length: -5\\r\\n\\r\\n")
    if "short" in text:
        OUT.write(b"Content-Length: 100000\\r\\n\\r\\n{}")
    if "nonsense" in text:
        OUT.write(b"Content-Length: 3\\r\\n\\r\\n{]}")
    if "deep" in text:
        OUT.write(b"Content-Length: 200000\\r\\n\\r\\n" + b"[" * 200000)
    if "number" in text:
        OUT.write(b"Content-Length: 2\\r\\n\\r\\n42")
    if "bulky" in text:
        send(method="x", params="x" * (3 << 20))
    OUT.flush()


print("s" * OPTIONS["stderr"], file=sys.stderr, flush=True)
if OPTIONS["child"]:
    child = subprocess.Popen(["sleep", "1000"])
    open(OPTIONS["child"], "w").write(str(child.pid))
while True:
    message = backlog.pop(0) if backlog else read()
    method, params = message["method"], message.get("params")
    if method == "initialize":
        if OPTIONS["refuses"]:
            sys.exit("no licence")
        capabilities = {"textDocumentSync": OPTIONS["sync"]}
        if OPTIONS["pull"]:
            capabilities["diagnosticProvider"] = {
                "interFileDependencies": False, "workspaceDiagnostics": False
            }
        send(id=message["id"], result={"capabilities": capabilities, **OPTIONS["info"]})
        continue
    if method == "initialized" and OPTIONS["asks"]:
        OPTIONS["word"], other = ask(
            "workspace/configuration", {"items": [{"section": "a.word"}, {"section": "b"}]}
        )["result"]
        folders = ask("workspace/workspaceFolders", None)["result"]
        created = ask("window/workDoneProgress/create", {"token": 1})
        unknown = ask("workspace/applyEdit", {})
        assert other is None and len(folders) == 1 and "result" in created
        assert unknown["error"]["code"] == -32601
    if method in ("textDocument/didOpen", "textDocument/didChange"):
        document = params["textDocument"]
        uri = document["uri"]
        text = document["text"] if "text" in document else params["contentChanges"][0]["text"]
        asked[uri] = text
        misbehave(text)
        if not OPTIONS["pull"] and "silent" not in text:
            stamp = {"version": document["version"]} if OPTIONS["stamps"] else {}
            items = find(text)
            if OPTIONS["twice"]:
                send(method="textDocument/publishDiagnostics",
                     params={"uri": uri, "diagnostics": [], **stamp})
                time.sleep(0.05)
            if "broken" in text:
                items = [{"message": 3}]
            if "list" in text:
                items = "none"
            send(method="textDocument/publishDiagnostics",
                 params={"uri": uri, "diagnostics": items, **stamp})
            if OPTIONS["echo"]:  # what it says of a text after it was told of the next
                time.sleep(0.02)
                send(method="textDocument/publishDiagnostics",
                     params={"uri": uri, "diagnostics": find("bad"), **stamp})
    if method == "textDocument/diagnostic":
        text = asked[params["textDocument"]["uri"]]
        if OPTIONS["again"]:
            OPTIONS["again"] -= 1
            send(id=message["id"], error={"code": -32802, "message": "later"})
        elif "error" in text:
            send(id=message["id"], error={"code": -32603, "message": "oh no"})
        elif "list" in text:
            send(id=message["id"], result=None)
        elif "broken" in text:
            send(id=message["id"], result={"kind": "full", "items": [3]})
        elif "silent" not in text:
            send(id=message["id"], result={"kind": "full", "items": find(text)})
"""
DEFAULTS = {
    "pull": True,
    "stamps": False,
    "twice": False,
    "echo": False,
    "asks": False,
    "refuses": False,
    "again": 0,
    "stderr": 0,
    "child": "",
    "sync": 1,
    "word": "bad",
    "more": {"severity": 1, "code": 7},
    "info": {},
}
HOW = {
    "pull": {"pull": True},
    "push": {"pull": False},
    "stamped": {"pull": False, "stamps": True},
}


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes linters of a server that behaves as told."""
    made = []

    def make(options: dict[str, Any] | None = None, **more: Any) -> LspLinter:
        script = tmp_path / "server.py"
        script.write_text(SERVER)
        told = {**DEFAULTS, "mark": str(tmp_path / "mark"), **(options or {})}
        given = {
            "languages": ["python"],
            "command": [sys.executable, str(script), json.dumps(told)],
            "install": "get it",
            "version": "1",
            "limits": Limits(seconds=10, output=1 << 20),
            **more,
        }
        made.append(LspLinter("fake", **given))
        return made[-1]

    yield make
    for linter in made:
        linter.close()


@pytest.fixture(params=REAL)
def real(request: pytest.FixtureRequest) -> Iterator[LspLinter]:
    linter = LspLinter(request.param, languages=["python"], **REAL[request.param])
    yield linter
    linter.close()


def lines_of(reports: list[Report]) -> list[list[int] | str]:
    return [
        str(report) if isinstance(report, LinterError) else [found.line for found in report]
        for report in reports
    ]


def _lives(process: str) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, check=False)
    return listed.stdout.strip() not in {b"", b"Z"}


def test_every_state_is_clean_by_the_server(real: LspLinter) -> None:
    lintseq.register_linter(real, replace=True)
    config = Config(linters=(real.name,))
    program = PROGRAM + "print(Box)  # noqa\n"
    for sequence in lintseq.sample(program, "python", n=2, seed=3, config=config):
        assert lintseq.apply(sequence.render()) == program
        assert lintseq.verify(sequence, real.name) == []
        assert lintseq.verify(sequence) == []


def test_findings_of_real_servers(real: LspLinter) -> None:
    texts = ["x = (\n", "x = 1\n", "\nprint('é𐐀', nothing)\n", "a = 1\rb = 2\nprint(c)\n", ""]
    reports = real.lint(texts, "python")
    assert lines_of(reports)[1:] == [[], [2], [2], []]
    assert reports[0] != []
    assert isinstance(reports[2], list)
    # That of pylsp is in bytes, whatever it says.
    assert reports[2][0].column == 13 or real.name == "pylsp"
    assert "nothing" in reports[2][0].message


def test_comments_that_silence_fool_no_server(real: LspLinter) -> None:
    texts = [
        "# ruff: noqa\n# flake8: noqa\nprint(nothing)\n",
        "print(nothing)  # noqa\n",
        "print(nothing)  # NoQA: F821\n",
        "# ruff: noqa: F821\nprint(nothing)  # ruff: ignore[F821]\n",
    ]
    assert lines_of(real.lint(texts, "python")) == [[3], [1], [1], [2]]


def test_no_configuration_beside_is_read(
    real: LspLinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ruff.toml").write_text('lint.ignore = ["ALL"]\n')
    (tmp_path / "setup.cfg").write_text("[flake8]\nignore = F,E\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert lines_of(real.lint(["print(nothing)\n"], "python")) == [[1]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ruff.toml", "setup.cfg"]


def test_documents_side_by_side_give_what_one_gives() -> None:
    states = [f"x{n} = {n}\n" * (n % 5) + f"print(y{n})\n" * (n % 3) for n in range(60)]
    found = []
    for documents in (1, 3, None):
        options = {**REAL["ruff-server"], "documents": documents}
        linter = LspLinter("ruff-server", languages=["python"], **options)
        found.append([*linter.lint(states, "python"), *linter.lint(states[::-1], "python")])
        linter.close()
    assert found[0] == found[1] == found[2]
    assert sum(map(len, found[0])) == 120  # type: ignore[arg-type]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("documents", [1, 3])
def test_each_state_has_its_own_report(make: Make, how: str, documents: int) -> None:
    linter = make(HOW[how], documents=documents)
    states = ["bad\n" * (n % 3) + f"good{n}\n" for n in range(20)]
    expected = [list(range(1, n % 3 + 1)) for n in range(20)]
    assert lines_of(linter.lint(states, "python")) == expected
    assert lines_of(linter.lint(states[::-1], "python")) == expected[::-1]


POISONS = [
    "crash",
    "garbage",
    "unending",
    "huge",
    "negative",
    "nonsense",
    "deep",
    "number",
    "bulky",
    "text: of a log",
    "list",
    "broken",
]
SLOW = ["hang", "silent", "short", "chatter", "demands"]


@pytest.mark.parametrize(
    ("how", "poison"),
    [
        *((how, poison) for how in HOW for poison in POISONS),
        *(("pull", poison) for poison in SLOW),
        ("push", "hang"),
        ("stamped", "silent"),
    ],
)
def test_only_the_states_that_are_hit_fail(make: Make, how: str, poison: str) -> None:
    limits = Limits(seconds=1.5 if poison in SLOW else 10, output=1 << 20)
    linter = make(HOW[how], documents=3, limits=limits)
    reports = linter.lint(["a", "bad", f"bad {poison}", "b", "\nbad", "c"], "python")
    assert isinstance(reports[2], LinterError)
    assert str(reports[2]).startswith("fake ")
    assert lines_of([*reports[:2], *reports[3:]]) == [[], [1], [], [2], []]


def test_an_error_in_an_answer_is_about_one_state(make: Make) -> None:
    reports = make().lint(["a", "an error", "bad"], "python")
    assert lines_of(reports) == [[], "fake gave no diagnostics: oh no", [1]]


@pytest.mark.parametrize("how", HOW)
def test_a_server_that_dies_once_is_started_again(make: Make, how: str) -> None:
    linter = make(HOW[how], documents=4)
    states = ["a", "bad", "once bad", "b", "\nbad", "c"]
    assert lines_of(linter.lint(states, "python")) == [[], [1], [1], [], [2], []]


def test_a_server_that_does_not_start_says_why(make: Make) -> None:
    reports = make({"refuses": True}).lint(["a", "bad"], "python")
    assert lines_of(reports) == ["fake does not start: it ended\nno licence"] * 2
    hanging = make(command=["sleep", "1000"], limits=Limits(seconds=0.3))
    reports = hanging.lint(["a", "b"], "python")
    assert lines_of(reports) == ["fake does not start: it took longer than 0.3 seconds"] * 2


def test_the_whole_session_ends(make: Make, tmp_path: Path) -> None:
    mark = tmp_path / "child"
    linter = make({"child": str(mark)})
    assert lines_of(linter.lint(["bad"], "python")) == [[1]]
    linter.close()
    child = mark.read_text()
    until = time.monotonic() + 5
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _lives(child)
    linter.close()
    assert lines_of(linter.lint(["bad"], "python")) == [[1]]


def test_a_full_standard_error_stops_nobody(make: Make) -> None:
    assert lines_of(make({"stderr": 5 << 20}).lint(["bad"], "python")) == [[1]]


@pytest.mark.parametrize("how", ["push", "stamped"])
def test_the_last_of_several_pushes_counts(make: Make, how: str) -> None:
    linter = make({**HOW[how], "twice": True}, settle=0.5, documents=4)
    assert lines_of(linter.lint(["bad", "a", "\nbad"], "python")) == [[1], [], [2]]


@pytest.mark.parametrize("how", ["push", "stamped"])
def test_a_push_about_the_text_before_is_not_taken_for_this_one(make: Make, how: str) -> None:
    linter = make({**HOW[how], "echo": True})
    assert lines_of(linter.lint([f"a{n}" for n in range(10)], "python")) == [[]] * 10


def test_a_server_without_changes_gets_new_documents(make: Make) -> None:
    linter = make({"sync": {"openClose": True, "change": 0}})
    assert lines_of(linter.lint(["a", "bad", "c"], "python")) == [[], [1], []]


def test_a_server_that_is_not_ready_is_asked_again(make: Make) -> None:
    assert lines_of(make({"again": 3}).lint(["bad", "a"], "python")) == [[1], []]


def test_the_server_gets_its_settings_and_proper_answers(make: Make) -> None:
    linter = make({"asks": True}, settings={"a": {"word": "evil"}})
    assert lines_of(linter.lint(["bad", "evil"], "python")) == [[], [1]]


@pytest.mark.parametrize(
    ("more", "options", "code", "severity"),
    [
        ({"severity": 1, "code": 7}, {}, "7", "error"),
        ({"severity": 2, "code": "W1"}, {}, None, None),
        ({"severity": 2, "code": "W1"}, {"severities": {1, 2}}, "W1", "warning"),
        ({"source": "mill"}, {}, "mill", "error"),
        ({}, {}, "fake", "error"),
        ({"code": "E1"}, {"codes": ["E1"]}, "E1", "error"),
        ({"code": "E1"}, {"codes": ["E2"]}, None, None),
        ({"code": "E1"}, {"codes": lambda code: code != "E1"}, None, None),
    ],
)
def test_what_counts(
    make: Make,
    more: dict[str, Any],
    options: dict[str, Any],
    code: str | None,
    severity: str | None,
) -> None:
    (report,) = make({"more": more}, **options).lint(["a\rb\nbad"], "python")
    assert isinstance(report, list)
    found = [(one.line, one.code, one.message, one.column, one.severity) for one in report]
    assert found == ([] if code is None else [(2, code, "it is bad", 1, severity)])


def test_versions(make: Make) -> None:
    python = f"Python {sys.version.split()[0]}"
    assert make().version == "1"
    assert make(version=None).version == python
    assert make(version=[sys.executable, "-c", "print('mill 3')\nprint(4)"]).version == "mill 3"
    with pytest.raises(LinterError, match="says no version"):
        make(version=[sys.executable, "-c", ""])


def test_the_server_is_asked_for_its_version(make: Make, tmp_path: Path) -> None:
    def version(info: dict[str, Any]) -> str:
        told = json.dumps({**DEFAULTS, "info": info})
        program = tmp_path / "program"
        program.write_text(f'#!/bin/sh\nexec {sys.executable} {tmp_path}/server.py "$1"\n')
        program.chmod(0o755)
        return make(command=[str(program), told], version=None).version

    assert version({"serverInfo": {"name": "mill", "version": "3"}}) == "mill 3"
    assert version({"serverInfo": {"name": "mill"}}) == "mill"
    with pytest.raises(LinterError, match="does not say its version"):
        version({})


def test_wrong_use(make: Make) -> None:
    with pytest.raises(LinterError, match="no-such-server is not installed: get it"):
        make(command=["no-such-server"])
    with pytest.raises(UnknownLanguageError):
        make(languages=["klingon-42"])
    for wrong in (
        {"languages": []},
        {"command": []},
        {"settle": 11.0},
        {"settle": -1.0},
        {"documents": 0},
        {"settings": {"a": {1, 2}}},
    ):
        with pytest.raises(ConfigError):
            make(**wrong)
    with pytest.raises(LinterError, match="does not lint rust"):
        make().lint(["a"], "rust")
    assert make().lint([], "python") == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_child_has_a_server_of_its_own(make: Make) -> None:
    linter = make()
    assert lines_of(linter.lint(["bad"], "python")) == [[1]]
    child = os.fork()
    if child == 0:
        try:
            right = lines_of(linter.lint(["a", "bad"], "python")) == [[], [1]]
            linter.close()
        except BaseException:  # noqa: BLE001 - the child must not go on with the tests
            right = False
        os._exit(0 if right else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert lines_of(linter.lint(["a", "bad"], "python")) == [[], [1]]


@given(text=st.text("aé1_ #x\r\n'\U00010400", max_size=40))
def test_defused_text_keeps_its_shape(text: str) -> None:
    patterns = [re.compile("#.*"), re.compile("'(a+)|é(1)?")]
    found = defuse(text, patterns)
    assert len(found) == len(text)
    for before, after in zip(text, found, strict=True):
        assert after == before or (before.isalpha() and after == "x")
    assert not any(re.search(r"[^\W\d_x]", comment) for comment in patterns[0].findall(found))
    assert defuse(text, []) == text
