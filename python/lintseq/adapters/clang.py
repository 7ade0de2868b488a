"""clang and clang++, one process a state, several at a time.

Nothing is generated or run (``-fsyntax-only``). The headers of the system can be read, other files
cannot; pragmas that hide or move errors are made harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.adapters.c_compiler import CCompiler
from lintseq.adapters.preprocessor import NO_PRAGMAS_OF_MACROS
from lintseq.adapters.process import Limits, find_tool

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class Clang(CCompiler):
    """``clang -fsyntax-only`` for C, ``clang++`` for C++; its errors count.

    Args:
        options: More options, such as ``["-std=c++20"]``.
        limits: What one state may take.

    Raises:
        LinterError: If clang is not installed.
    """

    def __init__(self, *, options: Sequence[str] = (), limits: Limits | None = None) -> None:
        commands = {
            "c": [find_tool("clang", INSTALL), *OPTIONS, *_OF_C, *options, "{file}"],
            "cpp": [find_tool("clang++", INSTALL), *OPTIONS, *options, "{file}"],
        }
        super().__init__(
            "clang", commands, install=INSTALL, limits=limits or Limits(seconds=20, memory=2 << 30)
        )
