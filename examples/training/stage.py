"""Stages that are done once, so that an experiment can be stopped at any moment and resumed."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["OutOfTime", "Run", "checksum"]


class OutOfTime(Exception):  # noqa: N818 - nothing is wrong
    """The time is up; what was begun is kept, and the next run goes on with it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A folder with what is done.

    Attributes:
        folder: The folder.
        minutes: After how many minutes to stop; None for never.
    """

    folder: Path
    minutes: float | None = None
    _started: float = field(init=False, repr=False, default_factory=time.monotonic)

    def once(
        self,
        name: str,
        key: Any,
        make: Callable[[], Mapping[str, Any] | None],
    ) -> dict[str, Any]:
        """Do a stage, unless it is done.

        Args:
            name: What the stage is called.
            key: All that its result depends on, as JSON.
            make: Does it, and gives numbers that are kept.

        Returns:
            These numbers, with ``seconds``, what it took.

        Raises:
            OutOfTime: If the time is up.
            SystemExit: If it was done with another key.
        """
        mark = self.folder / "done" / f"{name}.json"
        digest = hashlib.sha256(json.dumps(key, sort_keys=True, default=vars).encode()).hexdigest()
        if mark.is_file():
            found: dict[str, Any] = json.loads(mark.read_text(encoding="utf-8"))
            if found["key"] != digest:
                raise SystemExit(
                    f"{mark} was done with other settings: take another folder, or remove it and "
                    "what was made from it"
                )
            return dict(found["numbers"])
        self.check()
        print(f"{name} ...", flush=True)
        begun = time.monotonic()
        spent = mark.with_suffix(".spent")  # by runs that were stopped in this stage
        before = float(spent.read_text()) if spent.is_file() else 0.0
        mark.parent.mkdir(parents=True, exist_ok=True)
        try:
            numbers = dict(make() or {})
        except OutOfTime:
            spent.write_text(str(before + time.monotonic() - begun))
            raise
        numbers["seconds"] = round(before + time.monotonic() - begun, 1)
        written = mark.with_suffix(".new")
        written.write_text(json.dumps({"key": digest, "numbers": numbers}, indent=2) + "\n")
        written.replace(mark)
        spent.unlink(missing_ok=True)
        print(f"{name}: {numbers['seconds']} s", flush=True)
        return numbers

    def check(self) -> None:
        """Stop if the time is up.

        Raises:
            OutOfTime: If it is.
        """
        if self.expired:
            raise OutOfTime

    @property
    def expired(self) -> bool:
        """Whether the time is up."""
        if self.minutes is None:
            return False
        return time.monotonic() - self._started > 60 * self.minutes


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
