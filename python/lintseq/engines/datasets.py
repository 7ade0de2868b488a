"""Hugging Face Datasets, https://huggingface.co/docs/datasets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lintseq.engines.layout import Layout
from lintseq.engines.rows import generation_of, rows_of
from lintseq.engines.task import check_frame, library, task_of

if TYPE_CHECKING:
    from lintseq.generation import Generation
    from lintseq.transformation import Transform

__all__ = ["generate"]


def generate(frame: Any, transform: Transform | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Make edit sequences of the rows of a data set.

    The result is cached as those of all calls of ``map`` are: the same data set, transform and
    versions of lintseq and its grammars are not computed again.

    Args:
        frame: A ``Dataset``, ``IterableDataset``, or a dict of either.
        transform: What to make of rows; None is ``Transform()``. Each process uses one core, unless
            it says how many.
        options: Those of ``map``, such as ``num_proc`` and ``batch_size``.

    Returns:
        The same kind. Columns that are kept keep their features.

    Raises:
        FrameError: If the frame is none of these.
        MissingExtraError: If datasets is not installed.
    """
    datasets = library("datasets", "datasets")
    check_frame(frame, datasets.Dataset, datasets.IterableDataset, dict)
    task = task_of(transform)
    if isinstance(frame, dict):
        made = {name: generate(split, task, **options) for name, split in frame.items()}
        return type(frame)(made)
    if frame.features is None:  # a stream of dicts: nobody knows its columns before its end
        return frame.map(partial(_over_columns, generation_of(task)), batched=True, **options)
    layout = Layout.of(frame.features.arrow_schema.remove_metadata(), task)
    features = datasets.Features.from_arrow_schema(layout.schema)
    features |= {name: frame.features[source] for name, source in layout.sources.items()}
    if isinstance(frame, datasets.Dataset) and len(frame) == 0:  # whose map adds no columns
        return datasets.Dataset.from_dict({name: [] for name in features}, features=features)
    made = frame.with_format("arrow").map(task, batched=True, features=features, **options)
    return made.with_format(None)


def _over_columns(generation: Generation, columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Transform a batch that is no Arrow data; its values may be of any kind."""
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    made = [row for found in rows_of(generation, rows) for row in found]
    names = dict.fromkeys(name for row in made for name in row)
    return {name: [row.get(name) for row in made] for name in names}
