"""clang and clang++, one process a state, several at a time.

Nothing is generated or run (``-fsyntax-only``). The headers of the system can be read, other files
cannot; pragmas that hide or move errors are made harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.preprocessor import NO_PRAGMAS_OF_MACROS, harmless, own_findings
from lintseq.adapters.process import Limits, find_tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lintseq.adapters.output import Found
    from lintseq.adapters.process import Finished

__all__ = ["Clang"]

INSTALL = "install clang (Debian: apt-get install clang)"
OPTIONS = (
    "-fsyntax-only",
    NO_PRAGMAS_OF_MACROS,
    "-fno-caret-diagnostics",
    "-fno-color-diagnostics",
    "-ferror-limit=0",
    "-ftemplate-depth=200",
    "-fconstexpr-steps=1000000",
)
# What clang 16 refuses and earlier versions warn of.
_OF_C = (
    "-Wno-error",
    "-Werror=implicit-function-declaration",
    "-Werror=implicit-int",
    "-Werror=int-conversion",
    "-Werror=incompatible-function-pointer-types",
)


class Clang(CommandLinter):
    """``clang -fsyntax-only`` for C, ``clang++`` for C++; its errors count.

    Args:
        options: More options, such as ``["-std=c++20"]``.
        limits: What one state may take.

    Raises:
        LinterError: If clang is not installed.
    """

    def __init__(self, *, options: Sequence[str] = (), limits: Limits | None = None) -> None:
        self._commands = {
            "c": [find_tool("clang", INSTALL), *OPTIONS, *_OF_C, *options, "{file}"],
            "cpp": [find_tool("clang++", INSTALL), *OPTIONS, *options, "{file}"],
        }
        super().__init__(
            "clang",
            self._commands,
            self._commands["c"],
            TextOutput(""),  # see read
            install=INSTALL,
            extensions={"c": "c", "cpp": "cpp"},
            limits=limits or Limits(seconds=20, memory=2 << 30),
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
