"""How much the samples of a problem differ: by text, and by structure."""

from __future__ import annotations

import ast
import hashlib
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lintseq.evaluation.evaluator import Evaluation

__all__ = ["Diversity", "structure_of"]


def structure_of(program: str, language: str) -> str | None:
    """Give what is left of a program without its names, constants, comments and layout.

    These are the kinds of its syntax nodes, each with its depth, by the parser of Python.

    Args:
        program: The program.
        language: Its language.

    Returns:
        A hash of the structure; None for languages other than Python, and for what does not parse.

    Example:
        >>> structure_of("a = 1  # one", "python") == structure_of("b = 'two'", "python")
        True
    """
    if language != "python":
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    digest = hashlib.blake2b(digest_size=16)
    waiting: list[tuple[ast.AST, int]] = [(tree, 0)]
    while waiting:  # programs are nested as deep as they like
        node, depth = waiting.pop()
        digest.update(f"{depth}{type(node).__name__} ".encode())
        waiting += [(child, depth + 1) for child in reversed(list(ast.iter_child_nodes(node)))]
    return digest.hexdigest()


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
