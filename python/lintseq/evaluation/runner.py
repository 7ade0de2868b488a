"""How the programs of a language are run against tests: data, one file a language."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.evaluation.imports import Imports
from lintseq.evaluation.preparation import Recipe
from lintseq.evaluation.sandbox import Step

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from lintseq.evaluation.sandbox import RunLimits

__all__ = ["Runner", "find_runner", "runners"]

_IMPORTS = "@IMPORTS@"
_FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True)
class Runner:
    """How the programs of a language are run.

    The last command runs the tests. At their end they copy what file descriptor 3 gives, the
    token, to file descriptor 4: neither an exit status nor anything printed says that they passed.

    Attributes:
        language: The language.
        in_process: Whether it is Python, run in a fork of the warden.
        tools: The commands that have to be there.
        install: What installs them.
        files: Names and texts of files, in which ``@PROGRAM@``, ``@TESTS@``, ``@CASES@`` and
            ``@IMPORTS@``, those that the file lacks, are replaced.
        commands: What compiles, then what runs. ``@PREPARED@`` is the folder of what is prepared.
        compile_seconds: How long each command before the last may take.
        bound: Whether the address space of the last is bound.
        dropped: The pattern of what is taken from the beginning of programs and tests.
        case: The pattern of a case in the tests, and what is written for each: ``@CASE@`` is what
            the group of the pattern took.
        imports: Which imports a file lacks.
        prepared: What is made once for all programs.
    """

    language: str
    in_process: bool = False
    tools: tuple[str, ...] = ()
    install: str = ""
    files: tuple[tuple[str, str], ...] = ()
    commands: tuple[tuple[str, ...], ...] = ()
    compile_seconds: float = 60.0
    bound: bool = False
    dropped: str | None = None
    case: tuple[str, str] | None = None
    imports: Imports | None = None
    prepared: Recipe | None = None

    def missing(self) -> str | None:
        """Say what has to be installed; None if all is there."""
        absent = [tool for tool in self.tools if shutil.which(tool) is None]
        return f"{', '.join(absent)} not installed: {self.install}" if absent else None

    def needed(self) -> list[str]:
        """Give the places of its tools."""
        found = [shutil.which(tool) for tool in self.tools]
        return [place for path in found if path for place in (path, str(Path(path).resolve()))]

    def texts(self, program: str, tests: str) -> dict[str, str]:
        """Give the files of a program and its tests."""
        parts = {"@PROGRAM@": program, "@TESTS@": tests}
        if self.dropped is not None:
            parts = {mark: re.sub(self.dropped, "", text) for mark, text in parts.items()}
        if self.case is not None:
            pattern, line = self.case
            cases = [found[1] for found in re.finditer(pattern, tests)]
            parts["@CASES@"] = "\n".join(line.replace("@CASE@", case) for case in cases)
        texts = {name: _filled(text, {**parts, _IMPORTS: ""}) for name, text in self.files}
        if self.imports is not None:
            for name, text in self.files:
                if _IMPORTS in text:
                    missing = self.imports.missing(texts[name])
                    texts[name] = _filled(text, {**parts, _IMPORTS: missing})
        return texts

    def steps(self, limits: RunLimits, prepared: str = "") -> list[Step]:
        """Give what is to be run, with the folder of what is prepared."""
        if self.in_process:
            return [Step(command=None, seconds=limits.seconds)]
        commands = [[word.replace("@PREPARED@", prepared) for word in one] for one in self.commands]
        *before, last = commands
        compiling = [
            Step(command=command, seconds=self.compile_seconds, tests=False, bound=False)
            for command in before
        ]
        return [*compiling, Step(command=last, seconds=limits.seconds, bound=self.bound)]


def _filled(text: str, parts: dict[str, str]) -> str:
    """Replace marks, but none in what replaces one."""
    first = min((mark for mark in parts if mark in text), key=text.index, default=None)
    if first is None:
        return text
    before, _, after = text.partition(first)
    return before + parts[first] + _filled(after, parts)


def runners() -> tuple[str, ...]:
    """Give the languages whose programs can be run, where their tools are installed."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache
def find_runner(language: str) -> Runner | None:
    """Give how programs of a language are run; None if that is not known."""
    if language not in runners():
        return None
    read: dict[str, Any] = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    read["tools"] = tuple(read.get("tools", ()))
    read["files"] = tuple(read.get("files", {}).items())
    read["commands"] = tuple(map(tuple, read.get("commands", ())))
    if "case" in read:
        read["case"] = (read["case"]["pattern"], read["case"]["line"])
    if "imports" in read:
        packages = tuple(read["imports"].pop("packages"))
        read["imports"] = Imports(packages=packages, **read["imports"])
    if "prepared" in read:
        made = read["prepared"]
        files, commands = tuple(made.get("files", {}).items()), made["commands"]
        read["prepared"] = Recipe(files, tuple(map(tuple, commands)))
    return Runner(language, **read)
