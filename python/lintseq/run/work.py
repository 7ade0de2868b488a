"""The work on a run: every shard, by one process or by several that share them out."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from lintseq.errors import LintSeqError, OutputError
from lintseq.pipeline import results
from lintseq.run.directory import RunDirectory, encode_numbers, replace_file
from lintseq.run.manifest import Manifest
from lintseq.run.seal import unsealed
from lintseq.run.shard import ShardWriter, read_statistics, runs_of_statistics
from lintseq.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from lintseq.columnar.layout import Layout
    from lintseq.dataset import Dataset, RowReader
    from lintseq.generation import Generation
    from lintseq.record import Preset

__all__ = ["Run", "RunResult", "Stand"]

_DEATHS = 3
"""How often a worker may be killed before the run gives up."""
_SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did.

    Attributes:
        summary: All that was counted, also before it was resumed.
        shards: How many shards there are.
        damage: What could not be read of the inputs.
    """

    summary: Summary
    shards: int
    damage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a run is.

    Attributes:
        rows: Rows that are done.
        before: How many of them were done when the process began.
        fraction: The part of the input that is done, from 0 to 1; None if unknown.
    """

    rows: int
    before: int
    fraction: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """A data set on its way into a directory.

    Attributes:
        directory: Where it goes.
        dataset: What is read.
        generation: What is made of each row.
        shard_rows: Rows of the input for each shard.
        preset: The columns to write.
        layout: The columns of Parquet shards; None for JSON lines.
    """

    directory: RunDirectory
    dataset: Dataset
    generation: Generation
    shard_rows: int
    preset: Preset
    layout: Layout | None = None

    def start(self, manifest: Manifest, *, resume: bool) -> None:
        """Write the manifest, or see that a run that is there already is the same one.

        Raises:
            OutputError: If there is a run and it is not to be resumed, or it is another one. The
                message says what changed.
        """
        path = self.directory.manifest
        if path.exists() and not resume:
            raise OutputError(
                f"{self.directory.path} holds a run: --resume goes on with it, or name another one"
            )
        before = Manifest.read_whole(path)
        if before is None:  # there is none, or it is damaged: its run can still be told
            self.directory.seal = manifest.seal
            if runs_of_statistics(self.directory) - {manifest.seal}:
                raise OutputError(
                    f"{self.directory.path} holds shards of another run, whose {path.name} is "
                    "lost or damaged: name another directory"
                )
            replace_file(path, manifest.encode())
            return
        self.directory.seal = before.seal
        changes = manifest.changes(before)
        if changes:
            raise OutputError(
                f"{self.directory.path} holds another run, which cannot be resumed: "
                + "; ".join(changes)
            )

    def work(self, workers: int = 1, show: Callable[[Stand], None] | None = None) -> RunResult:
        """Write all shards that are not done.

        Args:
            workers: How many processes.
            show: Is told from time to time how far the run is.

        Raises:
            OutputError: If something cannot be written, or a worker is killed again and again.
        """
        if self.directory.summary.exists() and (done := self._done()) is not None:
            self.directory.clear()
            done.summary.rows_before = done.summary.rows
            return done
        before = self.rows_done()
        watch = _Watch(show, before, self.dataset.count()) if show is not None else None
        if workers == 1:
            _work(self, 0, 1, watch)
        else:
            _Team(self, workers).work(watch)
        result = self._close()
        result.summary.rows_before = before
        return result

    def rows_done(self, known: dict[str, int] | None = None) -> int:
        """Give the rows of all shards that are done, and of those that are begun.

        Args:
            known: The rows of shards that are done, by name; those that are found are added.
        """
        done = {} if known is None else known
        for path in (self.directory.path / "statistics").glob("*.json"):
            if not done.get(path.name):
                done[path.name] = _rows_of(path)
        begun = (self.directory.path / "progress").glob("*.json")
        return sum(done.values()) + sum(map(_rows_of, begun))

    def _close(self) -> RunResult:
        """Say that the run is done."""
        result, content = self._added_up()
        replace_file(self.directory.summary, content)
        self.directory.clear()
        return result

    def _done(self) -> RunResult | None:
        """Give the result of a run that is done, if all its files are still what they were."""
        result, content = self._added_up(whole=True)
        try:
            told = self.directory.summary.read_bytes()
        except OSError:
            return None
        return result if told == content else None

    def _added_up(self, *, whole: bool = False) -> tuple[RunResult, bytes]:
        """Give what all shards come to, and what the file of the summary has to hold.

        Args:
            whole: As for `read_statistics`.
        """
        summary = Summary()
        damage: dict[str, None] = {}
        files: dict[str, Any] = {}
        number = 0
        while (found := read_statistics(self.directory, number, whole=whole)) is not None:
            summary.add_state(found)
            damage.update(dict.fromkeys(found["damage"]))
            files |= found["files"]
            number += 1
        state = {**summary.state(), "shards": number, "damage": list(damage), "files": files}
        return RunResult(summary, number, tuple(damage)), encode_numbers(state)


class _Watch:
    """Tells how far a run is.

    Args:
        show: Is told.
        before: How many rows were done when this process began.
        total: How many rows there are, if that is known.
    """

    def __init__(self, show: Callable[[Stand], None], before: int, total: int | None) -> None:
        self._show = show
        self._before = self._rows = before
        self._total = total

    def add(self, rows: int, fraction: float | None) -> None:
        """Tell of rows that this process did."""
        self.tell(self._rows + rows, fraction)

    def tell(self, rows: int, fraction: float | None) -> None:
        """Tell of all rows that are done."""
        self._rows = rows
        if self._total:
            fraction = min(1.0, rows / self._total)
        self._show(Stand(rows, self._before, fraction))


def _work(run: Run, first: int, stride: int, watch: _Watch | None) -> None:
    """Write every shard from ``first`` on, in steps of ``stride``, that is not done."""
    reader = run.dataset.reader()
    number = 0
    try:
        while True:
            mine = number % stride == first
            if not mine or read_statistics(run.directory, number, whole=True) is not None:
                if reader.skip(run.shard_rows) < run.shard_rows:
                    return
            elif not _write_shard(run, number, reader, watch):
                return
            number += 1
    finally:
        reader.close()


def _write_shard(run: Run, number: int, reader: RowReader, watch: _Watch | None) -> bool:
    """Write a shard; False if the rows end in it."""
    before = len(reader.damage)
    with ShardWriter(run.directory, number, run.generation, run.preset, run.layout) as writer:
        told = writer.rows
        reader.skip(told)
        for result in results(run.generation, reader, run.shard_rows - told, run.layout):
            if writer.write(result) and watch is not None:
                watch.add(writer.rows - told, reader.fraction)
                told = writer.rows
        if writer.rows == 0 and number > 0 and len(reader.damage) == before:
            return False  # the rows ended with the shard before
        whole = writer.rows == run.shard_rows
        writer.finish(reader.damage[before:])
    return whole


class _Team:
    """Processes that share the shards out."""

    def __init__(self, run: Run, workers: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        threads = run.generation.threads or os.cpu_count() or 1
        generation = replace(run.generation, threads=max(1, threads // workers))
        # The lock stays with this process.
        directory = RunDirectory(run.directory.path, run.directory.ending, run.directory.seal)
        self._run = replace(run, generation=generation, directory=directory)
        self._workers = workers

    def work(self, watch: _Watch | None) -> None:
        deaths = [0] * self._workers
        known: dict[str, int] = {}
        at_work = {first: self._start(first) for first in range(self._workers)}
        try:
            while at_work:
                time.sleep(_SECONDS_BETWEEN_LOOKS)
                for first, process in list(at_work.items()):
                    if process.is_alive():
                        continue
                    del at_work[first]
                    if process.exitcode == 0:
                        continue
                    deaths[first] += 1
                    if process.exitcode != 1 and deaths[first] < _DEATHS:
                        at_work[first] = self._start(first)
                        continue
                    raise OutputError(self._how_it_ended(first, process))
                if watch is not None:
                    watch.tell(self._run.rows_done(known), None)
        finally:
            for process in at_work.values():
                process.terminate()
                process.join()

    def _start(self, first: int) -> BaseProcess:
        process = self._context.Process(target=_work_alone, args=(self._run, first, self._workers))
        process.start()
        return process

    def _how_it_ended(self, first: int, process: BaseProcess) -> str:
        said = self._run.directory.progress(first, "error.txt")
        if process.exitcode == 1 and said.exists():
            return said.read_text(encoding="utf-8")
        return (
            f"worker {first} was ended {_DEATHS} times (exit code {process.exitcode}); "
            "what is done stays: --resume goes on"
        )


def _rows_of(path: Path) -> int:
    """Give the rows that a file of statistics, or a checkpoint, counts."""
    try:
        state = unsealed(path.read_bytes(), encode_numbers)
    except OSError:
        return 0  # it was replaced just now
    return 0 if state is None else int(state.get("summary", state)["rows"])


def _work_alone(run: Run, first: int, stride: int) -> None:
    """Do the work of one process; what is wrong is left in a file, for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that one is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        with run.directory.shared():
            _work(run, first, stride, None)
    except LintSeqError as error:
        said = run.directory.progress(first, "error.txt")
        replace_file(said, str(error).encode())
        raise SystemExit(1) from None


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: nobody would know of its work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
