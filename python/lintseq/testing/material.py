"""What a language gives to test with: how its programs are generated, and programs of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.errors import LanguageError
from lintseq.language import require_language
from lintseq.registration import folder_of, parse_toml
from lintseq.testing.program_grammar import ProgramGrammar

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.vendor.pretty import RepresentationPrinter

__all__ = ["Material", "find_material"]


@dataclass(frozen=True, slots=True)
class Material:
    """What a language gives to test with.

    Attributes:
        language: The language.
        grammar: How its programs are generated; None where its folder has no ``programs.toml``.
        sources: Programs that were written by hand: the files of its folder ``cases/``.
    """

    language: str
    grammar: ProgramGrammar | None
    sources: tuple[str, ...]

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001
        # hypothesis writes out what strategies are made of, every field.
        printer.text(f"<Material of {self.language}>")


def find_material(language: str) -> Material:
    """Give what a language has to test with.

    Built-in languages carry it along; those of `lintseq.register_language_folder` have it in their
    folder.

    Raises:
        UnknownLanguageError: If no language has this name.
        LanguageError: If its ``programs.toml`` is wrong.
    """
    name = require_language(language)
    folder = folder_of(name)
    if folder is not None:
        return Material(name, _grammar(name, _text(folder / "programs.toml")), _cases(folder))
    programs, cases = _core.material(name) or ("", [])
    return Material(name, _grammar(name, programs), tuple(text for _, text in cases))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageError(f"{path}: {error}") from None


def _cases(folder: Path) -> tuple[str, ...]:
    return tuple(_text(path) for path in sorted(folder.glob("cases/*")) if path.is_file())


@lru_cache(maxsize=64)
def _grammar(language: str, text: str) -> ProgramGrammar | None:
    return ProgramGrammar.read(language, _table(language, text)) if text else None


def _table(language: str, text: str) -> dict[str, Any]:
    """Read the file, over that of the language that it extends."""
    try:
        table = parse_toml(text)
    except ValueError as error:
        raise LanguageError(f"programs.toml of {language}: {error}") from None
    base = table.pop("extends", None)
    if base is None:
        return table
    folder = folder_of(require_language(base))
    if folder is not None:
        ground = _text(folder / "programs.toml")
    else:
        ground = (_core.material(require_language(base)) or ("",))[0]
    return {**_table(str(base), ground), **table}
