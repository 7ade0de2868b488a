"""How much the samples of a problem differ: by text, and by structure."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lintseq import _core

if TYPE_CHECKING:
    from lintseq.evaluation.evaluator import Evaluation

__all__ = ["Diversity", "structure_of"]


def structure_of(program: str, language: str) -> str | None:
    """Give what is left of a program without names, what constants say, comments and layout.

    These are the kinds of its syntax nodes, operators and keywords, each with its depth. Constants
    of another kind differ, such as a number and a string, and so do true and false.

    Args:
        program: The program.
        language: Its language, any that lintseq knows.

    Returns:
        A hash of the structure; None for other languages, and for what has a syntax error by the
        native linter. It may change with the version of a grammar.

    Example:
        >>> structure_of("a = 1  # one", "python") == structure_of("b=2", "python")
        True
    """
    try:
        digest = _core.skeleton(program, language, _core.Options())
    except ValueError:  # another language, half of a character, or a text that takes too long
        return None
    return None if digest is None else digest.hex()


@dataclass(slots=True)
class Diversity:
    """Counts of what is distinct among the programs of each problem.

    Attributes:
        programs: For each problem, how many samples gave a program.
        texts: For each problem, hashes of the distinct programs.
        parsed: For each problem, how many samples gave one that has a structure.
        structures: For each problem, the distinct structures.
    """

    programs: Counter[str] = field(default_factory=Counter)
    texts: dict[str, set[bytes]] = field(default_factory=dict)
    parsed: Counter[str] = field(default_factory=Counter)
    structures: dict[str, set[str]] = field(default_factory=dict)

    def count(self, found: Evaluation) -> None:
        """Count what came of a sample."""
        program, task = found.resolution.program, found.task_id
        if program is None or task is None or found.language is None:
            return
        self.programs[task] += 1
        text = hashlib.blake2b(program.encode(), digest_size=16).digest()
        self.texts.setdefault(task, set()).add(text)
        structure = structure_of(program, found.language)
        if structure is not None:
            self.parsed[task] += 1
            self.structures.setdefault(task, set()).add(structure)

    def report(self) -> dict[str, Any]:
        """Give the numbers: sums over the problems, and means of the parts that are distinct."""
        texts = {task: len(found) for task, found in self.texts.items()}
        structures = {task: len(found) for task, found in self.structures.items()}
        return {
            "programs": self.programs.total(),
            "distinct_programs": sum(texts.values()),
            "distinct_programs_share": _mean_share(texts, self.programs),
            "parsed": self.parsed.total(),
            "distinct_structures": sum(structures.values()),
            "distinct_structures_share": _mean_share(structures, self.parsed),
        }


def _mean_share(distinct: dict[str, int], totals: Counter[str]) -> float | None:
    shares = [number / totals[task] for task, number in distinct.items()]
    return sum(shares) / len(shares) if shares else None
