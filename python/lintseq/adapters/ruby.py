"""The compiler of Ruby (``ruby -c``), one process a state, several at a time.

It tells errors of syntax. No block runs, ``BEGIN`` neither; no gem and no option of the user is
loaded.
"""

from __future__ import annotations

import re

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.process import Limits

__all__ = ["Ruby"]

_SHEBANG = re.compile(r"\A(\ufeff?)#!")


class Ruby(CommandLinter):
    """``ruby -c``.

    Args:
        limits: What one state may take.

    Raises:
        LinterError: If ruby is not installed.
    """

    def __init__(self, *, limits: Limits | None = None) -> None:
        super().__init__(
            "ruby",
            ["ruby"],
            ["ruby", "--disable=gems,did_you_mean,error_highlight,rubyopt", "-W0", "-c", "{file}"],
            # It shows the line and points to the place below each message.
            TextOutput(r"(?P<file>[^:\s]+):(?P<line>\d+): (?P<message>.*)"),
            stream="both",
            install="install Ruby (Debian: apt-get install ruby)",
            syntax=lambda _: True,
            limits=limits or Limits(seconds=10, memory=2 << 30),
        )

    def prepare(self, text: str, language: str) -> str:
        """Make a comment of the line that could choose another interpreter, or its options."""
        return _SHEBANG.sub(r"\1# ", super().prepare(text, language))
