"""Options of edit formats, for any format that has some of those that are known."""

from __future__ import annotations

import inspect
from typing import Any

from hypothesis import strategies as st

from lintseq.formats import find_format

__all__ = ["format_options"]

_OPTIONS: dict[str, st.SearchStrategy[Any]] = {
    "context": st.integers(0, 4),
    "path": st.none() | st.sampled_from(("program", "a b/c.py")),
    "tag": st.none() | st.sampled_from(("python", "c++")),
}


def format_options(format: str) -> st.SearchStrategy[dict[str, Any]]:  # noqa: A002
    """Give options that the format's ``render`` takes; those it has no names for are left out.

    They shrink to none at all.

    Raises:
        UnknownFormatError: If no format has this name.
    """
    known = inspect.signature(find_format(format).render).parameters
    return st.fixed_dictionaries(
        {}, optional={name: values for name, values in _OPTIONS.items() if name in known}
    )
