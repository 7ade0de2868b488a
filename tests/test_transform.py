"""Arrow in, Arrow out: the same rows as those of any other way into the engine."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROGRAM, PYTHON, read_rows
from lintseq import (
    Config,
    ConfigError,
    FrameError,
    Schema,
    Transform,
    apply,
    register_format,
    sample,
    transform,
)
from lintseq.generation import Generation
from lintseq.record import output_lines, reject_line
from lintseq.row import Row
from lintseq.sequence import Reject
from lintseq.testing import programs
from lintseq.testing.adversarial import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Rows, RunCommand

FENCED = f"Look:\n\n```python\n{PROGRAM}```\n\nDone.\n"
COLUMNS = st.fixed_dictionaries(
    {
        "program": st.one_of(programs(), st.none(), texts(), st.just(FENCED)),
        "instruction": st.one_of(st.none(), st.text(st.characters(codec="utf-8"))),
        "language": st.sampled_from((None, "", "python", "PY", "go", "klingon")),
        "id": st.integers(0, 9),
        "status": st.one_of(st.none(), st.floats(allow_nan=False)),
        "tags": st.one_of(st.none(), st.lists(st.text(st.characters(codec="utf-8")), max_size=3)),
    }
)


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    schema = pa.schema(
        [
            ("program", pa.string()),
            ("instruction", pa.string()),
            ("language", pa.string()),
            ("id", pa.int64()),
            ("status", pa.float64()),
            ("tags", pa.list_(pa.string())),
        ]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def by_rows(rows: list[dict[str, Any]], **options: Any) -> Rows:
    """Give what the way through dicts and JSON makes of rows, with all of our columns."""
    found: Rows = []
    for outcome in Generation(**options).run(Row("", 1, 0, row) for row in rows):
        if isinstance(outcome.result, Reject):
            (row,) = read_rows(reject_line(outcome))
            del row["file"], row["line"]
            nothing = ("edit_path", "edit_steps", "n_edits", "sample", "linters", "edit_format")
            found.append({**row, **dict.fromkeys(nothing)})
        else:
            found += read_rows(b"".join(output_lines(outcome)))
    return found


def normal(rows: Rows) -> list[str]:
    return [json.dumps(row, sort_keys=True) for row in rows]


@given(st.lists(COLUMNS, max_size=8), st.integers(1, 3), st.sampled_from(("drop", "keep")))
def test_rows_are_those_of_the_command_line(
    rows: list[dict[str, Any]], samples: int, prose: Any
) -> None:
    schema = Schema(default_language="python", prose=prose)
    options = {"samples": samples, "seed": 3, "schema": schema}
    made = transform(table_of(rows), **options)
    assert normal(made.to_pylist()) == normal(by_rows(rows, **options))


@given(st.lists(COLUMNS, min_size=1, max_size=12), st.integers(1, 5))
def test_how_rows_are_cut_into_batches_never_matters(rows: Rows, size: int) -> None:
    table = table_of(rows)
    whole = transform(table, samples=2, schema=PYTHON, threads=2)
    cut = pa.Table.from_batches(table.to_batches(max_chunksize=size), schema=table.schema)
    assert transform(cut, samples=2, schema=PYTHON, threads=1).equals(whole)
    pieces = [transform(batch, samples=2, schema=PYTHON) for batch in cut.to_batches()]
    assert pa.Table.from_batches(pieces, schema=whole.schema).equals(whole)
    # A slice has its first row somewhere in its buffers.
    later = transform(table.slice(1), samples=2, schema=PYTHON)
    assert (
        later.to_pylist()
        == pa.concat_tables(
            [
                transform(table.slice(place, 1), samples=2, schema=PYTHON)
                for place in range(1, len(rows))
            ]
            or [later]
        ).to_pylist()
    )


def test_same_kind_comes_back() -> None:
    columns = {"program": [PROGRAM, "def ("], "id": [1, 2]}
    table = pa.table(columns)
    wanted = transform(table, schema=PYTHON)
    assert wanted["status"].to_pylist() == ["ok", "rejected"]
    assert wanted["reason"].to_pylist() == [None, "syntax-error"]
    (batch,) = table.to_batches()
    made = transform(batch, schema=PYTHON)
    assert isinstance(made, pa.RecordBatch)
    assert pa.table([*made.columns], made.schema.names).equals(wanted)
    frame = transform(pl.DataFrame(columns), schema=PYTHON)
    assert isinstance(frame, pl.DataFrame)
    assert frame.to_dicts() == wanted.to_pylist()
    stream = transform(pa.RecordBatchReader.from_batches(table.schema, [batch]), schema=PYTHON)
    assert isinstance(stream, pa.RecordBatchReader)
    assert stream.read_all().equals(wanted)

    class Foreign:
        def __arrow_c_array__(self, schema: object = None) -> object:
            return batch.__arrow_c_array__(schema)

    assert pa.table(transform(Foreign(), schema=PYTHON)).equals(wanted)


@pytest.mark.parametrize(
    "kind",
    [
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.binary_view(),
        pa.dictionary(pa.int8(), pa.string()),
    ],
    ids=str,
)
def test_texts_of_any_type(kind: pa.DataType) -> None:
    table = pa.table({"program": pa.array([PROGRAM, None, PROGRAM]), "language": ["python"] * 3})
    wanted = transform(table, samples=2)
    odd = table.set_column(0, "program", table["program"].cast(pa.string()).cast(kind))
    made = transform(odd, samples=2)
    assert made.schema.field("program").type == kind
    added = [name for name in wanted.schema.names if name != "program"]
    assert made.select(added).to_pylist() == wanted.select(added).to_pylist()


def test_bytes_that_are_no_text_are_one_reject() -> None:
    broken = pa.Array.from_buffers(
        pa.string(),
        2,
        [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\5\0\0\0"), pa.py_buffer(b"\xffa=1\n")],
    )
    made = transform(
        pa.table({"program": broken, "id": [1, 2]}).select(["id", "program"]), schema=PYTHON
    )
    assert made["reason"].to_pylist() == ["invalid-utf8", None]
    assert made["id"].to_pylist() == [1, 2]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([1], "not-text"),
        ([["a"]], "not-text"),
        ([None], "not-text"),
        ([{"a": 1}], "not-text"),
        ([[]], "not-text"),
    ],
)
def test_odd_columns_are_rejects(values: list[Any], reason: str) -> None:
    made = transform(pa.table({"program": values}), schema=PYTHON)
    assert made["reason"].to_pylist() == [reason]
    assert made["program"].to_pylist() == values


def test_frame_without_rows_or_columns() -> None:
    empty = transform(pa.table({"program": pa.array([], pa.string())}))
    assert len(empty) == 0
    assert "edit_path" in empty.schema.names
    assert len(transform(pa.table({}))) == 0
    made = transform(pa.table({"id": [1, 2]}))
    assert made["reason"].to_pylist() == ["missing-column"] * 2


def test_columns_with_our_names_stay() -> None:
    table = pa.table(
        {"program": [PROGRAM], "status": [5], "source_status": ["x"], "language": ["py"]}
    )
    made = transform(table)
    assert made["source_source_status"].to_pylist() == [5]
    assert made["source_status"].to_pylist() == ["x"]
    assert made["language"].to_pylist() == ["python"]
    assert "source_language" not in made.schema.names
    other = transform(table, schema=Schema(language="lang", default_language="python"))
    assert other["source_language"].to_pylist() == ["py"]


SHARED = [{"from": "human", "value": "Write it."}, {"from": "gpt", "value": FENCED}]
CHAT = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Write it."},
    {"role": "assistant", "content": FENCED},
]


@pytest.mark.parametrize(
    ("row", "instruction"),
    [
        ({"messages": CHAT}, "Be brief.\n\nWrite it."),
        ({"conversations": SHARED}, "Write it."),
        ({"prompt": CHAT[:2], "completion": CHAT[2:]}, "Be brief.\n\nWrite it."),
        ({"messages": CHAT, "instruction": "Do."}, "Do."),
        ({"program": PROGRAM, "prompt": CHAT[1:2]}, "Write it."),
    ],
)
def test_chats(row: dict[str, Any], instruction: str) -> None:
    wanted = transform(
        pa.table({"program": [PROGRAM], "instruction": [instruction]}), schema=PYTHON
    )
    made = transform(pa.Table.from_pylist([row]), schema=PYTHON)
    assert made["row_id"].to_pylist() == wanted["row_id"].to_pylist()
    assert made["edit_path"].to_pylist() == wanted["edit_path"].to_pylist()
    assert normal(made.to_pylist()) == normal(by_rows([row], schema=PYTHON))


def test_chat_without_an_answer() -> None:
    made = transform(pa.Table.from_pylist([{"messages": CHAT[:2]}]), schema=PYTHON)
    assert made["reason"].to_pylist() == ["no-answer"]


def test_prose_is_kept_if_asked() -> None:
    table = pa.table({"response": [FENCED, PROGRAM, "def (:\n```python\ndef (\n```"]})
    assert "prose" not in transform(table).schema.names
    made = transform(table, schema=Schema(prose="keep", default_language="python"))
    assert made["prose"].to_pylist() == ["Look:\n\nDone.", None, "def (:"]
    with pytest.raises(ConfigError, match="prose"):
        Schema(prose="some")  # type: ignore[arg-type]


def test_sequences_are_those_of_sample() -> None:
    made = transform(pa.table({"program": [PROGRAM]}), samples=3, seed=5, schema=PYTHON)
    wanted = sample(PROGRAM, n=3, seed=5)
    assert made["edit_steps"].to_pylist() == [seq.steps.tolist() for seq in wanted]
    assert made["edit_path"].to_pylist() == [seq.render() for seq in wanted]
    assert made["sample"].to_pylist() == [0, 1, 2]


@pytest.mark.parametrize("name", ["v4a", "whole", "search-replace", "anchored"])
def test_every_format(name: str) -> None:
    made = transform(pa.table({"program": [PROGRAM], "language": ["python"]}), format=name)
    (edits,) = made["edit_path"].to_pylist()
    assert edits == sample(PROGRAM)[0].render(name)
    assert apply(edits, format=name) == PROGRAM
    assert made["edit_format"].to_pylist() == [name]


def test_formats_and_linters_of_python() -> None:
    class Steps:
        name = "test-steps"

        def render(self, sequence: Any) -> list[str]:
            return [edit.text for edit in sequence.edits]

        def split(self, text: str) -> list[str]:
            return [text]

        def apply(self, base: str, edits: Any) -> Any:
            return base + "".join(edits), ()

    register_format(Steps(), replace=True)
    table = pa.table({"program": [PROGRAM, "def (", PROGRAM], "language": ["python"] * 3})
    plain = transform(table, samples=2)
    foreign = transform(table, samples=2, format="test-steps")
    assert foreign["edit_steps"].equals(plain["edit_steps"])
    guided = transform(table, Config(linters=("pyflakes",)), samples=2)
    assert guided["status"].to_pylist() == plain["status"].to_pylist()
    assert guided["linters"].to_pylist()[0][0].startswith("pyflakes ")


def test_what_is_no_frame_says_so() -> None:
    with pytest.raises(FrameError, match="from_pylist"):
        transform([{"program": "a"}])
    with pytest.raises(FrameError, match="collect"):
        transform(pl.LazyFrame({"program": ["a"]}))

    class Liar:
        def __arrow_c_stream__(self, schema: object = None) -> object:
            return "no capsule"

    with pytest.raises(FrameError, match="capsules"):
        transform(Liar())
    with pytest.raises(FrameError):
        transform(pa.array([1, 2]))


def test_transform_travels() -> None:
    made = Transform(config=Config(max_edits=3), seed=7, schema=PYTHON)
    again = pickle.loads(pickle.dumps(made))  # noqa: S301
    assert again == made
    assert hash(again) == hash(made)
    other = pickle.dumps(made).replace(b"0.1.0", b"0.0.1")
    with pytest.raises(ConfigError, match=r"comes from lintseq 0\.0\.1"):
        pickle.loads(other)  # noqa: S301
    table = pa.table({"program": [PROGRAM]})
    assert again(table).equals(made(table))


def test_real_rows_as_by_the_command_line(
    all_rows: Callable[[str], Rows], run_command: RunCommand, write_rows: Callable[..., Any]
) -> None:
    rows = all_rows("humaneval_x")[::7]
    done = run_command("generate", write_rows(*rows), "-o", "-", "--samples", "2", "--quiet")
    wanted = [
        {name: value for name, value in row.items() if name not in ("file", "line")}
        for row in read_rows(done.stdout)
    ]
    made = transform(pa.Table.from_pylist(rows), samples=2).to_pylist()
    sampled = [row for row in made if row["status"] == "ok"]
    assert len(made) == len(wanted)
    assert normal(sampled) == normal([row for row in wanted if row["status"] == "ok"])


@pytest.mark.parametrize(
    "column",
    [
        pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())),
        pa.array([{"x": [1]}, {"x": None}]),
        pa.array([b"x", None], pa.binary(1)),
        pa.array([None, None]),
        pa.array(["a", "a"]).dictionary_encode(),
        pc.run_end_encode(pa.array(["a", "a"])),
    ],
    ids=lambda column: str(column.type),
)
def test_columns_of_any_type_stay(column: pa.Array) -> None:
    table = pa.table({"program": [PROGRAM, "def ("], "other": column})
    made = transform(table, samples=2, schema=PYTHON)
    first, second = column.to_pylist()
    assert made["other"].type == column.type
    assert made["other"].to_pylist() == [first, first, second]


def test_a_stream_that_python_makes() -> None:
    class Stream:
        def __init__(self, *, breaks: bool) -> None:
            self.breaks = breaks

        def batches(self) -> Iterator[pa.RecordBatch]:
            yield from (pa.record_batch({"program": [f"a = {number}\n"]}) for number in range(3))
            if self.breaks:
                raise RuntimeError("the source broke")

        def __arrow_c_stream__(self, schema: object = None) -> object:
            fields = pa.schema([("program", pa.string())])
            return pa.RecordBatchReader.from_batches(fields, self.batches()).__arrow_c_stream__()

    made = pa.table(transform(Stream(breaks=False), schema=PYTHON))
    assert made["status"].to_pylist() == ["ok"] * 3
    with pytest.raises(FrameError, match="the source broke"):
        transform(Stream(breaks=True), schema=PYTHON)
