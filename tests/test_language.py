from __future__ import annotations

import pytest

from lintseq import UnknownLanguageError, languages
from lintseq.language import find_language, language_of_file, language_of_tag, require_language


def test_python_is_known() -> None:
    python = next(language for language in languages() if language.name == "python")
    assert "py" in python.aliases
    assert "py" in python.extensions
    assert "tree-sitter-python" in python.grammar


def test_languages_are_sorted() -> None:
    names = [language.name for language in languages()]
    assert names == sorted(names)


@pytest.mark.parametrize("name", ["python", "Python", "PY", " python3 "])
def test_names_aliases_and_case(name: str) -> None:
    assert find_language(name) == require_language(name) == language_of_tag(name) == "python"


def test_unknown_name() -> None:
    assert find_language("klingon") is None
    assert language_of_tag("") is None
    with pytest.raises(
        UnknownLanguageError,
        match=r"unknown language 'klingon', did you mean 'kotlin'\? \(known: .*\bbash, ",
    ):
        require_language("klingon")
    with pytest.raises(TypeError, match="named by a str, not int"):
        require_language(3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "language"),
    [("a.py", "python"), ("b/a.PYI", "python"), ("a.py.txt", None), ("py", None), ("a.", None)],
)
def test_extension_tells_the_language(path: str, language: str | None) -> None:
    assert language_of_file(path) == language
