"""How programs are sampled: one frozen value with a stable hash."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from lintseq import _core
from lintseq.errors import ConfigError

if TYPE_CHECKING:
    from dataclasses import Field

__all__ = ["Config"]


def _one_of(default: str, help: str, *allowed: str) -> Any:  # noqa: A002, ANN401 - like field()
    return field(default=default, metadata={"help": help, "allowed": (default, *allowed)})


def _at_least(minimum: int, default: int | None, help: str) -> Any:  # noqa: A002, ANN401
    return field(default=default, metadata={"help": help, "minimum": minimum})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """How programs are sampled. Frozen, picklable, comparable, hashable.

    Values are checked at once; `ConfigError` names what is allowed.

    Attributes:
        strategy: ``"lintseq"`` checks every state; ``"random"`` is the paper's RandSeq ablation,
            which deletes any lines and checks nothing.
        granularity: What one draw deletes at least: a whole ``"unit"``, or a ``"line"``, which
            may be one of a multi-line string or collection.
        weights: How likely a unit is drawn: by its ``"depth"`` in the unit tree, by ``"indent"``
            as the paper's code does, or ``"uniform"``.
        comments: ``"attach"`` comments and blank lines to the unit that follows, never draw them,
            so that most come ``"first"``, as the paper does, or make each group of comment lines
            its ``"own"`` unit.
        imports: ``"sampled"`` like other units, or ``"kept"``: never drawn, and so inserted first
            unless something else takes them along.
        constants: The same for top-level constants.
        max_edits: The most edits a sequence may have, the rest goes into its first one; None for
            no bound.
        distinct: Whether the samples of one program must differ.
        children_per_round: Tree search: deletions tried from each candidate in each round.
        top_k: Tree search: how many of them survive, those that delete most.
        population: Tree search: complete sequences to find before it ends.
        baseline: Findings of the finished program itself: ``"keep"`` ignores them, ``"last"``
            inserts the lines that they are on last, as the paper's implementation does.
        reparse: Parse states again where the language asks for it, ``"auto"``, or ``"always"``.
        syntax_errors: ``"reject"`` programs with syntax errors, or ``"keep"`` them and hold every
            state to no more errors than the program has.
        linters: Names of linters that guide, beside the native one: every state is clean by all of
            them. See `lintseq.linters`.
        max_bytes: Bytes a program may have.
        max_lines: Lines a program may have.
        max_line_bytes: Bytes a line may have.
        max_nesting: Levels of syntax a program may have.
        max_seconds: Seconds that one program may take, all its samples together.
    """

    strategy: Literal["lintseq", "random"] = _one_of(
        "lintseq", "check every state, or delete any lines and check nothing (RandSeq)", "random"
    )
    granularity: Literal["unit", "line"] = _one_of("unit", "what one draw deletes at least", "line")
    weights: Literal["depth", "indent", "uniform"] = _one_of(
        "depth", "what makes a unit likely to be drawn", "indent", "uniform"
    )
    comments: Literal["attach", "first", "own"] = _one_of(
        "attach",
        "comments go with their unit, come first, or are units of their own",
        "first",
        "own",
    )
    imports: Literal["sampled", "kept"] = _one_of(
        "sampled", "sample imports, or keep them (inserted first)", "kept"
    )
    constants: Literal["sampled", "kept"] = _one_of(
        "sampled", "sample top-level constants, or keep them (inserted first)", "kept"
    )
    max_edits: int | None = _at_least(1, None, "edits a sequence may have")
    distinct: bool = field(default=False, metadata={"help": "leave out samples that repeat"})
    children_per_round: int = _at_least(1, 1, "tree search: deletions tried from each candidate")
    top_k: int = _at_least(1, 1, "tree search: deletions of a round that survive")
    population: int = _at_least(1, 1, "tree search: sequences to find before it ends")
    baseline: Literal["keep", "last"] = _one_of(
        "keep", "ignore the finished program's own findings, or insert their lines last", "last"
    )
    reparse: Literal["auto", "always"] = _one_of("auto", "when states are parsed again", "always")
    syntax_errors: Literal["reject", "keep"] = _one_of(
        "reject", "what happens to programs with syntax errors", "keep"
    )
    linters: tuple[str, ...] = field(
        default=(), metadata={"help": "a linter that guides beside the native one", "names": True}
    )
    max_bytes: int = _at_least(1, 1_000_000, "bytes a program may have")
    max_lines: int = _at_least(1, 20_000, "lines a program may have")
    max_line_bytes: int = _at_least(1, 50_000, "bytes a line may have")
    max_nesting: int = _at_least(1, 500, "levels of syntax a program may have")
    max_seconds: float = field(
        default=10.0, metadata={"help": "seconds one program may take", "above": 0.0}
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "linters", _linter_names(self.linters))
        for option in fields(self):
            _check(option, getattr(self, option.name))
        object.__setattr__(self, "max_seconds", float(self.max_seconds))  # 10 hashes like 10.0

    @classmethod
    def paper(cls) -> Config:
        """Give the configuration that behaves as the paper's implementation does."""
        return cls(
            granularity="line",
            weights="indent",
            comments="first",
            imports="sampled",
            constants="sampled",
            baseline="last",
        )

    @property
    def hash(self) -> str:
        """32 hex digits that change whenever the output may change.

        They cover all options and the versions of lintseq, the grammars, the random stream and
        the linters, and are the same in every process and on every platform.

        Raises:
            LinterError: If one of the linters cannot be used here.
        """
        content = {
            "config": asdict(self),
            "lintseq": _core.__version__,
            "stream": _core.STREAM_VERSION,
            "grammars": _core.grammars(),
        }
        if self.linters:
            content["linters"] = self.linter_versions
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    @property
    def linter_versions(self) -> dict[str, str]:
        """What each linter that guides is, and in which version, by name; not the native one.

        Raises:
            LinterError: If one of them cannot be used here.
        """
        from lintseq.linter import find_linter  # noqa: PLC0415 - few need it

        return {name: find_linter(name).version for name in self.linters}


