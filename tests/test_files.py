from __future__ import annotations

import gzip
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from lintseq import MissingExtraError
from lintseq.errors import InputError, OutputError
from lintseq.files import InputFile, OutputFile

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = b"".join(b"line %d\r of \xc3\xa9\x00\n" % number for number in range(50_000)) + b"no end"
SQUEEZE: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gz": gzip.compress,
    "two-gz": lambda data: gzip.compress(data[:999]) + gzip.compress(data[999:]),
    "zst": zstandard.ZstdCompressor().compress,
    "two-zst": lambda data: zstandard.compress(data[:999]) + zstandard.compress(data[999:]),
}


def lines(path: Path) -> list[bytes]:
    with InputFile(str(path)) as file:
        found = list(file.lines())
        assert file.fraction in (1.0, None)
    return found


@pytest.mark.parametrize("kind", SQUEEZE)
def test_content_tells_the_compression(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(SQUEEZE[kind](TEXT))
    assert lines(path) == [*(line + b"\n" for line in TEXT.split(b"\n")[:-1]), b"no end"]


PIECES = st.sampled_from((b"a", b"\n", b"\r\n", b"\x0c", b"\xff", b"xyz" * 99))


@given(st.lists(PIECES, max_size=40))
def test_only_line_feed_ends_a_line(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    path = tmp_path_factory.getbasetemp() / "pieces"
    path.write_bytes(b"".join(pieces))
    found = lines(path)
    assert b"".join(found) == b"".join(pieces)
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in found[:-1])
    assert all(found)


def test_empty_file_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    assert lines(path) == []


@pytest.mark.parametrize("kind", ["gz", "zst"])
@pytest.mark.parametrize("damage", ["cut", "spoiled"])
def test_damaged_file_gives_what_can_be_read(tmp_path: Path, kind: str, damage: str) -> None:
    packed = SQUEEZE[kind](os.urandom(300_000).hex().encode() + b"\n" + TEXT)
    half = len(packed) // 2
    path = tmp_path / "file"
    path.write_bytes(packed[:half] if damage == "cut" else packed[:half] + b"\xaa" * (half + 1))
    found = []
    with InputFile(str(path)) as file:
        rest = file.lines()
        with pytest.raises(InputError, match=r"file: damaged after line \d+: "):
            found.extend(rest)
    assert found or damage == "spoiled"


def test_missing_zstandard_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(zstandard.compress(b"text"))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'lintseq\[zstd\]'"):
        InputFile(str(path))
    with pytest.raises(MissingExtraError):
        OutputFile(str(tmp_path / "out.zst"))
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_output_appears_when_it_is_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out.jsonl{suffix}"
    with OutputFile(str(path)) as file:
        for number in range(50_000):
            file.write(f"{number} é\n".encode())
        assert not path.exists()
        file.commit()
        assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert lines(path) == [f"{number} é\n".encode() for number in range(50_000)]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_same_rows_give_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    contents = set()
    for name in ("a", "b"):
        path = tmp_path / f"{name}{suffix}"
        with OutputFile(str(path)) as file:
            file.write(b"text\n" * 1000)
            file.commit()
        contents.add(path.read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_abandoned_output_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_bytes(b"old")
    with OutputFile(str(path)) as file:
        file.write(b"new\n" * 100_000)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_output_keeps_permissions_and_links(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.touch(mode=0o640)
    target.chmod(0o640)
    link.symlink_to(target)
    with OutputFile(str(link)) as file:
        file.write(b"new")
        file.commit()
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_new_output_has_usual_permissions(tmp_path: Path) -> None:
    usual, ours = tmp_path / "usual", tmp_path / "ours"
    usual.touch()
    with OutputFile(str(ours)) as file:
        file.commit()
    assert ours.stat().st_mode == usual.stat().st_mode


def test_output_that_cannot_be_created(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*: No such file or directory"):
        OutputFile(str(tmp_path / "nowhere" / "out"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("size", [10, 10_000_000])
def test_full_device_is_an_error(size: int) -> None:
    def write() -> None:
        with OutputFile("/dev/full") as file:
            file.write(b"x" * size)
            file.commit()

    with pytest.raises(OutputError, match="cannot write /dev/full: No space left"):
        write()
