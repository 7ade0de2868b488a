"""The command line.

Exit codes: 0 done, 1 finished with a failed check, 2 wrong use, 3 an input or output failed,
4 an error in lintseq itself, 130 interrupted (Ctrl-C), 141 the reader of the output went away,
143 terminated.
"""

from __future__ import annotations

from lintseq.cli.program import ExitCode, execute, main

__all__ = ["ExitCode", "execute", "main"]
