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


class PeerText(NamedTuple):
    """The edits of one sequence of the peer, as it writes them.

    Attributes:
        edits: The texts of the edits; None if there is no sequence.
        error: What it raised; None if it raised nothing.
    """

    edits: list[str] | None
    error: str | None


class _Question(TypedDict):
    text: str
    seed: int
    texts: bool


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
            _Question(
                text=program.text, seed=zlib.crc32(program.text.encode()) + sample, texts=False
            )
            for program, sample in pairs
        ]
        answers = self._workers.ask(questions)
        for (program, _), answer in zip(pairs, answers, strict=True):
            yield PeerSequence(program.name, *answer)

    def texts(self, programs: Iterable[str], seed: int) -> Iterator[PeerText]:
        """Make a sequence for each program, and give its edits as the peer writes them.

        Raises:
            WorkerError: If the peer died or hung on a program, twice.
        """
        questions = [_Question(text=program, seed=seed, texts=True) for program in programs]
        for edits, error in self._workers.ask(questions):
            yield PeerText(edits, error)


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


def _pylintseq() -> Callable[[_Question], tuple[object, object]]:
    """Give a function that makes one sequence.

    It gives the sizes of the edits and the seconds it took; or their texts and what it raised.
    """
    import numpy as np  # noqa: PLC0415 - only the worker needs the peer
    from pylintseq import utils  # noqa: PLC0415

    def answer(question: _Question) -> tuple[object, object]:
        start = time.perf_counter()
        if not question["texts"]:
            edits = sequence(question)
            sizes = None if edits is None else edit_sizes(edits)
            return sizes, time.perf_counter() - start
        try:
            return sequence(question), None
        except Exception as error:  # noqa: BLE001 - whatever the peer fails with is what counts
            return None, repr(error)

    def sequence(question: _Question) -> list[str] | None:
        random.seed(question["seed"])
        np.random.seed(question["seed"] % 2**32)  # noqa: NPY002 - what the peer draws from
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
            return None
        edits: list[str] = utils.inflate_edit_path(question["text"], found[0][0])[1]
        return edits

    return answer


if __name__ == "__main__":
    worker.serve(_pylintseq())
