"""Pylint as the judge of Python."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

from judges import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from judges import Finding


class Judge:
    """Pylint in a warm process; see `judge`."""

    def __init__(self, folder: Path) -> None:
        del folder  # its worker makes a private one
        try:
            self.version = f"pylint {importlib.metadata.version('pylint')}"
        except importlib.metadata.PackageNotFoundError:
            raise Unavailable("pylint is not installed: pip install pylint") from None
        import judge  # noqa: PLC0415 - it needs pylint

        self._judge = judge.Judge()

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text."""
        return [list(found) for found in self._judge.lint(texts)]

    def close(self) -> None:
        """End the process."""
        self._judge.__exit__()
