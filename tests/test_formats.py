from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lintseq
from conftest import PROGRAM
from lintseq import (
    Config,
    ConfigError,
    EditSequence,
    FormatError,
    Reject,
    UnknownFormatError,
    apply,
    formats,
    sample,
    sample_batch,
    try_apply,
)
from lintseq.formats import find_format, registry
from lintseq.sequence import split_lines
from lintseq.testing import programs
from lintseq.testing.adversarial import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NAMES = ("anchored", "search-replace", "unified", "unified-unnumbered", "v4a", "whole")
# Those that have no sign in front of lines, and cannot hold what reads like their own marks.
BARE = ("search-replace", "whole")
# A line that is cut off is seen, because an end marker is missing.
CLOSED = ("anchored", "search-replace", "v4a", "whole")
NO_NEWLINE = "\\ No newline at end of file"
CONTEXT = ("search-replace", "unified", "unified-unnumbered", "v4a")


@st.composite
def sequences(draw: st.DrawFn, of: st.SearchStrategy[str] | None = None) -> EditSequence:
    """Give programs with any step arrays, lint-correct or not."""
    program = draw(programs() if of is None else of)
    size = len(split_lines(program))
    drawn = draw(st.lists(st.integers(0, draw(st.integers(0, 8))), min_size=size, max_size=size))
    ranks = {step: rank for rank, step in enumerate(sorted(set(drawn)))}
    return EditSequence(program, "python", [ranks[step] for step in drawn])


def render(sequence: EditSequence, name: str, **options: Any) -> list[str] | None:
    """Render, or give None where the format may refuse, and does."""
    try:
        return sequence.render(name, **options)
    except FormatError as error:
        if name in BARE and error.reason in obstacles(sequence.program):
            return None
        raise


def obstacles(program: str) -> set[str]:
    lines = program.split("\n")
    found = {"separator-line"} if any(line.startswith("<|diff|>") for line in lines) else set()
    return found | ({"marker-line"} if NO_NEWLINE in lines else set())


def test_names() -> None:
    assert [name for name in formats() if name in NAMES] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_any_sequence_comes_back(name: str, data: st.DataObject) -> None:
    seq = data.draw(sequences())
    options = {"context": data.draw(st.integers(0, 4))} if name in CONTEXT else {}
    edits = render(seq, name, **options)
    if edits is None:
        return
    assert apply(edits, format=name) == seq.program
    states = seq.states()
    for edit, before, after in zip(edits, states, states[1:], strict=False):
        assert apply([edit], before, format=name) == after
    text = "".join(f"\n<|diff|>{edit}" for edit in edits) + "\n<|diff|>\n<|diff|></s>"
    assert find_format(name).split(f"Write it.{text}") == edits
    assert apply(f"Write it.{text}", format=name) == seq.program
    if edits:
        assert apply(text[len("\n<|diff|>") :], format=name) == seq.program


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data_set", ["humaneval", "humaneval_x", "mbxp"])
def test_real_programs_come_back(
    all_rows: Callable[[str], list[dict[str, Any]]], data_set: str, name: str
) -> None:
    rows = all_rows(data_set)
    results = sample_batch(
        [row["program"] for row in rows],
        [row["language"] for row in rows],
        config=Config(syntax_errors="keep"),
    )
    done = [result[0] for result in results if not isinstance(result, Reject)]
    assert len(done) > 0.95 * len(rows)
    for seq in done:
        edits = render(seq, name)
        assert edits is not None
        assert apply(edits, format=name) == seq.program


@pytest.mark.parametrize("name", CLOSED)
@given(sequences(programs(valid=True)), st.integers(0, 5000))
def test_what_is_cut_off_is_seen(name: str, seq: EditSequence, cut: int) -> None:
    edits = render(seq, name)
    if edits is None or not edits:
        return
    last = edits[-1]
    part = last[: cut % len(last)]
    before, after = seq.states()[-2:]
    result = try_apply([part], before, format=name)
    if not result.failures:
        # Whole hunks, or only white space is missing.
        new = set(split_lines(after))
        assert all(line in new for line in split_lines(result.text))
    elif name in {"anchored", "whole"}:
        assert result.text == before


