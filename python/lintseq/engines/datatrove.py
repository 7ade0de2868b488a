"""Datatrove, https://github.com/huggingface/datatrove."""

from __future__ import annotations

from collections import deque
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lintseq.engines.rows import generation_of, rows_of
from lintseq.engines.task import task_of
from lintseq.errors import MissingExtraError

try:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
except ModuleNotFoundError as error:
    raise MissingExtraError(error.name or "datatrove", "datatrove") from error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lintseq.row import Columns
    from lintseq.transformation import Transform

__all__ = ["Generate", "generate"]

_PROGRAM = "program"


def generate(
    frame: Iterable[Any],
    transform: Transform | None = None,
    **options: Any,  # noqa: ANN401
) -> Iterator[Any]:
    """Make edit sequences of documents, outside of a pipeline; see `Generate`."""
    yield from Generate(transform, **options).run(frame)


class Generate(PipelineStep):  # type: ignore[misc]
    """A step of a pipeline that makes edit sequences of documents.

    The text of a document is its program. The columns of the output are in the metadata of the
    documents that come out, one for each sample; the text stays. All executors can run it.

    Args:
        transform: What to make of documents; None is ``Transform()``. Each task uses one core,
            unless it says how many. The program is read from the text, whatever its schema calls
            it; all other columns are read from the metadata.
        exclusion_writer: What writes the documents that yield no sequence. Without it they are
            passed on, too, with the status ``"rejected"`` and a reason.
        batch_size: Documents for each call of the engine. Never changes the output.
    """

    name = "lintseq"
    type = "✂️ - EDITS"

    def __init__(
        self,
        transform: Transform | None = None,
        exclusion_writer: Any = None,  # noqa: ANN401 - a writer of datatrove
        batch_size: int = 256,
    ) -> None:
        super().__init__()
        task = task_of(transform)
        task = replace(task, schema=replace(task.schema, program=_PROGRAM))
        self.generation = generation_of(task, batch_size)
        self.exclusion_writer = exclusion_writer

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Make edit sequences of documents.

        Args:
            data: The documents.
            rank: Which task this is; the exclusion writer asks.
            world_size: How many tasks there are.

        Yields:
            Documents, in the order of those that they are made of.
        """
        del world_size
        waiting: deque[Any] = deque()
        with self.exclusion_writer or nullcontext() as writer:
            for rows in rows_of(self.generation, self._columns(data, waiting)):
                document = waiting.popleft()
                self.stat_update("documents")
                for row in rows:
                    made = self._document(document, row)
                    self.stat_update(row["status"])
                    if row["status"] == "rejected":
                        self.stat_update(f"rejected_{row['reason']}")
                    if row["status"] == "rejected" and writer is not None:
                        writer.write(made, rank)
                    else:
                        yield made

    def _columns(self, data: Iterable[Any], waiting: deque[Any]) -> Iterator[Columns]:
        for document in data:
            waiting.append(document)
            yield {**document.metadata, _PROGRAM: document.text}

    def _document(self, document: Any, row: Columns) -> Any:  # noqa: ANN401
        del row[_PROGRAM]  # it is the text
        if _PROGRAM in document.metadata:
            row[_PROGRAM] = document.metadata[_PROGRAM]
        return Document(document.text, document.id, [*document.media], row)
