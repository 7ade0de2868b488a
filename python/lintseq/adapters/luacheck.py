"""luacheck, one process for a batch of Lua.

It reads no configuration and heeds no inline option.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lintseq.adapters.process import Limits

__all__ = ["Luacheck"]

CODES = ("E", "W112", "W113", "W143", "W321")
"""Errors of syntax; globals that are changed or read and nothing sets; locals without a value."""


class Luacheck(CommandLinter):
    """``luacheck`` over batches.

    Args:
        codes: How the codes begin that count.
        std: The globals that it knows, as ``--std`` takes them.
        limits: What one batch may take.

    Raises:
        LinterError: If luacheck is not installed.
    """

    def __init__(
        self, *, codes: Iterable[str] = CODES, std: str = "max", limits: Limits | None = None
    ) -> None:
        start = tuple(codes)
        super().__init__(
            "luacheck",
            ["lua"],
            [
                "luacheck",
                "--no-config",
                "--no-default-config",
                "--no-cache",
                "--formatter=plain",
                "--codes",
                "--no-color",
                "--allow-defined",
                "--module",  # what one state defines is not there for the others
                f"--std={std}",
                "{files}",
            ],
            TextOutput(
                r"(?P<file>[^:\s]+):(?P<line>\d+):(?P<column>\d+): \((?P<code>[EW]\d+)\) "
                r"(?P<message>.*)",
                noise="",
            ),
            install="luarocks install luacheck (Debian: apt-get install lua-check)",
            version=("--version",),
            statuses=(0, 1, 2),
            count=lambda one: one.code.startswith(start),
            suppressions=(r"--\[*=*\[*\s*(luacheck)\s*:",),
            limits=limits,
        )
