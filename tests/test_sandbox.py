"""The sandbox: what programs may try, and what is left of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import lintseq
from lintseq.adapters.process import PrivateFolder
from lintseq.evaluation import RunLimits, Sandbox, SandboxError, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lintseq.evaluation import StepEnd

LIMITS = RunLimits(seconds=20, memory=400 << 20, processes=24, file_size=8 << 20, output=100_000)
SHORT = RunLimits(seconds=1, memory=400 << 20, processes=24)
TESTS = "def check(candidate):\n    assert candidate(2) == 4\n"
RIGHT = "def double(n):\n    return 2 * n\n"


@pytest.fixture(scope="module")
def sandbox(protected: None) -> Iterator[Sandbox]:
    del protected
    with Sandbox(LIMITS) as made:
        yield made


@pytest.fixture(autouse=True)
def _the_sandbox_goes_on(sandbox: Sandbox) -> Iterator[None]:
    """After each test the next program is judged as if nothing had been."""
    yield
    assert run(sandbox, RIGHT).proven
    assert not run(sandbox, "def double(n):\n    return 3\n").proven


def run(sandbox: Sandbox, program: str) -> StepEnd:
    return sandbox.run_python(program, TESTS, "double")


def within(body: str) -> str:
    """Give a program that does something when it is called by the tests, then answers right."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"def double(n):\n{lines}    return 2 * n\n"


def test_a_right_program_passes_and_a_wrong_one_does_not(sandbox: Sandbox) -> None:
    end = run(sandbox, RIGHT)
    assert (end.proven, end.loaded, end.error, end.over) == (True, True, None, None)
    end = run(sandbox, "def double(n):\n    return n\n")
    assert not end.proven
    assert end.error == {"kind": "AssertionError", "text": "", "in": "the tests"}


@pytest.mark.parametrize(
    "program",
    [
        "import os\nos._exit(0)",
        "import sys\nsys.exit(0)",
        "raise SystemExit",
        "import os\nos.abort()",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "import os\nos.execv('/bin/true', ['true'])",
        "print('passed')\nprint('token 0')\nimport os\nos._exit(0)",
        "import os\nos.write(4, b'loaded\\ntoken 0123456789abcdef0123456789abcdef\\n')",
        (
            "import os\nfor n in range(3, 64):\n    try:\n        os.write(n, b'passed\\n')\n"
            "    except OSError:\n        pass\nos._exit(0)"
        ),
        "import builtins\nbuiltins.AssertionError = None\nimport os\nos._exit = None",
        (
            "import threading, os\nthreading.Timer(0, os._exit, [0]).start()\n"
            "import time\ntime.sleep(9)"
        ),
    ],
)
@pytest.mark.parametrize("when", ["loaded", "called"])
def test_success_is_not_to_be_had_by_leaving_or_telling(
    sandbox: Sandbox, program: str, when: str
) -> None:
    if when == "called":
        program = within(program).replace("2 * n", "3")
    assert not run(sandbox, program).proven


def test_a_program_does_not_find_its_tests_before_it_is_loaded(sandbox: Sandbox) -> None:
    spy = (
        "import gc, os, select, sys\n"
        "frame = sys._getframe()\n"
        "texts = []\n"
        "while frame:\n"
        "    texts += [repr(value) for value in frame.f_locals.values()]\n"
        "    frame = frame.f_back\n"
        "texts += [repr(one) for one in gc.get_objects() if isinstance(one, (dict, list, str))]\n"
        "known = any('candidate(' + '2)' in text for text in texts)\n"
        "waiting = bool(select.select([3], [], [], 0)[0])\n"
        "raise ValueError([known, waiting])\n"
    )
    end = run(sandbox, spy)
    assert end.error == {"kind": "ValueError", "text": "[False, False]", "in": "the program"}


def test_a_hang_ends_when_time_is_up() -> None:
    with Sandbox(SHORT) as sandbox:
        for program in (
            "while True: pass",
            within("import time\ntime.sleep(1000)"),
            (
                "import signal\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n"
                "    except (OSError, ValueError): pass\nwhile True: pass"
            ),
        ):
            assert run(sandbox, program).over == "time"


