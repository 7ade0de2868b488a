"""How good the sequences are: promises, syntax, pylint's verdict, and the size of edits.

    python benches/quality.py [--corpus NAME ...] [--config default|paper] [--limit N] ...

States are counted without the empty one and the finished program, which are always good. Exit
status: 0 if every bar is met, 1 if one is missed, 2 if nothing was measured.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
import judge
import lintseq
import peer
import promises
import verdicts

if TYPE_CHECKING:
    from corpora import Program
    from lintseq import EditSequence

CLEAN_SHARE_OF_DATASETS = 0.995
CLEAN_SHARE_OF_LIBRARIES = 0.98
PEER_TOLERANCE = 0.10
CONFIGS = {"default": lintseq.Config(), "paper": lintseq.Config.paper()}


@dataclass
class Comparison:
    """Edits a sequence and lines an edit, over the programs that both gave sequences for."""

    programs: int
    edits: float
    lines: float
    peer_edits: float = 0.0
    peer_lines: float = 0.0


@dataclass
class Figures:
    """What one corpus gave; None is not measured."""

    corpus: str
    config: str
    programs: int = 0
    rejects: dict[str, int] = field(default_factory=dict)
    sequences: int = 0
    states: int = 0
    edits_per_sequence: float = 0.0
    lines_per_edit: float = 0.0
    broken_round_trips: int = 0
    broken_insertions: int = 0
    refused_states: int = 0
    judged_programs: int = 0
    judged_states: int = 0
    clean_share: float | None = None
    codes: dict[str, int] = field(default_factory=dict)
    peer: dict[str, Comparison] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def main() -> int:
    """Measure, print, and say whether a bar was missed."""
    options = _options()
    every: list[Figures] = []
    for corpus in options.corpus or corpora.MEASURED:
        try:
            programs = corpora.programs(corpus)[: options.limit]
        except corpora.MissingCorpusError as error:
            print(f"{corpus}: skipped: {error}", flush=True)
            continue
        figures = Figures(corpus, options.config, programs=len(programs))
        _measure(programs, options, figures)
        every.append(figures)
    if options.json:
        text = json.dumps([asdict(figures) for figures in every], indent=1)
        Path(options.json).write_text(text + "\n", encoding="utf-8")
    if not every:
        print("nothing was measured")
        return 2
    missed = [f"{figures.corpus}: {bar}" for figures in every for bar in figures.missed]
    print("\nmissed:\n  " + "\n  ".join(missed) if missed else "\nevery bar is met")
    return 1 if missed else 0


def _measure(programs: list[Program], options: argparse.Namespace, figures: Figures) -> None:
    print(f"\n{figures.corpus}, {options.config} configuration, {options.samples} samples")
    found = _sample(programs, options, figures)
    _measure_sizes(found, figures)
    _check_promises(found, options, figures)
    part = programs
    if figures.corpus in corpora.LIBRARIES:
        part = corpora.draw(programs, options.modules, options.draw)
    if options.judge:
        _judge_states({p.name: found[p.name] for p in part if p.name in found}, options, figures)
    if options.peer:
        _compare_with_peer(part[: options.peer_limit], options, figures)


def _sample(
    programs: list[Program], options: argparse.Namespace, figures: Figures
) -> dict[str, list[EditSequence]]:
    texts = [program.text for program in programs]
    results = lintseq.sample_batch(
        texts, n=options.samples, seed=options.seed, config=CONFIGS[options.config]
    )
    found: dict[str, list[EditSequence]] = {}
    rejects: list[tuple[str, lintseq.Reject]] = []
    for program, result in zip(programs, results, strict=True):
        if isinstance(result, lintseq.Reject):
            rejects.append((program.name, result))
        else:
            found[program.name] = result
    figures.rejects = dict(collections.Counter(reject.reason for _, reject in rejects))
    _say("programs", f"{len(programs)}, rejects: {figures.rejects or 'none'}")
    _list([f"{name}: {reject.reason}: {reject.detail}" for name, reject in rejects], options)
    return found


def _measure_sizes(found: dict[str, list[EditSequence]], figures: Figures) -> None:
    every = [sequence for sequences in found.values() for sequence in sequences]
    sizes = [peer.edit_sizes(sequence.render()) for sequence in every]
    edits = sum(map(len, sizes))
    figures.sequences = len(every)
    figures.states = sum(len(sequence) - 1 for sequence in every)
    figures.edits_per_sequence = edits / max(1, len(sizes))
    figures.lines_per_edit = sum(map(sum, sizes)) / max(1, edits)
    _say(
        "sequences",
        f"{figures.sequences}, {figures.states} states, "
        f"{figures.edits_per_sequence:.2f} edits a sequence, "
        f"{figures.lines_per_edit:.2f} lines an edit",
    )


def _check_promises(
    found: dict[str, list[EditSequence]], options: argparse.Namespace, figures: Figures
) -> None:
    named = [(name, sequence) for name, sequences in found.items() for sequence in sequences]
    with ProcessPoolExecutor(options.jobs) as pool:
        outcomes = list(pool.map(promises.check, [s for _, s in named], chunksize=16))
    reports: dict[str, list[str]] = {"promise 1": [], "promise 2": [], "ast.parse": []}
    for (name, sequence), outcome in zip(named, outcomes, strict=True):
        place = f"{name} sample {sequence.sample}"
        reports["promise 1"] += [f"{place}: {outcome.round_trip}"] if outcome.round_trip else []
        reports["promise 2"] += [f"{place}: {outcome.insertions}"] if outcome.insertions else []
        reports["ast.parse"] += [f"{place} state {n}: {error}" for n, error in outcome.refused]
    for check, broken in reports.items():
        what = "refused states" if check == "ast.parse" else "sequences that break it"
        _say(check, f"{len(broken)} {what}")
        _list(broken, options)
        if broken:
            figures.missed.append(f"{check}: {len(broken)} {what}")
    counts = [len(broken) for broken in reports.values()]
    figures.broken_round_trips, figures.broken_insertions, figures.refused_states = counts


def _judge_states(
    found: dict[str, list[EditSequence]], options: argparse.Namespace, figures: Figures
) -> None:
    summary = verdicts.Verdicts()
    with judge.Judge(options.jobs) as pylint:
        for number, (name, sequences) in enumerate(found.items()):
            _progress(f"pylint: program {number} of {len(found)}")
            for sequence in sequences:
                summary.add(name, sequence, pylint.lint(sequence.states()))
    _progress("")
    figures.judged_programs, figures.judged_states = len(found), summary.states
    figures.clean_share = summary.clean_share
    figures.codes = dict(summary.bad_by_code.most_common())
    is_dataset = figures.corpus in corpora.DATASETS
    bar = CLEAN_SHARE_OF_DATASETS if is_dataset else CLEAN_SHARE_OF_LIBRARIES
    share = f"{summary.clean_share:.2%} of {summary.states} states are clean"
    _say("pylint", f"{share} ({len(found)} programs; bar {bar:.1%})")
    for line in summary.report(options.examples):
        print(f"    {line}")
    if summary.clean_share < bar:
        figures.missed.append(f"pylint: {share}")


def _compare_with_peer(
    programs: list[Program], options: argparse.Namespace, figures: Figures
) -> None:
    """Compare the sizes of edits with the peer's, in the paper's configuration.

    Every program counts the same, whatever the number of its sequences. The peer takes pylint's
    findings in the finished program for errors to be repaired by its first deletion, which often
    takes everything; so the programs without such findings are compared on their own, too.
    """
    texts = [program.text for program in programs]
    results = lintseq.sample_batch(
        texts, n=options.samples, seed=options.seed, config=CONFIGS["paper"]
    )
    ours = {
        program.name: [peer.edit_sizes(sequence.render()) for sequence in result]
        for program, result in zip(programs, results, strict=True)
        if not isinstance(result, lintseq.Reject)
    }
    theirs: dict[str, list[list[int]]] = collections.defaultdict(list)
    _progress(f"pylintseq: {len(programs)} programs, unless made before")
    for sequence in peer.kept_sequences(
        figures.corpus, programs, options.peer_samples, options.jobs
    ):
        if sequence.sizes is not None:
            theirs[sequence.name].append(sequence.sizes)
    with judge.Judge(options.jobs) as pylint:
        found = pylint.lint([program.text for program in programs])
        own = {program.name: bool(f) for program, f in zip(programs, found, strict=True)}
    _progress("")
    both = [name for name in ours if name in theirs]
    clean = [name for name in both if not own[name]]
    for kind, names in (("all", both), ("clean", clean)):
        if not names:
            continue
        comparison = Comparison(len(names), *_means([ours[name] for name in names]))
        comparison.peer_edits, comparison.peer_lines = _means([theirs[name] for name in names])
        figures.peer[kind] = comparison
        for what, mine, other in (
            ("edits a sequence", comparison.edits, comparison.peer_edits),
            ("lines an edit", comparison.lines, comparison.peer_lines),
        ):
            sizes = f"{mine:.2f} {what}, pylintseq {other:.2f}, ratio {mine / other:.3f}"
            of = f"{len(names)} programs" + (" without findings" if kind == "clean" else "")
            _say("paper config", f"{sizes} ({of})")
            if kind == options.peer_bar and abs(mine / other - 1) > PEER_TOLERANCE:
                figures.missed.append(f"peer: {sizes}")


def _means(programs: list[list[list[int]]]) -> tuple[float, float]:
    """Give edits a sequence and lines an edit, from the sizes of each sequence's edits."""
    edits = sum(sum(map(len, sizes)) / len(sizes) for sizes in programs)
    lines = sum(sum(map(sum, sizes)) / len(sizes) for sizes in programs)
    return edits / len(programs), lines / edits


