"""A state machine over the directory of a run: whatever happens to it, it ends with the same bytes.

A run is killed at any of its file operations, goes on with other workers and batches, and its files
are spoiled, cut and removed meanwhile. ``--resume`` must end with the bytes of a run that nothing
happened to, and must refuse what another run asks for.
"""

from __future__ import annotations

import atexit
import functools
import importlib.util
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from lintseq.testing.crash import PARTS, Crash
from lintseq.testing.run_server import Ending, RunServer

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RunMachine", "files_of"]

_KILLED = -9
_REFUSED = 3
_MOST_OPERATIONS = 70
_PLACES = 1000
_FOLDERS = ("progress", "rejects", "shards", "statistics")

_PROGRAM = """\
import math


def area_{number}(radius):
    # Pi times the square.
    square = radius**2
    return math.pi * square


if area_{number}(2) > 10:
    print("large")
"""


def _line(**columns: object) -> bytes:
    return json.dumps(columns).encode() + b"\n"


_LINES = (
    _line(program=_PROGRAM.format(number=0), id=0),
    _line(program="x = 1\n", id=1),
    _line(program="", id=2),
    _line(program="def (:\n", id=3),
    _line(id=4),
    b"{no json\n",
    _line(program=5, id=5),
    _line(program='s = "\u00e9 \u6f22 \U0001f600 \u2028"\r\nprint(s)\r\n', id=6),
    _line(program="x = '\ud800'\n", id=7),
    _line(program="y = 2\n", id="eight"),
    *(_line(program=_PROGRAM.format(number=number), id=number) for number in range(10, 14)),
)


