"""The peer: pylintseq 0.0.2, with the settings of its ``generate.py``, in processes of its own.

Its sequences are slow to make, so they are kept in ``build/`` for each version of Python and
pylint. Run as a program, this file is a worker.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import platform
import random
import time
import zlib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from typing_extensions import Self

    from corpora import Program

MAX_SECONDS = 600.0

_BUILD = Path(__file__).resolve().parent.parent / "build"


class PeerSequence(NamedTuple):
    """One sequence of the peer.

    Attributes:
        name: The program.
        sizes: The sizes of its edits, see `edit_sizes`; None if the peer gives no sequence.
        seconds: What it took.
    """

    name: str
    sizes: list[int] | None
    seconds: float


class _Question(TypedDict):
    text: str
    seed: int


def edit_sizes(edits: Iterable[str]) -> list[int]:
    """Count the lines that each edit inserts, from the edits' text.

    Blank lines do not count, nor do edits that insert nothing else: the peer strips its states,
    so that blank lines at their ends come and go.
    """
    sizes = [
        sum(line.startswith("+") and not line[1:].isspace() and len(line) > 1 for line in lines)
        for lines in (edit.split("\n") for edit in edits)
    ]
    return [size for size in sizes if size]


class Peer:
    """Makes sequences in one worker process or several."""

    def __init__(self, jobs: int = 1) -> None:
        self._workers = worker.Workers(Path(__file__), MAX_SECONDS, jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.close()

    def sequences(self, pairs: Sequence[tuple[Program, int]]) -> Iterator[PeerSequence]:
        """Make a sequence for each program and number of a sample, in order.

        Raises:
            WorkerError: If the peer died or hung on a program, twice.
        """
        questions = [
            _Question(text=program.text, seed=zlib.crc32(program.text.encode()) + sample)
            for program, sample in pairs
        ]
        answers = self._workers.ask(questions)
        for (program, _), answer in zip(pairs, answers, strict=True):
            yield PeerSequence(program.name, *answer)


def kept_sequences(
    corpus: str, programs: Iterable[Program], samples: int, jobs: int = 1
) -> list[PeerSequence]:
    """Give the sequences of each program, from ``build/`` where they were made before.

    Raises:
        WorkerError: If the peer died or hung on a program, twice.
    """
    versions = f"python{platform.python_version()}-pylint{metadata.version('pylint')}"
    path = _BUILD / f"peer-{corpus}-{versions}.jsonl"
    known: dict[str, PeerSequence] = {}
    if path.is_file():
        for key, *sequence in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            known[key] = PeerSequence(*sequence)
    wanted = {_key(*pair): pair for pair in itertools.product(programs, range(samples))}
    fresh = [key for key in wanted if key not in known]
    _BUILD.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file, Peer(jobs) as peer:
        made = peer.sequences([wanted[key] for key in fresh])
        for key, sequence in zip(fresh, made, strict=True):
            known[key] = sequence
            file.write(json.dumps([key, *sequence]) + "\n")
            file.flush()
    return [known[key]._replace(name=program.name) for key, (program, _) in wanted.items()]


def _key(program: Program, sample: int) -> str:
    return hashlib.sha256(f"{sample} {program.text}".encode()).hexdigest()


def _pylintseq() -> Callable[[_Question], tuple[list[int] | None, float]]:
    """Give a function that makes one sequence: its sizes, and the seconds it took."""
    import numpy as np  # noqa: PLC0415 - only the worker needs the peer
    from pylintseq import utils  # noqa: PLC0415

    def sequence(question: _Question) -> tuple[list[int] | None, float]:
        random.seed(question["seed"])
        np.random.seed(question["seed"] % 2**32)  # noqa: NPY002 - what the peer draws from
        start = time.perf_counter()
        found = utils.lintseq_backward_sampling_pythonic(
            question["text"],
            children_per_round=1,
            top_k=1,
            max_population_size=1,
            max_depth=512,
            indent_bias_sampling_factor=1,
            ignore_imports=False,
            ignore_comments=True,
            ignore_global_defs=True,
            ignore_init_errors=False,
        )
        if found is None:
            return None, time.perf_counter() - start
        _, edits = utils.inflate_edit_path(question["text"], found[0][0])
        return edit_sizes(edits), time.perf_counter() - start

    return sequence


if __name__ == "__main__":
    worker.serve(_pylintseq())
