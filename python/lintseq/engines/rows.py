"""Rows that are dicts, where an engine has no Arrow data: values and columns of any kind."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from lintseq.generation import Generation
from lintseq.record import output_rows
from lintseq.row import Columns, Row
from lintseq.transformation import Transform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["generation_of", "rows_of"]


def generation_of(transform: Transform, batch_size: int = 256) -> Generation:
    """Give what transforms rows that are no Arrow data.

    Args:
        transform: What to make of them.
        batch_size: Rows for each call of the engine. Never changes the output.

    Raises:
        ConfigError: If the batch size is not allowed.
    """
    options = {option.name: getattr(transform, option.name) for option in fields(Transform)}
    return Generation(**options, batch_size=batch_size)


def rows_of(generation: Generation, rows: Iterable[Columns]) -> Iterator[list[Columns]]:
    """Give, for each row in order, the rows that `lintseq.transform` makes of it."""
    named = (Row("", index + 1, index, row) for index, row in enumerate(rows))
    for outcome in generation.run(named):
        yield list(output_rows(outcome, generation))
