"""The judge of Scala: the front end of the Scala 3 compiler, in one warm virtual machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import maven
from compiler_server import CompilerServer
from judges import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from findings import Finding

_SOURCE = Path(__file__).with_name("scala") / "Judge.scala"
_VERSION = "3.3.6"
_COMPILER = f"org.scala-lang:scala3-compiler_3:{_VERSION}"
# What the programs of packages/scala.py are parts of; the compiler is another such library.
_LIBRARIES = ["org.apache.pekko:pekko-actor_3:1.1.2"]


class Judge:
    """The compiler's errors up to the checks of references and overriding; no code is generated."""

    def __init__(self, folder: Path) -> None:
        folder = folder.resolve()  # the virtual machine works in it
        try:
            java = maven.java()
            jars = maven.jars(folder / "jars", [_COMPILER])
            libraries = maven.jars(folder / "libraries", _LIBRARIES)
        except maven.MavenError as error:
            raise Unavailable(str(error)) from error
        classes = _built(folder, java, jars)
        own = {jar.name for jar in jars}
        others = [jar for jar in libraries if jar.name not in own]
        others = [jar for jar in others if not jar.name.startswith(("scala-library", "scala3-"))]
        seen = os.pathsep.join(map(str, [*jars, *others]))
        self._server = CompilerServer(
            [
                java,
                # A serial collector: the machine is shared.
                "-XX:+UseSerialGC",
                "-Xmx1500m",
                "-Xss16m",
                f"-Dprogram.classpath={seen}",
                "-cp",
                os.pathsep.join([str(classes), *map(str, jars)]),
                "Judge",
            ],
            folder,
            {"LC_ALL": "C.UTF-8"},
        )
        self.version = self._server.greeting

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the errors in each text, in order."""
        return self._server.lint(texts)

    def close(self) -> None:
        """End the virtual machine."""
        self._server.close()


def _built(folder: Path, java: str, jars: Sequence[Path]) -> Path:
    """Compile the judge with the compiler that it calls, once for each text of it."""
    classes, copy = folder / "classes", folder / "Judge.scala"
    text = _SOURCE.read_text(encoding="utf-8")
    if classes.exists() and copy.exists() and copy.read_text(encoding="utf-8") == text:
        return classes
    shutil.rmtree(classes, ignore_errors=True)
    classes.mkdir()
    path = os.pathsep.join(map(str, jars))
    built = subprocess.run(
        [
            *(java, "-Xmx1g", "-Xss16m", "-cp", path, "dotty.tools.dotc.Main"),
            *("-color:never", "-classpath", path, "-d", str(classes), str(_SOURCE)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        raise Unavailable(f"scalac does not compile its judge: {built.stdout[-500:]}")
    copy.write_text(text, encoding="utf-8")
    return classes
