"""The process that tries cases: the engine may take it down, and the campaign goes on."""

from __future__ import annotations

import faulthandler
import json
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import FlakyFailure, HypothesisException

from lintseq.testing.fuzzing.finding import attempt
from lintseq.testing.fuzzing.plugin import load_plugin
from lintseq.testing.fuzzing.selection import find_target
from lintseq.testing.oracle import BrokenPromise, BrokenPromiseError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from lintseq.testing.fuzzing.target import Case, Target

__all__ = ["Slice", "SliceResult", "work"]


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a campaign.

    Attributes:
        kind: The kind of its target.
        subject: The subject of its target.
        language: The language of its target.
        examples: How many cases to try.
        seed: What they are drawn by.
        sources: Programs to start from.
        known: Promises that are known to be broken; others are looked for.
    """

    kind: str
    subject: str
    language: str
    examples: int
    seed: int
    sources: tuple[str, ...]
    known: frozenset[str]


@dataclass(slots=True)
class SliceResult:
    """What came of a slice.

    Attributes:
        examples: How many cases were tried.
        case: The smallest case that breaks a promise; None if none does.
        broken: What it breaks.
        programs: Programs, and the features that they showed.
    """

    examples: int = 0
    case: Case | None = None
    broken: tuple[BrokenPromise, ...] = ()
    programs: list[tuple[str, frozenset[str]]] = field(default_factory=list)


def work(link: Connection, running: Path, plugins: tuple[str, ...]) -> None:
    """Try slices until the other end closes.

    Args:
        link: Gives a `Slice`, takes a `SliceResult`.
        running: The file that holds a case as long as it is tried.
        plugins: What to load first.
    """
    faulthandler.enable()
    warnings.simplefilter("ignore", hypothesis.errors.HypothesisWarning)
    for plugin in plugins:
        load_plugin(plugin)
    targets: dict[tuple[str, str, str], Target] = {}
    while True:
        try:
            asked: Slice = link.recv()
        except EOFError:
            return
        key = (asked.kind, asked.subject, asked.language)
        if key not in targets:
            targets[key] = find_target(*key)
        link.send(_run(targets[key], asked, running))


def _run(target: Target, asked: Slice, running: Path) -> SliceResult:
    result = SliceResult()
    seen: set[str] = set()

    @hypothesis.seed(asked.seed)
    @settings(
        max_examples=asked.examples,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.cases(asked.sources))
    def trial(case: Case) -> None:
        result.examples += 1
        running.write_text(json.dumps(case))
        broken, features = attempt(target, case)
        running.write_bytes(b"")
        if not features <= seen and isinstance(program := case.get("program"), str):
            seen.update(features)
            result.programs.append((program, features))
        new = tuple(one for one in broken if one.promise not in asked.known)
        if new:
            # The last failure that hypothesis shows us is the smallest.
            result.case, result.broken = case, new
            raise BrokenPromiseError(new)

    try:
        trial()
    except BrokenPromiseError:
        pass
    except FlakyFailure:
        result.broken = (
            BrokenPromise("reproducible", "tried again, the same case breaks nothing, or another"),
            *result.broken,
        )
    except HypothesisException as error:
        result.case = result.case or {}
        result.broken = (BrokenPromise("cases", f"no cases can be made: {error}"),)
    return result
