"""Seals: JSON that tells by its last value whether any of its bytes was changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Write = Callable[[Mapping[str, Any]], bytes]

__all__ = ["new_digest", "seal_of", "sealed", "unsealed"]

_SEAL = "seal"
_DIGEST_BYTES = 16


def new_digest() -> hashlib.blake2b:
    """Give the digest that all of a run uses: 128 bits of BLAKE2b."""
    return hashlib.blake2b(digest_size=_DIGEST_BYTES)


def seal_of(values: Mapping[str, Any], write: Write) -> str:
    """Give the seal of some values, in hex.

    Args:
        values: What JSON can hold.
        write: Writes JSON.
    """
    digest = new_digest()
    digest.update(write(values))
    return digest.hexdigest()


def sealed(values: Mapping[str, Any], write: Write) -> bytes:
    """Write values with their seal.

    Args:
        values: What JSON can hold.
        write: Writes JSON.
    """
    return write({**values, _SEAL: seal_of(values, write)})


def unsealed(content: bytes, write: Write) -> dict[str, Any] | None:
    """Read what `sealed` wrote; None if a byte is not as it was.

    Args:
        content: The bytes.
        write: What wrote them.
    """
    try:
        values = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    values.pop(_SEAL, None)
    return values if sealed(values, write) == content else None
