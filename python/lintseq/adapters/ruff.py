"""Ruff: one process for a whole batch of Python files.

It reads no configuration (``--isolated``), heeds no comment (``--ignore-noqa``), runs nothing and
looks at each file alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.adapters.position import line_of
from lintseq.adapters.process import Limits, PrivateFolder, find_tool, run
from lintseq.diagnostic import Diagnostic
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Ruff"]

INSTALL = "pip install 'lintseq[linters]'"
RULES = ("E9", "F50", "F7", "F821", "F822", "F823")
"""Syntax, formats, statements in the wrong place, names that nothing defines."""

_SYNTAX = "invalid-syntax"


class Ruff:
    """``ruff check`` over batches.

    Args:
        rules: The rules that count, as ``--select`` takes them; syntax errors always do.
        target: The version of Python that the programs are for.
        limits: What one batch may take.

    Raises:
        LinterError: If ruff is not installed, or does not say its version.
    """

    name = "ruff"
    languages = frozenset({"python"})

    def __init__(
        self,
        *,
        rules: Iterable[str] = RULES,
        target: str = "py313",
        limits: Limits | None = None,
    ) -> None:
        self._tool = find_tool("ruff", INSTALL)
        self._limits = limits or Limits()
        self._options = ["--select", ",".join(rules), "--target-version", target]
        with PrivateFolder() as folder:
            done = run([self._tool, "--version"], folder, self._limits)
        self.version = done.stdout.decode(errors="replace").strip()
        if done.status != 0 or not self.version.startswith("ruff "):
            raise LinterError(f"{self._tool} --version says {self.version!r}: {INSTALL}")

    def lint(self, states: Sequence[str], language: str) -> list[list[Diagnostic]]:
        """Give the diagnostics of each state.

        Raises:
            LinterError: If ruff failed on the batch.
        """
        del language
        with PrivateFolder() as folder:
            for number, state in enumerate(states):
                folder.work.joinpath(f"{number}.py").write_bytes(state.encode())
            done = run(
                [
                    self._tool,
                    "check",
                    "--isolated",
                    "--no-cache",
                    "--ignore-noqa",
                    "--no-respect-gitignore",
                    "--quiet",
                    "--output-format=json",
                    *self._options,
                    ".",
                ],
                folder,
                self._limits,
            )
        if done.status not in {0, 1}:
            raise LinterError(f"ruff failed: {done.stderr.decode(errors='replace').strip()[:500]}")
        try:
            return self._reports(json.loads(done.stdout), states)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise LinterError(f"ruff's answer cannot be read: {error!r}") from error

    def close(self) -> None:
        """Nothing is held."""

    def _reports(self, found: list[Any], states: Sequence[str]) -> list[list[Diagnostic]]:
        reports: list[list[Diagnostic]] = [[] for _ in states]
        for one in found:
            number = int(Path(one["filename"]).stem)
            code = one["code"] or _SYNTAX
            line = line_of(states[number], one["location"]["row"])
            reports[number].append(
                Diagnostic(line, code, one["message"], one["location"]["column"])
            )
        return [_first_syntax_error(report) for report in reports]


def _first_syntax_error(report: list[Diagnostic]) -> list[Diagnostic]:
    """Ruff's parser recovers: what follows the first syntax error may be its echo."""
    broken = [one for one in report if one.code == _SYNTAX]
    return [min(broken)] if broken else report
