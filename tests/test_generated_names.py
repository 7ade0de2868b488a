"""Names of generated programs: declared once where the grammar says so, never hiding themselves."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lintseq.testing.generated import generated_programs
from lintseq.testing.program_grammar import ProgramGrammar

_BLOCKS: dict[str, Any] = {
    "program": [{"text": "«scope block»\n«scope block»"}],
    "block": [{"text": "«new mark»"}],
}


def _grammar(table: dict[str, Any], **names: object) -> ProgramGrammar:
    return ProgramGrammar.read("test", {**table, "names": names})


@given(generated_programs(_grammar(_BLOCKS, mark=["a"], shadowing="block")))
@settings(max_examples=5)
def test_blocks_share_names(program: str) -> None:
    assert program == "a\na\n"


@given(generated_programs(_grammar(_BLOCKS, mark=["a"], shadowing="block", once=["mark"])))
@settings(max_examples=5)
def test_blocks_of_a_function_share_no_name_that_is_declared_once(program: str) -> None:
    assert program == "a\na2\n"


@given(st.data())
@settings(max_examples=5)
def test_functions_share_names_that_are_declared_once_in_each(data: st.DataObject) -> None:
    functions = {**_BLOCKS, "block": [{"text": "{ «scope line» }", "frame": True}]}
    functions["line"] = [{"text": "«new mark»"}]
    grammar = _grammar(functions, mark=["a"], once=["mark"])
    outer = {"program": [{"text": "«function»\n«function»"}], "function": functions["block"]}
    nested = _grammar({**outer, "line": functions["line"]}, mark=["a"], once=["mark"])

    assert data.draw(generated_programs(nested)) == "{ a }\n{ a }\n"
    # Here the functions lie in blocks.
    assert data.draw(generated_programs(grammar)) == "{ a }\n{ a }\n"


@given(
    generated_programs(
        _grammar(
            {
                "program": [{"text": "«outer»\n«scope block»"}],
                "outer": [{"text": "«new variable»"}],
                "block": [{"text": "«new variable» = «value», «value»"}],
                "value": [{"text": "0"}, {"text": "«use variable»"}],
            },
            variable=["a", "b"],
            shadowing="block",
        )
    )
)
@settings(max_examples=200)
def test_what_a_declaration_hides_is_not_used_in_it(program: str) -> None:
    declared, values = program.splitlines()[1].split(" = ")

    assert declared not in values.split(", ")
