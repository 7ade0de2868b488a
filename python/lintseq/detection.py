"""The language of a text that does not say: by tag, by path, by interpreter, or by a detector.

What none of these decide stays undecided. A guess would put programs into a dataset under a
language that they are not in.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from lintseq import _core
from lintseq.errors import MissingExtraError, UnknownNameError
from lintseq.language import find_language, language_of_file, language_of_tag
from lintseq.registration import load_plugins

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

__all__ = ["DETECTORS", "Detector", "UnknownDetectorError", "detect_language", "find_detector"]


class Detector(Protocol):
    """Tells the language of a text by its content."""

    def __call__(self, text: str) -> str | None:
        """Give the name of the language, by any of its names; None if it cannot be told."""


class UnknownDetectorError(UnknownNameError):
    """No detector has this name."""

    kind = "detector"


def detect_language(
    text: str,
    *,
    tag: str | None = None,
    path: str | PathLike[str] | None = None,
    detector: Detector | None = None,
) -> str | None:
    r"""Tell the language of a program.

    The first of these that knows an answer decides: the tag, the extension of the path (or its
    whole name), the interpreter in the ``#!`` line, the detector.

    Args:
        text: The program.
        tag: The tag of the code fence that it stood in.
        path: The path of the file that it comes from.
        detector: Asked last; see `find_detector`.

    Returns:
        The language's name, or None if nothing decides.

    Example:
        >>> detect_language("#!/usr/bin/env python3\nprint(1)\n")
        'python'
        >>> detect_language("print(1)\n") is None
        True
    """
    if tag and (found := language_of_tag(tag)):
        return found
    if path is not None and (found := language_of_file(path)):
        return found
    load_plugins()
    if found := _core.language_of_shebang(text.encode(errors="replace").decode()):
        return found
    if detector is not None and (answer := detector(text)):
        return find_language(answer)
    return None


@lru_cache(maxsize=1)
def _magika() -> Detector:
    """Google's Magika: a small network for file types, which its package ships.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        magika = importlib.import_module("magika")
    except ImportError:
        raise MissingExtraError("magika", "magika") from None
    model = magika.Magika()

    def detect(text: str) -> str | None:
        output = model.identify_bytes(text.encode("utf-8", "surrogatepass")).output
        return str(output.label) if output.group == "code" else None

    return detect


DETECTORS: dict[str, Callable[[], Detector]] = {"magika": _magika}
"""The detectors that have a name; each entry makes one, and raises if it is not installed."""


def find_detector(name: str) -> Detector:
    """Give a detector by its name.

    Raises:
        UnknownDetectorError: If no detector has this name.
        MissingExtraError: If it is not installed. The message says what to install.
    """
    if name not in DETECTORS:
        raise UnknownDetectorError(name, DETECTORS)
    return DETECTORS[name]()
