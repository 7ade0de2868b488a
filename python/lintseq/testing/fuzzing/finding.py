"""Findings: the smallest case that breaks a promise, kept as a file that can be tried again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lintseq.errors import InputError
from lintseq.testing.oracle import BrokenPromise

if TYPE_CHECKING:
    from pathlib import Path

    from lintseq.testing.fuzzing.target import Case, Target

__all__ = ["Finding", "attempt"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A case that breaks a promise.

    Attributes:
        kind: The kind of its target.
        subject: The subject of its target.
        language: The language of its program.
        case: What was tried.
        broken: The promises, and what was found.
        plugins: What has to be loaded first, see `load_plugin`.
    """

    kind: str
    subject: str
    language: str
    case: Case
    broken: tuple[BrokenPromise, ...]
    plugins: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Finding:
        """Read one that `write` wrote.

        Raises:
            InputError: If the file is none.
        """
        try:
            told = json.loads(path.read_bytes())
            return cls(
                told["kind"],
                told["subject"],
                told["language"],
                told["case"],
                tuple(BrokenPromise(one["promise"], one["detail"]) for one in told["broken"]),
                tuple(told["plugins"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is no finding: {error!r}") from None

    def write(self, folder: Path) -> Path:
        """Keep it as a file of a name of its own.

        Returns:
            The file.
        """
        told = self.told
        content = json.dumps(told["case"], sort_keys=True)
        digest = hashlib.blake2b(content.encode(), digest_size=4).hexdigest()
        path = folder / f"{self.kind}-{self.subject}-{digest}.json"
        path.write_text(json.dumps(told, indent=2) + "\n")
        return path

    @property
    def told(self) -> dict[str, object]:
        """All of it, as JSON can hold it."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "language": self.language,
            "case": self.case,
            "broken": [{"promise": one.promise, "detail": one.detail} for one in self.broken],
            "plugins": list(self.plugins),
        }


def attempt(target: Target, case: Case) -> tuple[tuple[BrokenPromise, ...], frozenset[str]]:
    """Try a case; an error of any kind is a broken promise, too.

    Returns:
        What is broken, and the features that were seen.
    """
    try:
        outcome = target.check(case)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the engine is a BaseException
        kind = type(error).__name__
        return (BrokenPromise(f"no {kind}", f"{kind}: {error}"),), frozenset()
    return outcome.broken, outcome.features
