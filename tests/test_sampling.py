from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lintseq
from conftest import PROGRAM
from lintseq import (
    Config,
    ConfigError,
    EditSequence,
    Reject,
    RejectedError,
    UnknownLanguageError,
    sample,
    sample_batch,
)
from lintseq.sequence import split_lines
from lintseq.testing import programs

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from typing import Any

ANYTHING = Config(syntax_errors="keep")
CONFIGS = (
    ANYTHING,
    Config(syntax_errors="keep", strategy="random"),
    Config(syntax_errors="keep", granularity="line", weights="uniform", comments="own"),
    Config(syntax_errors="keep", max_edits=2, comments="first", imports="kept"),
    Config(syntax_errors="keep", children_per_round=3, top_k=2, population=2),
)


def check(seq: EditSequence, program: str) -> None:
    """Hold a sequence to promises 1 and 2."""
    assert seq.program == program
    assert lintseq.apply(seq.render()) == program
    assert lintseq.apply(seq.render(context=2)) == program
    states = seq.states()
    assert states[0] == ""
    assert states[-1] == program
    for before, after in pairwise(states):
        assert len(before) < len(after)
        assert is_subsequence(split_lines(before), split_lines(after))
    assert sorted(set(seq.steps.tolist())) == list(range(len(seq)))


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(line in rest for line in part)


@given(programs(valid=True), st.integers(0, 2**64 - 1))
def test_program_that_parses_is_sampled(program: str, seed: int) -> None:
    sequences = sample(program, n=3, seed=seed)
    assert [seq.sample for seq in sequences] == [0, 1, 2]
    for seq in sequences:
        assert (seq.language, seq.seed) == ("python", seed)
        check(seq, program)
        assert lintseq.verify(seq) == []


@given(programs(), st.sampled_from(CONFIGS))
def test_any_text_round_trips_or_is_rejected(program: str, config: Config) -> None:
    result = sample_batch([program], n=2, config=config)[0]
    if isinstance(result, Reject):
        assert result.reason in {"empty", "nested-too-deep", "syntax-error"}
        assert program == "" or result.reason != "empty"
    else:
        for seq in result:
            check(seq, program)


@pytest.mark.parametrize("name", ["humaneval", "humaneval_x", "mbxp"])
def test_real_programs(real_rows: Callable[[str], list[dict[str, Any]]], name: str) -> None:
    rows = real_rows(name)
    results = sample_batch([row["program"] for row in rows], n=2)
    for row, result in zip(rows, results, strict=True):
        if isinstance(result, Reject):
            with pytest.raises(SyntaxError):
                compile(row["program"], "program", "exec")
            assert result.reason == "syntax-error"
        else:
            for seq in result:
                check(seq, row["program"])


@given(st.lists(programs(), max_size=12), st.randoms(use_true_random=False))
def test_threads_batches_and_order_never_matter(texts: list[str], rng: random.Random) -> None:
    alone = [sample_batch([text], n=2, seed=9, config=ANYTHING)[0] for text in texts]
    for threads in (1, 2, 8):
        assert sample_batch(texts, n=2, seed=9, config=ANYTHING, threads=threads) == alone
    order = list(range(len(texts)))
    rng.shuffle(order)
    shuffled = sample_batch([texts[i] for i in order], n=2, seed=9, config=ANYTHING)
    assert shuffled == [alone[i] for i in order]


@given(programs(valid=True))
def test_more_samples_begin_with_the_same_ones(program: str) -> None:
    assert sample(program, n=5, seed=3)[:2] == sample(program, n=2, seed=3)


def test_seed_program_and_sample_matter() -> None:
    steps = {seq.steps.tobytes() for seq in sample(PROGRAM, n=50)}
    assert len(steps) > 10
    assert sample(PROGRAM, n=50, seed=1) != sample(PROGRAM, n=50, seed=2)


def test_distinct_samples_differ() -> None:
    seqs = sample("a = 1\nb = 2\n", n=50, config=Config(distinct=True))
    assert len(seqs) == len(set(seqs)) < 50
    assert [seq.sample for seq in seqs] == list(range(len(seqs)))


def test_max_edits_bounds_the_edits() -> None:
    for limit in (1, 2, 3):
        assert all(len(s) <= limit for s in sample(PROGRAM, n=20, config=Config(max_edits=limit)))


