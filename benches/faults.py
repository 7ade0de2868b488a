"""How often lintseq and pylintseq break a promise, on the same generated programs.

Programs are drawn by the testing kit: valid ones, and real ones mutated as far as CPython still
accepts them. Both make one sequence of each, and the same checks read the texts of the edits:

given     there is a sequence, or at least a reason why there is none
inserts   no edit removes a line, or is empty
whole     all edits together give the program, byte for byte
content   they give it but for white space around it, and the kind of its line ends
syntax    CPython accepts every state
again     the same seed gives the same edits

Run it with ``make faults``.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from typing import TYPE_CHECKING

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings

import lintseq
from lintseq.testing import programs
from peer import Peer

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKS = ("given", "inserts", "whole", "content", "syntax", "again")


def draw_programs(count: int, seed: int, *, valid: bool) -> list[str]:
    """Draw programs that CPython accepts, each another."""
    found: dict[str, None] = {}

    @hypothesis.seed(seed)
    @settings(
        max_examples=20 * count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(valid=valid))
    def collect(program: str) -> None:
        if program.strip() and len(found) < count and accepted(program):
            found.setdefault(program)

    collect()
    return list(found)


def accepted(text: str) -> bool:
    """Tell whether CPython compiles it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "program", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def failures(program: str, edits: Sequence[str] | None, again: Sequence[str] | None) -> set[str]:
    """Name the checks that the edits of a program fail."""
    if edits is None:
        return {"given"}
    failed = set()
    if any(line.startswith("-") for edit in edits for line in edit.split("\n")) or "" in edits:
        failed.add("inserts")
    states = [""]
    for edit in edits:
        result = lintseq.try_apply([edit], states[-1])
        states.append(result.text)
        if result.failures:
            failed |= {"whole", "content"}
    if states[-1] != program:
        failed.add("whole")
    if states[-1].split() != program.split() or len(states[-1].strip().splitlines()) != len(
        program.strip().splitlines()
    ):
        failed.add("content")
    if not all(map(accepted, states)):
        failed.add("syntax")
    if edits != again:
        failed.add("again")
    return failed


def main() -> None:
    """Draw programs, ask both, print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--programs", type=int, default=150, help="of each kind (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="what they are drawn by (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the peer (%(default)s)")
    options = parser.parse_args()
    print(f"{'':<28}{'programs':>9}" + "".join(f"{name:>9}" for name in CHECKS))
    for kind, valid in (("generated", True), ("any that CPython accepts", False)):
        drawn = draw_programs(options.programs, options.seed, valid=valid)
        with Peer(options.jobs) as peer:
            first, second = (list(peer.texts(drawn, options.seed)) for _ in range(2))
        theirs: Counter[str] = Counter()
        errors: Counter[str] = Counter()
        for program, one, other in zip(drawn, first, second, strict=True):
            theirs.update(failures(program, one.edits, other.edits))
            if one.error is not None:
                errors[one.error.partition("(")[0]] += 1
        ours: Counter[str] = Counter()
        rejected: Counter[str] = Counter()
        for program in drawn:
            try:
                texts, again = (
                    lintseq.sample(program, seed=options.seed)[0].render() for _ in range(2)
                )
            except lintseq.RejectedError as error:
                rejected[error.reason] += 1  # it has a reason, so nothing is broken
                continue
            ours.update(failures(program, texts, again))
        print(kind)
        for name, counts in (("pylintseq", theirs), ("lintseq", ours)):
            print(f"  {name:<26}{len(drawn):>9}" + "".join(f"{counts[c]:>9}" for c in CHECKS))
        print(f"  pylintseq raised: {dict(errors) or 'nothing'}")
        print(f"  lintseq rejected, with these reasons: {dict(rejected) or 'none'}")


if __name__ == "__main__":
    main()