@pytest.mark.parametrize("name", NAMES)
@given(st.lists(texts(), max_size=4), texts(), st.data())
def test_no_content_makes_it_fail(
    name: str, edits: list[str], base: str, data: st.DataObject
) -> None:
    result = try_apply(edits, base, format=name)
    assert len(result.failures) >= len(edits) - sum("@@" in edit for edit in edits)
    seq = data.draw(sequences())
    pieces = [piece for edit in render(seq, name) or [] for piece in edit.split("\n")]
    mixed = "\n".join(data.draw(st.permutations(pieces)))
    for failure in try_apply(mixed, base, format=name).failures:
        assert failure.line >= 1
        assert failure.detail


@pytest.mark.parametrize("name", BARE)
def test_what_a_format_cannot_hold(name: str) -> None:
    seq = EditSequence("a\n<|diff|>\n", "python", [0, 0])
    with pytest.raises(FormatError, match=rf"^edit format '{name}': separator-line: ") as caught:
        seq.render(name)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (copy.format, copy.reason, copy.detail) == (name, "separator-line", caught.value.detail)
    with pytest.raises(FormatError, match="marker-line"):
        EditSequence(f"{NO_NEWLINE}\n", "python", [0]).render(name)


def test_a_sequence_of_gigabytes_is_refused() -> None:
    lines = 20_000
    seq = EditSequence("x = 1\n" * lines, "python", range(lines))
    for name in BARE:
        with pytest.raises(FormatError, match="too-long"):
            seq.render(name)
    for name in set(NAMES) - set(BARE):
        edits = seq.render(name)
        assert len(edits) == lines
        assert apply(edits[:200], format=name) == "x = 1\n" * 200


def test_paths_and_tags() -> None:
    seq = EditSequence("a\nb\n", "rust", [0, 1])
    first, second = seq.render("v4a")
    assert first == "*** Begin Patch\n*** Add File: program.rs\n+a\n*** End Patch"
    assert second.startswith("*** Begin Patch\n*** Update File: program.rs\n@@\n a\n")
    assert "*** Update File: a b/c.rs\n" in seq.render("v4a", path="a b/c.rs")[1]
    assert EditSequence("a\n", "no such", [0]).render("v4a")[0].split("\n")[1].endswith(" program")
    assert seq.render("whole", tag="rust")[0] == "```rust\na\n```"


class Doubled:
    """Writes each edit twice."""

    name = "doubled"

    def render(self, sequence: EditSequence) -> list[str]:
        return [2 * edit.text for edit in sequence.edits]

    def split(self, text: str) -> list[str]:
        return text.split("<|diff|>")

    def apply(
        self, base: str, edits: Sequence[str]
    ) -> tuple[str, list[tuple[int, int, int, str, str]]]:
        return base + "".join(edit[: len(edit) // 2] for edit in edits), []


def test_registered_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_registered", {})
    assert lintseq.register_format(Doubled, replace=True) is Doubled
    assert "doubled" in formats()
    assert sample("a = 1\n")[0].render("doubled") == ["a = 1\na = 1\n"]
    assert apply("abab<|diff|>cc", format="doubled") == "abc"
    with pytest.raises(ConfigError, match="there is an edit format 'doubled' already"):
        lintseq.register_format(Doubled())
    with pytest.raises(ConfigError, match="there is an edit format 'unified' already"):
        lintseq.register_format(_Renamed("unified"))
    with pytest.raises(ConfigError, match="needs a name"):
        lintseq.register_format(object())  # type: ignore[type-var]
    with pytest.raises(UnknownFormatError, match="did you mean 'doubled'"):
        find_format("double")


class _Renamed(Doubled):
    def __init__(self, name: str) -> None:
        self.name = name


PLUGIN = """
import lintseq.formats

class Upper:
    name = "upper"
    def render(self, sequence):
        return [edit.text.upper() for edit in sequence.edits]
    def split(self, text):
        return [text]
    def apply(self, base, edits):
        return base, ()

def broken():
    raise OSError("no disk")

odd = 1
"""


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ("Upper", "['A\\n']"),
        ("broken", "edit format 'upper': failed: upper-plugin failed: no disk"),
        ("odd", "edit format 'upper': failed: upper-plugin failed: 'int' object is not callable"),
    ],
)
def test_entry_points(tmp_path: Path, entry: str, printed: str) -> None:
    (tmp_path / "upper_plugin.py").write_text(PLUGIN)
    info = tmp_path / "upper_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: upper-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[lintseq.formats]\nupper = upper_plugin:{entry}\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import lintseq\n"
        "assert 'upper' in lintseq.formats()\n"
        "seq = lintseq.EditSequence('a\\n', 'python', [0])\n"
        "try:\n    print(seq.render('upper'))\n"
        "except lintseq.FormatError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout.strip(), done.stderr) == (printed, "")


