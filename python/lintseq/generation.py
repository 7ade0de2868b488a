"""The pipeline from rows to edit sequences: streaming, in order, nothing lost."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from inspect import signature
from typing import TYPE_CHECKING, TypeAlias

from lintseq import _core
from lintseq.config import Config, engine_options
from lintseq.errors import ConfigError, FormatError
from lintseq.formats import find_format
from lintseq.guidance import guide_batch
from lintseq.sampling import check_int, check_threads
from lintseq.schema import Prepared, Schema
from lintseq.sequence import EditSequence, Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lintseq.row import BadRow, Row

__all__ = ["Generation", "Outcome", "Samples"]

UNRENDERABLE = "unrenderable"
"""The reason of rows whose program the edit format cannot hold."""

_BATCH_CHARACTERS = 1 << 22

Samples: TypeAlias = "list[tuple[_core.Steps, list[str]]]"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row.

    Attributes:
        row: The row.
        prepared: What it asks for, if that could be told.
        result: Steps and edit texts of each sample, or why there are none.
    """

    row: Row | BadRow
    prepared: Prepared | None
    result: Samples | Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A run over rows: what to read from each, and what to make of it.

    Attributes:
        schema: Which columns to read.
        samples: Edit sequences for each program.
        seed: From 0 to 2**64 - 1.
        threads: Cores to use; None is all. Never changes the output.
        batch_size: Rows for each call of the engine. Never changes the output.
        context: Lines of context around each insertion in the edit texts.
        format: The format of the edit texts, see `lintseq.formats`.
        config: How to sample.

    Raises:
        ConfigError: If a value is not allowed.
        UnknownFormatError: If no format has this name.
    """

    schema: Schema = field(default_factory=Schema)
    samples: int = 1
    seed: int = 0
    threads: int | None = None
    batch_size: int = 256
    context: int = 0
    format: str = "unified"
    config: Config = field(default_factory=Config)

    def __post_init__(self) -> None:
        check_int("samples", self.samples, 1, 2**32 - 1)
        check_int("seed", self.seed, 0, 2**64 - 1)
        check_int("batch size", self.batch_size, 1, 1_000_000)
        check_int("context", self.context, 0, 2**31 - 1)
        check_threads(self.threads)
        known = signature(find_format(self.format).render).parameters
        if self.context and "context" not in known:
            raise ConfigError(f"the format {self.format!r} shows no context that can be chosen")

    def run(self, rows: Iterable[Row | BadRow]) -> Iterator[Outcome]:
        """Sample each row.

        One batch is in the engine, on its threads and without the GIL, while the one before is
        consumed and the one after is read. Memory holds no more than these.

        Yields:
            One outcome a row, in the order of the rows.
        """
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lintseq-engine")
        running: Future[list[Outcome]] | None = None
        try:
            for batch in self._batches(rows):
                submitted = pool.submit(self._sample, batch)
                if running is not None:
                    yield from running.result()
                running = submitted
            if running is not None:
                yield from running.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _batches(
        self, rows: Iterable[Row | BadRow]
    ) -> Iterator[list[tuple[Row | BadRow, Prepared | Reject]]]:
        batch: list[tuple[Row | BadRow, Prepared | Reject]] = []
        characters = 0
        for row in rows:
            prepared = self.schema.prepare(row)
            batch.append((row, prepared))
            characters += len(prepared.program) if isinstance(prepared, Prepared) else 0
            if len(batch) >= self.batch_size or characters >= _BATCH_CHARACTERS:
                yield batch
                batch, characters = [], 0
        if batch:
            yield batch

    def _sample(self, batch: list[tuple[Row | BadRow, Prepared | Reject]]) -> list[Outcome]:
        usable = [prepared for _, prepared in batch if isinstance(prepared, Prepared)]
        results = iter(self._guide(usable) if self.config.linters else self._generate(usable))
        outcomes: list[Outcome] = []
        for row, prepared in batch:
            if isinstance(prepared, Reject):
                outcomes.append(Outcome(row, None, prepared))
                continue
            result = next(results)
            if isinstance(result, tuple):
                outcomes.append(Outcome(row, prepared, Reject(*result, prepared.language)))
            else:
                outcomes.append(Outcome(row, prepared, result))
        return outcomes

    def _generate(self, rows: list[Prepared]) -> list[Samples | _core.Rejection]:
        if self.format != "unified":
            return self._rendered(
                rows,
                _core.sample_batch(
                    [row.program for row in rows],
                    [row.language for row in rows],
                    engine_options(self.config),
                    self.samples,
                    self.seed,
                    self.threads,
                ),
            )
        return _core.generate_batch(
            [row.program for row in rows],
            [row.language for row in rows],
            engine_options(self.config),
            self.samples,
            self.seed,
            self.threads,
            self.context,
        )

    def _guide(self, rows: list[Prepared]) -> list[Samples | _core.Rejection]:
        programs = [row.program for row in rows]
        languages = [row.language for row in rows]
        results = guide_batch(programs, languages, self.config, self.samples, self.seed)
        return self._rendered(rows, results)

    def _rendered(
        self, rows: list[Prepared], results: Iterable[list[_core.Steps] | _core.Rejection]
    ) -> list[Samples | _core.Rejection]:
        """Write the edits of what was sampled."""
        return [
            result if isinstance(result, tuple) else self._texts(row, result)
            for row, result in zip(rows, results, strict=True)
        ]

    def _texts(self, row: Prepared, samples: list[_core.Steps]) -> Samples | _core.Rejection:
        render = find_format(self.format).render
        options = {"context": self.context} if self.context else {}
        try:
            return [
                (steps, render(EditSequence(row.program, row.language, steps), **options))
                for steps in samples
            ]
        except FormatError as error:
            return (UNRENDERABLE, str(error))
