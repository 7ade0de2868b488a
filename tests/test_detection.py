from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq import MissingExtraError, Reject, detect_language, languages
from lintseq.detection import UnknownDetectorError, find_detector
from lintseq.row import Row
from lintseq.schema import Prepared, Schema


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("#!/usr/bin/python\n", "python"),
        ("#!/usr/bin/env python3.11\n", "python"),
        ("#! /usr/bin/env -S node --harmony\n", "javascript"),
        ("#!/usr/bin/env LC_ALL=C ruby\n", "ruby"),
        ("\ufeff#!/bin/sh -e\n", "bash"),
        ("#!/usr/local/bin/php\r\n<?php\n", "php"),
        ("#!/usr/bin/perl5.36 -w\n", "perl"),
        ("#!/opt/unknown/thing\n", None),
        ("#!\n", None),
        ("\n#!/bin/sh\n", None),
        ("print(1)\n", None),
        ("", None),
    ],
)
def test_interpreter_line(text: str, language: str | None) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("entry", languages(), ids=lambda entry: entry.name)
def test_every_language_is_known_by_extension_and_tag(entry: Any) -> None:
    for extension in entry.extensions:
        assert detect_language("", path=f"a/b.{extension}") is not None
    for tag in (entry.name, *entry.aliases, *entry.fences):
        assert detect_language("", tag=tag) is not None
    assert detect_language("", tag=entry.name.upper()) == entry.name


def test_first_answer_counts() -> None:
    text = "#!/bin/sh\n"
    assert detect_language(text, tag="go", path="a.rs") == "go"
    assert detect_language(text, tag="klingon", path="a.rs") == "rust"
    assert detect_language(text, tag="klingon", path="a") == "bash"
    assert detect_language(text, detector=lambda _: "go") == "bash"
    assert detect_language("x", detector=lambda _: "golang") == "go"
    assert detect_language("x", detector=lambda _: None) is None


@given(st.text())
def test_any_text_is_decided_or_not(text: str) -> None:
    assert detect_language(text) in {None, *(entry.name for entry in languages())}


def prepare(columns: dict[str, Any], **options: Any) -> Prepared | Reject:
    return Schema(**options).prepare(Row("rows.jsonl", 1, 0, columns))


@pytest.mark.parametrize(
    ("columns", "language"),
    [
        ({"program": "x", "language": "golang", "path": "a.rs"}, "go"),
        ({"program": "Text.\n```rs\nx\n```\n", "path": "a.go"}, "rust"),
        ({"program": "x", "path": "a.go"}, "go"),
        ({"program": "x", "max_stars_repo_path": "a.kt"}, "kotlin"),
        ({"program": "#!/bin/bash\n"}, "bash"),
        ({"program": "```\n#!/bin/bash\n```\n"}, "bash"),
    ],
)
def test_row_tells_its_language(columns: dict[str, Any], language: str) -> None:
    found = prepare(columns)
    assert isinstance(found, Prepared)
    assert found.language == language


@pytest.mark.parametrize("columns", [{}, {"path": "a"}, {"path": 3}, {"path": None}])
def test_undecided_row_is_rejected(columns: dict[str, Any]) -> None:
    found = prepare({"program": "print(1)\n", **columns})
    assert isinstance(found, Reject)
    assert found.reason == "undecided-language"
    assert "--language" in found.detail


def test_named_path_column() -> None:
    found = prepare({"program": "x", "where": "a.go"}, path="where")
    assert isinstance(found, Prepared)
    assert found.language == "go"


def test_magika_tells_real_programs() -> None:
    pytest.importorskip("magika", reason="the extra lintseq[magika] is not installed")
    program = (
        'package main\n\nimport "fmt"\n\nfunc main() {\n\tfor i := 0; i < 3; i++ {\n'
        "\t\tfmt.Println(i)\n\t}\n}\n"
    )
    assert detect_language(program, detector=find_detector("magika")) == "go"
    found = prepare({"program": program}, detector="magika")
    assert isinstance(found, Prepared)
    assert found.language == "go"
    prose = "The quick brown fox jumps over the lazy dog. " * 20
    undecided = prepare({"program": prose}, detector="magika")
    assert isinstance(undecided, Reject)
    assert undecided.reason == "undecided-language"


def test_wrong_detector() -> None:
    with pytest.raises(UnknownDetectorError, match=r"unknown detector 'oracle' .known: magika"):
        Schema(detector="oracle")


def test_missing_detector_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from lintseq import detection  # noqa: PLC0415

    def absent(_name: str) -> None:
        raise ImportError

    monkeypatch.setattr(detection.importlib, "import_module", absent)
    detection._magika.cache_clear()  # noqa: SLF001 - it may have been found before
    with pytest.raises(MissingExtraError, match=r"pip install 'lintseq\[magika\]'"):
        Schema(detector="magika")