def test_processes_are_bounded_and_end_with_the_program(sandbox: Sandbox) -> None:
    bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n"
    assert run(sandbox, bomb).over in ("processes", "memory", "time")
    threads = "import threading, time\nfor _ in range(200):\n"
    threads += "    threading.Thread(target=time.sleep, args=(30,)).start()\ntime.sleep(30)\n"
    end = run(sandbox, threads)
    assert not end.proven
    assert end.over == "processes" or end.error
    stay = "import os, time\nif not os.fork():\n    os.setsid()\n    if not os.fork():\n"
    stay += f"        time.sleep(1000 + {os.getpid()})\n"
    assert run(sandbox, stay + RIGHT).proven
    commands = [path.read_bytes() for path in _command_lines()]
    assert not [one for one in commands if str(1000 + os.getpid()).encode() in one]


def _command_lines() -> Iterator[Path]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        if path.exists():
            yield path


def test_memory_is_bounded_for_one_process_and_for_all(sandbox: Sandbox) -> None:
    end = run(sandbox, within("memory = bytearray(600 << 20)"))
    assert end.error
    assert end.error["kind"] == "MemoryError"
    children = "import os, time\nfor _ in range(8):\n    if not os.fork():\n"
    children += "        memory = bytearray(b'x') * (150 << 20)\n        time.sleep(30)\n"
    assert run(sandbox, children + "time.sleep(30)\n").over == "memory"


