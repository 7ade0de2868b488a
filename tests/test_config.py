from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, replace

import pytest

import lintseq
from lintseq import Config, ConfigError


def test_paper_is_the_configuration_of_the_paper() -> None:
    paper = Config.paper()
    assert (paper.granularity, paper.weights, paper.comments) == ("line", "indent", "first")
    assert (paper.imports, paper.constants, paper.reparse) == ("sampled", "sampled", "auto")


def test_is_frozen_picklable_and_hashable() -> None:
    config = Config(max_edits=3, max_seconds=2)
    assert pickle.loads(pickle.dumps(config)) == config  # noqa: S301
    assert {config: 1}[Config(max_edits=3, max_seconds=2.0)] == 1
    with pytest.raises(FrozenInstanceError):
        config.max_edits = 4  # type: ignore[misc]


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("weights", "deepest", "weights must be one of 'depth', 'indent', 'uniform'"),
        ("granularity", None, "granularity must be one of 'unit', 'line'"),
        ("max_edits", 0, "max_edits must be an int from 1 to 4294967295 or None, not 0"),
        ("max_edits", 1.5, "or None, not 1.5"),
        ("top_k", True, "top_k must be an int"),
        ("top_k", None, "top_k must be an int"),
        ("max_bytes", 2**40, "max_bytes must be an int"),
        ("distinct", 1, "distinct must be True or False"),
        ("max_seconds", float("nan"), "max_seconds must be a number of seconds above 0"),
        ("max_seconds", 0, "above 0"),
        ("max_seconds", "10", "above 0"),
    ],
)
def test_wrong_value_says_what_is_allowed(option: str, value: object, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Config(**{option: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("option", [o.name for o in fields(Config) if "allowed" in o.metadata])
def test_engine_takes_every_allowed_value(option: str) -> None:
    allowed = next(o.metadata["allowed"] for o in fields(Config) if o.name == option)
    for value in allowed:
        config = Config(**{option: value})
        seq = lintseq.sample("a = 1\nb = a\n", config=config)[0]
        assert lintseq.apply(seq.render()) == "a = 1\nb = a\n"


def test_hash_covers_every_option() -> None:
    others = {
        "max_edits": 7,
        "distinct": True,
        "max_seconds": 3.5,
        "linters": ("ruff",),
    }
    hashes = {Config().hash}
    for option in fields(Config):
        allowed = option.metadata.get("allowed")
        value = allowed[1] if allowed else others.get(option.name, 7)
        hashes.add(replace(Config(), **{option.name: value}).hash)
    assert len(hashes) == len(fields(Config)) + 1


def test_hash_covers_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Config().hash
    monkeypatch.setattr("lintseq._core.grammars", lambda: {"python": "0.0.0"})
    grammar = Config().hash
    monkeypatch.setattr("lintseq._core.STREAM_VERSION", 999)
    assert len({before, grammar, Config().hash}) == 3


def test_hash_is_the_same_in_every_process() -> None:
    """In every new one, that is: languages that this one registered are part of its hash."""
    program = "import lintseq; print(lintseq.Config.paper().hash)"
    command = [sys.executable, "-c", program]
    hashes = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_hash_takes_equal_configurations_alike() -> None:
    assert Config(max_seconds=10).hash == Config().hash
    assert len(Config().hash) == 32


def test_only_a_config_is_a_config() -> None:
    with pytest.raises(ConfigError, match=r"must be a lintseq\.Config, not dict"):
        lintseq.sample("a = 1\n", config={})  # type: ignore[arg-type]
