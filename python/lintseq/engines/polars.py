"""Polars, https://docs.pola.rs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lintseq.engines.task import check_frame, library, transform_of

if TYPE_CHECKING:
    from lintseq.transformation import Transform

__all__ = ["generate"]


def generate(frame: Any, transform: Transform | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Make edit sequences of the rows of a frame.

    A ``LazyFrame`` stays lazy and knows its new schema; the streaming engine calls the transform
    part by part.

    Args:
        frame: A ``DataFrame`` or a ``LazyFrame``.
        transform: What to make of rows; None is ``Transform()``. It uses all cores, unless it says
            how many: Polars waits for it.
        options: Those of ``LazyFrame.map_batches``.

    Returns:
        The same kind.

    Raises:
        FrameError: If the frame is none of these.
        MissingExtraError: If polars is not installed.
    """
    polars = library("polars", "polars")
    check_frame(frame, polars.DataFrame, polars.LazyFrame)
    task = transform_of(transform)
    if isinstance(frame, polars.DataFrame):
        return generate(frame.lazy(), task, **options).collect()
    made = task(polars.DataFrame(schema=frame.collect_schema()))
    # Rows and columns of the output are others, so no demand on them may be passed to the input.
    pushed = ("predicate_pushdown", "projection_pushdown", "slice_pushdown")
    options = {**dict.fromkeys(pushed, False), "schema": made.schema, "streamable": True, **options}
    return frame.map_batches(task, **options)
