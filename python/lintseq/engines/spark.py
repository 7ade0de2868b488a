"""Apache Spark, https://spark.apache.org/docs/latest/api/python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lintseq.engines.layout import Layout
from lintseq.engines.task import check_frame, library, task_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lintseq.transformation import Transform

__all__ = ["generate"]


def generate(frame: Any, transform: Transform | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Make edit sequences of the rows of a frame.

    Args:
        frame: A ``pyspark.sql.DataFrame``.
        transform: What to make of rows; None is ``Transform()``. Each task uses one core, unless it
            says how many: then set ``spark.task.cpus``, too.
        options: Those of ``mapInArrow``.

    Returns:
        A ``pyspark.sql.DataFrame``. Columns that are kept keep their types.

    Raises:
        FrameError: If the frame is none.
        MissingExtraError: If pyspark or pyarrow is not installed.
    """
    check_frame(frame, library("pyspark.sql", "spark").DataFrame)
    library("pyarrow", "spark")
    arrow = library("pyspark.sql.pandas.types", "spark")
    task = task_of(transform)
    layout = Layout.of(arrow.to_arrow_schema(frame.schema, timezone="UTC"), task)
    schema = arrow.from_arrow_schema(layout.schema)
    for field in schema.fields:
        if (source := layout.sources.get(field.name)) is not None:
            field.dataType = frame.schema[source].dataType
            field.nullable = frame.schema[source].nullable
    # Spark would read dots in names as paths.
    plain = frame.toDF(*(f"c{place}" for place in range(len(frame.columns))))
    return plain.mapInArrow(_over_batches(task, frame.columns), schema, **options)


def _over_batches(task: Transform, names: list[str]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    def over_batches(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa  # noqa: PLC0415 - in the worker

        for batch in batches:
            yield from task(pa.table(batch.columns, names)).to_batches()

    return over_batches
