"""Show an edit sequence of a program in the terminal, edit by edit.

Each step shows the program after the edit, with the inserted lines marked.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from lintseq.cli.arguments import UsageError, add_config_arguments, config_of, open_input
from lintseq.cli.terminal import Palette, visible
from lintseq.detection import detect_language
from lintseq.formats import find_format
from lintseq.language import languages
from lintseq.location import STANDARD_STREAM
from lintseq.sampling import sample
from lintseq.sequence import split_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from lintseq.sequence import EditSequence

__all__ = ["add_arguments", "run"]

_STATES = "states"
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", metavar="FILE", help="the program; - is standard input")
    parser.add_argument(
        "--language", metavar="NAME", help="its language (default: by its extension or #! line)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed (default: 0)")
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="which sample, from 0 (default: 0)"
    )
    parser.add_argument(
        "--format",
        metavar="NAME",
        default=_STATES,
        help="show the program after each edit, or the edits in an edit format such as unified "
        "(default: %(default)s)",
    )
    parser.add_argument(
        "--context",
        type=int,
        metavar="N",
        help="show N lines around what is inserted (default: all; in edit formats what they need)",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="use colours (default: on a terminal, unless NO_COLOR is set)",
    )
    parser.add_argument(
        "--no-color", dest="color", action="store_const", const="never", help="--color never"
    )
    parser.add_argument(
        "--delay", type=float, default=0.0, metavar="SECONDS", help="wait between edits"
    )
    add_config_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    if options.sample < 0 or options.delay < 0 or (options.context or 0) < 0:
        raise UsageError("--sample, --context and --delay must be 0 or more")
    if options.format != _STATES:
        find_format(options.format)
    with open_input(options.file) as file:
        program = b"".join(file.lines())
    sequences = sample(
        program,
        _language(options, program.decode(errors="replace")),
        n=options.sample + 1,
        seed=options.seed,
        config=config_of(options),
    )
    if options.sample >= len(sequences):
        raise UsageError(f"there are only {len(sequences)} distinct samples")
    sequence = sequences[options.sample]
    palette = Palette(options.color, sys.stdout)
    if options.format == _STATES:
        pictures = _draw_states(sequence, options.context, palette)
    else:
        pictures = _draw_edits(sequence, _render(sequence, options), palette)
    print(_title(sequence, options, palette))
    clear = _CLEAR if options.delay and palette.on else ""
    for picture in pictures:
        print(f"{clear}{picture}", flush=bool(options.delay))
        time.sleep(options.delay)
    return 0


def _language(options: argparse.Namespace, program: str) -> str:
    if options.language is not None:
        return str(options.language)
    path = None if options.file == STANDARD_STREAM else options.file
    found = detect_language(program, path=path)
    if found is None:
        known = ", ".join(language.name for language in languages())
        raise UsageError(f"{options.file}: name its language with --language (known: {known})")
    return found


def _title(sequence: EditSequence, options: argparse.Namespace, palette: Palette) -> str:
    lines = sequence.steps.size
    facts = (
        f"{sequence.language}, {lines} {_plural('line', lines)} in {len(sequence)} "
        f"{_plural('edit', len(sequence))}, seed {sequence.seed}, sample {sequence.sample}"
    )
    name = "standard input" if options.file == STANDARD_STREAM else options.file
    return f"{palette.title(visible(name))}  {palette.faint(facts)}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def _header(step: int, inserted: int, sequence: EditSequence, palette: Palette) -> str:
    count = f"+{inserted} {_plural('line', inserted)}"
    return f"\n{palette.accent(f'edit {step + 1}/{len(sequence)}')}  {palette.new(count)}"


def _draw_states(sequence: EditSequence, context: int | None, palette: Palette) -> Iterator[str]:
    """Draw the program after each edit."""
    lines = [visible(line) for line in split_lines(sequence.program)]
    steps = sequence.steps.tolist()
    width = len(str(len(lines)))
    for step in range(len(sequence)):
        state = [index for index, other in enumerate(steps) if other <= step]
        new = [place for place, index in enumerate(state) if steps[index] == step]
        shown = _near(new, len(state), context)
        picture = [_header(step, len(new), sequence, palette)]
        before = -1
        for place in shown:
            if place > before + 1:
                picture.append(palette.faint(f"{'⋮':>{width}}"))
            before = place
            number = palette.faint(f"{place + 1:>{width}}")
            text = lines[state[place]]
            inserted = steps[state[place]] == step
            picture.append(
                f"{number} {palette.new(f'+ {text}'.rstrip())}"
                if inserted
                else f"{number}   {text}".rstrip()
            )
        if before < len(state) - 1:
            picture.append(palette.faint(f"{'⋮':>{width}}"))
        yield "\n".join(picture)


def _near(new: list[int], size: int, context: int | None) -> list[int]:
    """Give the places to show: all, or those that are near an inserted line."""
    if context is None:
        return list(range(size))
    near = {
        place
        for center in new
        for place in range(max(0, center - context), min(size, center + context + 1))
    }
    return sorted(near)


def _render(sequence: EditSequence, options: argparse.Namespace) -> list[str]:
    """Write each edit in the edit format that is asked for.

    Raises:
        UsageError: If it does not know the option ``context``.
    """
    context = {} if options.context is None else {"context": options.context}
    try:
        return sequence.render(options.format, **context)
    except TypeError as error:
        raise UsageError(f"--context: edit format {options.format!r} has no such option") from error


def _draw_edits(sequence: EditSequence, texts: list[str], palette: Palette) -> Iterator[str]:
    """Draw each edit as an edit format writes it."""
    for edit, text in zip(sequence.edits, texts, strict=True):
        picture = [_header(edit.step, len(edit), sequence, palette)]
        for line in text.split("\n"):
            shown = visible(line)
            if line.startswith("+"):
                shown = palette.new(shown)
            elif line.startswith(("@@", "***", "<<<<<<<", "=======", ">>>>>>>", "```")):
                shown = palette.faint(shown)
            picture.append(shown)
        yield "\n".join(picture)
