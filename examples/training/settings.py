"""The settings of an experiment, read from a TOML file."""

from __future__ import annotations

import dataclasses
import sys
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Data", "Finetuning", "Model", "Pretraining", "Problems", "Sampling", "Settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What is trained on.

    Attributes:
        megabytes: Of Python files, for pretraining, the vocabulary, and mining.
        mined: How many mined pairs at most.
        exercises: How many made exercises to train on, at most.
        exercises_tested: How many to keep for testing.
        exercise_parts: How many parts of each kind they are composed of; all if None.
        pairs: A file of further pairs, see `training.pair.given_pairs`; none if empty.
        mbxp: Whether to train on MBXP, but for the part that is tested.
        tested: The share of MBXP that is for testing.
        sequences: Edit sequences of each program.
        sampler: How they are sampled: as the paper's implementation does, or lintseq's default.
        edit_format: The edit format.
        max_tokens: Tokens of a row; a pair with a longer row, in any arm, is in no arm.
    """

    megabytes: float
    mined: int
    exercises: int
    exercises_tested: int = 100
    exercise_parts: int | None = None
    pairs: str = ""
    mbxp: bool = True
    tested: float = 0.2
    sequences: int = 5
    sampler: Literal["paper", "default"] = "paper"
    edit_format: str = "unified"
    max_tokens: int = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """How many problems are tested; those with the first digests of their names.

    Attributes:
        humaneval: Of HumanEval.
        mbxp: Of the part of MBXP for testing.
        exercises: Made exercises.
    """

    humaneval: int
    mbxp: int
    exercises: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretraining:
    """How a model is trained from nothing.

    Attributes:
        vocabulary: Tokens of the vocabulary, which is made of the same files.
        hidden: Width of the model.
        layers: Number of its layers.
        heads: Number of its attention heads.
        context: Tokens of a block.
        batch: Blocks of a step.
        steps: Steps.
        learning_rate: Its peak.
    """

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    context: int
    batch: int
    steps: int
    learning_rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finetuning:
    """How a model is fine-tuned, the same for each arm.

    Attributes:
        steps: Steps of the optimizer; the arm of equal tokens takes as many as it needs.
        batch: Rows of a step.
        passes: In how many passes a step is made, where memory is short.
        learning_rate: Its peak.
        warmup: Steps until it is reached.
        schedule: How it falls, by its name in transformers.
        weight_decay: Of the optimizer.
    """

    steps: int
    batch: int
    passes: int = 1
    learning_rate: float
    warmup: int
    schedule: str = "cosine"
    weight_decay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How models write.

    Attributes:
        n: Samples of a problem, at each temperature.
        temperatures: The temperatures.
        top_p: The share of the probability that is drawn from.
        max_new_tokens: When a sample is cut off.
        batch: Samples that are written at once.
    """

    n: int
    temperatures: tuple[float, ...]
    top_p: float = 0.95
    max_new_tokens: int
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model and what is done with it.

    Attributes:
        base: The model that the arms begin with: one of a package, see `training.models`, or the
            name or folder of a model of transformers.
        pretraining: How one is made instead, from nothing.
        separator: How the embedding of the separator begins: as the ``mean`` of all, which is what
            transformers does, or as that of the ``end`` of sequence, which ends something, too.
        finetuning: How it is fine-tuned.
        sampling: How it writes.
        problems: What it is tested on.
    """

    base: str | None = None
    pretraining: Pretraining | None = None
    separator: Literal["mean", "end"] = "mean"
    finetuning: Finetuning
    sampling: Sampling
    problems: Problems

    def __post_init__(self) -> None:
        if (self.base is None) == (self.pretraining is None):
            raise SystemExit("a model has either a base or a table pretraining")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of an experiment.

    Attributes:
        seed: Of all that is drawn.
        arms: What is compared, see `training.arms`.
        data: What is trained on.
        models: The models by their names.
        precision: What models are trained and write with: ``fp32``, or ``bf16``, which is quick
            where the device has instructions for it. Weights are trained as ``fp32`` in any case.
        seconds: Seconds for a program with its tests.
    """

    seed: int = 0
    arms: tuple[str, ...] = ("whole", "lintseq", "randseq", "whole-tokens")
    data: Data
    models: dict[str, Model]
    precision: Literal["bf16", "fp32"] = "fp32"
    seconds: float = 5.0

    @classmethod
    def read(cls, path: Path, changes: Sequence[str] = ()) -> Settings:
        """Read settings.

        Args:
            path: A TOML file.
            changes: What to change, as ``models.tiny.finetuning.steps=20``; values are TOML.

        Raises:
            SystemExit: If something is missing, unknown, or of another type.
        """
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
            for change in changes:
                name, _, value = change.partition("=")
                table = found
                *tables, last = name.strip().split(".")
                for part in tables:
                    table = table[part]
                table[last] = tomllib.loads(f"value = {value}")["value"]
        except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise SystemExit(f"{path}: {error!r}") from None
        made: Settings = _made(cls, found, str(path))
        return made

    def only(self, models: Sequence[str] | None, arms: Sequence[str] | None) -> Settings:
        """Leave out other models and arms than these; None takes all.

        Raises:
            SystemExit: If there is no such model, or no such arm.
        """
        for chosen, there in ((models, self.models), (arms, self.arms)):
            if unknown := set(chosen or ()) - set(there):
                said = ", ".join(sorted(unknown))
                raise SystemExit(f"not among the settings: {said}; there are {', '.join(there)}")
        return dataclasses.replace(
            self,
            models={name: self.models[name] for name in models or self.models},
            arms=tuple(arms or self.arms),
        )


def _made(kind: Any, found: Any, place: str) -> Any:  # noqa: PLR0911 - any type, by its form
    """Make a value of a type; lists become tuples and tables dataclasses."""
    options = [one for one in typing.get_args(kind) if one is not type(None)]
    if dataclasses.is_dataclass(kind):
        return _table(kind, found, place)
    if typing.get_origin(kind) is Literal:
        if found in options:
            return found
        raise SystemExit(f"{place}: one of {', '.join(map(str, options))}, not {found!r}")
    if typing.get_origin(kind) is dict:
        return {name: _made(options[1], one, f"{place}: {name}") for name, one in found.items()}
    if typing.get_origin(kind) is tuple:
        return tuple(_made(options[0], one, place) for one in found)
    if options:
        return _made(options[0], found, place)
    if kind is float and type(found) is int:
        return float(found)
    if type(found) is not kind:
        raise SystemExit(f"{place}: {kind.__name__}, not {found!r}")
    return found


def _table(kind: Any, found: Any, place: str) -> Any:
    if not isinstance(found, dict):
        raise SystemExit(f"{place}: a table, not {found!r}")
    kinds = typing.get_type_hints(kind)
    values = {}
    for name, value in found.items():
        if name not in kinds:
            raise SystemExit(f"{place}: unknown: {name}; known: {', '.join(kinds)}")
        values[name] = _made(kinds[name], value, f"{place}: {name}")
    try:
        return kind(**values)
    except TypeError as error:
        raise SystemExit(f"{place}: {error}") from None
