"""Data sets in LLaMA-Factory's own reader, and our options in its arguments."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import fields
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from conftest import WHY
from lintseq.cli import execute
from lintseq.training import make_shape, setup_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

yaml = pytest.importorskip("yaml", reason=WHY)
llamafactory = pytest.importorskip("llamafactory", reason=WHY)


@pytest.fixture
def _parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Import parts of it without the whole, which needs other versions of what is here."""
    spec = importlib.util.find_spec("llamafactory")
    assert spec
    assert spec.submodule_search_locations
    for name in ("data", "hparams"):
        part = ModuleType(f"llamafactory.{name}")
        part.__path__ = [f"{folder}/{name}" for folder in spec.submodule_search_locations]
        monkeypatch.setitem(sys.modules, part.__name__, part)
    yield
    for name in [name for name in sys.modules if name.startswith("llamafactory.")]:
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.mark.usefixtures("_parts")
@pytest.mark.parametrize("shape", ["alpaca", "sharegpt"])
def test_data_sets_are_read_as_they_are_meant(
    shape: str, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    from llamafactory.data.converter import get_dataset_converter  # noqa: PLC0415 - see _parts
    from llamafactory.data.parser import get_dataset_list  # noqa: PLC0415

    source, output = tmp_path / "rows.jsonl", tmp_path / "edits.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert execute(["export", str(source), "-o", str(output), "--shape", shape, "--quiet"]) == 0
    (found,) = get_dataset_list(["edits"], str(tmp_path))
    assert (found.load_from, found.dataset_name) == ("file", "edits.jsonl")
    convert = get_dataset_converter(found.formatting, found, SimpleNamespace(media_dir=None))
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").split("\n") if line]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        made = convert(line)
        turns = [*made["_prompt"], *made["_response"]]
        assert turns[0] == {"role": "user", "content": row["instruction"]}
        assert [turn["role"] for turn in turns] == ["user", "assistant"] * (len(turns) // 2)
        said = [turn["content"] for turn in turns if turn["role"] == "assistant"]
        wanted = row["edit_path"]
        if shape == "alpaca":
            read = make_shape("prompt-completion").split({"completion": said[0]})
            assert (list(read.edits), len(said)) == (wanted, 1)
        else:
            assert said[1:] == [*wanted[1:], "Done."]
            assert said[0].endswith(wanted[0])


@pytest.mark.usefixtures("_parts")
def test_its_arguments_have_the_options_of_our_lines() -> None:
    from llamafactory.hparams.finetuning_args import FinetuningArguments  # noqa: PLC0415
    from llamafactory.hparams.model_args import ModelArguments  # noqa: PLC0415 - see _parts

    lines = yaml.safe_load(setup_lines("llama-factory"))
    assert lines["add_tokens"] == "<|diff|>"
    known = {field.name for kind in (ModelArguments, FinetuningArguments) for field in fields(kind)}
    assert lines.keys() <= known
