"""The examples of docs/scaling.md run as they stand there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import WHY, rows_named, table_of

parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "scaling.md"
# Not "python": the other documents' tests would run them where there are no engines.
_EXAMPLES = re.findall(r"^```py\n(.*?)^```", _DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def engine_of(example: str) -> str:
    found = re.search(r"^from lintseq\.engines\.(\w+)", example, re.MULTILINE)
    found = found or re.search(r"^import (\w+)$", example, re.MULTILINE)
    assert found, example
    return found[1]


def test_every_engine_has_an_example() -> None:
    folder = Path(__file__).resolve().parents[2] / "python" / "lintseq" / "engines"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "layout", "rows", "task"}
    assert modules <= {engine_of(example) for example in _EXAMPLES}


@pytest.mark.parametrize("example", _EXAMPLES, ids=engine_of)
def test_examples_run(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    engine = engine_of(example)
    pytest.importorskip({"spark": "pyspark"}.get(engine, engine), reason=WHY)
    if engine in ("ray", "spark"):
        request.getfixturevalue(engine)  # small, and ended with the tests
    rows = rows_named("made")[:20]
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    parquet.write_table(table_of(rows), "in/part.parquet")
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    Path("in/part.jsonl").write_text(lines, encoding="utf-8")
    # Workers are in other folders.
    code = re.sub(r"(?<=[\"'])(?=(in|out|cache)[/\"'])", f"{tmp_path}/", example)
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(code, str(_DOCUMENT), "exec"), names)  # noqa: S102 - our own document
    assert len(example.splitlines()) < 10
    assert any(path.is_file() and path.stat().st_size for path in Path("out").rglob("*"))
