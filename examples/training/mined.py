"""Pairs that are mined from the files of the environment: functions and what their docstrings say.

A function is taken if it stands by itself: at the top of its module, without decorators, its
docstring says something, and every name in it is its own, a builtin, or imported from the standard
library. These imports come first in its program.
"""

from __future__ import annotations

import ast
import builtins
import symtable
import sys
import warnings
from typing import TYPE_CHECKING

from training.pair import Pair, divided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["mined_pairs"]

_DOCSTRING = (20, 400)
_LINES = (3, 30)
_BUILTINS = frozenset(dir(builtins)) | {"__name__"}


def mined_pairs(files: Iterable[tuple[str, str]], most: int) -> list[Pair]:
    """Mine pairs.

    Args:
        files: Files as name and text.
        most: How many pairs to take.
    """
    found: dict[str, Pair] = {}
    for name, text in files:
        for pair in _of_file(name, text):
            if len(found) == most:
                return list(found.values())
            found.setdefault(pair.program, pair)
    return list(found.values())


def _of_file(name: str, text: str) -> Iterator[Pair]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            module = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
        imports = _imports(module)
        for node in module.body:
            if not isinstance(node, ast.FunctionDef) or node.decorator_list:
                continue
            said = ast.get_docstring(node)
            if said is None or not _DOCSTRING[0] <= len(said) <= _DOCSTRING[1]:
                continue
            source = _standing(node, imports)
            made = None if source is None else divided(source, node.name)
            if made is None or not _LINES[0] <= made[2].count("\n") <= _LINES[1]:
                continue
            yield Pair(f"{name}:{node.name}", "mined", made[1], made[2])


def _imports(module: ast.Module) -> dict[str, str]:
    """Give the lines that import names from the standard library, by the names."""
    lines: dict[str, str] = {}
    for node in module.body:
        if isinstance(node, ast.Import):
            for one in node.names:
                if one.name.split(".")[0] in sys.stdlib_module_names:
                    bound = one.asname or one.name.split(".")[0]
                    lines[bound] = ast.unparse(ast.Import([one]))
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module_name = (node.module or "").split(".")[0]
            if module_name in sys.stdlib_module_names:
                for one in node.names:
                    line = ast.unparse(ast.ImportFrom(node.module, [one], 0))
                    lines[one.asname or one.name] = line
    lines.pop("*", None)
    return lines


def _standing(node: ast.FunctionDef, imports: dict[str, str]) -> str | None:
    """Give the function with the imports that it needs; None if it needs anything else."""
    source = ast.unparse(node)
    try:
        table = symtable.symtable(source, "function", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return None
    needed = _free(table) - _BUILTINS - {node.name}
    if not needed <= imports.keys():
        return None
    lines = sorted({imports[name] for name in needed})
    return "\n".join([*lines, source])


def _free(table: symtable.SymbolTable) -> set[str]:
    """Give the names that are looked up in the module, anywhere in a table."""
    symbols = table.get_symbols()
    names = {one.get_name() for one in symbols if one.is_global() and one.is_referenced()}
    return names.union(*(_free(child) for child in table.get_children()))
