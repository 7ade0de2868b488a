"""How many different things there were, in memory that does not grow with them."""

from __future__ import annotations

import hashlib
from heapq import heappush, heapreplace

__all__ = ["DistinctCount", "hash_of"]

_HASHES = 2**64


def hash_of(*parts: bytes) -> int:
    """Give a 64-bit number that depends on all parts and where they end."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return int.from_bytes(digest.digest(), "little")


class DistinctCount:
    """A count of different hashes by the k smallest ones, exact up to k.

    Beyond that it estimates from where the k-th smallest lies (Bar-Yossef and others, "Counting
    distinct elements in a data stream", 2002), with a relative standard error of 1/sqrt(k).

    Args:
        most: How many hashes to keep. The error of 65,536 is 0.4 %.
    """

    def __init__(self, most: int = 1 << 16) -> None:
        self._most = most
        self._kept: set[int] = set()
        self._largest_first: list[int] = []  # negative: the heap has its smallest in front

    def add(self, value: int) -> None:
        """Take in a hash, see `hash_of`."""
        if value in self._kept:
            return
        if len(self._kept) < self._most:
            heappush(self._largest_first, -value)
        elif value < -self._largest_first[0]:
            self._kept.discard(-heapreplace(self._largest_first, -value))
        else:
            return
        self._kept.add(value)

    @property
    def exact(self) -> bool:
        """Whether the number is no estimate."""
        return len(self._kept) < self._most

    @property
    def number(self) -> int:
        """How many different hashes there were."""
        if self.exact:
            return len(self._kept)
        return round((self._most - 1) * _HASHES / -self._largest_first[0])
