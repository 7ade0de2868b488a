"""What programs may hold and formats must not stumble over."""

from __future__ import annotations

__all__ = ["ENDS", "MARKERS", "ODD_CHARACTERS", "TEXT_MARKERS"]

TEXT_MARKERS = (
    "@@",
    "@@ -0,0 +1 @@",
    "@@ -1,2 +1,3 @@ def f():",
    "--- a/program",
    "+++ b/program",
    "+added",
    "-removed",
    "<<<<<<< SEARCH",
    "=======",
    ">>>>>>> REPLACE",
    "*** Begin Patch",
    "*** Update File: program.py",
    "*** End of File",
    "*** End Patch",
    '{"insert": []}',
    "```",
    "````text",
    "~~~",
    "<|diff|>",
    "</s>",
    "<|im_end|>",
)
"""Marks of edit formats, of markdown and of chats, that any text may hold."""

MARKERS = (*TEXT_MARKERS, "\\ No newline at end of file", "<|diff|>@@ -0,0 +1 @@", "\\")
"""These and others, as lines of their own."""

ODD_CHARACTERS = (
    "\t",
    "\r",
    "\x00",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x85",
    "\xa0",
    "\u00e9",
    "e\u0301\u0302\u0323",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u2029",
    "\u6f22\u5b57",
    "\ufeff",
    "\ufffd",
    "\U0001f469\u200d\U0001f680",
)
"""Characters that look like line ends, have no width, turn the direction or combine."""

ENDS = ("\n", "\r\n", "\n\n", "\r", "\n\r\n")
"""What may stand where a line ends; only a line feed ends one."""
