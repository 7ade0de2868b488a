"""Pretraining: a small model learns to write Python from the files of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import transformers

from training.models import new_model
from training.trainer import options, train

if TYPE_CHECKING:
    from pathlib import Path

    from training.settings import Pretraining, Settings
    from training.stage import Run

__all__ = ["Blocks", "pretrained"]

_WARMUP = 0.05


class Blocks(torch.utils.data.Dataset[dict[str, torch.Tensor]]):
    """Files one behind the other, with ends of sequence between, in blocks of equal length."""

    def __init__(self, texts: list[str], tokenizer: Any, length: int) -> None:
        backend = tokenizer.backend_tokenizer
        end = tokenizer.eos_token_id
        parts = [
            np.array([*one.ids, end], dtype=np.int32)
            for start in range(0, len(texts), 256)
            for one in backend.encode_batch(texts[start : start + 256], add_special_tokens=False)
        ]
        tokens = np.concatenate(parts)
        usable = len(tokens) // length * length
        self.blocks = torch.from_numpy(tokens[:usable].reshape(-1, length))

    def __len__(self) -> int:
        return len(self.blocks)

    def __getitem__(self, number: int) -> dict[str, torch.Tensor]:
        block = self.blocks[number].long()
        return {"input_ids": block, "labels": block}


def pretrained(
    texts: list[str],
    tokenizer: Any,
    pretraining: Pretraining,
    settings: Settings,
    *,
    run: Run,
    folder: Path,
) -> tuple[Any, dict[str, Any]]:
    """Train a model from nothing.

    Returns:
        The model, and numbers: steps, loss, tokens seen, and tokens there are.

    Raises:
        OutOfTime: If the time is up before.
    """
    model = new_model(pretraining, tokenizer, settings.seed)
    blocks = Blocks(texts, tokenizer, pretraining.context)
    trainer = transformers.Trainer(
        model=model,
        args=transformers.TrainingArguments(
            **options(settings, pretraining.steps, folder),
            per_device_train_batch_size=pretraining.batch,
            learning_rate=pretraining.learning_rate,
            lr_scheduler_type="cosine",
            warmup_steps=max(1, round(_WARMUP * pretraining.steps)),
            weight_decay=0.1,
            adam_beta2=0.95,
        ),
        train_dataset=blocks,
    )
    numbers = train(trainer, run, folder)
    seen = pretraining.steps * pretraining.batch * pretraining.context
    return model, numbers | {"tokens": seen, "tokens_there": blocks.blocks.numel()}
