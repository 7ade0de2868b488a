"""What holds for engines where none is installed; `make engines` tests them where they are."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import polars as pl
import pytest

import lintseq
from conftest import PROGRAM, PYTHON
from lintseq import ConfigError, FrameError, MissingExtraError, Transform
from lintseq.engines import polars as by_polars

ENGINES = {
    "daft": "daft",
    "datasets": "datasets",
    "datatrove": "datatrove",
    "ray": "ray",
    "spark": "pyspark",
}


@pytest.mark.parametrize("engine", ENGINES)
def test_absent_engine_names_its_extra(engine: str) -> None:
    if find_spec(ENGINES[engine]) is not None:
        pytest.skip(f"{ENGINES[engine]} is installed")
    with pytest.raises(MissingExtraError, match=rf"pip install 'lintseq\[{engine}\]'") as caught:
        __import__(f"lintseq.engines.{engine}", fromlist=["generate"]).generate(None)
    assert caught.value.extra == engine


def test_import_of_lintseq_imports_no_engine() -> None:
    code = "import sys, lintseq, lintseq.engines; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.decode().split()}
    assert not loaded & {*ENGINES.values(), "polars", "pyarrow", "pandas", "duckdb"}


def test_polars() -> None:
    task = Transform(samples=2, schema=PYTHON)
    frame = pl.DataFrame(
        {"program": [PROGRAM, None, "def ("], "nothing": [None] * 3, "id": [1, 2, 3]}
    )
    wanted = task(frame)
    assert wanted["id"].to_list() == [1, 1, 2, 3]
    assert wanted["nothing"].null_count() == 4
    assert by_polars.generate(frame, task).equals(wanted)
    lazy = by_polars.generate(frame.lazy(), task)
    assert lazy.collect_schema() == wanted.schema
    assert lazy.collect(engine="streaming").equals(wanted)
    assert lazy.head(2).select("id").collect().equals(wanted.head(2).select("id"))
    assert by_polars.generate(frame.clear(), task).schema == wanted.schema
    with pytest.raises(FrameError, match="takes polars"):
        by_polars.generate([PROGRAM], task)
    with pytest.raises(ConfigError, match="must be a lintseq"):
        by_polars.generate(frame, lintseq.Config())  # type: ignore[arg-type]


# In processes of their own, since those of tests know what other tests registered.
_DRIVER = """
import pickle, sys, lintseq
{}
sys.stdout.buffer.write(pickle.dumps(made))
"""
_WORKER = """
import pickle, sys
try:
    print(pickle.load(sys.stdin.buffer))
except ValueError as error:
    print(type(error).__name__, error)
"""
_FORMAT = """
class Lines:
    name = "lines-of-driver"
    def render(self, sequence): return [edit.text for edit in sequence.edits]
    def split(self, text): return [text]
    def apply(self, base, edits): return base + "".join(edits), ()
lintseq.register_format(Lines())
made = lintseq.Transform(format="lines-of-driver")
"""
_LINTER = """
lint = lintseq.register_linter(name="lint-of-driver", languages=["go"], version="1")
lint(lambda text: [])
made = lintseq.Transform(config=lintseq.Config(linters=("lint-of-driver",)))
"""
_LANGUAGE = """
import tree_sitter_zig
lintseq.register_language("zig-of-driver", tree_sitter_zig)
made = lintseq.Transform()
"""
_OF_THE_PACK = """
lintseq.sample("x = 1\\n", "julia")
made = lintseq.Transform()
"""


def said_by_worker(driver: str) -> str:
    """Give what a process that registers nothing says to the transform of one that does."""
    made = subprocess.run(
        [sys.executable, "-c", _DRIVER.format(driver)], stdout=subprocess.PIPE, check=True
    ).stdout
    command = [sys.executable, "-c", _WORKER]
    done = subprocess.run(command, input=made, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("driver", "lacking"),
    [
        (_FORMAT, "unknown edit format 'lines-of-driver'"),
        (_LINTER, "unknown linter 'lint-of-driver'"),
        (_LANGUAGE, "this process has no language 'zig-of-driver' by tree-sitter-zig "),
    ],
    ids=["format", "linter", "language"],
)
def test_what_only_the_driver_knows_is_an_error_elsewhere(driver: str, lacking: str) -> None:
    said = said_by_worker(driver)
    assert said.startswith(f"ConfigError {lacking}")
    assert "entry points" in said


def test_languages_of_the_extra_register_by_themselves_everywhere() -> None:
    assert said_by_worker(_OF_THE_PACK).startswith("Transform(")
