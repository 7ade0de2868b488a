"""Sampling: each model writes n programs for each problem, at each temperature."""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import torch

from training.arms import ARMS, prompt_of
from training.models import device

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.pair import Pair
    from training.settings import Sampling
    from training.stage import Run

__all__ = ["draw_samples"]


def draw_samples(
    model: Any,  # noqa: ANN401
    tokenizer: Any,  # noqa: ANN401
    pairs: Sequence[Pair],
    arm: str,
    temperature: float,
    sampling: Sampling,
    seed: str,
    edit_format: str,
    run: Run,
    path: Path,
) -> dict[str, Any]:
    """Draw samples, and append them to a file by chunks; chunks that are there stay.

    What is drawn for a chunk depends on the seed, arm, temperature and the chunk alone, and on the
    device and version of PyTorch.

    Args:
        model: The model.
        tokenizer: Its tokenizer.
        pairs: What is asked for.
        arm: Whose model it is.
        temperature: The temperature.
        sampling: How samples are drawn.
        seed: The seed, any text.
        edit_format: The format of edits.
        run: Whose time it is.
        path: The file of samples.

    Returns:
        Numbers: samples, tokens, and the share of samples that ended by themselves.

    Raises:
        OutOfTime: If the time is up before.
    """
    model = model.to(device()).eval()
    chunks = list(_chunks(pairs, max(1, sampling.batch // sampling.n)))
    path.parent.mkdir(parents=True, exist_ok=True)
    there = _whole_chunks(path, chunks, sampling.n)
    with path.open("a", encoding="utf-8") as file:
        for number, chunk in enumerate(chunks[there:], there):
            run.check()
            named = f"{seed} {arm} {temperature} {number}".encode()
            torch.manual_seed(int.from_bytes(hashlib.sha256(named).digest()[:7], "big"))
            prompts = [prompt_of(arm, pair.instruction) for pair in chunk]
            drawn = _generate(model, tokenizer, prompts, temperature, sampling)
            rows = [
                {
                    "task_id": chunk[place // sampling.n].name,
                    "sample": place % sampling.n,
                    "text": _text(tokenizer, tokens, arm),
                    "n_tokens": len(tokens),
                    "ended": tokens[-1] == tokenizer.eos_token_id,
                    "temperature": temperature,
                    "edit_format": edit_format,
                }
                for place, tokens in enumerate(drawn)
            ]
            file.write("".join(json.dumps(row) + "\n" for row in rows))
            file.flush()
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {
        "samples": len(rows),
        "tokens": sum(row["n_tokens"] for row in rows),
        "ended": round(sum(row["ended"] for row in rows) / len(rows), 4),
    }


def _generate(
    model: Any,  # noqa: ANN401
    tokenizer: Any,  # noqa: ANN401
    prompts: list[str],
    temperature: float,
    sampling: Sampling,
) -> list[list[int]]:
    """Give the tokens of n samples for each prompt, to their end of sequence, which is kept."""
    given = tokenizer(prompts, return_tensors="pt", padding=True, padding_side="left")
    given = {
        name: given[name].repeat_interleave(sampling.n, dim=0).to(model.device)
        for name in ("input_ids", "attention_mask")
    }
    with torch.inference_mode():
        output = model.generate(
            **given,
            do_sample=True,
            temperature=temperature,
            top_p=sampling.top_p,
            top_k=0,
            max_new_tokens=sampling.max_new_tokens,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    found = []
    for row in output[:, given["input_ids"].shape[1] :].tolist():
        end = row.index(tokenizer.eos_token_id) + 1 if tokenizer.eos_token_id in row else len(row)
        found.append(row[:end])
    return found


def _text(tokenizer: Any, tokens: list[int], arm: str) -> str:  # noqa: ANN401
    """Give what was written, with the separator that the prompt ends in, without the end."""
    if tokens and tokens[-1] == tokenizer.eos_token_id:
        tokens = tokens[:-1]
    text = tokenizer.decode(tokens, skip_special_tokens=False, clean_up_tokenization_spaces=False)
    begun = "" if ARMS[arm].strategy is None else prompt_of(arm, "")
    return begun + text


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
