"""Sampling under the guidance of linters: many samples side by side, one batch a round.

Each sample waits for the verdict on one state, which the native linter has found clean. A round
collects what all of them wait for, leaves out what was judged before, and asks each linter once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lintseq import _core
from lintseq.baseline import Baseline
from lintseq.config import engine_options
from lintseq.errors import ConfigError, LinterError
from lintseq.linter import find_linter, reports_of, unlinted
from lintseq.sequence import split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.config import Config
    from lintseq.diagnostic import Diagnostic
    from lintseq.linter import Linter

__all__ = ["Panel", "guide_batch"]

Report: TypeAlias = "Sequence[Diagnostic] | LinterError"

LINTER_FAILED = "linter-failed"
UNLINTED_LANGUAGE = "unlinted-language"

_MOST_STATES = 512
"""States that a linter gets at once."""
_MOST_REMEMBERED = 100_000


class Panel:
    """Linters that are asked together, with what they said so far.

    Args:
        names: The names of the linters.

    Raises:
        UnknownLinterError: If no linter has one of the names.
        LinterError: If one of them cannot be used here.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._linters = [find_linter(name) for name in names]
        self._known: dict[tuple[str, str], Report] = {}

    def missing(self, language: str) -> str | None:
        """Say why a language cannot be linted; None if it can."""
        problems = (unlinted(linter, language) for linter in self._linters)
        return next((problem for problem in problems if problem is not None), None)

    def lint(self, states: Sequence[str], language: str) -> list[Report]:
        """Give what all linters find in each state, or the error of one that could not tell."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        fresh = [state for state in dict.fromkeys(states) if (language, state) not in self._known]
        for first in range(0, len(fresh), _MOST_STATES):
            batch = fresh[first : first + _MOST_STATES]
            reports = [_ask(linter, batch, language) for linter in self._linters]
            for state, *found in zip(batch, *reports, strict=True):
                self._known[language, state] = _together(found)
        return [self._known[language, state] for state in states]


@dataclass(slots=True)
class _Row:
    """A program whose samples are under way."""

    guide: _core.Guide
    language: str
    baseline: Baseline
    rejection: _core.Rejection | None = None


def guide_batch(
    programs: Sequence[str | bytes],
    languages: Sequence[str],
    config: Config,
    samples: int,
    seed: int,
) -> list[list[_core.Steps] | _core.Rejection]:
    """Sample many programs under the guidance of ``config.linters``.

    The result for a program does not depend on the others or on their order.

    Args:
        programs: The finished programs.
        languages: The name of each one's language.
        config: How to sample, and which linters guide.
        samples: How many sequences for each program.
        seed: From 0 to 2**64 - 1.

    Returns:
        For each program its step arrays, or reason and detail of why there are none.

    Raises:
        ConfigError: If the configuration does not go with linters.
        UnknownLinterError: If no linter has one of the names.
        LinterError: If one of the linters cannot be used here.
    """
    if config.strategy == "random":
        raise ConfigError("strategy 'random' checks no state: it goes with no linters")
    if (config.children_per_round, config.top_k, config.population) != (1, 1, 1):
        raise ConfigError("the tree search goes with the native linter only; leave it out")
    panel = Panel(config.linters)
    options = engine_options(config)
    started: list[_Row | _core.Rejection] = []
    for program, language in zip(programs, languages, strict=True):
        guide = _core.Guide.start(program, language, options, samples, seed)
        problem = panel.missing(language)
        if isinstance(guide, tuple):
            started.append(guide)
        elif problem is not None:
            started.append((UNLINTED_LANGUAGE, problem))
        else:
            started.append(_Row(guide, language, Baseline((), 0)))
    rows = [row for row in started if isinstance(row, _Row)]
    if config.baseline == "keep":
        _set_baselines(rows, panel)
    while _round(rows, panel):
        pass
    return [
        row if isinstance(row, tuple) else row.rejection or row.guide.steps() for row in started
    ]


def _set_baselines(rows: Sequence[_Row], panel: Panel) -> None:
    """Note what the finished programs have: it is nobody's fault."""
    for language in {row.language for row in rows}:
        those = [row for row in rows if row.language == language]
        reports = panel.lint([row.guide.program for row in those], language)
        for row, report in zip(those, reports, strict=True):
            if isinstance(report, LinterError):
                row.rejection = (LINTER_FAILED, f"on the finished program: {report}")
            else:
                row.baseline = Baseline(report, len(split_lines(row.guide.program)))


def _round(rows: Sequence[_Row], panel: Panel) -> bool:
    """Answer one question of each sample; says whether there was any."""
    asked: dict[str, list[tuple[_Row, int, str, list[int]]]] = {}
    for row in rows:
        if row.rejection is None:
            asked.setdefault(row.language, []).extend(
                (row, sample, state, lines.tolist())
                for sample, state, lines in row.guide.questions()
            )
    for language, questions in asked.items():
        reports = panel.lint([state for _, _, state, _ in questions], language)
        for (row, sample, _, lines), report in zip(questions, reports, strict=True):
            if row.rejection is not None:
                continue
            if isinstance(report, LinterError):
                row.rejection = (LINTER_FAILED, str(report))
            else:
                row.rejection = row.guide.answer(sample, row.baseline.blame(report, lines))
    return any(asked.values())


def _together(reports: Sequence[Report]) -> Report:
    """Join what several linters say of one state."""
    found: list[Diagnostic] = []
    for report in reports:
        if isinstance(report, LinterError):
            return report
        found.extend(report)
    return found


def _ask(linter: Linter, states: Sequence[str], language: str) -> list[Report]:
    """Ask a linter. Where it fails on many states, find out which of them it is."""
    try:
        return reports_of(linter, states, language)
    except LinterError as error:
        problem = error
    except Exception as error:  # noqa: BLE001 - whatever a plug-in raises is its failure
        problem = LinterError(f"linter {linter.name!r} failed: {error!r}")
    if len(states) == 1:
        return [problem]
    half = len(states) // 2
    return [*_ask(linter, states[:half], language), *_ask(linter, states[half:], language)]
