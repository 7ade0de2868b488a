"""The columns of the output, known before there are rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lintseq.transformation import Transform

__all__ = ["Layout"]

_MARK = b"lintseq.source"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the output.

    Attributes:
        schema: The Arrow schema.
        sources: For each column that was kept, by its name: the name it has in the input.
    """

    schema: Any
    sources: dict[str, str]

    @classmethod
    def of(cls, columns: Any, transform: Transform) -> Layout:  # noqa: ANN401
        """Find out by transforming no rows.

        Args:
            columns: The Arrow schema of the input.
            transform: What will be made of its rows.
        """
        import pyarrow as pa  # noqa: PLC0415 - the engines have it

        # What is in the metadata of a column goes wherever the column goes.
        marked = pa.schema([field.with_metadata({_MARK: field.name}) for field in columns])
        made = transform(marked.empty_table()).schema
        sources = {
            field.name: field.metadata[_MARK].decode()
            for field in made
            if field.metadata and _MARK in field.metadata
        }
        return cls(transform(columns.empty_table()).schema, sources)
