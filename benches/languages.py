"""How good the sequences of each language are, by the language's real compiler or tool.

    python benches/languages.py [--language NAME ...] [--limit N] [--samples N] ...

For each language: round trips, what its judge says of every state, the edits beside those that
the same sampler makes when the judge guides it, the size of edits, and speed beside one parse.
States are counted without the empty one and the finished program. Languages whose judge or
programs cannot be had are listed with the reason. Exit status: 0 if every bar is met, 1 if one is
missed, 2 if nothing was measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import statistics
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
import guided
import lintseq
import promises
from corpora import MissingCorpusError
from judges import JudgeError, Unavailable, judged_languages, open_judge
from lintseq import _core
from verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpora import Program
    from findings import Finding
    from judges import Judge
    from lintseq import EditSequence

CLEAN_SHARES = dict.fromkeys(("javascript", "ruby", "php", "bash", "lua"), 0.99) | dict.fromkeys(
    ("go", "java", "c", "cpp", "csharp", "kotlin", "typescript", "rust"), 0.97
)
EDITS_BESIDE_GUIDED = 0.85
MEDIAN_EDIT = 0.5
SEQUENCES_A_SECOND = 3_000
PARSES_A_SEQUENCE = 2.0
# Speed is the best of so many tries, in processor time.
ROUNDS = 3
BATCH = 400


@dataclass
class Figures:
    """What one language gave; None is not measured."""

    language: str
    judge: str = ""
    unavailable: str | None = None
    programs: int = 0
    rejects: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    sequences: int = 0
    broken_round_trips: int = 0
    states: int = 0
    syntax_share: float | None = None
    clean_share: float | None = None
    errors: list[tuple[str, int]] = field(default_factory=list)
    edits: float = 0.0
    guided_edits: float | None = None
    guided_ratio: float | None = None
    median_edit: float = 0.0
    guided_median_edit: float | None = None
    sequences_a_second: float = 0.0
    parses_a_sequence: float = 0.0
    examples: list[str] = field(default_factory=list)

    def misses(self) -> Iterator[str]:
        """Say which bars are missed."""
        if self.broken_round_trips:
            yield f"{self.broken_round_trips} round trips are broken"
        if self.syntax_share is not None and self.syntax_share < 1:
            yield f"{1 - self.syntax_share:.2%} of states have a new syntax error"
        bar = CLEAN_SHARES.get(self.language)
        if bar and self.clean_share is not None and self.clean_share < bar:
            yield f"{self.clean_share:.2%} of states are clean, not {bar:.0%}"
        if self.guided_ratio is not None and self.guided_ratio < EDITS_BESIDE_GUIDED:
            yield f"{self.guided_ratio:.0%} of the edits that the tool makes"
        if self.median_edit > MEDIAN_EDIT:
            yield f"the median edit holds {self.median_edit:.0%} of the program"
        if (
            self.sequences_a_second < SEQUENCES_A_SECOND
            and self.parses_a_sequence > PARSES_A_SEQUENCE
        ):
            yield f"{self.sequences_a_second:.0f} sequences a second"


class Memory:
    """A judge that remembers what it said of a text."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._said: dict[bytes, list[Finding]] = {}

    def lint(self, texts: Sequence[str]) -> list[list[Finding]]:
        """Give the findings in each text."""
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        fresh = {k: text for k, text in zip(keys, texts, strict=True) if k not in self._said}
        pending = list(fresh.items())
        for start in range(0, len(pending), BATCH):
            batch = pending[start : start + BATCH]
            answers = self._judge.lint([text for _, text in batch])
            for (key, _), answer in zip(batch, answers, strict=True):
                self._said[key] = answer
        return [self._said[key] for key in keys]


def measure(language: str, options: argparse.Namespace) -> Figures:
    """Measure one language."""
    figures = Figures(language)
    cache = options.cache / language
    try:
        programs = corpora.programs_in(language, cache / "programs")
        judge = open_judge(language, cache / "judge")
    except (MissingCorpusError, Unavailable) as error:
        figures.unavailable = str(error)
        return figures
    if options.limit:
        programs = corpora.draw(programs, options.limit, options.draw)
    figures.programs = len(programs)
    figures.judge = judge.version
    try:
        memory = Memory(judge)
        sampled = _sample(programs, language, options, figures)
        _judge(programs, sampled, memory, options, figures)
        _guide(programs, sampled, memory, options, figures)
    finally:
        judge.close()
    return figures


def _sample(
    programs: list[Program], language: str, options: argparse.Namespace, figures: Figures
) -> list[list[EditSequence]]:
    """Sample all programs, timed, and check what is promised of the sequences."""
    texts = [program.text for program in programs]
    engine = _core.Options()
    figures.refused = _core.parses(texts, language, engine).count(False)  # warms up, too
    results = lintseq.sample_batch(texts, language, n=options.samples, seed=options.seed)
    sampled: list[list[EditSequence]] = []
    for result in results:
        if isinstance(result, lintseq.Reject):
            figures.rejects[result.reason] = figures.rejects.get(result.reason, 0) + 1
            sampled.append([])
        else:
            sampled.append(result)
    # What is rejected costs a parse and gives no sequence.
    fit = [text for text, batch in zip(texts, sampled, strict=True) if batch]
    parse_time = spent = math.inf
    for _ in range(ROUNDS):
        start = time.process_time()
        _core.parses(fit, language, engine)
        parse_time = min(parse_time, (time.process_time() - start) / max(len(fit), 1))
        start = time.process_time()
        _core.sample_batch(fit, [language] * len(fit), engine, options.samples, 0, 1)
        spent = min(spent, time.process_time() - start)
    sequences = [sequence for batch in sampled for sequence in batch]
    figures.sequences = len(sequences)
    if sequences:
        figures.sequences_a_second = len(sequences) / spent
        figures.parses_a_sequence = spent / len(sequences) / parse_time
    sizes = []
    for sequence in sequences:
        if promises.broken(sequence):
            figures.broken_round_trips += 1
        lines = len(sequence.steps)
        sizes += [len(edit) / lines for edit in sequence.edits]
    figures.edits = statistics.fmean(len(sequence) for sequence in sequences) if sequences else 0
    figures.median_edit = statistics.median(sizes) if sizes else 0
    return sampled


