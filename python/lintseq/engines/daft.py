"""Daft, https://docs.daft.ai."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lintseq.engines.layout import Layout
from lintseq.engines.task import check_frame, library, task_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lintseq.transformation import Transform

__all__ = ["generate"]

_MADE = "lintseq made"


def generate(frame: Any, transform: Transform | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Make edit sequences of the rows of a frame, with any runner.

    Args:
        frame: A ``daft.DataFrame``.
        transform: What to make of rows; None is ``Transform()``. Each task uses one core, unless it
            says how many: then give ``cpus``, too.
        options: Those of ``daft.func.batch``, such as ``batch_size`` and ``cpus``.

    Returns:
        A ``daft.DataFrame``.

    Raises:
        FrameError: If the frame is none.
        MissingExtraError: If daft or pyarrow is not installed.
    """
    daft = library("daft", "daft")
    library("pyarrow", "daft")
    check_frame(frame, daft.DataFrame)
    task = task_of(transform)
    layout = Layout.of(frame.schema().to_pyarrow_schema(), task)
    kinds = {field.name: daft.DataType.from_arrow_type(field.type) for field in layout.schema}
    kinds |= {name: frame.schema()[source].dtype for name, source in layout.sources.items()}
    names = frame.column_names
    rows = daft.DataType.list(daft.DataType.struct(kinds))
    make = daft.func.batch(return_dtype=rows, **options)(_to_lists(task, names))
    lists = frame.select(make(*(daft.col(name) for name in names)).alias(_MADE))
    return lists.explode(_MADE).select(daft.col(_MADE).unnest())


def _to_lists(task: Transform, names: list[str]) -> Callable[..., Any]:
    """Make what gives Daft one value for each row: the list of its rows of the output."""

    def generate(*columns: Any) -> Any:  # noqa: ANN401 - the series of a batch
        import pyarrow as pa  # noqa: PLC0415 - in the worker

        made = task(pa.table([column.to_arrow() for column in columns], names)).combine_chunks()
        starts = [place for place, sample in enumerate(made["sample"].to_pylist()) if not sample]
        return pa.LargeListArray.from_arrays(
            pa.array([*starts, len(made)], pa.int64()), made.to_struct_array().combine_chunks()
        )

    return generate
