"""Statistics as one page of HTML that needs nothing else.

Programs are text of strangers. They reach the page as JSON in which no character can end its
element, and the page's script writes them as text only. A policy in its head lets the browser run
this script, apply this style, and fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, Any

from lintseq import _core
from lintseq.statistics.histogram import bars

if TYPE_CHECKING:
    from lintseq.statistics.selection import Selection

__all__ = ["page_of"]

_SCRIPTS = ("element.js", "plot.js", "player.js", "page.js")
_BARS = 24
_PLACE = re.compile(r"\{\{([a-z]+)\}\}")
# Left as they are, they could begin a tag or a comment, or end the element.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def page_of(report: dict[str, Any], selection: Selection) -> bytes:
    """Write a page.

    Args:
        report: The numbers, see `lintseq.statistics.report`.
        selection: The sequences to step through.
    """
    style = _file("page.css")
    script = '"use strict";\n' + "\n".join(map(_file, _SCRIPTS))
    paths = ", ".join(str(source["path"]) for source in report["sources"])
    values = {
        "title": html.escape(paths.encode(errors="replace").decode()),
        "policy": (
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        "style": style,
        "data": _data(report, selection),
        "script": script,
    }
    # One pass: what is put in is not looked at again.
    return _PLACE.sub(lambda found: values[found[1]], _file("page.html")).encode()


def _data(report: dict[str, Any], selection: Selection) -> str:
    """Write what the script reads, in ASCII."""
    distributions = {
        name: {
            **{key: value for key, value in numbers.items() if key != "histogram"},
            "bars": [asdict(bar) for bar in bars(numbers["histogram"], _BARS)],
        }
        for name, numbers in report["distributions"].items()
    }
    values = {
        **report,
        "distributions": distributions,
        "players": selection.players(),
        "too_large": selection.too_large,
        "version": _core.__version__,
    }
    return json.dumps(values, separators=(",", ":")).translate(_ESCAPES)


def _file(name: str) -> str:
    text = (resources.files("lintseq.statistics") / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"sha256-{digest}"
