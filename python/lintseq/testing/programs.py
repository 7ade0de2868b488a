"""Programs in any language, of every kind that is worth trying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lintseq.errors import LanguageError
from lintseq.testing.adversarial import adversarial_programs, texts
from lintseq.testing.generated import generated_programs
from lintseq.testing.material import find_material
from lintseq.testing.mutated import mutated_programs, written_programs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["programs"]


def programs(
    language: str = "python", *, valid: bool = False, sources: Iterable[str] = ()
) -> st.SearchStrategy[str]:
    """Give programs in a language.

    There are three kinds: generated ones, which are correct, with scopes, comments, dead code and
    strings that hold the marks of formats; those and real ones mutated; and texts that are hard on
    the parser. They shrink towards a short generated program.

    Args:
        language: The language, see `lintseq.languages`.
        valid: Whether to give only programs that the language accepts.
        sources: Real programs to mutate, besides those that come with the language.

    Raises:
        UnknownLanguageError: If no language has this name.
        LanguageError: If only valid programs are asked for, and the language has no
            ``programs.toml`` to generate any; or if that file is wrong.
    """
    material = find_material(language)
    material = replace(material, sources=(*sources, *material.sources))
    if valid and material.grammar is None:
        raise LanguageError(
            f"no programs can be generated in {material.language}: its folder has no programs.toml"
        )
    kinds: list[st.SearchStrategy[str]] = []
    if material.grammar is not None:
        generated = generated_programs(material.grammar)
        if valid:
            return generated
        kinds += [generated, mutated_programs(generated)]
    if material.sources:
        written = written_programs(material)
        kinds += [written, mutated_programs(written)]
    else:
        kinds.append(mutated_programs(texts()))
    return st.one_of(*kinds, adversarial_programs(material))
