"""Programs and texts to test with: generated, mutated and adversarial."""

from __future__ import annotations

from hypothesis import strategies as st

_NAMES = ("alpha", "beta", "gamma", "delta")
_MARKERS = (
    "@@",
    "@@ start",
    "@@ end",
    "<<<<<<< SEARCH",
    "=======",
    "======== ",
    ">>>>>>> REPLACE",
    "*** Begin Patch",
    "*** Update File: program.py",
    "*** End of File",
    "*** End Patch",
    '{"insert": []}',
    "```",
    "````python",
    "~~~",
)
_FILLERS = (
    "",
    "    ",
    "\t",
    "# a comment",
    "    # an indented comment",
    "'''",
    '"""',
    "@@ -0,0 +1 @@",
    "+ plus",
    "- minus",
    "\\",
    "\\ No newline at end of file",
    "<|diff|>",
    "--- a/file",
    "+++ b/file",
    "x = (",
    ")",
    "\x00",
    "\x0c",
    "s = '\u2028\u2029\x85\x0b'",
    "\ufeff",
    "s = 'é 漢字 \U0001f600'",
    *_MARKERS,
)


@st.composite
def _block(draw: st.DrawFn, depth: int, indent: str) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.integers(0, 9 if depth else 3))
        name, other = draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_NAMES))
        if kind == 0:
            lines.append(f"{indent}{name} = {other}")
        elif kind == 1:
            lines.append(f"{indent}{name} = {draw(st.integers(0, 99))}")
        elif kind == 2:
            lines += [f"{indent}print(", f"{indent}    {name},", f"{indent})"]
        elif kind == 3:
            lines.append(f"{indent}# about {name}")
            lines.append(f"{indent}{name} = [{other}]; {other} = 1")
        else:
            inner = indent + "    "
            heads = (
                f"def {name}({other}):",
                f"class {name.title()}:",
                f"for {name} in range(3):",
                f"while {name}:",
                f"with open({other}) as {name}:",
                f"if {name}:",
            )
            lines.append(indent + heads[kind - 4])
            lines += draw(_block(depth - 1, inner))
            if kind == 9 and draw(st.booleans()):
                lines += [f"{indent}else:", *draw(_block(depth - 1, inner))]
    return lines


@st.composite
def python_programs(draw: st.DrawFn) -> str:
    """Give Python programs that parse, with scopes, in all styles of line ends."""
    lines = [f"import {name}" for name in draw(st.lists(st.sampled_from(_NAMES), max_size=2))]
    lines += draw(_block(3, ""))
    for _ in range(draw(st.integers(0, 3))):
        lines.insert(draw(st.integers(0, len(lines))), "")
    end = draw(st.sampled_from(("\n", "\r\n")))
    return end.join(lines) + draw(st.sampled_from((end, "")))


@st.composite
def mutated_programs(draw: st.DrawFn) -> str:
    """Give programs with lines dropped, doubled, moved and spoiled; most do not parse."""
    lines = draw(python_programs()).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(lines)))
        match draw(st.integers(0, 3)):
            case 0:
                del lines[place : place + 1]
            case 1:
                lines[place:place] = lines[place : place + 1]
            case 2:
                lines.insert(place, draw(st.sampled_from(_FILLERS)))
            case _:
                lines.insert(place, draw(st.text(max_size=12)))
    return draw(st.sampled_from(("", "", "\ufeff"))) + "\n".join(lines)


def texts() -> st.SearchStrategy[str]:
    """Give any text at all, with many line ends and characters that look like line ends."""
    pieces = st.one_of(
        st.sampled_from(("\n", "\n", "\r\n", "\r", "\n\n", *_FILLERS)),
        st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    )
    return st.lists(pieces, max_size=30).map("".join)


@st.composite
def marked_programs(draw: st.DrawFn) -> str:
    """Give programs of which most lines are markers of edit formats, or equal."""
    lines = st.sampled_from((*_MARKERS, "x = 1", "    x = 1", "", "\r", "\ufeff", "\u2028", "\x85"))
    end = draw(st.sampled_from(("\n", "\n", "\r\n")))
    return end.join(draw(st.lists(lines, min_size=1, max_size=12))) + draw(
        st.sampled_from((end, "", "\n"))
    )


def programs() -> st.SearchStrategy[str]:
    """Give programs and texts of all kinds."""
    return st.one_of(python_programs(), mutated_programs(), marked_programs(), texts())
