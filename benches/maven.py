"""Jars from Maven Central, which judges and packages of JVM languages need."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PACKAGES = ["maven", "default-jdk-headless"]
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>lintseq</groupId>
  <artifactId>jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
{}  </dependencies>
</project>
"""
_DEPENDENCY = """\
    <dependency>
      <groupId>{}</groupId>
      <artifactId>{}</artifactId>
      <version>{}</version>
      {}
    </dependency>
"""


class MavenError(Exception):
    """Maven is not there, or does not give what it is asked for; the message says why."""


def java() -> str:
    """Find the Java virtual machine, or install it where that can be done.

    Raises:
        MavenError: If there is none.
    """
    return _tool("java")


def jars(folder: Path, artifacts: Sequence[str]) -> list[Path]:
    """Fetch artifacts with all that they depend on, once.

    Args:
        folder: Where they are kept from run to run.
        artifacts: ``group:artifact:version``, with ``:classifier`` behind it for a jar that is not
            the main one; such a jar comes alone.

    Returns:
        The jars, sorted by name.

    Raises:
        MavenError: If that cannot be done.
    """
    part = folder.with_name(folder.name + ".part")
    pom = folder.with_name(folder.name + ".pom.xml")
    text = _POM.format("".join(map(_dependency, artifacts)))
    if not folder.exists() or not pom.exists() or pom.read_text(encoding="utf-8") != text:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        pom.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [
                _tool("mvn"),
                "-q",
                "-B",
                "-f",
                str(pom),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={part}",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise MavenError(f"Maven does not give {', '.join(artifacts)}: {done.stdout[-500:]}")
        part.rename(folder)
    return sorted(folder.glob("*.jar"))


def _dependency(artifact: str) -> str:
    group, name, version, *classifiers = artifact.split(":")
    more = "".join(
        f"<classifier>{classifier}</classifier><exclusions><exclusion><groupId>*</groupId>"
        "<artifactId>*</artifactId></exclusion></exclusions>"
        for classifier in classifiers
    )
    return _DEPENDENCY.format(group, name, version, more)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", *_PACKAGES],
            capture_output=True,
            check=False,
        )
        found = shutil.which(name)
    if found is None:
        raise MavenError(f"{name} is not installed (Debian: {', '.join(_PACKAGES)})")
    return found
