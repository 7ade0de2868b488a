"""Loss masks: which characters of what a trainer sees count, and which tokens these are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lintseq.training.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["IGNORED", "Labels", "Mask", "View", "token_mask"]

IGNORED = -100
"""The label of tokens without loss, as PyTorch's cross entropy has it."""


@dataclass(frozen=True, slots=True)
class View:
    """A training row as a trainer sees it.

    Attributes:
        text: The text.
        pieces: Start and end of each part that the trainer tokenizes for itself. Together they are
            the text.
        special_tokens: Whether the trainer lets the tokenizer put tokens around the text, such as
            a beginning of sequence.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]
    special_tokens: bool

    @classmethod
    def whole(cls, text: str, *, special_tokens: bool) -> View:
        """Make the view of a text that is tokenized at once."""
        return cls(text, ((0, len(text)),), special_tokens)


@dataclass(frozen=True, slots=True)
class Mask:
    """Where a training row has loss.

    Attributes:
        view: What the trainer sees.
        spans: Start and end, in characters of its text, of each part with loss, in order.
    """

    view: View
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The text that the trainer sees."""
        return self.view.text

    @property
    def trained(self) -> str:
        """The characters with loss."""
        return "".join(self.text[start:end] for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Labels:
    """Tokens with labels.

    Attributes:
        ids: The tokens.
        labels: For each token itself where there is loss, else `IGNORED`.
    """

    ids: tuple[int, ...]
    labels: tuple[int, ...]


def token_mask(mask: Mask, tokenizer: Any) -> Labels:  # noqa: ANN401 - see Tokens.of
    """Turn a mask of characters into labels of tokens.

    A token has loss if one of its characters has. Tokens without characters, such as a beginning
    of sequence, have none.

    Args:
        mask: The mask.
        tokenizer: A tokenizer that tells where its tokens are: of ``tokenizers``, a fast one of
            ``transformers``, or the path of a ``tokenizer.json``.

    Raises:
        ConfigError: If it cannot tell where its tokens are.
    """
    tokens = Tokens.of(tokenizer)
    ids: list[int] = []
    labels: list[int] = []
    view = mask.view
    for start, end in view.pieces:
        found, offsets = tokens.locate(view.text[start:end], special_tokens=view.special_tokens)
        ids += found
        labels += [
            token if _overlaps(start + left, start + right, mask.spans) else IGNORED
            for token, (left, right) in zip(found, offsets, strict=True)
        ]
    return Labels(tuple(ids), tuple(labels))


def _overlaps(left: int, right: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(left < end and start < right for start, end in spans)
