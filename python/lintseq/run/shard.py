"""One shard of a run: written row by row, and resumed where it was left at any moment.

While it is written, its rows go to two journals. Every now and then a checkpoint says how long
they are and what was counted. Who resumes cuts the journals to the last checkpoint and goes on.
When all rows are there, the journals become the shard and its rejects; the statistics come last and
say that it is done.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lintseq.output import LineRows, RowWriter, TableRows
from lintseq.run.directory import encode_numbers, replace_file
from lintseq.run.journal import Journal, TableJournal, digest_of, failure
from lintseq.run.seal import sealed, unsealed
from lintseq.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Self

    from lintseq.columnar.layout import Layout
    from lintseq.columnar.samples import SampledBatch
    from lintseq.generation import Generation, Outcome
    from lintseq.output import Rows
    from lintseq.record import Preset
    from lintseq.run.directory import RunDirectory

__all__ = ["ShardWriter", "read_statistics", "runs_of_statistics"]

_CHECKPOINT_SECONDS = 0.25
"""How much work may have to be done again."""


def read_statistics(
    run: RunDirectory, number: int, *, whole: bool = False
) -> dict[str, Any] | None:
    """Give the statistics of a shard that is done; None if it is not, or its files are not there.

    Args:
        run: The run's directory.
        number: Which shard it is, from 0.
        whole: Read the files, and compare their digests with those of the statistics; else only
            their sizes are compared.
    """
    try:
        statistics = unsealed(run.statistics(number).read_bytes(), encode_numbers)
        if statistics is None or statistics["run"] != run.seal:
            return None
        for name, told in statistics["files"].items():
            path = run.path / name
            if path.stat().st_size != told["bytes"]:
                return None
            if whole and digest_of(path) != told["blake2b"]:
                return None
    except OSError:
        return None
    return statistics


def runs_of_statistics(run: RunDirectory) -> set[str]:
    """Give the seals of the runs that shards in a directory belong to."""
    found: set[str] = set()
    for path in (run.path / "statistics").glob("*.json"):
        with suppress(OSError):
            statistics = unsealed(path.read_bytes(), encode_numbers)
            found |= set() if statistics is None else {statistics["run"]}
    return found


class ShardWriter:
    """A shard that is being written.

    Attributes:
        summary: What was counted so far.

    Args:
        run: The run's directory.
        number: Which shard it is, from 0.
        generation: What makes the rows.
        preset: The columns to write.
        layout: The columns of Parquet shards; None for JSON lines.

    Raises:
        OutputError: If its journals cannot be written.
    """

    def __init__(
        self,
        run: RunDirectory,
        number: int,
        generation: Generation,
        preset: Preset,
        layout: Layout | None,
    ) -> None:
        self._run = run
        self._number = number
        self._checkpoint = run.progress(number, "checkpoint.json")
        rejects = Journal(run.progress(number, "rejects.jsonl"))
        rows: Rows
        if layout is None:
            journal = Journal(run.progress(number, "rows.jsonl"))
            rows = LineRows(journal.write, generation, preset)
        else:
            journal = TableJournal(run.progress(number, "rows.arrows"), layout.outputs)
            rows = TableRows(journal.write_batch, generation, layout)
        self._journals = {"rows": journal, "rejects": rejects}
        self._writer = RowWriter(rows, rejects.write, Summary())
        sizes = self._resume()
        self._kept_at = time.monotonic()
        try:
            for name, one in self._journals.items():
                one.open(sizes.get(name, 0))
        except OSError as error:
            self.close()
            raise failure(error) from error

    @property
    def summary(self) -> Summary:
        """What was counted so far."""
        return self._writer.summary

    @property
    def rows(self) -> int:
        """How many rows of the input are in the journals."""
        return self.summary.rows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the journals; what they hold since the last checkpoint is written again later."""
        for journal in self._journals.values():
            journal.close()

    def write(self, result: Outcome | SampledBatch) -> bool:
        """Write what became of a row, or of a batch of rows.

        Returns:
            Whether there was a checkpoint.

        Raises:
            OutputError: If that is not possible.
        """
        self._writer.write(result)
        due = time.monotonic() - self._kept_at >= _CHECKPOINT_SECONDS
        if due:
            self.checkpoint()
        return due

    def checkpoint(self) -> None:
        """Make what was written so far stay.

        Raises:
            OutputError: If that is not possible.
        """
        self._writer.flush()
        try:
            sizes = {name: journal.flush() for name, journal in self._journals.items()}
        except OSError as error:
            raise failure(error) from error
        state = {
            "run": self._run.seal,
            "sizes": sizes,
            "digests": {name: journal.digest for name, journal in self._journals.items()},
            "summary": self.summary.state(),
            "damage": list(self._writer.damage),
        }
        replace_file(self._checkpoint, sealed(state, encode_numbers))
        self._kept_at = time.monotonic()

    def finish(self, damage: Sequence[str]) -> dict[str, Any]:
        """Give the shard its files, the statistics last.

        Args:
            damage: What could not be read of the inputs while its rows were read.

        Returns:
            The statistics.

        Raises:
            OutputError: If that is not possible.
        """
        self.checkpoint()
        targets = {
            "rows": self._run.shard(self._number),
            "rejects": self._run.rejects(self._number),
        }
        files = {
            target.relative_to(self._run.path).as_posix(): self._journals[name].publish(target)
            for name, target in targets.items()
        }
        found = list(dict.fromkeys([*self._writer.damage, *damage]))
        statistics = {
            **self.summary.state(),
            "damage": found,
            "files": files,
            "run": self._run.seal,
        }
        replace_file(self._run.statistics(self._number), sealed(statistics, encode_numbers))
        self.close()
        for path in (self._checkpoint, *(journal.path for journal in self._journals.values())):
            path.unlink(missing_ok=True)
        return statistics

    def _resume(self) -> dict[str, int]:
        """Take up the last checkpoint, if there is one that fits; gives the journals' sizes."""
        try:
            state = unsealed(self._checkpoint.read_bytes(), encode_numbers)
            if state is None or state["run"] != self._run.seal:
                return {}
            sizes: dict[str, int] = state["sizes"]
            for name, size in sizes.items():
                if not self._journals[name].begins_with(size, state["digests"][name]):
                    return {}
        except OSError:
            return {}
        self._writer.summary.add_state(state["summary"])
        self._writer.damage = dict.fromkeys(state["damage"])
        return sizes
