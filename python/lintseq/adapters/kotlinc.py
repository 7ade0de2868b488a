"""The compiler of Kotlin, in a warm virtual machine.

Each text is compiled alone; what is written stays in a private folder. No plug-in is loaded, and no
library but Kotlin's own is found.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lintseq.adapters.position import lines_mapped
from lintseq.adapters.process import Limits, find_tool, tool_version
from lintseq.adapters.suppression import defuse
from lintseq.adapters.worker import Worker
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.diagnostic import Diagnostic

__all__ = ["Kotlinc"]

INSTALL = "install the Kotlin compiler (2.0 or newer) and a JDK, see https://kotlinlang.org"

_SERVER = Path(__file__).parent / "servers" / "Kotlinc.java"
# What `Suppress` is given: names of errors that are none silence nothing.
_SUPPRESSIONS = (re.compile(r"\"([A-Za-z_]+)\""),)


class Kotlinc:
    """kotlinc; its errors count.

    Args:
        limits: What one text may take. The memory is what the virtual machine gives to programs.

    Raises:
        LinterError: If kotlinc or java is not installed.
    """

    name = "kotlinc"
    languages = frozenset({"kotlin"})

    def __init__(self, *, limits: Limits | None = None) -> None:
        limits = limits or Limits(seconds=120, memory=2 << 30)
        kotlinc, java = find_tool("kotlinc", INSTALL), find_tool("java", INSTALL)
        jars = _jars(kotlinc)
        library = next(
            (jar for jar in jars if re.match(r"kotlin-stdlib(-\d.*)?\.jar", jar.name)), None
        )
        if library is None:
            raise LinterError(f"no kotlin-stdlib.jar beside {kotlinc}: {INSTALL}")
        self.version = f"{self.name} {tool_version(kotlinc, INSTALL, '-version')}"
        command = [
            java,
            f"-Xmx{(limits.memory or 2 << 30) >> 20}m",
            "-Xss16m",
            # A serial collector: the machine is shared.
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            os.pathsep.join(map(str, jars)),
            str(_SERVER),
            str(library),
            "results",
        ]
        # The virtual machine reserves more addresses than it uses: the heap is what is bounded.
        self._worker = Worker(self.name, command, replace(limits, memory=None))

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic] | LinterError]:
        """Give the diagnostics of each state."""
        del language
        return [lines_mapped(state, self._worker.lint(_harmless(state))) for state in states]

    def close(self) -> None:
        """End the virtual machine."""
        self._worker.close()


def _harmless(text: str) -> str:
    return defuse(text, _SUPPRESSIONS) if "Suppress" in text else text


def _jars(kotlinc: str) -> list[Path]:
    """Find the compiler's jars: they lie in ``lib``, beside the folder of the command."""
    folder = Path(os.path.realpath(kotlinc)).parent.parent / "lib"
    return sorted(folder.glob("*.jar"))
