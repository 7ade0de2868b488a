"""`CommandLinter` with real processes that behave well, and with others that do not."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING, Any

import pytest

import lintseq
from lintseq import Config, ConfigError, LinterError, Reject
from lintseq.adapters import CommandLinter, JsonOutput, Limits, TextOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    MakeLinter = Callable[..., CommandLinter]

PATTERN = r"(?P<file>[^:\s]+):(?P<line>\d+):(?P<column>\d+): (?P<code>\w+) (?P<message>.*)"
# Finds what stands behind "bad" in a text, and does what "do" tells.
TOOL = """
import json, os, signal, sys, time
found = []
for name in sys.argv[1:]:
    for number, line in enumerate(open(name, encoding="utf-8", errors="replace"), 1):
        if "bad" in line:
            found.append((name, number, line.index("bad") + 1, "B1", f"{name} has it"))
        {more}
for finding in found:
    print("%s:%d:%d: %s %s" % finding)
sys.exit(bool(found))
"""
GOOD, BAD = "one = 1\ntwo = 2\n", "one = 1\nbad = 2\n"


def has_namespaces() -> bool:
    unshare = shutil.which("unshare")
    words = ["--user", "--map-current-user", "--net", "--", "true"]
    return unshare is not None and subprocess.run([unshare, *words], check=False).returncode == 0


@pytest.fixture
def make(tmp_path: Path) -> Iterator[MakeLinter]:
    made: list[CommandLinter] = []

    def make(
        more: str = "pass", word: str = "{files}", pattern: str = PATTERN, **options: Any
    ) -> CommandLinter:
        tool = tmp_path / "tool.py"
        tool.write_text(TOOL.replace("{more}", textwrap.indent(more, " " * 8).strip()))
        options.setdefault("limits", Limits(seconds=20))
        output = options.pop("output", TextOutput(pattern, noise=""))
        command = [sys.executable, str(tool), word]
        made.append(CommandLinter("tool", ["python"], command, output, **options))
        return made[-1]

    yield make
    for linter in made:
        linter.close()


@pytest.mark.parametrize("word", ["{files}", "{file}"])
def test_findings_go_to_their_states(make: MakeLinter, word: str) -> None:
    linter = make(word=word)
    assert linter.version.startswith("tool 3.")
    reports = linter.lint([GOOD, BAD, "", "\n\nbad"], "python")
    assert reports == [
        [],
        [lintseq.Diagnostic(2, "B1", "program.py has it", 1)],
        [],
        [lintseq.Diagnostic(3, "B1", "program.py has it", 1)],
    ]
    linter.close()


@pytest.mark.parametrize("word", ["{files}", "{file}"])
@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("if 'poison' in line: os._exit(70)", "status 70"),
        ("if 'poison' in line: os.kill(os.getpid(), signal.SIGKILL)", "signal 9"),
        ("if 'poison' in line: time.sleep(60)", "longer than"),
        ("if 'poison' in line: print('no such format')", "not understood"),
        ("if 'poison' in line: print('elsewhere.py:1:1: X gone')", "elsewhere.py"),
        ("if 'poison' in line: sys.exit(1)", "without a finding"),
        ("if 'poison' in line:\n    while True: found.append(bytearray(1 << 20))", "MemoryError"),
        ("if 'poison' in line:\n    while True: print('x' * 4096)", ""),
        ("if 'poison' in line: found += [(name, 1, 1, 'B2', 'x')] * 1_000_000", ""),
    ],
)
def test_a_failure_hits_one_row_and_the_run_goes_on(
    make: MakeLinter, more: str, problem: str, word: str
) -> None:
    limits = Limits(seconds=3, memory=1 << 28, file_size=1 << 20)
    lintseq.register_linter(make(more, word, limits=limits), replace=True)
    programs = [GOOD, "one = 1\npoison = 2\n", "three = 3\n"]
    found = lintseq.sample_batch(programs, "python", config=Config(linters=("tool",)))
    assert [isinstance(result, Reject) for result in found] == [False, True, False]
    assert isinstance(found[1], Reject)
    assert found[1].reason == "linter-failed"
    assert problem in found[1].detail


def test_lines_that_do_not_exist_are_about_the_end(make: MakeLinter) -> None:
    linter = make("found = [(name, 1_000, 1, 'B3', 'far')] * ('two' in line)")
    lintseq.register_linter(linter, replace=True)
    (sequence,) = lintseq.sample(GOOD, "python", config=Config(linters=("tool",)))
    assert lintseq.apply(sequence.render()) == GOOD


def test_a_state_that_blocks_the_others_does_not_hide_them(make: MakeLinter) -> None:
    more = "if 'broken' in line:\n    print(f'{name}:{number}:1: SYN no'); sys.exit(1)"
    linter = make(more, syntax=lambda one: one.code == "SYN", blocking=True)
    reports = linter.lint([BAD, "broken\nbroken\n", GOOD, "broken", BAD], "python")
    codes = [[one.code for one in report] for report in reports if isinstance(report, list)]
    assert codes == [["B1"], ["SYN"], [], ["SYN"], ["B1"]]


def test_json_and_what_counts(make: MakeLinter) -> None:
    more = (
        "print(json.dumps({'file': name, 'at': [number], 'how': line.strip(), 'text': 'x'}))\n"
        "found = []"
    )
    output = JsonOutput(
        line="*.at.0", message="*.text", file="*.file", severity="*.how", lines=True
    )
    linter = make(more, output=output, severities=["bad"])
    (report,) = linter.lint(["good\nbad\nugly\n"], "python")
    assert report == [lintseq.Diagnostic(2, "error", "x")]
    (report,) = make(more, output=output, count=lambda one: one.line > 1).lint(
        ["good\nbad\nugly\n"], "python"
    )
    assert [one.line for one in report if not isinstance(report, LinterError)] == [2, 3]


def test_suppressions_are_defused(make: MakeLinter) -> None:
    more = "if 'quiet' in line: found.pop()"
    assert make(more).lint(["bad # quiet\n"], "python") == [[]]
    (report,) = make(more, suppressions=[r"#\s*(quiet)"]).lint(["bad # quiet\n"], "python")
    assert len(report) == 1  # type: ignore[arg-type]


def test_the_environment_and_folder_are_private(
    make: MakeLinter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_OF_MINE", "x")
    more = (
        "found.append((name, 1, 1, 'E', os.getcwd() + ' ' + os.environ['HOME']))\n"
        "if 'SECRET_OF_MINE' in os.environ: found.append((name, 2, 1, 'LEAK', 'x'))\n"
        "open('left', 'w').write('x'); open('left', 'a').close()"
    )
    linter = make(more)
    (report,) = linter.lint(["x\n"], "python")
    assert not isinstance(report, LinterError)
    assert [one.code for one in report] == ["E"]
    assert str(tmp_path) not in report[0].message
    (again,) = linter.lint(["x\n"], "python")
    assert again == report
    linter.close()


def test_nothing_is_left_for_the_next_program(make: MakeLinter) -> None:
    more = (
        "if os.path.exists('left'): found.append((name, number, 1, 'LEFT', 'x'))\n"
        "open('left', 'w').close()"
    )
    linter = make(more)
    assert [linter.lint([text], "python") for text in ("x\n", "y\n")] == [[[]], [[]]]


@pytest.mark.parametrize("word", ["{files}", "{file}"])
def test_a_tool_that_takes_too_long_is_ended(make: MakeLinter, word: str) -> None:
    linter = make("if 'slow' in line: time.sleep(20)", word, limits=Limits(seconds=1))
    try:
        (report,) = linter.lint(["slow\n"], "python")
    except LinterError as error:
        report = error
    assert isinstance(report, LinterError)
    assert "longer than 1 seconds" in str(report)


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
@pytest.mark.skipif(not has_namespaces(), reason="this user may make no namespaces")
def test_tools_reach_no_network(make: MakeLinter) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        more = (
            "import socket\n"
            f"try: socket.create_connection(('127.0.0.1', {port}), 5)\n"
            "except OSError: pass\n"
            "else: found.append((name, number, 1, 'NET', 'x'))"
        )
        assert make(more).lint(["x\n"], "python") == [[]]


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_processes_are_limited_where_there_is_a_namespace(make: MakeLinter) -> None:
    more = (
        "import resource\n"
        "most = resource.getrlimit(resource.RLIMIT_NPROC)[0]\n"
        "found.append((name, 1, 1, 'N', str(most)))\n"
        "found.append((name, 2, 1, 'U', open('/proc/self/uid_map').read().split()[2]))"
    )
    linter = make(more, limits=Limits(seconds=20, processes=99))
    ((limit, users),) = linter.lint(["x\n"], "python")  # type: ignore[misc]
    if users.message == "1":
        assert limit.message == "99"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_tools_end_with_the_process_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from lintseq.adapters import CommandLinter, TextOutput\n"
        "sleep = f'import time; open({str(sys.argv[1])!r}, \"w\").close(); time.sleep(99.25)'\n"
        "command = [sys.executable, '-c', sleep, '{file}']\n"
        "CommandLinter('sleep', ['python'], command, TextOutput('')).lint(['x'], 'python')\n"
    )
    mark = tmp_path / "started"
    process = subprocess.Popen([sys.executable, "-c", code, str(mark)])
    while not mark.exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while _running(b"time.sleep(99.25)"):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _running(words: bytes) -> bool:
    listed = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, check=True).stdout
    return any(words in line and b"CommandLinter" not in line for line in listed.splitlines())


def test_wrong_use(make: MakeLinter) -> None:
    with pytest.raises(ConfigError, match=r"either \{file\} or \{files\}"):
        make(word="x")
    with pytest.raises(LinterError, match="get it somewhere"):
        CommandLinter(
            "none",
            ["python"],
            ["no-such-tool", "{file}"],
            TextOutput(""),
            install="get it somewhere",
        )
    with pytest.raises(LinterError, match="does not tell its version"):
        make(version=["-c", "print('hello')"])
