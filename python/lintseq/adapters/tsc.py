"""The compiler of TypeScript, one process for a whole batch.

Each text is a module that sees no other: nothing that it imports or refers to is looked for, no
package of types is loaded, and comments that silence the compiler are made harmless.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.process import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lintseq.adapters.process import PrivateFolder
    from lintseq.diagnostic import Diagnostic
    from lintseq.errors import LinterError

__all__ = ["Tsc"]

_CONFIGURATION = "tsconfig.json"
_OPTIONS: Mapping[str, Any] = {
    "noEmit": True,
    "noResolve": True,
    "moduleDetection": "force",
    "module": "esnext",
    "target": "esnext",
    "jsx": "preserve",
    "strict": False,
    "types": [],
    "skipLibCheck": True,
    "skipDefaultLibCheck": True,
}
_GLOBAL = re.compile(r"\bdeclare\b(?s:.*)\bglobal\b|\bglobal\b(?s:.*)\bdeclare\b")
# The codes of the parser.
_SYNTAX = range(1000, 2000)


class Tsc(CommandLinter):
    """``tsc`` over batches; all its errors count.

    Args:
        options: Compiler options, as in ``tsconfig.json``, such as ``{"strict": True}``.
        limits: What one batch may take.

    Raises:
        LinterError: If tsc is not installed.
    """

    def __init__(
        self, *, options: Mapping[str, object] | None = None, limits: Limits | None = None
    ) -> None:
        self._options = {**_OPTIONS, **(options or {})}
        super().__init__(
            "tsc",
            ["typescript", "tsx"],
            ["tsc", "--project", _CONFIGURATION, "--pretty", "false", "{files}"],
            TextOutput(
                r"(?P<file>\S+)\((?P<line>\d+),(?P<column>\d+)\): error (?P<code>TS\d+): "
                r"(?P<message>.*)",
                noise=r"\s.*",
            ),
            install="npm install --global typescript",
            statuses=(0, 1, 2),
            syntax=lambda one: int(one.code.removeprefix("TS")) in _SYNTAX,
            blocking=True,
            suppressions=(
                r"(?i)@(ts-(?:nocheck|ignore|expect-error))",
                # What would load other libraries, or none, for all states.
                r"(?i)//[ \t]*<[ \t]*(reference)\b",
            ),
            environment={"NODE_OPTIONS": "--max-old-space-size=4096"},
            limits=limits or Limits(seconds=120, memory=None),
        )

    def _lint_together(
        self, folder: PrivateFolder, files: list[str], texts: list[str], language: str
    ) -> list[list[Diagnostic] | LinterError]:
        """Keep apart the texts that define what all others of a batch would see."""
        lint = super()._lint_together
        alone = [n for n, text in enumerate(texts) if _GLOBAL.search(text)]
        rest = [n for n in range(len(texts)) if n not in alone]
        if not alone or len(texts) == 1:
            return lint(folder, files, texts, language)
        reports: dict[int, list[Diagnostic] | LinterError] = {}
        for group in [rest, *([n] for n in alone)]:
            if group:
                some = [files[n] for n in group]
                self.furnish(folder.work, some, language)
                found = lint(folder, some, [texts[n] for n in group], language)
                reports.update(zip(group, found, strict=True))
        return [reports[n] for n in range(len(texts))]

    def words(self, language: str) -> Sequence[str]:
        """Give the command; the files stand in the configuration."""
        return super().words(language)[:-1]

    def furnish(self, work: Path, files: Sequence[str], language: str) -> None:
        """Write the configuration."""
        del language
        configuration = {"compilerOptions": self._options, "files": list(files)}
        (work / _CONFIGURATION).write_text(json.dumps(configuration))
