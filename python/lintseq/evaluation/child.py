"""Processes that give one value."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING, Any

from lintseq.evaluation.frames import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["in_child"]


def in_child(function: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
    """Give what a function gives in a process of its own; None if that died."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reader)
            write_frame(writer, function())
        except BaseException:  # noqa: BLE001 - it must not go on as its parent does
            write_frame(writer, {"broken": traceback.format_exc(limit=-3)})
        os._exit(0)
    os.close(writer)
    value = read_frame(reader)
    os.close(reader)
    os.waitpid(child, 0)
    return value
