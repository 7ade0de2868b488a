"""Adapters: one module for each tool that can guide or judge, and what they share.

A tool without one becomes a linter by `CommandLinter`, a language server by `LspLinter`.
"""

from __future__ import annotations

from lintseq.adapters.command import CommandLinter
from lintseq.adapters.lsp import LspLinter
from lintseq.adapters.output import JsonOutput, TextOutput
from lintseq.adapters.process import Limits

__all__ = ["CommandLinter", "JsonOutput", "Limits", "LspLinter", "TextOutput"]
