"""Token budgets: rows that a trainer would cut off are cut at an edit, or left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lintseq.errors import ConfigError
from lintseq.sampling import check_int
from lintseq.training.tokens import Tokens

if TYPE_CHECKING:
    from lintseq.training.mask import View

__all__ = ["OVER", "Budget", "Over"]

Over: TypeAlias = Literal["reject", "cut"]

OVER: tuple[Over, ...] = ("reject", "cut")
"""What becomes of a row that has too many tokens."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many tokens a training row may have.

    Attributes:
        tokenizer: What counts them: a function from text to a sequence of tokens, a
            ``tokenizers.Tokenizer``, a tokenizer of ``transformers``, the path of a
            ``tokenizer.json``, or that of a folder with a tokenizer of ``transformers``.
        max_tokens: The most tokens, 1 or more; all count that the trainer sees: prompt,
            separators, end of sequence, and what the chat template adds.
        over: ``"reject"`` rows that have more, or ``"cut"`` them after the last edit that fits.
        tokens: The tokenizer, ready to be asked.

    Raises:
        ConfigError: If a value is not allowed, or the tokenizer cannot be read.
        MissingExtraError: If it is a file and ``tokenizers`` is not installed.
    """

    tokenizer: Any
    max_tokens: int
    over: Over = "reject"
    tokens: Tokens = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check_int("max tokens", self.max_tokens, 1, 2**31 - 1)
        if self.over not in OVER:
            raise ConfigError(f"over must be 'reject' or 'cut', not {self.over!r}")
        object.__setattr__(self, "tokens", Tokens.of(self.tokenizer))

    def count(self, view: View) -> int:
        """Count the tokens of what the trainer sees.

        Raises:
            ConfigError: If the tokenizer gives no sequence.
        """
        return sum(
            self.tokens.count(view.text[start:end], special_tokens=view.special_tokens)
            for start, end in view.pieces
        )
