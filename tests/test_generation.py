from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROGRAM, PYTHON
from lintseq import ConfigError, Reject, apply, sample
from lintseq.generation import Generation, Outcome
from lintseq.row import BadRow, Row, decode_rows, encode_columns
from lintseq.testing import programs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = st.one_of(
    programs().map(lambda program: {"program": program}),
    st.just({"text": "no program"}),
    st.just({"program": 3}),
    st.just({"program": PROGRAM, "language": "klingon"}),
)
LINES = st.one_of(
    ROWS.map(lambda row: encode_columns(row) + b"\n"),
    st.sampled_from((b"\n", b"{}\n", b"[]\n", b'{"program": "a', b"\xff\n", b"  \n")),
)


def run(rows: list[Row | BadRow], **options: Any) -> list[Outcome]:
    return list(Generation(**{"schema": PYTHON, **options}).run(rows))


def texts(outcomes: list[Outcome]) -> list[object]:
    return [
        outcome.result
        if isinstance(outcome.result, Reject)
        else [(steps.tolist(), edits) for steps, edits in outcome.result]
        for outcome in outcomes
    ]


@given(st.lists(LINES, max_size=20), st.integers(1, 3))
def test_nothing_disappears(lines: list[bytes], samples: int) -> None:
    rows = list(decode_rows(lines, "rows.jsonl"))
    outcomes = run(rows, samples=samples, batch_size=3)
    assert len(rows) == sum(not line.isspace() for line in lines)
    assert [outcome.row for outcome in outcomes] == rows
    for outcome in outcomes:
        if isinstance(outcome.result, Reject):
            assert outcome.result.reason
        else:
            assert outcome.prepared is not None
            assert len(outcome.result) == samples
            for _, edits in outcome.result:
                assert apply(edits) == outcome.prepared.program


@given(st.lists(ROWS, max_size=10), st.randoms(use_true_random=False))
def test_batches_threads_and_order_never_matter(columns: list[dict[str, Any]], rng: Any) -> None:
    rows: list[Row | BadRow] = [Row("a", 1, 0, each) for each in columns]
    alone = [run([row], samples=2, seed=3)[0] for row in rows]
    for batch_size, threads in ((1, 1), (2, 8), (100, 2)):
        together = run(rows, samples=2, seed=3, batch_size=batch_size, threads=threads)
        assert texts(together) == texts(alone)
    order = list(range(len(rows)))
    rng.shuffle(order)
    shuffled = run([rows[place] for place in order], samples=2, seed=3)
    assert texts(shuffled) == [texts(alone)[place] for place in order]


def test_outcome_is_what_sample_gives() -> None:
    (outcome,) = run([Row("a", 1, 0, {"program": PROGRAM})], samples=3, seed=5, context=1)
    wanted = sample(PROGRAM, n=3, seed=5)
    assert texts([outcome]) == [[(s.steps.tolist(), s.render(context=1)) for s in wanted]]


def test_reads_no_more_than_it_needs() -> None:
    read = 0

    def rows() -> Iterator[Row]:
        nonlocal read
        while True:
            yield Row("a", read, read, {"program": f"a = {read}\n"})
            read += 1

    outcomes = Generation(schema=PYTHON, batch_size=10).run(rows())
    for number in range(100):
        assert next(outcomes).row.line == number
        assert read <= number + 30
    outcomes.close()  # type: ignore[attr-defined]


def test_large_programs_make_small_batches() -> None:
    read = 0

    def rows() -> Iterator[Row]:
        nonlocal read
        while True:
            yield Row("a", read, read, {"program": "# comment\n" * 90_000})
            read += 1

    outcomes = Generation(schema=PYTHON, batch_size=1000).run(rows())
    next(outcomes)
    assert read < 30
    outcomes.close()  # type: ignore[attr-defined]


def test_error_of_the_input_arrives() -> None:
    def rows() -> Iterator[Row]:
        yield Row("a", 1, 0, {"program": PROGRAM})
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(Generation(schema=PYTHON).run(rows()))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"samples": 0}, "samples must be an int from 1"),
        ({"seed": -1}, "seed must be an int from 0"),
        ({"batch_size": 0}, "batch size must be an int from 1"),
        ({"context": -1}, "context must be an int from 0"),
        ({"threads": 0}, "threads must be an int from 1"),
    ],
)
def test_wrong_option_says_what_is_allowed(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Generation(**options)