def _say(what: str, text: str) -> None:
    print(f"  {what:<14}{text}", flush=True)


def _list(reports: list[str], options: argparse.Namespace) -> None:
    shown = max(3, options.examples)
    for report in reports[:shown]:
        print(f"    {report}")
    if len(reports) > shown:
        print(f"    ... and {len(reports) - shown} more")


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text:<60}" if text else f"\r{'':<60}\r", end="", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add = parser.add_argument
    flag = argparse.BooleanOptionalAction
    add("--corpus", nargs="+", choices=corpora.NAMES, help="default: " + " ".join(corpora.MEASURED))
    add("--config", choices=sorted(CONFIGS), default="default")
    add("--samples", type=int, default=3, metavar="N", help="sequences a program (3)")
    add("--seed", type=int, default=0, metavar="N", help="of the sequences (0)")
    add("--limit", type=int, metavar="N", help="first N programs of each corpus")
    add("--modules", type=int, default=60, metavar="N", help="modules of a library to judge (60)")
    add("--draw", type=int, default=0, metavar="SEED", help="which modules are drawn (0)")
    add("--judge", action=flag, default=True, help="judge states with pylint")
    add("--peer", action=flag, default=True, help="compare sizes with pylintseq's")
    add("--peer-limit", type=int, metavar="N", help="programs of each corpus for pylintseq")
    add("--peer-samples", type=int, default=1, metavar="N", help="its sequences a program (1)")
    add(
        "--peer-bar",
        choices=["all", "clean"],
        default="all",
        help="which programs decide: all (default), or those that pylint finds clean",
    )
    add("--jobs", type=int, default=1, metavar="N", help="processes (1)")
    add("--examples", type=int, default=0, metavar="N", help="findings to show of each kind")
    add("--json", metavar="PATH", help="write the figures here, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
