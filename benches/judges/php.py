"""The judge of PHP: its own compiler and parser, in one warm process.

The compiler tells the first error of a text. Names are looked at in the tree of its parser, by a
script beside this module, because PHP itself learns of most only when a program runs.
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

_SERVER = Path(__file__).with_name("php") / "judge.php"
_PACKAGES = ("php-cli", "php-ast", "php-mbstring")
_EXTENSIONS = ("tokenizer", "posix", "ctype", "mbstring", "ast")
# No configuration but this; errors are answers, and nothing else may print.
_SETTINGS = (
    "display_errors=0",
    "log_errors=0",
    "html_errors=0",
    "memory_limit=1G",
    "zend.assertions=-1",
)


class Judge:
    """PHP's errors of compilation, and names that mean nothing.

    Attributes:
        version: The interpreter and its version.
    """

    def __init__(self, folder: Path) -> None:
        """Start PHP.

        Raises:
            Unavailable: If it or its extension ast is not installed and cannot be.
        """
        php = _php()
        arguments = [php, "-n"]
        for setting in _SETTINGS:
            arguments += ["-d", setting]
        for extension in _EXTENSIONS:
            arguments += ["-d", f"extension={extension}"]
        self._server = CompilerServer([*arguments, str(_SERVER)], folder, {"LC_ALL": "C.UTF-8"})
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order.

        Raises:
            JudgeError: If PHP died, hung or answered nonsense.
        """
        return self._server.lint(texts)

    def close(self) -> None:
        """End the process."""
        self._server.close()


def _php() -> str:
    """Find PHP with its extension ast; install what is missing where that can be done."""
    found = _installed()
    if found is None and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", *_PACKAGES],
            capture_output=True,
            check=False,
        )
        found = _installed()
    if found is None:
        raise Unavailable(f"php or its extension ast is not installed (Debian: {_PACKAGES})")
    return found


def _installed() -> str | None:
    """Find PHP, if it has the extension that the judge needs."""
    php = shutil.which("php")
    if php is None:
        return None
    asked = [php, "-n", "-d", "extension=ast", "-r", "exit((int) !extension_loaded('ast'));"]
    done = subprocess.run(asked, capture_output=True, check=False)
    return None if done.returncode else php
