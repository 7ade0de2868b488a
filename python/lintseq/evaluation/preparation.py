"""What is made once for all programs of a language, such as the libraries that they import."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lintseq.adapters.process import Limits, PrivateFolder, run
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Prepared", "Recipe"]

# No program under evaluation takes part, so it is only kept from going on for ever.
_LIMITS = Limits(seconds=900, memory=None, file_size=1 << 30, processes=1 << 14)
_AS_USUAL = {"XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}  # what go has compiled lies in a cache
# Whoever removes the folder when nobody else is left ends what is at work in it.
_MARKED = 'echo $$ > ../group; exec "$@"'
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is made.

    Attributes:
        files: Names and texts of files.
        commands: What is run in their folder, with the variables of the user.
    """

    files: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, ...], ...]


class Prepared:
    """A folder in which it is made when it is first asked for, by whichever thread.

    Attributes:
        folder: The folder, from the beginning.
    """

    def __init__(self, recipe: Recipe) -> None:
        self.folder = PrivateFolder()
        self._recipe = recipe
        self._lock = threading.Lock()
        self._made = False
        self._problem: str | None = None

    @property
    def place(self) -> str:
        """Where programs see what was made."""
        return str(self.folder.work)

    def problem(self) -> str | None:
        """Make it if that has not been done; give why it cannot be made, or None."""
        with self._lock:
            if not self._made:
                self._problem = self._make()
                self._made = True
        return self._problem

    def close(self) -> None:
        """Remove it."""
        self.folder.close()

    def _make(self) -> str | None:
        try:
            for name, text in self._recipe.files:
                path = self.folder.work / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            for command in self._recipe.commands:
                if (problem := self._run(command)) is not None:
                    return problem
        except (LinterError, OSError) as error:
            return str(error)
        return None

    def _run(self, command: Sequence[str]) -> str | None:
        words = ["sh", "-c", _MARKED, "sh", *command]
        done = run(words, self.folder, _LIMITS, environment={**_AS_USUAL, **os.environ})
        (self.folder.work.parent / "group").unlink(missing_ok=True)
        if not done.status:
            return None
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        return f"{command[0]} ends with status {done.status}: {said[-_SHOWN:]}"
