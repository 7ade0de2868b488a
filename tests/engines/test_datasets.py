"""What is particular to Hugging Face Datasets: its cache, its features, its streams."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import lintseq
from conftest import TRANSFORM, WHY, rows_named, table_of

if TYPE_CHECKING:
    from pathlib import Path

datasets = pytest.importorskip("datasets", reason=WHY)

from lintseq.engines.datasets import generate  # noqa: E402 - only where there is datasets


@pytest.fixture
def cached(tmp_path: Path) -> Any:
    """Give a data set that has a cache, as those that are loaded from files have."""
    datasets.Dataset(table_of(rows_named("made"))).save_to_disk(tmp_path / "data")
    return datasets.load_from_disk(tmp_path / "data")


def caches(frame: Any) -> list[str]:
    return sorted(entry["filename"] for entry in frame.cache_files)


def test_the_cache_is_hit_by_the_same_transform_only(cached: Any) -> None:
    first = generate(cached, TRANSFORM)
    again = generate(cached, lintseq.Transform(samples=2, seed=3))
    assert again._fingerprint == first._fingerprint
    assert caches(again) == caches(first)
    others = (
        replace(TRANSFORM, seed=4),
        replace(TRANSFORM, samples=1),
        replace(TRANSFORM, config=lintseq.Config(max_edits=2)),
        replace(TRANSFORM, schema=lintseq.Schema(default_language="python")),
        replace(TRANSFORM, format="v4a"),
    )
    made = [first, *(generate(cached, other) for other in others)]
    assert len({one._fingerprint for one in made}) == len(made)
    assert len({tuple(caches(one)) for one in made}) == len(made)


def test_processes_fill_and_share_the_cache(cached: Any) -> None:
    # The engine had threads in this process before it is forked.
    lintseq.transform(table_of(rows_named("made")), threads=2)
    two = generate(cached, TRANSFORM, num_proc=2)
    assert len(caches(two)) == 2
    again = generate(cached, TRANSFORM, num_proc=2)
    assert caches(again) == caches(two)
    assert again.to_list() == two.to_list()


def test_features_are_kept() -> None:
    features = datasets.Features(
        {
            "program": datasets.Value("large_string"),
            "language": datasets.Value("string"),
            "status": datasets.ClassLabel(names=["bad", "good"]),
            "sample": datasets.List({"a": datasets.Value("int8")}),
        }
    )
    columns = {"program": ["a = 1\n", "("], "language": ["python"] * 2, "status": [1, 0]}
    columns["sample"] = [[{"a": 1}], []]
    frame = datasets.Dataset.from_dict(columns, features=features)
    split = datasets.DatasetDict(train=frame, test=frame.select([]))
    made = generate(split, TRANSFORM)
    assert isinstance(made, datasets.DatasetDict)
    for one in (*made.values(), generate(frame.to_iterable_dataset(), TRANSFORM)):
        assert one.features["source_status"] == features["status"]
        assert one.features["source_sample"] == features["sample"]
        assert one.features["program"] == features["program"]
        assert one.features["edit_steps"] == datasets.List(datasets.Value("int32"))
        assert "source_language" not in one.features
    assert made["train"]["source_status"] == [1, 1, 0]
    assert made["test"].num_rows == 0


def test_streams_of_dicts_may_hold_anything() -> None:
    rows = [
        {"program": "a = 1\n", "language": "python", "extra": 1},
        {"program": 5, "language": "python", "extra": {"x": None}},
        {"program": "b = 2\n", "language": ["python"], "extra": "text"},
    ]
    frame = datasets.IterableDataset.from_generator(lambda: iter(rows))
    made = list(generate(frame, replace(TRANSFORM, samples=1)))
    assert [row["reason"] for row in made] == [None, "not-text", "not-text"]
    assert [row["extra"] for row in made] == [row["extra"] for row in rows]


def test_other_frames_are_refused() -> None:
    with pytest.raises(lintseq.FrameError, match=r"takes .*Dataset or .*, not list"):
        generate([{"program": "a"}])
    frame = datasets.Dataset.from_dict({"program": ["a"]})
    with pytest.raises(lintseq.ConfigError, match="must be a lintseq"):
        generate(frame, lintseq.Config())
