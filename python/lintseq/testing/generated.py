"""Programs that were never written, in a language's own words and with its own scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from lintseq.testing.markers import TEXT_MARKERS
from lintseq.testing.program_grammar import START, Alternative, Hole, ProgramGrammar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["generated_programs"]

_WORDS = ("about", "the sum", "nothing to see", "TODO: later", "é 漢字 \U0001f600", "x = (1", "end")
# The sort of a name that is taken, but cannot be used yet or here.
_RESERVED = ""
_PHRASES = (*_WORDS, *TEXT_MARKERS)


@st.composite
def generated_programs(
    draw: st.DrawFn, grammar: ProgramGrammar, *, depth: int = 6, size: int = 24
) -> str:
    """Give programs that the language accepts, as far as its grammar of programs is right.

    Names are declared before they are used. They shrink to few statements, to the alternatives
    that stand first, and to small numbers.

    Args:
        draw: Of hypothesis.
        grammar: How the language's programs are written.
        depth: How deep alternatives may lie in each other, where a shallower one is at hand.
        size: How many entries of lists there may be, before all that follows is kept short.
    """
    writer = _Writer(draw, grammar, size)
    lines = writer.write(START, _Scope(None, frame=True), frozenset(), depth)
    return "\n".join(text for text, _ in lines) + "\n"


class _Scope:
    """The names of one scope, by sort, and those that were used in it."""

    def __init__(
        self, outer: _Scope | None, *, frame: bool, hides: frozenset[str] = frozenset()
    ) -> None:
        self.outer = outer
        self.frame = frame
        self.hides = hides
        self.names: dict[str, str] = {}
        self.used: set[str] = set()

    def visible(self, sort: str) -> list[str]:
        """Give the names of a sort that are not hidden by others, the nearest first."""
        found: list[str] = []
        hidden: set[str] = set()
        scope: _Scope | None = self
        while scope is not None:
            found += [
                name
                for name, other in reversed(scope.names.items())
                if other == sort and name not in hidden
            ]
            hidden |= scope.names.keys()
            scope = None if sort in scope.hides else scope.outer
        return found

    def use(self, name: str) -> None:
        """Remember that a name was used here, up to the scope that it lives in."""
        scope: _Scope | None = self
        while scope is not None:
            scope.used.add(name)
            if name in scope.names:
                return
            scope = scope.outer

    def reserve(self, name: str, *, frame: bool) -> None:
        """Keep a name that is being declared from being used, and in the frame from another use.

        Args:
            name: The name.
            frame: Whether it may be declared only once in the frame of a function.
        """
        self.names[name] = _RESERVED
        scope = self
        while frame and not scope.frame and scope.outer is not None:
            scope = scope.outer
        scope.names.setdefault(name, _RESERVED)

    def may_define(self, name: str, shadowing: str) -> bool:
        """Tell whether the name is free here, or may hide an outer one that was not used."""
        if name in self.names or name in self.used:
            return False
        unseen = self.hides
        scope = self.outer
        while scope is not None:
            if name in scope.names and scope.names[name] not in unseen:
                return shadowing == "block" or (shadowing == "frame" and self.frame)
            unseen |= scope.hides
            scope = scope.outer
        return True


class _Place:
    """Where an alternative is written, and the names that it has made so far."""

    def __init__(
        self, chosen: Alternative, scope: _Scope, flags: frozenset[str], depth: int
    ) -> None:
        self.chosen = chosen
        self.scope = scope
        self.flags = flags
        self.depth = depth
        self.labels: dict[str, str] = {}
        self.inner: dict[str, str] = {}
        # Visible to what follows only: a definition must not see itself.
        self.new: dict[str, str] = {}


# The text of a line, and whether it must stay where it is.
_Lines = list[tuple[str, bool]]


class _Writer:
    def __init__(self, draw: st.DrawFn, grammar: ProgramGrammar, size: int) -> None:
        self._draw = draw
        self._grammar = grammar
        self._left = size

    def write(self, name: str, scope: _Scope, flags: frozenset[str], depth: int) -> _Lines:
        """Write one alternative of a nonterminal."""
        return self._fill(self._choose(name, scope, flags, depth), scope, flags, depth)

    def _choose(self, name: str, scope: _Scope, flags: frozenset[str], depth: int) -> Alternative:
        usable = [
            one
            for one in self._grammar.alternatives[name]
            if one.needs <= flags and all(scope.visible(sort) for sort in one.uses)
        ]
        fitting = [one for one in usable if one.height <= depth and self._left > 0]
        if not fitting:
            least = min(one.height for one in usable)
            fitting = [one for one in usable if one.height == least]
        return fitting[self._draw(st.integers(0, len(fitting) - 1))]

    def _fill(
        self, chosen: Alternative, scope: _Scope, flags: frozenset[str], depth: int
    ) -> _Lines:
        place = _Place(chosen, scope, flags, depth)
        written: _Lines = []
        for indent, pieces in chosen.lines:
            line: _Lines = [("", False)]
            for piece in pieces:
                content = [(piece, False)] if isinstance(piece, str) else self._hole(piece, place)
                line = _joined(line, content)
            if line != [("", False)] or not pieces:
                written += [(text if raw or not text else indent + text, raw) for text, raw in line]
        for name, sort in place.inner.items():
            if sort not in self._grammar.once:
                del scope.names[name]
        scope.names.update(place.new)
        if chosen.raw:
            written = [written[0], *((text, True) for text, _ in written[1:])]
        return written

    def _hole(self, hole: Hole, place: _Place) -> _Lines:
        if hole.role == "terminal":
            return self._terminal(hole.name)
        if hole.role == "nonterminal":
            return self._nested(hole, place)
        if hole.role == "label":
            return [(place.labels[hole.name], False)]
        if hole.role == "use":
            names = place.scope.visible(hole.name)
            name = names[self._draw(st.integers(0, len(names) - 1))]
            place.scope.use(name)
        else:
            name = self._name(hole.name, place.scope, {*place.new, *place.inner})
            (place.new if hole.role == "new" else place.inner)[name] = hole.name
            place.scope.reserve(name, frame=hole.name in self._grammar.once)
        place.labels[hole.label] = name
        return [(name, False)]

    def _nested(self, hole: Hole, place: _Place) -> _Lines:
        scope, flags, depth = place.scope, place.flags, place.depth - 1
        if hole.scope:
            scope = _Scope(scope, frame=place.chosen.frame, hides=place.chosen.hides)
            scope.names.update(place.inner)
            flags = (flags - place.chosen.clears) | place.chosen.gives
        if not hole.many:
            return self.write(hole.name, scope, flags, depth)
        most = max(hole.least, min(4, place.depth, self._left))
        lines: _Lines = []
        for _ in range(self._draw(st.integers(hole.least, most))):
            self._left -= 1
            entry = self._choose(hole.name, scope, flags, depth)
            lines += self._fill(entry, scope, flags, depth)
            if entry.ends:
                break
        return lines

    def _name(self, sort: str, scope: _Scope, taken: set[str]) -> str:
        grammar = self._grammar
        shadowing = grammar.shadowing
        if sort in grammar.once and shadowing == "block":
            shadowing = "frame"
        pool = grammar.names.get(sort, grammar.other_names)
        free = [name for name in pool if name not in taken and scope.may_define(name, shadowing)]
        if free:
            return free[self._draw(st.integers(0, len(free) - 1))]
        number = 2
        while True:
            name = f"{pool[0]}{number}"
            if name not in taken and scope.may_define(name, "none"):
                return name
            number += 1

    def _terminal(self, name: str) -> _Lines:
        if name == "number":
            return [(str(self._draw(st.integers(0, 99))), False)]
        count = self._draw(st.integers(1, 3)) if name.endswith("s") else 1
        phrases = [_PHRASES[self._draw(st.integers(0, len(_PHRASES) - 1))] for _ in range(count)]
        if name.startswith("text"):
            escapes = self._grammar.escapes
            return [("".join(escapes.get(c, c) for c in phrase), False) for phrase in phrases]
        return [(self._allowed(phrase), False) for phrase in phrases]

    def _allowed(self, phrase: str) -> str:
        return "about" if any(mark in phrase for mark in self._grammar.forbidden) else phrase


def _joined(line: _Lines, content: Sequence[tuple[str, bool]]) -> _Lines:
    """Put content behind what there is of a line."""
    if not content:
        return line
    (last, raw), (first, _) = line[-1], content[0]
    return [*line[:-1], (last + first, raw), *content[1:]]
