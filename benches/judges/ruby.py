"""The judge of Ruby: its own compiler and parser, in one warm process.

The compiler tells all errors of syntax. Names are looked at in the tree of its parser, by a script
beside this module, because Ruby itself learns of them only when a program runs.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from compiler_server import CompilerServer
from judges import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings import Finding

_SERVER = Path(__file__).with_name("ruby") / "judge.rb"
_PACKAGE = "ruby"


class Judge:
    """Ruby's errors of syntax, and names that mean nothing.

    Attributes:
        version: The interpreter and its version.
    """

    def __init__(self, folder: Path) -> None:
        """Start Ruby.

        Raises:
            Unavailable: If it is not installed and cannot be.
        """
        self._server = CompilerServer(
            # Nothing from the environment, no gems, no warnings; a deep stack.
            [_ruby(), "--disable=gems,did_you_mean,error_highlight,rubyopt", "-W0", str(_SERVER)],
            folder,
            {"LC_ALL": "C.UTF-8", "RUBY_THREAD_VM_STACK_SIZE": str(64 << 20)},
        )
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order.

        Raises:
            JudgeError: If Ruby died, hung or answered nonsense.
        """
        return self._server.lint(texts)

    def close(self) -> None:
        """End the process."""
        self._server.close()


def _ruby() -> str:
    """Find Ruby; install it where it is missing and that can be done."""
    found = shutil.which("ruby")
    if found is None and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", _PACKAGE],
            capture_output=True,
            check=False,
        )
        found = shutil.which("ruby")
    if found is None:
        raise Unavailable(f"ruby is not installed (Debian: {_PACKAGE})")
    return found
