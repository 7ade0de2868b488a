from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from conftest import PROGRAM
from lintseq import (
    Config,
    ConfigError,
    Diagnostic,
    EditSequence,
    Linter,
    LinterError,
    UnknownLanguageError,
    UnknownLinterError,
    Violation,
    lint,
    linters,
    sample,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class FakeLinter:
    """A linter made of a function from a state to its diagnostics."""

    name = "fake"
    languages = frozenset({"python"})
    version = "1"

    def __init__(self, report: Callable[[str], list[Diagnostic]]) -> None:
        self._report = report
        self.calls = 0

    def lint(self, states: Sequence[str], language: str) -> Sequence[Sequence[Diagnostic]]:
        assert language == "python"
        self.calls += 1
        return [self._report(state) for state in states]

    def close(self) -> None:
        raise AssertionError("the caller closes the linter")


def todos(state: str) -> list[Diagnostic]:
    return [
        Diagnostic(number, "T1", "a todo", 1)
        for number, line in enumerate(state.split("\n"), 1)
        if "TODO" in line
    ]


def test_names() -> None:
    assert "native" in {linter.name for linter in linters()}


def test_native_linter_finds_syntax_errors() -> None:
    assert lint(PROGRAM) == []
    found = lint("a = 1\ndef f(:\n    pass\n")
    assert found
    assert found[0].line == 2
    assert found[0].severity == "error"
    assert str(found[0]).startswith("2:")


def test_lint_asks_an_external_linter() -> None:
    assert lint("a\nTODO\n", linter=FakeLinter(todos)) == [Diagnostic(2, "T1", "a todo", 1)]


def test_native_verify_accepts_what_it_guided() -> None:
    for seq in sample(PROGRAM, n=10):
        assert verify(seq) == []


def test_native_verify_finds_broken_states() -> None:
    seq = EditSequence("import math\nprint(math.pi)\n", "python", [1, 0])
    (violation,) = verify(seq)
    assert violation.state == 1
    assert violation.diagnostics[0].line == 2
    assert "math" in violation.diagnostics[0].message


def test_baseline_is_compared_by_line_of_the_program() -> None:
    seq = EditSequence("a\nTODO b\nc\nTODO d\n", "python", [2, 1, 0, 1])
    linter = FakeLinter(todos)
    assert verify(seq, linter) == []
    assert linter.calls == 1


def test_diagnostic_is_reported_with_its_line_in_the_program() -> None:
    def first(state: str) -> list[Diagnostic]:
        return (
            [Diagnostic(1, "F1", "must start with a", None, "warning")] if state[:1] == "c" else []
        )

    seq = EditSequence("a\nb\nc\n", "python", [2, 1, 0])
    wanted = Diagnostic(3, "F1", "must start with a", None, "warning")
    assert verify(seq, FakeLinter(first)) == [Violation(1, (wanted,))]


def test_same_code_on_another_line_is_new() -> None:
    def last(state: str) -> list[Diagnostic]:
        return [Diagnostic(state.count("\n"), "L1", "the last line")] if state else []

    seq = EditSequence("a\nb\nc\n", "python", [0, 1, 2])
    assert [v.state for v in verify(seq, FakeLinter(last))] == [1, 2]


def test_end_of_file_stays_the_end_of_file() -> None:
    def end(state: str) -> list[Diagnostic]:
        return [Diagnostic(state.count("\n") + 1, "E1", "at the end"), Diagnostic(0, "E0", "file")]

    seq = EditSequence("a\nb\nc\n", "python", [2, 0, 1])
    assert verify(seq, FakeLinter(end)) == []


def test_a_real_parser_as_judge() -> None:
    def parse(state: str) -> list[Diagnostic]:
        try:
            ast.parse(state)
        except SyntaxError as error:
            return [Diagnostic(error.lineno or 1, "syntax", "error")]
        return []

    for seq in sample(PROGRAM, n=10):
        assert verify(seq, FakeLinter(parse)) == []


def test_broken_contract_is_an_error() -> None:
    class Short(FakeLinter):
        def lint(self, states: Sequence[str], language: str) -> Sequence[Sequence[Diagnostic]]:
            return super().lint(states, language)[:-1]

    with pytest.raises(LinterError, match="given 1 states and gave 0 lists"):
        verify(EditSequence("a", "python", [0]), Short(todos))


def test_linter_has_to_know_the_language() -> None:
    class Other(FakeLinter):
        languages = frozenset({"go"})
        version = "1"

    with pytest.raises(LinterError, match=r"does not lint python \(it lints: go\)"):
        lint("a", linter=Other(todos))


def test_wrong_names() -> None:
    with pytest.raises(
        UnknownLinterError, match=r"'pylnt', did you mean 'pylint'\? \(known: .*native"
    ):
        lint("a = 1\n", linter="pylnt")
    with pytest.raises(UnknownLinterError):
        verify(sample(PROGRAM)[0], "nativ")
    with pytest.raises(UnknownLanguageError):
        verify(EditSequence("a", "klingon", [0]))
    with pytest.raises(ConfigError, match=r"has the methods of lintseq\.Linter"):
        lint("a = 1\n", linter=3)  # type: ignore[arg-type]


def test_limits_of_the_native_linter_are_an_error() -> None:
    with pytest.raises(LinterError, match="native"):
        verify(sample(PROGRAM)[0], config=Config(max_bytes=10))


def test_protocol_is_checked_by_shape() -> None:
    assert isinstance(FakeLinter(todos), Linter)


@pytest.mark.parametrize("config", [Config(), Config.paper()])
def test_lines_that_outlive_their_text_are_no_violations(config: Config) -> None:
    # By line, "8" stays as a statement when the quotes around it go, and keeps the body alive.
    program = 'def f(x):\n    """\n    8\n    """\n    return x\n'
    sequences = sample(program, n=50, config=config)
    assert [verify(sequence) for sequence in sequences] == [[]] * 50
    states = {state for sequence in sequences for state in sequence.states()}
    assert ("def f(x):\n    8\n" in states) == (config == Config.paper())
