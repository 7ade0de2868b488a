"""What samples cost: tokens, and floating-point operations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lintseq.errors import ConfigError
from lintseq.evaluation.resolution import KINDS
from lintseq.training.separator import DIFF, Separator
from lintseq.training.tokens import Tokens

if TYPE_CHECKING:
    from lintseq.evaluation.evaluator import Evaluation

__all__ = ["Compute"]

_COLUMNS = ("tokens", "n_tokens")


@dataclass(slots=True)
class Compute:
    """Counts the tokens that a model wrote.

    A sample that says its tokens, in a column ``tokens`` or ``n_tokens``, as a number or as a list
    of them, is believed. Those of others are counted in what the model wrote.

    Args:
        parameters: How many parameters the model has. Each token costs two operations for each.
        tokenizer: What counts tokens, see `lintseq.training.Budget`; None leaves out samples that
            do not say.
        separator: What stands between edits in the text of a model.

    Attributes:
        tokens: For each problem, the tokens of its samples.
        counted: For each problem, the samples whose tokens are known.
        uncounted: How many samples there are whose tokens are not known.

    Raises:
        ConfigError: If ``parameters`` is not above 0, or the tokenizer is none.
        MissingExtraError: If the tokenizer is a file, and ``tokenizers`` is not installed.
    """

    parameters: float | None = None
    tokenizer: Any = None
    separator: str = DIFF
    tokens: Counter[str] = field(init=False, default_factory=Counter)
    counted: Counter[str] = field(init=False, default_factory=Counter)
    uncounted: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        if self.parameters is not None and not self.parameters > 0:
            raise ConfigError(f"a model has more than 0 parameters, not {self.parameters!r}")
        if self.tokenizer is not None:
            self.tokenizer = Tokens.of(self.tokenizer)

    def count(self, found: Evaluation) -> None:
        """Count the tokens of a sample, if it counts for its problem."""
        if not found.counts or found.task_id is None:
            return
        number = self._tokens(found)
        if number is None:
            self.uncounted += 1
            return
        self.tokens[found.task_id] += number
        self.counted[found.task_id] += 1

    def _tokens(self, found: Evaluation) -> int | None:
        for name in _COLUMNS:
            said = found.columns.get(name)
            if isinstance(said, int) and not isinstance(said, bool) and said >= 0:
                return said
            if isinstance(said, list):
                return len(said)
        text = _written(found, self.separator)
        if self.tokenizer is None or text is None:
            return None
        number: int = self.tokenizer.count(text, special_tokens=False)
        return number

    @property
    def tokens_per_sample(self) -> float | None:
        """The mean over the problems of the mean tokens of a sample; None if none are known."""
        means = [number / self.counted[task] for task, number in self.tokens.items()]
        return sum(means) / len(means) if means else None

    def flops(self, k: int) -> float | None:
        """Give the operations that k samples of a problem cost, in the mean over problems."""
        tokens = self.tokens_per_sample
        if tokens is None or self.parameters is None:
            return None
        return 2 * self.parameters * tokens * k

    def report(self) -> dict[str, Any]:
        """Give the numbers."""
        return {
            "tokens": self.tokens.total(),
            "samples": self.counted.total(),
            "uncounted": self.uncounted,
            "tokens_per_sample": self.tokens_per_sample,
            "parameters": self.parameters,
            "flops_per_sample": self.flops(1),
        }


def _written(found: Evaluation, separator: str) -> str | None:
    """Give what a model wrote; None where that cannot be told."""
    kind = found.resolution.kind
    content = found.columns.get(kind) if kind in KINDS else None
    if isinstance(content, (list, tuple)) and all(isinstance(edit, str) for edit in content):
        content = Separator(separator).join(content, finished=True)
    if not isinstance(content, str):
        return None
    return content.encode(errors="replace").decode()
