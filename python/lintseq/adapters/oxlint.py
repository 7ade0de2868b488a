"""Oxlint: names of JavaScript and TypeScript, one fast process for a whole batch.

It reads no configuration but ours, and heeds no comment of the programs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import JsonOutput
from lintseq.adapters.process import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["Oxlint"]

RULES = (
    "constructor-super",
    "no-class-assign",
    "no-const-assign",
    "no-import-assign",
    "no-this-before-super",
    "no-undef",
)
"""What throws when it runs: names that nothing defines, and values that cannot be set."""

_CONFIGURATION = "oxlint.json"


class Oxlint(CommandLinter):
    """``oxlint`` over batches.

    Names of browsers or of Node count as undefined; the finished program has these findings, too.

    Args:
        rules: The rules that count; syntax errors always do.
        limits: What one batch may take.

    Raises:
        LinterError: If oxlint is not installed.
    """

    def __init__(self, *, rules: Iterable[str] = RULES, limits: Limits | None = None) -> None:
        self._rules = sorted(rules)
        super().__init__(
            "oxlint",
            ["javascript", "typescript", "tsx"],
            [
                "oxlint",
                "--config",
                _CONFIGURATION,
                "--disable-nested-config",
                "--no-ignore",
                "--format=json",
                "{files}",
            ],
            JsonOutput(
                line="diagnostics.*.labels.0.span.line",
                file="diagnostics.*.filename",
                column="diagnostics.*.labels.0.span.column",
                code="diagnostics.*.code",
                message="diagnostics.*.message",
            ),
            syntax=lambda one: one.code == "error",  # it has no code
            install="npm install --global oxlint",
            suppressions=(
                r"\b(eslint|oxlint)-(?:disable|enable|env)",
                r"/\*\s*(global|eslint)s?\b",
            ),
            extensions={"javascript": "js"},
            limits=limits or Limits(memory=None),
        )

    def furnish(self, work: Path, files: Sequence[str], language: str) -> None:
        """Write the configuration."""
        del files, language
        configuration = {
            "plugins": [],
            "categories": {"correctness": "off"},
            "rules": dict.fromkeys(self._rules, "error"),
        }
        (work / _CONFIGURATION).write_text(json.dumps(configuration))