def test_bytes_and_text_are_alike() -> None:
    text = "s = 'é\u2028'\nprint(s)\n"
    assert sample(text.encode()) == sample(text)


def test_alias_and_case_of_a_language() -> None:
    assert sample(PROGRAM, "Py")[0].language == "python"
    assert sample(PROGRAM, "Py") == sample(PROGRAM, "python")


def test_steps_are_read_only_int32() -> None:
    steps = sample(PROGRAM)[0].steps
    assert steps.dtype == np.int32
    assert not steps.flags.writeable


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("", "empty"),
        (b"a = '\xff'\n", "invalid-utf8"),
        ("a = '\ud800'\n", "invalid-utf8"),
        ("def f(:\n", "syntax-error"),
        ("x = " + "1" * 60_000, "line-too-long"),
        ("x = '" + "y" * 10_000_000 + "'", "too-many-bytes"),
        ("x = 1\n" * 20_001, "too-many-lines"),
        ("x = " + "(" * 5_000 + ")" * 5_000, "nested-too-deep"),
    ],
)
def test_reject_has_a_reason(program: str | bytes, reason: str) -> None:
    result = sample_batch([program])[0]
    assert isinstance(result, Reject)
    assert (result.reason, result.language) == (reason, "python")
    assert result.detail
    with pytest.raises(RejectedError, match=f"^{reason}: ") as caught:
        sample(program)
    assert caught.value.reason == reason


@pytest.mark.parametrize("program", ["# only\n# comments\n", "\n\n", " ", "\x00\n", "'''\n"])
def test_odd_program_is_sampled_or_rejected(program: str) -> None:
    result = sample_batch([program])[0]
    if not isinstance(result, Reject):
        check(result[0], program)


def test_one_bad_program_never_harms_the_others() -> None:
    good = sample(PROGRAM)
    texts: list[str | bytes] = [PROGRAM, "def f(:", PROGRAM, b"\xff", "", PROGRAM]
    results = sample_batch(texts)
    assert [isinstance(r, Reject) for r in results] == [False, True, False, True, True, False]
    assert results[0] == results[2] == results[5] == good


def test_languages_are_one_for_all_or_one_for_each() -> None:
    results = sample_batch(["a = 1\n", "b = 1\n"], ["python", "pythn"])
    assert isinstance(results[0], list)
    assert isinstance(results[1], Reject)
    assert (results[1].reason, results[1].language) == ("unknown-language", "pythn")
    with pytest.raises(ConfigError, match="there are 2 programs, but 1 languages"):
        sample_batch(["a = 1\n", "b = 1\n"], ["python"])
    with pytest.raises(UnknownLanguageError, match="unknown language 'pythn', did you mean 'pyt"):
        sample_batch(["a = 1\n"], "pythn")
    assert sample_batch([], "python") == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 0}, "n must be an int from 1"),
        ({"n": 1.0}, "n must be an int from 1"),
        ({"seed": -1}, "seed must be an int from 0"),
        ({"seed": 2**64}, "seed must be an int from 0"),
        ({"threads": 0}, "threads must be an int from 1"),
    ],
)
def test_wrong_argument_says_what_is_allowed(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        sample_batch(["a = 1\n"], **options)


def test_one_program_is_no_batch() -> None:
    with pytest.raises(ConfigError, match="programs must be a list, not one str"):
        sample_batch("a = 1\n")
    with pytest.raises(TypeError, match="must be str or bytes"):
        sample_batch([1])  # type: ignore[list-item]


FORKED = """
import os, pickle, sys, lintseq
programs = pickle.loads(bytes.fromhex(sys.stdin.read()))
def run():
    return lintseq.sample_batch(programs, n=3, seed=5)
before = run()
read, write = os.pipe()
if os.fork() == 0:
    os.write(write, b"same" if run() == before else b"other")
    os._exit(0)
os.wait()
assert os.read(read, 5) == b"same"
assert run() == before
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_forked_process_gives_the_same() -> None:
    programs = [PROGRAM.replace("10", str(number)) for number in range(40)]
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKED],
        input=pickle.dumps(programs).hex(),
        text=True,
        check=True,
        timeout=60,
    )


def test_threads_of_python_may_sample_at_once() -> None:
    programs = [PROGRAM.replace("10", str(number)) for number in range(20)]
    wanted = sample_batch(programs, n=2)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: sample_batch(programs, n=2), range(16)))
    assert all(result == wanted for result in results)
