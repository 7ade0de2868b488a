"""Data sets: files of any kind and place, entered at any row."""

from __future__ import annotations

import gzip
import json
import sys
from typing import TYPE_CHECKING, Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintseq.columnar.parquet import Batch
from lintseq.dataset import Dataset, Fingerprint, expand_inputs
from lintseq.errors import InputError, MissingExtraError
from lintseq.location import is_url
from lintseq.row import BadRow, Row

if TYPE_CHECKING:
    from pathlib import Path

    from lintseq.dataset import RowReader

SIZES = (7, 0, 1500, 40)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Files of numbered rows, Parquet and JSON lines in turn."""
    folder = tmp_path_factory.mktemp("rows")
    found = []
    begin = 0
    for place, size in enumerate(SIZES):
        rows = [{"n": begin + number, "text": "é" * (number % 9)} for number in range(size)]
        begin += size
        path = folder / f"{place}.data"
        if place % 2:
            path.write_bytes(
                gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
            )
        else:
            schema = pa.schema([("n", pa.int32()), ("text", pa.dictionary(pa.int8(), pa.string()))])
            pq.write_table(pa.Table.from_pylist(rows, schema), path, row_group_size=400)
        found.append(str(path))
    return tuple(found)


def everything(reader: RowReader, count: int = sys.maxsize) -> list[Any]:
    rows = list(reader.take(count))
    assert all(isinstance(row, Row) for row in rows)
    return [row.columns["n"] for row in rows]


@given(
    st.lists(st.tuples(st.sampled_from(["skip", "take", "take_batches"]), st.integers(0, 700))),
    st.none() | st.integers(0, 1600),
)
def test_skipping_is_the_same_as_reading(
    paths: tuple[str, ...], moves: list[tuple[str, int]], limit: int | None
) -> None:
    there = list(range(sum(SIZES)))[:limit]
    reader = Dataset(paths, limit).reader()
    place = 0
    for move, count in moves:
        wanted = there[place : place + count]
        if move == "skip":
            assert reader.skip(count) == len(wanted)
        elif move == "take":
            assert everything(reader, count) == wanted
        else:
            found = [
                number
                for piece in reader.take_batches(count)
                for number in (
                    piece.rows.column("n").to_pylist()
                    if isinstance(piece, Batch)
                    else [piece.columns["n"]]
                )
            ]
            assert found == wanted
        place += len(wanted)
        assert reader.position == place
    assert everything(reader) == there[place:]
    assert reader.damage == []
    reader.close()


def test_rows_know_their_place(paths: tuple[str, ...]) -> None:
    rows = list(Dataset(paths).reader().take(10))
    assert [(row.source, row.line, row.index) for row in rows[6:9]] == [
        (paths[0], 7, 6),
        (paths[2], 1, 0),
        (paths[2], 2, 1),
    ]


def test_the_number_of_rows_is_known_of_parquet(paths: tuple[str, ...]) -> None:
    assert Dataset((paths[0], paths[2])).count() == SIZES[0] + SIZES[2]
    assert Dataset((paths[0], paths[2]), 9).count() == 9
    assert Dataset(paths).count() is None
    assert Dataset(("-",)).count() is None


def test_urls_are_read_as_paths_are(paths: tuple[str, ...]) -> None:
    system = fsspec.filesystem("memory")
    names = []
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 - a name
            names.append(f"memory:///rows/{path.rpartition('/')[2]}")
            system.pipe(names[-1], file.read())
    assert expand_inputs(["memory://rows/*.data"]) == tuple(names)
    assert expand_inputs([f"file://{paths[0].rpartition('/')[0]}/[02].*"]) == (
        f"file://{paths[0]}",
        f"file://{paths[2]}",
    )
    reader = Dataset(tuple(names)).reader()
    assert reader.skip(100) == 100
    assert everything(reader) == list(range(100, sum(SIZES)))
    for path, name in zip(paths, names, strict=True):
        here, there = Fingerprint.of(path), Fingerprint.of(name)
        assert (here.bytes, here.digest) == (there.bytes, there.digest)
    system.rm("/rows", recursive=True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("memory://nowhere/rows.parquet", "no such file"),
        ("nothing-of-the-kind://rows.parquet", "nothing-of-the-kind"),
        ("rows.parquet", "No such file"),
    ],
)
def test_what_is_not_there_is_said(name: str, said: str) -> None:
    reader = Dataset((name,)).reader()
    assert list(reader.take(9)) == []
    assert len(reader.damage) == 1
    assert name in reader.damage[0]
    assert said in reader.damage[0]
    with pytest.raises(InputError, match=said):
        Fingerprint.of(name)


def test_patterns_that_stand_for_nothing() -> None:
    for pattern in ("memory://nowhere/*.parquet", "nowhere/*.parquet"):
        with pytest.raises(InputError, match="no file has such a name"):
            expand_inputs([pattern])
    with pytest.raises(InputError, match="nothing-of-the-kind"):
        expand_inputs(["nothing-of-the-kind://*.parquet"])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("s3://bucket/a.parquet", True),
        ("hf://datasets/a/b", True),
        ("zip://a.jsonl::https://place/b.zip", True),
        ("C:/a.parquet", False),
        ("a.jsonl", False),
        ("./a://b", False),
    ],
)
def test_urls_are_told_from_paths(name: str, wanted: bool) -> None:  # noqa: FBT001
    assert is_url(name) is wanted


def test_what_is_not_installed_is_said(
    paths: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match=r"lintseq\[fsspec\]"):
        list(Dataset(("memory://a",)).reader().take(1))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"lintseq\[parquet\]"):
        list(Dataset(paths).reader().take(1))


def spoiled(folder: Path, *, groups: int) -> tuple[str, int]:
    """A file of 3,000 rows whose second row group is damaged; gives it and its readable rows."""
    path = folder / "spoiled.parquet"
    table = pa.table({"n": range(3000), "text": [f"{number:09}" * 9 for number in range(3000)]})
    size = 3000 // groups
    pq.write_table(table, path, row_group_size=size, use_dictionary=False, write_page_checksum=True)
    column = pq.ParquetFile(path).metadata.row_group(1).column(1)
    content = bytearray(path.read_bytes())
    middle = column.data_page_offset + column.total_compressed_size // 2
    content[middle : middle + 20] = b"\xaa" * 20
    path.write_bytes(content)
    return str(path), size


@pytest.mark.parametrize("begin", [0, 500, 1100, 1999, 2500])
def test_damaged_rows_keep_their_place(tmp_path: Path, begin: int) -> None:
    path, size = spoiled(tmp_path, groups=3)
    reader = Dataset((path,)).reader()
    assert reader.skip(begin) == begin
    rows = list(reader.take(sys.maxsize))
    assert [row.index for row in rows] == list(range(begin, 3000))
    whole = list(Dataset((path,)).reader().take(sys.maxsize))
    assert rows == whole[begin:]
    bad = [row for row in whole if isinstance(row, BadRow)]
    assert bad
    assert {row.reason for row in bad} == {"damaged"}
    assert bad[-1].index == 2 * size - 1
    assert all(row.index >= size for row in bad)
    assert "damaged after row" in bad[0].detail


def test_a_file_without_its_end_gives_nothing(tmp_path: Path, paths: tuple[str, ...]) -> None:
    path = tmp_path / "cut.parquet"
    with open(paths[2], "rb") as file:  # noqa: PTH123 - a name
        path.write_bytes(file.read()[:-9])
    reader = Dataset((str(path), paths[0])).reader()
    assert everything(reader) == list(range(SIZES[0]))
    assert len(reader.damage) == 1
    assert "cut.parquet: damaged" in reader.damage[0]


def test_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.parquet"
    pq.write_table(pa.table([[1], [2]], names=["n", "n"]), path)
    reader = Dataset((str(path),)).reader()
    assert everything(reader) == []
    assert "two columns are named 'n'" in reader.damage[0]


def test_text_that_is_none_sets_its_row_apart(tmp_path: Path) -> None:
    path = tmp_path / "text.parquet"
    valid, offsets, data = pa.array([b"fine", b"\xff\xfe", None, b"too"]).buffers()
    text = pa.StringArray.from_buffers(4, offsets, data, valid)
    pq.write_table(pa.table({"n": [0, 1, 2, 3], "text": text}), path)
    rows = list(Dataset((str(path),)).reader().take(9))
    assert [row.columns["n"] for row in rows] == [0, 1, 2, 3]
    bad = rows[1]
    assert isinstance(bad, BadRow)
    assert (bad.reason, bad.columns) == ("invalid-utf8", {"n": 1, "text": "//4="})
    assert [row.columns["text"] for row in rows if isinstance(row, Row)] == ["fine", None, "too"]
