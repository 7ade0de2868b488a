"""What models write, and what comes of applying it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from lintseq import (
    ApplyError,
    ApplyResult,
    EditSequence,
    UnknownFormatError,
    apply,
    register_format,
    try_apply,
)
from lintseq.formats import find_format, registry
from lintseq.formats.native import NATIVE_FORMATS
from lintseq.sequence import split_lines
from lintseq.testing import EditText, edit_sequences, edit_text, malformed_edit_text
from lintseq.testing.edit_mutations import OF_EDITS, OF_LINES, OF_TEXT, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAMES = tuple(NATIVE_FORMATS)
FORMATS = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
FAILURES = FORMATS.read_text(encoding="utf-8").split("## What cannot be applied")[1]
REASONS = set(re.findall(r"^\| `([a-z0-9-]+)` \|", FAILURES, re.MULTILINE))
LINES = EditSequence("a = 1\nb = 2\nc = 3\n", "python", [1, 0, 2])


def applied(written: EditText) -> ApplyResult:
    return try_apply(written.text, written.base, format=written.format)


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_well_formed_text_gives_the_next_state(name: str, data: st.DataObject) -> None:
    written = data.draw(edit_text(name))
    assert written.mutations == ()
    assert find_format(name).split(written.text) == list(written.edits)
    assert apply(written.text, written.base, format=name) == written.wanted
    assert try_apply(written.edits, written.base, format=name) == ApplyResult(written.wanted, ())
    states = written.sequence.states()
    assert states.index(written.wanted) - states.index(written.base) == len(written.edits)


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_malformed_text_is_applied_or_reported(name: str, data: st.DataObject) -> None:
    written = data.draw(malformed_edit_text(name))
    result = applied(written)
    check_places(result, parts(written))
    assert applied(written) == result
    try:
        assert apply(written.text, written.base, format=name) == result.text
        assert not result.failures
    except ApplyError as error:
        assert error.failures == result.failures  # noqa: PT017 - it need not be raised
        assert error.text == result.text  # noqa: PT017
        assert error.failures  # noqa: PT017
    assert try_apply(parts(written), written.base, format=name) == result
    # Not split, it is one edit that is wrong in other ways.
    check_places(try_apply([written.text], written.base, format=name), [written.text])


def parts(written: EditText) -> list[str]:
    """Give the edits that a text is read as; half a character leaves it in one piece."""
    if any("\ud800" <= character <= "\udfff" for character in written.text):
        return [written.text]
    return find_format(written.format).split(written.text)


def check_places(result: ApplyResult, edits: Sequence[str]) -> None:
    places = [(failure.edit, failure.line) for failure in result.failures]
    assert places == sorted(places)
    for failure in result.failures:
        assert 0 <= failure.edit < len(edits)
        lines = edits[failure.edit].count("\n") + 1
        assert 1 <= failure.line <= lines
        assert 0 <= failure.hunk <= lines + edits[failure.edit].count("{")
        assert failure.reason in REASONS
        assert failure.detail
        assert "\n" not in failure.detail


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_malformed_text_changes_only_what_it_names(name: str, data: st.DataObject) -> None:
    written = data.draw(malformed_edit_text(name))
    result = applied(written)
    before, after = split_lines(written.base), split_lines(result.text)
    said = content(written)
    for line in after:
        assert line in before or bare(line) in said or f"{line}\n" in before, line
    gone = Counter(before) - Counter(after)
    if name != "whole":
        for line in gone:
            assert bare(line) in said, line
    if inserts_only(written):
        assert is_subsequence(before, after)


def bare(line: str) -> str:
    return line.removesuffix("\n")


def content(written: EditText) -> str:
    """Give what a text says, its JSON read."""
    if written.format != "anchored":
        return written.text
    said = []
    for part in parts(written):
        try:
            tree = json.loads(part[part.index("{") : part.rindex("}") + 1])
        except ValueError:
            continue
        said += strings(tree)
    return "\n".join(said)


def strings(tree: object) -> list[str]:
    if isinstance(tree, str):
        return [tree]
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [text for one in inner for text in strings(one)]


def inserts_only(written: EditText) -> bool:
    """Tell whether nothing in a text can mean that a line goes."""
    if written.format == "anchored":
        return True
    signed = written.format in {"unified", "unified-unnumbered", "v4a"}
    lines = [line for part in parts(written) for line in part.split("\n")]
    return signed and not any(line.startswith("-") for line in lines)


def is_subsequence(lines: list[str], of: list[str]) -> bool:
    others = iter(of)
    return all(line in others for line in lines)


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_without_mistakes_it_is_well_formed(name: str, data: st.DataObject) -> None:
    written = data.draw(malformed_edit_text(name, most=0))
    if not written.mutations:
        assert apply(written.text, written.base, format=name) == written.wanted


T = TypeVar("T")


def least(strategy: st.SearchStrategy[T], condition: Callable[[T], bool]) -> T:
    """Find the simplest example, by the same way in each run."""
    chosen = settings(max_examples=2_000, database=None)
    return find(strategy, condition, settings=chosen, random=Random(0))  # noqa: S311


def test_they_shrink_to_what_is_well_formed() -> None:
    sequences = st.just(LINES)
    for simplest in (
        least(edit_text(sequences=sequences), lambda _: True),
        least(malformed_edit_text(sequences=sequences), lambda _: True),
    ):
        assert simplest.mutations == ()
        assert (simplest.base, simplest.wanted) == ("", LINES.program)
        assert simplest.text == (
            "@@ -0,0 +1 @@\n+b = 2\n<|diff|>@@ -0,0 +1 @@\n+a = 1\n"
            "<|diff|>@@ -2,0 +3 @@\n+c = 3\n<|diff|>\n<|diff|>"
        )
    failed = least(
        malformed_edit_text(sequences=sequences), lambda one: bool(applied(one).failures)
    )
    assert len(failed.mutations) == 1


# Of several lines, with numbers, words, indentation, and JSON: every mistake fits.
SAMPLE = json.dumps({"insert": [{"after": 1, "anchor": "a", "lines": ["    b = 2"]}]}, indent=2)


@st.composite
def spoiled(draw: st.DrawFn, mutation: str) -> str:
    if mutation in OF_TEXT:
        return OF_TEXT[mutation](draw, SAMPLE + SEPARATOR + SAMPLE)
    items = SAMPLE.split("\n") if mutation in OF_LINES else [SAMPLE, SAMPLE.upper()]
    (OF_LINES if mutation in OF_LINES else OF_EDITS)[mutation](draw, items)
    return (SEPARATOR if mutation in OF_EDITS else "\n").join(items)


@pytest.mark.parametrize("mutation", [*OF_EDITS, *OF_LINES, *OF_TEXT])
def test_every_mistake_makes_a_difference(mutation: str) -> None:
    unspoiled = (SAMPLE, SAMPLE + SEPARATOR + SAMPLE, SAMPLE + SEPARATOR + SAMPLE.upper())
    assert least(spoiled(mutation), lambda text: text not in unspoiled) not in unspoiled


def test_another_format_is_written() -> None:
    texts = malformed_edit_text(sequences=st.just(LINES), most=0)
    found = least(texts, lambda one: bool(one.mutations))
    assert found.mutations == ("foreign edit",)
    assert applied(found).failures


def test_options_are_the_formats() -> None:
    sequences = st.just(LINES)
    written = least(edit_text("v4a", sequences=sequences, path="x.py"), lambda one: bool(one.edits))
    assert written.edits[0].startswith("*** Begin Patch\n*** Add File: x.py\n")
    with pytest.raises(UnknownFormatError, match="did you mean 'unified'"):
        edit_text("unifed")
    with pytest.raises(UnknownFormatError):
        malformed_edit_text("unifed")


class Lined:
    """Says how many lines it appends, and refuses programs that tell of it."""

    name = "lined"

    def render(self, sequence: EditSequence) -> list[str]:
        return [f"{len(edit)}\n{edit.text}" for edit in sequence.edits]

    def split(self, text: str) -> list[str]:
        return [part for part in text.split("\n<|diff|>") if part]

    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, list[tuple[int, int, int, str, str]]]:
        failures = []
        for number, edit in enumerate(edits):
            count, _, text = edit.partition("\n")
            if count == str(len(split_lines(text))):
                base += text
            else:
                failures.append((number, 0, 1, "bad-count", f"it says {count!r}"))
        return base, failures


def test_plug_ins_are_written_and_spoiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    register_format(Lined())
    in_order = st.just(EditSequence("a\nb\n", "python", [0, 1]))
    written = least(edit_text("lined", sequences=in_order), lambda _: True)
    assert apply(written.text, format="lined") == "a\nb\n"
    failed = least(
        malformed_edit_text("lined", sequences=in_order),
        lambda one: any(failure.reason == "bad-count" for failure in applied(one).failures),
    )
    assert len(failed.mutations) == 1


@given(edit_text(sequences=edit_sequences(language="go", sampled=True)))
def test_sequences_are_of_any_language(written: EditText) -> None:
    assert written.sequence.language == "go"
    assert applied(written).text == written.wanted