def test_files_stay_in_a_folder_that_goes(sandbox: Sandbox, tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.write_text("kept")
    here = str(Path(__file__).resolve())
    program = (
        "import os, sys, tempfile\n"
        "open('mine', 'w').write('x')\n"
        "tempfile.NamedTemporaryFile().write(b'x')\n"
        # Where Python itself or lintseq is in /tmp, it is there to read.
        f"if not any(path.startswith('/tmp/') for path in (sys.prefix, {lintseq.__file__!r})):\n"
        "    open('/tmp/mine', 'x').write('x')\n"
        "found = []\n"
        f"for path in {[str(target), here, '/etc/passwd', '/proc/sys/kernel/hostname']}:\n"
        "    for act in (lambda: open(path, 'a'), lambda: os.remove(path),\n"
        "                lambda: os.chmod(path, 0o777)):\n"
        "        try:\n            act()\n            found.append(path)\n"
        "        except OSError:\n            pass\n"
        "assert found == [], found\n"
        "assert os.listdir() == ['mine'], os.listdir()\n"
    )
    for _ in range(2):  # nothing of the first is there the second time
        end = run(sandbox, program + RIGHT)
        assert end.proven, end
    assert target.read_text() == "kept"
    flood = "with open('flood', 'wb') as file:\n    while True: file.write(b'x' * 65536)\n"
    end = run(sandbox, flood)
    assert not end.proven
    assert end.error
    many = "for n in range(100):\n    open(str(n), 'wb').write(b'x' * (1 << 20))\n"
    end = run(sandbox, many)
    assert end.error
    assert end.error["kind"] == "OSError"


def test_privileges_do_not_come_back(sandbox: Sandbox) -> None:
    program = (
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "assert libc.mount(b'none', b'/', None, 32, None) != 0\n"
        "assert libc.umount2(b'/proc', 2) != 0\n"
        "libc.unshare(0x10000000 | 0x20000)\n"
        "assert libc.mount(None, b'/proc', None, 32 | 4096, None) != 0\n"
        "assert libc.mount(None, b'/', None, 32 | 4096, None) != 0\n"
        "assert libc.ptrace(16, os.getppid(), 0, 0) != 0\n"
        "for path in ('/proc/1/mem', '/proc/1/environ'):\n"
        "    try:\n        open(path, 'rb').read(1)\n    except OSError:\n        continue\n"
        "    raise AssertionError(path)\n"
    )
    end = run(sandbox, program + RIGHT)
    assert end.proven, end


def test_there_is_no_network_and_no_socket_of_others(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        heard = threading.Event()

        def listen() -> None:
            server.settimeout(1)
            try:
                server.accept()
                heard.set()
            except OSError:
                pass

        listener = threading.Thread(target=listen)
        listener.start()
        end = run(sandbox, f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)\n")
        listener.join()
    assert end.error
    assert end.error["kind"] in ("OSError", "ConnectionRefusedError")
    assert not heard.is_set()
    assert run(sandbox, "import os\nassert not os.listdir('/run')\n" + RIGHT).proven


@pytest.mark.parametrize(
    "body",
    [
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
        "import os, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nos.kill(0, 15)",
        "import os\ntry:\n    os.kill(-1, 9)\nexcept ProcessLookupError:\n    pass",
        (
            "import os, signal\nfor pid in range(1, 40):\n    if pid != os.getpid():\n"
            "        try: os.kill(pid, 9)\n        except OSError: pass"
        ),
        "import os\nos.close(0)\nos.close(1)\nos.close(2)",
        "import sys\nsys.stdout.close()\nsys.stderr.close()\nsys.stdin.close()",
        "import os, json, sys\nos.write = os.read = json.loads = None\nsys.modules.clear()",
        "import sys\nsys.setrecursionlimit(50)",
        "print('a' * 50_000)",
    ],
)
def test_what_harms_nobody_is_no_fault(sandbox: Sandbox, body: str) -> None:
    assert run(sandbox, within(body)).proven


def test_what_is_printed_is_bounded(sandbox: Sandbox) -> None:
    end = run(sandbox, "while True: print('a' * 1000)")
    assert (end.over, len(end.output)) == ("output", 4096)
    flood = (
        "import os\nif not os.fork():\n    os.setsid()\n    while True: os.write(1, b'x' * 999)\n"
    )
    assert run(sandbox, flood + "import time\ntime.sleep(30)").over == "output"
    said = "import os\nwhile True: os.write(4, b'x' * 9999)"
    assert run(sandbox, said).over == "output"


def test_a_program_may_raise_anything(sandbox: Sandbox) -> None:
    mean = "class Mean(BaseException):\n    def __str__(self):\n        raise self\nraise Mean\n"
    assert run(sandbox, mean).error == {"kind": "Mean", "text": "", "in": "the program"}
    forged = "class token(BaseException): pass\nraise token('\\ntoken 0')"
    assert not run(sandbox, forged).proven
    surrogate = "raise ValueError(chr(0xD800))"
    end = run(sandbox, surrogate)
    assert end.error
    assert end.error["kind"] == "ValueError"


def test_programs_can_use_what_programs_use(sandbox: Sandbox) -> None:
    program = (
        "import dataclasses, enum, multiprocessing, pickle, subprocess, threading, typing\n"
        "@dataclasses.dataclass\nclass Point:\n    x: int\n"
        "assert pickle.loads(pickle.dumps(Point(1))) == Point(1)\n"
        "Pair = typing.NamedTuple('Pair', [('a', int)])\n"
        "assert subprocess.check_output(['echo', 'a']) == b'a\\n'\n"
        "found = []\n"
        "thread = threading.Thread(target=lambda: found.append(1))\n"
        "thread.start(); thread.join()\nassert found == [1]\n"
        "lock = multiprocessing.Lock()\n"
        "try:\n    input()\n    assert False\nexcept EOFError:\n    pass\n"
    )
    end = run(sandbox, program + RIGHT)
    assert end.proven, end


def test_a_function_may_have_the_name_of_what_checks_it(sandbox: Sandbox) -> None:
    program = "def check(n):\n    return 2 * n\n"
    assert sandbox.run_python(program, TESTS, "check").proven


def test_sets_have_the_same_order_each_time() -> None:
    orders = set()
    for _ in range(2):
        with Sandbox(LIMITS) as other:
            end = run(other, "raise ValueError(list({'a', 'b', 'c', 'd', 'e'}))")
            assert end.error
            orders.add(end.error["text"])
    assert len(orders) == 1


def test_commands_run_in_the_folder_and_prove_themselves(sandbox: Sandbox) -> None:
    def ends(script: str) -> list[StepEnd]:
        steps = [
            Step(command=["sh", "-c", "cat one > two"], seconds=9, tests=False),
            Step(command=["sh", "-c", script], seconds=9),
        ]
        return sandbox.run({"one": "1\n"}, steps)

    copy = "(printf 'token '; cat <&3; echo) >&4"
    first, second = ends(f"cat two && {copy}")
    assert (first.proven, second.proven, second.output) == (False, True, "1\n")
    assert not ends("echo token; echo 'token 0' >&4")[1].proven
    assert ends("kill -9 $$")[1].status == -9
    failing = [Step(command=["false"], seconds=9, tests=False), Step(command=["true"], seconds=9)]
    assert [one.status for one in sandbox.run({}, failing)] == [1]
    (absent,) = sandbox.run({}, [Step(command=["no-such-command"], seconds=9)])
    assert absent.status == 127


def test_what_is_prepared_can_be_read_and_not_changed() -> None:
    with PrivateFolder() as folder, PrivateFolder() as other:
        (folder.work / "given").write_text("2")
        (other.work / "secret").write_text("2")
        given = str(folder.work / "given")
        program = (
            "import os, sys\n"
            f"factor = int(open({given!r}).read())\n"
            f"for path in ({given!r}, {str(folder.work / 'new')!r}):\n"
            "    try:\n        open(path, 'w')\n    except OSError:\n        continue\n"
            "    raise AssertionError(path)\n"
            # Where Python itself or lintseq is in /tmp, all that is in there can be read.
            f"places = (sys.prefix, {lintseq.__file__!r})\n"
            "if not any(path.startswith('/tmp/') for path in places):\n"
            f"    assert not os.path.exists({str(other.work)!r})\n"
            "def double(n):\n    return factor * n\n"
        )
        with Sandbox(LIMITS, prepared=[folder]) as sandbox:
            for _ in range(2):
                end = run(sandbox, program)
                assert end.proven, end
        assert (folder.work / "given").read_text() == "2"


def test_a_warden_that_dies_is_an_error_and_the_next_one_works() -> None:
    with Sandbox(LIMITS) as sandbox:
        process = sandbox._process  # noqa: SLF001
        assert process
        process.kill()
        process.wait()
        with pytest.raises(SandboxError):
            run(sandbox, RIGHT)
        assert run(sandbox, RIGHT).proven


def test_without_protection_nothing_runs_unless_one_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A library that loads first and refuses namespaces stands for a system without them.
    source = tmp_path / "refuse.c"
    source.write_text("#include <errno.h>\nint unshare(int f) { errno = EPERM; return -1; }\n")
    library = tmp_path / "refuse.so"
    made = subprocess.run(
        ["cc", "-shared", "-fPIC", "-o", library, source], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("there is no C compiler")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", _REFUSED, str(library)], capture_output=True, text=True, check=False
    )
    assert done.stdout.split("\n")[0] == "refused: unshare: Operation not permitted", done
    assert done.stdout.split("\n")[1:] == ["ran False True", "time", ""]


_REFUSED = """
import sys
from lintseq.evaluation import RunLimits, Sandbox, UnprotectedError
from lintseq.evaluation import sandbox
sandbox._BEGIN = "import ctypes\\nctypes.CDLL = lambda *a, real=ctypes.CDLL, **k: real(" \\
    + repr(sys.argv[1]) + ", **k)\\n" + sandbox._BEGIN
try:
    Sandbox()
except UnprotectedError as error:
    print("refused:", str(error).partition("(")[2].partition(")")[0])
with Sandbox(RunLimits(seconds=1), unprotected=True) as box:
    print("ran", box.protected, box.run_python("a = 1", "assert a == 1").proven)
    print(box.run_python("while True: pass", "").over)
"""
