"""Configurations."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from lintseq.config import Config
from lintseq.errors import ConfigError

__all__ = ["configs"]

_NUMBERS = {
    "max_edits": st.none() | st.integers(1, 12),
    "children_per_round": st.integers(1, 3),
    "top_k": st.integers(1, 3),
    "population": st.integers(1, 3),
}


def configs(**fixed: object) -> st.SearchStrategy[Config]:
    """Give configurations that can be used, of all options but the limits and the linters.

    They shrink to ``Config()`` with what is fixed.

    Args:
        **fixed: Options that have the same value in all of them, such as ``linters=("ruff",)``.

    Raises:
        ConfigError: If no option has one of these names, or a value is not allowed.
    """
    Config(**fixed)  # type: ignore[arg-type] # says what is wrong with them
    options: dict[str, st.SearchStrategy[Any]] = {}
    for option in fields(Config):
        if option.name in fixed:
            options[option.name] = st.just(fixed[option.name])
        elif "allowed" in option.metadata:
            options[option.name] = st.sampled_from(option.metadata["allowed"])
        elif option.default is False:
            options[option.name] = st.booleans()
        elif option.name in _NUMBERS:
            options[option.name] = _NUMBERS[option.name]
    return st.builds(_usable, st.just(fixed), st.fixed_dictionaries(options))


def _usable(fixed: dict[str, Any], drawn: dict[str, Any]) -> Config:
    """Give the configuration; where two options exclude each other, the drawn ones give way."""
    try:
        return Config(**drawn)
    except ConfigError:
        return Config(**fixed)
