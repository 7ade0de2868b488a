"""What a campaign keeps: programs that showed something new, and findings."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from lintseq.errors import OutputError
from lintseq.testing.fuzzing.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Corpus"]

_MOST = 200


class Corpus:
    """A folder: ``programs/LANGUAGE/``, ``findings/``, and ``features.json``.

    A campaign starts from the programs of those before it, and tries their findings first.

    Args:
        folder: Where it is; it is made if it is not there.

    Raises:
        OutputError: If it cannot be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings = folder / "findings"
        try:
            self.findings.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: {error.strerror}") from None
        self._known: dict[str, set[str]] = self._read_features()

    @property
    def running(self) -> Path:
        """The file that holds the case that is tried now, for when the worker dies of it."""
        return self.folder / "running.json"

    def programs(self, language: str) -> list[str]:
        """Give the programs that were kept, the latest first."""
        paths = sorted(
            (self.folder / "programs" / language).glob("*"),
            key=lambda path: (-path.stat().st_mtime_ns, path.name),
        )
        return [path.read_bytes().decode(errors="replace") for path in paths[:_MOST]]

    def keep(self, language: str, program: str, features: frozenset[str]) -> bool:
        """Keep a program if it shows a feature that none before it showed.

        Returns:
            Whether it was kept.
        """
        known = self._known.setdefault(language, set())
        if features <= known:
            return False
        known |= features
        folder = self.folder / "programs" / language
        folder.mkdir(parents=True, exist_ok=True)
        content = program.encode(errors="replace")
        digest = hashlib.blake2b(content, digest_size=8).hexdigest()
        (folder / digest).write_bytes(content)
        return True

    def save(self) -> None:
        """Write down which features are known."""
        told = {language: sorted(known) for language, known in sorted(self._known.items())}
        (self.folder / "features.json").write_text(json.dumps(told, indent=1) + "\n")

    def kept_findings(self) -> list[tuple[Path, Finding]]:
        """Give the findings of earlier campaigns.

        Raises:
            InputError: If a file of the folder is none.
        """
        return [(path, Finding.read(path)) for path in sorted(self.findings.glob("*.json"))]

    def _read_features(self) -> dict[str, set[str]]:
        try:
            told = json.loads((self.folder / "features.json").read_bytes())
            return {language: set(known) for language, known in told.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}  # it is only a memory: without it more programs are kept
