"""Samples against problems: each is resolved and run, and none is lost."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any

from lintseq.errors import ConfigError
from lintseq.evaluation.preparation import Prepared
from lintseq.evaluation.resolution import Resolution, Resolver
from lintseq.evaluation.runner import find_runner, runners
from lintseq.evaluation.sandbox import RunLimits, Sandbox, SandboxError
from lintseq.evaluation.verdict import Verdict, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from typing_extensions import Self

    from lintseq.evaluation.problem import Problem

__all__ = ["Evaluation", "Evaluator"]

_NOTHING = Resolution(None, None)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of one sample.

    Attributes:
        columns: The columns of the sample.
        task_id: The name of its problem; None if the row has none.
        language: The language of the problem; None if there is no such problem.
        resolution: The program that the sample gives.
        verdict: What became of the program.
    """

    columns: Mapping[str, Any]
    task_id: str | None
    language: str | None
    resolution: Resolution
    verdict: Verdict

    @property
    def counts(self) -> bool:
        """Whether it is a sample of its problem, for pass@k."""
        return self.verdict.status not in ("unusable", "not-run")

    def row(self) -> dict[str, Any]:
        """Give the sample with what became of it. Columns of ours take the place of others."""
        made, verdict = self.resolution, self.verdict
        return {
            **self.columns,
            "task_id": self.task_id,
            "language": self.language,
            "kind": made.kind,
            "program": made.program,
            "n_edits": made.edits,
            "finished": made.finished,
            "n_failures": len(made.failures),
            "passed": verdict.status == "passed",
            "status": verdict.status,
            "reason": verdict.reason,
            "detail": verdict.detail,
            "seconds": round(verdict.seconds, 4),
        }


