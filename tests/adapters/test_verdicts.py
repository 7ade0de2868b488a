"""What tools find, alone and in batches, and what they guide."""

from __future__ import annotations

import pytest
from tools import EVERY, TOOLS, Tool

import lintseq
from lintseq import Config, EditSequence, LinterError


@EVERY
def test_every_state_is_clean_by_the_tool(tool: Tool) -> None:
    tool.require()
    program = tool.program
    assert lintseq.lint(program, tool.language, tool.linter) == []
    config = Config(linters=(tool.linter,))
    for sequence in lintseq.sample(program, tool.language, n=2, seed=3, config=config):
        assert isinstance(sequence, EditSequence)
        assert len(sequence) > 2
        assert lintseq.apply(sequence.render()) == program
        assert lintseq.verify(sequence) == []
        # The empty state is where every sequence starts; some tools want more of a file.
        reports = tool.reports(sequence.states()[1:])
        assert not any(reports), reports


@EVERY
def test_an_error_is_found_where_it_is(tool: Tool) -> None:
    tool.require()
    found = lintseq.lint(tool.broken, tool.language, tool.linter)
    assert [diagnostic.line for diagnostic in found] == [tool.line]
    assert found[0].code


@EVERY
def test_a_batch_gives_what_single_states_get(tool: Tool) -> None:
    """Errors of syntax, and what keeps a tool from going on, are in the midst of others."""
    linter = tool.require()
    texts = [tool.broken, tool.program, tool.syntax, *tool.silenced, tool.broken, tool.syntax]
    together = tool.reports(texts)
    for text, report in zip(texts, together, strict=True):
        assert not isinstance(report, LinterError)
        assert bool(report) == (text != tool.program)
    for text, report in zip(texts[:4], together[:4], strict=True):
        assert linter.lint([text], tool.language) == [report]


@EVERY
def test_nothing_in_a_text_hides_an_error(tool: Tool) -> None:
    for text, report in zip(tool.silenced, tool.reports(tool.silenced), strict=True):
        assert not isinstance(report, LinterError), (text, report)
        assert report, text


ALONE = {
    "go": ['package a\n\nimport "nothing/there"\n', 'package a\n\nimport "C"\n'],
    "govet": ['package a\n\nimport "nothing/there"\n', 'package a\n\nimport "C"\n'],
    "luacheck": ["missing = 1\n", "function missing() end\n"],
    "mypy": ["from . import missing\n", "return 1\n", "nonlocal x\n"],
    "tsc": [
        "export {};\ndeclare global { function missing(x: number): void }\n",
        '/// <reference no-default-lib="true" />\nexport const x = 1;\n',
    ],
}


@pytest.mark.parametrize("name", ALONE)
def test_a_state_changes_nothing_for_the_others(name: str) -> None:
    tool = TOOLS[name]
    tool.require()
    alone, clean = tool.reports([tool.broken, tool.program])
    assert alone
    for text in ALONE[name]:
        assert tool.reports([text, tool.broken, tool.program])[1:] == [alone, clean]


@pytest.mark.parametrize("name", ["clang++", "g++"])
def test_an_error_in_a_header_counts_where_it_is_asked_for(name: str) -> None:
    tool = TOOLS[name]
    tool.require()
    text = (
        "#include <algorithm>\n#include <vector>\nstruct Item {};\n"
        "void sort(std::vector<Item> items)\n{\n    std::sort(items.begin(), items.end());\n}\n"
    )
    found = lintseq.lint(text, "cpp", tool.linter)
    assert {diagnostic.line for diagnostic in found} == {6}
