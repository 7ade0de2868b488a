"""Which targets there are, by what a user or a finding names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lintseq.errors import ConfigError
from lintseq.formats import formats
from lintseq.language import languages, require_language
from lintseq.linter import NATIVE, find_linter, require_linter
from lintseq.testing.fuzzing.format_target import FormatTarget
from lintseq.testing.fuzzing.language_target import LanguageTarget
from lintseq.testing.fuzzing.linter_target import LinterTarget
from lintseq.testing.fuzzing.row_target import RowTarget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.testing.fuzzing.target import Target

__all__ = ["find_target", "targets_of"]


def find_target(kind: str, subject: str, language: str) -> Target:
    """Give a target by what a finding says of it.

    Raises:
        ConfigError: If there is no such kind.
        UnknownNameError: If there is no such subject.
    """
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
