"""Promises that need more than one sequence: of limits, names, keys, and of any linter at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

import lintseq
from lintseq import (
    Config,
    Diagnostic,
    EditSequence,
    LinterError,
    Reject,
    RejectedError,
    Schema,
    SequenceError,
    UnknownNameError,
    lint,
    sample,
    sample_batch,
    verify,
)
from lintseq.row import Row
from lintseq.schema import Prepared
from lintseq.testing import broken_promises, edit_sequences, programs
from lintseq.testing.material import find_material
from lintseq.testing.mutated import mutated_programs, written_programs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEEDS = st.integers(0, 2**64 - 1)
LANGUAGES = ("python", "ruby", "bash")


@given(programs(valid=True), SEEDS)
def test_states_of_valid_programs_are_clean_by_another_linter(program: str, seed: int) -> None:
    """The native linter is not asked what it thinks of its own work."""
    for sequence in sample(program, n=2, seed=seed):
        assert verify(sequence, "pyflakes") == []
        for state in sequence.states()[1:]:
            assert lint(state) == []
            compile(state, "state", "exec", dont_inherit=True)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), SEEDS)
def test_names_are_there_before_they_are_used(names: list[str], seed: int) -> None:
    """A name that is set again later needs what sets it before it is used."""
    program = "".join(f"{name} = 1\nprint({name})\n" for name in names)
    for sequence in sample(program + f"{names[0]} = 2\nprint({names[0]})\n", n=3, seed=seed):
        assert verify(sequence, "pyflakes") == []


@pytest.mark.parametrize("language", ["python", "javascript", "c"])
@given(st.data())
def test_states_have_no_more_syntax_errors_than_the_program(
    language: str, data: st.DataObject
) -> None:
    program = data.draw(mutated_programs(written_programs(find_material(language))))
    try:
        sequences = sample(program, language, n=3, config=Config(syntax_errors="keep"))
    except RejectedError:
        reject()
    known = syntax_errors(program, language)
    for sequence in sequences:
        assert verify(sequence) == []
        for state in sequence.states()[1:]:
            assert syntax_errors(state, language) <= known


def syntax_errors(text: str, language: str) -> Counter[str]:
    """Count the errors of syntax of each kind; all that is wrong with indentation is one kind."""
    layout = ("the indentation fits no block", "a statement is missing here")
    errors = [one.message for one in lint(text, language) if one.code == "syntax-error"]
    return Counter("layout" if message in layout else message for message in errors)


def capricious(salt: int, rarity: int) -> Callable[[str], list[int]]:
    """Give a linter that objects to some lines behind some others, for no reason at all."""

    def objections(text: str) -> list[int]:
        lines = text.split("\n")
        pairs = enumerate(zip(["", *lines], lines, strict=False), 1)
        return [n for n, pair in pairs if crc32(f"{salt}{pair}".encode()) % rarity == 0]

    return objections


@given(programs(valid=True), SEEDS, st.integers(0, 2**16), st.integers(2, 6))
def test_any_linter_is_obeyed(program: str, seed: int, salt: int, rarity: int) -> None:
    objections = capricious(salt, rarity)
    lintseq.register_linter(name="capricious", languages=["python"], replace=True)(objections)
    (sequence,) = sample(program, seed=seed, config=Config(linters=("capricious",)))
    lines = np.arange(sequence.steps.size)
    last = program.count("\n") + 1  # every program ends in a newline, and so does every state
    known = set(objections(program))
    for number, state in enumerate(sequence.states()[1:], 1):
        present = lines[sequence.steps < number] + 1
        for line in objections(state):
            place = last if line > present.size else int(present[line - 1])
            assert place in known, f"state {number}, line {line}"


@given(programs(valid=True), SEEDS, st.integers(0, 2**16), st.integers(1, 4))
def test_a_linter_that_fails_never_says_clean(
    program: str, seed: int, salt: int, rarity: int
) -> None:
    failed = False

    class Failing:
        name = "failing-at-times"
        languages = frozenset({"python"})
        version = "1"

        def lint(
            self, states: Sequence[str], language: str
        ) -> list[list[Diagnostic] | LinterError]:
            nonlocal failed
            del language
            bad = [crc32(f"{salt}{state}".encode()) % rarity == 0 for state in states]
            failed |= any(bad)
            return [LinterError("it broke") if one else [] for one in bad]

        def close(self) -> None:
            """Hold nothing."""

    lintseq.register_linter(Failing(), replace=True)
    config = Config(linters=("failing-at-times",))
    (result,) = sample_batch([program], "python", seed=seed, config=config)
    assert isinstance(result, Reject) == failed
    if isinstance(result, Reject):
        assert result.reason == "linter-failed"


@given(edit_sequences(sampled=False), st.lists(st.sampled_from(LANGUAGES), min_size=2, max_size=2))
def test_sequences_are_equal_if_all_that_counts_is(
    sequence: EditSequence, names: list[str]
) -> None:
    first, second = (EditSequence(sequence.program, name, sequence.steps) for name in names)
    assert (first == second) == (names[0] == names[1])
    assert first != EditSequence(sequence.program + "\nx", names[0], _longer(sequence))
    if len(sequence) > 1:
        backwards = sequence.steps.max() - sequence.steps
        assert first != EditSequence(sequence.program, names[0], backwards)


def _longer(sequence: EditSequence) -> list[int]:
    added = (sequence.program + "\nx").count("\n") + 1 - sequence.steps.size
    return [*sequence.steps.tolist(), *[0] * added]


@given(st.lists(st.integers(-1, 4), max_size=6))
def test_only_partitions_are_sequences(steps: list[int]) -> None:
    program = "x\n" * len(steps)
    is_partition = set(steps) == set(range(len(set(steps))))
    try:
        sequence = EditSequence(program, "python", np.array(steps, np.int32))
    except SequenceError:
        assert not is_partition
    else:
        assert is_partition
        assert broken_promises(sequence, program, linter=None, formats=()) == ()


@given(
    programs(valid=True),
    st.sampled_from(("bytes", "lines", "line_bytes")),
    st.integers(1, 200),
)
def test_limits_are_kept(program: str, which: str, limit: int) -> None:
    lines = program.split("\n")[:-1]
    found = {
        "bytes": len(program.encode()),
        "lines": len(lines),
        "line_bytes": max(len(line.encode()) + 1 for line in lines),
    }[which]
    reason = {"bytes": "too-many-bytes", "lines": "too-many-lines", "line_bytes": "line-too-long"}
    (result,) = sample_batch([program], config=replace(Config(), **{f"max_{which}": limit}))
    if found > limit:
        assert isinstance(result, Reject)
        assert result.reason == reason[which]
        assert str(limit) in result.detail
    else:
        assert not isinstance(result, Reject)


@given(programs(valid=True), SEEDS, st.integers(1, 6))
def test_edits_are_as_many_as_allowed(program: str, seed: int, most: int) -> None:
    for sequence in sample(program, n=3, seed=seed, config=Config(max_edits=most)):
        assert len(sequence) <= most
        assert verify(sequence) == []


@given(SEEDS)
def test_every_part_of_the_key_counts(seed: int) -> None:
    """Two of these have 8 alike of 40,320 orders once in 10^36 seeds."""
    program = "".join(f"print({number})\n" for number in range(8))
    other = program.replace("7", "9")
    languages = ("python", "kotlin", "ruby")  # the first two are as long
    keys = [(program, language, seed) for language in languages]
    keys += [(other, "python", seed), (program, "python", seed ^ 1)]
    drawn = [
        tuple(one.steps.tobytes() for one in sample(text, language, n=8, seed=seed))
        for text, language, seed in keys
    ]
    assert len(set(drawn)) == len(drawn)
    assert all(len(set(steps)) > 1 for steps in drawn)


@given(st.text(), st.text(st.characters(codec="utf-8")), st.sampled_from(LANGUAGES))
def test_names_of_rows_are_of_their_content(program: str, instruction: str, language: str) -> None:
    assume(program.strip() and program.isprintable())
    columns = {"program": program, "instruction": instruction, "language": language}
    prepared = Schema(program="program").prepare(Row("", 1, 0, columns))
    assume(isinstance(prepared, Prepared))
    assert isinstance(prepared, Prepared)
    digest = hashlib.blake2b(digest_size=16)
    for part in (prepared.program, language, instruction):
        digest.update(len(part.encode()).to_bytes(8, "little") + part.encode())
    assert prepared.row_id == digest.hexdigest()


@given(st.text(st.characters(codec="utf-8"), min_size=1).map(lambda name: f"no {name}"))
def test_names_that_nothing_has_are_errors(name: str) -> None:
    program = "a = 1\n"
    with pytest.raises(UnknownNameError):
        sample(program, name)
    with pytest.raises(UnknownNameError):
        lint(program, linter=name)
    with pytest.raises(UnknownNameError):
        Config(linters=(name,))
    with pytest.raises(UnknownNameError):
        sample(program)[0].render(name)
    (result,) = sample_batch([program], [name])
    assert isinstance(result, Reject)
    assert result.reason == "unknown-language"


@given(st.lists(st.sampled_from(("python", "ruby", "go", "lua")), min_size=1, max_size=4))
def test_languages_that_a_linter_does_not_know_are_rejected(languages: list[str]) -> None:
    lintseq.register_linter(name="of-python", languages=["python"], replace=True)(lambda _: ())
    found = sample_batch(
        ["print(1)\n"] * len(languages), languages, config=Config(linters=("of-python",))
    )
    for language, result in zip(languages, found, strict=True):
        if language == "python":
            assert not isinstance(result, Reject)
        else:
            assert isinstance(result, Reject)
            assert result.reason == "unlinted-language"


@pytest.mark.parametrize(
    "program", ['f(a)\n""', "type T int\ntype U int", "// c\nx := 1\ntype T int", "A\n; "]
)
def test_statements_of_go_need_no_package_clause(program: str) -> None:
    """The parser takes the last one without a line end only behind another."""
    for sequence in sample(program, "go", n=20):
        assert verify(sequence) == []


@pytest.mark.parametrize(
    "block", ["{ }", "{ // nothing\n    }", "{\n    // one\n    // two\n    }"]
)
def test_an_empty_block_of_cpp_is_never_all_of_a_body(block: str) -> None:
    """The parser would read it as a list of values."""
    for sequence in sample(f"int f() {{\n    g();\n    {block}\n    return 1;\n}}\n", "cpp", n=20):
        assert verify(sequence) == []
