"""The lines that make ``<|diff|>`` a token of a model, for the common trainers.

A new token has new rows in the embedding matrices, which know nothing. Full fine-tuning trains
them. LoRA freezes both matrices, so the rows stay as they were made and the model never learns to
write the token, unless they are named: that is what is forgotten most.
"""

from __future__ import annotations

from lintseq.errors import ConfigError, UnknownNameError
from lintseq.training.separator import DIFF

__all__ = ["TRAINERS", "UnknownTrainerError", "setup_lines"]


class UnknownTrainerError(UnknownNameError):
    """There are no lines for a trainer of this name."""

    kind = "trainer"


_TRANSFORMERS = """\
from tokenizers import AddedToken

# Not special: decoding with skip_special_tokens=True would drop it. Not normalized: always whole.
tokenizer.add_tokens([AddedToken("{token}", normalized=False, special=False)])
# Many models have rows to spare; resizing to fewer would throw trained ones away.
if len(tokenizer) > model.get_input_embeddings().num_embeddings:
    model.resize_token_embeddings(len(tokenizer))
"""

_PEFT = """
from peft import LoraConfig

# Without trainable_token_indices LoRA never trains the new rows.
token = tokenizer.convert_tokens_to_ids("{token}")
rows = {{"embed_tokens": [token]}}
if not model.config.tie_word_embeddings:
    rows["lm_head"] = [token]
peft_config = LoraConfig(
    task_type="CAUSAL_LM", target_modules="all-linear", trainable_token_indices=rows
)
# Save the tokenizer beside the adapter. Before loading the adapter, resize as above.
"""

_PEFT_TRL = """
from peft import LoraConfig

# Without modules_to_save LoRA never trains the new rows. Whole matrices: SFTTrainer reads the
# weights of lm_head itself, and does not see rows of trainable_token_indices.
tied = model.config.tie_word_embeddings
peft_config = LoraConfig(
    task_type="CAUSAL_LM",
    target_modules="all-linear",
    modules_to_save=["embed_tokens"] if tied else ["embed_tokens", "lm_head"],
    ensure_weight_tying=tied,
)
# Save the tokenizer beside the adapter. Before loading the adapter, resize as above.
"""

_AXOLOTL = """\
tokens:
  - "{token}"
train_on_inputs: false
"""

_AXOLOTL_LORA = """\
# Without these LoRA never trains the new rows. To train only them, put the number of the token
# into peft_trainable_token_indices instead, if the model has rows to spare.
lora_modules_to_save:
  - embed_tokens
  - lm_head
"""

_LLAMA_FACTORY = """\
add_tokens: "{token}"
resize_vocab: true
"""

_LLAMA_FACTORY_LORA = """\
# The matrices with the new rows; without them LoRA never trains these.
additional_target: embed_tokens,lm_head
"""

_UNSLOTH = """\
from unsloth import FastLanguageModel
from unsloth.tokenizer_utils import add_new_tokens

# Before get_peft_model: afterwards the matrices cannot grow.
add_new_tokens(model, tokenizer, new_tokens=["{token}"])
"""

_UNSLOTH_LORA = """
# Without modules_to_save LoRA never trains the new rows.
model = FastLanguageModel.get_peft_model(
    model,
    target_modules=[
        "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj",
    ],
    modules_to_save=["embed_tokens", "lm_head"],
)
"""

_LINES = {
    "transformers": (_TRANSFORMERS, _PEFT),
    "trl": (_TRANSFORMERS, _PEFT_TRL),
    "axolotl": (_AXOLOTL, _AXOLOTL_LORA),
    "llama-factory": (_LLAMA_FACTORY, _LLAMA_FACTORY_LORA),
    "unsloth": (_UNSLOTH, _UNSLOTH_LORA),
}

TRAINERS = tuple(_LINES)
"""The trainers that `setup_lines` knows."""


def setup_lines(trainer: str, *, lora: bool = True, token: str = DIFF) -> str:
    """Give the lines that add the separator to a tokenizer and train its rows.

    Python for ``transformers``, ``trl`` and ``unsloth``, where ``model`` and ``tokenizer`` are
    what was loaded; YAML for the configuration of ``axolotl`` and ``llama-factory``. The modules
    are named ``embed_tokens`` and ``lm_head``, as in Llama, Qwen, Gemma and most others.

    The options are those of transformers 5.24, TRL 1.16, PEFT 0.21, Axolotl 0.19, LLaMA-Factory
    0.9.5 and Unsloth 2026.10. Sources:

    - https://huggingface.co/docs/peft/package_reference/trainable_tokens and
      https://huggingface.co/docs/peft/developer_guides/lora for ``trainable_token_indices``;
    - the same for ``modules_to_save`` and ``ensure_weight_tying``, which TRL needs: with
      ``trainable_token_indices`` on ``lm_head`` its fused loss fails
      (tested with TRL 1.16 and PEFT 0.21);
    - https://docs.axolotl.ai/docs/config-reference.html for ``tokens``, ``lora_modules_to_save``
      and ``peft_trainable_token_indices``;
    - LLaMA-Factory's ``hparams/model_args.py`` and ``hparams/finetuning_args.py`` for
      ``add_tokens``, ``resize_vocab`` and ``additional_target``; such an adapter needs the resized
      model (https://github.com/hiyouga/LLaMA-Factory/issues/7997);
    - ``add_new_tokens`` of ``unsloth.tokenizer_utils``, and
      https://github.com/unslothai/unsloth/issues/1343 for what becomes of rows that are frozen.

    Args:
        trainer: One of `TRAINERS`.
        lora: Whether an adapter is trained, not the whole model.
        token: The token.

    Raises:
        UnknownTrainerError: If the trainer is unknown.
        ConfigError: If the token cannot stand between quotes.

    Example:
        >>> print(setup_lines("llama-factory", lora=False), end="")
        add_tokens: "<|diff|>"
        resize_vocab: true
    """
    if trainer not in _LINES:
        raise UnknownTrainerError(trainer, _LINES)
    if not token.isprintable() or not token or set(token) & set('"\\,{}'):
        raise ConfigError(f"a token needs characters that can stand between quotes, not {token!r}")
    added, trained = _LINES[trainer]
    return (added + trained if lora else added).format(token=token)
