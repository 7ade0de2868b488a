"""Bash's own parser (``bash -n``), one process a state, several at a time.

It reads commands and runs none; no start-up file is read.
"""

from __future__ import annotations

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.process import Limits

__all__ = ["Bash"]


class Bash(CommandLinter):
    """``bash -n``.

    Args:
        limits: What one state may take.

    Raises:
        LinterError: If bash is not installed.
    """

    def __init__(self, *, limits: Limits | None = None) -> None:
        super().__init__(
            "bash",
            ["bash"],
            ["bash", "--norc", "--noprofile", "-n", "{file}"],
            # After a message comes the line, in quotes. That may hold several lines.
            TextOutput(r"(?P<file>[^:\s]+): line (?P<line>\d+): (?P<message>[^`].*)"),
            stream="stderr",
            install="install bash (Debian: apt-get install bash)",
            statuses=(0, 1, 2),
            extensions={"bash": "sh"},
            syntax=lambda _: True,
            limits=limits or Limits(seconds=10, memory=1 << 30),
        )
