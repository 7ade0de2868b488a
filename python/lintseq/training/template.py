"""Chat templates: what a trainer makes of messages before it tokenizes them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ChatMl", "ChatTemplate", "Message", "TokenizerTemplate", "answer_span"]

Message: TypeAlias = dict[str, str]
"""A message: ``role`` is ``user`` or ``assistant``, ``content`` what it says."""

_GENERATION = re.compile(r"\{%-?\s*generation\s*-?%\}")


class ChatTemplate(Protocol):
    """A way to write messages as one text."""

    def render(self, messages: Sequence[Message], *, answer: bool = False) -> str:
        """Write messages.

        Args:
            messages: The messages.
            answer: Whether to begin the assistant's next message.
        """

    def spans(self, messages: Sequence[Message]) -> list[tuple[int, int]]:
        """Give start and end, in characters, of what the assistant says in `render`'s text.

        The token that ends a turn belongs to it: the model has to learn it.
        """


class ChatMl:
    r"""The template ChatML, which Qwen, SmolLM and many others have.

    Example:
        >>> ChatMl().render([{"role": "user", "content": "Hi."}], answer=True)
        '<|im_start|>user\nHi.<|im_end|>\n<|im_start|>assistant\n'
    """

    _END = "<|im_end|>"

    def render(self, messages: Sequence[Message], *, answer: bool = False) -> str:
        """Write messages."""
        text = "".join(
            f"<|im_start|>{message['role']}\n{message['content']}{self._END}\n"
            for message in messages
        )
        return text + "<|im_start|>assistant\n" if answer else text

    def spans(self, messages: Sequence[Message]) -> list[tuple[int, int]]:
        """Give where the assistant speaks, up to the end of the turn."""
        found = []
        for number, message in enumerate(messages):
            if message["role"] == "assistant":
                start = len(self.render(messages[:number], answer=True))
                found.append((start, start + len(message["content"] + self._END)))
        return found


class TokenizerTemplate:
    """The chat template of a tokenizer of ``transformers``.

    Its ``{% generation %}`` blocks are where the assistant speaks, as they are for TRL's
    ``assistant_only_loss``. Without them it is what a message of the assistant adds to the text.

    Args:
        tokenizer: The tokenizer.

    Raises:
        ConfigError: If it has no chat template.
    """

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 - not imported here
        if not getattr(tokenizer, "chat_template", None):
            raise ConfigError(f"the tokenizer has no chat template: {tokenizer!r:.80}")
        self._tokenizer = tokenizer

    def render(self, messages: Sequence[Message], *, answer: bool = False) -> str:
        """Write messages."""
        text: str = self._tokenizer.apply_chat_template(
            list(messages), tokenize=False, add_generation_prompt=answer
        )
        return text

    def spans(self, messages: Sequence[Message]) -> list[tuple[int, int]]:
        """Give where the assistant speaks.

        Raises:
            ConfigError: If the template writes a message otherwise when others follow.
        """
        template = self._tokenizer.get_chat_template()
        if _GENERATION.search(template):
            module = import_module("transformers.utils.chat_template_utils")
            _, found = module.render_jinja_template(
                conversations=[list(messages)],
                chat_template=template,
                return_assistant_tokens_mask=True,
                **self._tokenizer.special_tokens_map,
            )
            return [(start, end) for start, end in found[0]]
        text = self.render(messages)
        spans = []
        for number, message in enumerate(messages):
            if message["role"] == "assistant":
                before = self.render(messages[:number], answer=True)
                upto = self.render(messages[: number + 1])
                if not text.startswith(upto) or not upto.startswith(before):
                    raise ConfigError(
                        "the chat template does not tell where the assistant speaks: it needs "
                        "{% generation %} blocks"
                    )
                spans.append((len(before), len(upto)))
        return spans


def answer_span(
    template: ChatTemplate, prompt: Sequence[Message], completion: Sequence[Message]
) -> tuple[int, int]:
    """Give start and end, in characters, of a completion behind its prompt.

    It starts where the prompt alone and the whole differ, and goes to the end, as for TRL.
    """
    text = template.render([*prompt, *completion])
    alone = template.render(prompt, answer=True)
    start = next(
        (place for place, (a, b) in enumerate(zip(text, alone, strict=False)) if a != b),
        min(len(text), len(alone)),
    )
    return start, len(text)
