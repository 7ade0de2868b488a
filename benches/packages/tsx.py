"""TSX programs: the components of React Native Paper, and the TypeScript of the data sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .typescript import rows, sources

if TYPE_CHECKING:
    from pathlib import Path

    from . import Program

_PACKAGE = "react-native-paper@5.14.5"


def programs(cache: Path) -> list[Program]:
    """Give the programs; the package is fetched into ``cache`` once."""
    return rows() + sources(cache, _PACKAGE, "src", ".tsx")
