"""The compiler of Java, in a warm virtual machine.

Each text is compiled alone, up to the analysis of flow: no class is written, no annotation
processor runs, and no class or source but those of the platform is found.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.adapters.position import lines_mapped
from lintseq.adapters.process import Limits, find_tool, tool_version
from lintseq.adapters.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.diagnostic import Diagnostic
    from lintseq.errors import LinterError

__all__ = ["Javac"]

INSTALL = "install a JDK, 11 or newer (Debian: apt-get install default-jdk-headless)"

_SERVER = Path(__file__).parent / "servers" / "Javac.java"


class Javac:
    """javac; its errors count.

    Args:
        limits: What one text may take. The memory is what the virtual machine gives to programs.

    Raises:
        LinterError: If no JDK is installed.
    """

    name = "javac"
    languages = frozenset({"java"})

    def __init__(self, *, limits: Limits | None = None) -> None:
        limits = limits or Limits(seconds=60, memory=1 << 30)
        self.version = f"{self.name} {tool_version(find_tool('javac', INSTALL), INSTALL)}"
        heap = f"-Xmx{(limits.memory or 1 << 30) >> 20}m"
        # A serial collector: the machine is shared.
        java = [find_tool("java", INSTALL), heap, "-Xss16m", "-XX:+UseSerialGC", "-XX:-UsePerfData"]
        # The virtual machine reserves more addresses than it uses: the heap is what is bounded.
        self._worker = Worker(self.name, [*java, str(_SERVER)], replace(limits, memory=None))

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        """Give the diagnostics of each state."""
        del language
        return [lines_mapped(state, self._worker.lint(state)) for state in states]

    def close(self) -> None:
        """End the virtual machine."""
        self._worker.close()
