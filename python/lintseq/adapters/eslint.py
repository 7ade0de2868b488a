"""ESLint: JavaScript's syntax and names, one process for a whole batch.

Its configuration is ours alone, without plug-ins; it heeds no comment of the programs.
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

    from lintseq.adapters.process import PrivateFolder
    from lintseq.diagnostic import Diagnostic
    from lintseq.errors import LinterError

__all__ = ["Eslint"]

RULES = (
    "constructor-super",
    "no-class-assign",
    "no-const-assign",
    "no-import-assign",
    "no-this-before-super",
    "no-undef",
)
"""What throws when it runs: names that nothing defines, and values that cannot be set."""

_CONFIGURATION = "eslint.config.mjs"
_GOALS = {"mjs": "module", "cjs": "commonjs"}
# The code of a finding without a rule: the text does not parse.
_SYNTAX = "error"


class Eslint(CommandLinter):
    """``eslint`` over batches. A text is a module or, where it parses only so, a script.

    Names of browsers or of Node count as undefined; the finished program has these findings, too.

    Args:
        rules: The rules that count; syntax errors always do.
        limits: What one batch may take.

    Raises:
        LinterError: If eslint is not installed.
    """

    def __init__(self, *, rules: Iterable[str] = RULES, limits: Limits | None = None) -> None:
        self._rules = sorted(rules)
        super().__init__(
            "eslint",
            ["javascript"],
            [
                "eslint",
                "--config",
                _CONFIGURATION,
                "--no-inline-config",
                "--no-ignore",
                "--no-warn-ignored",
                "--format=json",
                "{files}",
            ],
            JsonOutput(
                line="*.messages.*.line",
                file="*.filePath",
                column="*.messages.*.column",
                code="*.messages.*.ruleId",
                message="*.messages.*.message",
            ),
            syntax=lambda one: one.code == _SYNTAX,
            install="npm install --global eslint",
            extensions={"javascript": "mjs"},
            limits=limits or Limits(memory=None),
        )

    def furnish(self, work: Path, files: Sequence[str], language: str) -> None:
        """Write the configuration."""
        del files, language
        goals = [
            {
                "files": [f"**/*.{extension}"],
                "languageOptions": {
                    "ecmaVersion": "latest",
                    "sourceType": goal,
                    "parserOptions": {"ecmaFeatures": {"jsx": True}},
                },
                "linterOptions": {"reportUnusedDisableDirectives": "off"},
                "rules": dict.fromkeys(self._rules, "error"),
            }
            for extension, goal in _GOALS.items()
        ]
        (work / _CONFIGURATION).write_text(f"export default {json.dumps(goals)};\n")

    def _lint_together(
        self, folder: PrivateFolder, files: list[str], texts: list[str], language: str
    ) -> list[list[Diagnostic] | LinterError]:
        """Read as a script what is no module."""
        reports = super()._lint_together(folder, files, texts, language)
        broken = [number for number, report in enumerate(reports) if self.broken(report)]
        scripts = [files[number].removesuffix("mjs") + "cjs" for number in broken]
        if not broken or not files[0].endswith("mjs"):
            return reports
        for number, script in zip(broken, scripts, strict=True):
            (folder.work / files[number]).rename(folder.work / script)
        again = super()._lint_together(folder, scripts, [texts[n] for n in broken], language)
        for number, report in zip(broken, again, strict=True):
            if not self.broken(report):
                reports[number] = report
        return reports
