"""Fine-tuning: TRL's trainer, with loss on completions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import datasets
import trl

from training.trainer import options, train

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.arms import Row
    from training.settings import Finetuning, Settings
    from training.stage import Run

__all__ = ["finetuned", "make_trainer"]


def make_trainer(
    model: Any,
    tokenizer: Any,
    rows: Sequence[Row],
    *,
    steps: int,
    finetuning: Finetuning,
    settings: Settings,
    folder: Path,
) -> Any:
    """Make TRL's trainer for the rows of an arm, which it takes in their order."""
    columns = [{"prompt": row.prompt, "completion": row.completion} for row in rows]
    arguments = trl.SFTConfig(
        **options(settings, steps, folder),
        per_device_train_batch_size=finetuning.batch // finetuning.passes,
        gradient_accumulation_steps=finetuning.passes,
        learning_rate=finetuning.learning_rate,
        lr_scheduler_type=finetuning.schedule,
        warmup_steps=finetuning.warmup,
        weight_decay=finetuning.weight_decay,
        train_sampling_strategy="sequential",
        max_length=None,
        activation_checkpointing=False,
        dataloader_drop_last=True,  # each step takes as many rows
        include_num_input_tokens_seen="non_padding",
    )
    return trl.SFTTrainer(
        model=model,
        args=arguments,
        train_dataset=datasets.Dataset.from_list(columns),
        processing_class=tokenizer,
    )


def finetuned(trainer: Any, run: Run, folder: Path) -> dict[str, Any]:
    """Train, and give numbers: steps, loss, and the tokens that the model saw without padding.

    Raises:
        OutOfTime: If the time is up before.
    """
    numbers = train(trainer, run, folder)
    return numbers | {"tokens": int(trainer.state.num_input_tokens_seen)}
