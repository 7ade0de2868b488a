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
    from collections.abc import Iterable, Sequence

    from lintseq.adapters.output import Found
    from lintseq.adapters.process import Finished

__all__ = ["Mypy"]

_OPTIONS = (
    "--config-file=",
    "--no-incremental",
    "--cache-dir=/dev/null",
    "--no-site-packages",
    "--ignore-missing-imports",
    "--no-error-summary",
    "--check-untyped-defs",
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
            stopped=(2,),
            suppressions=(r"#[ \t]*(type:[ \t]*ignore)", r"#[ \t]*(mypy:)"),
            limits=limits or Limits(seconds=120),
        )

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give the findings; mypy counts columns from 0."""
        for found in super().read(done, files):
            yield found._replace(column=None if found.column is None else found.column + 1)
