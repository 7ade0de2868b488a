"""Which columns of a row hold program, instruction and language, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from lintseq import _core
from lintseq.config import engine_options
from lintseq.detection import detect_language, find_detector
from lintseq.errors import UnknownLanguageError
from lintseq.language import require_language
from lintseq.markdown import extract_program, fenced_language, fences
from lintseq.row import BadRow, Row, row_id
from lintseq.sequence import Reject

__all__ = ["INSTRUCTION_COLUMNS", "PATH_COLUMNS", "PROGRAM_COLUMNS", "Prepared", "Schema"]

PROGRAM_COLUMNS = ("code", "response", "output", "canonical_solution", "completion", "content")
"""Where the program is if there is no column ``program`` and exactly one of these."""

INSTRUCTION_COLUMNS = ("instruction", "prompt")
"""Where the instruction is, if a row has one of these; the first counts."""

PATH_COLUMNS = ("path", "file_path", "filename", "file_name", "max_stars_repo_path")
"""Where the path of a program's file is, if a row has one of these; the first counts."""

_NAMED_COLUMNS = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a row asks for.

    Attributes:
        program: The finished program, taken out of its code fences.
        language: Its language.
        program_column: The column that holds it.
        instruction: The instruction, ``""`` if there is none.
        instruction_column: The column that holds it, if any.
    """

    program: str
    language: str
    program_column: str
    instruction: str
    instruction_column: str | None

    @property
    def row_id(self) -> str:
        """The row's stable name."""
        return row_id(self.program, self.language, self.instruction)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Which columns to read. Each row is looked at for itself, so order never matters.

    Attributes:
        program: Where the program is. None takes ``program``, or else the only one of
            `PROGRAM_COLUMNS` that a row has.
        instruction: Where the instruction is. None takes the first of `INSTRUCTION_COLUMNS`
            that a row has, if any.
        language: Where the language is. A row without one is read in the language that its code
            fences name, or else in the default one.
        path: Where the path of the program's file is. None takes the first of `PATH_COLUMNS` that
            a row has, if any. Its extension tells the language of rows that do not say.
        default_language: The language of rows that do not say. None looks at the path, at the
            ``#!`` line, and asks the detector; what these leave open is rejected.
        detector: The name of the detector to ask, see `find_detector`; None asks none.

    Raises:
        UnknownLanguageError: If the default language is unknown.
        UnknownDetectorError: If the detector is unknown.
        MissingExtraError: If the detector is not installed.
    """

    program: str | None = None
    instruction: str | None = None
    language: str = "language"
    path: str | None = None
    default_language: str | None = None
    detector: str | None = None

    def __post_init__(self) -> None:
        if self.default_language is not None:
            object.__setattr__(self, "default_language", require_language(self.default_language))
        if self.detector is not None:
            find_detector(self.detector)

    def prepare(self, row: Row | BadRow) -> Prepared | Reject:
        """Find out what a row asks for, or why that cannot be told."""
        if isinstance(row, BadRow):
            return Reject(row.reason, row.detail, "")
        try:
            return self._prepare(row)
        except _UnusableRow as error:
            return Reject(error.reason, error.detail, error.language)

    def _prepare(self, row: Row) -> Prepared:
        program_column = self.program_column(row)
        text = _text(row, program_column)
        language = self._language_of(row, text)
        instruction_column = self.instruction or _first(INSTRUCTION_COLUMNS, row)
        instruction = ""
        if instruction_column is not None:
            value = row.columns.get(instruction_column)
            if self.instruction is None and not isinstance(value, str):
                instruction_column = None
            else:
                instruction = _text(row, instruction_column)
        program = extract_program(text, language, lambda text: _is_program(text, language))
        if program is None:
            tags = ", ".join(sorted({fence.tag for fence in fences(text)}))
            raise _UnusableRow("no-code", f"its code fences hold {tags}, not {language}", language)
        return Prepared(program, language, program_column, instruction, instruction_column)

    def program_column(self, row: Row) -> str:
        """Give the column that holds a row's program, or should."""
        if self.program is not None:
            return self.program
        if "program" in row.columns:
            return "program"
        candidates = [name for name in PROGRAM_COLUMNS if name in row.columns]
        return candidates[0] if len(candidates) == 1 else "program"

    def _language_of(self, row: Row, text: str) -> str:
        value = row.columns.get(self.language)
        if value is None or value == "":
            return self._undeclared_language(row, text)
        try:
            return require_language(_text(row, self.language))
        except UnknownLanguageError as error:
            raise _UnusableRow("unknown-language", str(error), error.name) from None

    def _undeclared_language(self, row: Row, text: str) -> str:
        found = fenced_language(text, self.default_language) or self.default_language
        if found is not None:
            return found
        blocks = fences(text)
        program = blocks[0].code if blocks else text
        path_column = self.path or _first(PATH_COLUMNS, row)
        path = row.columns.get(path_column) if path_column is not None else None
        detector = find_detector(self.detector) if self.detector is not None else None
        found = detect_language(
            program, path=path if isinstance(path, str) else None, detector=detector
        )
        if found is None:
            raise _UnusableRow(
                "undecided-language",
                f"no column {self.language!r}, fence, path or #! line tells the language"
                + ("" if detector is None else f", and {self.detector} does not know it")
                + "; name one for such rows (--language)",
            )
        return found


class _UnusableRow(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, reason: str, detail: str, language: str = "") -> None:
        self.reason = reason
        self.detail = detail
        self.language = language
        super().__init__(reason, detail)


def _first(names: tuple[str, ...], row: Row) -> str | None:
    return next((name for name in names if name in row.columns), None)


def _text(row: Row, column: str) -> str:
    if column not in row.columns:
        names = list(row.columns)
        listed = ", ".join(names[:_NAMED_COLUMNS]) + (", ..." if names[_NAMED_COLUMNS:] else "")
        raise _UnusableRow("missing-column", f"no column {column!r}; there are: {listed or 'none'}")
    value = row.columns[column]
    if not isinstance(value, str):
        kind = "null" if value is None else type(value).__name__
        raise _UnusableRow("not-text", f"column {column!r} holds {kind}, not text")
    return value


def _is_program(text: str, language: str) -> bool:
    """Tell whether a text has no syntax errors; one that is over a limit is taken to have some."""
    try:
        found = _core.lint(text, language, engine_options(None))
    except ValueError:
        return False
    return all(code != "syntax-error" for _, _, code, _ in found)
