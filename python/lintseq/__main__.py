"""``python -m lintseq`` is the command ``lintseq``."""

from __future__ import annotations

from lintseq.cli import main

main()
