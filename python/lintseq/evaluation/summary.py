"""The sum of an evaluation: how many samples passed, why others did not, and pass@k."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lintseq.evaluation.chart import Curve, coverage_chart
from lintseq.evaluation.compute import Compute
from lintseq.evaluation.diversity import Diversity
from lintseq.evaluation.pass_at_k import estimate_pass_at_k

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.evaluation.evaluator import Evaluation
    from lintseq.evaluation.pass_at_k import Estimate
    from lintseq.evaluation.static_errors import StaticErrors

__all__ = ["Summary"]


@dataclass(slots=True)
class Summary:
    """Counts of samples.

    Attributes:
        samples: How many samples there were.
        statuses: How many have each status.
        reasons: How many have each status and reason.
        kinds: How many were of each kind.
        totals: For each problem, how many samples count.
        correct: For each problem, how many passed.
        diversity: How much the programs of a problem differ.
        compute: What the samples cost.
        static_errors: What linters say of the programs, one for each linter.
    """

    samples: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    correct: Counter[str] = field(default_factory=Counter)
    diversity: Diversity = field(default_factory=Diversity)
    compute: Compute = field(default_factory=Compute)
    static_errors: tuple[StaticErrors, ...] = ()

    def count(self, found: Evaluation) -> None:
        """Count what came of a sample."""
        verdict = found.verdict
        self.samples += 1
        self.statuses[verdict.status] += 1
        if verdict.reason is not None:
            self.reasons[verdict.status, verdict.reason] += 1
        if found.resolution.kind is not None:
            self.kinds[found.resolution.kind] += 1
        if found.counts and found.task_id is not None:
            self.totals[found.task_id] += 1
            self.correct[found.task_id] += verdict.status == "passed"
        self.diversity.count(found)
        self.compute.count(found)
        for one in self.static_errors:
            one.count(found)

    def estimates(self, ks: Sequence[int], *, seed: int = 0) -> list[Estimate]:
        """Estimate pass@k over the problems that have samples.

        Args:
            ks: How many samples are taken. Those for which a problem has too few are left out.
            seed: Of the confidence intervals.
        """
        tasks = sorted(self.totals)
        fewest = min(self.totals.values(), default=0)
        usable = [k for k in ks if k <= fewest]
        if not usable:
            return []
        totals = [self.totals[task] for task in tasks]
        return estimate_pass_at_k(totals, [self.correct[task] for task in tasks], usable, seed=seed)

    def chart(self, ks: Sequence[int] = (), *, seed: int = 0) -> str | None:
        """Draw pass@k over what k samples cost, or over k where that is not known.

        Args:
            ks: Numbers of samples to show besides the powers of two.
            seed: Of the confidence intervals.

        Returns:
            The text of an SVG file; None if there are no samples.
        """
        fewest = min(self.totals.values(), default=0)
        doubled = {1 << power for power in range(fewest.bit_length())}
        found = self.estimates(sorted(doubled | set(ks)), seed=seed)
        if not found:
            return None
        title = f"Coverage of {len(self.totals):,} problems"
        return coverage_chart([Curve("", found, self.compute.flops(1))], title)

    def report(self, ks: Sequence[int], *, problems: int, seed: int = 0) -> dict[str, Any]:
        """Give all numbers, for machines.

        Args:
            ks: As for `estimates`.
            problems: How many problems there are.
            seed: As for `estimates`.
        """
        found = {one.k: one for one in self.estimates(ks, seed=seed)}
        return {
            "samples": self.samples,
            "problems": problems,
            "problems_with_samples": len(self.totals),
            "fewest_samples": min(self.totals.values(), default=0),
            "statuses": dict(sorted(self.statuses.items())),
            "reasons": [
                {"status": status, "reason": reason, "samples": number}
                for (status, reason), number in sorted(self.reasons.items())
            ],
            "kinds": dict(sorted(self.kinds.items())),
            "pass_at_k": {
                str(k): None
                if k not in found
                else {
                    "value": found[k].value,
                    "low": found[k].low,
                    "high": found[k].high,
                    "flops": self.compute.flops(k),
                }
                for k in ks
            },
            "diversity": self.diversity.report(),
            "compute": self.compute.report(),
            "static_errors": [one.report() for one in self.static_errors],
        }
