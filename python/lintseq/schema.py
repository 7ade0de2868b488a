"""Which columns of a row hold program, instruction and language, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lintseq import _core
from lintseq.detection import find_detector
from lintseq.errors import ConfigError, UnknownLanguageError
from lintseq.language import require_language
from lintseq.registration import load_plugins
from lintseq.row import BadRow
from lintseq.sequence import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lintseq.row import Row

__all__ = ["INSTRUCTION_COLUMNS", "Prepared", "Schema"]

INSTRUCTION_COLUMNS = tuple(_core.INSTRUCTION_COLUMNS)
"""Where the instruction is, if a row has one of these and none is named; the first counts."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a row asks for.

    Attributes:
        program: The finished program, taken out of its code fences.
        language: Its language.
        program_column: The column that holds it.
        instruction: The instruction, ``""`` if there is none.
        instruction_column: The column that holds it, if any.
        prose: What stood around the code fences; None if there are none.
        row_id: The row's stable name: the 128-bit BLAKE2b digest, in hex, of program, language and
            instruction in UTF-8, each preceded by its length in bytes as eight little-endian bytes.
    """

    program: str
    language: str
    program_column: str
    instruction: str
    instruction_column: str | None
    prose: str | None
    row_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Which columns to read. Each row is looked at for itself, so order never matters.

    A column may hold a chat: a list of messages with ``role`` and ``content``, or ``from`` and
    ``value``. The last answer is the text with the program; what was said before is the
    instruction, where no other column holds one.

    Attributes:
        program: Where the program is. None takes ``program``, or else the only one of ``code``,
            ``response``, ``output``, ``canonical_solution``, ``completion`` and ``content`` that
            holds something, or else the first of ``messages``, ``conversations`` and
            ``conversation``.
        instruction: Where the instruction is. None takes the first of ``instruction`` and
            ``prompt`` that a row has, if any.
        language: Where the language is. A row without one is read in the language that its code
            fences name, or else in the default one.
        path: Where the path of the program's file is. None takes the first of ``path``,
            ``file_path``, ``filename``, ``file_name`` and ``max_stars_repo_path`` that a row has,
            if any. Its extension tells the language of rows that do not say.
        default_language: The language of rows that do not say. None looks at the path, at the
            ``#!`` line, and asks the detector; what these leave open is rejected.
        detector: The name of the detector to ask, see `find_detector`; None asks none.
        prose: What becomes of the text around code fences: ``"drop"`` it, or ``"keep"`` it in a
            column ``prose``.

    Raises:
        UnknownLanguageError: If the default language is unknown.
        UnknownDetectorError: If the detector is unknown.
        MissingExtraError: If the detector is not installed.
        ConfigError: If ``prose`` is neither of the two.
    """

    program: str | None = None
    instruction: str | None = None
    language: str = "language"
    path: str | None = None
    default_language: str | None = None
    detector: str | None = None
    prose: Literal["drop", "keep"] = "drop"

    def __post_init__(self) -> None:
        if self.default_language is not None:
            object.__setattr__(self, "default_language", require_language(self.default_language))
        if self.detector is not None:
            find_detector(self.detector)
        if self.prose not in ("drop", "keep"):
            raise ConfigError(f"prose must be 'drop' or 'keep', not {self.prose!r}")

    def prepare(self, row: Row | BadRow) -> Prepared | Reject:
        """Find out what a row asks for, or why that cannot be told."""
        return self.prepare_all([row], threads=1)[0]

    def prepare_all(
        self, rows: Sequence[Row | BadRow], threads: int | None = None
    ) -> list[Prepared | Reject]:
        """Find out what rows ask for.

        Args:
            rows: The rows.
            threads: Cores to use; None is all.

        Returns:
            For each row, in order: what it asks for, or why that cannot be told.
        """
        load_plugins()
        columns = [row.columns for row in rows if not isinstance(row, BadRow)]
        found = iter(_core.prepare(columns, self.engine(), language_named, self.detect(), threads))
        return [
            Reject(row.reason, row.detail, "") if isinstance(row, BadRow) else _result(next(found))
            for row in rows
        ]

    def program_column(self, row: Row) -> str:
        """Give the column that holds a row's program, or should."""
        return _core.program_column(row.columns, self.engine())

    def engine(self) -> _core.Schema:
        """Give the engine's form of the schema."""
        return _core.Schema(
            self.program, self.instruction, self.language, self.path, self.default_language
        )

    def detect(self) -> Callable[[str], str | None] | None:
        """Give what tells the language of a text where nothing else does.

        Raises:
            MissingExtraError: If the detector is not installed.
        """
        if self.detector is None:
            return None
        detector = find_detector(self.detector)

        def detect(text: str) -> str | None:
            found = detector(text)
            return None if found is None else language_named(found)[0]

        return detect


def language_named(name: str) -> tuple[str | None, str]:
    """Give the language of a name that the engine does not know, or None and a message.

    Raises:
        LanguageError: If a plug-in cannot register its language.
    """
    try:
        return require_language(name), ""
    except UnknownLanguageError as error:
        return None, str(error)


def _result(
    found: tuple[str, str, str] | tuple[str, str, str, str, str | None, str | None, str],
) -> Prepared | Reject:
    return Reject(*found) if len(found) == 3 else Prepared(*found)  # noqa: PLR2004
