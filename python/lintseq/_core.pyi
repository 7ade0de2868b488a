"""The native engine. Private: use the names that ``lintseq`` exports."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypedDict, final

import numpy as np
import numpy.typing as npt
from typing_extensions import Self

__version__: str
STREAM_VERSION: int
INSTRUCTION_COLUMNS: Sequence[str]

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
    def v4a(context: int = 3, path: str | None = None) -> Format: ...
    @staticmethod
    def anchored() -> Format: ...
    @staticmethod
    def whole(tag: str | None = None) -> Format: ...
    def render(self, program: str, language: str, steps: Steps) -> list[str] | Rejection:
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
    threads: int | None,
    writer: Format,
) -> list[list[tuple[Steps, list[str]]] | Rejection]: ...

@final
class Schema:
    """Which columns of a row to read."""

    def __new__(
        cls,
        program: str | None,
        instruction: str | None,
        language: str,
        path: str | None,
        default_language: str | None,
    ) -> Self: ...

PreparedRow: TypeAlias = tuple[str, str, str, str, str | None, str | None, str]
"""``(program, language, program column, instruction, its column, prose, row id)``."""

def prepare(
    rows: Sequence[dict[str, Any]],
    schema: Schema,
    named: Callable[[str], tuple[str | None, str]],
    detect: Callable[[str], str | None] | None = None,
    threads: int | None = None,
) -> list[PreparedRow | tuple[str, str, str]]:
    """What each row asks for, or ``(reason, detail, language)`` of why that cannot be told."""

def program_column(row: dict[str, Any], schema: Schema) -> str: ...
def row_id(program: str, language: str, instruction: str) -> str: ...
def extract_program(text: str, language: str) -> str | None:
    """The program in a text that may be Markdown; None if its fences hold something else."""

def language_of_tag(tag: str) -> str | None: ...
def language_of_path(path: str) -> str | None: ...
def language_of_shebang(text: str) -> str | None: ...

@final
class Table:
    """Batches of rows, for anything that reads Arrow data."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def __len__(self) -> int: ...

def transform(
    data: object,
    schema: Schema,
    options: Options,
    samples: int,
    seed: int,
    threads: int | None,
    writer: Format,
    edit_format: str,
    linters: Sequence[str],
    keeps_prose: bool,
    named: Callable[[str], tuple[str | None, str]],
    detect: Callable[[str], str | None] | None = None,
    supply: Callable[
        [Sequence[str], Sequence[str]], Sequence[Sequence[tuple[Steps, list[str]]] | Rejection]
    ]
    | None = None,
) -> Table: ...
def lint(program: str, language: str, options: Options) -> list[Finding]: ...
def parses(texts: Sequence[str], language: str, options: Options) -> list[bool]: ...
def skeleton(program: str, language: str, options: Options) -> bytes | None: ...
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
def material(language: str) -> tuple[str, list[tuple[str, str]]] | None: ...
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
