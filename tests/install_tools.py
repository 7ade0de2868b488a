"""Install the compilers and linters that the tests of adapters run.

``python install_tools.py FOLDER`` puts into FOLDER what needs no other place, with links to the
commands in FOLDER/bin, and installs what Debian packages where it may. What is on the path stays
as it is. What cannot be had is told; its tests are skipped then.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What each command comes with, for Debian.
DEBIAN = {
    "clang": "clang",
    "gcc": "gcc",
    "g++": "g++",
    "go": "golang-go",
    "javac": "default-jdk-headless",
    "luacheck": "lua-check",
    "node": "nodejs",
    "npm": "npm",
    "php": "php-cli",
    "ruby": "ruby",
}
NPM = {"eslint": "eslint@10.15.0", "oxlint": "oxlint@1.94.0", "tsc": "typescript@5.9.3"}
KOTLIN = "2.2.21"
_POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>lintseq</groupId>
  <artifactId>kotlinc</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.jetbrains.kotlin</groupId>
      <artifactId>kotlin-compiler-embeddable</artifactId>
      <version>{KOTLIN}</version>
    </dependency>
  </dependencies>
</project>
"""
_KOTLINC = """\
#!/bin/sh
here=$(dirname "$(dirname "$(readlink -f "$0")")")
exec java -cp "$here/lib/*" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler "$@"
"""


def main() -> None:
    """Install what is missing; always succeeds."""
    folder = Path(sys.argv[1]).absolute()
    commands = folder / "bin"
    commands.mkdir(parents=True, exist_ok=True)
    path = f"{commands}{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ["PATH"] = path
    packages = {package for command, package in DEBIAN.items() if not shutil.which(command)}
    if not shutil.which("kotlinc") and not shutil.which("mvn"):
        packages.add("maven")
    if packages:
        install_debian(sorted(packages))
    if not all(map(shutil.which, NPM)):
        install_npm(folder, commands)
    if not shutil.which("kotlinc"):
        install_kotlin(folder / "kotlinc", commands)
    missing = [command for command in (*DEBIAN, *NPM, "kotlinc") if not shutil.which(command)]
    if missing:
        say(f"tests of these tools are skipped, they are not installed: {', '.join(missing)}")


def install_debian(packages: list[str]) -> None:
    """Install packages of Debian, one by one where not all can be had."""
    if not shutil.which("apt-get") or os.name != "posix" or os.geteuid() != 0:
        say(f"not root on Debian: cannot install {', '.join(packages)}")
        return
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]
    if run(["apt-get", "update", "-qq"]) and not run([*install, *packages]):
        for package in packages:
            run([*install, package])


def install_npm(folder: Path, commands: Path) -> None:
    """Install the packages of npm, without running any script of theirs."""
    if not shutil.which("npm"):
        return
    install = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-save"]
    if run([*install, "--no-audit", "--no-fund", "--loglevel=error", *NPM.values()]):
        for command in NPM:
            link(folder / "node_modules" / ".bin" / command, commands / command)


def install_kotlin(folder: Path, commands: Path) -> None:
    """Fetch the compiler of Kotlin from Maven's repository; it has no other package."""
    if not shutil.which("mvn") or not shutil.which("java"):
        return
    start = folder / "bin" / "kotlinc"
    start.parent.mkdir(parents=True, exist_ok=True)
    pom = folder / "pom.xml"
    pom.write_text(_POM, encoding="utf-8")
    copy = ["dependency:copy-dependencies", f"-DoutputDirectory={folder / 'lib'}"]
    if run(["mvn", "-q", "-B", "-f", str(pom), *copy]):
        start.write_text(_KOTLINC, encoding="utf-8")
        start.chmod(0o755)
        link(start, commands / "kotlinc")


def link(target: Path, place: Path) -> None:
    """Put a command on the path."""
    place.unlink(missing_ok=True)
    place.symlink_to(target)


def run(words: list[str]) -> bool:
    """Run a command, and tell if it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        say(f"{' '.join(words)} failed: {done.stdout.strip()[-1000:]}")
    return done.returncode == 0


def say(text: str) -> None:
    """Tell the reader."""
    print(text, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
