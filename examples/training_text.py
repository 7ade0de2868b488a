"""Turn rows of ``lintseq generate`` into the paper's training text.

    python examples/training_text.py sequences.jsonl > training.jsonl

Each row gives a prompt, on which there is no loss, and a completion. The text is theirs joined.
Put ``<|diff|>`` into the tokenizer as one token, and its end of sequence after the completion.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SEPARATOR = "\n<|diff|>"


def main(path: str, instruction_column: str = "instruction") -> None:
    """Write one line of JSON for each row of a file."""
    with Path(path).open(encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            edits = "".join(SEPARATOR + edit for edit in row["edit_path"])
            record = {
                "prompt": row.get(instruction_column, ""),
                "completion": edits + SEPARATOR + SEPARATOR,
            }
            print(json.dumps(record))


if __name__ == "__main__":
    main(*sys.argv[1:])
