from __future__ import annotations

import json
import statistics
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from conftest import PROGRAM, PYTHON
from lintseq import sample
from lintseq.generation import Generation
from lintseq.row import Row
from lintseq.summary import Distribution, Summary


@given(st.lists(st.integers(0, 50)))
def test_distribution(values: list[int]) -> None:
    found = Distribution(Counter(values))
    if values:
        assert found.mean is not None
        assert abs(found.mean - statistics.fmean(values)) < 1e-9
        assert found.median == statistics.median(values)
    else:
        assert found.mean is found.median is None


def test_summary_counts_rows() -> None:
    columns = [{"program": PROGRAM}, {"program": ""}, {}, {"program": ""}]
    rows = [Row("rows.jsonl", line, line - 1, row) for line, row in enumerate(columns, 1)]
    summary = Summary()
    for outcome in Generation(schema=PYTHON, samples=2).run(rows):
        summary.count(outcome)
    report = json.loads(json.dumps(summary.report()))
    assert (report["rows"], report["rows_sampled"], report["rows_rejected"]) == (4, 1, 3)
    assert report["sequences"] == 2
    assert report["rejects"] == {"empty": 2, "missing-column": 1}
    assert report["edits_per_sequence"]["mean"] == statistics.fmean(map(len, sample(PROGRAM, n=2)))
    assert summary.first_reject == "rows.jsonl, line 2: empty: the program is empty"
    assert "4 rows in, 2 sequences out, 3 rejected" in summary.text()


def test_summary_of_nothing() -> None:
    assert "0 rows in, 0 sequences out, 0 rejected" in Summary().text()
    assert Summary().report()["edits_per_sequence"] == {"mean": None, "median": None}
