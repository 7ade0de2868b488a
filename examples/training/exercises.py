"""Made exercises, easy enough for a tiny model: keep some items, change them, then sum them up.

An exercise is composed of three parts, each with two wordings. The compositions that are tested are
not trained on in any wording, but each of their parts is. What a model gets right here says that
the road works, and nothing about programs that people write.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from training.pair import Pair, divided

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Exercises", "make_exercises"]

_INPUTS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an exercise: how it is worded, and what it is in Python."""

    wordings: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Family:
    """Parts that fit together. In their code ``{x}`` is an item, and ``{xs}`` the list of them."""

    function: str
    parameter: str
    item: str
    kept: tuple[Part, ...]
    changed: tuple[Part, ...]
    ends: tuple[Part, ...]
    before: str = ""


_NUMBERS = Family(
    function="compute",
    parameter="numbers",
    item="number",
    kept=(
        Part(("Keep the even numbers", "Take the even numbers"), "{x} % 2 == 0"),
        Part(("Keep the odd numbers", "Take the odd numbers"), "{x} % 2 == 1"),
        Part(("Keep the positive numbers", "Take the numbers above zero"), "{x} > 0"),
        Part(("Keep the negative numbers", "Take the numbers below zero"), "{x} < 0"),
        Part(("Keep the numbers above ten", "Take the numbers greater than ten"), "{x} > 10"),
        Part(("Keep the numbers below five", "Take the numbers less than five"), "{x} < 5"),
        Part(("Keep the multiples of three", "Take the multiples of three"), "{x} % 3 == 0"),
        Part(("Leave out zeros", "Keep the numbers that are not zero"), "{x} != 0"),
    ),
    changed=(
        Part(("double them", "multiply each by two"), "{x} * 2"),
        Part(("square them", "square each"), "{x} * {x}"),
        Part(("add one to each", "increase each by one"), "{x} + 1"),
        Part(("subtract three from each", "decrease each by three"), "{x} - 3"),
        Part(("negate them", "change the sign of each"), "-{x}"),
        Part(("halve them, rounded down", "divide each by two, rounded down"), "{x} // 2"),
        Part(("take their absolute values", "drop the sign of each"), "abs({x})"),
        Part(("take the last digit of each", "take each modulo ten"), "{x} % 10"),
    ),
    ends=(
        Part(("return their sum", "add them up"), "sum({xs})"),
        Part(("return the largest, or zero", "give the maximum, or zero"), "max({xs}, default=0)"),
        Part(("return the smallest, or zero", "give the minimum, or zero"), "min({xs}, default=0)"),
        Part(("return how many differ", "count the distinct ones"), "len(set({xs}))"),
        Part(("return them sorted", "give them in order"), "sorted({xs})"),
        Part(("return them reversed", "give them from last to first"), "{xs}[::-1]"),
        Part(("return the first two", "give the first two"), "{xs}[:2]"),
    ),
)
_WORDS = Family(
    function="process",
    parameter="text",
    item="word",
    before="words = text.split()",
    kept=(
        Part(("Keep the words of more than three letters", "Take the long words"), "len({x}) > 3"),
        Part(("Keep the words of at most three letters", "Take the short words"), "len({x}) <= 3"),
        Part(("Keep the words that begin with a", "Take the words starting with a"),
             "{x}.startswith('a')"),
        Part(("Keep the words that end in e", "Take the words ending in e"), "{x}.endswith('e')"),
        Part(("Keep the words with an o", "Take the words that contain o"), "'o' in {x}"),
        Part(("Leave out numbers", "Keep the words that are no numbers"), "not {x}.isdigit()"),
    ),
    changed=(
        Part(("write them in capitals", "make each upper case"), "{x}.upper()"),
        Part(("capitalize them", "capitalize each"), "{x}.capitalize()"),
        Part(("reverse them", "turn each around"), "{x}[::-1]"),
        Part(("double them", "write each twice"), "{x} * 2"),
        Part(("cut them to two letters", "take the first two letters of each"), "{x}[:2]"),
        Part(("drop the last letter of each", "cut the last letter off"), "{x}[:-1]"),
    ),
    ends=(
        Part(("return them joined by dashes", "join them with dashes"), "'-'.join({xs})"),
        Part(("return them joined by spaces", "join them with spaces"), "' '.join({xs})"),
        Part(("return how many there are", "count them"), "len({xs})"),
        Part(("return them sorted", "give them in order"), "sorted({xs})"),
        Part(("return the number of their letters", "count their letters"),
             "sum(map(len, {xs}))"),
        Part(("return the last, or nothing", "give the last one, or None"),
             "{xs}[-1] if {xs} else None"),
    ),
)  # fmt: skip
_VOCABULARY = (
    "an", "apple", "ate", "the", "blue", "stone", "over", "a", "long", "lane", "7", "go", "home",
    "42", "ox", "are", "one", "plate", "to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exercises:
    """Exercises for training, and for testing.

    Attributes:
        training: Those to train on.
        testing: Those of other compositions, with tests.
    """

    training: tuple[Pair, ...]
    testing: tuple[Pair, ...]


def make_exercises(training: int, testing: int, seed: int, parts: int | None = None) -> Exercises:
    """Make exercises.

    Args:
        training: How many to train on; fewer if there are not so many.
        testing: How many to test, each of another composition, none of which is trained on.
        seed: Decides which compositions are tested.
        parts: How many parts of each kind there are; all if None. With fewer there is less to
            learn.
    """
    rng = random.Random(f"exercises {seed}")  # noqa: S311
    compositions = [
        (family, chosen)
        for family in (_NUMBERS, _WORDS)
        for chosen in product(family.kept[:parts], family.changed[:parts], family.ends[:parts])
    ]
    rng.shuffle(compositions)
    tested = [_written(family, chosen, rng) for family, chosen in compositions[:testing]]
    trained = [
        pair for family, chosen in compositions[testing:] for pair in _wordings(family, chosen)
    ]
    rng.shuffle(trained)
    return Exercises(tuple(trained[:training]), tuple(tested))


def _wordings(family: Family, parts: tuple[Part, ...]) -> Iterator[Pair]:
    """Write an exercise in all wordings."""
    for wording in product(*(part.wordings for part in parts)):
        yield _pair(family, parts, wording)


def _written(family: Family, parts: tuple[Part, ...], rng: random.Random) -> Pair:
    wording = tuple(rng.choice(part.wordings) for part in parts)
    return _pair(family, parts, wording, rng)


_PROGRAM = """\
def {function}({parameter}):
    {docstring}
{before}    changed = []
    for {x} in {xs}:
        if {kept}:
            changed.append({changed})
    return {end}
"""


def _pair(
    family: Family,
    parts: tuple[Part, ...],
    wording: tuple[str, ...],
    rng: random.Random | None = None,
) -> Pair:
    kept, changed, end = (part.code.format(x=family.item, xs="changed") for part in parts)
    text = "{}, {}, and {}.".format(*wording)
    source = _PROGRAM.format(
        function=family.function,
        parameter=family.parameter,
        docstring=f'"""{text}"""',
        before=f"    {family.before}\n" if family.before else "",
        x=family.item,
        xs="words" if family.before else family.parameter,
        kept=kept,
        changed=changed,
        end=end,
    )
    made = divided(source)
    if made is None:  # not with the parts above
        raise AssertionError(source)
    name, instruction, program = made
    tests = "" if rng is None else _tests(name, program, rng)
    return Pair(f"exercise: {text}", "exercises", instruction, program, tests, name)


def _tests(function: str, program: str, rng: random.Random) -> str:
    """Write tests with what the program itself gives for some inputs."""
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - it was written here
    lines = ["def check(candidate):"]
    for number in range(_INPUTS):
        given = _given(function, rng) if number else ([] if function == _NUMBERS.function else "")
        lines.append(f"    assert candidate({given!r}) == {names[function](given)!r}")
    return "\n".join(lines) + "\n"


def _given(function: str, rng: random.Random) -> Any:
    if function == _NUMBERS.function:
        return [rng.randint(-20, 30) for _ in range(rng.randint(5, 12))]
    return " ".join(rng.choices(_VOCABULARY, k=rng.randint(5, 12)))
