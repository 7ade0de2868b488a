"""The judge of Kotlin: the front end of its compiler (K2), in one warm virtual machine."""

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

_SOURCE = Path(__file__).with_name("kotlin") / "Judge.kt"
_VERSION = "2.2.21"
_COMPILER = f"org.jetbrains.kotlin:kotlin-compiler-embeddable:{_VERSION}"
# What programs are compiled against.
_LIBRARY = f"kotlin-stdlib-{_VERSION}.jar"


class Judge:
    """The compiler's errors up to the checks of types and flow; no code is generated."""

    def __init__(self, folder: Path) -> None:
        folder = folder.resolve()  # the virtual machine works in it
        try:
            java = maven.java()
            jars = maven.jars(folder / "jars", [_COMPILER])
        except maven.MavenError as error:
            raise Unavailable(str(error)) from error
        classes = _built(folder, java, jars)
        library = next(str(jar) for jar in jars if jar.name == _LIBRARY)
        self._server = CompilerServer(
            [
                java,
                # A serial collector: the machine is shared.
                "-XX:+UseSerialGC",
                "-Xmx1500m",
                "-Xss16m",
                f"-Dprogram.classpath={library}",
                "-cp",
                os.pathsep.join([str(classes), *map(str, jars)]),
                "JudgeKt",
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
    classes, copy = folder / "classes", folder / "Judge.kt"
    text = _SOURCE.read_text(encoding="utf-8")
    if classes.exists() and copy.exists() and copy.read_text(encoding="utf-8") == text:
        return classes
    shutil.rmtree(classes, ignore_errors=True)
    path = os.pathsep.join(map(str, jars))
    built = subprocess.run(
        [
            *(java, "-Xmx1g", "-cp", path, "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"),
            *("-no-stdlib", "-no-reflect", "-nowarn", "-cp", path),
            *("-d", str(classes), str(_SOURCE)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        raise Unavailable(f"kotlinc does not compile its judge: {built.stderr[-500:]}")
    copy.write_text(text, encoding="utf-8")
    return classes
