"""Tokenizers: whatever the user has, asked for tokens in one way."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Tokens"]


class Tokens:
    """A tokenizer: a function from text to tokens that has nothing else.

    Args:
        function: Gives a sequence of tokens for a text.
    """

    def __init__(self, function: Any) -> None:  # noqa: ANN401 - checked when it is called
        self._function = function

    @staticmethod
    def of(tokenizer: Any) -> Tokens:  # noqa: ANN401 - four kinds that share nothing
        """Take a tokenizer of any kind.

        Args:
            tokenizer: A function from text to a sequence of tokens, a ``tokenizers.Tokenizer``, a
                tokenizer of ``transformers``, the path of a ``tokenizer.json``, or that of a
                folder with a tokenizer of ``transformers``.

        Raises:
            ConfigError: If it is none of these, or a file that cannot be read.
            MissingExtraError: If it is a file and ``tokenizers`` is not installed.
        """
        if isinstance(tokenizer, Tokens):
            return tokenizer
        if isinstance(tokenizer, (str, os.PathLike)):
            return _load(Path(tokenizer))
        if hasattr(tokenizer, "apply_chat_template"):
            return _TransformersTokens(tokenizer)
        if hasattr(tokenizer, "encode") and hasattr(tokenizer, "from_str"):
            return _TokenizersTokens(tokenizer)
        if callable(tokenizer):
            return Tokens(tokenizer)
        raise ConfigError(
            "a tokenizer is a function from text to tokens, one of tokenizers or transformers, "
            f"or a path, not {tokenizer!r}"
        )

    @property
    def chat(self) -> Any:  # noqa: ANN401 - a tokenizer of transformers
        """The tokenizer of ``transformers`` whose chat template counts; None if there is none."""
        return None

    def count(self, text: str, *, special_tokens: bool) -> int:
        """Count the tokens of a text.

        Args:
            text: The text.
            special_tokens: Whether to let the tokenizer put tokens around the text. A plain
                function is not asked for it.

        Raises:
            ConfigError: If a function gives no sequence.
        """
        return len(self._ids(text, special_tokens=special_tokens))

    def locate(
        self,
        text: str,  # noqa: ARG002 - kinds differ
        *,
        special_tokens: bool,  # noqa: ARG002
    ) -> tuple[list[int], list[tuple[int, int]]]:
        """Give the tokens of a text, and start and end of each in characters.

        Raises:
            ConfigError: If the tokenizer does not tell.
        """
        raise ConfigError(
            "this tokenizer does not tell where its tokens are: take one of tokenizers, or a fast "
            "one of transformers"
        )

    def _ids(self, text: str, *, special_tokens: bool) -> Sequence[int]:  # noqa: ARG002 - kinds differ
        ids: Sequence[int] = self._function(text)
        if not hasattr(ids, "__len__"):
            raise ConfigError(f"the tokenizer gave {ids!r}, no sequence of tokens")
        return ids


class _TokenizersTokens(Tokens):
    """A tokenizer of ``tokenizers``."""

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 - not imported here
        # A saved tokenizer may cut texts off, or fill them up. The user's own is left as it is.
        super().__init__(type(tokenizer).from_str(tokenizer.to_str()))
        self._function.no_truncation()
        self._function.no_padding()

    def _ids(self, text: str, *, special_tokens: bool) -> Sequence[int]:
        ids: list[int] = self._function.encode(text, add_special_tokens=special_tokens).ids
        return ids

    def locate(self, text: str, *, special_tokens: bool) -> tuple[list[int], list[tuple[int, int]]]:
        found = self._function.encode(text, add_special_tokens=special_tokens)
        return found.ids, found.offsets


class _TransformersTokens(Tokens):
    """A tokenizer of ``transformers``."""

    @property
    def chat(self) -> Any:  # noqa: ANN401 - not imported here
        return self._function if getattr(self._function, "chat_template", None) else None

    def _ids(self, text: str, *, special_tokens: bool) -> Sequence[int]:
        ids: list[int] = self._encoded(text, special_tokens)["input_ids"]
        return ids

    def locate(self, text: str, *, special_tokens: bool) -> tuple[list[int], list[tuple[int, int]]]:
        if not getattr(self._function, "is_fast", False):
            return super().locate(text, special_tokens=special_tokens)
        found = self._encoded(text, special_tokens, return_offsets_mapping=True)
        return found["input_ids"], found["offset_mapping"]

    def _encoded(self, text: str, special_tokens: bool, **options: Any) -> Any:  # noqa: ANN401, FBT001
        return self._function(
            text,
            add_special_tokens=special_tokens,
            truncation=False,
            padding=False,
            verbose=False,  # texts that are too long are what is looked for
            **options,
        )


def _load(path: Path) -> Tokens:
    """Read a tokenizer from a file or a folder.

    Raises:
        ConfigError: If that is not possible.
        MissingExtraError: If ``tokenizers`` is not installed.
    """
    if not path.exists():
        raise ConfigError(f"{path}: no such tokenizer")
    if path.is_dir():
        return _TransformersTokens(_load_folder(path))
    try:
        module = import_module("tokenizers")
    except ImportError:
        raise MissingExtraError("tokenizers", "training") from None
    try:
        return _TokenizersTokens(module.Tokenizer.from_file(str(path)))
    except Exception as error:  # noqa: BLE001 - tokenizers raises no other class
        raise ConfigError(f"{path}: no tokenizer: {error}") from None


def _load_folder(path: Path) -> Any:  # noqa: ANN401 - not imported here
    try:
        module = import_module("transformers")
    except ImportError:
        raise ConfigError(
            f"{path}: a folder needs transformers (pip install transformers); name the "
            "tokenizer.json in it, if it has no chat template that should count"
        ) from None
    try:
        return module.AutoTokenizer.from_pretrained(str(path), local_files_only=True)
    except Exception as error:  # noqa: BLE001 - transformers raises many
        raise ConfigError(f"{path}: no tokenizer: {error}") from None
