"""The compiler of PHP (``php -l``), one process a state, several at a time.

It tells the first error of syntax or compilation. Nothing runs, and no configuration is read.
"""

from __future__ import annotations

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.output import TextOutput
from lintseq.adapters.process import Limits

__all__ = ["Php"]

_SETTINGS = ("display_errors=1", "log_errors=0", "html_errors=0", "error_reporting=85")


class Php(CommandLinter):
    """``php -l``.

    Args:
        limits: What one state may take.

    Raises:
        LinterError: If php is not installed.
    """

    def __init__(self, *, limits: Limits | None = None) -> None:
        settings = [word for setting in _SETTINGS for word in ("-d", setting)]
        super().__init__(
            "php",
            ["php"],
            ["php", "-n", *settings, "-l", "{file}"],
            TextOutput(
                r"(?:PHP )?(?P<code>\w+) error: +(?P<message>.*) in (?P<file>\S+) on line "
                r"(?P<line>\d+)",
                noise=r"Errors parsing .*|No syntax errors detected in .*",
            ),
            install="install PHP (Debian: apt-get install php-cli)",
            statuses=(0, 255),
            limits=limits or Limits(seconds=10, memory=2 << 30),
        )
