"""How a language's programs are written: the file ``programs.toml`` of its folder.

The file is a grammar of templates with scopes. Each array of tables is a nonterminal, each entry an
alternative, and ``program`` is where writing starts::

    [[statement]]
    text = '''
    for «inner variable as i» in range(«value»):
        «scope statement+»
    '''

Holes stand between guillemets:

=========================  ========================================================================
``«statement»``            One alternative of a nonterminal. ``«statement+»`` writes one or more,
                           ``«statement*»`` none or more, each from a line of its own.
``«scope statement+»``     The same in a scope of its own; names of ``inner`` holes live in it.
``«new variable as x»``    A new name of the sort ``variable``, visible from the next sibling on.
``«inner variable as i»``  A new name, visible only in the scope holes of this alternative.
``«use variable»``         A visible name of that sort.
``«x»``                    The name that ``as x`` labelled in this alternative.
``«number»``               A number from 0 to 99.
``«text»``, ``«texts»``    What a string literal holds, escaped by ``[text]``; one line, or several.
``«comment»``,             What a comment holds, without what ``[comment]`` forbids; one line, or
``«comments»``             several.
=========================  ========================================================================

An entry may say: ``needs``, flags that have to be set around it; ``gives`` and ``clears``, flags
that change in its scope holes; ``hides``, sorts of outer names that are not visible in them;
``frame``, that they are the frame of a function; ``ends``, that nothing may follow in its list;
``raw``, that its further lines must not be indented.

The table ``[names]`` holds the names to draw from for each sort, and for ``other`` sorts; where a
name may hide an outer one, as ``shadowing``; and as ``once`` the sorts whose names no two blocks
of a function may share, such as labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from lintseq.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hypothesis.vendor.pretty import RepresentationPrinter

__all__ = ["START", "TERMINALS", "Alternative", "Hole", "ProgramGrammar"]

TERMINALS = frozenset({"number", "text", "texts", "comment", "comments"})
"""The holes that are filled without an alternative."""

START = "program"
_HOLE = re.compile("«([^»]*)»")
_CONTENT = re.compile(
    r"(?:(?P<role>new|inner|use) (?P<sort>\w+)(?: as (?P<label>\w+))?"
    r"|(?P<scope>scope )?(?P<name>\w+)(?P<many>[*+])?)"
)
_KEYS = {"text", "needs", "gives", "clears", "hides", "frame", "ends", "raw"}
_TABLES = {"extends", "names", "text", "comment"}
_NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")


@dataclass(frozen=True, slots=True)
class Hole:
    """One hole of a template.

    Attributes:
        role: ``"new"``, ``"inner"``, ``"use"``; ``"label"`` for the name of a label, ``"terminal"``
            and ``"nonterminal"``.
        name: The sort of name, the label, or what to write.
        label: What later holes call the name that is put here; empty if nothing does.
        scope: Whether it opens a scope.
        least: How many are written at least.
        many: Whether more may be.
    """

    role: str
    name: str
    label: str = ""
    scope: bool = False
    least: int = 1
    many: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to write a nonterminal.

    Attributes:
        lines: The lines of the template: indentation, and then texts and holes by turns.
        needs: Flags that have to be set.
        gives: Flags that its scopes set.
        clears: Flags that its scopes clear.
        hides: Sorts of outer names that its scopes do not see.
        frame: Whether its scopes are the frame of a function.
        ends: Whether nothing may follow in the same list.
        raw: Whether its lines after the first are never indented.
        uses: The sorts of names that have to be visible.
        height: How deep it has to go at least.
    """

    lines: tuple[tuple[str, tuple[str | Hole, ...]], ...]
    needs: frozenset[str]
    gives: frozenset[str]
    clears: frozenset[str]
    hides: frozenset[str]
    frame: bool
    ends: bool
    raw: bool
    uses: frozenset[str]
    height: int = 0

    @property
    def holes(self) -> Iterable[Hole]:
        """All holes, in order."""
        return (piece for _, pieces in self.lines for piece in pieces if isinstance(piece, Hole))


