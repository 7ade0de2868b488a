"""Mypy: names and types of Python, one process for a whole batch.

It reads no configuration and no installed package, loads no plug-in, and heeds no comment. What
it knows of the standard library comes with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import JsonOutput
from lintseq.adapters.process import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Mypy"]

_OPTIONS = (
    "--config-file=",
    "--no-incremental",
    "--cache-dir=/dev/null",
    "--no-site-packages",
    "--ignore-missing-imports",
    "--no-error-summary",
    "--scripts-are-modules",
    "--output=json",
)


class Mypy(CommandLinter):
    """``mypy`` over batches; its errors count, notes do not.

    Args:
        options: More options for it, such as ``["--strict"]``.
        limits: What one batch may take.

    Raises:
        LinterError: If mypy is not installed.
    """

    def __init__(self, *, options: Sequence[str] = (), limits: Limits | None = None) -> None:
        super().__init__(
            "mypy",
            ["python"],
            ["mypy", *_OPTIONS, *options, "{files}"],
            JsonOutput(
                line="*.line",
                file="*.file",
                column="*.column",
                code="*.code",
                message="*.message",
                severity="*.severity",
                lines=True,
            ),
            install="pip install 'lintseq[linters]'",
            statuses=(0, 1, 2),
            severities=("error",),
            syntax=lambda one: one.code == "syntax",
            blocking=True,
            suppressions=(r"#[ \t]*(type:[ \t]*ignore)", r"#[ \t]*(mypy:)"),
            limits=limits or Limits(seconds=120),
        )
