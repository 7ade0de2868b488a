"""Stages that are done once, so that an experiment can be stopped at any moment and resumed."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
        begun: Sequence[Path] = (),
    ) -> dict[str, Any]:
        """Do a stage, unless it is done.

        Args:
            name: What the stage is called.
            key: All that its result depends on, as JSON.
            make: Does it, and gives numbers that are kept.
            begun: What it goes on with where it was stopped. It is removed before the stage
                begins, and where it was begun with another key.

        Returns:
            These numbers, with ``seconds``, what it took.

        Raises:
            OutOfTime: If the time is up.
            SystemExit: If it was done with another key.
        """
        mark = self._mark(name)
        digest = hashlib.sha256(json.dumps(key, sort_keys=True, default=vars).encode()).hexdigest()
        found = _read(mark)
        if "numbers" in found:
            if found["key"] != digest:
                raise SystemExit(
                    f"{mark} was done with other settings: take another folder, or remove it and "
                    "the marks of what was made from it"
                )
            return dict(found["numbers"])
        self.check()
        print(f"{name} ...", flush=True)
        if found.get("key") != digest:
            for path in begun:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            found = {"key": digest, "seconds": 0.0}
            _write(mark, found)
        start = time.monotonic()
        try:
            numbers = dict(make() or {})
        except OutOfTime:
            _write(mark, found | {"seconds": found["seconds"] + time.monotonic() - start})
            raise
        numbers["seconds"] = round(found["seconds"] + time.monotonic() - start, 1)
        _write(mark, {"key": digest, "numbers": numbers})
        print(f"{name}: {numbers['seconds']} s", flush=True)
        return numbers

    def is_done(self, name: str) -> bool:
        """Whether a stage is done, with whatever key."""
        return "numbers" in _read(self._mark(name))

    def _mark(self, name: str) -> Path:
        return self.folder / "done" / f"{name}.json"

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


def _read(mark: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(mark.read_text(encoding="utf-8")) if mark.is_file() else {}
    return found


def _write(mark: Path, content: Mapping[str, Any]) -> None:
    mark.parent.mkdir(parents=True, exist_ok=True)
    written = mark.with_suffix(".new")
    written.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    written.replace(mark)
