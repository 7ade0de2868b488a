"""Reading what tools print: lines that match a pattern, or values at paths of JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Found", "JsonOutput", "Output", "TextOutput", "UnreadableError", "rows_of"]


class Found(NamedTuple):
    """One finding as a tool printed it.

    Attributes:
        file: The file that it names, if it names one.
        line: The line, as the tool counts, from 1.
        code: Its name for this kind of finding.
        message: What it found.
        column: The column, from 1, if it tells.
        severity: Its word for how bad it is, if it tells.
    """

    file: str | None
    line: int
    code: str
    message: str
    column: int | None = None
    severity: str | None = None


class UnreadableError(ValueError):
    """What a tool printed is not what it should be."""


@dataclass(frozen=True, slots=True)
class TextOutput:
    r"""Output whose lines match a pattern.

    Attributes:
        pattern: What a finding looks like, with groups ``line`` and ``message``, and optionally
            ``file``, ``column``, ``code`` and ``severity``. It has to match from the start of a
            line.
        noise: What may stand between findings, as whole lines; None for anything. What neither
            is makes the output unreadable, so that a tool that crashes never seems content.

    Example:
        >>> output = TextOutput(r"(?P<file>[^:]+):(?P<line>\d+): (?P<message>.*)")
        >>> [found.message for found in output.read("a.lua:3: 'end' expected")]
        ["'end' expected"]
    """

    pattern: str
    noise: str | None = None

    def read(self, text: str) -> Iterator[Found]:
        """Give the findings.

        Raises:
            UnreadableError: If a line is neither a finding nor noise.
        """
        pattern = re.compile(self.pattern)
        noise = re.compile(self.noise) if self.noise is not None else None
        for line in text.split("\n"):
            match = pattern.match(line)
            if match is not None:
                yield _found(match.groupdict())
            elif noise is not None and line.strip() and not noise.fullmatch(line):
                raise UnreadableError(f"not understood: {line[:200]!r}")


@dataclass(frozen=True, slots=True)
class JsonOutput:
    """Output that is JSON.

    Each attribute is the path of a value from the root: names with dots between them, a number for
    one element of a list, and ``*`` for each. The stars of all paths go together, from the left.
    A finding without a line is about the first one.

    Attributes:
        line: The line.
        message: The message.
        file: The file.
        column: The column.
        code: The code; what is null there counts as ``"error"``.
        severity: The severity.
        lines: Whether each line of the output is JSON of its own; all of them are one list then.

    Example:
        >>> output = JsonOutput(line="*.all.*.line", message="*.all.*.text", file="*.path")
        >>> list(output.read('[{"path": "a.js", "all": [{"line": 2, "text": "no"}]}]'))
        [Found(file='a.js', line=2, code='error', message='no', column=None, severity=None)]
    """

    line: str
    message: str
    file: str | None = None
    column: str | None = None
    code: str | None = None
    severity: str | None = None
    lines: bool = False

    def read(self, text: str) -> Iterator[Found]:
        """Give the findings.

        Raises:
            UnreadableError: If the output is not such JSON.
        """
        root = rows_of(text) if self.lines else _loaded(text)
        paths = {
            "line": self.line,
            "message": self.message,
            "file": self.file,
            "column": self.column,
            "code": self.code,
            "severity": self.severity,
        }
        steps = {name: path.split(".") for name, path in paths.items() if path is not None}
        for stars in _places(root, steps["line"], ()):
            yield _found({name: _value(root, path, stars) for name, path in steps.items()})


Output = TextOutput | JsonOutput


def rows_of(text: str) -> list[Any]:
    """Give the values of a text with JSON in each line.

    Raises:
        UnreadableError: If a line is no JSON.
    """
    return [_loaded(row) for row in text.split("\n") if row.strip()]


def _loaded(text: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"no JSON ({error}): {text[:200]!r}") from None


def _places(value: Any, path: list[str], stars: tuple[int, ...]) -> Iterator[tuple[int, ...]]:  # noqa: ANN401 - JSON
    """Give what the stars of a path may stand for."""
    if "*" not in path:
        yield stars
        return
    star = path.index("*")
    elements = _value(value, path[:star], ())
    if not isinstance(elements, list):
        raise UnreadableError(f"no list at {'.'.join(path[:star]) or 'the root'}")
    for index, element in enumerate(elements):
        yield from _places(element, path[star + 1 :], (*stars, index))


def _value(value: Any, path: list[str], stars: tuple[int, ...]) -> Any:  # noqa: ANN401 - JSON
    left = iter(stars)
    for step in path:
        if isinstance(value, list):
            index = next(left, 0) if step == "*" else int(step)
            value = value[index] if index < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _found(values: dict[str, Any]) -> Found:
    column = values.get("column")
    try:
        return Found(
            file=None if values.get("file") is None else str(values["file"]),
            line=1 if values["line"] is None else int(values["line"]),
            code=str(values.get("code") or "error"),
            message=str(values.get("message") or ""),
            column=None if column is None else int(column),
            severity=None if values.get("severity") is None else str(values["severity"]),
        )
    except (TypeError, ValueError) as error:
        raise UnreadableError(f"{error}: {values!r:.200}") from None
