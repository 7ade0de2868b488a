"""Linters, and whether every state of a sequence is lint-correct."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lintseq import _core
from lintseq.baseline import Baseline
from lintseq.config import engine_options
from lintseq.diagnostic import Diagnostic
from lintseq.errors import ConfigError, LinterError
from lintseq.language import require_language
from lintseq.linter import NATIVE, Linter, find_linter, reports_of, unlinted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lintseq.config import Config
    from lintseq.sequence import EditSequence

__all__ = ["Violation", "lint", "verify", "violations_of"]


@dataclass(frozen=True, slots=True)
class Violation:
    """A state that is not lint-correct.

    Attributes:
        state: Which state, from 0; state i is what the first i edits give.
        diagnostics: What the state has and the finished program has not. Lines are lines of the
            finished program.
    """

    state: int
    diagnostics: tuple[Diagnostic, ...]


def lint(
    program: str,
    language: str = "python",
    linter: str | Linter = "native",
    *,
    config: Config | None = None,
) -> list[Diagnostic]:
    """Lint one program.

    For a program that stands alone the native linter reports syntax errors and names that
    nothing defines. In `verify` it is differential: it reports what is broken by the absence of
    the lines that are not yet inserted.

    Args:
        program: The program.
        language: Its language, see `lintseq.languages`.
        linter: The name of a linter (see `lintseq.linters`), or a `Linter`, which is not closed.
        config: For the native linter: its limits.

    Returns:
        The diagnostics, by line.

    Raises:
        UnknownLanguageError: If no language has this name.
        UnknownLinterError: If no linter has this name.
        LinterError: If the linter is not installed, does not know the language, breaks its
            contract, or cannot lint the program within its limits.
    """
    name = require_language(language)
    if linter == NATIVE:
        options = engine_options(config)
        with _native_errors():
            found = _core.lint(program, name, options)
        return sorted((Diagnostic(*_fields(finding)) for finding in found), key=_place)
    return sorted(_lint_states(linter, [program], name)[0], key=_place)


def verify(
    sequence: EditSequence,
    linter: str | Linter = "native",
    *,
    config: Config | None = None,
) -> list[Violation]:
    """Find the states of a sequence that are not lint-correct.

    A diagnostic counts if the finished program has none with the same code and message on the
    same line; lines of states are mapped to the lines of the program that they are. The empty
    state, before the first edit, is correct.

    Args:
        sequence: The edit sequence.
        linter: The name of a linter (see `lintseq.linters`), or a `Linter`, which is not closed.
        config: For the native linter: its limits.

    Returns:
        The states that are not lint-correct, in order; empty if all are.

    Raises:
        UnknownLanguageError: If no language has the sequence's language name.
        UnknownLinterError: If no linter has this name.
        LinterError: If the linter is not installed, does not know the language, breaks its
            contract, or cannot lint the program within its limits.
    """
    language = require_language(sequence.language)
    if linter != NATIVE:
        # Nothing is wrong with the empty text, whatever a compiler says of it.
        return violations_of(sequence, _lint_states(linter, sequence.states()[1:], language))
    if not sequence.program:
        return []
    options = engine_options(config)
    with _native_errors():
        found = _core.verify(sequence.program, language, sequence.steps, options)
    pairs = [(state, Diagnostic(*_fields(finding))) for state, finding in found]
    by_state: dict[int, list[Diagnostic]] = {}
    for state, diagnostic in pairs:
        by_state.setdefault(state, []).append(diagnostic)
    return [
        Violation(state, tuple(sorted(diagnostics, key=_place)))
        for state, diagnostics in sorted(by_state.items())
    ]


def violations_of(
    sequence: EditSequence, reports: Sequence[Sequence[Diagnostic]]
) -> list[Violation]:
    """Compare what a linter says of the states with what it says of the finished program.

    Args:
        sequence: The edit sequence.
        reports: What the linter finds in each state from the first edit on, the program last.
    """
    baseline = Baseline(reports[-1] if reports else (), sequence.steps.size)
    found: list[Violation] = []
    for state, report in enumerate(reports[:-1], 1):
        lines: list[int] = np.flatnonzero(sequence.steps < state).tolist()
        new = sorted(baseline.new(report, lines), key=_place) if report else []
        if new:
            found.append(Violation(state, tuple(new)))
    return found


def _lint_states(
    linter: str | Linter, states: Sequence[str], language: str
) -> list[Sequence[Diagnostic]]:
    """Ask an external linter, and hold it to its contract."""
    if isinstance(linter, str):
        linter = find_linter(linter)
    if not isinstance(linter, Linter):
        raise ConfigError(f"a linter is a name or has the methods of lintseq.Linter: {linter!r}")
    if (problem := unlinted(linter, language)) is not None:
        raise LinterError(problem)
    usable: list[Sequence[Diagnostic]] = []
    for report in reports_of(linter, states, language):
        if isinstance(report, LinterError):
            raise report
        usable.append(report)
    return usable


@contextmanager
def _native_errors() -> Iterator[None]:
    """Turn the engine's refusal of a program, by its limits, into the error of a linter."""
    try:
        yield
    except ValueError as error:
        raise LinterError(f"linter 'native': {error}") from None


def _fields(finding: _core.Finding) -> tuple[int, str, str, int | None]:
    line, column, code, message = finding
    return line, code, message, column


def _place(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    return (diagnostic.line, diagnostic.column or 0, diagnostic.code, diagnostic.message)
