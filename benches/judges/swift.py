"""The Swift compiler as the judge of Swift: one process a text, several at a time.

Each text is checked as a module of its own, up to the diagnosis of its intermediate code, which
sees missing returns and uses before initialisation. The compiler is fetched from a release of
Debian that has it, with the libraries of that release, into the judge's folder: nothing is
installed on the machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from . import Finding, JudgeError, Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

_RELEASE = "trixie"
_PACKAGES = (
    "swiftlang",
    "libswiftlang",
    "libbsd0",
    "libc6",
    "libedit2",
    "libexpat1",
    "libgcc-s1",
    "libicu76",
    "liblzma5",
    "libmd0",
    "libncurses6",
    "libpython3.13",
    "libsqlite3-0",
    "libstdc++6",
    "libtinfo6",
    "libuuid1",
    "libxml2",
    "libzstd1",
    "zlib1g",
)
# What is needed of the compiler's own packages, which are large.
_NEEDED = (
    "./usr/libexec/swift/bin/swift-frontend",
    "./usr/libexec/swift/lib/clang/",
    "./usr/libexec/swift/lib/swift/",
)
_SOURCES = (Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*")))
_FETCH_TIMEOUT = 1_800.0
_TIMEOUT = 120.0
# A text as it is named in messages, where it is read from the standard input.
_TEXT = "<stdin>"
_ERROR = re.compile(
    rf"^(?P<file>[^:\n]*):(?P<line>\d+):\d+: error: (?P<message>.*)|"
    rf"^(?:{_TEXT}|<unknown>)(?::0)?: error: (?P<nowhere>.*)"
)
# What depends on which other names there are.
_SUGGESTION = re.compile(r"[;,] did you mean .*$")
_SYNTAX = re.compile(
    r"^(expected |unexpected |consecutive |extraneous |unterminated |invalid character|keyword '"
    r"|'case' label|'default' label|additional 'case'|all statements inside|'else' |cannot find "
    r"operator|#|unable to parse)"
)
# Directives that move messages to other lines.
_MOVES = re.compile(r"^([ \t]*)#sourceLocation\b.*$", re.MULTILINE)


class Judge:
    """Runs the compiler over many texts.

    Attributes:
        version: The compiler and its version.
    """

    def __init__(self, folder: Path) -> None:
        """Fetch the compiler into ``folder``, unless it is there.

        Raises:
            Unavailable: If it cannot be had on this machine.
        """
        folder = folder.resolve()
        root = folder / _RELEASE
        if not root.exists():
            try:
                _fetch(folder, root)
            except (OSError, StopIteration, subprocess.SubprocessError) as error:
                raise Unavailable(f"the Swift compiler cannot be fetched: {error}") from error
        home = root / "usr/libexec/swift"
        libraries = [root / "usr/lib/x86_64-linux-gnu", home / "lib/swift/linux", home / "lib"]
        self._command = [
            str(root / "usr/lib64/ld-linux-x86-64.so.2"),
            "--library-path",
            ":".join(map(str, libraries)),
            str(home / "bin/swift-frontend"),
            "-frontend",
        ]
        self._options = [
            *("-emit-sil", "-o", os.devnull, "-module-name", "text", "-swift-version", "5"),
            *("-resource-dir", str(home / "lib/swift"), "-diagnostic-style", "llvm"),
            *("-module-cache-path", str(folder / "modules"), "-suppress-warnings", "-"),
        ]
        self._folder = folder / "empty"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self._folder)}
        try:
            told = self._run(["-version"], "").stdout
            # The first text makes the modules of the libraries.
            works = not self._lint_one("import Foundation\nprint(sqrt(2.0))\n")
        except (OSError, JudgeError) as error:
            raise Unavailable(f"the Swift compiler does not work: {error}") from error
        if not works:
            raise Unavailable("the Swift compiler does not find its libraries")
        found = re.search(r"Swift version ([\d.]+)", told)
        self.version = f"swift {found[1] if found else 'unknown'}"
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text, in order.

        Raises:
            JudgeError: If the compiler died, hung or answered nonsense.
        """
        return list(self._pool.map(self._lint_one, texts))

    def _run(self, arguments: Sequence[str], text: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                [*self._command, *arguments],
                input=text,
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                cwd=self._folder,
                env=self._environment,
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise JudgeError(f"the Swift compiler did not end in {_TIMEOUT:.0f} s") from error

    def _lint_one(self, text: str) -> list[Finding]:
        done = self._run(self._options, _MOVES.sub(r"\1//", text))
        if done.returncode not in (0, 1):
            raise JudgeError(f"the Swift compiler failed: {done.stderr[-500:]}")
        found = findings(done.stderr)
        if bool(found) != bool(done.returncode):
            raise JudgeError(f"the Swift compiler was not understood: {done.stderr[-500:]}")
        return found

    def close(self) -> None:
        """End the workers."""
        self._pool.shutdown(cancel_futures=True)


def findings(output: str) -> list[Finding]:
    """Read what the compiler wrote."""
    found = []
    for line in output.splitlines():
        parts = _ERROR.match(line)
        if parts is None:
            continue
        own = parts["file"] == _TEXT
        message = _SUGGESTION.sub("", parts["message"] or parts["nowhere"])
        syntax = _SYNTAX.match(message) is not None
        at = int(parts["line"]) if own else 1
        found.append(Finding(at, "syntax" if syntax else "error", message, syntax))
    return found


def _fetch(folder: Path, root: Path) -> None:
    """Fetch the packages of the release from where the machine has its own, and unpack them."""
    state = folder / "apt"
    packages = folder / "packages"
    for made in (state / "lists/partial", state / "archives/partial", packages):
        made.mkdir(parents=True, exist_ok=True)
    sources = state / "sources.list"
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    sources.write_text(f"deb [signed-by={keys}] {_mirror()} {_RELEASE} main\n")
    apt = [
        shutil.which("apt-get") or "apt-get",
        *("-q", "-o", f"Dir::Etc::SourceList={sources}", "-o", "Dir::Etc::SourceParts=/dev/null"),
        *("-o", f"Dir::State::Lists={state / 'lists'}", "-o", f"Dir::Cache={state}"),
        *("-o", f"Dir::Cache::archives={state / 'archives'}"),
    ]
    for arguments in (["update"], ["download", *_PACKAGES]):
        subprocess.run(
            [*apt, *arguments],
            cwd=packages,
            check=True,
            capture_output=True,
            timeout=_FETCH_TIMEOUT,
        )
    part = folder / f"{_RELEASE}.part"
    part.mkdir(exist_ok=True)
    unpack = shutil.which("dpkg-deb") or "dpkg-deb"
    for name in _PACKAGES:
        archive = str(next(packages.glob(f"{name}_*.deb")))
        wanted = _NEEDED if name == "swiftlang" else ()
        with subprocess.Popen([unpack, "--fsys-tarfile", archive], stdout=subprocess.PIPE) as files:
            tar = shutil.which("tar") or "tar"
            command = [tar, "-x", "-C", str(part), *wanted]
            subprocess.run(command, stdin=files.stdout, check=True, capture_output=True)
        if name == "swiftlang":
            Path(archive).unlink()
    part.rename(root)


def _mirror() -> str:
    """Give the address that the machine's own packages come from."""
    return next(
        found[1]
        for source in _SOURCES
        if source.is_file() and source.suffix in {".list", ".sources"}
        for found in re.finditer(
            r"^(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S*debian/?)\s", source.read_text(), re.MULTILINE
        )
    )
