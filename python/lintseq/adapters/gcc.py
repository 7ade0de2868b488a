"""gcc and g++, one process a state, several at a time.

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

__all__ = ["Gcc"]

INSTALL = "install gcc and g++ (Debian: apt-get install gcc g++)"
OPTIONS = (
    "-fsyntax-only",
    NO_PRAGMAS_OF_MACROS,
    "-fdiagnostics-plain-output",
    "-fmax-errors=0",
)
# What gcc 14 refuses and earlier versions warn of.
_OF_C = (
    "-Wno-error",
    "-Werror=implicit-function-declaration",
    "-Werror=implicit-int",
    "-Werror=int-conversion",
    "-Werror=incompatible-pointer-types",
)
_OF_CPLUSPLUS = ("-ftemplate-depth=200", "-fconstexpr-ops-limit=1000000")


class Gcc(CCompiler):
    """``gcc -fsyntax-only`` for C, ``g++`` for C++; its errors count.

    Args:
        options: More options, such as ``["-std=c99"]``.
        limits: What one state may take.

    Raises:
        LinterError: If gcc or g++ is not installed.
    """

    def __init__(self, *, options: Sequence[str] = (), limits: Limits | None = None) -> None:
        commands = {
            "c": [find_tool("gcc", INSTALL), *OPTIONS, *_OF_C, *options, "{file}"],
            "cpp": [find_tool("g++", INSTALL), *OPTIONS, *_OF_CPLUSPLUS, *options, "{file}"],
        }
        super().__init__(
            "gcc", commands, install=INSTALL, limits=limits or Limits(seconds=20, memory=1 << 30)
        )
