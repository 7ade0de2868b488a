"""How fast lintseq is: against the peer, against one parse, with length, and with two threads.

    python benches/speed.py [--rounds N] [--limit N] [--chart PATH] [--json PATH]

Everything is measured on the HumanEval programs, in wall time, side by side: in each round the
things that are compared run one after the other, and a figure is the median over the rounds of
their ratio, so that a machine that is busy or changes its clock does little harm. A sequence of
lintseq is made by the public API and includes the text of its edits, as the peer's does.

Exit status: 0 if every bar is met, 1 if one is missed, 2 if the programs are missing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_python

import chart
import corpora
import lintseq
import peer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpora import Program

CORPUS = "humaneval"
SAMPLES = 5
MIN_PEER_RATIO = 1000.0
AIMED_PEER_RATIO = 5000.0
MAX_GROWTH = 15.0
MIN_THREADS_GAIN = 1.8
CONFIGS = {"default": lintseq.Config(), "paper": lintseq.Config.paper()}

_MIN_SECONDS = 0.3
_REPEATS = 8
_QUIET_LOAD = 0.5


@dataclass
class Figures:
    """What was measured; times in seconds, for one sequence or one program.

    Attributes:
        peer: The peer's time a sequence.
        parse: Time of one tree-sitter parse of a program.
        sequence: Time a sequence with its text, by configuration.
        peer_ratio: Sequences for each one of the peer.
        steps: Time a sequence without its text: the step array.
        parse_ratio: Time a step array in parses of its program.
        growth: Cost of programs ten times as long, by their length before.
        threads_gain: Sequences with two threads for each one with one.
        missed: The bars that were missed.
    """

    peer: float = 0.0
    parse: float = 0.0
    sequence: dict[str, float] = field(default_factory=dict)
    peer_ratio: dict[str, float] = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    parse_ratio: dict[str, float] = field(default_factory=dict)
    growth: dict[str, dict[str, float]] = field(default_factory=dict)
    threads_gain: dict[str, float] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def main() -> int:
    """Measure, print, draw, and say whether a bar was missed."""
    options = _options()
    try:
        programs = corpora.programs(CORPUS)[: options.limit]
    except corpora.MissingCorpusError as error:
        print(f"{CORPUS}: skipped: {error}")
        return 2
    figures = Figures()
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > _QUIET_LOAD:
        print(f"this machine is busy (load {os.getloadavg()[0]:.1f}): two threads will look slow")
    print(f"{len(programs)} programs of {CORPUS}, {options.rounds} rounds, {SAMPLES} samples")
    _against_parse(programs, options.rounds, figures)
    _growth(programs, options.rounds, figures)
    _threads(programs, options.rounds, figures)
    if options.peer:
        _against_peer(programs, options.rounds, figures)
    if options.chart and options.peer:
        bars = [chart.Bar("pylintseq 0.0.2", 1 / figures.peer, is_ours=False)]
        for config, label in (("paper", "lintseq, paper settings"), ("default", "lintseq")):
            note = f"({chart.number(figures.peer_ratio[config])} times)"
            bars.append(chart.Bar(label, 1 / figures.sequence[config], is_ours=True, note=note))
        title = "Edit sequences a second, HumanEval, one thread (log scale)"
        Path(options.chart).write_text(chart.draw(title, bars), encoding="utf-8")
    if options.json:
        text = json.dumps(asdict(figures), indent=1)
        Path(options.json).write_text(text + "\n", encoding="utf-8")
    missed = figures.missed
    print("missed:\n  " + "\n  ".join(missed) if missed else "every bar is met")
    return 1 if missed else 0


def _against_peer(programs: list[Program], rounds: int, figures: Figures) -> None:
    """Give both the same programs, a part of them in each round.

    The ratio is that of the times for all programs: parts differ much in what they cost.
    """
    parts = [programs[start::rounds] for start in range(min(rounds, len(programs)))]
    theirs: list[float] = []
    ours: dict[str, list[float]] = {config: [] for config in CONFIGS}
    with peer.Peer() as other:
        list(other.sequences([(programs[0], 1)]))  # starts the process
        for part in parts:
            pairs = [(program, 0) for program in part]
            made = [made for made in other.sequences(pairs) if made.sizes is not None]
            theirs.append(sum(sequence.seconds for sequence in made) / len(made))
            for config, times in ours.items():
                times.append(_time_of_texts(part, config))
    figures.peer = statistics.mean(theirs)
    print(f"pylintseq           {figures.peer:.3f} s a sequence")
    for config, times in ours.items():
        ratios = [their / our for their, our in zip(theirs, times, strict=True)]
        figures.sequence[config] = statistics.mean(times)
        ratio = figures.peer_ratio[config] = figures.peer / figures.sequence[config]
        print(
            f"lintseq {config:<12}{figures.sequence[config] * 1e6:.0f} us a sequence with text: "
            f"{ratio:,.0f} for each one of pylintseq "
            f"(from {min(ratios):,.0f} to {max(ratios):,.0f}; bar {MIN_PEER_RATIO:,.0f}, "
            f"aim {AIMED_PEER_RATIO:,.0f})"
        )
        if ratio < MIN_PEER_RATIO:
            figures.missed.append(f"{config}: {ratio:,.0f} sequences for each one of pylintseq")


def _against_parse(programs: list[Program], rounds: int, figures: Figures) -> None:
    """Compare with full parses through tree-sitter's own Python package."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
    sources = [program.text.encode() for program in programs]

    def parse() -> None:
        for source in sources:
            parser.parse(source)

    parses: list[float] = []
    times: dict[str, list[float]] = {config: [] for config in CONFIGS}
    for _ in range(rounds):
        parses.append(_time_of(parse, min) / len(sources))
        for config, found in times.items():
            found.append(_time_of_steps(programs, config))
    figures.parse = statistics.median(parses)
    print(f"tree-sitter         {figures.parse * 1e6:.0f} us a full parse (package tree-sitter)")
    for config, found in times.items():
        ratios = [our / one for our, one in zip(found, parses, strict=True)]
        figures.steps[config] = statistics.median(found)
        figures.parse_ratio[config] = statistics.median(ratios)
        print(
            f"lintseq {config:<12}{figures.steps[config] * 1e6:.0f} us a step array, "
            f"{figures.parse_ratio[config]:.2f} parses of its program (aim 1)"
        )


