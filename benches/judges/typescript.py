"""The judge of TypeScript and of TSX: the TypeScript compiler, in one warm Node process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from compiler_server import CompilerServer

from .javascript import install

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings import Finding

_SOURCE = Path(__file__).with_name("typescript") / "judge.cjs"
# The last major version that can be called as a library.
_PACKAGE = "typescript@6.0.3"


class Judge:
    """The compiler's errors in strict mode, each text as a module that sees no other.

    Left out are those about modules that are not there, types that are not known, and values that
    may be nothing. A text is read as TSX where that fits better.
    """

    def __init__(self, folder: Path) -> None:
        node = install(folder, _PACKAGE)
        self._server = CompilerServer([node, "--max-old-space-size=2048", str(_SOURCE)], folder)
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order."""
        return self._server.lint(texts)

    def close(self) -> None:
        """End the Node process."""
        self._server.close()
