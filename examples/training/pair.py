"""What models are trained on and asked for: an instruction, and the program that it wants."""

from __future__ import annotations

import ast
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from lintseq.evaluation import Problem

__all__ = ["Pair", "bare", "divided", "given_pairs"]


_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Pair:
    """An instruction with its program.

    Attributes:
        name: What it is called.
        source: Where it comes from: ``mbxp``, ``mined``, ``exercises``, ``humaneval``
            or ``given``.
        instruction: The head of a function with its docstring, as HumanEval has it.
        program: The whole program, without that docstring.
        tests: Its tests, see `lintseq.evaluation.Problem`; empty where there are none.
        entry_point: The function that is tested.
    """

    name: str
    source: str
    instruction: str
    program: str
    tests: str = ""
    entry_point: str | None = None

    @property
    def problem(self) -> Problem:
        """The problem that it poses."""
        row = asdict(self) | {"task_id": self.name, "prompt": self.instruction}
        return Problem.of(row)


def divided(source: str, function: str | None = None) -> tuple[str, str, str] | None:
    """Divide a program into an instruction and the program without what the instruction says.

    The layout becomes that of `ast.unparse`, without comments: a small model has enough to learn.

    Args:
        source: The program.
        function: The function that is asked for; the last of the module if None.

    Returns:
        Its name, its head with the docstring, and the program without that docstring. None if
        there is no such function, or it has no docstring, or nothing else.
    """
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [one for one in module.body if isinstance(one, ast.FunctionDef)]
    wanted = [one for one in found if function in (None, one.name)]
    if not wanted or ast.get_docstring(wanted[-1]) is None or len(wanted[-1].body) == 1:
        return None
    node = wanted[-1]
    body = node.body
    node.body = body[:1]
    head = ast.unparse(node)
    node.body = body[1:]
    return node.name, head, ast.unparse(module) + "\n"


def bare(program: str) -> str:
    """Give a program without docstrings, comments and layout; one that does not parse as it is."""
    try:
        module = ast.parse(program)
        for node in ast.walk(module):
            if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:] or [ast.Pass()]
        return ast.unparse(module) + "\n"
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return program


def given_pairs(path: str) -> list[Pair]:
    """Read a file of pairs, JSON lines with ``instruction`` and ``program``; nothing if empty.

    They are taken as they are. Each is called by its line.

    Raises:
        SystemExit: If a line has no such columns.
    """
    if not path:
        return []
    found = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if not line:
            continue
        row = json.loads(line)
        if not all(isinstance(row.get(name), str) for name in ("instruction", "program")):
            raise SystemExit(f"{path}, line {number}: a pair has instruction and program, as text")
        found.append(Pair(f"given {number}", "given", row["instruction"], row["program"]))
    return found
