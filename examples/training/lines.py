"""Files of values, as JSON lines."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["read_lines", "write_lines"]

_Value = TypeVar("_Value")


def write_lines(values: Iterable[Any], path: Path) -> None:
    """Write dataclasses, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(dataclasses.asdict(value)) + "\n" for value in values]
    path.write_text("".join(lines), encoding="utf-8")


def read_lines(kind: type[_Value], path: Path) -> list[_Value]:
    """Read what `write_lines` wrote of one class."""
    return [kind(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
