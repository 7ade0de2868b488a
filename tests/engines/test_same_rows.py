"""The same rows, bit for bit, by whichever engine."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import lintseq
from conftest import ROWS, TRANSFORM, WHY, canonical, rows_named, table_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rows = list[dict[str, Any]]
    ByCommandLine = Callable[[str], list[str]]

pytest.importorskip("pyarrow", reason=WHY)
pytestmark = pytest.mark.parametrize("name", ROWS)


def plain(value: Any) -> Any:
    """Give a value of pandas as one of JSON: it has arrays for lists, and NaN or NA for null."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(member) for member in value]
    return None if value is None or value != value or repr(value) == "<NA>" else value  # noqa: PLR0124


def test_transform(name: str, by_command_line: ByCommandLine) -> None:
    wanted = by_command_line(name)
    made = lintseq.transform(table_of(rows_named(name)), samples=2, seed=3)
    assert canonical(made.to_pylist()) == wanted
    if name != "empty":
        assert len(wanted) > len(set(wanted)) - 1 > 10


@pytest.mark.parametrize("num_proc", [None, 2])
def test_datasets(name: str, num_proc: int | None, by_command_line: ByCommandLine) -> None:
    datasets = pytest.importorskip("datasets", reason=WHY)
    from lintseq.engines.datasets import generate

    frame = datasets.Dataset(table_of(rows_named(name)))
    made = generate(frame, TRANSFORM, num_proc=num_proc, batch_size=50)
    assert canonical(made.with_format("arrow")[:].to_pylist()) == by_command_line(name)


def test_datasets_stream(name: str, by_command_line: ByCommandLine) -> None:
    datasets = pytest.importorskip("datasets", reason=WHY)
    from lintseq.engines.datasets import generate

    rows = rows_named(name)
    untyped = datasets.IterableDataset.from_generator(lambda: iter(rows))
    frames = [untyped]
    if rows:  # no stream can be made of an empty data set
        frames.append(datasets.Dataset(table_of(rows)).to_iterable_dataset(num_shards=3))
    for frame in frames:
        made = generate(frame, TRANSFORM, batch_size=50)
        assert canonical(list(made)) == by_command_line(name)


def test_datatrove(name: str, by_command_line: ByCommandLine) -> None:
    data = pytest.importorskip("datatrove.data", reason=WHY)
    from lintseq.engines.datatrove import generate

    # A document has a text, so rows that lack one are none; and its text is no column.
    rows = [row for row in rows_named(name) if row["program"] is not None]
    documents = [
        data.Document(row.pop("program"), str(n), metadata=row) for n, row in enumerate(rows)
    ]
    made = [{"program": one.text, **one.metadata} for one in generate(documents, TRANSFORM)]
    wanted = [text for text in by_command_line(name) if json.loads(text)["program"] is not None]
    assert canonical(made) == wanted


def test_daft(name: str, by_command_line: ByCommandLine) -> None:
    daft = pytest.importorskip("daft", reason=WHY)
    from lintseq.engines.daft import generate

    made = generate(daft.from_arrow(table_of(rows_named(name))), TRANSFORM, batch_size=50)
    assert canonical(made.to_arrow().to_pylist()) == by_command_line(name)


# A process has one runner of Daft, for good.
_BY_RAY_RUNNER = """
import sys, daft, lintseq, pyarrow.parquet
from lintseq.engines.daft import generate
daft.set_runner_ray(sys.argv[1])
transform = lintseq.Transform(samples=2, seed=3)
made = generate(daft.read_parquet(sys.argv[2]).into_partitions(2), transform)
pyarrow.parquet.write_table(made.to_arrow(), sys.argv[3])
"""


def test_daft_on_ray(name: str, by_command_line: ByCommandLine, ray: Any, tmp_path: Path) -> None:
    pytest.importorskip("daft", reason=WHY)
    from pyarrow import parquet

    parquet.write_table(table_of(rows_named(name)), tmp_path / "rows.parquet")
    subprocess.run(
        [sys.executable, "-c", _BY_RAY_RUNNER, ray.get_runtime_context().gcs_address]
        + [str(tmp_path / file) for file in ("rows.parquet", "made.parquet")],
        check=True,
        timeout=120,
    )
    made = parquet.read_table(tmp_path / "made.parquet")
    assert canonical(made.to_pylist()) == by_command_line(name)


def test_ray_data(name: str, by_command_line: ByCommandLine, ray: Any) -> None:
    from lintseq.engines.ray import generate

    table = table_of(rows_named(name))
    frame = ray.data.from_arrow(
        [table.slice(start, 100) for start in range(0, len(table) or 1, 100)]
    )
    made = generate(frame, TRANSFORM, batch_size=50)
    assert canonical(made.take_all()) == by_command_line(name)


def test_spark(name: str, by_command_line: ByCommandLine, spark: Any) -> None:
    from lintseq.engines.spark import generate

    made = generate(spark.createDataFrame(table_of(rows_named(name))), TRANSFORM)
    assert canonical(made.toArrow().to_pylist()) == by_command_line(name)


def test_polars(name: str, by_command_line: ByCommandLine) -> None:
    polars = pytest.importorskip("polars", reason=WHY)
    from lintseq.engines.polars import generate

    frame = polars.from_arrow(table_of(rows_named(name)))
    wanted = by_command_line(name)
    assert canonical(generate(frame, TRANSFORM).to_dicts()) == wanted
    lazy = generate(frame.lazy(), TRANSFORM)
    for engine in ("in-memory", "streaming"):
        made = lazy.collect(engine=engine)
        assert canonical(made.to_dicts()) == wanted
        assert made.schema == lazy.collect_schema()


def test_duckdb(name: str, by_command_line: ByCommandLine) -> None:
    duckdb = pytest.importorskip("duckdb", reason=WHY)
    frame = duckdb.from_arrow(table_of(rows_named(name)))
    made = lintseq.transform(frame, samples=2, seed=3)
    assert isinstance(made, type(frame))
    assert canonical(made.to_arrow_table().to_pylist()) == by_command_line(name)


def test_pandas(name: str, by_command_line: ByCommandLine) -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    frame = table_of(rows_named(name)).to_pandas()
    made = lintseq.transform(frame, samples=2, seed=3)
    assert isinstance(made, pandas.DataFrame)
    rows = [plain(row) for row in made.to_dict("records")]
    assert canonical(rows) == by_command_line(name)
