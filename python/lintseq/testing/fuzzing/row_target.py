"""Rows: as many come out as went in, each with its sequences or its reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lintseq.config import Config
from lintseq.generation import Generation
from lintseq.language import require_language
from lintseq.record import output_rows
from lintseq.row import Row, encode_columns
from lintseq.schema import Schema
from lintseq.sequence import Reject
from lintseq.testing.fuzzing.target import Case, Outcome
from lintseq.testing.oracle import BrokenPromise
from lintseq.testing.rows import rows
from lintseq.verification import check_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from hypothesis.strategies import SearchStrategy

__all__ = ["RowTarget"]


class RowTarget:
    """Rows with programs in one language.

    Args:
        subject: The language.
    """

    kind = "rows"

    def __init__(self, subject: str) -> None:
        self.subject = self.language = require_language(subject)

    def cases(self, sources: Sequence[str]) -> SearchStrategy[Case]:
        """Give batches of rows, with formats and seeds."""
        del sources  # rows are about what is around programs
        from lintseq.formats.native import NATIVE_FORMATS  # noqa: PLC0415

        return st.fixed_dictionaries(
            {
                "rows": st.lists(rows(self.language), min_size=1, max_size=4),
                "format": st.sampled_from(sorted(NATIVE_FORMATS)),
                "samples": st.integers(1, 2),
                "seed": st.integers(0, 2**64 - 1),
            }
        )

    def check(self, case: Case) -> Outcome:
        """Make sequences of the rows, together and alone, and verify what comes out."""
        # One that was split in halves by JSON is still a row.
        given = [
            Row("cases", number, number - 1, columns)
            for number, columns in enumerate(case["rows"], 1)
        ]
        generation = Generation(
            # Any text at all may be a row's program, see `LanguageTarget`.
            config=Config(reparse="always"),
            format=case["format"],
            samples=case["samples"],
            seed=case["seed"],
            threads=1,
        )
        outcomes = list(generation.run(given))
        broken: list[BrokenPromise] = []
        if [outcome.row for outcome in outcomes] != given:
            broken.append(BrokenPromise("rows", f"{len(given)} rows in, {len(outcomes)} out"))
        for row, outcome in zip(given, outcomes, strict=False):
            made = list(output_rows(outcome, generation))
            alone = next(iter(generation.run([row])))
            if list(output_rows(alone, generation)) != made:
                broken.append(BrokenPromise("reproducible", f"row {row.line} alone is another"))
            broken += self._verified(row, made, case)
        reasons = {
            outcome.result.reason for outcome in outcomes if isinstance(outcome.result, Reject)
        }
        return Outcome(tuple(broken), frozenset(f"reject {reason}" for reason in reasons))

    def _verified(
        self, row: Row, made: Sequence[dict[str, Any]], case: Case
    ) -> Iterator[BrokenPromise]:
        statuses = [(one["status"], bool(one["reason"] and one["detail"])) for one in made]
        if statuses not in ([("ok", False)] * case["samples"], [("rejected", True)]):
            yield BrokenPromise("rows", f"row {row.line} becomes {statuses}")
            return
        for one in made:
            if any(name not in one for name in row.columns):
                yield BrokenPromise("rows", f"row {row.line} loses a column: {sorted(one)}")
            if one["status"] == "ok":
                columns = json.loads(encode_columns(one))
                for failure in check_row(Row("made", 1, 0, columns), Schema()):
                    yield BrokenPromise(
                        "rows", f"row {row.line}: {failure.check}: {failure.detail}"
                    )
