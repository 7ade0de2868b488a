"""The compiler of Go, and ``go vet``: one process for a whole batch.

Each text is a package of a module that has no others. There is no network, no cgo, no module cache
and no tool chain but the one that is installed, and ``go generate`` never runs. A text that imports
what cannot be had is compiled no further than that.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import Found, TextOutput, UnreadableError
from lintseq.adapters.process import Limits, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lintseq.adapters.process import Finished, PrivateFolder
    from lintseq.diagnostic import Diagnostic
    from lintseq.errors import LinterError

__all__ = ["Go", "GoVet"]

INSTALL = "install Go, see https://go.dev/dl (Debian: apt-get install golang-go)"

_ENVIRONMENT = {
    "CGO_ENABLED": "0",
    "GO111MODULE": "on",
    "GOFLAGS": "-mod=mod",
    "GOPROXY": "off",
    "GOSUMDB": "off",
    "GOTOOLCHAIN": "local",
    "GOENV": "off",
    "GOWORK": "off",
}
_FIELDS = "Dir,GoFiles,IgnoredGoFiles,Error,DepsErrors"
_FINDING = (
    r"(?:vet: )?(?P<file>\S+\.go):(?P<line>\d+)(?::(?P<column>\d+))?: (?P<message>.*?)"
    r"(?: \(and \d+ more errors?\))?$"
)
# What leaves a file out, and what moves what is reported to other lines or files.
_SUPPRESSIONS = (
    r"(?m)^[ \t]*//[ \t]*(go:build|\+build)\b",
    r"//(line)\b",
    r"/\*(line)\b",
    # A package of this name counts for nothing.
    r"\bpackage\s+(documentation)\b",
)


class Go(CommandLinter):
    """The compiler of Go over batches; all its errors count, unused variables and imports too.

    Nothing is linked, so a program needs no ``main``.

    Args:
        limits: What one batch may take. The first one compiles what the programs import.

    Raises:
        LinterError: If go is not installed.
    """

    _name = "go"
    _export: tuple[str, ...] = ("-export", "-gcflags=-e")

    def __init__(self, *, limits: Limits | None = None) -> None:
        super().__init__(
            self._name,
            ["go"],
            ["go", "list", "-e", f"-json={_FIELDS}", *self._export, "{files}"],
            TextOutput(_FINDING, noise=r"# .*|\s.*"),
            stream="stderr",
            install=INSTALL,
            version=("version",),
            suppressions=_SUPPRESSIONS,
            environment=_ENVIRONMENT,
            limits=limits or Limits(seconds=300, memory=None),
        )
        # The language is that of the tool chain.
        language = ".".join(self.version.split()[-1].split(".")[:2])
        self._module = f"module states\n\ngo {language}\n"

    def file(self, stem: str, language: str) -> str:
        """Give each text a folder, which is a package."""
        return f"{stem}/{super().file('program', language)}"

    def words(self, language: str) -> Sequence[str]:
        """Give the command for all packages."""
        return [*super().words(language)[:-1], "./..."]

    def furnish(self, work: Path, files: Sequence[str], language: str) -> None:
        """Write the module that holds the packages, and that go is to keep no counts of its use."""
        del files, language
        telemetry = work.parent / "home" / "go" / "telemetry"
        telemetry.mkdir(parents=True, exist_ok=True)
        (telemetry / "mode").write_text("off\n")
        (work / "go.mod").write_text(self._module)

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give the errors of all packages, as the go command lists them."""
        left = {file.split("/")[0]: file for file in files}
        for package in _packages(done.stdout.decode("utf-8", "replace")):
            file = left.pop(package["Dir"].rpartition("/")[2], None)
            if file is None or package.get("IgnoredGoFiles"):
                raise UnreadableError(f"go leaves a file out of {package['Dir']}")
            yield from _of_package(package, file)
        if left:
            said = done.stderr.decode("utf-8", "replace")
            raise UnreadableError(f"not all packages are listed: {said[:300]}")


class GoVet(Go):
    """``go vet`` over batches: the first error of each text, and what it suspects.

    It compiles less than `Go`, and is stricter: a format that does not fit its arguments counts.

    Args:
        limits: What one batch may take. The first one compiles what the programs import.

    Raises:
        LinterError: If go is not installed.
    """

    _name = "govet"
    _export = ()

    def _lint_together(
        self, folder: PrivateFolder, files: list[str], texts: list[str], language: str
    ) -> list[list[Diagnostic] | LinterError]:
        """Vet the packages that can be loaded: one that cannot would keep all others from it."""
        reports = super()._lint_together(folder, files, texts, language)
        sound = [number for number, report in enumerate(reports) if not report]
        if not sound:
            return reports
        vetted = [files[number] for number in sound]
        packages = [f"./{file.split('/')[0]}" for file in vetted]
        command = [super().words(language)[0], "vet", *packages]
        done = run(command, folder, self._limits, environment=self._environment)
        found = self._reports(done, vetted, [texts[number] for number in sound])
        for number, report in zip(sound, found, strict=True):
            reports[number] = [*report]
        return reports

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give the errors that one of the two commands found."""
        if done.stdout:
            return super().read(done, files)
        return CommandLinter.read(self, done, files)


def _packages(text: str) -> Iterator[dict[str, Any]]:
    """Read JSON objects that stand one after the other."""
    decoder = json.JSONDecoder()
    place = 0
    while "{" in text[place:]:
        start = text.index("{", place)
        try:
            package, place = decoder.raw_decode(text, start)
        except ValueError as error:
            raise UnreadableError(f"no JSON ({error}): {text[start : start + 200]!r}") from None
        yield package


def _of_package(package: dict[str, Any], file: str) -> Iterator[Found]:
    told = [package["Error"]] if package.get("Error") else []
    for error in told or package.get("DepsErrors") or []:
        place = f"{error['Pos']}: " if error.get("Pos") else ""
        for row in f"{place}{error['Err']}".split("\n"):
            found = re.match(_FINDING, row)
            if found is not None and found["file"] == file:
                column = int(found["column"]) if found["column"] else None
                yield Found(file, int(found["line"]), "error", found["message"], column)
            elif row.strip() and row[0] not in "#\t":
                raise UnreadableError(f"not understood: {row[:200]!r}")
