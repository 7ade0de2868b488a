"""Edit formats: how an edit is written as text. Renderer and parser are inverse."""

from __future__ import annotations

from lintseq.formats.registry import Format, find_format, formats, register_format

__all__ = ["Format", "find_format", "formats", "register_format"]
