"""Every error that lintseq raises on purpose. All derive from `LintSeqError`."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lintseq.application import Failure

__all__ = [
    "ApplyError",
    "ConfigError",
    "FormatError",
    "InputError",
    "LanguageError",
    "LintSeqError",
    "LinterError",
    "MissingExtraError",
    "OutputError",
    "RejectedError",
    "SequenceError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownLinterError",
    "UnknownNameError",
]


class LintSeqError(Exception):
    """The base of all errors of lintseq."""


class ConfigError(LintSeqError, ValueError):
    """An option or argument has a value that is not allowed."""


class SequenceError(LintSeqError, ValueError):
    """A step array, or a list of states, does not describe an edit sequence."""


class LanguageError(LintSeqError, ValueError):
    """A language cannot be registered. The message says what is wrong and where."""


class FrameError(LintSeqError, TypeError):
    """Rows come as something that cannot be read as Arrow data, or cannot go back to it."""


class FormatError(LintSeqError):
    """An edit format cannot hold a program, or cannot be used.

    Attributes:
        format: The format.
        reason: A short stable name of what is in the way, such as ``"separator-line"``.
        detail: What was found, for a reader.
    """

    def __init__(self, format: str, reason: str, detail: str) -> None:  # noqa: A002
        self.format = format
        self.reason = reason
        self.detail = detail
        super().__init__(format, reason, detail)

    def __str__(self) -> str:
        return f"edit format {self.format!r}: {self.reason}: {self.detail}"


class UnknownNameError(LintSeqError, ValueError):
    """A name is not registered. The message lists the names that are.

    Attributes:
        name: The name that was asked for.
        known: The names that exist, sorted.
    """

    kind = "name"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(name, self.known)

    def __str__(self) -> str:
        close = difflib.get_close_matches(self.name.lower(), self.known, n=1)
        hint = f", did you mean {close[0]!r}?" if close else ""
        names = ", ".join(self.known) or "none"
        return f"unknown {self.kind} {self.name!r}{hint} (known: {names})"


class UnknownLanguageError(UnknownNameError):
    """No language has this name."""

    kind = "language"


class UnknownFormatError(UnknownNameError):
    """No edit format has this name."""

    kind = "edit format"


class UnknownLinterError(UnknownNameError):
    """No linter has this name."""

    kind = "linter"


class LinterError(LintSeqError):
    """A linter could not be used, or broke its contract. This never means "clean"."""


class InputError(LintSeqError):
    """An input could be opened, but not read to its end."""


class OutputError(LintSeqError):
    """An output could not be written."""


class MissingExtraError(LintSeqError, ImportError):
    """An optional dependency is needed and not installed. The message says what to install.

    Attributes:
        module: The module that could not be imported.
        extra: The extra of lintseq that installs it.
    """

    def __init__(self, module: str, extra: str) -> None:
        self.module = module
        self.extra = extra
        super().__init__(module, extra)

    def __str__(self) -> str:
        return f"{self.module} is not installed: pip install 'lintseq[{self.extra}]'"


class RejectedError(LintSeqError):
    """A single program yields no edit sequence.

    Attributes:
        reason: A short stable name, such as ``"empty"`` or ``"syntax-error"``.
        detail: What was found, for a reader.
        language: The language that the program was read in.
    """

    def __init__(self, reason: str, detail: str, language: str) -> None:
        self.reason = reason
        self.detail = detail
        self.language = language
        super().__init__(reason, detail, language)

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class ApplyError(LintSeqError):
    """Some edits could not be applied.

    Attributes:
        failures: What could not be applied and why, in order.
        text: What the edits that could be applied give.
    """

    def __init__(self, failures: Iterable[Failure], text: str) -> None:
        self.failures = tuple(failures)
        self.text = text
        super().__init__(self.failures, text)

    def __str__(self) -> str:
        first = str(self.failures[0]) if self.failures else "no failure"
        more = len(self.failures) - 1
        return f"{first} (and {more} more)" if more > 0 else first
