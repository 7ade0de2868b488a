"""The judge of Lua: the compiler of Lua 5.4 and luacheck, in one warm process.

luacheck runs as a library, without a configuration and with inline options off. What it says
counts where it is about names: globals that are read, changed or set without being defined
(W111, W112, W113 and those of the standard library), and locals that are read before anything
gives them a value (W321, W341). It looks at globals in two ways: as defined where the text sets
them, and as always undefined; a local that loses its declaration is only seen in the second one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from compiler_server import CompilerServer
from judges import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings import Finding

_SERVER = Path(__file__).with_name("lua") / "server.lua"
_INTERPRETER = "lua5.4"
_PACKAGES = ("lua5.4", "lua-check")
# The package installs luacheck for the oldest Lua only; it runs in all of them.
_ENVIRONMENT = {
    "LC_ALL": "C",
    "LUA_PATH": "/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua;;",
}


class Judge:
    """Errors of the compiler, and luacheck's warnings about names.

    Attributes:
        version: The versions of Lua and luacheck.
    """

    def __init__(self, folder: Path) -> None:
        """Find Lua and luacheck, and start them; install them where that can be done.

        Raises:
            Unavailable: If they cannot be had.
        """
        if not _works() and shutil.which("apt-get"):
            subprocess.run(
                ["apt-get", "install", "-y", "--no-install-recommends", *_PACKAGES],
                capture_output=True,
                check=False,
            )
        if not _works():
            raise Unavailable(
                f"{_INTERPRETER} with luacheck is not installed (Debian: {', '.join(_PACKAGES)})"
            )
        self._server = CompilerServer([_INTERPRETER, str(_SERVER)], folder, _ENVIRONMENT)
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order.

        Raises:
            JudgeError: If the server died, hung or answered nonsense.
        """
        return self._server.lint(texts)

    def close(self) -> None:
        """End the server."""
        self._server.close()


def _works() -> bool:
    """Tell whether the interpreter is there and finds luacheck."""
    if shutil.which(_INTERPRETER) is None:
        return False
    asked = subprocess.run(
        [_INTERPRETER, "-e", "require 'luacheck'"],
        env={**os.environ, **_ENVIRONMENT},
        capture_output=True,
        check=False,
    )
    return asked.returncode == 0