def _growth(programs: list[Program], rounds: int, figures: Figures) -> None:
    """Join ten programs to one, and ten of these again."""
    sizes = [programs, _joined(programs, 10), _joined(programs, 100)]
    sizes = [size for size in sizes if size]
    lines = [round(statistics.mean(p.text.count("\n") for p in size)) for size in sizes]
    for config in CONFIGS:
        times = [[_time_of_steps(size, config) for size in sizes] for _ in range(rounds)]
        for shorter, longer in zip(range(len(sizes)), range(1, len(sizes)), strict=False):
            growth = statistics.median(round_[longer] / round_[shorter] for round_ in times)
            step = f"{lines[shorter]} to {lines[longer]} lines"
            figures.growth.setdefault(config, {})[step] = growth
            print(f"growth {config:<13}{step}: {growth:.1f} times (bar {MAX_GROWTH:.0f})")
            if growth > MAX_GROWTH:
                figures.missed.append(f"{config}: {step} cost {growth:.1f} times as much")


def _joined(programs: list[Program], count: int) -> list[Program]:
    whole = range(0, len(programs) - count + 1, count)
    texts = ["\n".join(p.text for p in programs[start : start + count]) for start in whole]
    return [corpora.Program(f"{count} programs", text) for text in texts]


def _threads(programs: list[Program], rounds: int, figures: Figures) -> None:
    """Give both a batch of a thousand programs or so, as a run over real data has it."""
    programs = programs * _REPEATS
    if (os.cpu_count() or 1) < 2:
        print("threads             not measured: there is one core")
        return
    for config in CONFIGS:
        gains = [
            _time_of_steps(programs, config, threads=1)
            / _time_of_steps(programs, config, threads=2)
            for _ in range(rounds)
        ]
        gain = figures.threads_gain[config] = statistics.median(gains)
        print(f"threads {config:<12}two give {gain:.2f} times one (bar {MIN_THREADS_GAIN})")
        if gain < MIN_THREADS_GAIN:
            figures.missed.append(f"{config}: two threads give {gain:.2f} times one")


def _time_of_steps(programs: Sequence[Program], config: str, threads: int = 1) -> float:
    texts = [program.text for program in programs]

    def sample() -> None:
        lintseq.sample_batch(texts, n=SAMPLES, config=CONFIGS[config], threads=threads)

    return _time_of(sample, min) / (SAMPLES * len(texts))


def _time_of_texts(programs: Sequence[Program], config: str) -> float:
    texts = [program.text for program in programs]

    def sample() -> None:
        for result in lintseq.sample_batch(texts, n=SAMPLES, config=CONFIGS[config], threads=1):
            if isinstance(result, lintseq.Reject):
                raise lintseq.RejectedError(result.reason, result.detail, result.language)
            for sequence in result:
                sequence.render()

    return _time_of(sample, statistics.median) / (SAMPLES * len(texts))


def _time_of(work: Callable[[], None], pick: Callable[[Sequence[float]], float]) -> float:
    """Give the seconds of one call, picked from as many as fill a while.

    The fastest is what least disturbed. The peer runs only once, with all disturbance, so
    what is compared with it is the median.
    """
    times: list[float] = []
    end = time.perf_counter() + _MIN_SECONDS
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return pick(times)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    add("--rounds", type=int, default=7, metavar="N", help="rounds of each comparison (7)")
    add("--limit", type=int, metavar="N", help="first N programs")
    add("--peer", action=argparse.BooleanOptionalAction, default=True, help="run pylintseq")
    add("--chart", metavar="PATH", help="draw the comparison with pylintseq as SVG")
    add("--json", metavar="PATH", help="write the figures here, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
