"""Scoring: samples are run against tests, and counted for each set of problems."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from lintseq.evaluation import Compute, Evaluator, RunLimits, StaticErrors, Summary
from training.stage import checksum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.pair import Pair
    from training.settings import Settings

__all__ = ["SOURCES", "score"]

SOURCES = {"humaneval": "HumanEval", "mbxp": "MBXP, held out", "exercises": "Exercises, held out"}
"""The sets of problems, and what they are called."""


def score(
    samples: Path, results: Path, pairs: Sequence[Pair], parameters: int, settings: Settings
) -> dict[str, Any]:
    """Run samples, and write a row for each.

    Args:
        samples: The file of samples.
        results: Where to write what became of them.
        pairs: The problems.
        parameters: Of the model, for what samples cost.
        settings: The settings of the experiment.

    Returns:
        The report of each set of problems, the counts from which its curve can be drawn, and the
        checksum of the samples.
    """
    sources = {pair.name: pair.source for pair in pairs}
    summaries = {
        name: Summary(
            compute=Compute(parameters=parameters), static_errors=(StaticErrors("native"),)
        )
        for name in SOURCES
        if name in sources.values()
    }
    rows = map(json.loads, samples.read_text(encoding="utf-8").splitlines())
    begun = time.monotonic()
    results.parent.mkdir(parents=True, exist_ok=True)
    with (
        results.open("w", encoding="utf-8") as file,
        Evaluator(
            [pair.problem for pair in pairs],
            limits=RunLimits(seconds=settings.seconds),
            reuse=True,
        ) as evaluator,
    ):
        for found in evaluator.evaluate(rows):
            summaries[sources[found.task_id or ""]].count(found)
            file.write(json.dumps(found.row()) + "\n")
    if failed := sum(summary.statuses["not-run"] for summary in summaries.values()):
        raise SystemExit(f"{failed} programs could not be run, see {results}; run again")
    number = sum(summary.samples for summary in summaries.values())
    return {
        "samples_sha256": checksum(samples),
        "samples_a_second": round(number / (time.monotonic() - begun), 1),
        "sources": {name: _report(summary, settings.seed) for name, summary in summaries.items()},
    }


def _report(summary: Summary, seed: int) -> dict[str, Any]:
    fewest = min(summary.totals.values())
    ks = sorted({k for k in (1, 2, 5, 10, 20, 50, 100) if k <= fewest} | {fewest})
    report = summary.report(ks, problems=len(summary.totals), seed=seed)
    return report | {"correct": dict(summary.correct), "totals": dict(summary.totals)}
