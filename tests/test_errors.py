from __future__ import annotations

import pickle

import pytest

import lintseq
from lintseq import errors

EXAMPLES = [
    lintseq.LintSeqError("text"),
    lintseq.ConfigError("text"),
    lintseq.SequenceError("text"),
    lintseq.LanguageError("text"),
    lintseq.LinterError("text"),
    lintseq.FormatError("whole", "separator-line", "a line starts so"),
    lintseq.MissingExtraError("zstandard", "zstd"),
    lintseq.RejectedError("empty", "the program is empty", "python"),
    lintseq.ApplyError([lintseq.Failure(0, 1, 2, "out-of-range", "too far")], "text"),
    lintseq.UnknownNameError("a", ["b"]),
    lintseq.UnknownLanguageError("pythn", ["python", "go"]),
    lintseq.UnknownFormatError("x", []),
    lintseq.UnknownLinterError("nativ", ["native"]),
    errors.InputError("text"),
    errors.OutputError("text"),
]


def test_every_error_has_an_example() -> None:
    assert {type(error).__name__ for error in EXAMPLES} == set(errors.__all__)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_error_is_ours_and_survives_pickling(error: Exception) -> None:
    assert isinstance(error, lintseq.LintSeqError)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_messages_help() -> None:
    messages = [str(error) for error in EXAMPLES]
    assert "zstandard is not installed: pip install 'lintseq[zstd]'" in messages
    assert "empty: the program is empty" in messages
    assert "edit 1, line 2: out-of-range: too far" in messages
    assert "unknown language 'pythn', did you mean 'python'? (known: go, python)" in messages
    assert "unknown edit format 'x' (known: none)" in messages