@dataclass(frozen=True, slots=True)
class ProgramGrammar:
    """What `programs.toml` says.

    Attributes:
        language: The language.
        alternatives: The alternatives of each nonterminal, simplest first.
        names: The names to draw from for each sort.
        other_names: The names for sorts that have none of their own.
        shadowing: Where a new name may hide an outer one: ``"none"``, ``"frame"`` (only right in
            the frame of a function) or ``"block"``.
        once: The sorts whose names are declared only once in the frame of a function.
        escapes: What stands for a character in a string.
        forbidden: What a comment must not hold.
    """

    language: str
    alternatives: Mapping[str, tuple[Alternative, ...]]
    names: Mapping[str, tuple[str, ...]]
    other_names: tuple[str, ...]
    shadowing: str
    once: frozenset[str]
    escapes: Mapping[str, str]
    forbidden: tuple[str, ...]

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001
        # hypothesis writes out what strategies are made of, every field.
        printer.text(f"<ProgramGrammar of {self.language}>")

    @classmethod
    def read(cls, language: str, table: Mapping[str, Any]) -> ProgramGrammar:
        """Read the file's table, its base mixed in.

        Raises:
            LanguageError: If something in it is wrong; the message says where.
        """
        reader = _Reader(language)
        rules = {name: entry for name, entry in table.items() if name not in _TABLES}
        read = {
            name: reader.alternatives(name, entries, set(rules)) for name, entries in rules.items()
        }
        if START not in read:
            raise reader.error(START, "is missing: writing starts there")
        names = dict(table.get("names", {}))
        shadowing = names.pop("shadowing", "none")
        if shadowing not in ("none", "frame", "block"):
            raise reader.error("names", f"shadowing is none, frame or block, not {shadowing!r}")
        once = frozenset(names.pop("once", ()))
        escapes = table.get("text", {}).get("escapes", {})
        if not all(len(character) == 1 for character in escapes):
            raise reader.error("text", "escapes stand for one character each")
        return cls(
            language,
            reader.measured(read),
            {sort: tuple(words) for sort, words in names.items() if sort != "other"},
            tuple(names.get("other", _NAMES)),
            shadowing,
            once,
            escapes,
            tuple(table.get("comment", {}).get("forbid", ())),
        )


class _Reader:
    def __init__(self, language: str) -> None:
        self._language = language

    def error(self, where: str, what: str) -> LanguageError:
        return LanguageError(f"programs.toml of {self._language}: {where}: {what}")

    def alternatives(self, name: str, entries: object, known: set[str]) -> tuple[Alternative, ...]:
        if not isinstance(entries, list) or not entries:
            raise self.error(name, f"is no list of tables, write [[{name}]]")
        return tuple(
            self._alternative(f"{name} {number}", entry, known)
            for number, entry in enumerate(entries, 1)
        )

    def _alternative(self, where: str, entry: Any, known: set[str]) -> Alternative:  # noqa: ANN401
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            raise self.error(where, "has no text")
        if wrong := set(entry) - _KEYS:
            raise self.error(
                where, f"unknown key {min(wrong)!r} (known: {', '.join(sorted(_KEYS))})"
            )
        labels: set[str] = set()
        uses: set[str] = set()
        lines = []
        for line in entry["text"].strip("\n").split("\n"):
            body = line.lstrip(" \t")
            pieces: list[str | Hole] = []
            for number, piece in enumerate(_HOLE.split(body)):
                if number % 2:
                    pieces.append(self._hole(where, piece, known, labels, uses))
                elif "«" in piece or "»" in piece:
                    raise self.error(where, f"a hole is not closed in {line!r}")
                elif piece:
                    pieces.append(piece)
            lines.append((line[: len(line) - len(body)], tuple(pieces)))
        return Alternative(
            tuple(lines),
            needs=frozenset(entry.get("needs", ())),
            gives=frozenset(entry.get("gives", ())),
            clears=frozenset(entry.get("clears", ())),
            hides=frozenset(entry.get("hides", ())),
            frame=bool(entry.get("frame", False)),
            ends=bool(entry.get("ends", False)),
            raw=bool(entry.get("raw", False)),
            uses=frozenset(uses),
        )

    def _hole(
        self, where: str, content: str, known: set[str], labels: set[str], uses: set[str]
    ) -> Hole:
        match = _CONTENT.fullmatch(content.strip())
        if match is None:
            raise self.error(where, f"«{content}» is no hole")
        if role := match["role"]:
            if role == "use":
                uses.add(match["sort"])
            if match["label"]:
                labels.add(match["label"])
            return Hole(role, match["sort"], match["label"] or "")
        name, many = match["name"], match["many"]
        if name in labels:
            return Hole("label", name)
        if name in TERMINALS:
            return Hole("terminal", name)
        if name not in known:
            raise self.error(where, f"«{content}» is neither a nonterminal nor a label before it")
        return Hole(
            "nonterminal", name, "", bool(match["scope"]), 0 if many == "*" else 1, bool(many)
        )

    def measured(
        self, read: Mapping[str, tuple[Alternative, ...]]
    ) -> dict[str, tuple[Alternative, ...]]:
        """Give each alternative its height.

        Raises:
            LanguageError: If a nonterminal has no alternative that can always be written, to an
                end, without names or flags.
        """
        heights: dict[str, int] = {}

        def height(alternative: Alternative) -> int | None:
            inner = [
                hole.name for hole in alternative.holes if hole.role == "nonterminal" and hole.least
            ]
            if not all(name in heights for name in inner):
                return None
            return 1 + max((heights[name] for name in inner), default=0)

        for _, (name, alternatives) in product(range(len(read)), read.items()):
            free = [height(one) for one in alternatives if not one.uses and not one.needs]
            known = [one for one in free if one is not None]
            if known and name not in heights:
                heights[name] = min(known)
        if endless := [name for name in read if name not in heights]:
            raise self.error(
                endless[0], "needs an alternative that ends and uses no names and no flags"
            )
        return {
            name: tuple(replace(one, height=height(one) or 0) for one in alternatives)
            for name, alternatives in read.items()
        }
