"""The judge's verdicts on the states of sequences, summed up."""

from __future__ import annotations

import collections
import re
from typing import TYPE_CHECKING

from findings import new_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from findings import Finding
    from lintseq import EditSequence

_QUOTED = re.compile(r"'[^']*'")
_NUMBER = re.compile(r"\d+")
_SHOWN_LINES = 6


class Verdicts:
    """Counts states that are not clean, and finds out where findings set in.

    A finding sets in at the last state that has it and whose successor has not: the edit between
    them inserts what it lacks.

    Attributes:
        states: States between the empty one and the finished program.
        bad: Those with a new finding.
        bad_syntax: Those that do not parse although the finished program does.
        bad_by_code: The same for each code.
        onsets: How often a finding sets in, by code and kind of message.
        syntax: The kinds that kept a state from parsing although the finished program parses.
        examples: Reports of the first onsets of each kind.
    """

    def __init__(self) -> None:
        self.states = 0
        self.bad = 0
        self.bad_syntax = 0
        self.bad_by_code: collections.Counter[str] = collections.Counter()
        self.onsets: collections.Counter[tuple[str, str]] = collections.Counter()
        self.syntax: set[tuple[str, str]] = set()
        self.examples: dict[tuple[str, str], list[str]] = collections.defaultdict(list)

    @property
    def clean_share(self) -> float:
        """The share of states without a new finding; 1 if there are no states."""
        return 1 - self.bad / self.states if self.states else 1.0

    def add(self, name: str, sequence: EditSequence, findings: Sequence[Sequence[Finding]]) -> None:
        """Add the findings in each state of a sequence, the empty one and the program too."""
        steps = sequence.steps.tolist()
        later: set[Finding] = set()
        clean_start = not any(finding.syntax for finding in findings[-1])
        for state in range(len(sequence) - 1, 0, -1):
            lines = [line for line, step in enumerate(steps, 1) if step < state]
            new = new_findings(findings[state], findings[-1], lines)
            self.states += 1
            self.bad += bool(new)
            self.bad_syntax += clean_start and any(finding.syntax for finding, _ in new)
            self.bad_by_code.update({finding.code for finding, _ in new})
            for finding, placed in new:
                if placed not in later:
                    kind = (finding.code, _kind(finding.message))
                    self.onsets[kind] += 1
                    if clean_start and finding.syntax:
                        self.syntax.add(kind)
                    self.examples[kind].append(
                        _example(name, sequence, state, finding, placed.line)
                    )
            later = {placed for _, placed in new}

    def kinds(self) -> list[tuple[tuple[str, str], int]]:
        """Say how often each kind sets in: syntax errors first, then the most frequent."""
        return sorted(
            self.onsets.items(), key=lambda counted: (counted[0] not in self.syntax, -counted[1])
        )

    def report(self, examples: int) -> Iterator[str]:
        """Give lines of text: codes by frequency, and examples of each kind of message."""
        for code, count in self.bad_by_code.most_common():
            onsets = sum(number for kind, number in self.onsets.items() if kind[0] == code)
            yield f"{code}: in {count} states, sets in {onsets} times"
        for kind, count in self.kinds() if examples else []:
            mark = "syntax error, " if kind in self.syntax else ""
            yield f"{mark}{kind[0]} {kind[1]}: sets in {count} times"
            for example in self.examples[kind][:examples]:
                yield from ("  " + line for line in example.split("\n"))


def _kind(message: str) -> str:
    """Blank out names and numbers of a message."""
    return _NUMBER.sub("N", _QUOTED.sub("'..'", message))


def _example(name: str, sequence: EditSequence, state: int, finding: Finding, line: int) -> str:
    program = sequence.program.split("\n")
    text = program[line - 1].strip() if line else "(end of the file)"
    edit = sequence.edits[state]
    place = f"{name} sample {sequence.sample} state {state}"
    lacking = [f"    lacks {n + 1}: {program[n][:100]}" for n in edit.lines if program[n].strip()]
    return "\n".join(
        [
            f"{place} line {finding.line} (line {line} of the program): {text[:100]}",
            f"    {finding.message}",
            *lacking[:_SHOWN_LINES],
            *[f"    ... {len(lacking)} lines in all"][: len(lacking) > _SHOWN_LINES],
        ]
    )
