"""The compiler of Go, and ``go vet``: one process for a whole batch.

Each text is a package of a module that has no others. There is no network, no cgo, no module cache
and no tool chain but the one that is installed, and ``go generate`` never runs.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.process import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Go", "GoVet"]

_ENVIRONMENT = {
    "CGO_ENABLED": "0",
    "GO111MODULE": "on",
    "GOFLAGS": "-mod=mod",
    "GOPROXY": "off",
    "GOSUMDB": "off",
    "GOTOOLCHAIN": "local",
    "GOTELEMETRY": "off",
    "GOENV": "off",
    "GOWORK": "off",
}
_MODULE = "module states\n\ngo 1.20\n"


class Go(CommandLinter):
    """``go build`` over batches; all its errors count, unused variables and imports too.

    Args:
        limits: What one batch may take. The first one compiles what the programs import.

    Raises:
        LinterError: If go is not installed.
    """

    _name = "go"
    _command_of_go: tuple[str, ...] = ("build", "-gcflags=-e", "-o", os.devnull)

    def __init__(self, *, limits: Limits | None = None) -> None:
        super().__init__(
            self._name,
            ["go"],
            ["go", *self._command_of_go, "{files}"],
            TextOutput(
                r"(?:vet: )?(?P<file>\S+\.go):(?P<line>\d+)(?::(?P<column>\d+))?: "
                r"(?P<message>.*?)(?: \(and \d+ more errors?\))?$",
                noise=r"# .*|\s.*|package \S+",
            ),
            stream="stderr",
            install="install Go, see https://go.dev/dl (Debian: apt-get install golang-go)",
            version=("version",),
            environment=_ENVIRONMENT,
            limits=limits or Limits(seconds=300, memory=None),
        )

    def file(self, stem: str, language: str) -> str:
        """Give each text a folder, which is a package."""
        return f"{stem}/{super().file('program', language)}"

    def words(self, language: str) -> Sequence[str]:
        """Give the command for all packages."""
        return [*super().words(language)[:-1], "./..."]

    def furnish(self, work: Path, files: Sequence[str], language: str) -> None:
        """Write the module that holds the packages."""
        del files, language
        (work / "go.mod").write_text(_MODULE)


class GoVet(Go):
    """``go vet`` over batches: the first error of each text, and what it suspects.

    It compiles less than `Go`, and is stricter: a format that does not fit its arguments counts.

    Args:
        limits: What one batch may take. The first one compiles what the programs import.

    Raises:
        LinterError: If go is not installed.
    """

    _name = "govet"
    _command_of_go = ("vet",)
