"""The sampler, guided by a real tool: which sequences a tool would make that knows everything.

It draws from the same units with the same weights as the engine. What a tool reports is deleted
with the innermost unit that is still there, until it reports nothing new. Many samplers run side
by side; each round asks the tool about all of their states at once.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import lintseq
from findings import new_findings
from lintseq import _core

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from findings import Finding

MAX_ROUNDS = 2_000


@dataclass
class Walk:
    """One sampler on its way from the finished program to nothing.

    Attributes:
        lines: The program's lines.
        owners: The unit of each line; 0 is the program itself, which stays.
        parents: The unit around each unit.
        weights: How likely each unit is to be drawn.
        finished: What the tool finds in the finished program.
        live: Which units are still there.
        edits: The lines of each edit, counted in the edit being made as well.
    """

    lines: list[str]
    owners: list[int]
    parents: list[int]
    weights: list[int]
    finished: Sequence[Finding]
    live: list[bool] = field(default_factory=list)
    edits: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.live = [True] * len(self.parents)

    def present(self) -> list[int]:
        """Give the numbers of the lines that are there, from 0."""
        return [line for line, owner in enumerate(self.owners) if self.live[owner]]

    def text(self) -> str:
        """Give the state as text."""
        return "".join(self.lines[line] for line in self.present())

    def draw(self, source: random.Random) -> bool:
        """Begin an edit with a unit drawn at random; False if there is none left."""
        units = [unit for unit, weight in enumerate(self.weights) if weight and self.live[unit]]
        if not units:
            return False
        weights = [self.weights[unit] for unit in units]
        self.edits.append(0)
        self.delete(source.choices(units, weights)[0])
        return True

    def delete(self, unit: int) -> None:
        """Delete a unit and all inside it."""
        before = len(self.present())
        self.live[unit] = False
        for inner in range(unit + 1, len(self.parents)):  # parents come before their children
            self.live[inner] = self.live[inner] and self.live[self.parents[inner]]
        self.edits[-1] += before - len(self.present())

    def blame(self, findings: Sequence[Finding]) -> bool:
        """Delete what new findings are about; False if there is nothing to delete."""
        present = self.present()
        numbers = [line + 1 for line in present]
        new = [finding for finding, _ in new_findings(findings, self.finished, numbers)]
        if any(finding.syntax for finding in new):  # parsers recover: the first one counts
            new = [min((f for f in new if f.syntax), key=lambda found: found.line)]
        blamed = False
        for finding in new:
            at = min(max(finding.line, 1), len(present)) - 1
            # What no unit owns is blamed on the nearest one before it, else after it.
            near = [*range(at, -1, -1), *range(at, len(present))]
            unit = next((self.owners[present[n]] for n in near if self.owners[present[n]]), 0)
            if unit and self.live[unit]:
                self.delete(unit)
                blamed = True
        return blamed


def edit_sizes(
    programs: Sequence[str],
    language: str,
    lint: Callable[[Sequence[str]], list[list[Finding]]],
    samples: int,
    seed: int,
) -> list[list[int]]:
    """Give the lines of each edit of each sequence that a tool makes.

    Args:
        programs: The programs; all of them can be sampled.
        language: Their language.
        lint: Gives the tool's findings in each of many states.
        samples: Sequences of each program.
        seed: Makes the draws the same again.
    """
    walks = []
    for program, finished in zip(programs, lint(programs), strict=True):
        owners, parents, weights = (
            array.tolist() for array in _core.units(program, language, _core.Options())
        )
        lines = program.split("\n")
        lines = [line + "\n" for line in lines[:-1]] + [lines[-1]] * bool(lines[-1])
        walks += [Walk(lines, owners, parents, weights, finished) for _ in range(samples)]
    sources = [random.Random(f"{seed}/{number}") for number in range(len(walks))]  # noqa: S311
    open_walks = [n for n, walk in enumerate(walks) if walk.draw(sources[n])]
    for _ in range(MAX_ROUNDS):
        if not open_walks:
            break
        texts = [walks[number].text() for number in open_walks]
        blank = [not text.strip() for text in texts]
        found = iter(lint([text for text, empty in zip(texts, blank, strict=True) if not empty]))
        going_on = []
        for number, empty in zip(open_walks, blank, strict=True):
            if not (empty or not walks[number].blame(next(found))) or walks[number].draw(
                sources[number]
            ):
                going_on.append(number)
        open_walks = going_on
    return [walk.edits for walk in walks]


def native_edit_sizes(
    programs: Sequence[str], language: str, samples: int, seed: int
) -> list[list[int]]:
    """Give the lines of each edit of each sequence that the native linter makes."""
    batches = lintseq.sample_batch(programs, [language] * len(programs), n=samples, seed=seed)
    return [
        [len(edit.lines) for edit in sequence.edits]
        for batch in batches
        if not isinstance(batch, lintseq.Reject)
        for sequence in batch
    ]
