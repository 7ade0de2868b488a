"""What is particular to datatrove: pipelines, executors, exclusion writers, statistics."""

from __future__ import annotations

import gzip
import json
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import lintseq
from conftest import TRANSFORM, WHY, canonical, rows_named

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("datatrove", reason=WHY)

from datatrove.data import Document, Media
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from lintseq.engines.datatrove import Generate, generate


def written(folder: Path) -> list[dict[str, Any]]:
    rows = []
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines]
    return rows


def test_a_run_of_two_workers_loses_nothing(tmp_path: Path) -> None:
    # The reader takes the column "id", passes over rows without a text, and says where it read;
    # the writer leaves out an id of 0.
    rows = [row for row in rows_named("made") if row["program"]]
    (tmp_path / "in").mkdir()
    for number in range(2):
        lines = "".join(json.dumps(row) + "\n" for row in rows[number::2])
        (tmp_path / "in" / f"{number}.jsonl").write_text(lines)
    executor = LocalPipelineExecutor(
        [
            JsonlReader(str(tmp_path / "in"), text_key="program"),
            Generate(TRANSFORM, JsonlWriter(str(tmp_path / "rejects"))),
            JsonlWriter(str(tmp_path / "out")),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "logs"),
    )
    (stats,) = (step.stats for step in executor.run().stats if "lintseq" in step.name)
    made = [
        {"program": row["text"], "id": row.get("id", 0), **row["metadata"]}
        for folder in ("out", "rejects")
        for row in written(tmp_path / folder)
    ]
    for row in made:
        del row["file_path"]
    import pyarrow as pa

    wanted = lintseq.transform(pa.Table.from_pylist(rows), samples=2, seed=3).to_pylist()
    assert canonical(made) == canonical(wanted)
    rejects = written(tmp_path / "rejects")
    assert {row["metadata"]["status"] for row in rejects} == {"rejected"}
    assert stats["documents"].total == len(rows)
    assert stats["rejected"].total == len(rejects)
    assert stats["ok"].total == len(wanted) - len(rejects)


def test_documents_keep_what_they_have() -> None:
    when = object()  # no kind of value is in the way
    media = [Media("m", 0, "https://example.org")]
    given = {"program": "other", "status": 5, "when": when, "mixed": {"a": 1}}
    document = Document("a = 1\nb = a\n", "name", media, {**given, "language": "py"})
    made = list(generate([document], TRANSFORM))
    assert [one.metadata["sample"] for one in made] == [0, 1]
    for one in made:
        assert (one.text, one.id, one.media) == ("a = 1\nb = a\n", "name", media)
        assert one.metadata["program"] == "other"
        assert one.metadata["source_status"] == 5
        assert one.metadata["when"] is when
        assert one.metadata["language"] == "python"
    assert document.metadata == {**given, "language": "py"}


def test_rejects_are_passed_on_without_a_writer() -> None:
    documents = [Document("def (", str(number), metadata={}) for number in range(600)]
    schema = lintseq.Schema(program="code", default_language="python")
    made = list(generate(documents, replace(TRANSFORM, schema=schema), batch_size=7))
    assert [one.id for one in made] == [str(number) for number in range(600)]
    assert {one.metadata["reason"] for one in made} == {"syntax-error"}
    assert list(generate([])) == []


def test_steps_travel() -> None:
    step = pickle.loads(pickle.dumps(Generate(TRANSFORM)))  # noqa: S301
    (document, _) = step.run([Document("a = 1\n", "0", metadata={"language": "python"})])
    assert document.metadata["n_edits"] == 1
