"""The testing kit itself: it makes what it says, sees what is broken, and shrinks."""

from __future__ import annotations

import re
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import lintseq
from lintseq import Config, ConfigError, Edit, EditSequence, LanguageError
from lintseq.testing import (
    PROFILES,
    PROMISES,
    BrokenPromiseError,
    broken_promises,
    check_sequence,
    configs,
    edit_sequences,
    edits,
    programs,
    register_profiles,
    rows,
)
from lintseq.testing.adversarial import adversarial_programs
from lintseq.testing.material import Material, find_material
from lintseq.testing.mutated import mutated_programs
from lintseq.testing.program_grammar import ProgramGrammar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FIND = settings(
    max_examples=2000, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
_FEW = settings(_FIND, max_examples=100)
TWO = "a = 1\nprint(a)\n"


def least(strategy: st.SearchStrategy[str], condition: Callable[[str], bool]) -> str:
    """Find the simplest text, by the same way in each run."""
    return find(strategy, condition, settings=_FIND, random=Random(0))  # noqa: S311


def first(strategy: st.SearchStrategy[str], condition: Callable[[str], bool]) -> str:
    """Find any text, by the same way in each run."""
    quick = settings(_FIND, phases=[Phase.generate])
    return find(strategy, condition, settings=quick, random=Random(0))  # noqa: S311


def broken(sequence: EditSequence, program: str | None = None, **options: Any) -> list[str]:
    return [one.promise for one in broken_promises(sequence, program, **options)]


def test_a_good_sequence_breaks_nothing() -> None:
    sequence = lintseq.sample(TWO, seed=3)[0]
    check_sequence(sequence, TWO, config=Config())


def test_each_promise_can_be_seen_broken() -> None:
    good = EditSequence(TWO, "python", np.array([0, 1], np.int32))
    assert broken(good, TWO + "\n") == ["program"]
    assert broken(EditSequence(TWO, "python", np.array([1, 0], np.int32))) == ["lint-correct"]
    assert broken(good, config=Config(max_edits=1)) == ["reproducible"]
    forged = object.__new__(EditSequence)
    for name, value in {"program": TWO, "language": "python", "sample": 0, "seed": 0}.items():
        object.__setattr__(forged, name, value)
    for steps in ([0, 2], [0], [[0, 1]], [0.0, 1.0]):
        object.__setattr__(forged, "steps", np.array(steps))
        assert broken(forged) == ["partition"]
    with pytest.raises(BrokenPromiseError, match="lint-correct: state 1"):
        check_sequence(EditSequence(TWO, "python", np.array([1, 0], np.int32)))


class _Wrong(EditSequence):
    """Gives states and edits that are not its own."""

    __slots__ = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(0, (0, 1), TWO), *super().edits[1:])

    def states(self) -> list[str]:
        return ["", TWO, TWO]


def test_what_a_sequence_says_of_itself_is_not_believed() -> None:
    found = broken(_Wrong(TWO, "python", np.array([0, 1], np.int32)))
    assert {"edits", "insert-only"} <= set(found)


def test_promises_are_told() -> None:
    assert set(PROMISES) >= {"partition", "insert-only", "formats", "lint-correct", "reproducible"}
    assert all(PROMISES.values())


def test_types_are_known_to_hypothesis() -> None:
    kinds = settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)

    @kinds
    @given(st.from_type(EditSequence), st.from_type(Edit), st.from_type(Config))
    def check(sequence: EditSequence, edit: Edit, config: Config) -> None:
        assert isinstance(sequence, EditSequence)
        assert isinstance(edit, Edit)
        assert isinstance(config, Config)

    check()


def test_lintseq_does_not_import_hypothesis() -> None:
    code = "import sys, lintseq; assert 'hypothesis' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_hypothesis_the_remedy_is_told() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "try:\n    import lintseq.testing\n"
        "except ImportError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "pip install 'lintseq[hypothesis]'" in done.stdout


def test_programs_shrink_to_something_short() -> None:
    program = least(programs(), lambda text: "if" in text and "print" in text)
    assert len(program.split("\n")) <= 5
    assert len(program) < 120


@pytest.mark.parametrize(
    "mark",
    ["\r\n", "\t", "\ufeff", "\x00", "\u2028", "\u202e", "\u0301", "x" * 3000, "<|diff|>", " a"],
)
def test_mutations_bring_what_is_hard(mark: str) -> None:
    found = first(mutated_programs(st.just(TWO)), lambda text: mark in text)
    assert mark in found


@pytest.mark.parametrize("mark", ["(" * 50, "x" * 1000, "7" * 500, '"""' * 3])
def test_hard_texts_are_deep_and_long(mark: str) -> None:
    hard = adversarial_programs(Material("python", None, ()))
    assert mark in first(hard, lambda text: mark in text)


