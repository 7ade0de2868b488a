"""A campaign: targets by turns, for a given time, in a process that may die."""

from __future__ import annotations

import json
import multiprocessing
import random
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lintseq.testing.fuzzing.finding import Finding, attempt
from lintseq.testing.fuzzing.plugin import load_plugin
from lintseq.testing.fuzzing.selection import find_target
from lintseq.testing.fuzzing.worker import Slice, SliceResult, work
from lintseq.testing.oracle import BrokenPromise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from lintseq.testing.fuzzing.corpus import Corpus
    from lintseq.testing.fuzzing.target import Case, Target

__all__ = ["Campaign", "Report"]

_SLICE_SECONDS = 3.0
_FIRST_EXAMPLES = 20
_MOST_EXAMPLES = 2_000
_POLL_SECONDS = 0.2


@dataclass(slots=True)
class Report:
    """What a campaign did.

    Attributes:
        seed: What it was drawn by.
        examples: How many cases were tried, by target.
        kept: How many programs were kept, by language.
        findings: The findings, and the file of each.
        mended: Files of earlier findings that break nothing any more.
        seconds: How long it took.
    """

    seed: int
    examples: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    findings: list[tuple[Path, Finding]] = field(default_factory=list)
    mended: list[Path] = field(default_factory=list)
    seconds: float = 0.0


class Campaign:
    """Tries targets by turns until the time is up.

    Args:
        targets: What to try.
        corpus: Where programs and findings are kept.
        seed: What everything is drawn by.
        case_seconds: How long one case may take before it counts as a hang.
        plugins: What the worker loads first.
        sources: Real programs to start from, by language.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        corpus: Corpus,
        *,
        seed: int,
        case_seconds: float = 60.0,
        plugins: Sequence[str] = (),
        sources: dict[str, list[str]] | None = None,
    ) -> None:
        self._targets = list(targets)
        self._corpus = corpus
        self._case_seconds = case_seconds
        self._plugins = tuple(plugins)
        self._sources = sources or {}
        self._random = random.Random(seed)  # noqa: S311 - it draws tests
        self._known: dict[tuple[str, str, str], set[str]] = {}
        self._sizes: dict[tuple[str, str, str], int] = {}
        self._tried = 0
        self.report = Report(seed)

    def run(
        self,
        seconds: float,
        cases: int | None = None,
        tell: Callable[[float, Report], object] | None = None,
    ) -> Report:
        """Try the targets by turns.

        Args:
            seconds: How long; the slice that runs then is still finished.
            cases: Try about so many cases instead, however long it takes: the same ones on any
                machine, for one seed and an empty corpus.
            tell: Called after each slice with the part that is done.
        """
        start = time.monotonic()
        worker = _Worker(self._corpus.running, self._plugins)
        try:
            while self._targets:
                for target in self._random.sample(self._targets, len(self._targets)):
                    self.report.seconds = time.monotonic() - start
                    if cases is None:
                        done = self.report.seconds / seconds
                        left = min(_SLICE_SECONDS, seconds - self.report.seconds)
                    else:
                        done, left = self._tried / cases, None
                    if tell is not None:
                        tell(min(1.0, done), self.report)
                    if done >= 1:
                        return self.report
                    worker = self._try(target, worker, left)
            return self.report
        finally:
            worker.stop()
            self._corpus.save()
            with suppress(OSError):
                self._corpus.running.unlink()

    def try_again(self, path: Path, finding: Finding) -> None:
        """Try a finding of an earlier campaign: it is told again, or removed if it is mended."""
        for plugin in finding.plugins:
            load_plugin(plugin)
        target = find_target(finding.kind, finding.subject, finding.language)
        broken, _ = attempt(target, finding.case)
        if broken:
            self._known.setdefault(target_key(target), set()).update(one.promise for one in broken)
            self.report.findings.append((path, replace(finding, broken=broken)))
        else:
            path.unlink(missing_ok=True)
            self.report.mended.append(path)

    def _try(self, target: Target, worker: _Worker, seconds: float | None) -> _Worker:
        """Try one slice of a target; give the worker to go on with."""
        key = target_key(target)
        size = self._sizes.get(key, _FIRST_EXAMPLES)
        known = self._known.setdefault(key, set())
        kept = self._corpus.programs(target.language)
        asked = Slice(
            *key,
            size,
            self._random.getrandbits(64),
            (*self._sources.get(target.language, ()), *kept),
            frozenset(known),
        )
        self._tried += size
        start = time.monotonic()
        result = worker.run(asked, self._case_seconds)
        took = max(time.monotonic() - start, 1e-3)
        if isinstance(result, str):
            case = self._running()
            self._found(target, case, (BrokenPromise("survives", result),))
            # It would go on to take workers down, and hide what else there is.
            self._targets.remove(target)
            return _Worker(self._corpus.running, self._plugins)
        if seconds is not None:
            self._sizes[key] = round(min(_MOST_EXAMPLES, max(5, size * min(4, seconds / took))))
        self.report.examples[key] += result.examples
        for program, features in result.programs:
            self.report.kept[target.language] += self._corpus.keep(
                target.language, program, features
            )
        if result.case is not None:
            self._found(target, result.case, result.broken)
        return worker

    def _running(self) -> Case:
        try:
            case: Case = json.loads(self._corpus.running.read_bytes())
        except (OSError, ValueError):
            return {}
        return case

    def _found(self, target: Target, case: Case, broken: Sequence[BrokenPromise]) -> None:
        key = target_key(target)
        finding = Finding(*key, case, tuple(broken), self._plugins)
        # One finding of a kind is enough: what else there is shall be found, too.
        self._known.setdefault(key, set()).update(one.promise for one in broken)
        self.report.findings.append((finding.write(self._corpus.findings), finding))


def target_key(target: Target) -> tuple[str, str, str]:
    """Name a target."""
    return (target.kind, target.subject, target.language)


class _Worker:
    """The process, as the campaign sees it."""

    def __init__(self, running: Path, plugins: tuple[str, ...]) -> None:
        # A new interpreter: the engine's threads do not survive a fork.
        context = multiprocessing.get_context("spawn")
        self._running = running
        running.write_bytes(b"")
        self._link: Connection
        self._link, other = context.Pipe()
        self._process = context.Process(target=work, args=(other, running, plugins), daemon=True)
        self._process.start()
        other.close()

    def run(self, asked: Slice, case_seconds: float) -> SliceResult | str:
        """Run a slice, or say how the process ended; it is gone then."""
        try:
            self._link.send(asked)
            while not self._link.poll(_POLL_SECONDS):
                if self._seconds_in_case() > case_seconds:
                    self.stop()
                    return f"it takes longer than {case_seconds:.0f} seconds"
            result: SliceResult = self._link.recv()
        except (EOFError, OSError):
            self._process.join(10)
            code = self._process.exitcode
            self.stop()
            return f"the process died with exit code {code}"
        return result

    def stop(self) -> None:
        """End the process."""
        self._link.close()
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _seconds_in_case(self) -> float:
        """Tell how long the case that is tried now is being tried; 0 between cases."""
        with suppress(OSError):
            state = self._running.stat()
            if state.st_size:
                return time.time() - state.st_mtime
        return 0.0
