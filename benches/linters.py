"""How good and how fast sampling is that linters guide.

    python benches/linters.py [clean] [sizes] [speed] [throughput] [--linter NAME ...] ...

clean       the share of states that the linter finds clean when another process asks it, the
            rejects, and the edits a sequence beside those without guidance
sizes       whether edits guided by pylint in the paper's configuration are distributed as
            pylintseq's: the two-sample Kolmogorov-Smirnov test, on HumanEval
speed       pylintseq, guided by pylint, guided by ruff, and native, side by side on one core
throughput  states a second of processor time of each linter, by the size of the batch

All are measured where none is named, each in a process of its own. States are counted without the
empty one and the finished program. Exit status: 0 if every bar is met, 1 if one is missed.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import json
import multiprocessing
import os
import random
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from scipy.stats import ks_2samp

import corpora
import instance
import judge
import lintseq
import peer
from lintseq.linter import find_linter
from verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpora import Program

CORPUS = "humaneval"
MIN_P = 0.01
SAMPLES = 5
MIN_RATIOS = {"pylint": 10.0, "ruff": 100.0}
BATCHES = (1, 8, 32, 128, 512)
LEVEL = 0.9
CONFIGS = {"default": lintseq.Config(), "paper": lintseq.Config.paper()}

_BATCH_ROWS = 256  # as `lintseq generate` has
_MIN_SECONDS = 1.0
_WARM_STATES = 32


@dataclass
class Clean:
    """What one linter made of the programs of one corpus.

    Attributes:
        linter: Its name.
        corpus: The language, or the data set.
        programs: The programs that it was given.
        rejects: How many of them gave no sequence, by reason.
        states: The states that were judged.
        clean_share: The share of them that is clean by another instance.
        codes: What was found in the others.
        edits: Edits a sequence.
        native_edits: The same without guidance, of the same programs.
        changed: The share of sequences that guidance changed.
        seconds: What guiding took.
        examples: What was found, in words.
    """

    linter: str
    corpus: str
    programs: int = 0
    rejects: dict[str, int] = field(default_factory=dict)
    states: int = 0
    clean_share: float = 1.0
    codes: dict[str, int] = field(default_factory=dict)
    edits: float = 0.0
    native_edits: float = 0.0
    changed: float = 0.0
    seconds: float = 0.0
    examples: list[str] = field(default_factory=list)


@dataclass
class Distribution:
    """A measure of edits, by the peer and by us; ``p`` is that of the Kolmogorov-Smirnov test."""

    what: str
    count: int
    mean: float
    peer_count: int
    peer_mean: float
    distance: float
    p: float


@dataclass
class Pace:
    """What a sequence takes, in each round.

    Attributes:
        name: Who makes it.
        seconds: Processor time.
        wall_seconds: Wall time.
        ratio: How many times as fast as the peer it is, the median of the rounds.
        wall_ratio: The same in wall time.
    """

    name: str
    seconds: list[float] = field(default_factory=list)
    wall_seconds: list[float] = field(default_factory=list)
    ratio: float = 1.0
    wall_ratio: float = 1.0

    def add(self, work: Callable[[], int]) -> None:
        """Time what gives the number of sequences that it made, again and again for a while."""
        used, start = _processor_seconds(), time.perf_counter()
        count = work()
        while time.perf_counter() < start + _MIN_SECONDS:
            count += work()
        self.wall_seconds.append((time.perf_counter() - start) / count)
        self.seconds.append((_processor_seconds() - used) / count)

    def compare(self, peer: Pace) -> None:
        """Compare with the peer, round by round."""
        self.ratio = _median_ratio(peer.seconds, self.seconds)
        self.wall_ratio = _median_ratio(peer.wall_seconds, self.wall_seconds)


def _median_ratio(theirs: list[float], ours: list[float]) -> float:
    return statistics.median(their / our for their, our in zip(theirs, ours, strict=True))


@dataclass
class Throughput:
    """States a second of processor time, by the size of the batch, and where that levels off."""

    linter: str
    language: str
    states_a_second: dict[int, float]
    level: int


@dataclass
class Figures:
    """What was measured."""

    machine: str = ""
    clean: list[Clean] = field(default_factory=list)
    sizes: list[Distribution] = field(default_factory=list)
    speed: list[Pace] = field(default_factory=list)
    throughput: list[Throughput] = field(default_factory=list)
    unavailable: dict[str, str] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def main() -> int:
    """Measure, print, and say whether a bar was missed."""
    options = _options()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    every = Figures(f"{os.cpu_count()} cores{load}")
    for part in options.part or PARTS:
        print(f"\n{part}", flush=True)
        # A process of its own: linters stay warm, and one part is bound to one core.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            figures = pool.submit(PARTS[part], options).result()
        for name in ("clean", "sizes", "speed", "throughput", "missed"):
            getattr(every, name).extend(getattr(figures, name))
        every.unavailable.update(figures.unavailable)
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(asdict(every), indent=1) + "\n", encoding="utf-8")
    missed = every.missed
    print("\nmissed:\n  " + "\n  ".join(missed) if missed else "\nevery bar is met")
    return int(bool(missed))


# --- clean ---------------------------------------------------------------------------------------


def _clean(options: argparse.Namespace) -> Figures:
    figures = Figures()
    print(
        f"  {'linter':<12}{'programs of':<14}{'n':>5}{'states':>8}{'clean':>9}"
        f"{'edits':>8}{'native':>8}{'changed':>9}{'s':>7}  rejects"
    )
    for name in _usable(options, figures):
        for corpus, language, programs in _corpora(name, options):
            clean = _guided(name, corpus, language, programs, options)
            figures.clean.append(clean)
            rejects = ", ".join(f"{n} {reason}" for reason, n in clean.rejects.items()) or "none"
            print(
                f"  {name:<12}{corpus:<14}{clean.programs:>5}{clean.states:>8}"
                f"{clean.clean_share:>9.2%}{clean.edits:>8.2f}{clean.native_edits:>8.2f}{clean.changed:>9.1%}"
                f"{clean.seconds:>7.0f}  {rejects}"
            )
            print("".join(f"    {line}\n" for line in clean.examples), end="", flush=True)
            if clean.clean_share < 1:
                found = f"{clean.clean_share:.2%} of states are clean: {clean.codes}"
                figures.missed.append(f"{name}, {corpus}: {found}")
        find_linter(name).close()
    return figures


def _corpora(name: str, options: argparse.Namespace) -> list[tuple[str, str, list[Program]]]:
    """Give the corpora that a linter guides on, with their language."""
    if name == "pylint" and not options.small:
        return [
            (CORPUS, "python", corpora.programs(CORPUS)),
            ("mbxp", "python", corpora.programs("mbxp")),
            ("stdlib", "python", corpora.sample_of_stdlib(options.modules, options.draw)),
        ]
    found = []
    for language in sorted(find_linter(name).languages):
        try:
            every = corpora.programs_in(language, options.cache.resolve() / language / "programs")
        except corpora.MissingCorpusError as error:
            print(f"  {name}: no programs in {language}: {error}")
            continue
        found.append((language, language, corpora.draw(every, options.programs, options.draw)))
    return found


def _guided(
    name: str, corpus: str, language: str, programs: list[Program], options: argparse.Namespace
) -> Clean:
    """Guide, and have another process judge all states."""
    clean = Clean(name, corpus, len(programs))
    texts = [program.text for program in programs]
    start = time.perf_counter()
    guided = _sampled(texts, language, lintseq.Config(linters=(name,)), options.samples)
    clean.seconds = time.perf_counter() - start
    native = _sampled(texts, language, lintseq.Config(), options.samples)
    rejects = [result.reason for result in guided if isinstance(result, lintseq.Reject)]
    clean.rejects = dict(collections.Counter(rejects))
    both = [
        (program.name, ours, plain)
        for program, ours, plain in zip(programs, guided, native, strict=True)
        if not isinstance(ours, lintseq.Reject) and not isinstance(plain, lintseq.Reject)
    ]
    if not both:
        return clean
    clean.edits = statistics.fmean(len(sequence) for _, ours, _ in both for sequence in ours)
    clean.native_edits = statistics.fmean(len(one) for *_, plain in both for one in plain)
    pairs = [pair for _, ours, plain in both for pair in zip(ours, plain, strict=True)]
    clean.changed = statistics.fmean(our.edits != one.edits for our, one in pairs)
    verdicts = Verdicts()
    # Pylint as its own command runs it; the others as lintseq runs them, from the start.
    other = judge.Judge() if name == "pylint" else instance.Instance(name, language)
    with other:
        for program, ours, _ in both:
            for sequence in ours:
                findings = other.lint(sequence.states()[1:])
                verdicts.add(program, sequence, [[], *findings])
    clean.states = verdicts.states
    clean.clean_share = verdicts.clean_share
    clean.codes = dict(verdicts.bad_by_code.most_common())
    clean.examples = list(verdicts.report(options.examples)) if verdicts.bad else []
    return clean


def _sampled(
    texts: Sequence[str], language: str, config: lintseq.Config, samples: int
) -> list[list[lintseq.EditSequence] | lintseq.Reject]:
    """Sample as `lintseq generate` does, so many rows at once."""
    results = []
    for first in range(0, len(texts), _BATCH_ROWS):
        batch = texts[first : first + _BATCH_ROWS]
        results += lintseq.sample_batch(batch, language, n=samples, config=config)
    return results


# --- sizes ---------------------------------------------------------------------------------------


def _sizes(options: argparse.Namespace) -> Figures:
    figures = Figures()
    programs = corpora.programs(CORPUS)[: options.limit]
    made = peer.kept_sequences(CORPUS, programs, SAMPLES)
    theirs = [sequence.sizes for sequence in made if sequence.sizes is not None]
    config = dataclasses.replace(lintseq.Config.paper(), linters=("pylint",))
    results = lintseq.sample_batch(
        [program.text for program in programs], n=SAMPLES, seed=options.seed, config=config
    )
    find_linter("pylint").close()
    rejected = [result for result in results if isinstance(result, lintseq.Reject)]
    ours = [
        peer.edit_sizes(sequence.render())
        for result in results
        if not isinstance(result, lintseq.Reject)
        for sequence in result
    ]
    print(f"  {len(programs)} programs, {SAMPLES} samples, rejected {len(rejected)}")
    for what, mine, other in (
        ("edits a sequence", list(map(len, ours)), list(map(len, theirs))),
        ("lines an edit", _joined(ours), _joined(theirs)),
    ):
        test = ks_2samp(mine, other)
        means = statistics.fmean(mine), statistics.fmean(other)
        distance, p = float(test.statistic), float(test.pvalue)
        figures.sizes.append(
            Distribution(what, len(mine), means[0], len(other), means[1], distance, p)
        )
        text = f"mean {means[0]:.2f}, pylintseq {means[1]:.2f}, distance {distance:.4f}, p {p:.3f}"
        print(f"  {what:<18}{text} (bar {MIN_P})")
        if p <= MIN_P:
            figures.missed.append(f"{what}: {text}")
    return figures


def _joined(sizes: list[list[int]]) -> list[int]:
    return [size for edits in sizes for size in edits]


# --- speed ---------------------------------------------------------------------------------------


def _speed(options: argparse.Namespace) -> Figures:
    """Give all of them the same programs in each round, on one core, with the text of the edits.

    What is compared is processor time, that of all processes: others may use the machine, too.
    """
    figures = Figures()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    else:
        print("  this system binds no process to a core")
    programs = corpora.programs(CORPUS)[: options.limit]
    theirs = Pace("pylintseq")
    paces = {
        (config, name): Pace(f"{config}, {name or 'native'}")
        for config in CONFIGS
        for name in (*MIN_RATIOS, "")
    }
    with peer.Peer() as other:

        def by_peer(programs: list[Program], sample: int) -> int:
            made = other.sequences([(program, sample) for program in programs])
            return sum(sequence.sizes is not None for sequence in made)

        by_peer(programs[:1], 0)  # starts the process
        for config, name in paces:
            _sequences(programs[:1], config, name)
        for number in range(options.rounds):
            theirs.add(lambda number=number: by_peer(programs, number))
            for (config, name), pace in paces.items():
                pace.add(lambda config=config, name=name: _sequences(programs, config, name))
    for name in MIN_RATIOS:
        find_linter(name).close()
    figures.speed = [theirs, *paces.values()]
    print(
        f"  {len(programs)} programs, {options.rounds} rounds, {SAMPLES} samples; a sequence takes"
    )
    print(f"  {'':<20}{'processor time':>16}{'(wall time)':>14}{'times as fast':>16}{'(wall)':>10}")
    for pace in figures.speed:
        pace.compare(theirs)
        print(
            f"  {pace.name:<20}{statistics.median(pace.seconds) * 1e3:>13,.3f} ms"
            f"{statistics.median(pace.wall_seconds) * 1e3:>11,.3f} ms"
            f"{pace.ratio:>16,.1f}{pace.wall_ratio:>10,.1f}"
        )
    for (config, name), pace in paces.items():
        bar = MIN_RATIOS.get(name)
        if bar and pace.ratio < bar:
            text = f"guided by {name} {pace.ratio:.1f} times as fast, not {bar:.0f}"
            figures.missed.append(f"speed, {config} configuration: {text}")
    return figures


def _sequences(programs: list[Program], config: str, linter: str) -> int:
    """Make sequences with their text, and count them."""
    texts = [program.text for program in programs]
    chosen = dataclasses.replace(CONFIGS[config], linters=(linter,) if linter else ())
    results = lintseq.sample_batch(texts, n=SAMPLES, config=chosen, threads=1)
    made = [s for result in results if not isinstance(result, lintseq.Reject) for s in result]
    for sequence in made:
        sequence.render()
    return len(made)


def _processor_seconds() -> float:
    """Give the processor time of this process and of all that it started."""
    this = psutil.Process()
    times = [process.cpu_times() for process in (this, *this.children(recursive=True))]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)


# --- throughput ----------------------------------------------------------------------------------


def _throughput(options: argparse.Namespace) -> Figures:
    figures = Figures()
    sizes = "".join(f"{size:>9}" for size in BATCHES)
    print(f"  {'states a second':<24}{sizes}   levels off at")
    for name in _usable(options, figures):
        linter = find_linter(name)
        for corpus, language, programs in _corpora(name, options)[:1]:
            states = _states([program.text for program in programs], language)
            linter.lint(states[:_WARM_STATES], language)  # starts and fills what stays warm
            rates: dict[int, float] = {}
            for size in BATCHES:
                # What is not worth the time is not measured: a rate that grows no more.
                if rates and size / max(rates.values()) > options.seconds:
                    break
                rates[size] = _rate(linter, states, language, size)
            best = max(rates.values())
            level = min(size for size, rate in rates.items() if rate >= LEVEL * best)
            figures.throughput.append(Throughput(name, language, rates, level))
            row = "".join(
                f"{rates[size]:>9,.1f}" if size in rates else f"{'-':>9}" for size in BATCHES
            )
            print(f"  {name + ', ' + corpus:<24}{row}   {level}", flush=True)
        linter.close()
    return figures


def _states(texts: list[str], language: str) -> list[str]:
    results = lintseq.sample_batch(texts, language, n=SAMPLES)
    every = (
        state
        for result in results
        if not isinstance(result, lintseq.Reject)
        for sequence in result
        for state in sequence.states()[1:]
    )
    states = list(dict.fromkeys(every))
    random.Random(0).shuffle(states)  # noqa: S311 - a draw, not a secret
    return states


def _rate(linter: lintseq.Linter, states: list[str], language: str, size: int) -> float:
    """Give the states a second of processor time in batches of a size, each with other states."""
    done = 0
    start = _processor_seconds()
    while (used := _processor_seconds() - start) < _MIN_SECONDS:
        batch = [states[(done + number) % len(states)] for number in range(size)]
        linter.lint(batch, language)
        done += size
    return done / used


def _usable(options: argparse.Namespace, figures: Figures) -> list[str]:
    """Name the linters to measure, and note those that cannot be used here."""
    names = []
    for info in lintseq.linters():
        if info.name == "native":
            continue
        wanted = not options.linter or info.name in options.linter
        if info.problem is None and wanted:
            names.append(info.name)
        elif info.problem is None:
            find_linter(info.name).close()
        elif wanted:
            figures.unavailable[info.name] = info.problem
            print(f"  {info.name}: not measured: {info.problem}")
    return names


PARTS = {"clean": _clean, "sizes": _sizes, "speed": _speed, "throughput": _throughput}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add("part", nargs="*", help="what to measure: " + ", ".join(PARTS) + " (all)")
    add("--linter", nargs="+", metavar="NAME", help="those to measure (all that can be used)")
    add("--programs", type=int, default=100, metavar="N", help="programs of each language (100)")
    add("--small", action="store_true", help="no more programs for pylint than for the others")
    add("--modules", type=int, default=60, metavar="N", help="standard modules for pylint (60)")
    add("--samples", type=int, default=1, metavar="N", help="sequences a program, for clean (1)")
    add("--limit", type=int, metavar="N", help=f"first N programs of {CORPUS}")
    add("--rounds", type=int, default=3, metavar="N", help="of the comparison of speed (3)")
    add("--seconds", type=float, default=60, metavar="S", help="most for a batch (60)")
    add("--seed", type=int, default=0, metavar="N", help="of the sequences, for sizes (0)")
    add("--draw", type=int, default=0, metavar="SEED", help="which programs are drawn (0)")
    add("--examples", type=int, default=1, metavar="N", help="findings to show of each kind (1)")
    add("--cache", type=Path, default=Path("build/languages"), help="where packages are kept")
    add("--json", type=Path, metavar="PATH", help="write the figures here, too")
    options = parser.parse_args()
    if unknown := set(options.part) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
