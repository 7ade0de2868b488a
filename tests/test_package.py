from __future__ import annotations

import doctest
import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest

import lintseq
from lintseq import MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

MODULES = [
    name
    for _, name, _ in pkgutil.walk_packages(lintseq.__path__, "lintseq.")
    if not name.endswith(("__main__", "._core"))
]


def test_what_is_exported_exists() -> None:
    assert sorted(lintseq.__all__) == lintseq.__all__
    assert all(hasattr(lintseq, name) for name in lintseq.__all__)


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except MissingExtraError as error:  # a class of the engine is its base
        pytest.skip(str(error))


@pytest.mark.parametrize("name", ["lintseq", *MODULES])
def test_examples_in_docstrings(name: str) -> None:
    module = _imported(name)
    assert doctest.testmod(module).failed == 0
    assert module.__doc__
    assert all(hasattr(module, public) for public in getattr(module, "__all__", ()))
