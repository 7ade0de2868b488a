"""The judge of JavaScript: V8 parses, and ESLint looks at names, in one warm Node process."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from compiler_server import CompilerServer
from judges import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings import Finding

_SOURCE = Path(__file__).with_name("javascript") / "judge.mjs"
_PACKAGE = "eslint@10.15.0"


class Judge:
    """Errors of syntax, and of names that make a program throw when it runs.

    A text may be a script, a module or a CommonJS module, with JSX or without. ESLint knows the
    names of the language, and none of its hosts: those that a program uses it lacks from the start.
    """

    def __init__(self, folder: Path) -> None:
        node = install(folder, _PACKAGE)
        self._server = CompilerServer(
            [node, "--no-warnings", "--experimental-vm-modules", str(_SOURCE)], folder
        )
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order."""
        return self._server.lint(texts)

    def close(self) -> None:
        """End the Node process."""
        self._server.close()


def install(folder: Path, package: str) -> str:
    """Install a Node package, given with its version, where it is not yet; give Node's command."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Unavailable("node and npm are not installed")
    mark = folder / "installed"
    if not mark.is_file() or mark.read_text() != package:
        done = subprocess.run(
            [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", package],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Unavailable(f"npm does not install {package}: {done.stderr[-500:]}")
        mark.write_text(package)
    return node
