"""What the compilers of C and C++ share: a command for each language, and how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.preprocessor import harmless, own_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lintseq.adapters.output import Found
    from lintseq.adapters.process import Finished, Limits

__all__ = ["CCompiler"]


class CCompiler(CommandLinter):
    """A compiler with the diagnostics of gcc.

    Args:
        name: The name of the linter.
        commands: The command for each of ``c`` and ``cpp``, with ``{file}``.
        install: How to install it.
        limits: What one state may take.

    Raises:
        LinterError: If it does not tell its version.
    """

    def __init__(
        self, name: str, commands: Mapping[str, Sequence[str]], *, install: str, limits: Limits
    ) -> None:
        self._commands = commands
        super().__init__(
            name,
            commands,
            commands["c"],
            TextOutput(""),  # see read
            install=install,
            extensions={"c": "c", "cpp": "cpp"},
            limits=limits,
        )

    def words(self, language: str) -> Sequence[str]:
        """Give the command for C or C++."""
        return self._commands[language]

    def prepare(self, text: str, language: str) -> str:
        """Keep the text from reading files and hiding errors."""
        del language
        return harmless(text)

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give the errors."""
        return own_findings(done.stderr.decode("utf-8", "replace"), files[0])
