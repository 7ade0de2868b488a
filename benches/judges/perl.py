"""The judge of Perl: ``perl -c`` in a sandbox.

Compiling runs ``BEGIN`` blocks and what ``use`` loads, so one process in a sandbox (bubblewrap: an
empty folder, the system's libraries read-only, no network, no other processes, limits on time,
memory and files) starts a compiler for each text, two at a time. Warnings are off, also where a
text makes them fatal; errors are those of the parser, of ``use strict``, and of modules.
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

_SERVER = Path(__file__).with_name("perl") / "server.pl"
_SANDBOX = "bwrap"
_PACKAGE = "bubblewrap"
# What a compiler may use: seconds of processor time, KiB of memory, blocks of a file, open files.
_LIMITS = "ulimit -t 10 -v 1048576 -f 2048 -n 64 -c 0"
_READABLE = ("/usr", "/bin", "/lib", "/lib64", "/etc/perl")


class Judge:
    """What ``perl -c`` refuses.

    Attributes:
        version: The version of Perl.
    """

    def __init__(self, folder: Path) -> None:
        """Start the sandbox; install bubblewrap where that can be done.

        Raises:
            Unavailable: If Perl or the sandbox is missing.
        """
        if shutil.which("perl") is None:
            raise Unavailable("perl is not installed")
        if shutil.which(_SANDBOX) is None and shutil.which("apt-get"):
            subprocess.run(
                ["apt-get", "install", "-y", "--no-install-recommends", _PACKAGE],
                capture_output=True,
                check=False,
            )
        sandbox = shutil.which(_SANDBOX)
        if sandbox is None:
            raise Unavailable(f"{_SANDBOX} is not installed (Debian: {_PACKAGE})")
        command = [sandbox, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
        for path in filter(os.path.exists, _READABLE):
            command += ["--ro-bind", path, path]
        command += ["--ro-bind", str(_SERVER), "/server.pl"]
        command += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--chdir", "/tmp"]  # noqa: S108 - its own
        command += ["--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LC_ALL", "C"]
        jobs = str(os.cpu_count() or 1)
        command += ["sh", "-c", f'{_LIMITS}; exec perl /server.pl "$1"', "sh", jobs]
        if subprocess.run([*command[:-5], "true"], capture_output=True, check=False).returncode:
            raise Unavailable(f"{_SANDBOX} may not make a sandbox here")
        self._server = CompilerServer(command, folder)
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order.

        Raises:
            JudgeError: If Perl died, hung or answered nonsense.
        """
        return self._server.lint(texts)

    def close(self) -> None:
        """End the sandbox."""
        self._server.close()
