"""What can be fuzzed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from lintseq.errors import ConfigError
from lintseq.formats import formats
from lintseq.language import languages, require_language
from lintseq.linter import NATIVE, find_linter, require_linter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from lintseq.testing.oracle import BrokenPromise

__all__ = ["Case", "Outcome", "Target", "find_target", "targets_of"]

Case: TypeAlias = dict[str, Any]
"""The arguments of one trial, as JSON can hold them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one trial.

    Attributes:
        broken: The promises that were broken.
        features: What happened on the way; a program that shows a new feature is kept.
    """

    broken: tuple[BrokenPromise, ...]
    features: frozenset[str] = frozenset()


class Target(Protocol):
    """Something that makes promises, and cases to try them with.

    Attributes:
        kind: What it is: ``"language"``, ``"format"``, ``"linter"`` or ``"rows"``.
        subject: Which one.
        language: The language of the programs that it is tried with.
    """

    kind: str
    subject: str
    language: str

    def cases(self, sources: Sequence[str]) -> SearchStrategy[Case]:
        """Give cases; sources are programs to start from, besides those of the language."""

    def check(self, case: Case) -> Outcome:
        """Try one case. Anything that it raises is a broken promise, too."""


def find_target(kind: str, subject: str, language: str) -> Target:
    """Give a target by what a finding says of it.

    Raises:
        ConfigError: If there is no such kind.
        UnknownNameError: If there is no such subject.
    """
    from lintseq.testing.fuzzing.format_target import FormatTarget  # noqa: PLC0415 - they need us
    from lintseq.testing.fuzzing.language_target import LanguageTarget  # noqa: PLC0415
    from lintseq.testing.fuzzing.linter_target import LinterTarget  # noqa: PLC0415
    from lintseq.testing.fuzzing.row_target import RowTarget  # noqa: PLC0415

    match kind:
        case "language":
            return LanguageTarget(subject)
        case "format":
            return FormatTarget(subject, language)
        case "linter":
            return LinterTarget(subject, language)
        case "rows":
            return RowTarget(subject)
    raise ConfigError(f"nothing is fuzzed that is called {kind!r}")


def targets_of(
    language_names: Sequence[str] = (),
    linter_names: Sequence[str] = (),
    format_names: Sequence[str] = (),
) -> list[Target]:
    """Give the targets for some languages, linters and formats; for all that is built in if none.

    Formats and linters are tried with programs in the languages that are named, formats else with
    Python, linters with each language that they know.

    Raises:
        UnknownNameError: If there is no such language, linter or format.
        LinterError: If a linter cannot be used here.
        ConfigError: If a linter knows none of the languages.
    """
    from lintseq.testing.fuzzing.format_target import FormatTarget  # noqa: PLC0415 - they need us
    from lintseq.testing.fuzzing.language_target import LanguageTarget  # noqa: PLC0415
    from lintseq.testing.fuzzing.linter_target import LinterTarget  # noqa: PLC0415
    from lintseq.testing.fuzzing.row_target import RowTarget  # noqa: PLC0415

    named = list(dict.fromkeys(map(require_language, language_names)))
    found: list[Target] = []
    everything = not (named or linter_names or format_names)
    if everything:
        spoken = [one.name for one in languages() if one.built_in]
        format_names = formats()
    else:
        spoken = named
    if everything or not (linter_names or format_names):
        for language in spoken:
            found += [LanguageTarget(language), RowTarget(language)]
    # Python's programs are as good as any to a format.
    found += [
        FormatTarget(name, language)
        for name in dict.fromkeys(format_names)
        for language in named or ("python",)
    ]
    for name in dict.fromkeys(map(require_linter, linter_names)):
        known = {one.name for one in languages()} if name == NATIVE else find_linter(name).languages
        wanted = [language for language in named or sorted(known) if language in known]
        if not wanted:
            raise ConfigError(f"linter {name!r} lints {', '.join(sorted(known))} only")
        found += [LinterTarget(name, language) for language in wanted]
    return found
