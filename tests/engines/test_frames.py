"""What is particular to Daft, Ray Data, Spark, polars, pandas and DuckDB."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import lintseq
from conftest import TRANSFORM, WHY, rows_named, table_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytest.importorskip("pyarrow", reason=WHY)
ONE = replace(TRANSFORM, samples=1)


def frames(spark: Any, ray: Any) -> list[tuple[Any, Callable[..., Any]]]:
    daft = pytest.importorskip("daft", reason=WHY)
    polars = pytest.importorskip("polars", reason=WHY)
    from lintseq.engines import daft as by_daft
    from lintseq.engines import polars as by_polars
    from lintseq.engines import ray as by_ray
    from lintseq.engines import spark as by_spark

    table = table_of(rows_named("made")[:3])
    return [
        (daft.from_arrow(table), by_daft.generate),
        (polars.from_arrow(table), by_polars.generate),
        (ray.data.from_arrow(table), by_ray.generate),
        (spark.createDataFrame(table), by_spark.generate),
    ]


def test_engines_refuse_the_frames_of_others(spark: Any, ray: Any) -> None:
    pairs = frames(spark, ray)
    for frame, _ in pairs:
        for other, generate in pairs:
            if other is not frame:
                with pytest.raises(lintseq.FrameError, match="this engine takes"):
                    generate(frame)
    for frame, generate in pairs:
        with pytest.raises(lintseq.ConfigError, match="must be a lintseq"):
            generate(frame, {"samples": 2})


def test_spark_keeps_types(spark: Any) -> None:
    from pyspark.sql import types

    from lintseq.engines.spark import generate

    schema = types.StructType(
        [
            types.StructField("program", types.StringType(), nullable=False),
            types.StructField("status", types.DecimalType(12, 3)),
            types.StructField("day", types.DateType()),
            types.StructField("when", types.TimestampType()),
            types.StructField("map", types.MapType(types.StringType(), types.ShortType())),
        ]
    )
    made = generate(spark.createDataFrame([], schema), ONE).schema
    for field in schema:
        name = "source_status" if field.name == "status" else field.name
        assert made[name].dataType == field.dataType
        assert made[name].nullable == field.nullable
    assert made["edit_steps"].dataType == types.ArrayType(types.IntegerType())


def test_names_with_dots(spark: Any, ray: Any) -> None:
    daft = pytest.importorskip("daft", reason=WHY)
    import pyarrow as pa

    from lintseq.engines import daft as by_daft
    from lintseq.engines import ray as by_ray
    from lintseq.engines import spark as by_spark

    table = pa.table({"program": ["a = 1\n"], "language": ["python"], "a.b": [1], "a b": ["x"]})
    wanted = ONE(table).to_pylist()
    assert by_daft.generate(daft.from_arrow(table), ONE).to_pylist() == wanted
    assert by_ray.generate(ray.data.from_arrow(table), ONE).take_all() == wanted
    assert by_spark.generate(spark.createDataFrame(table), ONE).toArrow().to_pylist() == wanted


def test_lazy_frames_stay_lazy() -> None:
    polars = pytest.importorskip("polars", reason=WHY)
    from lintseq.engines.polars import generate

    frame = polars.from_arrow(table_of(rows_named("made"))).lazy()
    made = generate(frame, ONE)
    assert isinstance(made, polars.LazyFrame)
    whole = made.collect()
    # What is asked of the output may not be asked of the input instead.
    assert made.head(3).collect().equals(whole.head(3))
    rejected = polars.col("status") == "rejected"
    assert made.filter(rejected).collect().equals(whole.filter(rejected))
    assert (
        made.select("row_id", "source_status")
        .collect()
        .equals(whole.select("row_id", "source_status"))
    )


def test_pandas_keeps_index_and_types() -> None:
    pandas = pytest.importorskip("pandas", reason=WHY)
    frame = pandas.DataFrame(
        {
            "program": ["a = 1\n", "("],
            "language": ["python", "python"],
            "count": pandas.array([2**60 + 1, None], dtype="Int64"),
            "kind": pandas.Categorical(["x", "y"]),
        },
        index=pandas.Index(["first", "second"], name="name"),
    )
    made = lintseq.transform(frame, samples=2)
    assert made.index.tolist() == ["first", "first", "second"]
    assert made.index.name == "name"
    assert made["count"].dtype == frame["count"].dtype
    assert made["count"].tolist()[:2] == [2**60 + 1] * 2
    assert made["kind"].dtype == "category"
    assert made["n_edits"].dtype == made["sample"].dtype == "Int32"
    levels = frame.set_index("kind", append=True)
    assert lintseq.transform(levels).index.names == ["name", "kind"]
    assert lintseq.transform(frame.reset_index(drop=True)).index.tolist() == [0, 1]


def test_duckdb_queries_what_comes_back() -> None:
    duckdb = pytest.importorskip("duckdb", reason=WHY)
    table = table_of(rows_named("made"))
    made = lintseq.transform(duckdb.from_arrow(table), samples=2, seed=3)
    counted = made.aggregate("status, count(DISTINCT id) AS n").order("status").fetchall()
    assert sum(n for _, n in counted) == len(table)
    assert {status for status, _ in counted} == {"ok", "rejected"}
