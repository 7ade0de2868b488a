"""Register a language from a folder of data, and show how one of its programs comes to be.

pip install lintseq tree-sitter-zig
python examples/languages/register_zig.py
"""

from __future__ import annotations

from pathlib import Path

import lintseq

FOLDER = Path(__file__).with_name("zig")
PROGRAM = """\
const std = @import("std");

fn isPrime(number: u32) bool {
    var divisor: u32 = 2;
    while (divisor < number) : (divisor += 1) {
        if (number % divisor == 0) return false;
    }
    return number > 1;
}

pub fn main() void {
    for (0..20) |number| {
        if (isPrime(@intCast(number))) {
            std.debug.print("{d}\\n", .{number});
        }
    }
}
"""


def main() -> None:
    """Print the states of one sequence, from the first lines to the whole program."""
    # The grammar is the package that language.toml names.
    name = lintseq.register_language_folder(FOLDER)
    sequence = lintseq.sample(PROGRAM, language=name, seed=4)[0]
    for number, state in enumerate(sequence.states()[1:], 1):
        print(f"--- state {number}", state, sep="\n")


if __name__ == "__main__":
    main()
