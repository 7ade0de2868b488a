"""Sampling under the guidance of linters: many samples side by side, one batch a round.

Each sample waits for the verdict on one state, which the native linter has found clean. A round
collects what all of them wait for, leaves out what was judged before, and asks each linter once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.baseline import Baseline
from lintseq.config import engine_options
from lintseq.errors import ConfigError, LinterError
from lintseq.panel import Panel
from lintseq.sequence import split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.config import Config

__all__ = ["guide_batch"]


LINTER_FAILED = "linter-failed"
UNLINTED_LANGUAGE = "unlinted-language"


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
