"""Programs in code fences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq import Reject, Schema
from lintseq.row import Row
from lintseq.schema import Prepared
from lintseq.testing.adversarial import texts


def prepare(text: str, language: str | None = "python") -> Prepared | Reject:
    return Schema(default_language=language, prose="keep").prepare(Row("", 1, 0, {"program": text}))


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
        ("a ``` b ``` c\n", "a ``` b ``` c\n"),
        ("    ```python\n    a\n    ```\n", "    ```python\n    a\n    ```\n"),
        ("``` a`b\nx\n", "``` a`b\nx\n"),
        ("Look:\n```py\na = 1\n``` no end\n```\n", "a = 1\n``` no end\n"),
        ("\n```python\na\n```\n", "a\n"),
    ],
)
def test_extraction(text: str, program: str) -> None:
    found = prepare(text)
    assert isinstance(found, Prepared)
    assert found.program == program


@pytest.mark.parametrize("text", ["```bash\npip\n```", "```bash\na\n```\n~~~go\nb\n~~~"])
def test_fences_of_another_language(text: str) -> None:
    found = Schema().prepare(Row("", 1, 0, {"program": text, "language": "python"}))
    assert isinstance(found, Reject)
    assert found.reason == "no-code"


def test_program_with_fences_in_a_docstring_stays_whole() -> None:
    text = '"""Use it so:\n\n```python\nf()\n```\n"""\ndef f(): pass\n'
    found = prepare(text)
    assert isinstance(found, Prepared)
    assert (found.program, found.prose) == (text, None)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a = 1\n", None),
        ("```python\na = 1\n```", ""),
        ("Look:\n```\na = 1\n```\n\nDone.\n", "Look:\n\nDone."),
        ("Run\n```bash\npip\n```\nthen\n```py\na = 1\n```", "Run\n```bash\npip\n```\nthen"),
        ("Look:\n```py\na = 1\n", "Look:"),
    ],
)
def test_prose_is_what_stands_around(text: str, prose: str | None) -> None:
    found = prepare(text)
    assert isinstance(found, Prepared)
    assert found.prose == prose


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("a = 1", "go"),
        ("```py\n```", "python"),
        ("```klingon\n```\n```\n```", "go"),
        ("```klingon\n```\n```python\n```", "python"),
        ("```\n```", "go"),
        ("```py\n```\n```go\n```", "go"),
    ],
)
def test_tag_tells_the_language(text: str, language: str) -> None:
    found = prepare(text, "go")
    assert isinstance(found, Prepared)
    assert found.language == language


@given(st.lists(st.one_of(texts(), st.sampled_from(("```", "~~~", "```python\n", "\n```\n")))))
def test_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = prepare(text)
    if isinstance(found, Prepared):
        # A line may lose the up to three spaces that its fence is indented by.
        lines = {line[cut:] for line in text.split("\n") for cut in range(4)}
        assert set(found.program.split("\n")) <= {"", *text.split("\n"), *lines}
