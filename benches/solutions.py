"""Do the authors' own solutions pass in the sandbox, and emptied ones not?

    python benches/solutions.py [--corpus NAME]... [--language NAME]... [--limit N] [--emptied N]
        [--workers N] [--seconds S] [--failures FILE]

For each language of ``humaneval_x`` and ``mbxp`` all solutions are run, then some of them with an
empty body of the function that is tested. Prints a table, and writes which solutions fail as JSON
lines. Where the data, or the tools of a language are absent, it says so and goes on.

Exit status: 0. What the data is worth is no fault of the harness.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpora import MissingCorpusError, rows
from lintseq.evaluation import Evaluator, Problem, RunLimits, runners
from lintseq.evaluation.runner import find_runner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

_CORPORA = ("humaneval_x", "mbxp")
_CALLED = re.compile(r"\b([A-Za-z_]\w*)[ \t]*\(")
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
# What a body that is empty needs, so that a compiler takes it.
_FILLINGS = {
    "cpp": "return {};",
    "go": 'panic("empty")',
    "java": "throw new RuntimeException();",
    "rust": "panic!()",
}


class Tally(NamedTuple):
    """How many programs of a kind passed, why others did not, and how long all took."""

    passed: int
    programs: int
    reasons: Counter[str]
    seconds: float


def main() -> None:
    """Run them, and print the table."""
    options = _options()
    print("| data | language | solutions that pass | emptied ones that pass | seconds a program |")
    print("|---|---|---|---|---|")
    with ExitStack() as stack:
        failures = None
        if options.failures is not None:
            output = Path(options.failures).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115
            failures = stack.enter_context(output)
        for corpus in options.corpus or _CORPORA:
            try:
                found = rows(corpus)
            except MissingCorpusError as error:
                print(f"skipped: {error}")
                continue
            for language in options.language or sorted({row["language"] for row in found}):
                chosen = [row for row in found if row["language"] == language][: options.limit]
                if chosen:
                    _judge(corpus, language, chosen, options, failures)


def _judge(
    corpus: str,
    language: str,
    chosen: list[dict[str, Any]],
    options: argparse.Namespace,
    failures: IO[str] | None,
) -> None:
    runner = find_runner(language)
    if runner is None:
        print(f"skipped: {corpus}, {language}: not among {', '.join(runners())}")
        return
    if (absent := runner.missing()) is not None:
        print(f"skipped: {corpus}, {language}: {absent}")
        return
    solved = _run(chosen, [row["program"] for row in chosen], options, failures)
    draw = random.Random(options.seed)  # noqa: S311 - a draw, not a secret
    some = draw.sample(chosen, min(options.emptied, len(chosen)))
    emptied = [(row, text) for row in some if (text := _emptied(row)) is not None]
    tested = _run([row for row, _ in emptied], [text for _, text in emptied], options, None)
    print(
        f"| {corpus} | {language} | {solved.passed} of {solved.programs} | {tested.passed} of "
        f"{tested.programs} | {solved.seconds * options.workers / solved.programs:.2f} |"
    )
    for name, tally in (("solutions", solved), ("emptied ones", tested)):
        reasons = ", ".join(f"{number} {reason}" for reason, number in tally.reasons.most_common())
        if reasons and options.reasons:
            print(f"  {name}: {reasons}")


def _run(
    chosen: Sequence[dict[str, Any]],
    programs: Sequence[str],
    options: argparse.Namespace,
    failures: IO[str] | None,
) -> Tally:
    samples = [
        {"task_id": row["task_id"], "program": program}
        for row, program in zip(chosen, programs, strict=True)
    ]
    limits = RunLimits(seconds=options.seconds)
    reasons: Counter[str] = Counter()
    start = time.perf_counter()
    problems = map(Problem.of, chosen)
    with Evaluator(problems, limits=limits, workers=options.workers) as evaluator:
        for found in evaluator.evaluate(samples):
            verdict = found.verdict
            if verdict.status != "passed":
                reasons[verdict.reason or verdict.status] += 1
                if failures is not None:
                    row = {"task_id": found.task_id, "reason": verdict.reason}
                    failures.write(json.dumps({**row, "detail": verdict.detail}) + "\n")
    seconds = time.perf_counter() - start
    return Tally(len(samples) - reasons.total(), len(samples), reasons, seconds)


def _emptied(row: dict[str, Any]) -> str | None:
    """Take the body from the function that is tested; None if it is not found."""
    name, program = row["entry_point"] or _tested(row), row["program"]
    if name is None:
        return None
    if row["language"] == "python":
        head = rf"^(def {re.escape(name)}\([^\n]*:)[ \t]*(?:#.*)?\n"
        body = re.compile(rf"{head}(?:[ \t].*\n|\n)*", re.MULTILINE)
        text, number = body.subn(r"\1\n    pass\n", program + "\n")
        return text if number else None
    code = _COMMENT.sub(lambda found: " " * len(found[0]), program)
    head = re.search(rf"\b{re.escape(name)}\b[^;{{}}]*\{{", code)
    if head is None:
        return None
    depth, end = 1, head.end()
    while depth and end < len(code):
        depth += {"{": 1, "}": -1}.get(code[end], 0)
        end += 1
    filling = _FILLINGS.get(row["language"], "")
    return f"{program[: head.end()]}{filling}{program[end - 1 :]}"


def _tested(row: dict[str, Any]) -> str | None:
    """Give the name that the tests call most often, of those that the program defines."""
    called = Counter(_CALLED.findall(row["test"]))
    return next((name for name, _ in called.most_common() if _defines(row["program"], name)), None)


def _defines(program: str, name: str) -> bool:
    """Tell whether a word, as of a type, stands before the name, or an equals sign behind it."""
    return re.search(rf"[\w>&*\]][ \t]+{name}[ \t]*\(|\b{name}[ \t]*=[^=]", program) is not None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--corpus", action="append", choices=_CORPORA, help="one data set")
    parser.add_argument("--language", action="append", help="one language")
    parser.add_argument("--limit", type=int, help="solutions of each language at most")
    parser.add_argument("--emptied", type=int, default=100, help="emptied ones of each language")
    parser.add_argument("--seed", type=int, default=0, help="which ones are emptied")
    parser.add_argument("--workers", type=int, default=2, help="programs at once")
    parser.add_argument("--seconds", type=float, default=10.0, help="time for each program")
    parser.add_argument("--reasons", action="store_true", help="say why programs do not pass")
    parser.add_argument("--failures", metavar="FILE", help="write solutions that fail, with why")
    return parser.parse_args()


if __name__ == "__main__":
    main()
