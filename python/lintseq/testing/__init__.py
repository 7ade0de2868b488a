"""Property-based tests of edit sequences, and of what is built on them, with hypothesis.

`pip install 'lintseq[hypothesis]'` brings what it needs.

Example:
    >>> from hypothesis import given
    >>> from lintseq.testing import check_sequence, edit_sequences
    >>> @given(edit_sequences(language="go", sampled=True))
    ... def test_go(sequence):
    ...     check_sequence(sequence)
"""

from __future__ import annotations

from lintseq.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401 - everything below needs it
except ImportError:
    raise MissingExtraError("lintseq.testing", "hypothesis") from None

from lintseq.testing.configs import configs
from lintseq.testing.edit_text import EditText, edit_text, malformed_edit_text
from lintseq.testing.format_options import format_options
from lintseq.testing.oracle import (
    PROMISES,
    BrokenPromise,
    BrokenPromiseError,
    broken_promises,
    check_sequence,
)
from lintseq.testing.profile import PROFILES, register_profiles
from lintseq.testing.programs import programs
from lintseq.testing.rows import rows
from lintseq.testing.run_machine import RunMachine
from lintseq.testing.sequence_machine import EditSequenceMachine
from lintseq.testing.sequences import edit_sequences, edits

__all__ = [
    "PROFILES",
    "PROMISES",
    "BrokenPromise",
    "BrokenPromiseError",
    "EditSequenceMachine",
    "EditText",
    "RunMachine",
    "broken_promises",
    "check_sequence",
    "configs",
    "edit_sequences",
    "edit_text",
    "edits",
    "format_options",
    "malformed_edit_text",
    "programs",
    "register_profiles",
    "rows",
]