def _judge(
    programs: list[Program],
    sampled: list[list[EditSequence]],
    memory: Memory,
    options: argparse.Namespace,
    figures: Figures,
) -> None:
    """Ask the judge about every state."""
    verdicts = Verdicts()
    everything = [
        (program, sequence, sequence.states()[1:])
        for program, batch in zip(programs, sampled, strict=True)
        for sequence in batch
    ]
    memory.lint([state for *_, states in everything for state in states])
    for program, sequence, states in everything:
        verdicts.add(program.name, sequence, [[], *memory.lint(states)])
    figures.states = verdicts.states
    figures.clean_share = verdicts.clean_share
    figures.syntax_share = 1 - verdicts.bad_syntax / max(verdicts.states, 1)
    figures.errors = [
        (f"{code}: {kind}", count) for (code, kind), count in verdicts.kinds()[: options.top]
    ]
    figures.examples = list(verdicts.report(options.examples)) if options.examples else []


def _guide(
    programs: list[Program],
    sampled: list[list[EditSequence]],
    memory: Memory,
    options: argparse.Namespace,
    figures: Figures,
) -> None:
    """Compare with the sequences of the sampler that the judge guides."""
    fit = [
        program.text
        for program, batch in zip(programs, sampled, strict=True)
        if batch and not any(found.syntax for found in memory.lint([program.text])[0])
    ]
    source = random.Random(options.draw)  # noqa: S311 - a draw, not a secret
    chosen = source.sample(fit, min(options.guided, len(fit)))
    if not chosen:
        return
    sizes = guided.edit_sizes(chosen, figures.language, memory.lint, options.samples, options.seed)
    own = guided.native_edit_sizes(chosen, figures.language, options.samples, options.seed)
    figures.guided_edits = statistics.fmean(map(len, sizes))
    lines = [len(text.splitlines()) for text in chosen for _ in range(options.samples)]
    figures.guided_median_edit = statistics.median(
        size / count for edits, count in zip(sizes, lines, strict=True) for size in edits
    )
    figures.guided_ratio = statistics.fmean(map(len, own)) / figures.guided_edits


def _show(figures: Figures) -> str:
    if figures.unavailable:
        return f"{figures.language}: not measured: {figures.unavailable}"
    rejects = ", ".join(f"{count} {reason}" for reason, count in figures.rejects.items()) or "none"
    ratio = "-" if figures.guided_ratio is None else f"{figures.guided_ratio:.0%}"
    median = "-" if figures.guided_median_edit is None else f"{figures.guided_median_edit:.1%}"
    lines = [
        f"{figures.language}, judged by {figures.judge}",
        (
            f"  programs {figures.programs}, rejected {rejects}, "
            f"sequences {figures.sequences}, round trips broken {figures.broken_round_trips}"
        ),
        (
            f"  states {figures.states}: parse {figures.syntax_share:.3%}, "
            f"clean {figures.clean_share:.3%}"
        ),
        (
            f"  edits a sequence {figures.edits:.2f} ({ratio} of those guided by the judge), "
            f"median edit {figures.median_edit:.1%} of the program ({median})"
        ),
        (
            f"  {figures.sequences_a_second:,.0f} sequences a second, "
            f"{figures.parses_a_sequence:.2f} parses a sequence"
        ),
    ]
    lines += [f"  error sets in {count} times: {error}" for error, count in figures.errors]
    lines += [f"  {line}" for line in figures.examples]
    lines += [f"  MISSED: {miss}" for miss in figures.misses()]
    return "\n".join(lines)


def main() -> int:
    """Measure the languages that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--language", nargs="+", default=judged_languages(), metavar="NAME")
    parser.add_argument("--limit", type=int, default=0, help="programs of each language (all)")
    parser.add_argument("--samples", type=int, default=2, help="sequences of each program (2)")
    parser.add_argument(
        "--guided", type=int, default=20, help="programs to guide by the judge (20)"
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of the samples (0)")
    parser.add_argument("--draw", type=int, default=0, help="seed of the draw of programs (0)")
    parser.add_argument("--top", type=int, default=3, help="kinds of errors to list (3)")
    parser.add_argument("--examples", type=int, default=0, help="examples of each kind of error")
    parser.add_argument("--grammars", type=Path, help="take the folders of languages from here")
    parser.add_argument("--cache", type=Path, default=Path("build/languages"), help="kept files")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    options = parser.parse_args()
    options.cache = options.cache.resolve()
    if options.grammars:
        for language in sorted(options.language, key=lambda name: name == "tsx"):
            if language == "tsx":
                lintseq.register_language_folder(options.grammars / "typescript", replace=True)
            if language == "cpp":
                lintseq.register_language_folder(options.grammars / "c", replace=True)
            lintseq.register_language_folder(options.grammars / language, replace=True)
    measured = []
    for language in options.language:
        try:
            figures = measure(language, options)
        except JudgeError as error:
            figures = Figures(language, unavailable=f"the judge failed: {error}")
        print(_show(figures), flush=True)
        measured.append(figures)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps([asdict(figures) for figures in measured], indent=2))
    if all(figures.unavailable for figures in measured):
        return 2
    return int(any(any(figures.misses()) for figures in measured))


if __name__ == "__main__":
    sys.exit(main())
