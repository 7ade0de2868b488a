"""From programs to edit sequences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lintseq import _core
from lintseq.config import engine_options
from lintseq.errors import ConfigError, RejectedError
from lintseq.guidance import guide_batch
from lintseq.language import find_language, require_language
from lintseq.sequence import EditSequence, Reject

if TYPE_CHECKING:
    from lintseq.config import Config

__all__ = ["sample", "sample_batch"]


def sample(
    program: str | bytes,
    language: str = "python",
    *,
    n: int = 1,
    seed: int = 0,
    config: Config | None = None,
) -> list[EditSequence]:
    r"""Sample edit sequences of one program.

    Args:
        program: The finished program; bytes have to be UTF-8.
        language: Its language, see `lintseq.languages`.
        n: How many sequences.
        seed: From 0 to 2**64 - 1. The same program, language, seed and configuration give the
            same sequences, anywhere.
        config: How to sample; None is ``Config()``.

    Returns:
        The sequences; fewer than ``n`` only with ``Config(distinct=True)``.

    Raises:
        RejectedError: If the program yields no sequence; it carries the reason.
        UnknownLanguageError: If no language has this name.
        ConfigError: If an argument has a value that is not allowed.
        LinterError: If a linter of the configuration cannot be used here.

    Example:
        >>> seq = sample("a = 1\nprint(a)\n", seed=1)[0]
        >>> seq.states()[-1]
        'a = 1\nprint(a)\n'
    """
    result = sample_batch([program], language, n=n, seed=seed, config=config, threads=1)[0]
    if isinstance(result, Reject):
        raise RejectedError(result.reason, result.detail, result.language)
    return result


def sample_batch(
    programs: Sequence[str | bytes],
    languages: str | Sequence[str] = "python",
    *,
    n: int = 1,
    seed: int = 0,
    config: Config | None = None,
    threads: int | None = None,
) -> list[list[EditSequence] | Reject]:
    """Sample edit sequences of many programs, on all cores.

    The result for a program does not depend on the others, on their order or on ``threads``.

    Args:
        programs: The finished programs; bytes have to be UTF-8.
        languages: One language for all, or one for each.
        n: How many sequences for each program.
        seed: From 0 to 2**64 - 1.
        config: How to sample; None is ``Config()``.
        threads: How many cores the engine may use; None is all. Linters have processes of
            their own.

    Returns:
        For each program, in order: its sequences, or why there is none.

    Raises:
        UnknownLanguageError: If ``languages`` is one unknown name. An unknown name in a list
            of them is a `Reject`.
        ConfigError: If an argument has a value that is not allowed.
        LinterError: If a linter of the configuration cannot be used here.
    """
    names = _language_names(programs, languages)
    check_int("n", n, 1, 2**32 - 1)
    check_int("seed", seed, 0, 2**64 - 1)
    check_threads(threads)
    options = engine_options(config)
    results: list[list[_core.Steps] | _core.Rejection]
    if config is not None and config.linters:
        results = guide_batch(programs, names, config, n, seed)
    else:
        results = _core.sample_batch(programs, names, options, n, seed, threads)
    return [
        Reject(*result, language=name)
        if isinstance(result, tuple)
        else _sequences(program, name, result, seed)
        for program, name, result in zip(programs, names, results, strict=True)
    ]


def _sequences(
    program: str | bytes, language: str, samples: list[_core.Steps], seed: int
) -> list[EditSequence]:
    text = program.decode() if isinstance(program, bytes) else program
    return [
        EditSequence._of_engine(text, language, steps, number, seed)  # noqa: SLF001
        for number, steps in enumerate(samples)
    ]


def _language_names(programs: Sequence[str | bytes], languages: str | Sequence[str]) -> list[str]:
    if isinstance(programs, (str, bytes)) or not isinstance(programs, Sequence):
        raise ConfigError(f"programs must be a list, not one {type(programs).__name__}")
    if isinstance(languages, str):
        return [require_language(languages)] * len(programs)
    if len(languages) != len(programs):
        raise ConfigError(f"there are {len(programs)} programs, but {len(languages)} languages")
    return [find_language(language) or language for language in languages]


def check_int(name: str, value: int, lowest: int, highest: int) -> int:
    """Give an int argument if it is within its bounds.

    Raises:
        ConfigError: If it is not.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise ConfigError(f"{name} must be an int from {lowest} to {highest}, not {value!r}")
    return value


def check_threads(threads: int | None) -> int | None:
    """Give a number of threads if it is one; None is all cores.

    Raises:
        ConfigError: If it is not.
    """
    return None if threads is None else check_int("threads", threads, 1, 1024)
