"""Ray Data, https://docs.ray.io/en/latest/data/data.html."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lintseq.engines.task import check_frame, library, task_of

if TYPE_CHECKING:
    from lintseq.transformation import Transform

__all__ = ["generate"]


def generate(frame: Any, transform: Transform | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Make edit sequences of the rows of a data set.

    Args:
        frame: A ``ray.data.Dataset``.
        transform: What to make of rows; None is ``Transform()``. Each task uses one core, unless it
            says how many: then give ``num_cpus``, too.
        options: Those of ``map_batches``, such as ``batch_size``, ``num_cpus`` and ``memory``.

    Returns:
        A ``ray.data.Dataset``.

    Raises:
        FrameError: If the frame is none.
        MissingExtraError: If ray is not installed.
    """
    check_frame(frame, library("ray.data", "ray").Dataset)
    options = {"batch_format": "pyarrow", "zero_copy_batch": True, **options}
    return frame.map_batches(task_of(transform), **options)