@pytest.mark.parametrize("shape", [r"class \w+", r"lambda", r"def \w+\(", r"(?m)^ {8}\S", r"#"])
def test_valid_programs_have_every_shape(shape: str) -> None:
    pattern = re.compile(shape)
    valid = programs(valid=True)
    compile(
        first(valid, lambda text: bool(pattern.search(text))),
        "program",
        "exec",
    )


@given(programs(valid=True))
def test_valid_programs_of_python_compile(program: str) -> None:
    compile(program, "program", "exec", dont_inherit=True)


def test_real_programs_are_started_from() -> None:
    mine = "def of_my_own():\n    pass\n"
    assert find(programs(sources=[mine]), lambda text: text == mine, settings=_FIND) == mine


def test_edits_are_of_their_sequence() -> None:
    sequence = EditSequence(TWO, "python", np.array([0, 1], np.int32))
    assert find(edits(st.just(sequence)), lambda edit: edit.step == 1) == sequence.edits[1]


def test_a_sequence_of_a_given_program() -> None:
    found = find(edit_sequences(TWO), lambda one: len(one) == 2, settings=_FIND)
    assert found.program == TWO
    with pytest.raises(NoSuchExample):
        find(edit_sequences(TWO, sampled=True), lambda one: one.steps[0] == 1, settings=_FEW)


@given(configs(strategy="random", max_edits=3))
def test_configs_keep_what_is_fixed(config: Config) -> None:
    assert (config.strategy, config.max_edits) == ("random", 3)


def test_configs_refuse_what_is_wrong() -> None:
    with pytest.raises(TypeError):
        configs(colour="red")
    with pytest.raises(ConfigError):
        configs(strategy="best")


@given(rows(valid=True))
def test_valid_rows_are_sampled(row: dict[str, Any]) -> None:
    assert not isinstance(
        lintseq.sample_batch([row["program"]], row["language"])[0], lintseq.Reject
    )


def test_profiles() -> None:
    register_profiles()
    for name, examples in PROFILES.items():
        assert settings.get_profile(f"lintseq-{name}").max_examples == examples
    with pytest.raises(ConfigError, match="fast, balanced, expensive"):
        register_profiles("slow")


GRAMMAR = """
[names]
shadowing = "block"
[[program]]
text = "«statement+»"
[[statement]]
text = "«new variable» = 1;"
[[statement]]
text = "print(«use variable»);"
[[statement]]
text = '''
{
    «scope statement+»
}
'''
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a language of its own, that reads JavaScript."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "one.js").write_text("let of_the_folder = 1;\n")
    (tmp_path / "programs.toml").write_text(GRAMMAR, encoding="utf-8")
    (tmp_path / "language.toml").write_text(
        'name = "own-script"\nextends = "javascript"\n[grammar]\n'
    )
    return tmp_path


def test_a_folder_brings_its_own_programs(folder: Path) -> None:
    name = lintseq.register_language_folder(folder, replace=True)
    assert find_material(name).sources == ("let of_the_folder = 1;\n",)
    program = find(
        programs(name, valid=True), lambda text: "print" in text and "{" in text, settings=_FIND
    )
    assert re.search(r"(\w+) = 1;[^=]*print\(\1\);", program)
    lintseq.register_language("own-script", extends="javascript", replace=True)
    with pytest.raises(LanguageError, match=r"has no programs\.toml"):
        programs("own-script", valid=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[statement]]\ntext = 'a'", "program: is missing"),
        ("[program]\ntext = 'a'", r"write \[\[program\]\]"),
        ("[[program]]\ntext = '«other»'", "neither a nonterminal nor a label"),
        ("[[program]]\ntext = '«new a'", "not closed"),
        ("[[program]]\ntext = '«new a b»'", "is no hole"),
        ("[[program]]\ntext = '«use variable»'", "ends and uses no names"),
        ("[[program]]\ntext = '«program»'", "needs an alternative that ends"),
        ("[[program]]\ntext = 'a'\nwhat = 1", "unknown key 'what'"),
        ("[[program]]\nneeds = ['a']", "has no text"),
        ("[names]\nshadowing = 'all'\n[[program]]\ntext = 'a'", "shadowing is none, frame or"),
        ("[text]\nescapes = {ab = 'c'}\n[[program]]\ntext = 'a'", "one character each"),
    ],
)
def test_wrong_grammars_are_explained(text: str, message: str, folder: Path) -> None:
    (folder / "programs.toml").write_text(text, encoding="utf-8")
    name = lintseq.register_language_folder(folder, replace=True)
    with pytest.raises(LanguageError, match=message):
        find_material(name)


def test_names_are_declared_before_they_are_used() -> None:
    grammar = find_material("python").grammar
    assert isinstance(grammar, ProgramGrammar)

    @settings(_FEW, phases=[Phase.generate])
    @given(programs(valid=True))
    def check(program: str) -> None:
        assert lintseq.lint(program, "python") == []

    check()
