"""The compiler of Rust, one process a state, several at a time.

Each state is a library of its own, checked up to and without code generation. No other crate can
be had, so no macro that runs; what reads files is made harmless; lints do not count, whatever the
program says of them.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import Found, JsonOutput, rows_of
from lintseq.adapters.process import Limits, find_tool
from lintseq.errors import LinterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lintseq.adapters.process import Finished

__all__ = ["Rustc"]

INSTALL = "install Rust, see https://rustup.rs"

# What types without a name are called by: the place where they stand.
_PLACE = re.compile(r"@?[^\s{}<>`]*\.rs:\d+:\d+(?:: \d+:\d+)?")

_STRING = r"\"(?:[^\"\\]|\\.)*\""
# An attribute of the whole program under which all of it may count for nothing; `doc` does nothing.
_LEFT_OUT = re.compile(r"(#\s*!\s*\[\s*)cfg(?=\s*\()")


class Rustc(CommandLinter):
    """``rustc --emit=metadata``; its errors count.

    Args:
        edition: The edition of Rust.
        options: More options for it.
        limits: What one state may take.

    Raises:
        LinterError: If rustc is not installed.
    """

    def __init__(
        self,
        *,
        edition: str = "2021",
        options: Sequence[str] = (),
        limits: Limits | None = None,
    ) -> None:
        super().__init__(
            "rustc",
            ["rust"],
            [
                _compiler(),
                f"--edition={edition}",
                "--crate-type=lib",
                "--crate-name=program",
                "--cap-lints=allow",
                "--error-format=json",
                "--emit=metadata={file}.rmeta",
                *options,
                "{file}",
            ],
            JsonOutput(line="*.line", message="*.message", lines=True),
            stream="stderr",
            install=INSTALL,
            suppressions=(
                r"\binclude(?:_str|_bytes)?\b",
                r"\b((?:option_)?env)\s*!",
                rf"#\s*!?\s*\[(?:[^\[\]\"]|{_STRING}|\[[^\]]*\])*?\b(path)\s*=",
            ),
            limits=limits or Limits(seconds=30, memory=4 << 30),
        )

    def prepare(self, text: str, language: str) -> str:
        """Keep the text from reading files, and from leaving all of itself out."""
        return _LEFT_OUT.sub(r"\1doc", super().prepare(text, language))

    def read(self, done: Finished, files: Sequence[str]) -> Iterable[Found]:
        """Give the errors; what macros made counts where they are used."""
        for told in rows_of(done.stderr.decode("utf-8", "replace")):
            message = str(told.get("message", ""))
            if told.get("level") != "error" or message.startswith("aborting due to"):
                continue
            code = (told.get("code") or {}).get("code") or "error"
            spans = told.get("spans") or []
            line = _line(spans, files[0])
            if spans and line is None:
                code, message = "error", "an error in another file"
            yield Found(files[0], line or 1, code, _PLACE.sub("@place", message))


def _compiler() -> str:
    """Find the compiler itself: rustup's stand-in for it needs the home of the user."""
    found = find_tool("rustc", INSTALL)
    try:
        asked = subprocess.run(  # noqa: S603 - no program is linted here
            [found, "--print", "sysroot"],
            capture_output=True,
            timeout=60,
            check=True,
            text=True,
            cwd=os.sep,  # a folder of work may name a tool chain for rustup
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise LinterError(f"{found} does not work ({error}): {INSTALL}") from None
    own = Path(asked.stdout.strip(), "bin", "rustc")
    return str(own) if own.is_file() else found


def _line(spans: Sequence[dict[str, Any]], file: str) -> int | None:
    """Give the line of the state that an error is about; None if it is about another file."""
    for span in sorted(spans, key=lambda span: not span["is_primary"]):
        at: dict[str, Any] | None = span
        while at is not None:
            expansion = at.get("expansion")
            if at["file_name"] == file and not expansion:
                return int(at["line_start"])
            at = expansion["span"] if expansion else None
    return None