@dataclass(slots=True)
class Evaluator:
    r"""Runs samples against problems, in several sandboxes at once.

    Args:
        problems: The problems.
        resolver: How programs are made of samples.
        limits: What a program may use.
        workers: How many run at once; as many as there are processors if None.
        unprotected: Whether to run programs also where they cannot be kept from doing harm, see
            `Sandbox`.
        reuse: Whether equal programs of a problem are run once. It saves much time at low
            temperatures; programs that depend on chance or time then have one verdict. What is
            known is kept until the evaluator is closed.

    Raises:
        ConfigError: If two problems have one name, or ``workers`` is less than 1.

    Example:
        >>> from lintseq.evaluation import Problem
        >>> problem = Problem("double", "assert double(2) == 4", "def double(n):\n")
        >>> samples = [{"task_id": "double", "completion": "    return 2 * n\n"}]
        >>> with Evaluator([problem]) as evaluator:
        ...     [found.verdict.status for found in evaluator.evaluate(samples)]
        ['passed']
    """

    problems: Iterable[Problem]
    resolver: Resolver = field(default_factory=Resolver)
    limits: RunLimits = field(default_factory=RunLimits)
    workers: int | None = None
    unprotected: bool = False
    reuse: bool = False
    _named: dict[str, Problem] = field(init=False, repr=False)
    _free: SimpleQueue[Sandbox | None] = field(init=False, repr=False, default_factory=SimpleQueue)
    _started: list[Sandbox] = field(init=False, repr=False, default_factory=list)
    _known: dict[tuple[str, str], Future[Verdict]] = field(
        init=False, repr=False, default_factory=dict
    )
    _lock: Lock = field(init=False, repr=False, default_factory=Lock)
    _prepared: dict[str, Prepared] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        problems = list(self.problems)
        self._named = {problem.task_id: problem for problem in problems}
        if len(self._named) < len(problems):
            raise ConfigError("two problems have one name")
        if self.workers is None:
            self.workers = os.cpu_count() or 1
        if self.workers < 1:
            raise ConfigError(f"workers is 1 or more, not {self.workers!r}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all sandboxes."""
        while self._started:
            self._started.pop().close()
        self._known.clear()
        while self._prepared:
            self._prepared.popitem()[1].close()
        for _ in range(self.workers or 1):  # none waits for a sandbox that does not come
            self._free.put(None)

    def evaluate(self, samples: Iterable[Mapping[str, Any]]) -> Iterator[Evaluation]:
        """Give what came of each sample, in their order; no content of a sample makes it raise.

        Args:
            samples: Rows with ``task_id`` and a column of `KINDS`.

        Raises:
            UnprotectedError: If programs cannot be kept from doing harm.
            SandboxError: If no sandbox can be started.
        """
        self._start()
        workers = self.workers or 1
        rows = iter(samples)
        pool = ThreadPoolExecutor(workers)
        waiting: deque[Future[Evaluation]] = deque()
        done = False
        try:
            waiting.extend(pool.submit(self._evaluate, row) for row in islice(rows, 4 * workers))
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(self._evaluate, row) for row in islice(rows, 1))
            done = True
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if not done:  # whoever stops here does not wait for programs that hang
                self.close()
            pool.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> None:
        languages = {problem.language for problem in self._named.values()}
        found = [runner for name in sorted(languages) if (runner := find_runner(name))]
        needed = [place for runner in found for place in runner.needed()]
        if not self._started:
            self._free = SimpleQueue()
            for runner in found:
                if runner.prepared is not None:
                    self._prepared[runner.language] = Prepared(runner.prepared)
        prepared = [one.folder for one in self._prepared.values()]
        while len(self._started) < (self.workers or 1):
            sandbox = Sandbox(
                self.limits, needed=needed, prepared=prepared, unprotected=self.unprotected
            )
            self._started.append(sandbox)
            self._free.put(sandbox)

    def _evaluate(self, columns: Mapping[str, Any]) -> Evaluation:
        task = columns.get("task_id")
        if isinstance(task, bool) or not isinstance(task, (str, int)):
            verdict = Verdict("unusable", "invalid-row", "a sample has a task_id")
            return Evaluation(columns, None, None, _NOTHING, verdict)
        name = str(task)
        problem = self._named.get(name)
        if problem is None:
            verdict = Verdict("unusable", "unknown-task", f"there is no problem {name!r}")
            return Evaluation(columns, name, None, _NOTHING, verdict)
        made = self.resolver.resolve(columns, problem)
        if made.program is None:
            verdict = Verdict("unresolved", made.reason, made.detail)
        elif self.reuse:
            verdict = self._known_or_run(made.program, problem)
        else:
            verdict = self._run(made.program, problem)
        return Evaluation(columns, name, problem.language, made, verdict)

    def _known_or_run(self, program: str, problem: Problem) -> Verdict:
        """Run a program, unless it was run before, or wait for another thread that runs it."""
        with self._lock:
            known = self._known.get((problem.task_id, program))
            if known is None:
                ours = self._known[problem.task_id, program] = Future()
        if known is not None:
            return known.result()
        try:
            verdict = self._run(program, problem)
        except BaseException as error:
            ours.set_exception(error)
            raise
        if verdict.status == "not-run":  # the next one may have more luck
            with self._lock:
                self._known.pop((problem.task_id, program), None)
        ours.set_result(verdict)
        return verdict

    def _run(self, program: str, problem: Problem) -> Verdict:
        runner = find_runner(problem.language)
        if runner is None:
            known = ", ".join(runners())
            return Verdict("not-run", "unknown-language", f"{problem.language}; known: {known}")
        if (absent := runner.missing()) is not None:
            return Verdict("not-run", "missing-tool", absent)
        prepared = self._prepared.get(problem.language)
        if prepared is not None and (why := prepared.problem()) is not None:
            return Verdict("not-run", "missing-tool", f"{why}; needed: {runner.install}")
        sandbox = self._free.get()
        if sandbox is None:
            return Verdict("not-run", "sandbox-failed", "the evaluation was stopped")
        try:
            ends = sandbox.run(
                runner.texts(program, problem.tests),
                runner.steps(self.limits, prepared.place if prepared is not None else ""),
                program=program,
                tests=problem.tests,
                entry_point=problem.entry_point,
            )
        except SandboxError as error:
            return Verdict("not-run", "sandbox-failed", str(error))
        finally:
            if sandbox in self._started:
                self._free.put(sandbox)
        return verdict_of(runner, ends)
