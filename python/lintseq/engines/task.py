"""What every engine starts from: its library, a frame of its own kind, a transform for a task."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

from lintseq.errors import ConfigError, FrameError, MissingExtraError
from lintseq.transformation import Transform

__all__ = ["check_frame", "library", "task_of", "transform_of"]


def library(module: str, extra: str) -> Any:  # noqa: ANN401 - any module
    """Import a module of an engine.

    Args:
        module: The module.
        extra: The extra of lintseq that installs it.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(error.name or module, extra) from error


def check_frame(frame: object, *kinds: type) -> None:
    """Check that an engine gets frames of its own.

    Raises:
        FrameError: If it is none of these kinds.
    """
    if not isinstance(frame, kinds):
        wanted = " or ".join(f"{kind.__module__}.{kind.__qualname__}" for kind in kinds)
        raise FrameError(f"this engine takes {wanted}, not {type(frame).__name__}")


def transform_of(transform: Transform | None) -> Transform:
    """Give what makes edit sequences of rows; None is ``Transform()``.

    Raises:
        ConfigError: If it is no `Transform`.
    """
    if transform is None:
        return Transform()
    if not isinstance(transform, Transform):
        raise ConfigError(f"transform must be a lintseq.Transform, not {transform!r}")
    return transform


def task_of(transform: Transform | None) -> Transform:
    """Give what one task of an engine calls.

    Engines run as many tasks side by side as they have cores, so a task uses one, unless the
    transform says how many.

    Raises:
        ConfigError: If it is no `Transform`.
    """
    task = transform_of(transform)
    return task if task.threads is not None else replace(task, threads=1)
