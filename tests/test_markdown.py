from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq.markdown import Fence, extract_program, fenced_language, fences
from strategies import texts


def extract(text: str, *, is_program: bool = False) -> str | None:
    return extract_program(text, "python", lambda _: is_program)


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("a = 1\n", "a = 1\n"),
        ("```python\na = 1\n```", "a = 1\n"),
        ("Look:\n\n```py\na = 1\n```\nDone.", "a = 1\n"),
        ("```Python3 title=x\na = 1\n```", "a = 1\n"),
        ("```{.python}\na = 1\n```", "a = 1\n"),
        ("~~~python\na = '```'\n~~~\n", "a = '```'\n"),
        ("````python\n```\n````\n", "```\n"),
        ("```\na = 1\n```", "a = 1\n"),
        ("```python\na = 1\n", "a = 1\n"),
        ("```python\na = 1", "a = 1"),
        ("```python", ""),
        ("```python\r\na = 1\r\n```\r\n", "a = 1\r\n"),
        ("  ```python\n  a = 1\n    b\n```", "a = 1\n  b\n"),
        ("```python\na = 1\n```\nand\n```python\nb = 2\n```", "a = 1\n\nb = 2\n"),
        ("```bash\npip\n```\n```python\na = 1\n```\n```\n1\n```", "a = 1\n"),
        ("```bash\npip\n```", None),
        ("a ``` b ``` c\n", "a ``` b ``` c\n"),
        ("    ```python\n    a\n    ```\n", "    ```python\n    a\n    ```\n"),
        ("``` a`b\nx\n", "``` a`b\nx\n"),
    ],
)
def test_extraction(text: str, program: str | None) -> None:
    assert extract(text) == program


def test_program_with_fences_in_a_docstring_stays_whole() -> None:
    text = '"""Use it so:\n\n```python\nf()\n```\n"""\ndef f(): pass\n'
    assert extract(text, is_program=True) == text
    assert extract(text) == "f()\n"


def test_text_that_begins_with_a_fence_is_markdown() -> None:
    assert extract("\n```python\na\n```\n", is_program=True) == "a\n"


def test_fences_know_their_place() -> None:
    assert fences("x\n```go\na\n") == [Fence("go", "a\n", 2, closed=False)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("a = 1", "other"),
        ("```py\n```", "python"),
        ("```klingon\n```", "other"),
        ("```klingon\n```\n```python\n```", "python"),
        ("```\n```", "other"),
    ],
)
def test_tag_tells_the_language(text: str, language: str) -> None:
    assert fenced_language(text, "other") == language


def test_preferred_language_wins() -> None:
    assert fenced_language("```py\n```", "python") == "python"


@given(st.lists(st.one_of(texts(), st.sampled_from(("```", "~~~", "```python\n", "\n```\n")))))
def test_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = fences(text)
    assert all(fence.code in text or " " in text for fence in found)
    extract(text)
