"""The judge of Java: javac, in one warm virtual machine."""

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

_SOURCE = Path(__file__).with_name("java") / "Judge.java"
_PACKAGE = "default-jdk-headless"


class Judge:
    """javac's errors, those of all its phases up to the analysis of flow."""

    def __init__(self, folder: Path) -> None:
        javac, java = _tool("javac"), _tool("java")
        built = subprocess.run(
            [javac, "-d", str(folder), str(_SOURCE)], capture_output=True, text=True, check=False
        )
        if built.returncode:
            raise Unavailable(f"javac does not compile its judge: {built.stderr[-500:]}")
        # A serial collector: the machine is shared.
        self._server = CompilerServer(
            [java, "-Xmx1g", "-XX:+UseSerialGC", "-Xss8m", "-cp", str(folder), "Judge"],
            folder,
            {"LC_ALL": "C.UTF-8"},
        )
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order."""
        return self._server.lint(texts)

    def close(self) -> None:
        """End the virtual machine."""
        self._server.close()


def _tool(name: str) -> str:
    """Find a program of the JDK; install the JDK where it is missing and that can be done."""
    found = shutil.which(name)
    if found is None and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", _PACKAGE],
            capture_output=True,
            check=False,
        )
        found = shutil.which(name)
    if found is None:
        raise Unavailable(f"{name} is not installed; install a JDK (Debian: {_PACKAGE})")
    return found
