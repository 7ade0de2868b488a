"""What both trainings share: they stop when the time is up, and go on from where they were."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import transformers
from transformers.trainer_utils import get_last_checkpoint

from training.models import device
from training.stage import OutOfTime, Run

if TYPE_CHECKING:
    from pathlib import Path

    from training.settings import Settings

__all__ = ["options", "train"]

_SAVE_SECONDS = 240


class Watch(transformers.TrainerCallback):
    """Saves now and then, and when the time is up, and then stops."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stopped = False
        self._saved = time.monotonic()

    def on_step_end(
        self,
        args: Any,  # noqa: ARG002 - as transformers calls it
        state: Any,
        control: Any,
        **_: Any,
    ) -> None:
        """Decide after each step."""
        self.stopped = self.run.expired and state.global_step < state.max_steps
        if self.stopped or time.monotonic() - self._saved > _SAVE_SECONDS:
            control.should_save = True
            control.should_training_stop |= self.stopped
            self._saved = time.monotonic()


def options(settings: Settings, steps: int, folder: Path) -> dict[str, Any]:
    """Give the options of transformers that are the same for all trainings."""
    return {
        "output_dir": str(folder),
        "max_steps": steps,
        "seed": settings.seed,
        "use_cpu": device().type == "cpu",
        "bf16": settings.precision == "bf16",
        "report_to": [],
        "disable_tqdm": True,
        "logging_steps": max(1, steps // 20),
        "save_strategy": "no",
        "save_total_limit": 1,
        "dataloader_pin_memory": device().type == "cuda",
    }


def train(trainer: Any, run: Run, folder: Path) -> dict[str, Any]:
    """Train to the end.

    Args:
        trainer: A trainer of transformers.
        run: Whose time it is.
        folder: Where checkpoints are.

    Returns:
        The steps, and the mean loss of the last tenth of them.

    Raises:
        OutOfTime: If the time is up before; a checkpoint is kept.
    """
    watch = Watch(run)
    trainer.add_callback(watch)
    for checkpoint in folder.glob("checkpoint-*"):
        if not (checkpoint / "trainer_state.json").is_file():  # which is written last
            shutil.rmtree(checkpoint)
    last = get_last_checkpoint(folder) if folder.is_dir() else None
    trainer.train(resume_from_checkpoint=last)
    if watch.stopped:
        raise OutOfTime
    losses = [one["loss"] for one in trainer.state.log_history if "loss" in one]
    tail = losses[-max(1, len(losses) // 10) :]
    return {
        "steps": trainer.state.global_step,
        "loss": round(sum(tail) / len(tail), 4) if tail else None,
    }
