"""The native engine. Private: use the names that ``lintseq`` exports."""

from collections.abc import Sequence
from typing import TypeAlias, TypedDict, final

import numpy as np
import numpy.typing as npt
from typing_extensions import Self

__version__: str
STREAM_VERSION: int

Rejection: TypeAlias = tuple[str, str]
"""``(reason, detail)``: why a program yields no sequence."""

Steps: TypeAlias = npt.NDArray[np.int32]
Finding: TypeAlias = tuple[int, int | None, str, str]
"""``(line, column, code, message)``; lines count from 1, columns in characters from 1."""

@final
class Options:
    def __new__(
        cls,
        *,
        strategy: str = "lintseq",
        granularity: str = "unit",
        weights: str = "depth",
        comments: str = "attach",
        imports: str = "sampled",
        constants: str = "sampled",
        max_edits: int | None = None,
        distinct: bool = False,
        children_per_round: int = 1,
        top_k: int = 1,
        population: int = 1,
        baseline: str = "keep",
        reparse: str = "auto",
        syntax_errors: str = "reject",
        max_bytes: int = 1_000_000,
        max_lines: int = 20_000,
        max_line_bytes: int = 50_000,
        max_nesting: int = 500,
        max_seconds: float = 10.0,
    ) -> Self: ...

@final
class Format:
    """An edit format with its options. They matter for writing edits only."""

    @staticmethod
    def unified(context: int = 0, path: str | None = None) -> Format: ...
    @staticmethod
    def unnumbered(context: int = 0) -> Format: ...
    @staticmethod
    def search_replace(context: int = 0) -> Format: ...
    @staticmethod
    def v4a(context: int = 3, path: str = "program") -> Format: ...
    @staticmethod
    def anchored() -> Format: ...
    @staticmethod
    def whole(tag: str | None = None) -> Format: ...
    def render(self, program: str, steps: Steps) -> list[str] | Rejection:
        """One text an edit, or why the format cannot hold the program."""

    def split(self, text: str) -> list[str]: ...
    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, list[tuple[int, int, int, str, str]]]:
        """The text, and ``(edit, hunk, line, reason, detail)`` of what could not be applied."""

@final
class Guide:
    """The samples of one program under the guidance of a linter."""

    @staticmethod
    def start(
        program: str | bytes, language: str, options: Options, samples: int, seed: int
    ) -> Guide | Rejection:
        """Parse a program and go to the first states that need a linter."""

    @property
    def program(self) -> str: ...
    def questions(self) -> list[tuple[int, str, npt.NDArray[np.uint32]]]:
        """``(sample, state, the program's line of each of its lines)``, lines from 0."""

    def answer(self, sample: int, blamed: Sequence[int]) -> Rejection | None:
        """Say on which lines of the program, from 0, the linter found something new."""

    def steps(self) -> list[Steps]:
        """The step arrays, once there are no more questions."""

def sample_batch(
    programs: Sequence[str | bytes],
    languages: Sequence[str],
    options: Options,
    samples: int,
    seed: int,
    threads: int | None = None,
) -> list[list[Steps] | Rejection]: ...
def generate_batch(
    programs: Sequence[str | bytes],
    languages: Sequence[str],
    options: Options,
    samples: int,
    seed: int,
    threads: int | None = None,
    context: int = 0,
    path: str | None = None,
) -> list[list[tuple[Steps, list[str]]] | Rejection]: ...
def lint(program: str, language: str, options: Options) -> list[Finding]: ...
def parses(texts: Sequence[str], language: str, options: Options) -> list[bool]: ...
def verify(
    program: str, language: str, steps: Steps, options: Options
) -> list[tuple[int, Finding]]: ...

class LanguageSummary(TypedDict):
    name: str
    grammar: str
    aliases: list[str]
    extensions: list[str]
    fences: list[str]
    shebangs: list[str]
    line_comment: str | None
    checks: list[str]
    built_in: bool

def languages() -> list[LanguageSummary]: ...
def grammars() -> dict[str, str]: ...
def register_language(
    manifest: str,
    units: str,
    names: str,
    grammar: object | None = None,
    version: str = "unknown",
    replace: bool = False,
) -> str: ...
def check_case(language: str, name: str, source: str) -> tuple[int, list[str]]: ...
def units(
    program: str, language: str, options: Options
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.uint64]]: ...
