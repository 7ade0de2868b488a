"""One shard of a run: written row by row, and resumed where it was left at any moment.

While it is written, its rows go to two journals. Every now and then a checkpoint says how long
they are and what was counted. Who resumes cuts the journals to the last checkpoint and goes on.
When all rows are there, the journals become the shard and its rejects; the statistics come last and
say that it is done.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, cast

from lintseq.output import LineRows, RowWriter, TableRows
from lintseq.run.directory import encode_numbers, replace_file
from lintseq.run.journal import Journal, TableJournal, failure
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

__all__ = ["ShardWriter", "read_statistics"]

_CHECKPOINT_SECONDS = 0.25
"""How much work may have to be done again."""


def read_statistics(run: RunDirectory, number: int) -> dict[str, Any] | None:
    """Give the statistics of a shard that is done; None if it is not, or its files are not there.

    The files' sizes are compared with what the statistics say, not their contents.
    """
    try:
        statistics = json.loads(run.statistics(number).read_text(encoding="utf-8"))
        files = {name: run.path / name for name in statistics["files"]}
        for name, path in files.items():
            if path.stat().st_size != statistics["files"][name]["bytes"]:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return cast("dict[str, Any]", statistics)


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
            "sizes": sizes,
            "summary": self.summary.state(),
            "damage": list(self._writer.damage),
        }
        replace_file(self._checkpoint, json.dumps(state).encode())
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
        statistics = {**self.summary.state(), "damage": found, "files": files}
        replace_file(self._run.statistics(self._number), encode_numbers(statistics))
        self.close()
        for path in (self._checkpoint, *(journal.path for journal in self._journals.values())):
            path.unlink(missing_ok=True)
        return statistics

    def _resume(self) -> dict[str, int]:
        """Take up the last checkpoint, if there is one that fits; gives the journals' sizes."""
        try:
            state = json.loads(self._checkpoint.read_text(encoding="utf-8"))
            sizes: dict[str, int] = state["sizes"]
            for name, size in sizes.items():
                if self._journals[name].path.stat().st_size < size:
                    return {}
            summary = Summary()
            summary.add_state(state["summary"])
            damage = dict.fromkeys(state["damage"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        self._writer.summary = summary
        self._writer.damage = damage
        return sizes
