"""The arms: the same pairs as whole programs, as edit sequences of LintSeq, and of RandSeq.

All arms take as many steps of the optimizer with as many rows, and see the same programs as
often: the whole program anew each time, or the next of its sequences. Edits have more tokens, so
there is one arm more: ``whole-tokens`` is trained on whole programs for so many steps that it sees
as many tokens as ``lintseq`` does.

A row has a prompt and a completion, and has loss on the completion. Texts are the paper's: the
instruction, then edits behind ``<|diff|>``; whole programs follow a line end.
"""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lintseq
from lintseq.training import DIFF, IGNORED, Export, Mask, View, make_shape, token_mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training.pair import Pair
    from training.settings import Data

__all__ = ["ARMS", "Arm", "Row", "chosen_rows", "make_rows", "steps_of"]


_WINDOW = 50  # batches among which pairs are put together by length


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm.

    Attributes:
        rows: Whose rows it is trained on.
        tokens_of: Whose tokens it sees; None for as many steps as the others.
        strategy: How its sequences are sampled; None for whole programs.
    """

    rows: str
    tokens_of: str | None = None
    strategy: str | None = None

    @property
    def begun(self) -> str:
        """What stands between the instruction and what the model writes."""
        return "\n" if self.strategy is None else "\n" + DIFF

    def prompt(self, instruction: str) -> str:
        """Give what the model is prompted with, to its last character before it writes."""
        return instruction + self.begun


ARMS = {
    "whole": Arm("whole"),
    "lintseq": Arm("lintseq", strategy="lintseq"),
    "randseq": Arm("randseq", strategy="random"),
    "whole-tokens": Arm("whole", tokens_of="lintseq"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row for the trainer.

    Attributes:
        name: The pair that it is made of.
        prompt: What has no loss.
        completion: What has.
        tokens: The tokens of both.
        trained: Those with loss.
    """

    name: str
    prompt: str
    completion: str
    tokens: int
    trained: int


def make_rows(
    pairs: Sequence[Pair],
    data: Data,
    tokenizer: Any,
    seed: int,
) -> tuple[dict[str, list[Row]], int]:
    """Make the rows of all arms that have their own.

    Returns:
        The rows by arm, and how many pairs are left out, since a row has too many tokens or the
        program yields no sequence.
    """
    made: dict[str, dict[str, list[Row]]] = {}
    for name, arm in ARMS.items():
        if arm.tokens_of is not None:
            continue
        rows = made.setdefault(name, {})
        for row in _rows(arm, pairs, data, tokenizer, seed):
            rows.setdefault(row.name, []).append(row)
    kept = [
        pair.name
        for pair in pairs
        if all(
            pair.name in rows and max(row.tokens for row in rows[pair.name]) <= data.max_tokens
            for rows in made.values()
        )
    ]
    chosen = {name: [row for pair in kept for row in rows[pair]] for name, rows in made.items()}
    return chosen, len(pairs) - len(kept)


def _rows(
    arm: Arm,
    pairs: Sequence[Pair],
    data: Data,
    tokenizer: Any,
    seed: int,
) -> Iterator[Row]:
    if arm.strategy is None:
        for pair in pairs:
            prompt = arm.prompt(pair.instruction)
            text = prompt + pair.program + tokenizer.eos_token
            view = View.whole(text, special_tokens=True)
            mask = Mask(view, ((len(prompt), len(text)),))
            yield _row(pair.name, prompt, mask, tokenizer)
        return
    base = lintseq.Config.paper() if data.sampler == "paper" else lintseq.Config()
    config = dataclasses.replace(base, strategy=arm.strategy)
    sampled = lintseq.sample_batch(
        [pair.program for pair in pairs], n=data.sequences, seed=seed, config=config
    )
    shape = make_shape("prompt-completion", eos=tokenizer.eos_token)
    export = Export(shape=shape, identify=False)
    for pair, sequences in zip(pairs, sampled, strict=True):
        if isinstance(sequences, lintseq.Reject):
            continue
        for sequence in sequences:
            columns = {
                "instruction": pair.instruction,
                "edit_path": sequence.render(data.edit_format),
                "edit_format": data.edit_format,
            }
            for row in export.convert(columns).rows:
                yield _row(pair.name, row.columns["prompt"], export.mask(row), tokenizer)


def _row(name: str, prompt: str, mask: Mask, tokenizer: Any) -> Row:
    labels = token_mask(mask, tokenizer).labels
    trained = sum(label != IGNORED for label in labels)
    return Row(name, prompt, mask.text[len(prompt) :], len(labels), trained)


def chosen_rows(
    rows: Sequence[Row], lengths: Mapping[str, int], steps: int, batch: int, seed: int
) -> list[Row]:
    """Choose the rows of each step, in order.

    Pass by pass there is one row of each pair, the next one each time, in an order that is drawn
    anew. No pair is twice in a batch, and those in it are of like length. Arms that have the same
    pairs see the same ones at each step. What fills no batch is left out of a pass.

    Args:
        rows: The rows of an arm, those of a pair in the order of its sequences.
        lengths: The length of each pair, the same for all arms.
        steps: How many steps there are.
        batch: Rows of a step.
        seed: Draws the order of the pairs.

    Raises:
        SystemExit: If there are fewer pairs than rows in a step.
    """
    by_pair: dict[str, list[Row]] = {}
    for row in rows:
        by_pair.setdefault(row.name, []).append(row)
    if len(by_pair) < batch:
        raise SystemExit(f"{len(by_pair)} pairs are too few for steps of {batch} rows")
    drawn = random.Random(seed)  # noqa: S311 - nothing is secret
    chosen: list[Row] = []
    for turn in range(steps):
        names = drawn.sample(list(by_pair), len(by_pair) // batch * batch)
        for start in range(0, len(names), _WINDOW * batch):
            window = sorted(names[start : start + _WINDOW * batch], key=lengths.__getitem__)
            batches = [window[at : at + batch] for at in range(0, len(window), batch)]
            drawn.shuffle(batches)
            of = [by_pair[name] for one in batches for name in one]
            chosen += [found[turn % len(found)] for found in of]
        if len(chosen) >= steps * batch:
            break
    return chosen[: steps * batch]


def steps_of(arm: str, steps: int, tokens: dict[str, float]) -> int:
    """Give the steps of an arm.

    Args:
        arm: The arm.
        steps: Those of the others.
        tokens: The mean tokens of a row, by arm.
    """
    other = ARMS[arm].tokens_of
    if other is None:
        return steps
    return max(1, round(steps * tokens[other] / tokens[ARMS[arm].rows]))