def test_unified_has_no_trailing_newline_and_no_headers() -> None:
    seq = EditSequence("a\nb\nc", "python", [1, 0, 1])
    assert seq.render() == [
        "@@ -0,0 +1 @@\n+b",
        "@@ -0,0 +1 @@\n+a\n@@ -1,0 +3 @@\n+c\n\\ No newline at end of file",
    ]


def test_unified_with_context() -> None:
    seq = EditSequence("a\nb\nc\n", "python", [0, 1, 0])
    assert seq.render(context=1)[1] == "@@ -1,2 +1,3 @@\n a\n+b\n c"


@given(texts(), st.integers(0, 4), st.integers(0, 99))
def test_any_context_round_trips(program: str, context: int, seed: int) -> None:
    result = sample_batch([program], seed=seed, config=Config(strategy="random"))[0]
    if not isinstance(result, Reject):
        assert apply(result[0].render(context=context)) == program
        assert apply(result[0].render(context=context, path="a b/c.py")) == program


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"context": -1}, ConfigError),
        ({"context": "1"}, ConfigError),
        ({"path": ""}, ConfigError),
        ({"path": "a\nb"}, ConfigError),
        ({"colour": 1}, TypeError),
    ],
)
def test_wrong_option(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        sample(PROGRAM)[0].render(**options)


@pytest.mark.parametrize(
    ("name", "options", "error"),
    [
        ("unified-unnumbered", {"context": -1}, ConfigError),
        ("search-replace", {"context": True}, ConfigError),
        ("v4a", {"path": " "}, ConfigError),
        ("v4a", {"path": "a\nb"}, ConfigError),
        ("whole", {"tag": "`"}, ConfigError),
        ("whole", {"context": 1}, TypeError),
        ("anchored", {"context": 1}, TypeError),
    ],
)
def test_wrong_option_of_other_formats(
    name: str, options: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        sample(PROGRAM)[0].render(name, **options)


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("context", [0, 3])
def test_tools_accept_headers(tmp_path: Path, tool: str, context: int) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")

    @settings(max_examples=15)
    @given(programs(valid=True), st.integers(0, 99))
    def check(program: str, seed: int) -> None:
        seq = sample(program, seed=seed)[0]
        target = tmp_path / "program.py"
        target.unlink(missing_ok=True)
        for edit in seq.render(context=context, path="program.py"):
            _apply_with(tool, edit, tmp_path)
        assert target.read_bytes() == program.encode()

    check()


def _apply_with(tool: str, edit: str, folder: Path) -> None:
    commands = {
        "git": ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
        "patch": ["patch", "--binary", "-p1", "--silent", "--fuzz=0"],
    }
    subprocess.run(commands[tool], input=edit.encode(), cwd=folder, check=True, capture_output=True)
