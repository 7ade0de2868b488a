"""From a sample of a model to a program, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from lintseq import _core
from lintseq.application import Failure, try_apply
from lintseq.errors import ConfigError
from lintseq.formats import find_format
from lintseq.training.separator import DIFF, Separator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lintseq.evaluation.problem import Problem

__all__ = ["KINDS", "Base", "Resolution", "Resolver"]

Base: TypeAlias = Literal["empty", "prompt"]

KINDS = {
    "program": "a whole program",
    "completion": "what follows the prompt of the problem",
    "edits": "a list of edits, or one text with separators between them",
    "edit_path": "the same, by the name that `lintseq generate` gives it",
    "text": "what a model wrote: edits if a line starts with the separator, else a whole program, "
    "in code fences or without",
}
"""The columns of a sample that hold what a program is made from. The first that is there counts."""

_LISTED = ("edits", "edit_path")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What came of a sample.

    Attributes:
        kind: The column that it was made from, see `KINDS`.
        program: The program; None if there is none.
        reason: Why there is none: the reason of the first failure, or ``no-edits``, ``no-code``,
            ``half-character``, ``missing-column``, ``bad-column``.
        detail: What was found, for a reader.
        failures: All edits that could not be applied.
        finished: Whether a text of edits said that there are no more; None for what is no such
            text.
        edits: How many edits there were; None if they were none.
    """

    kind: str | None
    program: str | None
    reason: str | None = None
    detail: str | None = None
    failures: tuple[Failure, ...] = ()
    finished: bool | None = None
    edits: int | None = None


@dataclass(frozen=True, slots=True)
class Resolver:
    r"""Makes programs of samples.

    Attributes:
        format: The edit format of samples that do not name theirs in a column ``edit_format``.
        base: What edits start from: nothing, or the prompt of the problem.
        stop: Texts that end a sample: what a model writes from the first of them on is cut off.
            The mark that ends a sequence is one of them, where samples still hold it.
        separator: What stands between edits in one text.
        partial: Whether to take what the other edits give, where some cannot be applied.

    Raises:
        ConfigError: If an option has another value.
        UnknownFormatError: If no format has this name.

    Example:
        >>> from lintseq.evaluation import Problem
        >>> sample = {"text": "\n<|diff|>@@ -0,0 +1 @@\n+a = 1\n<|diff|>\n<|diff|></s>"}
        >>> Resolver().resolve(sample, Problem("t", "assert a == 1")).program
        'a = 1\n'
    """

    format: str = "unified"
    base: Base = "empty"
    stop: tuple[str, ...] = ()
    separator: str = DIFF
    partial: bool = False

    def __post_init__(self) -> None:
        find_format(self.format)
        Separator(self.separator)
        if self.base not in ("empty", "prompt"):
            raise ConfigError(f"base is 'empty' or 'prompt', not {self.base!r}")
        if "" in self.stop:
            raise ConfigError("a text that ends samples is not empty")

    def resolve(self, sample: Mapping[str, Any], problem: Problem) -> Resolution:
        """Make a program of a sample; no content makes it raise."""
        kind = next((name for name in KINDS if sample.get(name) is not None), None)
        if kind is None:
            names = ", ".join(KINDS)
            return Resolution(None, None, "missing-column", f"a sample has one of: {names}")
        content = sample[kind]
        if hasattr(content, "tolist"):  # arrays of pandas and the like
            content = content.tolist()
        if isinstance(content, str):
            return self._read(kind, self._cut(content), sample, problem)
        listed = kind in _LISTED and isinstance(content, (list, tuple))
        if not listed or not all(isinstance(edit, str) for edit in content):
            wanted = "text or a list of text" if kind in _LISTED else "text"
            said = f"column {kind!r} holds {type(content).__name__}, not {wanted}"
            return Resolution(kind, None, "bad-column", said)
        return self._apply(kind, sample, list(content), problem, finished=None)

    def _read(
        self, kind: str, text: str, sample: Mapping[str, Any], problem: Problem
    ) -> Resolution:
        separator = Separator(self.separator)
        if kind in _LISTED or (kind == "text" and separator.occurs(text)):
            split = separator.split(text)
            return self._apply(kind, sample, list(split.edits), problem, finished=split.finished)
        if kind == "completion":
            return _whole(kind, problem.prompt + text)
        program = _core.extract_program(text, problem.language)
        if program is None:
            return Resolution(kind, None, "no-code", f"code fences hold no {problem.language}")
        return _whole(kind, program)

    def _cut(self, text: str) -> str:
        places = [place for mark in self.stop if (place := text.find(mark)) >= 0]
        return text[: min(places)] if places else text

    def _apply(
        self,
        kind: str,
        sample: Mapping[str, Any],
        edits: Sequence[str],
        problem: Problem,
        *,
        finished: bool | None,
    ) -> Resolution:
        if not edits:
            return Resolution(kind, None, "no-edits", "there are no edits", (), finished, 0)
        name = sample.get("edit_format") or self.format
        try:
            find_format(name)
        except (ConfigError, ValueError, TypeError, AttributeError) as error:
            return Resolution(kind, None, "bad-column", str(error), (), finished, len(edits))
        base = problem.prompt if self.base == "prompt" else ""
        result = try_apply(edits, base, format=name)
        if result.failures and not self.partial:
            first = result.failures[0]
            return Resolution(
                kind, None, first.reason, str(first), result.failures, finished, len(edits)
            )
        return _whole(kind, result.text, result.failures, finished, len(edits))


def _whole(
    kind: str,
    program: str,
    failures: tuple[Failure, ...] = (),
    finished: bool | None = None,  # noqa: FBT001
    edits: int | None = None,
) -> Resolution:
    try:
        program.encode()
    except UnicodeEncodeError as error:
        said = f"half of a surrogate pair at character {error.start}"
        return Resolution(kind, None, "half-character", said, failures, finished, edits)
    return Resolution(kind, program, None, None, failures, finished, edits)
