r"""Turn any program into a sequence of insertions that writes it, lint-correct at every step.

Example:
    >>> import lintseq
    >>> program = "import math\n\n\ndef area(r):\n    return math.pi * r * r\n"
    >>> seq = lintseq.sample(program, language="python", seed=0)[0]
    >>> lintseq.apply(seq.render("unified")) == program
    True
"""

from __future__ import annotations

from lintseq._core import __version__
from lintseq.application import ApplyResult, Failure, apply, try_apply
from lintseq.config import Config
from lintseq.detection import Detector, detect_language
from lintseq.diagnostic import Diagnostic
from lintseq.errors import (
    ApplyError,
    ConfigError,
    FormatError,
    FrameError,
    LanguageError,
    LinterError,
    LintSeqError,
    MissingExtraError,
    RejectedError,
    SequenceError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownLinterError,
    UnknownNameError,
)
from lintseq.formats import Format, formats, register_format
from lintseq.language import Language, languages
from lintseq.linter import Linter, LinterInfo, linters, register_linter
from lintseq.linting import Violation, lint, verify
from lintseq.registration import register_language, register_language_folder
from lintseq.sampling import sample, sample_batch
from lintseq.schema import Schema
from lintseq.sequence import Edit, EditSequence, Reject
from lintseq.transformation import Transform, transform

__all__ = [
    "ApplyError",
    "ApplyResult",
    "Config",
    "ConfigError",
    "Detector",
    "Diagnostic",
    "Edit",
    "EditSequence",
    "Failure",
    "Format",
    "FormatError",
    "FrameError",
    "Language",
    "LanguageError",
    "LintSeqError",
    "Linter",
    "LinterError",
    "LinterInfo",
    "MissingExtraError",
    "Reject",
    "RejectedError",
    "Schema",
    "SequenceError",
    "Transform",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnknownLinterError",
    "UnknownNameError",
    "Violation",
    "__version__",
    "apply",
    "detect_language",
    "formats",
    "languages",
    "lint",
    "linters",
    "register_format",
    "register_language",
    "register_language_folder",
    "register_linter",
    "sample",
    "sample_batch",
    "transform",
    "try_apply",
    "verify",
]
