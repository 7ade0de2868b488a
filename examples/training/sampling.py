"""Sampling: each model writes n programs for each problem, at each temperature."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import torch

from training.arms import ARMS
from training.models import device

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.pair import Pair
    from training.settings import Sampling
    from training.stage import Run

__all__ = ["Draw", "draw_samples"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """How samples are drawn.

    What is drawn for a chunk depends on the values here and the chunk alone, and on the device and
    version of PyTorch.

    Attributes:
        arm: Whose model it is, see `training.arms`.
        temperature: The temperature.
        sampling: The other settings.
        edit_format: The format of edits.
        seed: The seed, any text.
    """

    arm: str
    temperature: float
    sampling: Sampling
    edit_format: str
    seed: str

    def seed_of(self, chunk: int) -> int:
        """Give the seed of a chunk."""
        named = f"{self.seed} {self.arm} {self.temperature} {chunk}".encode()
        return int.from_bytes(hashlib.sha256(named).digest()[:7], "big")


def draw_samples(
    model: Any, tokenizer: Any, pairs: Sequence[Pair], draw: Draw, *, run: Run, path: Path
) -> dict[str, Any]:
    """Draw samples, and append them to a file by chunks; chunks that are there stay.

    Returns:
        Numbers: samples, tokens, and the share of samples that ended by themselves.

    Raises:
        OutOfTime: If the time is up before.
    """
    model = model.to(device()).eval()
    n = draw.sampling.n
    chunks = list(_chunks(pairs, max(1, draw.sampling.batch // n)))
    path.parent.mkdir(parents=True, exist_ok=True)
    there = _whole_chunks(path, chunks, n)
    with path.open("a", encoding="utf-8") as file:
        for number, chunk in enumerate(chunks[there:], there):
            if number > there:  # each run gets on, however short it is
                run.check()
            torch.manual_seed(draw.seed_of(number))
            prompts = [ARMS[draw.arm].prompt(pair.instruction) for pair in chunk]
            rows = [
                {
                    "task_id": chunk[place // n].name,
                    "sample": place % n,
                    "text": _text(tokenizer, tokens, draw.arm),
                    "n_tokens": len(tokens),
                    "ended": tokens[-1] == tokenizer.eos_token_id,
                    "temperature": draw.temperature,
                    "edit_format": draw.edit_format,
                }
                for place, tokens in enumerate(_generate(model, tokenizer, prompts, draw))
            ]
            file.write("".join(json.dumps(row) + "\n" for row in rows))
            file.flush()
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        "samples": len(written),
        "tokens": sum(row["n_tokens"] for row in written),
        "ended": round(sum(row["ended"] for row in written) / len(written), 4),
    }


def _generate(model: Any, tokenizer: Any, prompts: list[str], draw: Draw) -> list[list[int]]:
    """Give the tokens of n samples for each prompt, to their end of sequence, which is kept."""
    given = tokenizer(prompts, return_tensors="pt", padding=True, padding_side="left")
    given = {
        name: given[name].repeat_interleave(draw.sampling.n, dim=0).to(model.device)
        for name in ("input_ids", "attention_mask")
    }
    with torch.inference_mode():
        output = model.generate(
            **given,
            do_sample=True,
            temperature=draw.temperature,
            top_p=draw.sampling.top_p,
            top_k=0,
            max_new_tokens=draw.sampling.max_new_tokens,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
            cache_implementation="static",  # one that grows is copied at each token
            disable_compile=True,
        )
    found = []
    for row in output[:, given["input_ids"].shape[1] :].tolist():
        end = row.index(tokenizer.eos_token_id) + 1 if tokenizer.eos_token_id in row else len(row)
        found.append(row[:end])
    return found


def _text(tokenizer: Any, tokens: list[int], arm: str) -> str:
    """Give what was written, with the separator that the prompt ends in, without the end."""
    if tokens and tokens[-1] == tokenizer.eos_token_id:
        tokens = tokens[:-1]
    text = tokenizer.decode(tokens, skip_special_tokens=False, clean_up_tokenization_spaces=False)
    return text if ARMS[arm].strategy is None else ARMS[arm].begun + text


def _chunks(pairs: Sequence[Pair], length: int) -> Iterator[list[Pair]]:
    """Put prompts of like length together, so that little is padded."""
    ordered = iter(sorted(pairs, key=lambda pair: (len(pair.instruction), pair.name)))
    while chunk := list(islice(ordered, length)):
        yield chunk


def _whole_chunks(path: Path, chunks: list[list[Pair]], n: int) -> int:
    """Count the chunks that are whole in a file, and cut off what follows them."""
    lines = path.read_bytes().splitlines(keepends=True) if path.is_file() else []
    if lines and not lines[-1].endswith(b"\n"):
        lines.pop()
    there, end = 0, 0
    while there < len(chunks) and end + len(chunks[there]) * n <= len(lines):
        end += len(chunks[there]) * n
        there += 1
    if path.is_file():
        path.write_bytes(b"".join(lines[:end]))
    return there
