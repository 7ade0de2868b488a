"""A language: any text of it is sampled and keeps the promises, or is rejected with a reason."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from lintseq.config import Config
from lintseq.errors import LintSeqError
from lintseq.language import require_language
from lintseq.linter import NATIVE
from lintseq.linting import verify
from lintseq.sampling import sample_batch
from lintseq.sequence import EditSequence, Reject, split_lines
from lintseq.testing.configs import configs
from lintseq.testing.fuzzing.target import Case, Outcome
from lintseq.testing.material import find_material
from lintseq.testing.oracle import BrokenPromise, broken_promises
from lintseq.testing.programs import programs
from lintseq.testing.sequences import without_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

__all__ = ["LanguageTarget"]

_SAMPLES = 2
_PARTS = 8
_SECONDS = 60.0  # only what does not end reaches it


class LanguageTarget:
    """A language, with the native linter and all configurations.

    Without parsing states, ``reparse="auto"``, they are clean if the program is one of the
    language, as generated ones are; of any text that is only promised where states are parsed.

    Args:
        subject: The language.
    """

    kind = "language"

    def __init__(self, subject: str) -> None:
        self.subject = self.language = require_language(subject)

    def cases(self, sources: Sequence[str]) -> SearchStrategy[Case]:
        """Give programs, valid and not, with configurations and seeds."""
        wild = self._cases(programs(self.language, sources=sources), valid=False, reparse="always")
        if find_material(self.language).grammar is None:
            return wild
        return self._cases(programs(self.language, valid=True), valid=True) | wild

    def _cases(
        self, wanted: SearchStrategy[str], *, valid: bool, **fixed: str
    ) -> SearchStrategy[Case]:
        return st.fixed_dictionaries(
            {
                "program": wanted,
                "valid": st.just(valid),
                "config": st.just(dict[str, Any](fixed)) | configs(**fixed).map(_told),
                "seed": st.integers(0, 2**64 - 1),
            }
        )

    def check(self, case: Case) -> Outcome:
        """Sample the program, and hold what comes of it to the promises."""
        program, seed = case["program"], case["seed"]
        config = Config(**{"max_seconds": _SECONDS, **case["config"]})
        result = self._sample([program], config, seed)[0]
        broken = list(self._same_elsewhere(program, config, seed, result))
        if isinstance(result, Reject):
            broken += _well_formed(result, valid=case["valid"])
            return Outcome(tuple(broken), frozenset({f"reject {result.reason}"}))
        broken += _bounded(result, config)
        for number, sequence in enumerate(result):
            broken += broken_promises(
                sequence,
                program,
                linter=NATIVE if config.strategy == "lintseq" else None,
                config=config,
                formats=None if number == 0 else (),
            )
        return Outcome(tuple(broken), self._features(result[0], config))

    def _sample(
        self, texts: Sequence[str | bytes], config: Config, seed: int, threads: int = 1
    ) -> list[list[EditSequence] | Reject]:
        return sample_batch(
            texts, self.language, n=_SAMPLES, seed=seed, config=config, threads=threads
        )

    def _same_elsewhere(
        self, program: str, config: Config, seed: int, result: list[EditSequence] | Reject
    ) -> Iterator[BrokenPromise]:
        """Sample it as bytes, among others and on other threads."""
        neighbours = self._sample(
            ["x\n", program.encode(), program[::-1], program], config, seed, threads=2
        )
        if neighbours[1] != result or neighbours[3] != result:
            yield BrokenPromise("reproducible", "among other programs it gives other sequences")

    def _features(self, sequence: EditSequence, config: Config) -> frozenset[str]:
        """Tell what the linter can find in the program's parts: which rules it is subject to."""
        found = {f"edits {len(sequence).bit_length()}", f"lines {sequence.steps.size.bit_length()}"}
        count = len(split_lines(sequence.program))
        steps = np.arange(count, dtype=np.int32)[::-1] * _PARTS // max(1, count)
        backwards = EditSequence(sequence.program, self.language, without_gaps(steps))
        try:
            for violation in verify(backwards, config=config):
                found |= {f"finding {one.code}" for one in violation.diagnostics}
        except LintSeqError:
            found.add("unlinted")
        return frozenset(found)


def _told(config: Config) -> dict[str, Any]:
    """Tell what is not as usual in a configuration."""
    defaults = {option.name: option.default for option in fields(Config)}
    told = {name: value for name, value in asdict(config).items() if value != defaults[name]}
    told.pop("max_seconds", None)
    return told


def _well_formed(result: Reject, *, valid: bool) -> Iterator[BrokenPromise]:
    if not result.reason or not result.detail:
        yield BrokenPromise("rejects", f"a reject without its reason: {result}")
    if valid:
        yield BrokenPromise("accepted", f"a generated program is rejected: {result.detail}")


def _bounded(result: Sequence[EditSequence], config: Config) -> Iterator[BrokenPromise]:
    """Hold the sequences to what the configuration says of their number and length."""
    if config.distinct and len(set(result)) != len(result):
        yield BrokenPromise("distinct", "two samples are equal")
    if not config.distinct and len(result) != _SAMPLES:
        yield BrokenPromise("distinct", f"there are {len(result)} samples, not {_SAMPLES}")
    longest = max((len(sequence) for sequence in result), default=0)
    if config.max_edits is not None and longest > config.max_edits:
        yield BrokenPromise("bounded", f"{longest} edits are more than {config.max_edits}")
