"""The judge of Go: the parser and the type checker of its standard library, in one process.

They are what ``go vet`` builds on and find what the compiler finds, unused variables and imports
included.
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

_SOURCE = Path(__file__).with_name("go") / "main.go"
_PACKAGE = "golang-go"
# No network, no other toolchain, no C compiler, no modules.
_ENVIRONMENT = {
    "CGO_ENABLED": "0",
    "GO111MODULE": "off",
    "GOFLAGS": "",
    "GOPROXY": "off",
    "GOTOOLCHAIN": "local",
    "GOTELEMETRY": "off",
}


class Judge:
    """The errors of go/parser and go/types; a program without a package clause is in ``main``."""

    def __init__(self, folder: Path) -> None:
        folder = folder.resolve()
        go = _tool()
        program = folder / "judge"
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "GOCACHE": str(folder / "cache"),
            "GOPATH": str(folder / "path"),
            **_ENVIRONMENT,
        }
        built = subprocess.run(
            [go, "build", "-o", str(program), str(_SOURCE)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if built.returncode:
            raise Unavailable(f"go does not compile its judge: {built.stderr[-500:]}")
        root = subprocess.run(
            [go, "env", "GOROOT"], env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()
        self._server = CompilerServer(
            [str(program)], folder, {**_ENVIRONMENT, "GOROOT": root, "GOGC": "400"}
        )
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order."""
        return self._server.lint(texts)

    def close(self) -> None:
        """End the process."""
        self._server.close()


def _tool() -> str:
    """Find the Go command; install it where it is missing and that can be done."""
    found = shutil.which("go")
    installer = shutil.which("apt-get")
    if found is None and installer:
        subprocess.run(
            [installer, "install", "-y", "--no-install-recommends", _PACKAGE],
            capture_output=True,
            check=False,
        )
        found = shutil.which("go")
    if found is None:
        raise Unavailable(f"go is not installed (Debian: {_PACKAGE})")
    return found
