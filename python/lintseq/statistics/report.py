"""What was counted, as plain values: what the text, the JSON and the page are made of."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lintseq.statistics.histogram import summarize
from lintseq.statistics.survey import END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lintseq.statistics.source import Source
    from lintseq.statistics.survey import Reason, Survey

__all__ = ["report_of"]


def report_of(sources: Sequence[Source], survey: Survey) -> dict[str, Any]:
    """Give all numbers of sources that were read.

    Args:
        sources: The sources.
        survey: What was counted of them.
    """
    sampled = sum(tally.rows_sampled for tally in survey.languages.values())
    rejected = survey.n_rejects
    rows = sampled + rejected
    positions = survey.position.counts
    return {
        "sources": [source.facts() for source in sources],
        "rows": rows,
        "rows_sampled": sampled,
        "rows_rejected": rejected,
        "coverage": _share(sampled, rows),
        "sequences": survey.n_sequences,
        "edits": sum(edits * count for edits, count in survey.edits.counts.items()),
        "program_bytes": survey.program_bytes,
        "edit_bytes": survey.edit_bytes,
        "text_ratio": _share(survey.edit_bytes, survey.program_bytes),
        "edits_at_end": _share(positions[END], positions.total()),
        "distinct": {
            "programs": survey.programs.number,
            "sequences": survey.sequences.number,
            "exact": survey.programs.exact and survey.sequences.exact,
        },
        "languages": _languages(survey),
        "edit_formats": dict(survey.formats.most_common()),
        "rejects": _reasons(survey.rejects),
        "unreadable": _reasons(survey.unreadable),
        "distributions": {
            "edits_per_sequence": summarize(survey.edits),
            "lines_per_edit": summarize(survey.lines),
            "lines_per_program": summarize(survey.program_lines),
            "text_percent": summarize(survey.ratio),
            "edit_position": summarize(survey.position),
            "sequences_per_row": summarize(survey.samples),
            "distinct_per_row": summarize(survey.different),
        },
        "unread_sequences": survey.unread_sequences,
        "damage": [damage for source in sources for damage in source.damage],
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _languages(survey: Survey) -> dict[str, dict[str, Any]]:
    """Give what there is of each language, the one with the most rows first."""

    def weight(item: tuple[str, Any]) -> tuple[int, str]:
        name, tally = item
        return (-tally.rows_sampled - tally.rows_rejected, name)

    found = {}
    for name, tally in sorted(survey.languages.items(), key=weight):
        rows = tally.rows_sampled + tally.rows_rejected
        share = _share(tally.rows_sampled, rows)
        found[name] = {"rows": rows, **asdict(tally), "coverage": share}
    return found


def _reasons(reasons: dict[str, Reason]) -> dict[str, dict[str, Any]]:
    ordered = sorted(reasons.items(), key=lambda item: (-item[1].rows, item[0]))
    return {name: asdict(reason) for name, reason in ordered}
