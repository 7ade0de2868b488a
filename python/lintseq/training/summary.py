"""What an export did, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lintseq.summary import Distribution

if TYPE_CHECKING:
    from lintseq.training.export import Converted

__all__ = ["ExportSummary"]


@dataclass(slots=True)
class ExportSummary:
    """What an export did.

    Attributes:
        rows: Rows read.
        training_rows: Training rows written.
        cut: How many of them were cut to save tokens.
        rejects: What gave no training row, by reason.
        tokens: Tokens of each training row, where there is a budget.
        first_reject: The first of the rejects, for a reader.
    """

    rows: int = 0
    training_rows: int = 0
    cut: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    tokens: Distribution = field(default_factory=Distribution)
    first_reject: str = ""

    def count(self, converted: Converted, place: str) -> None:
        """Take in what became of one row.

        Args:
            converted: What became of it.
            place: Where it was, for a reader.
        """
        self.rows += 1
        self.training_rows += len(converted.rows)
        for row in converted.rows:
            self.cut += row.passage.cut
            if row.tokens is not None:
                self.tokens.counts[row.tokens] += 1
        for reject in converted.rejects:
            self.rejects[reject.reason] += 1
            if not self.first_reject:
                self.first_reject = f"{place}: {reject.reason}: {reject.detail}"

    def report(self) -> dict[str, Any]:
        """Give the numbers for machines."""
        return {
            "rows": self.rows,
            "training_rows": self.training_rows,
            "cut": self.cut,
            "rejected": self.rejects.total(),
            "rejects": dict(self.rejects.most_common()),
            "tokens": {
                "total": sum(value * n for value, n in self.tokens.counts.items()),
                "mean": self.tokens.mean,
                "median": self.tokens.median,
                "max": max(self.tokens.counts, default=None),
            },
        }

    def text(self) -> str:
        """Write the numbers for a reader, a few lines."""
        rejected = self.rejects.total()
        written = f"{self.training_rows:,} training rows out"
        lines = [f"{self.rows:,} rows in, {written}, {rejected:,} rejected"]
        lines += [f"  {number:>8,}  {reason}" for reason, number in self.rejects.most_common()]
        if self.tokens.counts:
            lines.append(
                f"tokens: mean {self.tokens.mean:.1f}, median {self.tokens.median:g}, "
                f"most {max(self.tokens.counts):,}; {self.cut:,} rows cut"
            )
        return "\n".join(lines)