def engine_options(config: Config | None) -> _core.Options:
    """Give the engine's form of a configuration; None is the default one."""
    if config is None:
        return _core.Options()
    if not isinstance(config, Config):
        raise ConfigError(f"config must be a lintseq.Config, not {type(config).__name__}")
    options = asdict(config)
    del options["linters"]  # the engine does not know them
    return _core.Options(**options)


def _linter_names(names: object) -> tuple[str, ...]:
    """Give the linters that guide beside the native one.

    Raises:
        ConfigError: If this is no list of names.
        UnknownLinterError: If no linter has one of the names.
    """
    if names == ():
        return ()
    listed = (names,) if isinstance(names, str) else names
    if not isinstance(listed, (tuple, list)) or not all(isinstance(one, str) for one in listed):
        raise ConfigError(f"linters must be a list of names, not {names!r}")
    from lintseq.linter import NATIVE, require_linter  # noqa: PLC0415 - few need it

    return tuple(require_linter(name) for name in dict.fromkeys(listed) if name != NATIVE)


def _check(option: Field[Any], value: object) -> None:
    """Check one option against what its metadata allows.

    Raises:
        ConfigError: If the value is not allowed; the message says what is.
    """
    if "names" in option.metadata:
        return  # by `_linter_names`
    allowed = option.metadata.get("allowed")
    minimum = option.metadata.get("minimum")
    if allowed is not None:
        good = isinstance(value, str) and value in allowed
        wanted = "one of " + ", ".join(map(repr, allowed))
    elif minimum is not None:
        optional = option.default is None
        is_int = isinstance(value, int) and not isinstance(value, bool)
        good = (optional and value is None) or (is_int and minimum <= value < 2**32)  # type: ignore[operator]
        wanted = f"an int from {minimum} to {2**32 - 1}" + (" or None" if optional else "")
    elif option.default is False:
        good, wanted = isinstance(value, bool), "True or False"
    else:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        good = is_number and math.isfinite(value) and value > 0  # type: ignore[arg-type, operator]
        wanted = "a number of seconds above 0"
    if not good:
        raise ConfigError(f"{option.name} must be {wanted}, not {value!r}")
