"""Batches of rows to batches of edit sequences: what every engine for data sets calls."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from inspect import signature
from typing import TYPE_CHECKING, Any, TypeAlias

from lintseq import _core
from lintseq.config import Config, engine_options
from lintseq.errors import ConfigError, FormatError, FrameError, LintSeqError, UnknownNameError
from lintseq.formats import find_format
from lintseq.formats.native import NativeFormat
from lintseq.frame import read_frame
from lintseq.guidance import guide_batch
from lintseq.linter import require_linter
from lintseq.registration import is_from_pack, load_plugins
from lintseq.sampling import check_int, check_threads
from lintseq.schema import Schema, language_named
from lintseq.sequence import EditSequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Samples", "Transform", "transform"]

UNRENDERABLE = "unrenderable"
"""The reason of rows whose program the edit format cannot hold."""

_REMEDY = (
    "what one process registers, others do not know: let a package that is installed on all "
    "machines of the run name it in its entry points"
)

Samples: TypeAlias = "list[tuple[_core.Steps, list[str]]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transform:
    """What to read from rows, and what to make of them. Frozen, picklable, comparable.

    It is called with a batch of rows and gives a batch of edit sequences, see `transform`. Its
    pickle changes with the versions of lintseq and the grammars, so that what caches results by
    it makes them anew.

    Attributes:
        config: How to sample.
        schema: Which columns to read.
        samples: Edit sequences for each program.
        seed: From 0 to 2**64 - 1.
        threads: Cores to use; None is all. Never changes the output.
        context: Lines of context around each insertion in the edit texts.
        format: The format of the edit texts, see `lintseq.formats`.

    Raises:
        ConfigError: If a value is not allowed.
        UnknownFormatError: If no format has this name.
    """

    config: Config = field(default_factory=Config)
    schema: Schema = field(default_factory=Schema)
    samples: int = 1
    seed: int = 0
    threads: int | None = None
    context: int = 0
    format: str = "unified"

    def __post_init__(self) -> None:
        check_int("samples", self.samples, 1, 2**32 - 1)
        check_int("seed", self.seed, 0, 2**64 - 1)
        check_int("context", self.context, 0, 2**31 - 1)
        check_threads(self.threads)
        engine_options(self.config)
        known = signature(find_format(self.format).render).parameters
        if self.context and "context" not in known:
            raise ConfigError(f"the format {self.format!r} shows no context that can be chosen")

    def __call__(self, batch: Any) -> Any:  # noqa: ANN401 - any kind of frame
        """Make of each row one row for each of its samples, or one that says why there are none.

        Args:
            batch: Rows, see `transform`.

        Returns:
            Rows of the same kind.

        Raises:
            FrameError: If the batch is nothing that holds Arrow data.
            LinterError: If a linter of the configuration cannot be used here.
        """
        return read_frame(batch).map(self._table)

    def __reduce__(self) -> tuple[Any, ...]:
        options = {option.name: getattr(self, option.name) for option in fields(self)}
        return _restored, (type(self), options, self.config.hash, _versions(), _registered())

    def _table(self, batch: object) -> _core.Table:
        """Transform what holds Arrow data.

        Raises:
            FrameError: If it turns out to hold none.
        """
        load_plugins()
        native = self._native_format()
        try:
            return _core.transform(
                batch,
                self.schema.engine(),
                engine_options(self.config),
                self.samples,
                self.seed,
                self.threads,
                native or _core.Format.unified(),
                self.format,
                list(self.config.linter_versions.values()),
                self.schema.prose == "keep",
                language_named,
                self.schema.detect(),
                None if native and not self.config.linters else self.sample,
            )
        except LintSeqError:
            raise
        except (TypeError, ValueError) as error:
            raise FrameError(f"{type(batch).__name__}: {error}") from error

    def sample(
        self, programs: Sequence[str], languages: Sequence[str]
    ) -> list[Samples | _core.Rejection]:
        """Sample programs and write their edits.

        Args:
            programs: The programs.
            languages: The language of each.

        Returns:
            For each program steps and edit texts of its samples, or reason and detail of why there
            are none.

        Raises:
            LinterError: If a linter of the configuration cannot be used here.
        """
        options = engine_options(self.config)
        native = self._native_format()
        if native and not self.config.linters:
            return _core.generate_batch(
                programs, languages, options, self.samples, self.seed, self.threads, native
            )
        results: Iterable[list[_core.Steps] | _core.Rejection]
        if self.config.linters:
            results = guide_batch(programs, languages, self.config, self.samples, self.seed)
        else:
            results = _core.sample_batch(
                programs, languages, options, self.samples, self.seed, self.threads
            )
        return [
            result if isinstance(result, tuple) else self._texts(program, language, result)
            for program, language, result in zip(programs, languages, results, strict=True)
        ]

    def _native_format(self) -> _core.Format | None:
        """Give the engine's form of the format; None if it is not the engine's own."""
        found = find_format(self.format)
        return found.engine(**self._format_options()) if isinstance(found, NativeFormat) else None

    def _format_options(self) -> dict[str, int]:
        return {"context": self.context} if self.context else {}

    def render(self, sequence: EditSequence) -> list[str]:
        """Write the edits of a sequence.

        Raises:
            FormatError: If the format cannot hold the program.
        """
        return find_format(self.format).render(sequence, **self._format_options())

    def _texts(
        self, program: str, language: str, samples: list[_core.Steps]
    ) -> Samples | _core.Rejection:
        try:
            return [
                (steps, self.render(EditSequence(program, language, steps))) for steps in samples
            ]
        except FormatError as error:
            return (UNRENDERABLE, error.detail)


def _versions() -> tuple[str, int]:
    return _core.__version__, _core.STREAM_VERSION


def _registered() -> dict[str, str]:
    """Give the grammars of the languages that neither come with lintseq nor from its extra."""
    load_plugins()
    return {
        language["name"]: language["grammar"]
        for language in _core.languages()
        if not language["built_in"] and not is_from_pack(language["grammar"])
    }


def _restored(
    kind: type[Transform],
    options: dict[str, Any],
    _hash: str,
    versions: tuple[str, int],
    registered: dict[str, str],
) -> Transform:
    """Make a transform again in another process.

    Raises:
        ConfigError: If lintseq has another version there, or does not know a language, linter or
            format, which could give other rows.
    """
    if versions != _versions():
        raise ConfigError(
            f"this comes from lintseq {versions[0]}, here is {_core.__version__}: the same version "
            "has to be installed on all machines of a run"
        )
    here = _registered()
    for name, grammar in registered.items():
        if here.get(name) != grammar:
            raise ConfigError(f"this process has no language {name!r} by {grammar}; {_REMEDY}")
    try:
        made = kind(**options)
        for linter in made.config.linters:
            require_linter(linter)
    except UnknownNameError as error:
        raise ConfigError(f"{error}; {_REMEDY}") from error
    return made


def transform(batch: Any, config: Config | None = None, **options: Any) -> Any:  # noqa: ANN401
    """Turn a batch of rows of programs into a batch of rows of edit sequences.

    The columns of the input stay; one that has the name of one of ours becomes ``source_<name>``,
    except for the text that the language is read from. Added are ``edit_path`` (list of text),
    ``edit_steps`` (list of int32), ``n_edits``, ``sample``, ``language``, ``row_id``, ``status``,
    ``reason``, ``detail``, ``linters``, ``edit_format``, and ``prose`` where it is kept. There is
    one output row for each sample of a row. A row that yields none comes out once, with the status
    ``"rejected"`` and a reason. The work is done in one call of the engine, without the GIL.

    Args:
        batch: A data frame of pyarrow, polars, pandas or DuckDB, or anything else that offers
            Arrow data by the PyCapsule interface: ``__arrow_c_stream__`` or ``__arrow_c_array__``.
        config: How to sample; None is ``Config()``.
        options: The other attributes of `Transform`.

    Returns:
        What was given, if it is one of these; anything else comes back as an object that offers
        its rows by ``__arrow_c_stream__``.

    Raises:
        FrameError: If the batch is nothing that holds Arrow data.
        ConfigError: If an option has a value that is not allowed.
        LinterError: If a linter of the configuration cannot be used here.
    """
    return Transform(config=config or Config(), **options)(batch)
