"""The split: nothing that is tested, nor a near copy of it, is trained on.

A pair is left out if it is near to anything that is tested, by one of three measures:

- a *function* of it has the same name, unless the name is one word;
- its *instruction* shares a run of 13 words, the measure of Brown et al. (2020, arXiv 2005.14165,
  appendix C), or half of the runs of three words; words are of letters, in lower case, so that the
  numbers of examples do not count;
- its *program* holds a run of 25 tokens of one that is tested, or shares half of the runs of five
  tokens, names replaced by the order in which they come, so that renaming hides nothing. Programs
  are compared without docstrings and comments.

Files for pretraining are left out if they hold a run of 13 words of a tested instruction, or of 25
tokens of a tested program. The shares are Jaccard's: of the runs of both, how many are in both.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from training.pair import Pair, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Tested"]

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]+")
_RUN, _PROGRAM_RUN = 13, 25
_WORDS, _WORDS_SHARE = 3, 0.5
_CODE, _CODE_SHARE = 5, 0.5


@dataclass(slots=True)
class Tested:
    """What is tested, and what was left out since it is too near.

    Args:
        pairs: What is tested.

    Attributes:
        dropped: How many pairs or files were left out, by why.
        nearest: The largest share of what stayed, by measure.
    """

    pairs: Sequence[Pair]
    dropped: Counter[str] = field(init=False, default_factory=Counter)
    nearest: dict[str, float] = field(init=False, default_factory=dict)
    _names: set[str] = field(init=False, repr=False)
    _runs: set[tuple[str, ...]] = field(init=False, repr=False, default_factory=set)
    _long: set[tuple[str, ...]] = field(init=False, repr=False, default_factory=set)
    _words: Near = field(init=False, repr=False)
    _code: Near = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = (pair.entry_point or "" for pair in self.pairs)
        self._names = {name.lower() for name in names if "_" in name.strip("_")}
        self._words, self._code = Near(), Near()
        for pair in self.pairs:
            words, code = _said(pair), _tokens(bare(pair.program))
            self._runs |= _runs(words, _RUN)
            for tokens in (code, _tokens(pair.program)):  # files are compared as they are
                self._long |= _runs(tokens, _PROGRAM_RUN)
            self._words.add(_runs(words, _WORDS))
            self._code.add(_runs(_renamed(code), _CODE))

    def distant(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Give the pairs that are far enough from all that is tested."""
        for pair in pairs:
            why = self._why(pair)
            if why is None:
                yield pair
            else:
                self.dropped[f"{pair.source}: {why}"] += 1

    def distant_files(self, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Give the files that hold nothing of what is tested."""
        for name, text in files:
            if _runs(_words(text), _RUN) & self._runs:
                self.dropped["file: run of 13 words of an instruction"] += 1
            elif _runs(_tokens(text), _PROGRAM_RUN) & self._long:
                self.dropped["file: run of 25 tokens of a program"] += 1
            else:
                yield name, text

    def report(self) -> dict[str, Any]:
        """Give the numbers."""
        return {"dropped": dict(sorted(self.dropped.items())), "nearest": self.nearest}

    def _why(self, pair: Pair) -> str | None:
        names = re.findall(r"def (\w+)", f"{pair.instruction}\n{pair.program}")
        if self._names.intersection(map(str.lower, names)):
            return "function of the same name"
        said = _said(pair)
        if _runs(said, _RUN) & self._runs:
            return "run of 13 words of an instruction"
        words = self._words.share(_runs(said, _WORDS))
        if words >= _WORDS_SHARE:
            return "near an instruction"
        tokens = _tokens(bare(pair.program))
        if _runs(tokens, _PROGRAM_RUN) & self._long:
            return "run of 25 tokens of a program"
        code = self._code.share(_runs(_renamed(tokens), _CODE))
        if code >= _CODE_SHARE:
            return "near a program"
        for measure, share in (("instruction", words), ("program", code)):
            key = f"{pair.source}: {measure}"
            self.nearest[key] = max(self.nearest.get(key, 0.0), round(share, 3))
        return None


@dataclass(slots=True)
class Near:
    """Finds the set that shares most with another one."""

    _sizes: list[int] = field(default_factory=list)
    _holders: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def add(self, runs: set[tuple[str, ...]]) -> None:
        """Add a set."""
        for run in runs:
            self._holders.setdefault(run, []).append(len(self._sizes))
        self._sizes.append(len(runs))

    def share(self, runs: set[tuple[str, ...]]) -> float:
        """Give the largest share, from 0 to 1: of the runs in one of both, how many are in both."""
        common = Counter(place for run in runs for place in self._holders.get(run, ()))
        return max(
            (both / (len(runs) + self._sizes[place] - both) for place, both in common.items()),
            default=0.0,
        )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _said(pair: Pair) -> list[str]:
    """Give the words of the docstring alone; heads are short and look alike."""
    parts = re.split("\"\"\"|'''", pair.instruction, maxsplit=1)
    return _words(parts[-1])


def _renamed(tokens: list[str]) -> list[str]:
    """Replace names by the order in which they first come."""
    names: dict[str, str] = {}
    return [
        names.setdefault(token, f"name{len(names)}")
        if token.isidentifier() and not keyword.iskeyword(token)
        else token
        for token in tokens
    ]


def _runs(tokens: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return set(zip(*(tokens[start:] for start in range(length)), strict=False))
