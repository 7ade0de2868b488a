"""Frames between two processes: four bytes of length, then JSON."""

from __future__ import annotations

import json
import os
import struct
from typing import Any

__all__ = ["read_frame", "write_frame"]


def read_frame(descriptor: int) -> Any:  # noqa: ANN401 - JSON
    """Read a frame, and no byte more; None at the end."""
    header = _read_exactly(descriptor, 4)
    content = _read_exactly(descriptor, struct.unpack("<I", header)[0]) if header else b""
    return json.loads(content) if content else None


def _read_exactly(descriptor: int, size: int) -> bytes:
    parts = []
    while size:
        part = os.read(descriptor, min(size, 1 << 16))
        if not part:
            return b""
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def write_frame(descriptor: int, value: object) -> None:
    """Write a frame.

    Raises:
        OSError: If nobody reads it.
    """
    content = json.dumps(value).encode()
    _write_all(descriptor, struct.pack("<I", len(content)) + content)


def _write_all(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]
