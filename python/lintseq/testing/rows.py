"""Rows of data sets, as they come: good, odd, and none at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from lintseq.language import extension_of, require_language
from lintseq.testing.programs import programs

__all__ = ["rows"]

_INSTRUCTIONS = st.one_of(st.just("Write a program."), st.text(max_size=20))
_IDS = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=5))
_NO_TEXT: st.SearchStrategy[object] = st.one_of(
    st.none(), st.integers(), st.floats(allow_nan=False), st.just([]), st.just("\ud800")
)


def rows(language: str = "python", *, valid: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Give rows for `lintseq.transform` and for ``lintseq generate``.

    A row has its program in a column ``program``, or as an answer in ``output``, in a fence, in
    ``messages`` or in ``conversations``; its language is told, or not; and some rows lack the
    program, or have what is no text in its place.

    Args:
        language: The language of the programs.
        valid: Whether to give only rows whose program the language accepts, in a column
            ``program`` with ``instruction`` and ``language`` beside it.

    Raises:
        UnknownLanguageError: If no language has this name.
        LanguageError: As for `programs`.
    """
    name = require_language(language)
    wanted = programs(name, valid=valid)
    plain = st.fixed_dictionaries(
        {"program": wanted, "instruction": _INSTRUCTIONS, "language": st.just(name)}
    )
    if valid:
        return plain
    marked = st.fixed_dictionaries(
        {"program": wanted}, optional={"language": st.just(name), "id": _IDS, "text": _INSTRUCTIONS}
    )
    return st.one_of(
        plain,
        marked,
        st.builds(_answer, wanted, _INSTRUCTIONS, st.just(name)),
        st.builds(_chat, wanted, _INSTRUCTIONS, st.just(name), st.booleans()),
        st.fixed_dictionaries({"program": wanted, "language": st.text(max_size=4)}),
        st.fixed_dictionaries({"program": _NO_TEXT, "language": st.just(name)}),
        st.fixed_dictionaries({"id": _IDS}),
    )


def _fenced(program: str, language: str) -> str:
    return f"Here it is:\n```{extension_of(language) or language}\n{program}\n```\nDone."


def _answer(program: str, instruction: str, language: str) -> dict[str, Any]:
    return {"instruction": instruction, "output": _fenced(program, language)}


def _chat(program: str, instruction: str, language: str, shared: bool) -> dict[str, Any]:  # noqa: FBT001
    answer = _fenced(program, language)
    if shared:
        turns = [{"from": "human", "value": instruction}, {"from": "gpt", "value": answer}]
        return {"conversations": turns, "language": language}
    turns = [{"role": "user", "content": instruction}, {"role": "assistant", "content": answer}]
    return {"messages": turns, "language": language}