def files_of(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder, by their paths in it.

    Raises:
        OSError: If one cannot be read.
    """
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


class RunMachine(RuleBasedStateMachine):
    """Runs to a directory that are disturbed.

    Subclass it to test a language, a format or a linter of one's own, and give pytest its
    ``TestCase``::

        class MyMachine(RunMachine):
            options = ("--language", "mine", "--format", "mine")
            modules = ("my_plugin",)
            lines = (b'{"program": "..."}', ...)

        TestMyRuns = MyMachine.TestCase

    Each example draws its rows, how they are stored, and how many make a shard. It works on systems
    that can fork; elsewhere it raises OSError.

    Attributes:
        options: Options of ``lintseq generate``: what is made of the rows.
        other_options: What makes it another run, when it is added.
        modules: Imported by the processes of runs before anything else: where plug-ins register
            themselves.
        lines: Lines of JSON, of which rows are drawn: some should be rejected. `rows` can be
            overridden instead.
        most_rows: How many rows there are at most.
    """

    options: ClassVar[Sequence[str]] = ("--language", "python", "--samples", "2", "--seed", "5")
    other_options: ClassVar[Sequence[str]] = ("--seed", "6")
    modules: ClassVar[Sequence[str]] = ()
    lines: ClassVar[Sequence[bytes]] = _LINES
    most_rows: ClassVar[int] = 24

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="lintseq-runs-"))
        self._command: list[str] = []
        self._server = _server(tuple(self.modules), tuple(self.options))
        self._whole: dict[str, bytes] = {}
        self._code = 0
        self._failed = False

    @classmethod
    def rows(cls) -> st.SearchStrategy[list[bytes]]:
        """Give lists of rows, each a line of JSON or what should be one."""
        return st.lists(st.sampled_from(cls.lines), min_size=1, max_size=cls.most_rows)

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Draw the rows and the undisturbed run.

        Raises:
            AssertionError: If that fails.
        """
        rows = data.draw(self.rows(), label="rows")
        cut = data.draw(st.integers(0, len(rows)), label="rows of the first file")
        inputs = [
            self._store(f"{name}", part, table=data.draw(st.booleans(), label="as Parquet"))
            for name, part in (("a", rows[:cut]), ("b", rows[cut:]))
        ]
        ending = data.draw(st.sampled_from(_endings()), label="ending")
        shard_rows = data.draw(st.integers(3, 16), label="rows of a shard")
        self._command = ["generate", *inputs, "--quiet", *self.options]
        self._command += ["--shard-format", ending, "--shard-rows", str(shard_rows)]
        done = self._server.run(self._folder, [*self._command, "-o", "whole/"])
        self._whole = files_of(self._folder / "whole")
        self._code = done.code
        if "summary.json" not in self._whole:
            assert "a column of Parquet has one type" in done.said, done  # noqa: S101 - this tests
            reject()
        if data.draw(st.booleans(), label="the run is done"):
            shutil.copytree(self._folder / "whole", self._run)

    @rule(
        operation=st.integers(0, _MOST_OPERATIONS),
        part=st.integers(0, PARTS),
        alone=st.booleans(),
        workers=st.sampled_from((1, 1, 1, 2, 3)),
        batch=st.sampled_from((1024, 1, 5)),
    )
    def go_on_and_be_killed(
        self, operation: int, part: int, workers: int, batch: int, *, alone: bool
    ) -> None:
        """Start the run or go on with it, and kill it at a file operation."""
        crash = Crash(operation, part, alone)
        ending = self._resume(workers, batch, crash)
        if ending.code != _KILLED:  # it was done before, or its worker was started again
            self._check(ending)

    @rule(workers=st.sampled_from((1, 1, 1, 2, 3)), batch=st.sampled_from((1024, 1, 5)))
    def go_on(self, workers: int, batch: int) -> None:
        """Go on with the run until it is done."""
        self._check(self._resume(workers, batch))

    @rule(
        file=st.integers(0, 60),
        place=st.integers(0, _PLACES - 1),
        bit=st.integers(0, 7),
    )
    def spoil(self, file: int, place: int, bit: int) -> None:
        """Change one bit of a file."""
        if (path := self._pick(file)) is not None and (content := bytearray(path.read_bytes())):
            content[len(content) * place // _PLACES] ^= 1 << bit
            path.write_bytes(content)

    @rule(file=st.integers(0, 60), place=st.integers(0, _PLACES - 1))
    def cut(self, file: int, place: int) -> None:
        """Drop the end of a file."""
        if (path := self._pick(file)) is not None:
            content = path.read_bytes()
            path.write_bytes(content[: len(content) * place // _PLACES])

    @rule(file=st.integers(0, 60))
    def remove(self, file: int) -> None:
        """Remove a file."""
        if (path := self._pick(file)) is not None:
            path.unlink()

    @rule(name=st.sampled_from(_FOLDERS))
    def remove_folder(self, name: str) -> None:
        """Remove one of the run's folders."""
        shutil.rmtree(self._run / name, ignore_errors=True)

    @rule(resume=st.booleans())
    def ask_for_another_run(self, *, resume: bool) -> None:
        """Ask for another run, or forget to say that it goes on: it is refused."""
        before = files_of(self._run)
        if before.get("manifest.json") != self._whole["manifest.json"]:
            return  # nothing says any more what it was
        added = (*self.other_options, "--resume") if resume else ()
        ending = self._server.run(self._folder, [*self._command, "-o", "run/", *added])
        said = "holds another run" if resume else "--resume goes on with it"
        assert ending.code == _REFUSED, ending  # noqa: S101 - this tests
        assert said in ending.said, ending  # noqa: S101 - this tests
        after = files_of(self._run)
        assert _but_locks(after) == _but_locks(before)  # noqa: S101 - this tests

    def teardown(self) -> None:
        """Go on with the run a last time."""
        try:
            if self._whole and not self._failed:
                self._check(self._resume(1, 1024))
        finally:
            shutil.rmtree(self._folder)

    @property
    def _run(self) -> Path:
        return self._folder / "run"

    def _resume(self, workers: int, batch: int, crash: Crash | None = None) -> Ending:
        added = ["--resume", "--workers", str(workers), "--batch-size", str(batch)]
        return self._server.run(
            self._folder,
            [*self._command, "-o", "run/", *added],
            crash=crash,
            checkpoint_seconds=0,
        )

    def _check(self, ending: Ending) -> None:
        """See that the run ended as the undisturbed one."""
        self._failed = True  # it would fail again at the end
        assert ending.code == self._code, ending  # noqa: S101 - this tests
        found = files_of(self._run)
        different = sorted(
            name for name in {*found, *self._whole} if found.get(name) != self._whole.get(name)
        )
        assert not different, f"not as in an undisturbed run: {different}; {ending.said}"  # noqa: S101
        self._failed = False

    def _pick(self, number: int) -> Path | None:
        """Give a file of the run: half of the numbers one of a shard that is begun, if any is."""
        found = list(files_of(self._run))
        begun = [name for name in found if name.startswith("progress/")]
        number, odd = divmod(number, 2)
        found = begun if begun and not odd else found
        return self._run / found[number % len(found)] if found else None

    def _store(self, name: str, rows: Sequence[bytes], *, table: bool) -> str:
        """Write rows to a file; gives its name."""
        columns = _columns(rows) if table and _has("pyarrow") else []
        if not columns:
            (self._folder / f"{name}.jsonl").write_bytes(b"".join(rows))
            return f"{name}.jsonl"
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415

        path = self._folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist(columns), path, row_group_size=5)
        return path.name


def _columns(rows: Sequence[bytes]) -> list[dict[str, Any]]:
    """Give the rows that go into one table: those with the types of the first."""
    found: list[dict[str, Any]] = []
    kinds: dict[str, type] = {}
    for row in rows:
        try:
            columns = json.loads(row)
            row.decode().encode()
            json.dumps(columns, ensure_ascii=False).encode()
        except ValueError:
            continue
        if not isinstance(columns, dict):
            continue
        own = {name: type(value) for name, value in columns.items()}
        if all(kinds.setdefault(name, kind) is kind for name, kind in own.items()):
            found.append(columns)
    return found


def _but_locks(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name not in (".lock", ".workers")}


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _endings() -> list[str]:
    endings = ["jsonl", "jsonl.gz"]
    endings += ["jsonl.zst"] if _has("zstandard") else []
    return endings + (["parquet"] if _has("pyarrow") else [])


@functools.cache
def _server(modules: tuple[str, ...], options: tuple[str, ...]) -> RunServer:
    """Give a process that runs commands; it serves all machines of a kind."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(_line(program="x = 1\n"))
        file.flush()
        server = RunServer(modules, ["generate", file.name, "--dry-run", "--quiet", *options])
        server.run(Path(tempfile.gettempdir()), ["languages", "--json"])  # the file was read
    atexit.register(server.close)
    return server
